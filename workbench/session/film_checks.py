"""The checks of a recording: the findings of a film of the workspace are kept beside it; what is drawn or copied of a film file.

Nobody waits for the findings: they are made when the working copy is there.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.core.time import Span
from workbench.errors import FilmError, NotFoundError, RenderError, WorkspaceError
from workbench.media.plain_copy import write_plain_copy
from workbench.media.probe import probe_film
from workbench.media.progress import Cancelled
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.overview import KnownFilm, Overview, look_over
from workbench.practice.film_checks import FilmCheckWords, Finding
from workbench.session.analysis_parts import FACES, VOICES, find_faces_kept, find_part, find_voices_kept
from workbench.session.reading import read_film_facts, read_frame_table
from workbench.store.faults import disk_faults
from workbench.store.files import whole_file, write_whole
from workbench.store.vault import CHECKS, WORKING_COPY, Vault

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


def has_checks(vault: Vault, recording_id: str) -> bool:
    """Whether a film was looked over with all that is known now of the faces and voices in it."""
    kept = _read(vault, recording_id)
    return kept is not None and kept["rests_on"] == _rests_on(vault, recording_id)


def make_checks(vault: Vault, recording_id: str, *, cancelled: Cancelled | None = None) -> bool:
    """Look over a film of the workspace unless that was done, and say whether its findings are there now.

    The pictures are those of the working copy, the sound that of the film as it came; the faces and voices are those that an analysis has
    found. Without working copy, or where film or disk do not allow it, there are none, which is no error.

    Raises
    ------
    StoppedError
        If `cancelled` said so; what was there stays.
    """
    if has_checks(vault, recording_id):
        return True
    try:
        rests_on = _rests_on(vault, recording_id)
        with vault.path(recording_id, WORKING_COPY) as pictures, vault.path(recording_id, "original") as original:
            starts_at = int(read_film_facts(vault, recording_id)["starts_at"])
            film = KnownFilm(pictures, original, probe_film(original), read_frame_table(vault, recording_id), starts_at)
            faces, voices = _faces_of(vault, recording_id), _voices_of(vault, recording_id)
            overview = look_over(film, faces=faces, voices=voices, cancelled=cancelled)
        vault.replace(recording_id, CHECKS, _to_bytes(overview.findings, rests_on))
    except (FilmError, NotFoundError, WorkspaceError, KeyError):
        return False
    return True


def read_checks(vault: Vault, recording_id: str) -> tuple[Finding, ...] | None:
    """What there is to say about a film; None where it was not looked over, or by a workbench that kept it in another way."""
    kept = _read(vault, recording_id)
    return None if kept is None else kept["findings"]


def _rests_on(vault: Vault, recording_id: str) -> dict[str, str]:
    """The hashes of what an analysis has found, by which one result is told from another."""
    parts = {part: find_part(vault, recording_id, part) for part in (FACES, VOICES)}
    return {part: kept.hash for part, kept in parts.items() if kept is not None}


def _faces_of(vault: Vault, recording_id: str) -> FaceBoxes | None:
    kept = find_faces_kept(vault, recording_id)
    return None if kept is None else FaceBoxes(kept[1].at, kept[1].sample, kept[1].box)


def _voices_of(vault: Vault, recording_id: str) -> list[Span] | None:
    """When somebody is heard; None also where nobody was, by which speech over noise is not told."""
    kept = find_voices_kept(vault, recording_id)
    return [sound.span for sound in kept[1].sounds] or None if kept is not None else None


def _read(vault: Vault, recording_id: str) -> dict[str, Any] | None:
    if not vault.has(recording_id, CHECKS):
        return None
    try:
        with vault.open(recording_id, CHECKS) as file:
            content = json.loads(file.read())
        if content["version"] != _VERSION:
            return None
        return {"rests_on": content["rests_on"], "findings": tuple(Finding.from_json(finding) for finding in content["findings"])}
    except (NotFoundError, ValueError, KeyError, TypeError):
        return None


def _to_bytes(findings: Sequence[Finding], rests_on: dict[str, str]) -> bytes:
    content = {"version": _VERSION, "rests_on": rests_on, "findings": [finding.to_json() for finding in findings]}
    return json.dumps(content).encode()
