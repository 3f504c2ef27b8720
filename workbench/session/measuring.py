"""Measures of one film of a case: which tiers they are taken from, and all numbers of one kind together.

Only what people marked, a script says or a file brought is measured; candidates of an analysis are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin
from workbench.core.time import FILM_CLOCK, Ticks
from workbench.errors import NotFoundError
from workbench.measures.attention import joint_attention
from workbench.measures.contingency import contingency
from workbench.measures.gaze import (
    Looking,
    chance_mutual_gaze,
    looking_of,
    looking_share,
    looks_away,
    mutual_gaze,
    mutual_gaze_by_shifts,
    mutual_gaze_given,
)
from workbench.measures.recurrence import CrossRecurrence, cross_recurrence
from workbench.measures.result import Measure
from workbench.measures.sequences import Transitions, transitions
from workbench.measures.shifted_recurrence import RecurrenceByShifts, recurrence_by_shifts
from workbench.measures.turns import Floor, StretchKind, Voice, conversational_turn_count, floor_transfer_offsets, voice_of
from workbench.measures.units import NOTHING, Code, codes_in_units
from workbench.practice.people import Person, Role, find_person
from workbench.practice.steps import Layer, StepRole
from workbench.session.reading import CaseReader

ELSEWHERE = "elsewhere"
"""The label of a look at nothing in particular, which two people do not share."""

_CHILDREN = (Role.CHILD, Role.SIBLING)
_LOOK_UNIT = FILM_CLOCK.ticks_from_seconds(0.2, "nearest")
_LONGEST_LAG_S = 5.0


@dataclass(frozen=True)
class GazeReading:
    """How two people look in a film: when each looks at the other, shares of time, the test against chance, breaks, what both look at."""

    people: tuple[Person, Person]
    looking: tuple[Looking, Looking]
    shares: tuple[Measure, ...]
    against_chance: Measure
    breaks: tuple[Measure, Measure]
    together: Measure

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All numbers."""
        return (*self.shares, self.against_chance, *self.breaks, self.together)


@dataclass(frozen=True)
class TurnsReading:
    """How two people take turns in a film: their voices, the floor, median offsets, conversational turns."""

    people: tuple[Person, Person]
    voices: tuple[Voice, Voice]
    floor: Floor
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class StepsReading:
    """What follows what among two people's steps; `where` says where each transition is seen first."""

    people: tuple[Person, Person]
    order: Transitions
    where: Mapping[tuple[str, str], Ticks]
    after_initiatives: tuple[Measure, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All numbers."""
        return (*self.after_initiatives, *self.order.measures)

    def code_of(self, actor: Person, role: StepRole) -> str:
        """How the order calls a person's step."""
        return _step_code(actor, role)


@dataclass(frozen=True)
class RecurrenceReading:
    """How far two people's looks come back to the same things, and what shifted looks give."""

    people: tuple[Person, Person]
    recurrence: CrossRecurrence
    by_shifts: RecurrenceByShifts

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All numbers."""
        return (*self.recurrence.measures, *self.by_shifts.measures)


def measure_gaze(case: CaseReader, recording_id: str) -> GazeReading:
    """Looking at one another, from the film's two tiers of looks.

    Raises
    ------
    NotFoundError
        If not exactly two people have looks marked, or one's gaze says nothing.
    """
    (one, ones), (other, others) = _pair(case, recording_id, Channel.LOOK, "looks")
    for person in (one, other):
        if not person.gaze_meaningful:
            raise NotFoundError(f"For {person.shown_name} looking has been said to mean nothing", "Look at turns and steps instead")
    people = case.people()
    first = looking_of(one.shown_name, ones, _labels_of(other, ones, people))
    second = looking_of(other.shown_name, others, _labels_of(one, others, people))
    shares = (
        looking_share(first),
        looking_share(second),
        mutual_gaze(first, second),
        chance_mutual_gaze(first, second),
        mutual_gaze_given(first, second),
        mutual_gaze_given(second, first),
    )
    things = {look.label for look in (*ones, *others) if find_person(look.label, people) is None} - {ELSEWHERE, UNCODABLE}
    return GazeReading(
        (one, other),
        (first, second),
        shares,
        mutual_gaze_by_shifts(first, second),
        (looks_away(first), looks_away(second)),
        joint_attention(ones, others, things),
    )


def measure_turns(case: CaseReader, recording_id: str) -> TurnsReading:
    """Taking turns, from the film's two tiers of voices.

    Raises
    ------
    NotFoundError
        If not exactly two people have voices marked.
    """
    (one, ones), (other, others) = _pair(case, recording_id, Channel.VOICE, "voices")
    whole = case.recording(recording_id).span
    first, second = voice_of(one.shown_name, ones, whole), voice_of(other.shown_name, others, whole)
    floor = floor_transfer_offsets(first, second)
    child, adult = (first, second) if one.role in _CHILDREN else (second, first)
    measures = (
        floor.median_offset(),
        floor.median_offset(by=one.shown_name),
        floor.median_offset(by=other.shown_name),
        *(floor.share_of(kind) for kind in StretchKind),
        conversational_turn_count(child, adult),
    )
    return TurnsReading((one, other), (first, second), floor, measures)


def measure_steps(case: CaseReader, recording_id: str) -> StepsReading:
    """What follows what among the family's steps: answers to each one's initiatives, and whether the order of steps is more than chance.

    Raises
    ------
    NotFoundError
        If not exactly two people have steps in the film.
    """
    steps = [step for step in case.steps(recording_id) if step.layer is Layer.FAMILY]
    acting = {step.actor_id for step in steps}
    people = [person for person in case.people() if person.id in acting]
    if len(people) != 2:
        raise NotFoundError(
            f"This film has steps of {len(people)} people, and two are needed", "Choose a film in which the steps of two people are marked"
        )
    whole = case.recording(recording_id).span
    found: list[Measure] = []
    for actor in people:
        begun = [step.span for step in steps if step.actor_id == actor.id and step.role is StepRole.INITIATIVE]
        onsets = [step.span.start for step in steps if step.actor_id != actor.id]
        after = contingency(begun, onsets, SpanSet((whole,)))
        found += [replace(measure, name=f"{actor.shown_name}: {measure.name}") for measure in after.measures]
    by_id = {person.id: person for person in people}
    order = [(_step_code(by_id[step.actor_id], step.role), step.span.start) for step in sorted(steps, key=lambda step: step.span)]
    where: dict[tuple[str, str], Ticks] = {}
    for (given, _), (target, at) in pairwise(order):
        where.setdefault((given, target), at)
    one, other = people
    return StepsReading((one, other), transitions([code for code, _ in order], FILM_CLOCK.seconds(whole.length)), where, tuple(found))


def _step_code(actor: Person, role: StepRole) -> str:
    return f"{actor.shown_name} {role}"


def measure_recurrence(case: CaseReader, recording_id: str) -> RecurrenceReading:
    """How far two people's looks come back to the same things within a few seconds, and whether shifted looks do so too.

    Looking at one another counts as one thing, looking elsewhere as nothing.

    Raises
    ------
    NotFoundError
        If not exactly two people have looks marked.
    """
    (one, ones), (other, others) = _pair(case, recording_id, Channel.LOOK, "looks")
    whole, people = case.recording(recording_id).span, case.people()
    first, second = (
        [_shared_code(code, labels) for code in codes_in_units(looks, whole, _LOOK_UNIT)]
        for looks, labels in ((ones, _labels_of(other, ones, people)), (others, _labels_of(one, others, people)))
    )
    return RecurrenceReading(
        (one, other),
        cross_recurrence(first, second, _LOOK_UNIT, longest_lag_s=_LONGEST_LAG_S),
        recurrence_by_shifts(first, second, _LOOK_UNIT, longest_lag_s=_LONGEST_LAG_S),
    )


def _shared_code(label: Code, at_partner: set[str]) -> Code:
    if label == ELSEWHERE:
        return NOTHING
    return "each other" if label in at_partner else label


def _pair(case: CaseReader, recording_id: str, channel: Channel, what: str) -> list[tuple[Person, list[Interval]]]:
    """The two people who have a tier of a channel, with its intervals, in the order of the tiers."""
    people = {person.id: person for person in case.people()}
    tiers = [t for t in case.tiers(recording_id) if t.channel is channel and t.origin is not Origin.CANDIDATE and t.person_id in people]
    found: dict[str, list[Interval]] = {}
    for tier in tiers:
        found.setdefault(tier.person_id or "", []).extend(case.intervals(tier.id))
    if len(found) != 2:
        raise NotFoundError(
            f"This film has {what} of {len(found)} people, and two are needed",
            f"Choose a film in which the {what} of two people are marked",
        )
    return [(people[person_id], intervals) for person_id, intervals in found.items()]


def _labels_of(person: Person, intervals: Sequence[Interval], people: Sequence[Person]) -> set[str]:
    """The labels that mean somebody."""
    return {i.label for i in intervals if find_person(i.label, people) == person}
