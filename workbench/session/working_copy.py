"""A recording's working copy: whether it is there, who is making it and how far, and making it.

A recording is in its case as soon as its original is; until the working copy has joined it, the original is what can be looked at.
Whoever makes the copy holds a lock that ends with its program, and says how far it is in a note beside the parts, so that every other
program can tell a copy that is being made from one that waits for somebody to go on with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from workbench.core.regions import Region
from workbench.core.tiers import Tier
from workbench.errors import FilmError, StoppedError, WorkbenchError, WorkspaceError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Recording
from workbench.practice.clips import Clip, Moment
from workbench.practice.steps import InteractionStep
from workbench.session.alone import alone, is_held
from workbench.session.film_parts import COPYING, READING, Work, build_long_parts, look_at
from workbench.session.noting import Noted
from workbench.store.vault import WORKING_COPY, Staging
from workbench.store.workspace import Workspace

_MARKS = (Moment, Clip, Region, Tier, InteractionStep)


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far a working copy is that is not there yet.

    `words` say what is done, `part` how much of it, 0 to 1, with `left_s` seconds to go where that is known. `is_going_on` is False where
    no program works on it; then `problem` and `next_step` say why, or are "" after an interruption.
    """

    words: str
    part: float
    is_going_on: bool
    left_s: float | None = None
    problem: str = ""
    next_step: str = ""


def is_complete(workspace: Workspace, recording_id: str) -> bool:
    """Whether nothing but the working copy is to be looked at; True also where there is no film at all."""
    vault = workspace.vault
    return vault.has(recording_id, WORKING_COPY) or not vault.has(recording_id, "original")


def read_preparation(workspace: Workspace, recording_id: str) -> Preparation | None:
    """How far a recording's working copy is; None where it is there."""
    if is_complete(workspace, recording_id):
        return None
    staging = workspace.vault.completing(recording_id)
    note, held = staging.read_note(), is_held(staging.lock)
    if "problem" in note and not held:
        return Preparation("", 0.0, is_going_on=False, problem=str(note["problem"]), next_step=str(note["next_step"]))
    return Preparation(str(note.get("words", "")), float(note.get("part", 0.0)), is_going_on=held, left_s=note.get("left_s"))


def complete(workspace: Workspace, recording_id: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
    """Make a recording's working copy from its original, or go on where an interruption left it; nothing is done where it is there.

    Raises
    ------
    NotFoundError
        If there is no such recording.
    FilmError
        If the film breaks or its working copy is not exact. The recording is then taken out of its case again, unless something was
        marked on it meanwhile.
    WorkspaceError
        If the workspace cannot be written or has no space, or another program makes the copy already.
    StoppedError
        If `cancelled` said so. Parts that are whole are kept.
    """
    recording = workspace.get(Recording, recording_id)
    if is_complete(workspace, recording_id):
        return
    staging = workspace.vault.completing(recording_id)
    staging.make()
    with alone(staging.lock):
        if not is_complete(workspace, recording_id):
            with _telling_why(workspace, recording, staging), workspace.vault.path(recording_id, "original") as original:
                work = Work(look_at(original), progress, cancelled)
            work.drop(READING, COPYING)
            fill(workspace, recording, work)


def fill(workspace: Workspace, recording: Recording, work: Work) -> None:
    """The work of :func:`complete`, for whoever holds the lock of the recording's staging folder already."""
    staging = workspace.vault.completing(recording.id)
    staging.make()
    work.also_tell(Noted(staging))
    with _telling_why(workspace, recording, staging):
        with workspace.vault.path(recording.id, "original") as original:
            build_long_parts(replace(work.film, path=original), staging, work)
        staging.add_to(recording.id)


@contextmanager
def _telling_why(workspace: Workspace, recording: Recording, staging: Staging) -> Iterator[None]:
    """Whatever ends the block is told to whoever looks at the recording, but a stop, which is no problem."""
    try:
        yield
    except StoppedError:
        raise
    except WorkbenchError as error:
        if workspace.vault.is_shut(recording.id):
            raise StoppedError("Somebody in the film took their consent back meanwhile", "Nothing was kept of the working copy") from error
        _say_why(workspace, recording, staging, error)
        raise


def _say_why(workspace: Workspace, recording: Recording, staging: Staging, error: WorkbenchError) -> None:
    """Leave nothing of a film that cannot be had exactly and on which nothing is marked; else leave word for who looks at it."""
    if isinstance(error, FilmError) and not any(workspace.find(kind, recording_id=recording.id) for kind in _MARKS):
        with workspace.edit("Take out a film that is not whole", case_id=recording.case_id, lasting=True) as edit:
            edit.remove(Recording, recording.id)
        workspace.vault.destroy(recording.id)
        return
    with suppress(WorkspaceError):  # on a full disk there may be no room for the word either
        staging.write_note(problem=error.problem, next_step=error.next_step)
