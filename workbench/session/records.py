"""What was written down about a case itself: goals and their ratings, reviews, supervision. Reads only."""

from typing import Protocol, TypeVar

from workbench.errors import NotFoundError
from workbench.practice.casework import Cycle, CycleState, Goal, GoalRating
from workbench.practice.letters import Letter
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.supervision import ExternalMeasure, SelfAssessment, Supervision
from workbench.session.reading import CaseReader


class _OfACase(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def case_id(self) -> str: ...


R = TypeVar("R", bound=_OfACase)


class CaseRecords(CaseReader):
    """The written side of a case; an id of another case is refused with a NotFoundError."""

    def goal(self, goal_id: str) -> Goal:
        """One goal of this case."""
        return self._of_this_case(Goal, goal_id, "goal")

    def ratings(self, goal_id: str) -> list[GoalRating]:
        """How the client rated a goal, oldest first."""
        return self.workspace.find(GoalRating, goal_id=self.goal(goal_id).id)

    def cycle(self, cycle_id: str) -> Cycle:
        """One cycle of this case."""
        return self._of_this_case(Cycle, cycle_id, "cycle")

    def cycle_under_way(self) -> Cycle | None:
        """The latest cycle that has not come to its review."""
        return next((cycle for cycle in reversed(self.cycles()) if not cycle.state.reaches(CycleState.REVIEWED)), None)

    def reviews(self) -> list[SharedReview]:
        """The shared reviews, oldest first."""
        return self.workspace.find(SharedReview, case_id=self.case_id)

    def review(self, review_id: str) -> SharedReview:
        """One shared review of this case."""
        return self._of_this_case(SharedReview, review_id, "review")

    def responses(self, review_id: str) -> list[ClipResponse]:
        """What came of the clips of a review, in the order of its playlist; those of clips that are gone come last."""
        review = self.review(review_id)
        places = {clip.id: clip.position for clip in self.clips(review.playlist_id)} if review.playlist_id else {}
        found = self.workspace.find(ClipResponse, review_id=review.id)
        return sorted(found, key=lambda response: places.get(response.clip_id or "", len(places)))

    def supervisions(self) -> list[Supervision]:
        """The meetings with a supervisor, oldest first."""
        return self.workspace.find(Supervision, case_id=self.case_id)

    def self_assessments(self) -> list[SelfAssessment]:
        """The guider's own looks at reviews, oldest first."""
        return self.workspace.find(SelfAssessment, case_id=self.case_id)

    def external_measures(self) -> list[ExternalMeasure]:
        """Scores of published instruments, for guider and supervisor only; oldest first."""
        return self.workspace.find(ExternalMeasure, case_id=self.case_id)

    def letters(self) -> list[Letter]:
        """The letters drafted for the family, oldest first."""
        return self.workspace.find(Letter, case_id=self.case_id)

    def _of_this_case(self, kind: type[R], id: str, word: str) -> R:  # noqa: A002
        thing = self.workspace.get(kind, id)
        if thing.case_id != self.case_id:
            raise NotFoundError(f"The {word} {id} is not in case {self.case.code}", "Open the case it belongs to")
        return thing
