"""When each frame of a film is shown, as whole numbers: the only conversion between frames and time.

A table is read from the film's packets and never worked out from a frame rate. Frames are counted from 0 in the order of showing;
frame `i` is shown in ``[pts[i], pts[i + 1])``, the last one until `end`. A source keeps its own clock and its own zero; a recording's
table is on ``FILM_CLOCK`` from 0.

Wire form (``frames.bin``, little-endian; the browser reads it too): ``b"VIGF"``, u32 version 1, u32 number of frames, u32 ticks in a
second, i64 end, then a u32 for each frame: its distance to the frame before, for the first its own time.
"""

import struct
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from workbench.core.time import FILM_CLOCK, Clock, FrameIndex, Span, Ticks
from workbench.errors import FilmError
from workbench.media.source import CONVERT, COPY_AGAIN, Source, check_whole, name_of, open_film, video_stream

_HEADER = struct.Struct("<4sIIIq")
_MAGIC = b"VIGF"
_VERSION = 1
_CLOCK_GRAIN_S = Fraction(1, 1000)
_LONE_FRAME_S = Fraction(1, 25)


@dataclass(frozen=True, eq=False)
class FrameTable:
    """The start of every frame and the end of the last, in ticks of one clock.

    Parameters
    ----------
    pts : ndarray of int64, shape (n_frames,)
        Start of each frame in order of showing, strictly increasing; kept as a copy that cannot be written to.
    end : int
        The tick at which the last frame is no longer shown.
    clock : Clock
        The clock of both.

    Raises
    ------
    ValueError
        If there is no frame, two starts are not in order, or the end is not after the last start.
    """

    pts: npt.NDArray[np.int64]
    end: int
    clock: Clock = FILM_CLOCK

    def __post_init__(self) -> None:
        pts = np.array(self.pts, dtype=np.int64)
        if pts.ndim != 1 or len(pts) == 0:
            raise ValueError("a frame table has at least one frame")
        backwards = np.flatnonzero(np.diff(pts) <= 0)
        if len(backwards):
            raise ValueError(f"frame {backwards[0] + 1} must start after frame {backwards[0]}")
        if self.end <= pts[-1]:
            raise ValueError(f"the last frame starts at {pts[-1]} and cannot end at {self.end}")
        pts.setflags(write=False)
        object.__setattr__(self, "pts", pts)
        object.__setattr__(self, "end", int(self.end))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FrameTable):
            return NotImplemented
        return self.clock == other.clock and self.end == other.end and np.array_equal(self.pts, other.pts)

    __hash__ = None  # type: ignore[assignment]

    @property
    def n_frames(self) -> int:
        """Number of frames, at least 1."""
        return len(self.pts)

    @property
    def span(self) -> Span:
        """From the first frame's start to the last one's end."""
        return Span(Ticks(int(self.pts[0])), Ticks(self.end))

    @cached_property
    def is_variable(self) -> bool:
        """Whether frames last unequally long, by more than the millisecond (or tick) to which some files round their times."""
        steps = np.diff(self.pts)
        if len(steps) == 0:
            return False
        return int(steps.max() - steps.min()) * self.clock.tick > max(_CLOCK_GRAIN_S, self.clock.tick)

    def frame_at(self, instant: int) -> FrameIndex:
        """The frame shown at an instant.

        Raises
        ------
        ValueError
            If nothing is shown then: before the first frame or from `end` on.
        """
        if not self.pts[0] <= instant < self.end:
            raise ValueError(f"the film is shown from {self.pts[0]} to {self.end} ticks, not at {instant}")
        return FrameIndex(int(np.searchsorted(self.pts, instant, side="right")) - 1)

    def span_of(self, frame: int) -> Span:
        """When a frame is shown; IndexError for a frame that is not in the film."""
        if not 0 <= frame < self.n_frames:
            raise IndexError(f"the film has frames 0 to {self.n_frames - 1}, not {frame}")
        after = self.end if frame + 1 == self.n_frames else int(self.pts[frame + 1])
        return Span(Ticks(int(self.pts[frame])), Ticks(after))

    def frames_in(self, span: Span) -> range:
        """The frames shown at any instant of `span`; empty where the film is not shown at all."""
        first = max(int(np.searchsorted(self.pts, span.start, side="right")) - 1, 0)
        after = int(np.searchsorted(self.pts, span.end, side="left"))
        return range(first, after) if span.overlaps(self.span) else range(0)

    def snapped(self, instant: int) -> Ticks:
        """The start of the frame shown at an instant; ValueError where nothing is shown."""
        return self.span_of(self.frame_at(instant)).start

    def on_clock(self, clock: Clock) -> "FrameTable":
        """The same frames counted on another clock with the same zero, rounded to the nearest tick.

        Raises
        ------
        ValueError
            If the other clock is too coarse to keep the frames apart.
        """
        ratio = self.clock.tick / clock.tick
        exact = np.append(self.pts, self.end).astype(object)
        ticks = (2 * exact * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)
        return FrameTable(ticks[:-1].astype(np.int64), int(ticks[-1]), clock)

    def from_zero(self) -> "FrameTable":
        """The same frames with the first one at 0."""
        return FrameTable(self.pts - self.pts[0], self.end - int(self.pts[0]), self.clock)

    def to_bytes(self) -> bytes:
        """The table in its wire form.

        Raises
        ------
        ValueError
            If the clock does not count whole ticks in a second, the first frame is before 0, or a step is too long for the form.
        """
        if self.clock.tick.numerator != 1:
            raise ValueError(f"the wire form holds whole ticks in a second, not ticks of {self.clock.tick} s")
        deltas = np.diff(self.pts, prepend=0)
        if deltas.min() < 0 or deltas.max() >= 2**32:
            raise ValueError("the wire form holds frames from 0 on with steps below 2**32 ticks")
        header = _HEADER.pack(_MAGIC, _VERSION, self.n_frames, self.clock.tick.denominator, self.end)
        return header + deltas.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "FrameTable":
        """The table in `data`.

        Raises
        ------
        FilmError
            If the bytes are not a table in the wire form of this version.
        """
        broken = "The film's table of frames is damaged"
        again = "Import the film again"
        if len(data) < _HEADER.size:
            raise FilmError(broken, again)
        magic, version, n_frames, per_second, end = _HEADER.unpack_from(data)
        if magic != _MAGIC or version != _VERSION or per_second == 0 or len(data) != _HEADER.size + 4 * n_frames:
            raise FilmError(broken, again)
        deltas = np.frombuffer(data, dtype="<u4", offset=_HEADER.size)
        try:
            return cls(np.cumsum(deltas, dtype=np.int64), end, Clock(Fraction(1, per_second)))
        except ValueError as error:
            raise FilmError(f"{broken} ({error})", again) from error


def index_frames(source: Source) -> FrameTable:
    """The frame table of a film's first moving picture, read from its packets without decoding, on the film's own clock and zero.

    Packets that the film's edit list hides are left out, as a player leaves them out. The last frame ends after its own duration,
    or, where the file gives none, after as long as the frame before it (a lone frame after 40 ms).

    Raises
    ------
    FilmError
        If the file is not a whole film, has no moving picture, has pictures without a time, or two pictures at one time.
    """
    starts: list[int] = []
    last, last_length = None, 0
    with open_film(source) as container:
        stream = video_stream(container, source)
        check_whole(container, stream, source)
        for packet in container.demux(stream):
            if packet.size == 0 or packet.is_discard:
                continue
            if packet.pts is None:
                raise FilmError(f"{name_of(source)} does not say when picture {len(starts)} is shown", CONVERT)
            if packet.is_corrupt:
                raise FilmError(f"{name_of(source)} is damaged at picture {len(starts)}", COPY_AGAIN)
            starts.append(packet.pts)
            if last is None or packet.pts > last:
                last, last_length = packet.pts, packet.duration or 0
        tick = stream.time_base
    if last is None or tick is None:
        raise FilmError(f"{name_of(source)} has no pictures in it", COPY_AGAIN)
    return _table(source, np.sort(np.array(starts, dtype=np.int64)), last_length, Clock(tick))


def _table(source: Source, pts: npt.NDArray[np.int64], last_length: int, clock: Clock) -> FrameTable:
    doubles = np.flatnonzero(np.diff(pts) == 0)
    if len(doubles):
        at_s = clock.seconds(int(pts[doubles[0]] - pts[0]))
        raise FilmError(f"{name_of(source)} has two pictures at one time (frame {doubles[0]}, {at_s:.3f} s)", CONVERT)
    if last_length <= 0:
        last_length = int(pts[-1] - pts[-2]) if len(pts) > 1 else clock.ticks_from_seconds(_LONE_FRAME_S, "ceil")
    return FrameTable(pts, int(pts[-1]) + last_length, clock)
