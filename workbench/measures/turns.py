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
from typing import Any

import numpy as np

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.measures.provenance import Result, measured
from workbench.measures.resampling import bootstrap_interval
from workbench.measures.result import GUARD, Guard, Measure, frame, ratio


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
class Floor(Result):
    """Every transfer of the floor and every stretch between lone voices, in order of time."""

    transfers: tuple[Transfer, ...]
    stretches: tuple[Stretch, ...]
    codable_s: float

    @property
    def table(self) -> Any:
        """A pandas table of the transfers: giver, taker, left_at_s, taken_at_s, offset_s."""
        rows = [(t.giver, t.taker, FILM_CLOCK.seconds(t.left_at), FILM_CLOCK.seconds(t.taken_at), t.offset_s) for t in self.transfers]
        return frame(rows, ["giver", "taker", "left_at_s", "taken_at_s", "offset_s"])

    @measured("Heldner & Edlund 2010, Journal of Phonetics 38, 555-568")
    def median_offset(self, *, by: str | None = None, seed: int = 0, guard: Guard = GUARD) -> Measure:
        """Median floor-transfer offset of all transfers, or of those taken by one person, with its bootstrap interval.

        Definition: onset of the next sound minus end of the last one's. Unit: seconds; above 0 a gap, below 0 an overlap. Range: any.
        Undefined: under the guard (codable time, transfers) and where there is no transfer. Source: Heldner & Edlund 2010, Journal of
        Phonetics 38, 555-568.

        Parameters
        ----------
        by : str, optional
            Who takes the floor; without it both.
        seed : int
            Of the bootstrap.
        guard : Guard
            How much film a rate needs.
        """
        offsets = [transfer.offset_s for transfer in self.transfers if by in (None, transfer.taker)]
        why = guard.objection(self.codable_s, len(offsets)) or ("" if offsets else "the floor was never handed over")
        return Measure(
            "median floor-transfer offset" + (f", {by} taking the floor" if by else ""),
            None if why else float(np.median(offsets)),
            "s",
            len(offsets),
            "transfers",
            self.codable_s,
            "start of the next person's sound minus end of the last one's, in seconds: above 0 a gap, below 0 an overlap",
            why,
            None if why else bootstrap_interval(offsets, seed=seed),
        )

    @measured("Heldner & Edlund 2010, Journal of Phonetics 38, 555-568")
    def share_of(self, kind: StretchKind, *, guard: Guard = GUARD) -> Measure:
        """How much of the film one of the four classes is.

        Definition: time in stretches of the class, divided by the time codable for both; a gap or an overlap between lies between two
        people's floors, a pause or an overlap within lies in one's. Unit: share of codable time. Range: 0 to 1. Undefined: under the
        guard (codable time, stretches of the class) and where nothing is codable. Source: Heldner & Edlund 2010, Journal of Phonetics 38,
        555-568.

        Parameters
        ----------
        kind : StretchKind
            The class.
        guard : Guard
            How much film a rate needs.
        """
        spans = [stretch.span for stretch in self.stretches if stretch.kind is kind]
        return ratio(
            _CLASSES[kind],
            sum(span.length for span in spans),
            FILM_CLOCK.ticks_from_seconds(self.codable_s, "nearest"),
            unit="share of codable time",
            n=len(spans),
            events="stretches",
            codable_ticks=FILM_CLOCK.ticks_from_seconds(self.codable_s, "nearest"),
            definition=f"time in {_CLASSES[kind]}, divided by the time codable for both",
            guard=guard,
        )


_CLASSES = {
    StretchKind.GAP: "silence between two people's floors",
    StretchKind.OVERLAP_BETWEEN: "overlap between two people's floors",
    StretchKind.PAUSE: "silence within one person's floor",
    StretchKind.OVERLAP_WITHIN: "overlap within one person's floor",
}


@measured("Jaffe & Feldstein 1970, Rhythms of Dialogue")
def floor_transfer_offsets(one: Voice, other: Voice) -> Floor:
    """Who had the floor between two people, and the offset of every transfer.

    Definition: a person takes the floor with the first sound made alone and keeps it until the other sounds alone. A stretch that is not
    codable for both ends the floor: nothing is counted across it. Unit: seconds for offsets. Range: any. Undefined: never, but empty
    where nobody sounds alone. Source: Jaffe & Feldstein 1970, Rhythms of Dialogue.

    Parameters
    ----------
    one, other : Voice
        Of two people; which is which makes no difference.

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


@measured("Gilkerson et al. 2017, American Journal of Speech-Language Pathology 26, 248-265")
def conversational_turn_count(child: Voice, adult: Voice, *, others: Sequence[Voice] = (), longest_gap_s: float = 5.0) -> Measure:
    """Number of conversational turns of a child with an adult, counted in pairs.

    Definition: sounds of the two that follow one another less than `longest_gap_s` apart, nobody else between, form an exchange; a run of
    sounds by one person is one contribution. An exchange of k contributions counts ``k // 2``: CA 1, CAC 1, CACA 2, CACAC 2; CXA 0. A gap
    of exactly `longest_gap_s` does not count; only time codable for both is looked at. Unit: turns. Range: 0 and above. Undefined: never.
    Source: Gilkerson et al. 2017, American Journal of Speech-Language Pathology 26, 248-265.

    Parameters
    ----------
    child, adult : Voice
        The two whose turns are counted; which is which makes no difference.
    others : sequence of Voice
        Everybody else, whose sounds end an exchange.
    longest_gap_s : float
        From which length a silence ends an exchange, in seconds.

    Examples
    --------
    >>> def said(letters: str) -> dict[str, Voice]:
    ...     whole = SpanSet((Span(Ticks(0), Ticks(10)),))
    ...     at = {who: [Span(Ticks(i), Ticks(i + 1)) for i, letter in enumerate(letters) if letter == who] for who in "CAX"}
    ...     return {who: Voice(who, SpanSet.of(spans), whole) for who, spans in at.items()}
    >>> def count(letters: str) -> float | None:
    ...     voices = said(letters)
    ...     return conversational_turn_count(voices["C"], voices["A"], others=[voices["X"]]).value
    >>> [count(letters) for letters in ("CA", "CAC", "CACA", "CACAC", "CXA")]
    [1.0, 1.0, 2.0, 2.0, 0.0]
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
