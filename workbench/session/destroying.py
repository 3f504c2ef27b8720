"""Destroying what must not be any more: films, what was derived from them, what left the house, the texts of a case.

First all of it is written down in a certificate, with its hashes and what is still to do; then it is destroyed. Whoever comes after an
interruption goes on with what the certificate says is left (:func:`finish_all`).
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from workbench.errors import PackageError, WorkbenchError
from workbench.practice.casework import Recording
from workbench.practice.certificates import Certificate, DestroyedFile, Doomed, Pending
from workbench.practice.exports import Export, Way
from workbench.render.package import CLIPS, MANIFEST, POSTERS, holds_package, own_words_folder, withdraw_package
from workbench.session.alone import is_held
from workbench.session.permission import PACKAGES
from workbench.session.reading import read_film_facts
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole
from workbench.store.vault import DERIVED
from workbench.store.workspace import Workspace

_CHUNK_BYTES = 1 << 20


def files_in(place: Path) -> tuple[str, ...]:
    """The files in a folder that was written, relative to it; empty for a file."""
    if not place.is_dir():
        return ()
    return tuple(sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()))


def pending_film(workspace: Workspace, recording_id: str) -> Pending:
    """All parts of a recording, as something to destroy."""
    return Pending(Doomed.FILM, recording_id, tuple(workspace.vault.held(recording_id)))


def pending_derived(workspace: Workspace, recording_id: str) -> Pending:
    """What was derived from a recording's film, as something to destroy."""
    return Pending(Doomed.DERIVED, recording_id, tuple(part for part in workspace.vault.held(recording_id) if part in DERIVED))


def pending_export(export: Export) -> Pending:
    """What left, where it was written, as something to destroy."""
    return Pending(Doomed.EXPORT, export.place, export.files)


def pending_own_words(export: Export) -> Pending | None:
    """What the family wrote beside a package, as something to destroy; None where nothing is there."""
    folder = own_words_folder(Path(export.place))
    files = files_in(folder) if export.way is Way.PACKAGE else ()
    return Pending(Doomed.OWN_WORDS, str(folder), files) if files else None


def films_never_entered(workspace: Workspace, case_code: str) -> list[str]:
    """Recordings in the vault that an interrupted import has brought for a case and not entered in it."""
    entered = {recording.id for recording in workspace.find(Recording)}
    vault = workspace.vault
    left = [name for name in vault.recording_ids() if name not in entered and vault.has(name, "facts.json")]
    return [name for name in left if read_film_facts(vault, name).get("case_code") == case_code]


def describe(workspace: Workspace, pending: Iterable[Pending]) -> tuple[DestroyedFile, ...]:
    """Every file that is to be destroyed with its length and hash. No name tells of a person or of this computer's folders."""
    return tuple(file for each in pending for file in _describe(workspace, each))


def finish(workspace: Workspace, certificate: Certificate) -> Certificate:
    """Destroy what a certificate says is still to do; the certificate as it is afterwards.

    Raises
    ------
    PackageError, WorkspaceError
        If something cannot be destroyed now. All else is, and the certificate says what is left.
    """
    failed: list[WorkbenchError] = []
    left = []
    for each in (p for p in certificate.pending if p.what is not Doomed.TEXTS):
        try:
            _destroy(workspace, each, certificate.on)
        except WorkbenchError as error:
            left.append(each)
            failed.append(error)
    texts = tuple(each for each in certificate.pending if each.what is Doomed.TEXTS)
    certificate = replace(certificate, pending=(*left, *texts))
    workspace.keep_certificate(certificate)
    if failed:
        raise failed[0]
    if texts:
        _forget_outputs(workspace)
        _forget_unfinished(workspace, certificate.case_code)
        workspace.compact()
        certificate = replace(certificate, pending=())
        workspace.keep_certificate(certificate)
    return certificate


def finish_all(workspace: Workspace) -> list[Certificate]:
    """Go on with every destruction that an interruption has left unfinished; raises as :func:`finish`, after trying all."""
    finished, failed = [], []
    for certificate in workspace.certificates():
        if not certificate.is_whole:
            try:
                finished.append(finish(workspace, certificate))
            except WorkbenchError as error:
                failed.append(error)
    if failed:
        raise failed[0]
    return finished


def destroy_place(place: Path, files: Sequence[str]) -> None:
    """Delete what was written at a place, and nothing that somebody else has put there; nothing is done where it is gone.

    Raises
    ------
    PackageError
        If a file cannot be deleted.
    """
    with _in_words(place):
        for path in [place / name for name in files] or [place]:
            if path.is_file():
                path.unlink()
        if place.is_dir():
            folders = [path for path in place.rglob("*") if path.is_dir()]
            for folder in [*sorted(folders, reverse=True), place]:
                if not any(folder.iterdir()):
                    folder.rmdir()


def _describe(workspace: Workspace, pending: Pending) -> Iterator[DestroyedFile]:
    if pending.what in (Doomed.FILM, Doomed.DERIVED):
        for part in pending.files:
            with workspace.vault.doomed(pending.name, part) as file:
                yield _hashed(f"film {pending.name[:8]}: {part}", file)
    elif pending.what is Doomed.OWN_WORDS:
        for path in _files_of(Path(pending.name), pending.files):
            with _in_words(path):
                yield DestroyedFile(f"the family's own words: {path.name}", path.stat().st_size, "")
    elif pending.what is Doomed.EXPORT:
        place = Path(pending.name)
        with _in_words(place):
            for path in _files_of(place, pending.files):
                with path.open("rb") as file:
                    yield _hashed(f"export: {path.relative_to(place).as_posix() if place.is_dir() else path.suffix}", file)


def _files_of(place: Path, files: Sequence[str]) -> list[Path]:
    """Those of the files that are there; of a package from a time when they were not written down, all that a package has."""
    if place.is_dir() and not files:
        named = [place / MANIFEST, *sorted((place / CLIPS).glob("*")), *sorted((place / POSTERS).glob("*"))]
    else:
        named = [place / name for name in files] or [place]
    return [path for path in named if path.is_file()]


def _hashed(name: str, file: BinaryIO) -> DestroyedFile:
    digest, length = hashlib.sha256(), 0
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
        length += len(chunk)
    return DestroyedFile(name, length, digest.hexdigest())


def _destroy(workspace: Workspace, pending: Pending, on: date) -> None:
    vault, place = workspace.vault, Path(pending.name)
    if pending.what in (Doomed.EXPORT, Doomed.OWN_WORDS):
        if pending.what is Doomed.EXPORT and place.is_dir() and holds_package(place):
            withdraw_package(place, on)  # leaves a note for who opens it elsewhere
        destroy_place(place, pending.files)
    else:
        vault.destroy(pending.name, DERIVED if pending.what is Doomed.DERIVED else None)
        vault.completing(pending.name).discard()


def _forget_outputs(workspace: Workspace) -> None:
    """Take away what notebooks have written of any case, and packages that stand in no register; both can be made again.

    What families wrote beside packages that are in the register stays.
    """
    for notebook in (workspace.folder / "desk").rglob("*.ipynb"):
        with disk_faults(notebook):
            emptied = _without_outputs(notebook.read_bytes())
            if emptied is not None:
                write_whole(notebook, emptied)
    places = [Path(export.place) for export in workspace.find(Export)]
    known = {*places, *map(own_words_folder, places)}
    own = workspace.folder / PACKAGES
    with disk_faults(own):
        for folder in own.iterdir() if own.is_dir() else ():
            if folder.absolute() not in known:
                shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
        if own.is_dir() and not any(own.iterdir()):
            own.rmdir()


def _forget_unfinished(workspace: Workspace, case_code: str) -> None:
    """Take away what interrupted imports have left, which may be of any case; an import that goes on now is not touched."""
    for name in films_never_entered(workspace, case_code):
        workspace.vault.destroy(name)
    for staging in workspace.vault.stagings():
        if not is_held(staging.lock):
            staging.discard()


def _without_outputs(content: bytes) -> bytes | None:
    """A notebook without what its cells have put out; None where there is nothing of it, or it is no notebook."""
    try:
        notebook = json.loads(content)
        written = [cell for cell in notebook["cells"] if cell.get("outputs")]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    for cell in written:
        cell["outputs"] = []
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode() + b"\n" if written else None


@contextmanager
def _in_words(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PackageError(f"{place} could not be destroyed: {reason}", "Close it wherever it is open, then do it again") from error
