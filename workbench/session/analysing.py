"""Looking a film through by computer: one function for one film, to be called here, in another process or on another machine.

Faces and voices are found, kept as parts of the recording, and shown as candidates under the film (``proposing``). A part that is there
and was made with the same settings is not made again, and one that is stopped leaves nothing. How far it is stands beside the film's
parts, where every program of the workspace can read it and ask for a stop.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.analysis.faces import find_faces
from workbench.analysis.learning import Taught
from workbench.analysis.voice import find_voices
from workbench.core.regions import Purpose, Region
from workbench.core.time import FILM_CLOCK, TICKS_PER_S
from workbench.errors import NotFoundError, StoppedError
from workbench.media.progress import Cancelled, Progress
from workbench.media.reader import FrameReader
from workbench.media.sound import sound_chunks
from workbench.practice.casework import Recording
from workbench.practice.gate import against_analysing
from workbench.practice.refusal import refusal_to_analyse
from workbench.render.hiding import hide_in_picture, regions_hiding
from workbench.session.alone import alone, is_held
from workbench.session.analysis_parts import (
    FACES,
    VOICES,
    AnalysisSettings,
    find_faces_kept,
    find_part,
    find_voices_kept,
    pack_part,
    write_voices,
)
from workbench.session.noting import Noted
from workbench.session.permission import read_known
from workbench.session.proposing import Proposed, propose
from workbench.session.teaching import plain_taught, taught_before, taught_by
from workbench.store.faults import disk_faults
from workbench.store.vault import WORKING_COPY, Staging, Vault
from workbench.store.workspace import Workspace, open_workspace

SOUND_HZ = 16_000
_STARTING, _FACES, _HEARING, _VOICES, _PROPOSING = (
    "Getting ready",
    "Looking for faces",
    "Listening",
    "Telling voices apart",
    "Looking for places",
)
_ENDS_AT = {_STARTING: 0.01, _FACES: 0.75, _HEARING: 0.8, _VOICES: 0.97, _PROPOSING: 1.0}
"""Up to which part of the whole work each step runs."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """What came of one film: whether anything was done now, and what is shown under it."""

    recording_id: str
    is_new: bool
    proposed: Proposed


def analyse_film(
    folder: str,
    recording_id: str,
    settings: AnalysisSettings | None = None,
    *,
    learn: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Analysed:
    """Look a film of a workspace through.

    Parameters
    ----------
    folder : str
        The workspace; on another machine it has to be reached under the same name.
    recording_id : str
        The film.
    settings : AnalysisSettings, optional
        What is found, and how; what was found with other settings is found again.
    learn : bool
        Learn the voices anew from what people have marked under the film.
    today : date, optional
        The day by which consent is judged.

    Raises
    ------
    NotFoundError
        If there is no such film, or its working copy is not there yet.
    ConsentError
        If somebody in view has not agreed, or nobody has said who is.
    EditError
        If voices are to be learned and nobody has marked any.
    FilmError
        If the film is damaged; what was whole before stays.
    WorkspaceError
        If another program looks it through already, or the disk refuses.
    StoppedError
        If it was stopped; parts that are whole stay.
    """
    with open_workspace(Path(folder)) as workspace:
        recording = workspace.get(Recording, recording_id)
        check_analysable(workspace, recording, today or date.today())
        staging = workspace.vault.analysing(recording_id)
        staging.make()
        with alone(staging.lock, "looked through"):
            staging.discard()
            staging.make()
            try:
                work = _Work(workspace, recording, settings or AnalysisSettings(), staging, progress, cancelled)
                return work.run(learn=learn, today=today or date.today())
            finally:
                staging.discard()


def check_analysable(workspace: Workspace, recording: Recording, today: date) -> None:
    """Refuse a film whose working copy is not there, or in which somebody stands against it.

    Raises
    ------
    NotFoundError, ConsentError
        As :func:`analyse_film`.
    """
    if workspace.vault.is_shut(recording.id):
        with workspace.vault.path(recording.id, WORKING_COPY):
            pass
    reasons = against_analysing(recording, read_known(workspace, recording.case_id), today)
    if reasons:
        raise refusal_to_analyse(reasons)
    if not workspace.vault.has(recording.id, WORKING_COPY):
        raise NotFoundError(f"The working copy of “{recording.title}” is not there yet", "Wait until it is made, then try again")


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How far an analysis is: what is done in words, 0 to 1, and the seconds left where that is known."""

    words: str
    part: float
    left_s: float | None


def find_under_way(vault: Vault, recording_id: str) -> UnderWay | None:
    """How far the analysis of a film is, in whatever program; None where there is none."""
    staging = vault.analysing(recording_id)
    if not is_held(staging.lock):
        return None
    note = staging.read_note()
    return UnderWay(str(note.get("words", _STARTING)), float(note.get("part", 0.0)), note.get("left_s"))


def ask_to_stop(vault: Vault, recording_id: str) -> None:
    """Ask whatever program looks a film through to stop; nothing happens where none does."""
    staging = vault.analysing(recording_id)
    if is_held(staging.lock) and staging.folder.is_dir():
        with disk_faults(staging.folder):
            _stop_file(staging).touch()


def _stop_file(staging: Staging) -> Path:
    return staging.folder / "stop"


class _Work:
    """One film being looked through."""

    def __init__(
        self,
        workspace: Workspace,
        recording: Recording,
        settings: AnalysisSettings,
        staging: Staging,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._workspace, self._vault, self._recording, self._settings = workspace, workspace.vault, recording, settings
        self._staging = staging
        self._told: list[Progress] = [Noted(staging), *([progress] if progress else [])]
        self._cancelled = cancelled
        self._n_people = len(recording.in_view or ())
        self._is_new = False

    def run(self, *, learn: bool, today: date) -> Analysed:
        self._tell(_STARTING, 1.0)
        kept = find_part(self._vault, self._recording.id, VOICES)
        taught = taught_by(self._workspace, self._recording) if learn else taught_before(kept.made_with if kept else {})
        self._make(FACES, self._settings.of_faces, {}, self._find_faces)
        self._make(VOICES, self._settings.of_voices(self._n_people), plain_taught(taught), lambda: self._find_voices(taught))
        self._tell(_PROPOSING, 0.0)
        check_analysable(self._workspace, self._workspace.get(Recording, self._recording.id), today)
        proposed = propose(self._workspace, self._recording.id, self._settings, taught=taught if learn else None)
        for tell in self._told:
            tell(_PROPOSING, 1.0)
        return Analysed(self._recording.id, self._is_new or proposed.is_new, proposed)

    def _make(self, part: str, settings: dict[str, Any], taught: dict[str, Any], find: Callable[[], bytes]) -> None:
        if _is_made(self._vault, self._recording.id, part, settings, taught):
            return
        numbers = find()
        if self._vault.is_shut(self._recording.id):
            raise StoppedError("Somebody in the film took their consent back meanwhile", "Nothing was kept of what was found")
        self._vault.replace(self._recording.id, part, pack_part({"settings": settings, **taught}, numbers))
        self._is_new = True

    def _find_faces(self) -> bytes:
        regions = self._workspace.find(Region, recording_id=self._recording.id, purpose=Purpose.ANONYMISE)
        with self._vault.open(self._recording.id, WORKING_COPY) as film, FrameReader(film) as reader:
            found = find_faces(
                sampled_pictures(reader, regions, self._settings.sampled_hz, partial(self._tell, _FACES)), self._settings.faces
            )
        return found.to_bytes()

    def _find_voices(self, taught: Sequence[Taught]) -> bytes:
        with self._vault.path(self._recording.id, WORKING_COPY) as film, self._sound(film) as samples:
            self._tell(_VOICES, 0.0)
            return write_voices(find_voices(samples, self._settings.voices_of(self._n_people), taught))

    @contextmanager
    def _sound(self, film: Path) -> Iterator[npt.NDArray[np.float32]]:
        """The whole sound; on the disk and not in memory, because three hours of it are 700 MB."""
        if not self._recording.has_sound:
            yield np.zeros(0, np.float32)
            return
        n = -(-self._recording.length * SOUND_HZ // TICKS_PER_S)
        with disk_faults(self._staging.folder), tempfile.TemporaryFile(dir=self._staging.folder) as file:
            samples = np.memmap(file, np.float32, "w+", shape=(n,))
            for first, chunk in sound_chunks(film, SOUND_HZ, n_channels=1):
                low, high = max(first, 0), min(first + chunk.shape[1], n)
                if low < high:
                    samples[low:high] = chunk[0, low - first : high - first]
                self._tell(_HEARING, min(high / n, 1.0))
            yield samples

    def _tell(self, step: str, part: float) -> None:
        """Part `part` of a step is done; StoppedError if somebody wants to stop."""
        if (self._cancelled is not None and self._cancelled()) or _stop_file(self._staging).exists():
            raise StoppedError("Looking for places was stopped", "Begin again to go on with what is left")
        steps = list(_ENDS_AT)
        before = _ENDS_AT[steps[steps.index(step) - 1]] if step != _STARTING else 0.0
        for tell in self._told:
            tell(step, before + (_ENDS_AT[step] - before) * part)


def sampled_pictures(
    reader: FrameReader, regions: Sequence[Region], sampled_hz: int, tell: Callable[[float], None]
) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """So many pictures a second with the start of each on the film clock; who is hidden in the film is hidden in them too.

    Each frame comes once, also where the film has fewer.
    """
    table = reader.table
    starts = table.from_zero()
    every = float(1 / sampled_hz / table.clock.tick)
    instants = np.arange(0.0, starts.end, every).astype(np.int64)
    frames = np.unique(np.searchsorted(starts.pts, instants, side="right") - 1)
    film_table = starts.on_clock(FILM_CLOCK)
    for number, frame in enumerate(frames.tolist()):
        tell(number / len(frames))
        shown = film_table.span_of(frame)
        picture = reader.picture(frame)
        hiding = regions_hiding(regions, shown)
        yield shown.start, hide_in_picture(picture, hiding, shown) if hiding else picture


def _is_made(vault: Vault, recording_id: str, part: str, settings: dict[str, Any], taught: dict[str, Any]) -> bool:
    found = find_faces_kept(vault, recording_id) if part == FACES else find_voices_kept(vault, recording_id)
    return found is not None and found[0].made_with == {"settings": settings, **taught}
