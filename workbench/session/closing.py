"""The end of a case: closed and opened again, and the hold that keeps its films longer."""

from dataclasses import replace
from datetime import date

from workbench.errors import EditError
from workbench.practice.casework import Case
from workbench.session.editing import CaseEditor
from workbench.session.goals import past_day


class ClosingEdits(CaseEditor):
    """Edits of whether a case goes on, and whether its films must be kept."""

    def close_case(self, on: date | None = None) -> Case:
        """End the case on a day; from then on the days count for which its films are kept."""
        case, day = self.case, on or self.today()
        if case.closed_on is not None:
            raise EditError(f"The case {case.code} was closed on {case.closed_on} already", "Open it again first, if it goes on")
        past_day(day, self.today(), "A case is closed")
        if day < case.opened:
            raise EditError(f"The case {case.code} was opened on {case.opened}, after {day}", f"Give a day from {case.opened} on")
        return self._add(replace(case, closed_on=day), "Close the case")

    def reopen_case(self) -> Case:
        """The case goes on."""
        case = self.case
        if case.closed_on is None:
            raise EditError(f"The case {case.code} is open", "Go on in it")
        return self._add(replace(case, closed_on=None), "Open the case again")

    def hold_case(self, reason: str, review_on: date) -> Case:
        """Safeguarding: nothing of the case is deleted for its age until the hold is ended; on a day somebody looks again."""
        if not reason.strip():
            raise EditError("A hold needs its reason", "Say why the films must be kept, without a name")
        if review_on <= self.today():
            raise EditError(f"A hold is looked at again on a day to come, not on {review_on}", f"Give a day after {self.today()}")
        return self._add(replace(self.case, hold_reason=reason.strip(), hold_review_on=review_on), "Hold the case's films")

    def end_hold(self) -> Case:
        """The hold is over; films are kept as long as usual."""
        case = self.case
        if not case.hold_reason:
            raise EditError(f"Nothing holds the films of case {case.code}", "See vig case hold --help for how to begin a hold")
        return self._add(replace(case, hold_reason="", hold_review_on=None), "End the hold")
