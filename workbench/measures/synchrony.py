"""Moving together: windowed cross-correlation of two evenly sampled signals.

Convention: a signal is a value for every unit of time, NaN where it cannot be told. A lag k is in units; above 0 the other follows the
one. More synchrony is not better: what is midway is often what goes with later security (Jaffe et al. 2001).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from workbench.core.time import FILM_CLOCK, Ticks
from workbench.measures.provenance import measured
from workbench.measures.resampling import circular_shifts, ring_length, ring_products, surrogate_p
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame

Floats = npt.NDArray[np.float64]

_SOURCE = "Boker, Rotondo, Xu & King 2002, Psychological Methods 7, 338-355"


START = Ticks(0)


@dataclass(frozen=True)
class Signal:
    """One value for every `unit` of time from `start` on: float64, shape (n_units,), NaN where it cannot be told."""

    who: str
    values: Floats
    unit: Ticks
    start: Ticks = START


@dataclass(frozen=True)
class LagCorrelations(Reading):
    """Correlation of every window of one signal with windows of the other before and after it.

    `r` has shape (n_windows, n_lags), NaN where a window is constant, not wholly codable, or beyond the film. `starts` are the windows'
    first ticks, `lags_s` the lags in seconds, from the most negative on.
    """

    starts: tuple[Ticks, ...]
    lags_s: tuple[float, ...]
    r: Floats
    peak: Measure
    peak_lag: Measure
    against_shifts: Measure

    @property
    def measures(self) -> Measures:
        """The peak of the mean over all windows, its lag, and how often shifted signals reach it."""
        return Measures((self.peak, self.peak_lag, self.against_shifts))

    @property
    def table(self) -> Any:
        """A pandas table of the correlations: a row for each window (start in seconds), a column for each lag in seconds."""
        return frame(self.r.tolist(), self.lags_s).set_axis([FILM_CLOCK.seconds(start) for start in self.starts], axis="index")

    @property
    def profile(self) -> Any:
        """A pandas table with a row for each lag: lag_s, mean_r, n_windows."""
        means, counts = _means(self.r)
        return frame(zip(self.lags_s, means.tolist(), counts.tolist(), strict=True), ["lag_s", "mean_r", "n_windows"])


@measured(_SOURCE)
def windowed_cross_correlation(
    one: Signal,
    other: Signal,
    *,
    window_s: float = 4.0,
    step_s: float = 1.0,
    longest_lag_s: float = 2.0,
    n_shifts: int = 999,
    seed: int = 0,
    guard: Guard = GUARD,
) -> LagCorrelations:
    """Pearson's correlation in moving windows, at every lag, against circularly shifted signals.

    Definition: window w of the one is correlated with the window of the other that starts k units later; the peak is the highest of the
    means over all windows. Shifts move the other signal as a whole by more than twice the longest lag, and no window lies across the
    film's ends. Unit: correlation; seconds; share of shifts. Range: -1 to 1; within the longest lag; above 0 up to 1. Undefined: under the
    guard (time codable for both, windows), where no window varies, and against shifts where the film is too short for one. Bias: the peak
    of a mean over many lags is above 0 by chance too, which is what the shifts show. Source: Boker, Rotondo, Xu & King 2002,
    Psychological Methods 7, 338-355.

    Parameters
    ----------
    one, other : Signal
        Of two people, of one start, unit and length.
    window_s : float
        Length of a window in seconds.
    step_s : float
        From one window's start to the next one's, in seconds.
    longest_lag_s : float
        How far the other's window is moved either way, in seconds.
    n_shifts : int
        Number of random shifts.
    seed : int
        Of the random numbers; the same seed gives the same value.
    guard : Guard
        How much film the numbers need.

    Examples
    --------
    The other does what the one did two units before:

    >>> moved = np.random.default_rng(0).normal(size=400)
    >>> one = Signal("mother", moved, Ticks(9_000))
    >>> other = Signal("child", np.roll(moved, 2), Ticks(9_000))
    >>> found = windowed_cross_correlation(one, other, longest_lag_s=0.5)
    >>> round(found.peak.value, 6), found.peak_lag.value, found.against_shifts.value
    (1.0, 0.2, 0.001)
    """
    if (one.unit, one.start, len(one.values)) != (other.unit, other.start, len(other.values)):
        raise ValueError("two signals of one start, unit and length are needed")
    length, step, lag = (max(1, round(seconds / FILM_CLOCK.seconds(one.unit))) for seconds in (window_s, step_s, longest_lag_s))
    mine, theirs = _Windows(one.values, length), _Windows(other.values, length)
    starts = np.arange(0, len(mine.valid), step)
    r = _correlations(mine, theirs, starts, lag)
    means, counts = _means(r)
    codable_s = FILM_CLOCK.seconds(int(np.count_nonzero(np.isfinite(one.values) & np.isfinite(other.values))) * one.unit)
    n = int(counts.max(initial=0))
    why = guard.objection(codable_s, n) or ("" if n else "no window is codable and varies for both")
    at = 0 if why else int(np.nanargmax(means))
    shortest = 2 * lag + 1
    why_no_shifts = why or ("" if len(one.values) >= 2 * shortest else "the film is too short to be shifted")
    p = 0.0
    if not why_no_shifts:
        length = ring_length(len(one.values))
        shifts = circular_shifts(length, n_shifts, seed, shortest=shortest)
        p = surrogate_p(float(means[at]), _peaks_on_the_ring(mine, theirs, starts, lag, length)[shifts])

    def measure(name: str, value: float, unit: str, why: str) -> Measure:
        return Measure(name, None if why else value, unit, n, "windows", codable_s, _DEFINITION, why)

    return LagCorrelations(
        tuple(Ticks(one.start + int(start) * one.unit) for start in starts),
        tuple(FILM_CLOCK.seconds(k * one.unit) for k in range(-lag, lag + 1)),
        r,
        measure("peak of the mean windowed cross-correlation", float(means[at]), "correlation", why),
        measure("lag of that peak", FILM_CLOCK.seconds((at - lag) * one.unit), f"s, above 0 {other.who} follows", why),
        measure("that peak against shifted signals", p, "share of shifts with at least as much", why_no_shifts),
    )


_DEFINITION = "correlation in moving windows, its mean over all windows at every lag, and the highest of these means"


class _Windows:
    """All windows of a signal: `values` with shape (n, length), NaN as 0; `norm` the root of each one's sum of squares about its mean."""

    def __init__(self, values: Floats, length: int) -> None:
        told = np.isfinite(values)
        self.filled = np.where(told, values - (values[told].mean() if told.any() else 0.0), 0.0)
        self.length = length
        if len(values) < length:
            self.values, self.norm, self.valid = np.zeros((0, length)), np.zeros(0), np.zeros(0, dtype=bool)
            return
        self.values = sliding_window_view(self.filled, length)
        changes = np.concatenate([[0], np.cumsum(np.diff(self.filled) != 0)])
        varies = changes[length - 1 :] > changes[: len(changes) - length + 1]
        self.valid = varies & sliding_window_view(told, length).all(axis=1)
        self.norm = self.values.std(axis=1) * np.sqrt(length)

    def standardised(self, starts: npt.NDArray[np.int64]) -> Floats:
        """Windows about their means with a sum of squares of 1, those that are not valid as 0; shape (n_starts, length)."""
        rows = self.values[starts]
        valid = self.valid[starts]
        return np.where(valid[:, None], rows - rows.mean(axis=1, keepdims=True), 0.0) / np.where(valid, self.norm[starts], 1.0)[:, None]


def _correlations(mine: _Windows, theirs: _Windows, starts: npt.NDArray[np.int64], lag: int) -> Floats:
    r = np.full((len(starts), 2 * lag + 1), np.nan)
    rows = mine.standardised(starts)
    for column, k in enumerate(range(-lag, lag + 1)):
        moved = starts + k
        inside = (moved >= 0) & (moved < len(theirs.valid))
        inside[inside] &= mine.valid[starts[inside]] & theirs.valid[moved[inside]]
        there = moved[inside]
        r[inside, column] = np.einsum("ij,ij->i", rows[inside], theirs.values[there]) / theirs.norm[there]
    return np.asarray(np.clip(r, -1.0, 1.0))


def _means(r: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Mean of every column without its NaN, NaN where there is nothing else; and how many there are."""
    counts = np.count_nonzero(np.isfinite(r), axis=0)
    return np.divide(np.nansum(r, axis=0), counts, out=np.full(r.shape[1], np.nan), where=counts > 0), counts


def _peaks_on_the_ring(mine: _Windows, theirs: _Windows, starts: npt.NDArray[np.int64], lag: int, n_units: int) -> Floats:
    """Highest mean correlation within the lags for every displacement of the other signal round a ring; shape (n_units,).

    The mean of a standardised window is 0, so that the other window's own mean drops out of the product.
    """
    rows = mine.standardised(starts)
    filled, scale = np.zeros(n_units), np.zeros(n_units)
    filled[: len(theirs.filled)] = theirs.filled
    scale[: len(theirs.valid)][theirs.valid] = 1 / theirs.norm[theirs.valid]

    def at_starts(values: npt.NDArray[Any]) -> Floats:
        placed = np.zeros(n_units)
        placed[starts] = values
        return placed

    sums = ring_products((at_starts(rows[:, i]), np.roll(filled, -i) * scale) for i in range(mine.length))
    counts = np.rint(ring_products([(at_starts(mine.valid[starts]), scale > 0)]))
    means = np.divide(sums, counts, out=np.full(n_units, -np.inf), where=counts > 0)
    around = np.concatenate([means[n_units - lag :], means, means[:lag]])
    return np.asarray(sliding_window_view(around, 2 * lag + 1).max(axis=1))
