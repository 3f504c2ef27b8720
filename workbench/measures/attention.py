"""Attending together: stretches in which two people look at the same thing.

Convention: looks are rows of labelled intervals, one row a person; a target is a label. What is looked at for a moment only, or left for
a blink, is smoothed by two settings. Looking at one another is :mod:`workbench.measures.gaze`, not here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workbench.core.intervals import SpanSet
from workbench.core.tiers import Interval
from workbench.core.time import FILM_CLOCK, Span
from workbench.measures.gaze import looking_of
from workbench.measures.provenance import measured
from workbench.measures.result import GUARD, Guard, Measure, ratio


@dataclass(frozen=True, slots=True, order=True)
class JointBout:
    """One stretch in which both look at `target`."""

    span: Span
    target: str


def joint_bouts(
    one: Sequence[Interval],
    other: Sequence[Interval],
    targets: Collection[str],
    *,
    longest_gap_s: float = 0.3,
    shortest_s: float = 0.5,
) -> list[JointBout]:
    """Every stretch in which two people look at the same target, in order of time.

    Gaps shorter than `longest_gap_s` that are codable for both are filled first; then stretches under `shortest_s` are left out. A gap of
    exactly `longest_gap_s` stays, a stretch of exactly `shortest_s` counts.

    Parameters
    ----------
    one, other : sequence of Interval
        Looks of two people, labelled with what is looked at.
    targets : collection of str
        Labels of what can be attended to together, compared without regard to case.
    longest_gap_s : float
        From which length a gap ends a stretch, in seconds.
    shortest_s : float
        Length from which a stretch counts, in seconds.
    """
    shortest = FILM_CLOCK.ticks_from_seconds(shortest_s, "nearest")
    codable = _codable(one, other)
    found = []
    for target in sorted({target.casefold() for target in targets}):
        together = looking_of("one", one, {target}).at.intersection(looking_of("other", other, {target}).at)
        filled = _filled(together, codable, FILM_CLOCK.ticks_from_seconds(longest_gap_s, "nearest"))
        found += [JointBout(span, target) for span in filled if span.length >= shortest]
    return sorted(found)


@measured("Yu & Smith 2013, PLoS ONE 8(11), e79659")
def joint_attention(
    one: Sequence[Interval],
    other: Sequence[Interval],
    targets: Collection[str],
    *,
    longest_gap_s: float = 0.3,
    shortest_s: float = 0.5,
    guard: Guard = GUARD,
) -> Measure:
    """Share of the time codable for both in which two people look at the same thing.

    Definition: time in joint bouts (:func:`joint_bouts`), divided by the time codable for both. Unit: share of codable time. Range: 0 to 1.
    Undefined: under the guard (codable time, bouts) and where nothing is codable for both. Source: Yu & Smith 2013, PLoS ONE 8(11), e79659.

    Parameters
    ----------
    one, other : sequence of Interval
        Looks of two people; which is which makes no difference.
    targets : collection of str
        Labels of what can be attended to together.
    longest_gap_s : float
        From which length a gap ends a stretch, in seconds.
    shortest_s : float
        Length from which a stretch counts, in seconds.
    guard : Guard
        How much film a rate needs.

    Examples
    --------
    Both at the puzzle for 4 s of 6, with a glance away of 0.2 s that is filled:

    >>> from workbench.core.time import Ticks
    >>> from workbench.measures.result import UNGUARDED
    >>> def look(start_s: float, end_s: float, label: str) -> Interval:
    ...     return Interval(str(start_s), "t", Span(Ticks(round(start_s * 90_000)), Ticks(round(end_s * 90_000))), label)
    >>> child = [look(0, 2, "puzzle"), look(2, 2.2, "parent"), look(2.2, 6, "puzzle")]
    >>> parent = [look(0, 1, "child"), look(1, 5, "puzzle"), look(5, 6, "child")]
    >>> measure = joint_attention(child, parent, {"puzzle"}, guard=UNGUARDED)
    >>> measure.value == 4 / 6, measure.n
    (True, 1)
    """
    bouts = joint_bouts(one, other, targets, longest_gap_s=longest_gap_s, shortest_s=shortest_s)
    together, codable = SpanSet.of(bout.span for bout in bouts), _codable(one, other)
    return ratio(
        "joint attention",
        together.length,
        codable.length,
        unit="share of codable time",
        n=len(bouts),
        events="bouts",
        codable_ticks=codable.length,
        definition=f"time in which both look at the same thing for {shortest_s:g} s or more, gaps under {longest_gap_s:g} s filled, "
        "divided by the time codable for both",
        guard=guard,
    )


def _codable(one: Sequence[Interval], other: Sequence[Interval]) -> SpanSet:
    return looking_of("one", one, ()).codable.intersection(looking_of("other", other, ()).codable)


def _filled(together: SpanSet, codable: SpanSet, longest_gap: int) -> SpanSet:
    """The set with every gap filled that is shorter than `longest_gap` and wholly codable."""
    if not together.spans:
        return together
    gaps = together.gaps_within(Span(together.spans[0].start, together.spans[-1].end))
    short = [gap for gap in gaps if gap.length < longest_gap and any(piece.covers(gap) for piece in codable)]
    return together.union(SpanSet.of(short))
