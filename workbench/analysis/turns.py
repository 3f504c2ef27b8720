"""Turns: one speaker's sounds without another speaker between, told from sounds that may overlap.

A turn begins with a sound and goes on as long as the same person sounds again soon enough and before anybody else has taken the floor.
A turn that begins while another still sounds overlaps it; a short sound within another's (a "mm" while the other tells) is a turn of its
own and does not end the one around it. Measures of turns live in :mod:`workbench.measures.turns`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, Span


class Sounding(Protocol):
    """What is read of a sound."""

    @property
    def span(self) -> Span:
        """From when to when."""

    @property
    def speaker(self) -> int:
        """Whose."""

    @property
    def confidence(self) -> float:
        """0 to 1."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: `confidence` is that of its sounds, weighted by length; `overlap` what others sound of it too."""

    span: Span
    speaker: int
    confidence: float
    overlap: SpanSet

    @property
    def overlap_s(self) -> float:
        """Seconds of the turn in which somebody else sounds too."""
        return FILM_CLOCK.seconds(self.overlap.length)


def turns_of(sounds: Iterable[Sounding], *, longest_pause_s: float = 3.0) -> list[Turn]:
    """Turns in order of time.

    Parameters
    ----------
    sounds : iterable of Sounding
        In any order; sounds of one speaker do not overlap one another.
    longest_pause_s : float
        From which length a speaker's own silence ends a turn, in seconds.

    Examples
    --------
    >>> from workbench.analysis.voice import Sound
    >>> from workbench.core.time import Ticks
    >>> def sound(start_s: float, end_s: float, speaker: int) -> Sound:
    ...     return Sound(Span(Ticks(round(start_s * 90_000)), Ticks(round(end_s * 90_000))), "speech", speaker, 1.0)
    >>> turns = turns_of([sound(0, 1, 0), sound(1.5, 3, 0), sound(2.5, 4, 1), sound(4.2, 5, 0)])
    >>> [(turn.speaker, turn.span.start // 90_000, turn.span.end // 90_000, turn.overlap_s) for turn in turns]
    [(0, 0, 3, 0.5), (1, 2, 4, 0.5), (0, 4, 5, 0.0)]
    """
    heard = sorted(sounds, key=lambda sound: (sound.span, sound.speaker))
    longest = FILM_CLOCK.ticks_from_seconds(longest_pause_s, "nearest")
    others = {who: SpanSet.of(sound.span for sound in heard if sound.speaker != who) for who in {sound.speaker for sound in heard}}
    found: list[Turn] = []
    for who, besides in others.items():
        mine = [sound for sound in heard if sound.speaker == who]
        parts = [[mine[0]]]
        for before, sound in pairwise(mine):
            if sound.span.start - before.span.end < longest and not _taken(besides, before.span, sound.span):
                parts[-1].append(sound)
            else:
                parts.append([sound])
        found.extend(_turn(part, besides) for part in parts)
    return sorted(found, key=lambda turn: (turn.span, turn.speaker))


def _taken(besides: SpanSet, before: Span, behind: Span) -> bool:
    """Whether somebody else sounds in the silence between two sounds of one person."""
    return behind.start > before.end and bool(besides.intersection(SpanSet((Span(before.end, behind.start),))).length)


def _turn(part: list[Sounding], besides: SpanSet) -> Turn:
    length = sum(sound.span.length for sound in part)
    confidence = sum(sound.confidence * sound.span.length for sound in part) / length
    own = SpanSet.of(sound.span for sound in part)
    return Turn(Span(part[0].span.start, part[-1].span.end), part[0].speaker, min(confidence, 1.0), own.intersection(besides))
