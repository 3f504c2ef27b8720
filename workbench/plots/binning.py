"""Long films seen from far: what holds longest in each of equal bins of time, so that a figure's weight does not grow with its film.

Convention: bins are half-open and tile a window; their edges are whole ticks, so that two bins may differ by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch, the label that holds in it, and for how much of it, above 0 up to 1; other labels may hold in the rest."""

    span: Span
    label: str
    share: float = 1.0


def binned(labelled: Sequence[tuple[Span, str]], window: Span, n_bins: int) -> list[Held]:
    """The label that holds longest in each bin, in order of time; bins in which none holds are left out.

    Of labels that hold equally long the first in the alphabet counts. Stretches of one label may overlap, and count once.

    Parameters
    ----------
    labelled : sequence of (Span, str)
        In any order.
    window : Span
        The stretch of film that is seen.
    n_bins : int
        How many bins it is cut into, at least 1; never more than it has ticks.

    Examples
    --------
    >>> def held(start: int, end: int, label: str) -> tuple[Span, str]:
    ...     return Span(Ticks(start), Ticks(end)), label
    >>> for each in binned([held(0, 7, "puzzle"), held(7, 9, "Mum")], Span(Ticks(0), Ticks(15)), 3):
    ...     print(each.span.start, each.label, each.share)
    0 puzzle 1.0
    5 Mum 0.4
    """
    if n_bins < 1:
        raise ValueError(f"a window is cut into 1 bin or more, not {n_bins}")
    edges = bin_edges(window, n_bins)
    labels = sorted({label for span, label in labelled if span.overlaps(window)})
    if not labels:
        return []
    held = np.stack([_held_between(SpanSet.of(span for span, of in labelled if of == label), edges) for label in labels])
    longest = held.argmax(axis=0)
    lengths = held.max(axis=0)
    return [
        Held(Span(Ticks(start), Ticks(end)), labels[which], length / (end - start))
        for start, end, which, length in zip(edges[:-1].tolist(), edges[1:].tolist(), longest.tolist(), lengths.tolist(), strict=True)
        if length
    ]


def bin_edges(window: Span, n_bins: int) -> Integers:
    """Edges of equal bins over a window, in ticks; int64, shape (n_bins + 1,), fewer where the window has not that many ticks."""
    n = min(n_bins, window.length)
    return window.start + window.length * np.arange(n + 1, dtype=np.int64) // n


def seen_from(labelled: Sequence[tuple[Span, str]], window: Span, *, most: int) -> list[Held]:
    """What is seen in a window: every stretch as it is where there are not more than `most`, else :func:`binned` into that many bins."""
    seen = [(span, label) for span, label in labelled if span.overlaps(window)]
    return [Held(span, label) for span, label in seen] if len(seen) <= most else binned(seen, window, most)


def _held_between(spans: SpanSet, edges: Integers) -> Integers:
    """Ticks of the spans between every two neighbouring edges; int64, shape (n_edges - 1,)."""
    starts, ends = (np.array([getattr(span, side) for span in spans], dtype=np.int64) for side in ("start", "end"))
    before = np.concatenate([[0], np.cumsum(ends - starts)])
    begun = np.searchsorted(starts, edges, side="right")
    beyond = np.maximum(np.concatenate([[0], ends])[begun] - edges, 0) * (begun > 0)
    return np.asarray(np.diff(before[begun] - beyond))
