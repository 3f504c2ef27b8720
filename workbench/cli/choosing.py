"""How commands choose within a case: goals and cycles by number, reviews by id."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.practice.casework import Cycle
    from workbench.practice.reviews import SharedReview
    from workbench.session.casefile import CaseSession

DAY = click.DateTime(["%Y-%m-%d"])
T = TypeVar("T")


def day_of(given: datetime | None) -> date | None:
    """The day of an option."""
    return given.date() if given else None


def said(words: dict[str, Any]) -> dict[str, Any]:
    """Those of a command's options that were given."""
    return {name: value for name, value in words.items() if value not in (None, ())}


def numbered(things: list[T], number: int, word: str, how: str) -> T:
    """The thing of that number, counted from 1; `how` says how to see them.

    Raises
    ------
    NotFoundError
        If there are not so many.
    """
    if not 1 <= number <= len(things):
        raise NotFoundError(f"There is no {word} {number}; there are {len(things)}", f"Look at them with {how}")
    return things[number - 1]


def cycle_numbered(session: "CaseSession", number: int) -> "Cycle":
    """The cycle of that number; NotFoundError if there is none."""
    for cycle in session.cycles():
        if cycle.number == number:
            return cycle
    raise NotFoundError(
        f"There is no cycle {number} in case {session.case.code}", f"Begin one with vig case cycle {session.case.code} --begin"
    )


def chosen_review(session: "CaseSession", beginning: str | None) -> "SharedReview":
    """The review whose id begins so; the latest where nothing is given.

    Raises
    ------
    NotFoundError
        If there is none, or several begin so.
    """
    reviews = [each for each in session.reviews() if beginning is None or each.id.startswith(beginning.lower())]
    if not reviews:
        code = session.case.code
        raise NotFoundError(f"There is no such review in case {code}", f"Write it down with vig case review {code}")
    if beginning is not None and len(reviews) > 1:
        raise NotFoundError(f"{len(reviews)} reviews begin with {beginning!r}", "Give a digit or two more")
    return reviews[-1]
