"""From the clock of a file to the frames of a film: by the film's own frame starts, with the rounding named.

A file that counts milliseconds cannot name the start of most frames; the *nearest* start is the one that was meant, as long as frames last
longer than the file's tick.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from workbench.core.time import FILM_CLOCK, Clock, Span, Ticks

FrameRounding = Literal["nearest", "floor"]
"""Which frame start a time goes to: the nearest one, or the last one before it."""


def edge_at(ticks: int, clock: Clock, edges: Sequence[int], rounding: FrameRounding) -> Ticks:
    """The frame start (or the film's end) that a time goes to; a time outside the film goes to its first or last edge.

    Parameters
    ----------
    edges : sequence of int
        Starts of all frames in order, then the film's end, in ticks of the film clock.
    """
    exact = ticks * clock.tick / FILM_CLOCK.tick
    after = bisect_right(edges, exact)
    if after == 0 or after == len(edges):
        return Ticks(int(edges[0] if after == 0 else edges[-1]))
    before = int(edges[after - 1])
    if rounding == "floor" or exact - before <= edges[after] - exact:
        return Ticks(before)
    return Ticks(int(edges[after]))


def span_on_frames(start: int, end: int, clock: Clock, edges: Sequence[int], rounding: FrameRounding) -> Span | None:
    """The whole frames of a stretch; None where both its times go to one frame start, so that no frame is in it."""
    first, after = edge_at(start, clock, edges, rounding), edge_at(end, clock, edges, rounding)
    return Span(first, after) if first < after else None


def frame_at(ticks: int, clock: Clock, edges: Sequence[int], rounding: FrameRounding) -> Span:
    """The frame of an instant: the one that begins at the frame start it goes to, at the film's end the last one."""
    n = min(bisect_left(edges, edge_at(ticks, clock, edges, rounding)), len(edges) - 2)
    return Span(Ticks(int(edges[n])), Ticks(int(edges[n + 1])))
