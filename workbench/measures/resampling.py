"""What chance alone would give: surrogates made by moving one person's film round as a whole, and the bootstrap.

A circular shift keeps each person's own rhythm and breaks only what is between the two. Nothing is drawn sample by sample: what a
shift gives is worked out for all shifts at once, by spans (:func:`shared_after_shifts`) or by the fast Fourier transform
(:func:`ring_products`). Every random number comes from a seed.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import fft

from workbench.core.intervals import SpanSet

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def circular_shifts(length: int, n_shifts: int, seed: int, *, shortest: int = 1) -> Integers:
    """Shifts of a ring drawn evenly from all that move it by at least `shortest` either way; int64, shape (n_shifts,).

    Raises
    ------
    ValueError
        If no shift is asked for, or the ring is too short for one.

    Examples
    --------
    >>> sorted(set(circular_shifts(10, 1000, seed=1, shortest=4).tolist()))
    [4, 5, 6]
    """
    if n_shifts < 1:
        raise ValueError(f"at least one shift is needed, not {n_shifts}")
    if length < 2 * shortest:
        raise ValueError(f"a ring of {length} cannot be moved by {shortest} or more either way")
    return np.random.default_rng(seed).integers(shortest, length - shortest + 1, size=n_shifts)


def surrogate_p(observed: float, surrogates: Floats | Integers) -> float:
    """Share of surrogates with at least the observed value, the observed one counted too: ``(1 + #{s >= observed}) / (1 + n)``.

    Above 0 up to 1; after Davison & Hinkley (1997, p. 141).

    Examples
    --------
    >>> surrogate_p(3, np.array([1, 2, 3, 4]))
    0.6
    """
    return (1 + int(np.count_nonzero(surrogates >= observed))) / (1 + len(surrogates))


def ring_length(n_units: int) -> int:
    """Length of a ring that holds `n_units` and at least one unit between the last and the first, and is transformed fast.

    Examples
    --------
    >>> ring_length(90_000)
    91125
    """
    return fft.next_fast_len(n_units + 1, real=True)


def ring_products(pairs: Iterable[tuple[npt.ArrayLike, npt.ArrayLike]]) -> Floats:
    """``sum(one[i] * other[(i + d) % N])`` for every displacement d of a ring at once, summed over all pairs; float64, shape (N,).

    Parameters
    ----------
    pairs : iterable of two arrays
        At least one pair, all arrays of one length N.

    Examples
    --------
    >>> ring_products([([1, 0, 0, 0], [0, 0, 5, 7])]).round(12).tolist()
    [0.0, 0.0, 5.0, 7.0]
    """
    spectrum: npt.NDArray[np.complex128] | None = None
    length = 0
    for one, other in pairs:
        mine, theirs = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
        length = len(mine)
        product = np.conj(fft.rfft(mine)) * fft.rfft(theirs)
        spectrum = product if spectrum is None else spectrum + product
    if spectrum is None:
        raise ValueError("there is nothing to multiply")
    return np.asarray(fft.irfft(spectrum, n=length), dtype=np.float64)


def closed_up(spans: SpanSet, codable: SpanSet) -> Integers:
    """Spans as rows of start and end on an axis from which all that is not codable is taken out; int64, shape (n, 2)."""
    rows: list[tuple[int, int]] = []
    before = 0
    for piece in codable:
        rows.extend((before + span.start - piece.start, before + span.end - piece.start) for span in spans.intersection(SpanSet((piece,))))
        before += piece.length
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def shared_after_shifts(still: Integers, moved: Integers, length: int, shifts: Integers) -> Integers:
    """Ticks shared by `still` and `moved` after each circular shift of `moved`; int64, shape of `shifts`."""
    edges = np.concatenate([[0], still.ravel(), still.ravel() + length, [2 * length]])
    inside = np.concatenate([[0], np.tile([0, 1], 2 * len(still)), [0]])
    total = np.concatenate([[0], np.cumsum(np.diff(edges) * inside[1:])])

    def before(instants: Integers) -> Integers:
        at = np.searchsorted(edges, instants, side="right") - 1
        at = np.minimum(at, len(edges) - 2)
        return np.asarray(total[at] + inside[at + 1] * (instants - edges[at]), dtype=np.int64)

    ends = before(moved[:, 1][:, None] + shifts[None, :])
    starts = before(moved[:, 0][:, None] + shifts[None, :])
    return np.asarray((ends - starts).sum(axis=0), dtype=np.int64)


def bootstrap_interval(
    values: Sequence[float],
    *,
    statistic: Callable[..., Any] = np.median,
    level: float = 0.95,
    n_resamples: int = 1999,
    seed: int = 0,
) -> tuple[float, float] | None:
    """Where a statistic lies in samples drawn from the values with replacement: the percentile interval (Efron & Tibshirani 1993, ch. 13).

    In the unit of the values. None under two values. The values are taken as independent, which neighbours in a film are not quite:
    the interval is rather too narrow than too wide.

    Parameters
    ----------
    values : sequence of float
        One for each event.
    statistic : callable
        Takes an array and the keyword ``axis``.
    level : float
        Share of samples inside, between 0 and 1.
    n_resamples : int
        Number of samples drawn.
    seed : int
        Of the random numbers; the same seed gives the same interval.

    Examples
    --------
    >>> bootstrap_interval([1.0, 1.0, 1.0])
    (1.0, 1.0)
    """
    if len(values) < 2:
        return None
    # a second of import, which only an interval is worth
    from scipy import stats

    sample = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    found = stats.bootstrap((sample,), statistic, confidence_level=level, n_resamples=n_resamples, method="percentile", rng=rng)
    return float(found.confidence_interval.low), float(found.confidence_interval.high)
