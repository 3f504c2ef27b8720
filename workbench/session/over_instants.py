"""Stretches of one tier, kept so that what lies over an instant is found without looking at all of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from workbench.core.time import Span, Ticks


class OverInstants:
    """Very many stretches, asked again and again.

    Parameters
    ----------
    stretches : iterable of (start, end)
        In order of their starts; they may overlap.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = list(stretches)
        self._starts = [start for start, _ in self._stretches]
        self._reach = list(accumulate((end for _, end in self._stretches), max))

    def at(self, instant: int) -> Iterator[Span]:
        """Those that begin before an instant and end after it, latest first."""
        place = bisect_left(self._starts, instant) - 1
        while place >= 0 and self._reach[place] > instant:
            start, end = self._stretches[place]
            if end > instant:
                yield Span(Ticks(start), Ticks(end))
            place -= 1

    def within(self, span: Span) -> Iterator[Span]:
        """Those that share time with a span, latest first."""
        place = bisect_left(self._starts, span.end) - 1
        while place >= 0 and self._reach[place] > span.start:
            start, end = self._stretches[place]
            if end > span.start:
                yield Span(Ticks(start), Ticks(end))
            place -= 1
