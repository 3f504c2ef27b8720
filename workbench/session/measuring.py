"""Measures of one film of a case: which tiers they are taken from, and all numbers of one kind together.

Only what people marked, a script says or a file brought is measured; candidates of an analysis are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.tiers import Channel, Interval, Origin
from workbench.errors import NotFoundError
from workbench.measures.gaze import (
    Bout,
    chance_mutual_gaze,
    looking_of,
    looking_share,
    mutual_bouts,
    mutual_gaze,
    mutual_gaze_by_shifts,
    mutual_gaze_given,
)
from workbench.measures.result import Measure
from workbench.measures.turns import Floor, conversational_turn_count, floor_transfer_offsets, voice_of
from workbench.practice.people import Person, Role, find_person
from workbench.session.reading import CaseReader

_CHILDREN = (Role.CHILD, Role.SIBLING)


@dataclass(frozen=True)
class GazeReading:
    """How two people look at one another in a film: shares of time, the test against chance, and every bout."""

    people: tuple[Person, Person]
    shares: tuple[Measure, ...]
    against_chance: Measure
    bouts: tuple[Bout, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All numbers."""
        return (*self.shares, self.against_chance)


@dataclass(frozen=True)
class TurnsReading:
    """How two people take turns in a film: the floor, median offsets, conversational turns."""

    people: tuple[Person, Person]
    floor: Floor
    measures: tuple[Measure, ...]


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
    return GazeReading((one, other), shares, mutual_gaze_by_shifts(first, second), tuple(mutual_bouts(first, second)))


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
        conversational_turn_count(child, adult),
    )
    return TurnsReading((one, other), floor, measures)


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
