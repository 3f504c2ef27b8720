"""Bringing a film into a case: looked at, copied and entered in one edit, which takes no longer than copying does.

From then on it is in the case and can be marked. Its working copy is made after that (``working_copy``), by this program or another.

The parts are made in a folder of the vault that bears the film's hash, so an import that was interrupted, by whatever, goes on with the
first part that is not there. All first parts are moved into the vault at once, and only then the recording is entered; one that is in the
vault without being entered is entered by the next import of the same film into the same case.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.core.time import Ticks
from workbench.errors import StoppedError, WorkbenchError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Case, Recording, parse_case_code
from workbench.session.alone import alone
from workbench.session.film_parts import COPYING, SourceFilm, Work, build_first_parts, hash_film, look_at
from workbench.session.reading import read_film_facts, read_frame_table
from workbench.session.working_copy import fill, is_complete
from workbench.store.vault import Staging
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """The film in the case; `new` is False where it was there before, whole."""

    recording: Recording
    new: bool


def import_film(
    workspace: Workspace,
    film: Path,
    case_code: str,
    *,
    title: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Bring a film into a case, which is opened if there is none of that code, to its working copy. The film itself is only read.

    Parameters
    ----------
    film : Path
        The film as the phone or camera wrote it.
    title : str, optional
        What the guider calls it; without one "Film" and its number in the case, because file names tend to name people.
    progress : callable, optional
        Told what is being done and how much of the whole time has passed, 0 to 1, by an estimate of how long each step takes.
    cancelled : callable, optional
        Asked several times a second whether to stop.

    Returns
    -------
    Imported
        With the recording that was there already where this content is in this case; what it still lacked is made.

    Raises
    ------
    EditError
        If the code cannot be a case's.
    FilmError
        If the film cannot be read or its working copy is not exact; then the film is not in the case, unless something was marked on it.
    WorkspaceError
        If the workspace cannot be written, has no space, or the same film is being imported by another program.
    StoppedError
        If `cancelled` said so. What was finished is kept, as after an interruption, and the next import goes on from there.
    """
    return _bring_in(workspace, film, case_code, title, progress, cancelled, whole=True)


def arrive_film(
    workspace: Workspace,
    film: Path,
    case_code: str,
    *,
    title: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Bring a film into a case as :func:`import_film` does, and leave its working copy to :func:`working_copy.complete`."""
    return _bring_in(workspace, film, case_code, title, progress, cancelled, whole=False)


def _bring_in(
    workspace: Workspace,
    path: Path,
    case_code: str,
    title: str | None,
    progress: Progress | None,
    cancelled: Cancelled | None,
    *,
    whole: bool,
) -> Imported:
    code = parse_case_code(case_code)
    film = look_at(path)
    work = Work(film, progress, cancelled)
    if not whole:
        work.leave_long_parts()
    film_hash = hash_film(path, work)
    staging = workspace.vault.staging(film_hash)
    with ExitStack() as holding:
        with alone(staging.lock):
            known = _find_recording(workspace, film_hash, code)
            if known:
                staging.discard()
                work.drop(COPYING)
            recording_id = known.id if known else _place(workspace, film, film_hash, code, staging, work)
            if whole:  # held before the recording can be seen, so that no screen begins with its working copy first
                holding.enter_context(alone(workspace.vault.completing(recording_id).lock))
            recording = known or _enter(workspace, recording_id, film, film_hash, code, title)
        if is_complete(workspace, recording.id):
            return Imported(recording, new=known is None)
        if whole:
            fill(workspace, recording, work)
        return Imported(recording, new=whole or known is None)


def _place(workspace: Workspace, film: SourceFilm, film_hash: str, code: str, staging: Staging, work: Work) -> str:
    """The id of the film's first parts in the vault, where they are now if they were not."""
    unentered = _find_unentered(workspace, film_hash, code)
    if unentered is not None:
        staging.discard()
        work.drop(COPYING)
        return unentered
    recording_id = new_id()
    try:
        build_first_parts(film, film_hash, code, staging, work)
    except StoppedError:
        raise
    except WorkbenchError:
        staging.discard()
        raise
    staging.finish(recording_id)
    return recording_id


def _find_recording(workspace: Workspace, film_hash: str, code: str) -> Recording | None:
    for case in workspace.find(Case, code=code):
        for recording in workspace.find(Recording, case_id=case.id, film_hash=film_hash):
            return recording
    return None


def _find_unentered(workspace: Workspace, film_hash: str, code: str) -> str | None:
    """A recording of this film for this case whose parts are in the vault, but which is not entered."""
    entered = {recording.id for recording in workspace.find(Recording)}
    for recording_id in workspace.vault.recording_ids():
        if recording_id not in entered and workspace.vault.has(recording_id, "facts.json"):
            facts = read_film_facts(workspace.vault, recording_id)
            if (facts.get("film_hash"), facts.get("case_code")) == (film_hash, code):
                return recording_id
    return None


def _enter(workspace: Workspace, recording_id: str, film: SourceFilm, film_hash: str, code: str, title: str | None) -> Recording:
    """The one edit that makes a film part of its case."""
    table = read_frame_table(workspace.vault, recording_id)
    cases = workspace.find(Case, code=code)
    case = cases[0] if cases else Case(new_id(), code, date.today())
    plan, filmed_on = film.plan, film.facts.filmed_on
    recording = Recording(
        id=recording_id,
        case_id=case.id,
        film_hash=film_hash,
        title=title or f"Film {len(workspace.find(Recording, case_id=case.id)) + 1}",
        n_frames=table.n_frames,
        length=Ticks(table.end),
        width=plan.width,
        height=plan.height,
        has_sound=film.facts.has_sound,
        variable_rate=table.is_variable,
        imported_on=date.today(),
        filmed_on=date.fromisoformat(filmed_on) if filmed_on else None,
    )
    with workspace.edit("Import a film", case_id=case.id, lasting=True) as edit:
        if not cases:
            edit.put(case)
        edit.put(recording)
    return recording
