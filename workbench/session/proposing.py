"""What an analysis shows under a film: rows of candidates for each person, and places to look; made of faces, voices and who is who.

They take the place of the candidates that stood there from an analysis. What a person has marked, or accepted, is never changed, and no
candidate is put over it. Someone whose looking has been said to mean nothing gets no looks.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from workbench.analysis.gaze import Look, looks_of
from workbench.analysis.learning import Taught
from workbench.analysis.places import Place, places_to_look
from workbench.analysis.tracks import FaceTracks
from workbench.analysis.turns import turns_of
from workbench.analysis.voice import Sound, Voices
from workbench.core.coding import Overlap, settle
from workbench.core.figures import bounds_of
from workbench.core.identity import new_id
from workbench.core.regions import Purpose, Region, ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span
from workbench.media.frames import FrameTable
from workbench.practice.casework import Recording
from workbench.practice.people import Person
from workbench.practice.refusal import name_of
from workbench.practice.who_is_who import Match, Named, WhoIsWho
from workbench.session.analysis_parts import AnalysisSettings, find_faces_kept, find_voices_kept
from workbench.session.matching import edited_tracks, match_faces, match_voices
from workbench.session.placing import span_on_frames
from workbench.session.reading import read_frame_table
from workbench.session.tiers import ROW_WORDS
from workbench.store.edit import Edit
from workbench.store.workspace import Workspace

PLACES = "Places to look"
_EDIT = "Show what the computer found"
_DRAWN = frozenset(ShapeKind) - {ShapeKind.ARROW, ShapeKind.LINE, ShapeKind.BLUR}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is shown under a film: how many candidates and places, and whether they were put there now."""

    n_candidates: int = 0
    n_places: int = 0
    is_new: bool = False


@dataclass(frozen=True)
class Found:
    """What is known of a film's faces and voices, and who is who in it.

    `tracks` has what was put right by hand; None where nobody looked for faces, as `sounds` is where nobody listened.
    """

    recording: Recording
    people: tuple[Person, ...]
    who: WhoIsWho
    tracks: FaceTracks | None = None
    sounds: tuple[Sound, ...] | None = None
    faces: Mapping[int, Match] = field(default_factory=dict)
    voices: Mapping[int, Match] = field(default_factory=dict)
    things: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One candidate before it has a row: when, what, how sure, and a note."""

    span: Span
    label: str
    confidence: float | None
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """Rows with what is in them, to be put under a film, and what was said of who is who when they were made."""

    who: WhoIsWho
    rows: tuple[tuple[Tier, tuple[Interval, ...]], ...]

    @property
    def proposed(self) -> Proposed:
        """How much it is."""
        return _counted(((tier, len(own)) for tier, own in self.rows), is_new=True)


def read_found(workspace: Workspace, recording_id: str, who: WhoIsWho | None = None) -> Found:
    """What was found in a film; with `who` as it would be if that were said of it."""
    recording = workspace.get(Recording, recording_id)
    in_view = set(recording.in_view or ())
    people = tuple(person for person in workspace.find(Person, case_id=recording.case_id) if person.id in in_view)
    faces, voices = find_faces_kept(workspace.vault, recording_id), find_voices_kept(workspace.vault, recording_id)
    who = who or next(iter(workspace.find(WhoIsWho, recording_id=recording_id)), None) or WhoIsWho(new_id(), recording_id)
    who = who.about(faces[0].hash if faces else "", voices[0].hash if voices else "")
    tracks = edited_tracks(faces[1], who.edits) if faces else None
    sounds = voices[1].sounds if voices else None
    return Found(
        recording,
        people,
        who,
        tracks,
        sounds,
        match_faces(tracks, people, who.faces) if tracks else {},
        match_voices(_heights(voices[1]), people, who.voices) if voices else {},
        tuple(r for r in workspace.find(Region, recording_id=recording_id, purpose=Purpose.POINT_OUT) if r.label and r.kind in _DRAWN),
    )


def _heights(voices: Voices) -> dict[int, float | None]:
    """How high each speaker's voice is, in the order of who is heard longest."""
    heard: dict[int, int] = {}
    for sound in voices.sounds:
        heard[sound.speaker] = heard.get(sound.speaker, 0) + sound.span.length
    pitch_hz = dict(enumerate(voices.pitch_hz))
    return {speaker: pitch_hz.get(speaker) for speaker in sorted(heard, key=lambda speaker: -heard[speaker])}


def propose(
    workspace: Workspace, recording_id: str, settings: AnalysisSettings | None = None, *, taught: Sequence[Taught] | None = None
) -> Proposed:
    """Show the candidates of a film, unless just these have been shown already.

    Parameters
    ----------
    taught : sequence of Taught, optional
        What the voices were learned from just now: then each speaker is who was taught.

    Raises
    ------
    WorkspaceError
        If they cannot be written.
    """
    settings = settings or AnalysisSettings()
    found = read_found(workspace, recording_id)
    if taught is not None:
        speakers = {each.speaker for each in taught}
        in_view = found.recording.in_view or ()
        named = tuple(Named(place, person_id) for place, person_id in enumerate(in_view) if place in speakers)
        found = read_found(workspace, recording_id, replace(found.who, voices=named))
    if found.who.proposed_of == _digest(found, settings):
        return standing(workspace, recording_id)
    plan = plan_candidates(found, read_frame_table(workspace.vault, recording_id), settings)
    with workspace.edit(_EDIT, case_id=found.recording.case_id) as edit:
        put_candidates(edit, plan)
    return plan.proposed


def standing(workspace: Workspace, recording_id: str) -> Proposed:
    """What of an analysis stands under a film now."""
    rows = [tier for tier in workspace.find(Tier, recording_id=recording_id, origin=Origin.CANDIDATE) if tier.made_with]
    return _counted(((tier, len(workspace.find_columns(Interval, tier_id=tier.id)["id"])) for tier in rows), is_new=False)


def _counted(rows: Iterable[tuple[Tier, int]], *, is_new: bool) -> Proposed:
    counts = list(rows)
    n_places = sum(n for tier, n in counts if tier.name == PLACES)
    return Proposed(sum(n for _, n in counts) - n_places, n_places, is_new)


def plan_candidates(found: Found, table: FrameTable, settings: AnalysisSettings) -> Plan:
    """All rows of candidates of a film; nothing is written."""
    looks = _looks_of(found, settings)
    heard = [(sound, found.voices[sound.speaker].person_id) for sound in found.sounds or () if sound.speaker in found.voices]
    names = {person.id: name_of(person) for person in found.people}
    turns = turns_of(found.sounds or ())
    rows = []
    for person in found.people:
        speakers = {speaker for speaker, match in found.voices.items() if match.person_id == person.id}
        marks: dict[Channel, list[Proposal]] = {
            Channel.LOOK: [Proposal(x.span, names.get(x.label, x.label), x.confidence, x.reason) for x in looks.get(person.id, ())],
            Channel.VOICE: [Proposal(sound.span, sound.kind, sound.confidence) for sound, whose in heard if whose == person.id],
            Channel.TURN: [Proposal(turn.span, person.code, turn.confidence) for turn in turns if turn.speaker in speakers],
        }
        for channel, own in marks.items():
            tier = _tier(found, f"{names[person.id]} {ROW_WORDS[channel]} (found)", channel, person, settings)
            rows.append((tier, _on_frames(tier, own, table)))
    places = _tier(found, PLACES, Channel.OTHER, None, settings)
    worth_a_look = [Proposal(p.span, f"Place {p.rank}", None, "\n".join(p.reasons)) for p in _places(found, looks, heard, names, settings)]
    rows.append((places, _on_frames(places, worth_a_look, table)))
    return Plan(replace(found.who, proposed_of=_digest(found, settings)), tuple((tier, own) for tier, own in rows if own))


def _tier(found: Found, name: str, channel: Channel, person: Person | None, settings: AnalysisSettings) -> Tier:
    """A row of candidates that says what it was made with."""
    made_of = settings.of_faces if channel is Channel.LOOK else settings.of_voices(len(found.people)) if person else {}
    made_with = {"analysis": channel.value if person else "places", **made_of, **settings.of_candidates}
    said = json.dumps(made_with, sort_keys=True)
    return Tier(new_id(), found.recording.id, name, channel, Origin.CANDIDATE, person.id if person else None, made_with=said)


def _on_frames(tier: Tier, proposals: Iterable[Proposal], table: FrameTable) -> tuple[Interval, ...]:
    """What is proposed, on whole frames of the film; what lies beyond its last one is left out."""
    within = [(each, each.span.intersection(table.span)) for each in proposals]
    return tuple(
        Interval(new_id(), tier.id, span_on_frames(span, table, tier.name), each.label, each.confidence, each.note)
        for each, span in within
        if span is not None
    )


def put_candidates(edit: Edit, plan: Plan) -> None:
    """Put rows of candidates in the place of those that an analysis has put there before; part of an edit that is under way."""
    recording_id = plan.who.recording_id
    tiers = edit.find(Tier, recording_id=recording_id)
    before = [tier.id for tier in tiers if tier.origin is Origin.CANDIDATE and tier.made_with]
    if before:
        edit.remove(Tier, *before)
    below = max((tier.position for tier in tiers if tier.id not in before), default=-1) + 1
    edit.put(plan.who)
    for tier, intervals in plan.rows:
        coded = [mark for row in _own_rows(tiers, tier) for mark in edit.find(Interval, tier_id=row.id)]
        left = settle(coded, intervals, Overlap.FIT).comers
        if left:
            edit.put(replace(tier, position=below), *left)
            below += 1


def _own_rows(tiers: Iterable[Tier], of: Tier) -> list[Tier]:
    """The rows in which people have marked the same of the same person."""
    same = (Origin.MARKED, of.channel, of.person_id)
    return [tier for tier in tiers if of.person_id and (tier.origin, tier.channel, tier.person_id) == same]


def _looks_of(found: Found, settings: AnalysisSettings) -> Mapping[str, Sequence[Look]]:
    if found.tracks is None:
        return {}
    people = {track: match.person_id for track, match in found.faces.items() if match.person_id}
    aspect = found.recording.width / found.recording.height
    things = {region.label: _where(region, aspect) for region in found.things}
    ahead = {each.person_id: each.at for each in found.who.ahead}
    looks = looks_of(found.tracks, people, things, settings.gaze, ahead=ahead, aspect=aspect)
    meaningful = {person.id for person in found.people if person.gaze_meaningful}
    return {person_id: own for person_id, own in looks.items() if person_id in meaningful}


def _where(region: Region, aspect: float) -> Callable[[int], tuple[float, float, float, float] | None]:
    """Where a drawn figure is at an instant."""
    return lambda at: bounds_of(region.kind, region.form_at(at), aspect) if region.span.contains(at) else None


def _places(
    found: Found,
    looks: Mapping[str, Sequence[Look]],
    heard: Sequence[tuple[Sound, str]],
    names: Mapping[str, str],
    settings: AnalysisSettings,
) -> list[Place]:
    voices: dict[str, list[Span]] = {}
    for sound, person_id in heard:
        voices.setdefault(person_id, []).append(sound.span)
    return places_to_look(
        looks,
        voices,
        found.tracks,
        {track: match.person_id for track, match in found.faces.items() if match.person_id},
        length=found.recording.length,
        names=names,
        aspect=found.recording.width / found.recording.height,
        settings=settings.places,
    )


def _digest(found: Found, settings: AnalysisSettings) -> str:
    """What the candidates are made of, as one hash."""
    who = found.who
    made_of = (
        (who.of_faces, who.of_voices, settings.of_candidates),
        {track: match.person_id for track, match in found.faces.items()},
        {speaker: match.person_id for speaker, match in found.voices.items()},
        [repr(each) for each in (*who.edits, *who.ahead, *found.things)],
        [(person.id, person.gaze_meaningful, name_of(person)) for person in found.people],
    )
    return sha256(json.dumps(made_of).encode()).hexdigest()
