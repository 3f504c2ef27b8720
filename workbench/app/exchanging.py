"""Coding from and to other tools, as a notebook asks for it; the same as ``vig exchange``."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.exchange.formats import format_named, format_of
from workbench.practice.exports import Export
from workbench.session import exchanging
from workbench.session.bringing_in import Imported, Policies, aims_for, choose_recording, import_document, read_file
from workbench.session.casefile import CaseSession


def import_coding(
    case: CaseSession,
    file: str | Path,
    *,
    recording: str | None = None,
    tiers: Mapping[str, tuple[str, str]] | None = None,
    format_name: str = "",
    policies: Policies | None = None,
) -> Imported:
    """Bring a file of another tool into a film of a case as new rows, in one step that can be undone.

    Parameters
    ----------
    recording : str, optional
        Id of the film; without one that which the file says it is about, by hash, path or name.
    tiers : mapping of str to (str, str), optional
        By a tier's name in the file a person's code (or "") and a channel (or "" to leave the tier out); the others are guessed.
    format_name : str, optional
        As ``vig exchange formats`` names it; without one by the ending of the file's name.
    policies : Policies, optional
        What becomes of times between frames, of instants, and of what is outside the film; refused without.

    Raises
    ------
    RefusedError
        With all that is wrong in the file, or cannot be in the film.
    NotFoundError
        If the file is about none of the case's films, or a tier, person or channel is not there.
    """
    path = Path(file)
    read = read_file(path, format_named(format_name) if format_name else format_of(path.name))
    recording_id, starts_at, _ = choose_recording(case, read.document, path, recording)
    return import_document(case, recording_id, read, aims_for(read.document, case.people(), tiers or {}), policies, starts_at=starts_at)


def export_coding(
    case: CaseSession, recordings: Sequence[str], format_name: str, target: str | Path, *, for_whom: str, playlist: str | None = None
) -> Export:
    """Write what was coded of films, without pictures and names, as a new folder, and enter it in the register.

    Parameters
    ----------
    recordings : sequence of str
        Ids of films; with a playlist those of its clips where none is named.
    for_whom : str
        Who gets it, as initials or a code.

    Raises
    ------
    ConsentError
        If somebody in view, or somebody coded, does not agree to research in numbers; nothing is written then.
    """
    return exchanging.export_coding(case, recordings, format_named(format_name), Path(target), for_whom=for_whom, playlist_id=playlist)
