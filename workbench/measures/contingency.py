"""Whether one person's initiatives are followed by the other: how often, how soon, and more than at other times.

Convention: an initiative is a span, an answer is an onset of the partner (a sound, a look, a step). The window after an initiative is the
half-open ``[end, end + w)``. What the partner begins before an initiative has ended is no answer to it here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.measures.provenance import measured
from workbench.measures.resampling import bootstrap_interval
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame

Table = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Contingency(Reading):
    """What followed each initiative, and the four-field table of units of time.

    `latencies_s` has the seconds to the first onset in the window for every initiative of `initiatives`, None where there was none.
    `left_out` are initiatives whose window is not wholly codable. `units` counts units of time: in a window (first row) or not, with an
    onset (first column) or not.
    """

    initiatives: tuple[Span, ...]
    latencies_s: tuple[float | None, ...]
    left_out: tuple[Span, ...]
    units: Table
    rate: Measure
    median_latency: Measure
    odds_ratio: Measure
    yules_q: Measure

    @property
    def measures(self) -> Measures:
        """All four numbers."""
        return Measures((self.rate, self.median_latency, self.odds_ratio, self.yules_q))

    @property
    def table(self) -> Any:
        """A pandas table of the initiatives looked at: start_s, end_s, latency_s (missing where nothing followed)."""
        rows = [
            (FILM_CLOCK.seconds(span.start), FILM_CLOCK.seconds(span.end), latency_s)
            for span, latency_s in zip(self.initiatives, self.latencies_s, strict=True)
        ]
        return frame(rows, ["start_s", "end_s", "latency_s"])


@measured("Bakeman & Quera 2011, Sequential Analysis and Observational Methods, ch. 9")
def contingency(
    initiatives: Sequence[Span],
    onsets: Sequence[Ticks],
    codable: SpanSet,
    *,
    window_s: float = 2.0,
    unit_s: float = 1.0,
    seed: int = 0,
    guard: Guard = GUARD,
) -> Contingency:
    """Partner's onsets within a window after initiatives.

    Definition: rate is the share of initiatives with an onset in the window; latency is from an initiative's end to the first of them. For
    the four-field table codable time is cut into units, in a window or not by their first tick, with an onset or not; odds ratio
    ``a d / (b c)``, Yule's ``Q = (a d - b c) / (a d + b c)``. Unit: share; seconds; none. Range: rate 0 to 1, latency 0 to the window,
    odds ratio 0 and above, Q -1 to 1. Undefined: under the guard (codable time; initiatives, answers, and for the table the fewer of
    initiatives and onsets); the odds ratio where b or c is 0, Q where both products are. Source: Bakeman & Quera 2011, Sequential Analysis
    and Observational Methods, ch. 9.

    Parameters
    ----------
    initiatives : sequence of Span
        Of one person, in any order; one whose window is not wholly codable is left out.
    onsets : sequence of Ticks
        When the partner begins something, in any order; those where nothing is codable are left out.
    codable : SpanSet
        Where it can be told whether the partner begins something.
    window_s : float
        Length of the window after an initiative, in seconds.
    unit_s : float
        Length of a unit of time, in seconds.
    seed : int
        Of the bootstrap.
    guard : Guard
        How much film a rate needs.

    Examples
    --------
    >>> from workbench.measures.result import UNGUARDED
    >>> said = [Span(Ticks(a * 90_000), Ticks((a + 1) * 90_000)) for a in (0, 10, 20)]
    >>> heard = [Ticks(135_000), Ticks(12 * 90_000), Ticks(23 * 90_000), Ticks(30 * 90_000)]
    >>> found = contingency(said, heard, SpanSet((Span(Ticks(0), Ticks(40 * 90_000)),)), guard=UNGUARDED)
    >>> found.latencies_s, round(found.rate.value, 3), found.units
    ((0.5, 1.0, None), 0.667, ((2, 4), (2, 32)))
    >>> found.odds_ratio.value, round(found.yules_q.value, 4)
    (8.0, 0.7778)
    """
    window = FILM_CLOCK.ticks_from_seconds(window_s, "nearest")
    heard = sorted({onset for onset in onsets if any(piece.contains(onset) for piece in codable)})
    after = {span: Span(span.end, Ticks(span.end + window)) for span in sorted(initiatives)}
    seen = [span for span in sorted(initiatives) if any(piece.covers(after[span]) for piece in codable)]
    ticks = [_first_in(after[span], heard) for span in seen]
    latencies = tuple(None if tick is None else FILM_CLOCK.seconds(tick - span.end) for span, tick in zip(seen, ticks, strict=True))
    units = _units(SpanSet.of(after[span] for span in seen), heard, codable, FILM_CLOCK.ticks_from_seconds(unit_s, "nearest"))
    codable_s = FILM_CLOCK.seconds(codable.length)
    left_out = tuple(span for span in sorted(initiatives) if span not in set(seen))
    return Contingency(
        tuple(seen),
        latencies,
        left_out,
        units,
        _rate(latencies, codable_s, window_s, guard),
        _median_latency(latencies, codable_s, window_s, seed, guard),
        *_associations(units, len(seen), codable_s, unit_s, window_s, guard),
    )


def _first_in(window: Span, onsets: Sequence[Ticks]) -> Ticks | None:
    place = bisect_left(onsets, window.start)
    return onsets[place] if place < len(onsets) and onsets[place] < window.end else None


def _units(windows: SpanSet, onsets: Sequence[Ticks], codable: SpanSet, unit: int) -> Table:
    """Units of codable time by whether their first tick is in a window, and whether an onset is in them; shorter rests are left out."""
    counts = np.zeros((2, 2), dtype=np.int64)
    edges = np.array([edge for window in windows for edge in (window.start, window.end)], dtype=np.int64)
    for piece in codable:
        starts = np.arange(piece.start, piece.end - unit + 1, unit, dtype=np.int64)
        outside = (np.searchsorted(edges, starts, side="right") % 2 == 0).astype(np.int64)
        n_onsets = np.searchsorted(onsets, starts + unit) - np.searchsorted(onsets, starts)
        np.add.at(counts, (outside, (n_onsets == 0).astype(np.int64)), 1)
    (a, b), (c, d) = counts.tolist()
    return (a, b), (c, d)


def _rate(latencies: Sequence[float | None], codable_s: float, window_s: float, guard: Guard) -> Measure:
    n_answered = sum(latency is not None for latency in latencies)
    why = guard.objection(codable_s, len(latencies)) or ("" if latencies else "there is no initiative to look at")
    definition = f"share of initiatives after whose end the other begins something within {window_s:g} s"
    value = None if why else n_answered / len(latencies)
    return Measure("initiatives followed", value, "share of initiatives", len(latencies), "initiatives", codable_s, definition, why)


def _median_latency(latencies: Sequence[float | None], codable_s: float, window_s: float, seed: int, guard: Guard) -> Measure:
    waits = [latency for latency in latencies if latency is not None]
    why = guard.objection(codable_s, len(waits)) or ("" if waits else "nothing followed")
    definition = f"seconds from the end of an initiative to the first thing the other begins within {window_s:g} s; the middle of all"
    interval = None if why else bootstrap_interval(waits, seed=seed)
    return Measure(
        "median latency", None if why else float(np.median(waits)), "s", len(waits), "answers", codable_s, definition, why, interval
    )


def _associations(
    units: Table, n_initiatives: int, codable_s: float, unit_s: float, window_s: float, guard: Guard
) -> tuple[Measure, Measure]:
    (a, b), (c, d) = units
    short = guard.objection(codable_s, min(n_initiatives, a + c))
    why_not_odds = short or ("" if b * c else "a field of the table that would divide is empty")
    why_not_q = short or ("" if a * d + b * c else "the table has no two fields to compare")
    where = f"units of {unit_s:g} s within {window_s:g} s after an initiative against all others, with and without an onset of the other"
    return (
        Measure(
            "odds ratio of an onset",
            None if why_not_odds else a * d / (b * c),
            "",
            a + c,
            "units with an onset",
            codable_s,
            where,
            why_not_odds,
        ),
        Measure(
            "Yule's Q of an onset",
            None if why_not_q else (a * d - b * c) / (a * d + b * c),
            "",
            a + c,
            "units with an onset",
            codable_s,
            where,
            why_not_q,
        ),
    )
