"""Where files go that the screen writes: folders of the workspace, for this person only, and names that name nobody."""

from pathlib import Path

from workbench.core.time import Ticks, format_time
from workbench.practice.letters import Letter
from workbench.session.casefile import CaseSession
from workbench.store.faults import disk_faults
from workbench.store.workspace import Workspace

LETTERS = "letters"
SEALED = "supervision"
STILLS = "stills"
TRAINING = "training"


def place_of_letter(session: CaseSession, letter: Letter, form: str) -> Path:
    """Where a letter is written; the same letter in the same form takes the place of the one before."""
    return _folder(session.workspace, LETTERS) / f"{session.case.code}-{letter.kind}.{form}"


def place_of_filming_guide(session: CaseSession) -> Path:
    """Where the filming guide is written; it is the same for every case of a language."""
    return _folder(session.workspace, LETTERS) / "filming-guide.pdf"


def free_place_for_sealed(session: CaseSession) -> Path:
    """A name for a sealed package that is not taken yet."""
    folder = _folder(session.workspace, SEALED)
    stem, number = f"{session.case.code}-{session.today().isoformat()}", 1
    while (place := folder / f"{stem}{f'-{number}' if number > 1 else ''}.age").exists():
        number += 1
    return place


def place_of_still(session: CaseSession, recording_id: str, at: Ticks) -> Path:
    """Where a still of a film is written; the same still takes the place of the one before."""
    name = f"{session.case.code}-{recording_id[:8]}-{format_time(at).replace(':', '.')}.png"
    return _folder(session.workspace, STILLS) / name


def folder_for_training(workspace: Workspace) -> Path:
    """The folder into which exports for training are written, each as a folder of its own."""
    return _folder(workspace, TRAINING)


def _folder(workspace: Workspace, name: str) -> Path:
    folder = workspace.folder / name
    with disk_faults(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
