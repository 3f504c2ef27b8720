"""When one person comes back to what the other does: categorical cross-recurrence.

Convention: two series of codes in units of one length. Point (i, j) recurs where the one's code in unit i is the other's in unit j; that
both do nothing is no recurrence, and units that cannot be told belong to no pair. A lag is ``j - i`` units: above 0 the other follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.core.time import FILM_CLOCK
from workbench.measures.provenance import measured
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame
from workbench.measures.units import Code, Integers, n_stretches, numbered, runs

SOURCE = "Coco & Dale 2014, Frontiers in Psychology 5, 510"


@dataclass(frozen=True)
class CrossRecurrence(Reading):
    """Recurrence over the whole plot, or over a band about its middle line.

    `lags`, `points` and `pairs` (shape (n_lags,)) say how many of how many pairs of units recur at each lag in units; `lines` are the
    lengths of all unbroken diagonals in units, single points included.
    """

    lags: Integers
    points: Integers
    pairs: Integers
    lines: Integers
    unit_ticks: int
    rate: Measure
    determinism: Measure
    mean_line: Measure
    longest_line: Measure
    entropy: Measure

    @property
    def measures(self) -> Measures:
        """All five numbers."""
        return Measures((self.rate, self.determinism, self.mean_line, self.longest_line, self.entropy))

    @property
    def profile(self) -> Any:
        """A pandas table with a row for each lag: lag_s, share (of pairs that recur; missing where there is no pair), n_pairs."""
        shares = np.divide(self.points, self.pairs, out=np.full(len(self.lags), np.nan), where=self.pairs > 0)
        lags_s = [FILM_CLOCK.seconds(lag * self.unit_ticks) for lag in self.lags.tolist()]
        return frame(zip(lags_s, shares.tolist(), self.pairs.tolist(), strict=True), ["lag_s", "share", "n_pairs"])

    @property
    def table(self) -> Any:
        """The numbers as a pandas table."""
        return self.measures.table


@measured(SOURCE)
def cross_recurrence(
    one: Sequence[Code],
    other: Sequence[Code],
    unit_ticks: int,
    *,
    longest_lag_s: float | None = None,
    shortest_line: int = 2,
    guard: Guard = GUARD,
) -> CrossRecurrence:
    """How much two people share the same codes, at once or one after the other.

    Definition: RR is the share of pairs of units that recur; DET the share of recurring points in diagonal lines of `shortest_line` or
    more; mean and longest line of those; entropy ``-sum p ln p`` of their lengths; the profile is the share at each lag. Unit: %; units;
    nats. Range: RR and DET 0 to 100, lines from `shortest_line`, entropy 0 and above. Undefined: under the guard (time codable for both,
    stretches of both), DET without a point, the rest without a line. Source: Coco & Dale 2014, Frontiers in Psychology 5, 510.

    Parameters
    ----------
    one, other : sequence of str or None
        Codes of two people, equally many; ``""`` for nothing, None for what cannot be told.
    unit_ticks : int
        Length of a unit.
    longest_lag_s : float, optional
        How far from the middle line the plot is looked at, in seconds; without it all of it, which takes the square of the film's length.
    shortest_line : int
        From how many points on a diagonal is a line, at least 2.
    guard : Guard
        How much film the numbers need.

    Examples
    --------
    >>> from workbench.measures.result import UNGUARDED
    >>> found = cross_recurrence("AABBCA", "ABBCAA", 90_000, guard=UNGUARDED)
    >>> round(found.rate.value, 3), found.determinism.value, found.mean_line.value, found.longest_line.value
    (38.889, 50.0, 3.5, 5.0)
    >>> found.profile.set_index("lag_s").loc[-1.0, "share"], round(found.entropy.value, 3)
    (np.float64(1.0), 0.693)
    """
    if shortest_line < 2:
        raise ValueError(f"a line has 2 points or more, not {shortest_line}")
    _, (mine, theirs) = numbered(one, other)
    longest = len(mine) - 1 if longest_lag_s is None else min(len(mine) - 1, lag_in_units(longest_lag_s, unit_ticks))
    lags = np.arange(-longest, longest + 1, dtype=np.int64)
    found = list(diagonals(mine, theirs, lags))
    lines = np.concatenate([lengths for _, lengths in found]) if found else np.zeros(0, dtype=np.int64)
    points = np.array([lengths.sum() for _, lengths in found], dtype=np.int64)
    pairs = np.array([n_pairs for n_pairs, _ in found], dtype=np.int64)
    codable_s = FILM_CLOCK.seconds(int(np.count_nonzero((mine >= 0) & (theirs >= 0))) * unit_ticks)
    n = n_stretches(mine) + n_stretches(theirs)
    long = lines[lines >= shortest_line]
    short = guard.objection(codable_s, n) or ("" if pairs.sum() else "nothing is codable for both")
    no_point = short or ("" if len(lines) else "nothing recurs")
    no_line = no_point or ("" if len(long) else "there is no line")

    def measure(name: str, value: float, unit: str, definition: str, why: str) -> Measure:
        return Measure(name, None if why else value, unit, n, "stretches", codable_s, definition, why)

    unit_s = FILM_CLOCK.seconds(unit_ticks)
    on_lines = f"unbroken diagonal lines of {shortest_line} points or more"
    return CrossRecurrence(
        lags,
        points,
        pairs,
        lines,
        unit_ticks,
        measure(
            "recurrence rate", _percent(lines.sum(), pairs.sum()), "%", "pairs of units in which both do the same, of all pairs", short
        ),
        measure("determinism", _percent(long.sum(), lines.sum()), "%", f"recurring points that lie on {on_lines}", no_point),
        measure(
            "mean line", float(long.mean()) if len(long) else 0.0, "units", f"mean length of {on_lines}, in units of {unit_s:g} s", no_line
        ),
        measure("longest line", float(long.max(initial=0)), "units", f"longest of {on_lines}, in units of {unit_s:g} s", no_line),
        measure("entropy of lines", _entropy(long), "nats", f"how varied the lengths of {on_lines} are", no_line),
    )


def lag_in_units(seconds: float, unit_ticks: int) -> int:
    """A lag in the nearest whole number of units, at least 1."""
    return max(1, round(FILM_CLOCK.ticks_from_seconds(seconds, "nearest") / unit_ticks))


def diagonals(mine: Integers, theirs: Integers, lags: Integers) -> Iterator[tuple[int, Integers]]:
    """For each lag how many pairs are codable, and the lengths of the unbroken lines."""
    for lag in lags.tolist():
        a, b = mine[max(0, -lag) : len(mine) - max(0, lag)], theirs[max(0, lag) : len(theirs) - max(0, -lag)]
        stretches = runs((a == b) & (a > 0))
        yield int(np.count_nonzero((a >= 0) & (b >= 0))), stretches[:, 1] - stretches[:, 0]


def _percent(part: int, whole: int) -> float:
    return 100.0 * float(part) / float(whole) if whole else 0.0


def _entropy(lengths: Integers) -> float:
    """Shannon's entropy of how often each length occurs, in nats."""
    shares = np.unique(lengths, return_counts=True)[1] / max(len(lengths), 1)
    return float(-(shares * np.log(shares)).sum()) if len(lengths) else 0.0
