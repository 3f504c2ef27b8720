"""From what holds at single places of a film to stretches of it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workbench.core.time import Span, Ticks

Places = npt.NDArray[np.int64]


def stretches_of(holds: npt.NDArray[np.bool_], at: Places, end: int, *, least: int = 1, bridged: int = 0) -> tuple[Span, ...]:
    """The stretches in which something holds, place after place.

    Parameters
    ----------
    holds : ndarray of bool, shape (n,)
        Whether it holds at each place; each place stands for the time until the next one.
    at : ndarray of int64, shape (n,)
        The places in ticks of the film clock, strictly increasing.
    end : int
        Where the last place's time ends, after the last place.
    least : int
        Shorter stretches are left out, in ticks.
    bridged : int
        Gaps up to so many ticks between two stretches belong to them.

    Examples
    --------
    >>> stretches_of(np.array([True, True, False, True]), np.array([0, 10, 20, 30]), 40, bridged=10)
    (Span(start=0, end=40),)
    """
    edges = np.diff(holds.astype(np.int8), prepend=0, append=0)
    until = np.append(at, end)
    found = [
        (int(until[first]), int(until[after])) for first, after in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    ]
    return tuple(Span(Ticks(start), Ticks(after)) for start, after in _bridged(found, bridged) if after - start >= least)


def part_of(spans: Sequence[Span], length: int) -> float:
    """Which part of a film of `length` ticks the stretches are, 0 to 1."""
    return min(1.0, sum(span.length for span in spans) / length)


def without(holds: npt.NDArray[np.bool_], at: Places, spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """The same, but nowhere within the stretches."""
    kept = holds.copy()
    for span in spans:
        kept[(at >= span.start) & (at < span.end)] = False
    return kept


def _bridged(found: list[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start - joined[-1][1] <= most:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
