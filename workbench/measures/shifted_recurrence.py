"""Whether two people come back to each other's codes more than by chance: cross-recurrence against circularly shifted codes.

All shifts are worked out at once. Two units recur at displacement d where the one's code is the other's d units on; how often that
happens at every d is one circular product for each code. Points in lines come from the same for stretches of codes: with R_g the number
of places from which g units in a row recur, lines of L or more hold ``L R_L - (L - 1) R_(L+1)`` points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from workbench.core.time import FILM_CLOCK
from workbench.measures.provenance import measured
from workbench.measures.recurrence import diagonals, lag_in_units
from workbench.measures.resampling import circular_shifts, ring_length, ring_products, surrogate_p
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading
from workbench.measures.units import Code, Integers, n_stretches, numbered

Floats = npt.NDArray[np.float64]

# what the transform leaves of a whole number is far below this, and no share of a film differs by so little
_ROUNDING = 1e-9


@dataclass(frozen=True)
class RecurrenceByShifts(Reading):
    """How often shifted codes recur, lie in lines, and peak at one lag as much as those seen.

    `band` says what shifted codes give at each lag, from the lowest lag to the highest: the 2.5th, 50th and 97.5th of 100 shares of pairs
    that recur, float64 of shape (3, n_lags), NaN where no pair is codable; None where the measures are undefined. It holds for one lag at
    a time; `peak` looks at all lags at once.
    """

    rate: Measure
    determinism: Measure
    peak: Measure
    band: Floats | None = field(default=None, compare=False)

    @property
    def measures(self) -> Measures:
        """All three numbers."""
        return Measures((self.rate, self.determinism, self.peak))


@measured("Coco & Dale 2014, Frontiers in Psychology 5, 510")
def recurrence_by_shifts(
    one: Sequence[Code],
    other: Sequence[Code],
    unit_ticks: int,
    *,
    longest_lag_s: float,
    shortest_line: int = 2,
    n_shifts: int = 999,
    seed: int = 0,
    guard: Guard = GUARD,
) -> RecurrenceByShifts:
    """Cross-recurrence within some lags, held against the other's codes moved round the film as a whole.

    Definition: ``p = (1 + #{shifted >= observed}) / (1 + n_shifts)`` of the recurrence rate, of determinism, and of the highest share at
    one lag, all within the longest lag; shifts are longer than twice that, and no line runs across the film's ends. Unit: share of shifts;
    small where it is more than by chance. Range: above 0 up to 1. Undefined: under the guard (time codable for both, stretches of both),
    where the film is too short to be shifted, and determinism where nothing recurs. Source: Coco & Dale 2014, Frontiers in Psychology 5,
    510.

    Parameters
    ----------
    one, other : sequence of str or None
        Codes of two people, equally many; those of `other` are moved.
    unit_ticks : int
        Length of a unit.
    longest_lag_s : float
        How far from the middle line the plot is looked at, in seconds.
    shortest_line : int
        From how many points on a diagonal is a line, at least 2.
    n_shifts : int
        Number of random shifts.
    seed : int
        Of the random numbers; the same seed gives the same values.
    guard : Guard
        How much film the numbers need.

    Examples
    --------
    The child says what the mother said a second before:

    >>> said = np.random.default_rng(0).choice(list("abcd"), 120).tolist()
    >>> found = recurrence_by_shifts(said, ["", *said[:-1]], 90_000, longest_lag_s=2)
    >>> found.peak.value, found.determinism.value
    (0.001, 0.001)
    """
    _, (mine, theirs) = numbered(one, other)
    lag = lag_in_units(longest_lag_s, unit_ticks)
    codable_s = FILM_CLOCK.seconds(int(np.count_nonzero((mine >= 0) & (theirs >= 0))) * unit_ticks)
    n = n_stretches(mine) + n_stretches(theirs)
    shortest = 2 * lag + 1
    short = guard.objection(codable_s, n) or ("" if len(mine) >= 2 * shortest else "the film is too short to be shifted")
    p, nothing, band = [0.0, 0.0, 0.0], "", None
    if not short:
        seen = _seen(mine, theirs, lag, shortest_line)
        nothing = "" if seen[0] else "nothing recurs"
        length = ring_length(len(mine))
        shifts = circular_shifts(length, n_shifts, seed, shortest=shortest)
        one_ring, other_ring = (np.pad(codes, (0, length - len(codes)), constant_values=-1) for codes in (mine, theirs))
        shares, *rings = _on_the_ring(one_ring, other_ring, lag, shortest_line)
        p = [surrogate_p(value - _ROUNDING, ring[shifts]) for value, ring in zip(seen, rings, strict=True)]
        band = _band(shares, shifts, lag)

    def measure(what: str, value: float, why: str) -> Measure:
        definition = f"share of random circular shifts of the other's codes with at least the {what} seen, that one counted too"
        name = f"{what} against shifted codes"
        return Measure(name, None if why else value, "share of shifts with at least as much", n, "stretches", codable_s, definition, why)

    return RecurrenceByShifts(
        measure("recurrence rate", p[0], short),
        measure("determinism", p[1], short or nothing),
        measure("peak at one lag", p[2], short),
        band,
    )


def _seen(mine: Integers, theirs: Integers, lag: int, shortest_line: int) -> tuple[float, float, float]:
    """Rate, determinism and peak within the lags, as shares."""
    found = list(diagonals(mine, theirs, np.arange(-lag, lag + 1)))
    points = sum(int(lengths.sum()) for _, lengths in found)
    in_lines = sum(int(lengths[lengths >= shortest_line].sum()) for _, lengths in found)
    pairs = sum(n_pairs for n_pairs, _ in found)
    peak = max(lengths.sum() / n_pairs if n_pairs else 0.0 for n_pairs, lengths in found)
    return points / max(pairs, 1), in_lines / max(points, 1), float(peak)


def _band(shares: Floats, shifts: Integers, lag: int) -> Floats:
    """Where shifted codes lie at each lag; a lag at which hardly any shift leaves a pair is NaN."""
    shifted = shares[(shifts[:, None] + np.arange(-lag, lag + 1)[None, :]) % len(shares)]
    band = np.full((3, 2 * lag + 1), np.nan)
    some = np.isfinite(shifted).any(axis=0)
    band[:, some] = np.nanquantile(shifted[:, some], [0.025, 0.5, 0.975], axis=0)
    return band


def _on_the_ring(mine: Integers, theirs: Integers, lag: int, shortest_line: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Shares at one lag (NaN without a pair), and the same three, for every displacement of the other's codes round a ring.

    Four arrays of shape (n_units,).
    """
    points = _n_in_a_row(mine, theirs, 1)
    at_least, longer = (_n_in_a_row(mine, theirs, length) for length in (shortest_line, shortest_line + 1))
    in_lines = shortest_line * at_least - (shortest_line - 1) * longer
    pairs = np.rint(ring_products([(mine >= 0, theirs >= 0)]))
    all_points, all_pairs, all_in_lines = (_sum_in_band(each, lag) for each in (points, pairs, in_lines))
    shares = np.divide(points, pairs, out=np.zeros(len(points)), where=pairs > 0)
    return (
        np.where(pairs > 0, shares, np.nan),
        all_points / np.maximum(all_pairs, 1),
        all_in_lines / np.maximum(all_points, 1),
        np.asarray(sliding_window_view(_around(shares, lag), 2 * lag + 1).max(axis=1)),
    )


def _n_in_a_row(mine: Integers, theirs: Integers, length: int) -> Floats:
    """From how many places `length` units in a row recur, for every displacement; float64, shape (n_units,), whole numbers."""
    one, other = _stretches(mine, theirs, length)
    shared = np.intersect1d(one[one > 0], other[other > 0])
    return np.rint(ring_products((one == each, other == each) for each in shared)) if len(shared) else np.zeros(len(mine))


def _stretches(mine: Integers, theirs: Integers, length: int) -> tuple[Integers, Integers]:
    """A number for what stands in the `length` units from each unit on, the same in both rings; 0 where one of them is no code."""
    units = np.maximum(np.stack([mine, theirs]), 0)
    numbers = units
    for place in range(1, length):
        following = np.roll(units, -place, axis=1)
        whole = (numbers > 0) & (following > 0)
        joined = np.where(whole, numbers * (units.max() + 1) + following, 0)
        numbers = np.unique(np.append(joined.ravel(), 0), return_inverse=True)[1][:-1].reshape(units.shape)
    return numbers[0], numbers[1]


def _around(ring: Floats, lag: int) -> Floats:
    """The ring with what lies `lag` units before its beginning and after its end."""
    return np.concatenate([ring[len(ring) - lag :], ring, ring[:lag]])


def _sum_in_band(ring: Floats, lag: int) -> Floats:
    """The sum within the lags of every displacement; shape (n_units,)."""
    before = np.concatenate([[0.0], np.cumsum(_around(ring, lag))])
    return np.asarray(before[2 * lag + 1 :] - before[: len(ring)])
