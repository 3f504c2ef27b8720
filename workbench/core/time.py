"""Time as integers.

Convention: a moment of a film is a whole number of *ticks* on a named :class:`Clock`; a stretch is a half-open :class:`Span` of ticks.
Frames are counted from 0 in presentation order and are another type. Float seconds exist only at the edges (a browser, ffmpeg, a plot)
and pass through :meth:`Clock.seconds` and :meth:`Clock.ticks_from_seconds`.
The table that turns frames into ticks is ``workbench.media.frames.FrameTable``, not here.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isfinite
from typing import Literal, NewType

FrameIndex = NewType("FrameIndex", int)
"""A frame's place in presentation order, counted from 0."""

Ticks = NewType("Ticks", int)
"""A whole number of ticks on the clock at hand."""

Rounding = Literal["floor", "nearest", "ceil"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A counter of equal ticks.

    Parameters
    ----------
    tick : Fraction
        Length of one tick in seconds, above zero.
    """

    tick: Fraction

    def __post_init__(self) -> None:
        if self.tick <= 0:
            raise ValueError(f"a clock's tick must be longer than 0 s, not {self.tick} s")

    def seconds(self, ticks: int) -> float:
        """Seconds since the clock's zero, for the edges only."""
        return float(ticks * self.tick)

    def ticks_from_seconds(self, seconds: float | Fraction, rounding: Rounding) -> Ticks:
        """The tick at `seconds` since the clock's zero; exact for a Fraction, the float's exact value for a float."""
        if not isfinite(seconds):
            raise ValueError(f"a time must be a finite number of seconds, not {seconds}")
        return _rounded(Fraction(seconds) / self.tick, rounding)

    def convert(self, ticks: int, to: "Clock", rounding: Rounding) -> Ticks:
        """The same instant on another clock with the same zero."""
        return _rounded(ticks * self.tick / to.tick, rounding)


TICKS_PER_S = 90_000
FILM_CLOCK = Clock(Fraction(1, TICKS_PER_S))
"""The clock of every recording: 90 000 ticks a second, zero at the first frame of its proxy."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time ``[start, end)`` in ticks: `start` belongs to it, `end` does not. Never empty.

    Raises
    ------
    ValueError
        If `end` is not after `start`, or either is not an integer.
    """

    start: Ticks
    end: Ticks

    def __post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int:
            raise ValueError(f"a span counts whole ticks, not {self.start!r} to {self.end!r}")
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts, not run from {self.start} to {self.end} ticks")

    @property
    def length(self) -> Ticks:
        """Number of ticks in the span, at least 1."""
        return Ticks(self.end - self.start)

    def contains(self, instant: int) -> bool:
        """Whether the instant lies in ``[start, end)``."""
        return self.start <= instant < self.end

    def covers(self, other: "Span") -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one tick; touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: "Span") -> "Span | None":
        """What the two share, or None where they share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shifted(self, by_ticks: int) -> "Span":
        """The same length, moved by `by_ticks`."""
        return Span(Ticks(self.start + by_ticks), Ticks(self.end + by_ticks))


def format_time(ticks: int, clock: Clock = FILM_CLOCK) -> str:
    """An instant as people read it: ``mm:ss.mmm``, hours in front where needed, rounded to the nearest millisecond.

    Examples
    --------
    >>> format_time(Ticks(41 * 90_000 + 18_000))
    '00:41.200'
    >>> format_time(Ticks(3_723 * 90_000))
    '1:02:03.000'
    """
    milliseconds = clock.convert(ticks, Clock(Fraction(1, 1000)), "nearest")
    sign, rest = ("-", -milliseconds) if milliseconds < 0 else ("", milliseconds)
    minutes, rest = divmod(rest, 60_000)
    hours, minutes = divmod(minutes, 60)
    clock_part = f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{sign}{hours}:{clock_part}" if hours else f"{sign}{clock_part}"


def _rounded(exact: Fraction, rounding: Rounding) -> Ticks:
    match rounding:
        case "floor":
            return Ticks(floor(exact))
        case "ceil":
            return Ticks(ceil(exact))
        case "nearest":
            return Ticks(floor(exact + Fraction(1, 2)))
