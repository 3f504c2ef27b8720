"""What becomes of the intervals of one tier when others come, when one is split, when some are merged: values in, values out.

Looks, turns and voices are states, so the intervals of one tier never overlap; touching is not overlapping. Whole frames are not known
here: spans arrive already placed on them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from workbench.core.identity import new_id
from workbench.core.intervals import SpanSet
from workbench.core.tiers import Interval
from workbench.core.time import Span, Ticks


class Overlap(StrEnum):
    """Who gives way where a coming interval meets one that stands."""

    REFUSE = "refuse"
    """Nobody: it is an error."""
    TRIM = "trim"
    """What stands is cut back, and goes where nothing of it is left."""
    FIT = "fit"
    """What comes takes only the time that is free."""


class OverlapError(ValueError):
    """Two intervals of one tier would share time.

    Attributes
    ----------
    comer, standing : Interval
        The two, the one that came and the one it met.
    """

    def __init__(self, comer: Interval, standing: Interval) -> None:
        self.comer, self.standing = comer, standing
        super().__init__(f"{comer.span} would overlap {standing.span}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be coded: what an interval says before it has a name and a tier."""

    span: Span
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a tier has to keep and to lose so that nothing in it overlaps.

    Attributes
    ----------
    comers : tuple of Interval
        What came, as far as it found a place, in order of time.
    trimmed : tuple of Interval
        What stood and is shorter now, or is new because something came in its middle.
    gone : tuple of str
        Ids of what stood and has no time left.
    left_out : tuple of str
        Ids of what came and found no free time; only with :attr:`Overlap.FIT`.
    """

    comers: tuple[Interval, ...]
    trimmed: tuple[Interval, ...] = ()
    gone: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def settle(standing: Iterable[Interval], comers: Iterable[Interval], overlap: Overlap) -> Settled:
    """Bring intervals into a tier.

    Parameters
    ----------
    standing : iterable of Interval
        What is in the tier and not itself among the comers; none overlaps another.

    Raises
    ------
    OverlapError
        Where something would overlap and nobody gives way; two comers overlap one another only with :attr:`Overlap.FIT`, where the earlier
        one keeps its time.
    """
    here = sorted(standing, key=lambda each: each.span)
    coming = sorted(comers, key=lambda each: each.span)
    if overlap is Overlap.FIT:
        return _fitted(here, coming)
    for before, after in pairwise(coming):
        if after.span.start < before.span.end:
            raise OverlapError(after, before)
    if overlap is Overlap.REFUSE:
        _refuse_overlap(here, coming)
        return Settled(tuple(coming))
    taken = SpanSet.of(each.span for each in coming)
    trimmed: list[Interval] = []
    gone: list[str] = []
    for each in here:
        parts = taken.gaps_within(each.span).spans
        if not parts:
            gone.append(each.id)
        elif parts != (each.span,):
            trimmed.extend(_in_parts(each, parts))
    return Settled(tuple(coming), tuple(trimmed), tuple(gone))


def split(interval: Interval, at: int) -> tuple[Interval, Interval]:
    """The part before an instant, which keeps the name, and the part from it on.

    Raises
    ------
    ValueError
        If the instant is not inside: at its start, at its end or beyond.
    """
    if not interval.span.start < at < interval.span.end:
        raise ValueError(f"{interval.span} cannot be split at {at}")
    before, after = _in_parts(interval, (Span(interval.span.start, Ticks(at)), Span(Ticks(at), interval.span.end)))
    return before, after


def merge(intervals: Iterable[Interval], label: str | None = None) -> Interval:
    """One interval from the first one's start to the last one's end, with the time between them.

    It keeps the first one's name and label, unless another `label` is given, every different note, and the confidence all share.

    Raises
    ------
    ValueError
        If there are fewer than two.
    """
    parts = sorted(intervals, key=lambda each: each.span)
    if len(parts) < 2:
        raise ValueError("a merge takes at least two intervals")
    first = parts[0]
    same_confidence = all(each.confidence == first.confidence for each in parts)
    return replace(
        first,
        span=Span(first.span.start, max(each.span.end for each in parts)),
        label=first.label if label is None else label,
        note="\n".join(dict.fromkeys(each.note for each in parts if each.note)),
        confidence=first.confidence if same_confidence else None,
    )


def _refuse_overlap(standing: Sequence[Interval], coming: Sequence[Interval]) -> None:
    kept = {each.id for each in coming}
    for before, after in pairwise(sorted((*standing, *coming), key=lambda each: each.span)):
        if after.span.start < before.span.end:
            raise OverlapError(*((after, before) if after.id in kept else (before, after)))


def _fitted(standing: Sequence[Interval], coming: Sequence[Interval]) -> Settled:
    taken = SpanSet.of(each.span for each in standing)
    free_from = 0
    placed: list[Interval] = []
    left_out: list[str] = []
    for each in coming:
        start = Ticks(max(each.span.start, free_from))
        parts = taken.gaps_within(Span(start, each.span.end)).spans if start < each.span.end else ()
        placed.extend(_in_parts(each, parts))
        if parts:
            free_from = parts[-1].end
        else:
            left_out.append(each.id)
    return Settled(tuple(placed), left_out=tuple(left_out))


def _in_parts(interval: Interval, parts: Sequence[Span]) -> list[Interval]:
    """The interval on other spans: the first keeps its name, the others get new ones."""
    return [replace(interval, id=new_id() if place else interval.id, span=span) for place, span in enumerate(parts)]
