"""Which frames of a film make a clip, worked out before anything is read or written, and how those frames are found in the film."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.errors import RenderError
from workbench.media.frames import FrameTable


@dataclass(frozen=True, slots=True)
class Cut:
    """The frames of a film that make a clip.

    `pts` are the starts of its frames in film ticks, `end` the tick at which the last is no longer shown.
    """

    pts: tuple[int, ...]
    end: int

    @property
    def start(self) -> int:
        """Start of the first frame, in film ticks."""
        return self.pts[0]

    @property
    def length(self) -> Ticks:
        """How long the clip is shown."""
        return Ticks(self.end - self.start)

    @property
    def span(self) -> Span:
        """When the clip is shown in the film."""
        return Span(Ticks(self.start), Ticks(self.end))

    @property
    def table(self) -> FrameTable:
        """The clip's own frames, from 0."""
        return FrameTable(np.array(self.pts, dtype=np.int64) - self.start, self.length)

    def shown(self) -> dict[int, Span]:
        """When each frame is shown in the film, by its start."""
        return {at: Span(Ticks(at), Ticks(after)) for at, after in zip(self.pts, (*self.pts[1:], self.end), strict=True)}


def plan_cut(table: FrameTable, span: Span) -> Cut:
    """The frames shown in a stretch of film, the first and last one whole.

    Raises
    ------
    RenderError
        If the film is not shown during all of `span`.
    """
    if not table.span.covers(span):
        raise RenderError(
            f"A clip runs from {span.start} to {span.end} ticks, but its film from {table.span.start} to {table.span.end}",
            "Set the clip's start and end again",
        )
    frames = table.frames_in(span)
    return Cut(tuple(int(at) for at in table.pts[frames.start : frames.stop]), int(table.span_of(frames[-1]).end))


def seek_cut(source: av.container.InputContainer, moving: av.VideoStream, cut: Cut) -> None:
    """Go to the keyframe from which the cut's first frame can be decoded."""
    source.seek(int(cut.start * FILM_CLOCK.tick / Fraction(moving.time_base or FILM_CLOCK.tick)), stream=moving, backward=True)


def frames_of(source: av.container.InputContainer, cut: Cut) -> Iterator[tuple[av.VideoFrame, Span]]:
    """The film's decoded frames of the cut in order, as yuv420p, each with when it is shown in the film.

    Raises
    ------
    RenderError
        If one of them is not in the film, or is damaged there.
    """
    moving = source.streams.video[0]
    moving.thread_type = "AUTO"
    seek_cut(source, moving, cut)
    tick = Fraction(moving.time_base or FILM_CLOCK.tick)
    waiting = cut.shown()
    for frame in source.decode(moving):
        assert frame.pts is not None
        at = FILM_CLOCK.ticks_from_seconds(frame.pts * tick, "nearest")
        if at >= cut.end:
            break
        shown = waiting.pop(at, None)
        if shown is not None:
            if frame.is_corrupt:
                raise RenderError(f"A clip's film is damaged at {FILM_CLOCK.seconds(at):.2f} s", "Import the film once more")
            yield (frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p")), shown
        if not waiting:
            break
    if waiting:
        raise RenderError(f"{len(waiting)} of a clip's pictures are not in its film any more", "Import the film once more")
