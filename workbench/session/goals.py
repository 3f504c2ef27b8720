"""Goals in the client's words, and how near the client feels to them."""

from datetime import date

from workbench.core.identity import new_id
from workbench.errors import EditError
from workbench.practice.casework import Goal, GoalRating
from workbench.session.editing import CaseEditor, sensible
from workbench.session.records import CaseRecords


class GoalEdits(CaseEditor, CaseRecords):
    """Edits of goals and of the client's own ratings."""

    def add_goal(self, words: str) -> Goal:
        """A goal, in the client's words."""
        return self._add(Goal(new_id(), self.case_id, _said(words), self.today()), "Add a goal")

    def change_goal(self, id: str, words: str) -> Goal:  # noqa: A002
        """Other words for a goal; its ratings stay."""
        return self._change(self.goal(id), "Change a goal", {"words": _said(words)}, frozenset({"words"}))

    def remove_goal(self, id: str) -> Goal:  # noqa: A002
        """Take a goal away, and its ratings with it."""
        goal = self.goal(id)
        with self._edit("Remove a goal") as edit:
            edit.remove(Goal, id)
        return goal

    def rate_goal(self, goal_id: str, value: int, *, on: date | None = None, words: str = "") -> GoalRating:
        """How near the client feels to a goal, from 0 to 10; said twice for one day, the last stands."""
        goal, day = self.goal(goal_id), on or self.today()
        past_day(day, self.today(), "A goal is rated")
        with self._edit("Rate a goal") as edit:
            same = edit.find(GoalRating, goal_id=goal.id, on=day)
            rating = sensible(lambda: GoalRating(same[0].id if same else new_id(), goal.id, day, value, words.strip()))
            edit.put(rating)
        return rating


def past_day(day: date, today: date, what: str) -> date:
    """A day on which something was: not after today."""
    if day > today:
        raise EditError(f"{what} on a day that was, not on {day}", f"Give a day up to {today}")
    return day


def _said(words: str) -> str:
    if not words.strip():
        raise EditError("A goal needs words", "Write it as the client says it")
    return words.strip()
