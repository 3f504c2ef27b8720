"""A small case in a real workspace, for tests of what is above the store; its film has a table of frames and no pictures."""

import os
from datetime import date
from pathlib import Path

import numpy as np

from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.casework import Recording
from workbench.practice.people import Person, Role
from workbench.session.casefile import CaseSession, create_case
from workbench.store.workspace import Workspace

SECOND = 90_000
TODAY = date(2026, 3, 10)


def seconds(start: float, end: float) -> Span:
    """A span by seconds on the film clock."""
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def uneven_table(n_frames: int = 600) -> FrameTable:
    """Frames of a phone film: 20 to 60 ms long in turn."""
    steps_ms = np.resize([20, 20, 30, 10, 20, 60, 20, 25], n_frames)
    starts = np.concatenate([[0], np.cumsum(steps_ms)]) * 90
    return FrameTable(starts[:-1].astype(np.int64), int(starts[-1]))


def add_recording(session: CaseSession, table: FrameTable, title: str = "Puzzle") -> Recording:
    """A recording of the case with a table of frames in the vault."""
    film_hash = os.urandom(32).hex()
    recording = Recording(
        new_id(), session.case_id, film_hash, title, table.n_frames, Ticks(table.end), 320, 180, True, table.is_variable, TODAY
    )
    staging = session.workspace.vault.staging(film_hash)
    staging.path("frames.bin").write_bytes(table.to_bytes())
    staging.finish(recording.id)
    with session.workspace.edit("Import a film", case_id=session.case_id, lasting=True) as edit:
        edit.put(recording)
    return recording


def write_case(workspace: Workspace, code: str = "HAZEL") -> tuple[CaseSession, Recording, Person, Person]:
    """A case with one uneven film of about 15 s, a mother and her son."""
    session = create_case(workspace, code, today=TODAY, helping_question="I wish he would listen to me", hope="that he listens to me")
    session.today = lambda: TODAY
    recording = add_recording(session, uneven_table())
    mum = session.add_person("M", Role.CLIENT, "Mum")
    noah = session.add_person("N", Role.CHILD, "Noah")
    return session, recording, mum, noah


def open_folder(folder: Path) -> CaseSession:
    """The case as another program would find it on the disk."""
    from workbench.session.casefile import open_case
    from workbench.store.workspace import open_workspace

    session = open_case(open_workspace(folder), "HAZEL")
    session.today = lambda: TODAY
    return session
