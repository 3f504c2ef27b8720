"""Seconds as text files write them, in decimals; ticks of the film clock here."""

import re
from fractions import Fraction

from workbench.core.time import FILM_CLOCK, Ticks
from workbench.exchange.report import Findings

_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
_UNSEEN_S = Fraction(1, 1_000_000)


class DecimalTimes:
    """Reads times to the nearest tick of the film clock, and counts those that moved by a microsecond or more."""

    def __init__(self) -> None:
        self.n_moved = 0

    def ticks(self, text: str) -> Ticks | None:
        """A time's ticks; None for what is no number of seconds from 0 on."""
        if not _NUMBER.fullmatch(text):
            return None
        exact = Fraction(text)
        if exact < 0:
            return None
        ticks = FILM_CLOCK.ticks_from_seconds(exact, "nearest")
        self.n_moved += abs(ticks * FILM_CLOCK.tick - exact) >= _UNSEEN_S
        return ticks

    def tell(self, findings: Findings) -> None:
        """Say how many moved."""
        if self.n_moved:
            findings.changed(f"{self.n_moved} times went to the nearest 1/{1 / FILM_CLOCK.tick} s")


def format_seconds(ticks: int, n_decimals: int = 6) -> str:
    """Ticks of the film clock as seconds, rounded to the nearest last decimal; six decimals lead back to the same tick."""
    scaled = int(Fraction(ticks * 10**n_decimals) * FILM_CLOCK.tick + Fraction(1, 2))
    whole, part = divmod(scaled, 10**n_decimals)
    return f"{whole}.{part:0{n_decimals}d}"


_CLOCK_TIME = re.compile(r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3}))?", re.ASCII)


def milliseconds_of(text: str) -> int | None:
    """Milliseconds of a time as ``h:mm:ss.mmm``, hours and fraction as may be; None for anything else.

    Examples
    --------
    >>> milliseconds_of("1:02:03.5"), milliseconds_of("00:09:075")
    (3723500, None)
    """
    found = _CLOCK_TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction or "").ljust(3, "0"))


def format_clock_time(milliseconds: int, mark: str = ".") -> str:
    """Milliseconds as ``hh:mm:ss.mmm``; `mark` stands before the fraction."""
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{fraction:03d}"
