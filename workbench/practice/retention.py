"""How long a case is kept after it was closed, and what is due on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workbench.practice.casework import Case

REMIND_DAYS = 14
"""How long before the day of deletion one is reminded of it."""


class Due(StrEnum):
    """What is due in a case."""

    NOTHING = "nothing"
    SOON = "soon"
    NOW = "now"
    HELD = "held"
    LOOK_AGAIN = "look_again"


@dataclass(frozen=True, slots=True)
class Retention:
    """What is due in a case, and on which day: of its deletion, or of looking at the hold again; None for a case that is open."""

    due: Due
    on: date | None = None

    @property
    def reminds(self) -> bool:
        """Whether somebody has to be told today."""
        return self.due in (Due.SOON, Due.NOW, Due.LOOK_AGAIN)


def retention_of(case: Case, today: date) -> Retention:
    """What is due in a case today.

    A closed case is to be deleted `retention_days` after the day it was closed, and one is reminded 14 days before. While it is held,
    nothing is deleted; one is reminded from the day on which somebody is to look at the hold again. An open case is held as a closed one.

    Examples
    --------
    >>> case = Case("0" * 16, "HAZEL", date(2026, 1, 1), closed_on=date(2026, 3, 1))
    >>> [retention_of(case, date(2026, 4, day)).due.value for day in (15, 16, 30)]
    ['nothing', 'soon', 'now']
    """
    if case.hold_review_on is not None:
        return Retention(Due.LOOK_AGAIN if today >= case.hold_review_on else Due.HELD, case.hold_review_on)
    if case.closed_on is None:
        return Retention(Due.NOTHING)
    on = case.closed_on + timedelta(days=case.retention_days)
    if today >= on:
        return Retention(Due.NOW, on)
    return Retention(Due.SOON if today >= on - timedelta(days=REMIND_DAYS) else Due.NOTHING, on)
