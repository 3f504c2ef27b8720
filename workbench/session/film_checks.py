"""The checks of a recording: a film file looked over before any import, and a film of the workspace, of which the findings are kept.

They are made after the working copy, by whoever has time, and of nothing else anybody waits for them.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from workbench.core.time import Span
from workbench.errors import FilmError, NotFoundError, WorkspaceError
from workbench.media.probe import probe_film
from workbench.media.progress import Cancelled, Progress
from workbench.media.quality.faces import FaceBoxes
from workbench.media.quality.overview import KnownFilm, Overview, know_film, look_over
from workbench.practice.film_checks import Finding
from workbench.session.reading import read_film_facts, read_frame_table
from workbench.store.vault import WORKING_COPY, Vault

PART = "checks.json"
_VERSION = 1


def check_film(film: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Overview:
    """A film file looked over as it is; nothing is written.

    Raises
    ------
    FilmError
        If it is no film that could be imported.
    StoppedError
        If `cancelled` said so.
    """
    return look_over(know_film(film), progress=progress, cancelled=cancelled)


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
