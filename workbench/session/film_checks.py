"""The checks of a recording: the findings of a film of the workspace are kept beside it; what is drawn or copied of a film file.

Nobody waits for the findings: they are made when the working copy is there.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbench.core.time import Span
from workbench.errors import FilmError, NotFoundError, RenderError, WorkspaceError
from workbench.media.plain_copy import write_plain_copy
from workbench.media.probe import probe_film
from workbench.media.progress import Cancelled
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.overview import KnownFilm, Overview, look_over
from workbench.practice.film_checks import FilmCheckWords, Finding
from workbench.session.reading import read_film_facts, read_frame_table
from workbench.store.faults import disk_faults
from workbench.store.files import whole_file, write_whole
from workbench.store.vault import WORKING_COPY, Vault

PART = "checks.json"
_VERSION = 1
_FORMS = (".png", ".svg")


def plan_picture(target: Path) -> None:
    """Refuse what could not become a picture of the checks; RenderError."""
    if target.suffix.lower() not in _FORMS:
        raise RenderError(f"{target.name} is no name for a picture of the checks", "Let it end with .png or .svg")


def draw_overview(overview: Overview, words: FilmCheckWords, target: Path) -> None:
    """Write the picture of a film's checks as PNG or SVG, by the target's suffix; a file of that name is replaced.

    Raises
    ------
    RenderError
        If it ends with neither.
    WorkspaceError
        If it cannot be written; what was there is as it was.
    """
    from workbench.render.checks_picture import draw_checks

    plan_picture(target)
    drawing = draw_checks(overview, words)
    with disk_faults(target):
        write_whole(target, drawing.to_svg() if target.suffix.lower() == ".svg" else drawing.to_png())


def copy_plainly(film: Path, target: Path) -> None:
    """Copy a film file without what it says about place, device and owner; pictures and sounds are not touched.

    Raises
    ------
    FilmError
        If the film cannot be read or copied.
    WorkspaceError
        If there is a file of that name, which is left as it is, or it cannot be written.
    """
    if target.exists():
        raise WorkspaceError(f"{target} is there already", "Choose another name for the copy")
    with disk_faults(target), _beside(target) as part:
        write_plain_copy(film, part)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name of the same suffix, by which ffmpeg chooses the container, that becomes `target` when it is whole."""
    with whole_file(target) as unfinished:
        part = unfinished.with_name(f"{unfinished.name}{target.suffix}")
        part.touch()  # a folder that cannot be written to is told before the film is read
        try:
            yield part
            part.replace(unfinished)
        finally:
            part.unlink(missing_ok=True)


def make_checks(
    vault: Vault,
    recording_id: str,
    *,
    faces: FaceBoxes | None = None,
    voices: Sequence[Span] | None = None,
    cancelled: Cancelled | None = None,
) -> bool:
    """Look over a film of the workspace unless that was done, and say whether its findings are there now.

    The pictures are those of the working copy, the sound that of the film as it came. Without working copy, or where film or disk do not
    allow it, there are none, which is no error.

    Parameters
    ----------
    faces, voices : optional
        As :func:`look_over` takes them; with either of them the findings are made anew.

    Raises
    ------
    StoppedError
        If `cancelled` said so.
    """
    anew = faces is not None or voices is not None
    if read_checks(vault, recording_id) is not None and not anew:
        return True
    try:
        with vault.path(recording_id, WORKING_COPY) as pictures, vault.path(recording_id, "original") as original:
            starts_at = int(read_film_facts(vault, recording_id)["starts_at"])
            film = KnownFilm(pictures, original, probe_film(original), read_frame_table(vault, recording_id), starts_at)
            overview = look_over(film, faces=faces, voices=voices, cancelled=cancelled)
        vault.destroy(recording_id, [PART])
        vault.add(recording_id, PART, _to_bytes(overview.findings))
    except (FilmError, NotFoundError, WorkspaceError, KeyError):
        return False
    return True


def read_checks(vault: Vault, recording_id: str) -> tuple[Finding, ...] | None:
    """What there is to say about a film; None where it was not looked over, or by a workbench that kept it in another way."""
    if not vault.has(recording_id, PART):
        return None
    try:
        with vault.open(recording_id, PART) as file:
            content = json.loads(file.read())
        if content["version"] != _VERSION:
            return None
        return tuple(Finding.from_json(finding) for finding in content["findings"])
    except (NotFoundError, ValueError, KeyError, TypeError):
        return None


def _to_bytes(findings: Sequence[Finding]) -> bytes:
    return json.dumps({"version": _VERSION, "findings": [finding.to_json() for finding in findings]}).encode()
