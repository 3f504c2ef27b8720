"""What a player shows of one film of a case, part by part: reads the session and fills the forms of ``widgets.snapshot``."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from workbench.core.regions import Region
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import FilmError, NotFoundError
from workbench.media.sound import count_channels
from workbench.practice.assent import Assent
from workbench.practice.cameras import Camera
from workbench.practice.casework import Case, Cycle, Goal, GoalRating, Recording
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.exports import Export
from workbench.practice.letters import Letter
from workbench.practice.ordering import propose_order
from workbench.practice.people import Consent, Person
from workbench.practice.retention import retention_of
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.steps import InteractionStep
from workbench.practice.supervision import ExternalMeasure, SelfAssessment, Supervision
from workbench.practice.who_is_who import WhoIsWho
from workbench.session.asking import read_verdicts
from workbench.session.casefile import CaseSession
from workbench.session.film_checks import read_checks
from workbench.session.late_parts import has_packets
from workbench.session.looking_ahead import read_next_steps
from workbench.session.proposing import PLACES
from workbench.session.reading import read_film_facts
from workbench.session.trimming import read_trims
from workbench.session.wording import languages_of, refused_data_files
from workbench.session.working_copy import is_complete, read_preparation
from workbench.store.settings import read_settings
from workbench.store.vault import Vault
from workbench.widgets import wire
from workbench.widgets.analysis import wire_analysis, wire_faces
from workbench.widgets.casework import wire_casework
from workbench.widgets.consent import wire_consent
from workbench.widgets.record import wire_letter, wire_review, wire_supervising
from workbench.widgets.snapshot import WireCamera, WireFilm, WireSettings
from workbench.widgets.tier_columns import TierColumns, pack_intervals

FIXED = ("film", "preparation", "checks", "vocabulary", "settings")
"""Parts that no edit of a film changes."""

PREPARED = ("film", "preparation", "checks")
"""Parts that change when the film's working copy is there, and when the film was looked over."""

MARKED = (
    *("case", "casework", "people", "tiers", "steps", "moments", "regions", "cameras", "playlist", "analysis"),
    *("consent", "reviews", "supervision", "letters", "history"),
)
"""Parts that edits from the page change."""

ALL = (*FIXED, *MARKED)
"""Every part a player shows; undo and redo may change any but the fixed ones."""


_MADE_OF: dict[str, frozenset[type[Any]]] = {
    "case": frozenset({Case, Cycle, Recording}),
    "casework": frozenset({Case, Cycle, Goal, GoalRating}),
    "people": frozenset({Person}),
    "tiers": frozenset({Tier, Interval}),
    "steps": frozenset({InteractionStep}),
    "moments": frozenset({Moment}),
    "regions": frozenset({Region}),
    "cameras": frozenset({Camera, Recording}),
    "playlist": frozenset({Playlist, Clip}),
    "consent": frozenset({Person, Consent, Recording, Assent}),
    "reviews": frozenset({SharedReview, ClipResponse}),
    "supervision": frozenset({Supervision, SelfAssessment, ExternalMeasure}),
    "letters": frozenset({Letter}),
    "analysis": frozenset({WhoIsWho}),
}
"""The kinds of things that each part shows; a part that is not here may change with any edit."""

_RESTS_ON: dict[str, frozenset[type[Any]]] = {
    "casework": frozenset(
        {
            *(Recording, Person, Consent, Moment, Playlist, Clip, InteractionStep, Tier, Interval),
            *(SharedReview, ClipResponse, Supervision, Letter, Export, Assent, Region),
        }
    ),
    "playlist": frozenset({InteractionStep, Tier, Interval, Person, Consent, Recording, Assent, Region, Export}),
    "consent": frozenset({Region, Export, Playlist, Clip}),
    "reviews": frozenset({Playlist, Clip}),
    "analysis": frozenset({Tier, Interval, Person, Recording}),
}
"""The kinds of things that a part says something about (what is next, the checks of the clips) without showing them."""


def parts_made_of(kinds: frozenset[type[Any]]) -> list[str]:
    """The parts that show other things once things of these kinds have changed."""
    return [part for part in MARKED if part not in _MADE_OF or not _MADE_OF[part].isdisjoint(kinds)]


def parts_resting_on(kinds: frozenset[type[Any]]) -> list[str]:
    """The parts that show the same things, and may say something else about them, once things of these kinds have changed."""
    return [part for part, said_of in _RESTS_ON.items() if _MADE_OF[part].isdisjoint(kinds) and not said_of.isdisjoint(kinds)]


def read_part(name: str, session: CaseSession, recording_id: str) -> Any:
    """One part as plain JSON; KeyError for a part that does not exist."""
    recording = session.recording(recording_id)
    of_a_film = _OF_A_FILM.get(name)
    return _plain(of_a_film(session, recording) if of_a_film else _OF_THE_CASE[name](session))


def read_tier(session: CaseSession, recording_id: str, tier_id: str) -> TierColumns:
    """The intervals of one of a film's tiers as a page gets them; NotFoundError for a tier the film does not have."""
    revision = session.tier_revisions(recording_id).get(tier_id)
    if revision is None:
        raise NotFoundError("This film has no such row any more", "Look at the rows under the film")
    return pack_intervals(revision, session.interval_columns(tier_id))


def read_empty_part(name: str, session: CaseSession) -> Any:
    """The part as it is where there is no film: what belongs to the case itself, else nothing, or an empty list."""
    if name in _OF_THE_CASE:
        return _plain(_OF_THE_CASE[name](session))
    return [] if name in ("tiers", "steps", "moments", "regions", "cameras") else None


def read_faces(session: CaseSession, recording_id: str, at: int) -> BaseModel:
    """The faces in the picture at an instant, as far as somebody looked for faces."""
    found = session.found(recording_id)
    return wire_faces(found.tracks, found.faces, at)


_ORIGINAL = "original"


@lru_cache(maxsize=256)
def _count_channels(vault: Vault, recording_id: str) -> int:
    """How many channels can be heard apart, which never changes: one microphone stays one, more than two are mixed to two."""
    try:
        with vault.path(recording_id, _ORIGINAL) as path:
            return min(count_channels(path), 2)
    except FilmError:
        return 1


def _film(session: CaseSession, recording: Recording) -> WireFilm:
    vault = session.workspace.vault
    whole = is_complete(session.workspace, recording.id)
    return wire.wire_film(
        recording,
        n_channels=_count_channels(vault, recording.id) if vault.has(recording.id, _ORIGINAL) else 1,
        thumbnails=_thumbnails(session, recording.id) if vault.has(recording.id, "thumbnails.jpg") else None,
        has_peaks=vault.has(recording.id, "peaks.bin"),
        has_packets=whole and has_packets(vault, recording.id),
        original_starts_at=None if whole else read_film_facts(vault, recording.id)["starts_at"],
    )


def _preparation(session: CaseSession, recording: Recording) -> BaseModel | None:
    preparation = read_preparation(session.workspace, recording.id)
    return None if preparation is None else wire.wire_preparation(**asdict(preparation))


def _checks(session: CaseSession, recording: Recording) -> BaseModel | None:
    findings = read_checks(session.workspace.vault, recording.id)
    return None if findings is None else wire.wire_film_checks(findings, session.wording.film_checks)


def _cameras(session: CaseSession, recording: Recording) -> Iterable[BaseModel]:
    """All other films of the case: those beside this one, and those that could be."""
    beside = {camera.recording.id: camera for camera in session.cameras(recording.id)}
    for other in session.recordings():
        if other.id != recording.id:
            placed = beside.get(other.id)
            yield WireCamera(
                film=_film(session, other),
                starts_at=placed.starts_at if placed else None,
                aligned_by=placed.aligned_by if placed else None,
                stands_out=placed.stands_out if placed else None,
                listened=None,
            )


def _thumbnails(session: CaseSession, recording_id: str) -> tuple[int, int, int] | None:
    if not session.workspace.vault.has(recording_id, "facts.json"):
        return None
    strip = read_film_facts(session.workspace.vault, recording_id).get("thumbnails")
    return (strip["n"], strip["width_px"], strip["height_px"]) if strip else None


def _case(session: CaseSession, recording: Recording | None = None) -> BaseModel:
    cycle = next((cycle for cycle in session.cycles() if recording and cycle.id == recording.cycle_id), None)
    return wire.wire_case(session.case, recording, cycle)


def _casework(session: CaseSession) -> BaseModel:
    films = session.recordings()
    return wire_casework(
        session.case,
        retention_of(session.case, session.today()),
        read_next_steps(session),
        [(goal, session.ratings(goal.id)) for goal in session.goals()],
        [(cycle, sum(film.cycle_id == cycle.id for film in films)) for cycle in session.cycles()],
        languages_of(session.workspace.folder, "page"),
    )


def _tiers(session: CaseSession, recording: Recording) -> Iterable[BaseModel]:
    return wire.wire_tiers(session.tiers(recording.id), session.tier_revisions(recording.id))


def _playlist(session: CaseSession, _: Recording) -> BaseModel | None:
    """The case's first playlist, the one that clips made on the page join."""
    playlists = session.playlists()
    if not playlists:
        return None
    first = playlists[0]
    clips = session.clips(first.id)
    order = propose_order(clips, session.vocabulary, session.wording.checks.order)
    return wire.wire_playlist(first, clips, session.advice(first.id), read_trims(session, first.id), order)


def _analysis(session: CaseSession, recording: Recording) -> BaseModel:
    found = session.found(recording.id)
    rows = [tier for tier in session.tiers(recording.id) if tier.made_with and tier.name == PLACES]
    return wire_analysis(
        [place for tier in rows for place in session.intervals(tier.id)],
        found.sounds,
        found.voices,
        found.who,
        has_faces=found.tracks is not None,
        can_learn=any((t.channel, t.origin) == (Channel.VOICE, Origin.MARKED) for t in session.tiers(recording.id)),
    )


def _consent(session: CaseSession, recording: Recording | None = None) -> BaseModel:
    return wire_consent(
        recording,
        session.people(),
        session.consents(),
        session.today(),
        assents=session.assents(),
        counted={name for export in session.exports() for name in export.assent_ids},
        verdicts=read_verdicts(session, recording) if recording else (),
    )


def _reviews(session: CaseSession) -> Iterable[BaseModel]:
    for review in session.reviews():
        clips = session.clips(review.playlist_id) if review.playlist_id else []
        yield wire_review(review, clips, session.responses(review.id))


def _supervision(session: CaseSession) -> BaseModel:
    return wire_supervising(session.supervisions(), session.self_assessments(), session.external_measures())


def _history(session: CaseSession) -> BaseModel:
    back, again, latest = session.next_turns()
    return wire.wire_history(
        undo=back.label if back else None, redo=again.label if again else None, saved_at=latest.at.astimezone() if latest else None
    )


def read_preferences(session: CaseSession) -> WireSettings:
    """What this person prefers, whatever the case and the film."""
    folder = session.workspace.folder
    kept, notice = read_settings(folder)
    notices = [notice, *(f"{error} Until then the shipped one is used" for error in refused_data_files(folder).values())]
    return WireSettings(**kept.model_dump(), notice=". ".join(each for each in notices if each))


_OF_THE_CASE: dict[str, Callable[[CaseSession], BaseModel | Iterable[BaseModel]]] = {
    "case": _case,
    "casework": _casework,
    "vocabulary": lambda session: wire.wire_vocabulary(session.vocabulary, session.wording.checklists.values()),
    "people": lambda session: wire.wire_people(session.people()),
    "consent": _consent,
    "reviews": _reviews,
    "supervision": _supervision,
    "letters": lambda session: [wire_letter(letter) for letter in session.letters()],
    "history": _history,
    "settings": read_preferences,
}
"""Parts that are there without a film."""

_OF_A_FILM: dict[str, Callable[[CaseSession, Recording], BaseModel | Iterable[BaseModel] | None]] = {
    "film": _film,
    "preparation": _preparation,
    "checks": _checks,
    "case": _case,
    "tiers": _tiers,
    "steps": lambda session, recording: wire.wire_steps(session.steps(recording.id)),
    "moments": lambda session, recording: wire.wire_moments(session.moments(recording.id)),
    "regions": lambda session, recording: wire.wire_regions(session.regions(recording.id)),
    "cameras": _cameras,
    "playlist": _playlist,
    "consent": _consent,
    "analysis": _analysis,
}


def _plain(part: BaseModel | Iterable[BaseModel] | None) -> Any:
    if part is None or isinstance(part, BaseModel):
        return part.model_dump(mode="json") if part else None
    return [each.model_dump(mode="json") for each in part]
