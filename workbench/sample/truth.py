"""What is known to be true of the sample film, in the words of the workbench: tiers with their intervals, steps, moments.

Times lie on the film's frames. A look at a piece of the puzzle is a look at the puzzle; a face turned out of view is uncodable.
Names are made from the recording's, so the same recording always gets the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.practice.clips import Moment
from workbench.practice.steps import InteractionStep, Modality
from workbench.sample.rehearsal import FRAME_TICKS, Rehearsal, Stretch, frame_at, rehearse
from workbench.sample.script import LOOK_TARGETS, Event, Who

_GESTURE_MODALITY = {"smile": Modality.FACE, "laugh": Modality.FACE, "lean": Modality.POSTURE, "wait": Modality.POSTURE}


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything the script says about one recording; intervals stand tier by tier in order of time."""

    tiers: tuple[Tier, ...]
    intervals: tuple[Interval, ...]
    steps: tuple[InteractionStep, ...]
    moments: tuple[Moment, ...]


def derived_id(recording_id: str, *names: str) -> str:
    """A name of the usual form that follows from a recording's and some words."""
    return sha256("/".join((recording_id, *names)).encode()).hexdigest()[:16]


def build_truth(recording_id: str, people: Mapping[Who, str], rehearsal: Rehearsal | None = None) -> Truth:
    """What is true of the sample film.

    Parameters
    ----------
    recording_id : str
        The recording the film was imported as.
    people : mapping of "mum" and "child" to person ids
    rehearsal : Rehearsal, optional
        The one the film was made from; the whole film's where left out.
    """
    rehearsal = rehearsal or rehearse()
    tiers: list[Tier] = []
    intervals: list[Interval] = []

    def add(name: str, channel: Channel, person_id: str | None, labelled: list[tuple[Span, str]]) -> None:
        tier = Tier(derived_id(recording_id, "tier", name), recording_id, name, channel, Origin.AUTHORED, person_id, len(tiers))
        tiers.append(tier)
        intervals.extend(Interval(derived_id(tier.id, str(n)), tier.id, span, label) for n, (span, label) in enumerate(labelled))

    for person in rehearsal.script.people:
        lines = rehearsal.lines_of(person.key)
        add(f"{person.shown_name} look", Channel.LOOK, people[person.key], _looks(rehearsal.looks_of(person.key)))
        add(
            f"{person.shown_name} voice",
            Channel.VOICE,
            people[person.key],
            [(x.stretch.span, _kind_of_sound(x.stretch.label)) for x in lines],
        )
        add(f"{person.shown_name} words", Channel.WORDS, people[person.key], [(x.stretch.span, x.stretch.label) for x in lines])
    add("Turns", Channel.TURN, None, _turns(rehearsal))
    return Truth(tuple(tiers), tuple(intervals), _steps(recording_id, people, rehearsal), _moments(recording_id, rehearsal))


def _looks(looks: list[Stretch]) -> list[tuple[Span, str]]:
    """Spans of looks by what is looked at; neighbours with the same target are one look."""
    found: list[tuple[Span, str]] = []
    for look in looks:
        target = UNCODABLE if look.label == "away" else look.label if look.label in LOOK_TARGETS else "puzzle"
        if found and found[-1][1] == target:
            found[-1] = (Span(found[-1][0].start, look.span.end), target)
        else:
            found.append((look.span, target))
    return found


def _kind_of_sound(words: str) -> str:
    said = words.lower().strip(".!?")
    return "laugh" if said.startswith("ha ") else "sound" if said == "mm" else "speech"


def _turns(rehearsal: Rehearsal) -> list[tuple[Span, str]]:
    """Turns, labelled with the speaker's code: one speaker's sounds with no other speaker and less than 3 s between."""
    longest = frame_at(3.0)
    found: list[Stretch] = []
    for stretch in sorted((line.stretch for line in rehearsal.lines), key=lambda s: s.first):
        if found and found[-1].who == stretch.who and stretch.first - found[-1].end < longest:
            before = found.pop()
            stretch = Stretch(before.first, stretch.end, stretch.who, stretch.label, stretch.event)
        found.append(stretch)
    return [(stretch.span, rehearsal.script.person(stretch.who).code) for stretch in found]


def _steps(recording_id: str, people: Mapping[Who, str], rehearsal: Rehearsal) -> tuple[InteractionStep, ...]:
    found = []
    for name, stretch in rehearsal.stretch_of.items():
        event = stretch.event
        assert event.step is not None
        step = InteractionStep(
            id=derived_id(recording_id, "step", name),
            recording_id=recording_id,
            span=stretch.span,
            actor_id=people[event.who],
            role=event.step,
            modality=event.modality or _modality(event),
            answers=derived_id(recording_id, "step", event.answers) if event.answers else None,
            principles=event.principles,
            topic=event.topic,
            words=event.say or "",
        )
        found.append(step)
    return tuple(sorted(found, key=lambda step: step.span))


def _modality(event: Event) -> Modality:
    if event.say is not None:
        return Modality.WORDS
    if event.look is not None:
        return Modality.GAZE
    return _GESTURE_MODALITY.get(event.gesture or "", Modality.GESTURE)


def _moments(recording_id: str, rehearsal: Rehearsal) -> tuple[Moment, ...]:
    """The script's moments that lie within the film."""
    found = []
    for line in rehearsal.script.moments:
        first, end = frame_at(line.start_s), frame_at(line.end_s)
        if end <= rehearsal.n_frames:
            span = Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS))
            found.append(Moment(derived_id(recording_id, "moment", line.key), recording_id, span, line.kind, line.principles, line.why))
    return tuple(found)
