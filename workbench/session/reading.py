"""What there is in a case, in the order people expect, and the advice on a playlist. Reads only; edits are in ``casefile``."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from workbench.core.regions import Purpose, Region
from workbench.core.tiers import UNCODABLE, Channel, Interval, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import NotFoundError
from workbench.media.frames import FrameTable
from workbench.practice.assent import Assent
from workbench.practice.casework import Case, Cycle, Goal, Recording
from workbench.practice.clips import Advice, Clip, Moment, Playlist, check_playlist
from workbench.practice.datafiles import FALLBACK
from workbench.practice.exports import Export, Way
from workbench.practice.gate import judge
from workbench.practice.people import Consent, Person, Role
from workbench.practice.principles import Vocabulary
from workbench.practice.refusal import name_of
from workbench.practice.steps import InteractionStep, StepRole, take_fives, yes_cycles
from workbench.practice.verdict import Known, Stretch
from workbench.session.over_instants import OverInstants
from workbench.session.tier_revisions import TierRevisions
from workbench.session.wording import Wording
from workbench.store.journal import Change
from workbench.store.settings import read_settings
from workbench.store.vault import Vault
from workbench.store.workspace import Workspace


class CaseReader:
    """One case of an open workspace; everything is read anew, so that several programs may work on one case.

    An id of another case is refused with a NotFoundError, also in reading.

    Parameters
    ----------
    workspace : Workspace
        Open for as long as this is used.
    case_id : str
        Id of the case.
    today : callable
        Gives the day by which consent is judged.

    Attributes
    ----------
    wording : Wording
        The data files in the guider's language.
    vocabulary : Vocabulary
        The principles in the guider's language, with what a family reads in the client's.
    """

    def __init__(self, workspace: Workspace, case_id: str, *, today: Callable[[], date] = date.today) -> None:
        self.workspace = workspace
        self.case_id = case_id
        self.today = today
        self.wording = Wording(workspace.folder, read_settings(workspace.folder)[0].language)
        self.vocabulary: Vocabulary = self.wording.vocabulary.spoken_to(self.family_wording().vocabulary)
        self._tables: dict[str, FrameTable] = {}
        self._codable: dict[str, tuple[int, OverInstants]] = {}
        self._revisions = TierRevisions(workspace, case_id)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.workspace.get(Case, self.case_id)

    def recording(self, recording_id: str) -> Recording:
        """One recording of this case; NotFoundError for any other."""
        recording = self.workspace.get(Recording, recording_id)
        if recording.case_id != self.case_id:
            raise NotFoundError(f"The recording {recording_id} is not in case {self.case.code}", "Open the case it belongs to")
        return recording

    def recordings(self) -> list[Recording]:
        """The films of the case that may be looked at, by day of import and title."""
        return [recording for recording in self.all_recordings() if not self.workspace.vault.is_shut(recording.id)]

    def all_recordings(self) -> list[Recording]:
        """The films of the case, also those that nobody may look at because somebody in them took their consent back."""
        return self.workspace.find(Recording, case_id=self.case_id)

    def people(self) -> list[Person]:
        """Everybody in the case; their place in this list gives their mark (colour and shape)."""
        return self.workspace.find(Person, case_id=self.case_id)

    def client(self) -> Person | None:
        """The first client of the case, to whom the family's page and letters speak."""
        return next((person for person in self.people() if person.role is Role.CLIENT), None)

    def family_wording(self) -> Wording:
        """The data files in the client's language."""
        client = self.client()
        return Wording(self.workspace.folder, client.language if client else FALLBACK)

    def goals(self) -> list[Goal]:
        """The client's goals, oldest first."""
        return self.workspace.find(Goal, case_id=self.case_id)

    def cycles(self) -> list[Cycle]:
        """The case's cycles by number."""
        return self.workspace.find(Cycle, case_id=self.case_id)

    def assents(self) -> list[Assent]:
        """Everything that those asked each time have answered, oldest first."""
        return self.workspace.find(Assent, case_id=self.case_id)

    def consents(self) -> list[Consent]:
        """Everything that was said about consent, oldest first."""
        return self.workspace.find(Consent, case_id=self.case_id)

    def tiers(self, recording_id: str) -> list[Tier]:
        """The rows under a film, from the top."""
        return self.workspace.find(Tier, recording_id=self.recording(recording_id).id)

    def intervals(self, tier_id: str) -> list[Interval]:
        """A tier's intervals in order of time."""
        self.recording(self.workspace.get(Tier, tier_id).recording_id)
        return self.workspace.find(Interval, tier_id=tier_id)

    def interval_columns(self, tier_id: str) -> dict[str, tuple[Any, ...]]:
        """The same as plain columns (``id``, ``span_start``, ``span_end``, ``label``, ``confidence``, ``note``), for very many."""
        self.recording(self.workspace.get(Tier, tier_id).recording_id)
        return self.workspace.find_columns(Interval, tier_id=tier_id)

    def tier_revisions(self, recording_id: str) -> dict[str, int]:
        """By id of a film's tiers a number that is another one after any edit, undo or redo of its intervals; it means nothing else."""
        return self._revisions.read(tier.id for tier in self.tiers(recording_id))

    def steps(self, recording_id: str) -> list[InteractionStep]:
        """The steps of the exchange in order of time."""
        return self.workspace.find(InteractionStep, recording_id=self.recording(recording_id).id)

    def yes_cycles(self, recording_id: str) -> list[tuple[InteractionStep, ...]]:
        """Chains of steps that answer one another, by the time of their last steps."""
        return yes_cycles(self.steps(recording_id))

    def take_fives(self, recording_id: str) -> list[tuple[InteractionStep, ...]]:
        """Runs of five alternating turns or more on one topic."""
        return take_fives(self.steps(recording_id))

    def moments(self, recording_id: str) -> list[Moment]:
        """The moments marked on a film in order of time."""
        return self.workspace.find(Moment, recording_id=self.recording(recording_id).id)

    def regions(self, recording_id: str) -> list[Region]:
        """The figures drawn on a film in order of time."""
        return self.workspace.find(Region, recording_id=self.recording(recording_id).id)

    def playlist(self, playlist_id: str) -> Playlist:
        """One playlist of this case; NotFoundError for any other."""
        playlist = self.workspace.get(Playlist, playlist_id)
        if playlist.case_id != self.case_id:
            raise NotFoundError(f"The playlist {playlist_id} is not in case {self.case.code}", "Open the case it belongs to")
        return playlist

    def playlists(self) -> list[Playlist]:
        """The case's playlists by title."""
        return self.workspace.find(Playlist, case_id=self.case_id)

    def clips(self, playlist_id: str) -> list[Clip]:
        """A playlist's clips in playing order."""
        return self.workspace.find(Clip, playlist_id=self.playlist(playlist_id).id)

    def exports(self) -> list[Export]:
        """Everything that left, oldest first."""
        return self.workspace.find(Export, case_id=self.case_id)

    def packages(self) -> list[Export]:
        """The packages made for the family, oldest first."""
        return self.workspace.find(Export, case_id=self.case_id, way=Way.PACKAGE)

    def given_playlists(self) -> set[str]:
        """The ids of playlists of which the family has a package."""
        return {package.playlist_id for package in self.packages() if package.playlist_id and package.revoked_on is None}

    def history(self) -> list[Change]:
        """The case's edits, oldest first."""
        return self.workspace.history(self.case_id)

    def next_turns(self) -> tuple[Change | None, Change | None, Change | None]:
        """What undo would take back, what redo would make again, and the latest edit, each None where there is none."""
        return self.workspace.next_turns(self.case_id)

    def frame_table(self, recording_id: str) -> FrameTable:
        """When each frame of a recording is shown, on the film clock."""
        if recording_id not in self._tables:
            self.recording(recording_id)
            self._tables[recording_id] = read_frame_table(self.workspace.vault, recording_id)
        return self._tables[recording_id]

    def advice(self, playlist_id: str) -> list[Advice]:
        """The live checks of a playlist, from what is known of its films: initiatives, words, who is in view and what they said."""
        clips = self.clips(playlist_id)
        films = list(dict.fromkeys(clip.recording_id for clip in clips))
        missing = {clip.id: self._without_consent(clip) for clip in clips}
        untold = {film for film in films if self.recording(film).in_view is None}
        return check_playlist(
            self.playlist(playlist_id),
            clips,
            self.vocabulary,
            initiatives=[(film, at) for film in films for at in self._initiatives(film)],
            words=[(film, span) for film in films for span in self._words(film, [clip.span for clip in clips])],
            people_missing_consent=[(clip.id, name) for clip in clips for name in missing[clip.id]],
            nobody_said_who_is_in_view={clip.id for clip in clips if clip.recording_id in untold},
            lengths=self.wording.lengths,
            said=self.wording.checks,
        )

    def _initiatives(self, recording_id: str) -> list[Ticks]:
        columns = self.workspace.find_columns(InteractionStep, recording_id=self.recording(recording_id).id, role=StepRole.INITIATIVE)
        return [Ticks(start) for start in columns["span_start"]]

    def speech_around(self, recording_id: str, around: Iterable[Span]) -> list[Span]:
        """Stretches of speech that share time with any of these spans, in order: from the tiers of words, else from those of voices."""
        wanted = list(around)
        kept = self._speech(recording_id)
        return sorted({span for stretches in kept for each in wanted for span in stretches.within(each)})

    def _words(self, recording_id: str, around: Iterable[Span]) -> list[Span]:
        """Stretches of speech over an edge of these spans."""
        edges = {edge for span in around for edge in (span.start, span.end)}
        kept = self._speech(recording_id)
        return sorted({span for stretches in kept for edge in edges for span in stretches.at(edge)})

    def _speech(self, recording_id: str) -> list[OverInstants]:
        """The tiers of words, or where there are none the tiers of voices."""
        tiers = self.tiers(recording_id)
        spoken = [t for t in tiers if t.channel is Channel.WORDS] or [t for t in tiers if t.channel is Channel.VOICE]
        revisions = self.tier_revisions(recording_id)
        return [self._stretches(tier.id, revisions[tier.id]) for tier in spoken]

    def _stretches(self, tier_id: str, revision: int) -> OverInstants:
        """A tier's codable intervals; kept until another edit touches them, because they are asked for at every edit."""
        known = self._codable.get(tier_id)
        if known is None or known[0] != revision:
            columns = self.interval_columns(tier_id)
            found = zip(columns["span_start"], columns["span_end"], columns["label"], strict=True)
            known = revision, OverInstants((start, end) for start, end, label in found if label != UNCODABLE)
            self._codable[tier_id] = known
        return known[1]

    def _without_consent(self, clip: Clip) -> list[str]:
        """The names of those in view who stand against a review of the clip as it is, or have to be asked before its first package."""
        case, film = self.case_id, clip.recording_id
        known = Known(
            self.case.code,
            tuple(self.workspace.find(Recording, id=film)),
            tuple(self.people()),
            tuple(self.consents()),
            tuple(self.assents()),
            tuple(self.workspace.find(Region, recording_id=film, purpose=Purpose.ANONYMISE)),
            tuple(self.workspace.find(Export, case_id=case)),
        )
        verdict = judge(Way.PACKAGE, [Stretch("", film, clip.span)], known, self.today())
        is_given = clip.playlist_id in self.given_playlists()
        return [name_of(reason.who) for reason in verdict.reasons if reason.who is not None and not (is_given and reason.is_for_next)]


def read_frame_table(vault: Vault, recording_id: str) -> FrameTable:
    """When each frame of a recording is shown, on the film clock."""
    with vault.open(recording_id, "frames.bin") as file:
        return FrameTable.from_bytes(file.read())


def read_film_facts(vault: Vault, recording_id: str) -> dict[str, Any]:
    """What was written down of a recording's film when it was imported."""
    with vault.open(recording_id, "facts.json") as file:
        facts: dict[str, Any] = json.loads(file.read())
        return facts
