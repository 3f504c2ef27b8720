"""The order of what happened on one day: only dates are kept of when something was said or left, so its place in the day is kept too."""

from collections.abc import Iterable
from typing import Protocol


class PlacedInDay(Protocol):
    """Something that happened on a day."""

    @property
    def place_in_day(self) -> int:
        """The later on its day, the larger; 0 where the order is not known."""


def next_place(so_far: Iterable[PlacedInDay]) -> int:
    """The place of what happens after everything of its day so far."""
    return max((each.place_in_day for each in so_far), default=0) + 1
