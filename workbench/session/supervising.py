"""Supervision, the guider's own look back, and scores of published instruments: for guider and supervisor only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import EditError
from workbench.practice.casework import Cycle, CycleState
from workbench.practice.checklists import SELF_REFLECTION
from workbench.practice.supervision import ExternalMeasure, Reflection, SelfAssessment, Supervision
from workbench.session.cycles import bring_cycle_to
from workbench.session.editing import CaseEditor, check_fields, sensible
from workbench.session.goals import past_day
from workbench.session.records import CaseRecords

SUPERVISION_FIELDS = frozenset({"held_on", "hours", "supervisor", "cycle_id", "review_id", "focus", "agreed"})


class SupervisionEdits(CaseEditor, CaseRecords):
    """Edits of what a guider learns by."""

    def add_supervision(self, hours: float, *, held_on: date | None = None, **fields: Any) -> Supervision:
        """A meeting with a supervisor, with any of :data:`SUPERVISION_FIELDS`; a cycle that was reviewed is supervised then."""
        check_fields("supervision", fields, SUPERVISION_FIELDS)
        day = held_on or self.today()
        self._check_supervision({"held_on": day, **fields})
        meeting = sensible(lambda: Supervision(new_id(), self.case_id, day, hours, **fields))
        with self._edit(f"Write down the supervision of {day}") as edit:
            edit.put(meeting)
            if meeting.cycle_id is not None and edit.get(Cycle, meeting.cycle_id).state is CycleState.REVIEWED:
                bring_cycle_to(edit, meeting.cycle_id, CycleState.SUPERVISED)
        return meeting

    def change_supervision(self, id: str, **fields: Any) -> Supervision:  # noqa: A002
        """Change any of :data:`SUPERVISION_FIELDS` of a meeting."""
        meeting = self._of_this_case(Supervision, id, "supervision")
        self._check_supervision(fields)
        return self._change(meeting, f"Change the supervision of {meeting.held_on}", fields, SUPERVISION_FIELDS)

    def remove_supervision(self, id: str) -> Supervision:  # noqa: A002
        """Take the record of a meeting away."""
        meeting = self._of_this_case(Supervision, id, "supervision")
        with self._edit(f"Remove the supervision of {meeting.held_on}") as edit:
            edit.remove(Supervision, id)
        return meeting

    def reflect(self, checklist: str, reflections: Sequence[Reflection], *, review_id: str | None = None) -> SelfAssessment:
        """The guider's own look at a review, in words; said twice a day of one review and checklist, the last stands."""
        written = tuple(Reflection(each.code, each.words.strip()) for each in reflections if each.words.strip())
        if not checklist.strip() or not written:
            raise EditError("A look back needs a checklist and some words", "Write a line to one of its points at least")
        if review_id is not None:
            self.review(review_id)
        named = {"case_id": self.case_id, "on": self.today(), "checklist": checklist.strip(), "review_id": review_id}
        with self._edit("Look back on a review") as edit:
            same = edit.find(SelfAssessment, **named)
            assessment = SelfAssessment(id=same[0].id if same else new_id(), reflections=written, **named)  # type: ignore[arg-type]
            edit.put(assessment)
        return assessment

    def look_back(self, review_id: str, point: str, words: str) -> SelfAssessment | None:
        """The guider's words to one point of the checklist, in the latest look back on a review; a first word begins one today.

        Without a word the point is taken out. Gives what is left of the look back, None where nothing is.
        """
        self.review(review_id)
        own = [each for each in self.self_assessments() if (each.review_id, each.checklist) == (review_id, SELF_REFLECTION)]
        latest = own[-1] if own else SelfAssessment(new_id(), self.case_id, self.today(), SELF_REFLECTION, review_id)
        order = list(self.wording.checklists[SELF_REFLECTION].words_by_code)
        before = {each.code: each.words for each in latest.reflections}
        if point not in (*order, *before):
            raise EditError("The checklist has no such point", "Choose one of its points")
        written = before | {point: words.strip()}
        kept = tuple(Reflection(code, said) for code, said in sorted(written.items(), key=lambda line: _place(order, line[0])) if said)
        with self._edit("Look back on a review") as edit:
            if kept:
                edit.put(replace(latest, reflections=kept))
            elif own:
                edit.remove(SelfAssessment, latest.id)
        return replace(latest, reflections=kept) if kept else None

    def remove_self_assessment(self, id: str) -> SelfAssessment:  # noqa: A002
        """Take a look back away."""
        assessment = self._of_this_case(SelfAssessment, id, "self-assessment")
        with self._edit("Remove a look back") as edit:
            edit.remove(SelfAssessment, id)
        return assessment

    def log_measure(self, name: str, score: str, *, version: str = "", rater: str = "", on: date | None = None) -> ExternalMeasure:
        """Log a score of a published instrument as its rater gave it."""
        if not name.strip() or not score.strip():
            raise EditError("A score needs the instrument's name and what was scored", "Give both as the rater wrote them")
        day = past_day(on or self.today(), self.today(), "Something is scored")
        measure = ExternalMeasure(new_id(), self.case_id, name.strip(), version.strip(), rater.strip(), day, score.strip())
        return self._add(measure, f"Log a score of {measure.name}")

    def remove_measure(self, id: str) -> ExternalMeasure:  # noqa: A002
        """Take a logged score away."""
        measure = self._of_this_case(ExternalMeasure, id, "measure")
        with self._edit(f"Remove a score of {measure.name}") as edit:
            edit.remove(ExternalMeasure, id)
        return measure

    def _check_supervision(self, fields: dict[str, Any]) -> None:
        if "held_on" in fields:
            past_day(fields["held_on"], self.today(), "A supervision is held")
        if fields.get("cycle_id"):
            self.cycle(fields["cycle_id"])
        if fields.get("review_id"):
            self.review(fields["review_id"])


def _place(order: Sequence[str], code: str) -> int:
    """Where a point stands in its checklist; one that the checklist has no more stands last."""
    return order.index(code) if code in order else len(order)
