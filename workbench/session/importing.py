"""Bringing a film into a case: looked at, copied, made steppable, checked frame by frame, and entered in the workspace in one edit.

The parts are made in a folder of the vault that bears the film's hash, so an import that was interrupted, by whatever, goes on with the
first part that is not there. All parts are moved into the vault at once, and only then the recording is entered; one that is in the vault
without being entered is entered by the next import of the same film into the same case.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.core.time import Ticks
from workbench.errors import StoppedError, WorkbenchError, WorkspaceError
from workbench.media.frames import index_frames
from workbench.media.probe import probe_film
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Case, Recording, parse_case_code
from workbench.session.film_parts import Order, Work, build_parts, hash_film
from workbench.session.reading import read_film_facts, read_frame_table
from workbench.store.faults import disk_faults
from workbench.store.vault import Staging
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """The film in the case; `new` is False where it was there before."""

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
    """Bring a film into a case, which is opened if there is none of that code. The film itself is only read.

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
        With the recording that was there already, and nothing done, where this content is in this case.

    Raises
    ------
    EditError
        If the code cannot be a case's.
    FilmError
        If the film cannot be read or its working copy is not exact; nothing is left of the import then.
    WorkspaceError
        If the workspace cannot be written, has no space, or the same film is being imported by another program.
    StoppedError
        If `cancelled` said so. What was finished is kept, as after an interruption, and the next import goes on from there.
    """
    code = parse_case_code(case_code)
    facts, table = probe_film(film), index_frames(film)
    work = Work(film, facts, table, progress, cancelled)
    order = Order(film, hash_film(film, work), code, facts, table)
    staging = workspace.vault.staging(order.film_hash)
    with _alone(staging):
        known = _find_recording(workspace, order)
        recording_id = known.id if known else _find_unentered(workspace, order)
        if recording_id is not None:
            staging.discard()
        else:
            recording_id = new_id()
            _build_or_clear(order, staging, work)
            staging.finish(recording_id)
        return Imported(known, new=False) if known else Imported(_enter(workspace, recording_id, order, title), new=True)


def _build_or_clear(order: Order, staging: Staging, work: Work) -> None:
    try:
        build_parts(order, staging, work)
    except StoppedError:
        raise
    except WorkbenchError:
        staging.discard()
        raise


def _find_recording(workspace: Workspace, order: Order) -> Recording | None:
    for case in workspace.find(Case, code=order.case_code):
        for recording in workspace.find(Recording, case_id=case.id, film_hash=order.film_hash):
            return recording
    return None


def _find_unentered(workspace: Workspace, order: Order) -> str | None:
    """A recording of this film for this case whose parts are in the vault, but which is not entered."""
    entered = {recording.id for recording in workspace.find(Recording)}
    for recording_id in workspace.vault.recording_ids():
        if recording_id not in entered and workspace.vault.has(recording_id, "facts.json"):
            facts = read_film_facts(workspace.vault, recording_id)
            if (facts.get("film_hash"), facts.get("case_code")) == (order.film_hash, order.case_code):
                return recording_id
    return None


def _enter(workspace: Workspace, recording_id: str, order: Order, title: str | None) -> Recording:
    """The one edit that makes a film part of its case."""
    table = read_frame_table(workspace.vault, recording_id)
    cases = workspace.find(Case, code=order.case_code)
    case = cases[0] if cases else Case(new_id(), order.case_code, date.today())
    recording = Recording(
        id=recording_id,
        case_id=case.id,
        film_hash=order.film_hash,
        title=title or f"Film {len(workspace.find(Recording, case_id=case.id)) + 1}",
        n_frames=table.n_frames,
        length=Ticks(table.end),
        width=order.plan.width,
        height=order.plan.height,
        has_sound=order.facts.has_sound,
        variable_rate=table.is_variable,
        imported_on=date.today(),
        filmed_on=date.fromisoformat(order.facts.filmed_on) if order.facts.filmed_on else None,
    )
    with workspace.edit("Import a film", case_id=case.id, lasting=True) as edit:
        if not cases:
            edit.put(case)
        edit.put(recording)
    return recording


@contextmanager
def _alone(staging: Staging) -> Iterator[None]:
    """Within the block no other program imports the same film; the system ends the hold of a program that dies."""
    file = staging.path("original").parent.with_suffix(".lock")
    with disk_faults(file.parent):
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _hold(handle)
    except OSError as error:
        os.close(handle)
        raise WorkspaceError(
            "This film is being imported by another window or program", "Wait until it is done, or stop it there"
        ) from error
    try:
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            file.unlink()


def _hold(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
