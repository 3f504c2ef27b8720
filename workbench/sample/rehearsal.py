"""The screenplay brought to the film's frames: who looks where, which voice sounds when, how long each gesture takes.

Picture, sound and truth are all made from a :class:`Rehearsal`, so they agree. The film has a constant 25 frames a second;
frames are counted from 0 and stretches are half-open.
"""

from dataclasses import dataclass
from functools import cache, cached_property

from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.sample.articulation import Speaker
from workbench.sample.script import Event, Script, Who, read_script
from workbench.sample.voice import RATE_HZ, Utterance, speak

FRAMES_PER_S = 25
FRAME_TICKS = Ticks(FILM_CLOCK.ticks_from_seconds(1, "nearest") // FRAMES_PER_S)
SAMPLES_PER_FRAME = RATE_HZ // FRAMES_PER_S

GESTURE_S = {"take": 1.4, "place": 2.2, "give": 2.2}
"""How long the gestures take that do not say so themselves: until the piece is where it goes."""

SPEAKERS: dict[Who, Speaker] = {
    "mum": Speaker(pitch_hz=199.0, tract=1.0, pace=1.30, breath=0.012, tilt_hz=2600.0, liveliness=1.0, seed=11),
    "child": Speaker(pitch_hz=306.0, tract=1.22, pace=1.34, breath=0.012, tilt_hz=3000.0, liveliness=0.9, seed=23),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames ``[first, end)`` of one event; `label` is a look's target, a line's words or a gesture's name."""

    first: int
    end: int
    who: Who
    label: str
    event: Event

    @property
    def span(self) -> Span:
        """The same on the film clock."""
        return Span(Ticks(self.first * FRAME_TICKS), Ticks(self.end * FRAME_TICKS))


@dataclass(frozen=True, slots=True)
class Line:
    """A spoken line: its frames, and its sound, which starts with its first frame."""

    stretch: Stretch
    utterance: Utterance


@dataclass(frozen=True)
class Rehearsal:
    """The script with every event's frames, cut at the film's end."""

    script: Script
    n_frames: int
    looks: tuple[Stretch, ...]
    lines: tuple[Line, ...]
    gestures: tuple[Stretch, ...]

    def looks_of(self, who: Who) -> list[Stretch]:
        """Looks of one person; they tile the film."""
        return [look for look in self.looks if look.who == who]

    def lines_of(self, who: Who) -> list[Line]:
        """Spoken lines of one person."""
        return [line for line in self.lines if line.stretch.who == who]

    def gestures_of(self, who: Who) -> list[Stretch]:
        """Gestures of one person."""
        return [gesture for gesture in self.gestures if gesture.who == who]

    @cached_property
    def stretch_of(self) -> dict[str, Stretch]:
        """Every step's event by its id, cut where the step ends."""
        found: dict[str, Stretch] = {}
        for stretch in (*self.looks, *(line.stretch for line in self.lines), *self.gestures):
            event = stretch.event
            if event.id is not None and event.step is not None:
                end = stretch.end if event.step_until is None else min(self.n_frames, frame_at(event.step_until))
                found[event.id] = Stretch(stretch.first, end, stretch.who, stretch.label, event)
        return found


def frame_at(seconds: float) -> int:
    """The frame whose start is nearest to a time of the script."""
    return round(seconds * FRAMES_PER_S)


@cache
def rehearse(script: Script | None = None, seconds: float | None = None, *, is_silent: bool = False) -> Rehearsal:
    """The script brought to frames, or its first `seconds` (at least one frame); silent without the lines, which take long to speak."""
    script = script or read_script()
    n = frame_at(script.length_s if seconds is None else min(seconds, script.length_s))
    if n < 1:
        raise ValueError(f"a film has at least one frame, but {seconds} s are less than {1 / FRAMES_PER_S} s")
    events = [event for event in script.events if frame_at(event.at) < n]
    return Rehearsal(script, n, tuple(_looks(events, n)), () if is_silent else tuple(_lines(events, n)), tuple(_gestures(events, n)))


def _looks(events: list[Event], n_frames: int) -> list[Stretch]:
    found = []
    for who in ("mum", "child"):
        looks = [event for event in events if event.who == who and event.look is not None]
        ends = [*(frame_at(event.at) for event in looks[1:]), n_frames]
        found += [Stretch(frame_at(e.at), end, e.who, str(e.look), e) for e, end in zip(looks, ends, strict=True)]
    return found


def _lines(events: list[Event], n_frames: int) -> list[Line]:
    found = []
    for event in events:
        if event.say is not None:
            utterance = speak(event.say, SPEAKERS[event.who])
            first = frame_at(event.at)
            end = first + -(-len(utterance.samples) // SAMPLES_PER_FRAME)
            found.append(Line(Stretch(first, min(end, n_frames), event.who, event.say, event), utterance))
    return found


def _gestures(events: list[Event], n_frames: int) -> list[Stretch]:
    found = []
    for event in events:
        if event.gesture is not None:
            until = event.until if event.until is not None else event.at + GESTURE_S[event.gesture]
            found.append(Stretch(frame_at(event.at), min(frame_at(until), n_frames), event.who, event.gesture, event))
    return found
