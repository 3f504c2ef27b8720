"""Sound as it is analysed: one channel, 16 000 samples a second, looked at every 10 ms.

Frame `i` of any feature stands for the samples from ``160 * i`` to ``160 * (i + 1)`` and is worked out on a window around their middle.
Time on the film clock is whole: a frame is 900 ticks.
"""

import itertools

import numpy as np
import numpy.typing as npt

from workbench.core.time import TICKS_PER_S, Span, Ticks

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

RATE_HZ = 16_000
HOP = 160
FRAMES_PER_S = RATE_HZ // HOP
FRAME_TICKS = TICKS_PER_S // FRAMES_PER_S


def block(samples: Samples, start: int, end: int) -> Samples:
    """The samples from `start` to before `end`, with silence before the first and behind the last one; shape (end - start,)."""
    inside = samples[max(start, 0) : max(end, 0)]
    return np.pad(inside, (max(-start, 0), end - start - max(-start, 0) - len(inside)))


def runs(flags: Flags) -> npt.NDArray[np.intp]:
    """Where flags are set in a row: shape (n, 2), first frame and the one behind the last."""
    return np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)


def without_short_gaps(flags: Flags, n_frames: int) -> Flags:
    """The same with every inner gap shorter than `n_frames` set."""
    filled = flags.copy()
    edges = runs(flags)
    for (_, end), (start, _) in itertools.pairwise(edges):
        if start - end < n_frames:
            filled[end:start] = True
    return filled


def without_short_runs(flags: Flags, n_frames: int) -> Flags:
    """The same with every run shorter than `n_frames` cleared."""
    kept = flags.copy()
    for start, end in runs(flags):
        if end - start < n_frames:
            kept[start:end] = False
    return kept


def span_of(first: int, end: int) -> Span:
    """The frames from `first` to before `end` on the film clock."""
    return Span(Ticks(int(first) * FRAME_TICKS), Ticks(int(end) * FRAME_TICKS))
