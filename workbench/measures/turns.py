"""Taking turns: who has the floor, how one hands it to the other, and conversational turns.

Convention: a voice is a set of spans in which one person makes sound. The floor belongs to whoever last sounded alone (Jaffe & Feldstein
1970); stretches of silence and of both at once get the four classes of Heldner & Edlund (2010). Adults often answer after about 0.2 s,
infants after about 1 s: that makes a value plausible, it is never a norm.

Examples
--------
>>> def seconds(*pairs: tuple[float, float]) -> SpanSet:
...     return SpanSet.of(Span(Ticks(round(a * 90_000)), Ticks(round(b * 90_000))) for a, b in pairs)
>>> child = Voice("child", seconds((0, 1), (2.3, 3), (3.4, 4), (6.3, 6.6), (8, 9)), codable=seconds((0, 10)))
>>> parent = Voice("parent", seconds((1.2, 2.5), (6, 7), (7.5, 8)), codable=seconds((0, 10)))
>>> floor = floor_transfer_offsets(child, parent)
>>> [transfer.offset_s for transfer in floor.transfers]
[0.2, -0.2, 2.0, 0.0]
>>> [stretch.kind.value for stretch in floor.stretches]
['gap', 'overlap_between', 'pause', 'gap', 'overlap_within', 'pause']
>>> conversational_turn_count(child, parent).value
3.0
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.measures.result import GUARD, Guard, Measure


@dataclass(frozen=True, slots=True)
class Voice:
    """When `who` makes sound, and when it can be told.

    Raises
    ------
    ValueError
        If there is sound where nothing is codable.
    """

    who: str
    sounds: SpanSet
    codable: SpanSet

    def __post_init__(self) -> None:
        if self.sounds.difference(self.codable).length:
            raise ValueError(f"{self.who} cannot be heard where nothing is codable")


def voice_of(who: str, intervals: Iterable[Interval], whole: Span) -> Voice:
    """What a tier of voice or words says; all of `whole` is codable but what is labelled ``"uncodable"``."""
    rows = list(intervals)
    codable = SpanSet.of(row.span for row in rows if row.label == UNCODABLE).gaps_within(whole)
    return Voice(who, SpanSet.of(row.span for row in rows if row.label != UNCODABLE).intersection(codable), codable)


class StretchKind(StrEnum):
    """What a stretch without a lone voice is: between two people's floors or within one's, silent or with both sounding."""

    GAP = "gap"
    OVERLAP_BETWEEN = "overlap_between"
    PAUSE = "pause"
    OVERLAP_WITHIN = "overlap_within"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in which nobody sounds, or both do; `holder` had the floor when it began."""

    kind: StretchKind
    span: Span
    holder: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """The floor going from one to the other: `taken_at` is the onset of the next voice, `left_at` the end of the one before."""

    giver: str
    taker: str
    left_at: Ticks
    taken_at: Ticks

    @property
    def offset_s(self) -> float:
        """Onset of the next minus end of the one before, in seconds: a gap above 0, an overlap below."""
        return FILM_CLOCK.seconds(self.taken_at - self.left_at)


@dataclass(frozen=True, slots=True)
class Floor:
    """Every transfer of the floor and every stretch between lone voices, in order of time."""

    transfers: tuple[Transfer, ...]
    stretches: tuple[Stretch, ...]
    codable_s: float

    def median_offset(self, *, by: str | None = None, guard: Guard = GUARD) -> Measure:
        """Median floor-transfer offset in seconds, of all transfers or of those taken by one person.

        Undefined under the guard (codable time, transfers) and where there is no transfer.
        """
        offsets = [transfer.offset_s for transfer in self.transfers if by in (None, transfer.taker)]
        ticks = FILM_CLOCK.ticks_from_seconds(self.codable_s, "nearest")
        why = guard.objection(ticks, len(offsets)) or ("" if offsets else "the floor was never handed over")
        return Measure(
            "median floor-transfer offset" + (f", {by} taking the floor" if by else ""),
            None if why else float(np.median(offsets)),
            "s",
            len(offsets),
            "transfers",
            self.codable_s,
            "start of the next person's sound minus end of the last one's, in seconds: above 0 a gap, below 0 an overlap",
            guard.parameters,
            why,
        )


def floor_transfer_offsets(one: Voice, other: Voice) -> Floor:
    """Who had the floor between two people, and the offset of every transfer.

    A person takes the floor with the first sound made alone and keeps it until the other sounds alone. A stretch that is not codable
    for both ends the floor: nothing is counted across it.

    Raises
    ------
    ValueError
        If the two have one name.
    """
    if one.who == other.who:
        raise ValueError(f"two voices are needed, not {one.who} twice")
    codable = one.codable.intersection(other.codable)
    voices = {voice.who: voice.sounds.intersection(codable) for voice in (one, other)}
    transfers: list[Transfer] = []
    stretches: list[Stretch] = []
    for piece in codable:
        _walk(piece, voices, transfers, stretches)
    return Floor(tuple(transfers), tuple(stretches), FILM_CLOCK.seconds(codable.length))


def _walk(piece: Span, voices: dict[str, SpanSet], transfers: list[Transfer], stretches: list[Stretch]) -> None:
    """Follow the floor through one codable piece, adding what is found to both lists."""
    holder: str | None = None
    waiting: list[tuple[Span, int]] = []
    for span, sounding in _segments(piece, voices):
        if len(sounding) != 1:
            waiting.append((span, len(sounding)))
            continue
        (speaker,) = sounding
        if holder is not None:
            stretches.extend(_classed(waiting, holder, handed_over=speaker != holder))
            if speaker != holder:
                taken = next(sound for sound in voices[speaker] if sound.covers(span))
                left = max(sound.end for sound in voices[holder] if sound.end <= span.start)
                transfers.append(Transfer(holder, speaker, left, taken.start))
        holder, waiting = speaker, []


def _classed(waiting: list[tuple[Span, int]], holder: str, *, handed_over: bool) -> Iterator[Stretch]:
    """The stretches between two lone voices; only the last one before a transfer lies between the speakers."""
    for place, (span, n_sounding) in enumerate(waiting, start=1):
        between = handed_over and place == len(waiting)
        if n_sounding:
            yield Stretch(StretchKind.OVERLAP_BETWEEN if between else StretchKind.OVERLAP_WITHIN, span, holder)
        else:
            yield Stretch(StretchKind.GAP if between else StretchKind.PAUSE, span, holder)


def _segments(piece: Span, voices: dict[str, SpanSet]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The piece cut wherever anybody starts or stops, with who sounds in each part."""
    edges = {edge for sounds in voices.values() for sound in sounds for edge in (sound.start, sound.end)}
    cuts = sorted({piece.start, piece.end} | {edge for edge in edges if piece.contains(edge)})
    for start, end in pairwise(cuts):
        yield Span(start, end), tuple(who for who, sounds in voices.items() if any(sound.contains(start) for sound in sounds))


def conversational_turn_count(child: Voice, adult: Voice, *, others: Sequence[Voice] = (), longest_gap_s: float = 5.0) -> Measure:
    """Number of conversational turns of a child with an adult, counted in pairs.

    Sounds of the two that follow one another less than `longest_gap_s` apart, nobody else between, form an exchange; a run of sounds by one
    person is one contribution. An exchange of k contributions counts ``k // 2``: CA 1, CAC 1, CACA 2, CACAC 2; CXA 0. A gap of exactly
    `longest_gap_s` does not count. A count is always defined; only time codable for both is looked at.
    """
    codable = child.codable.intersection(adult.codable)
    n_turns, n_sounds = 0, 0
    for piece in codable:
        speakers = ((child, child.who), (adult, adult.who), *((voice, None) for voice in others))
        sounds = sorted(
            ((sound, who) for voice, who in speakers for sound in voice.sounds.intersection(SpanSet((piece,)))),
            key=lambda sound: sound[0],
        )
        n_sounds += sum(who is not None for _, who in sounds)
        n_turns += sum(n_contributions // 2 for n_contributions in _exchanges(sounds, longest_gap_s))
    return Measure(
        "conversational turns",
        float(n_turns),
        "turns",
        n_sounds,
        "sounds",
        FILM_CLOCK.seconds(codable.length),
        f"pairs of alternating sounds of child and adult less than {longest_gap_s:g} s apart with no other speaker between",
        (("longest_gap_s", longest_gap_s),),
    )


def _exchanges(sounds: Iterable[tuple[Span, str | None]], longest_gap_s: float) -> list[int]:
    """Number of contributions in each exchange; None as speaker is somebody else, who ends one."""
    longest = FILM_CLOCK.ticks_from_seconds(longest_gap_s, "nearest")
    counts: list[int] = []
    speaker: str | None = None
    end = 0
    for sound, who in sounds:
        if who is None:
            speaker = None
        elif speaker is None or sound.start - end >= longest:
            counts.append(1)
            speaker, end = who, sound.end
        else:
            counts[-1] += who != speaker
            speaker, end = who, max(end, sound.end)
    return counts
