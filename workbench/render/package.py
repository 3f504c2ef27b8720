"""A family's package on disk: opened with every file checked, or withdrawn.

A package is a folder with ``manifest.json``, ``clips/<id>.mp4`` and ``posters/<id>.jpg``; it is all that the family's page and the reel
need, and holds nothing else. How one is made is in ``workbench.render.packing``. A withdrawn package is a folder with ``withdrawn.json``
alone.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from workbench.errors import PackageError
from workbench.practice.refusal import format_day
from workbench.render.manifest import FORMAT, VERSION, ClipEntry, Manifest, Withdrawal
from workbench.store.files import write_whole

MANIFEST = "manifest.json"
WITHDRAWN = "withdrawn.json"
CLIPS = "clips"
POSTERS = "posters"
_MOST_MANIFEST_BYTES = 64 * 1024 * 1024
_COPY_AGAIN = "Copy the package again from where it was made, or ask your guider to make it anew"
_ASK = "Ask your guider if you would like to watch the clips again"


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: its files were there and whole when it was opened."""

    folder: Path
    manifest: Manifest

    def clip(self, clip_id: str) -> ClipEntry:
        """What the manifest says about a clip.

        Raises
        ------
        PackageError
            If the package has no such clip.
        """
        for entry in self.manifest.clips:
            if entry.id == clip_id:
                return entry
        raise PackageError("This clip is not in the package", "Go back to the first page and choose a clip there")

    def clip_path(self, clip_id: str) -> Path:
        """Where a clip's film is.

        Raises
        ------
        PackageError
            If the package has no such clip.
        """
        return clip_file(self.folder, self.clip(clip_id).id)

    def poster_path(self, clip_id: str) -> Path | None:
        """Where the still is that the guider chose for a clip, None where none was chosen.

        Raises
        ------
        PackageError
            If the package has no such clip.
        """
        entry = self.clip(clip_id)
        return poster_file(self.folder, entry.id) if entry.poster_sha256 else None


def open_package(folder: Path, today: date) -> Package:
    """Open a package after checking its list, every file's content and the day.

    The day of expiry itself is still allowed.

    Raises
    ------
    PackageError
        If there is no package, it was withdrawn, is past its day, is of a newer version, or a file in it is missing or changed.
    """
    if not holds_package(folder):
        raise PackageError(f"There are no clips for a family in the folder {folder.name}", f"Choose the folder that has {MANIFEST} in it")
    _refuse_withdrawn(folder)
    manifest = read_manifest(folder)
    if today > manifest.expires_on:
        raise PackageError(f"These clips could be watched until {format_day(manifest.expires_on)}", _ASK)
    for number, entry in enumerate(manifest.clips, start=1):
        which = format_clip(number, entry.title)
        _check_file(clip_file(folder, entry.id), entry.sha256, which)
        if entry.poster_sha256:
            _check_file(poster_file(folder, entry.id), entry.poster_sha256, f"the still of {which}")
    return Package(folder, manifest)


def withdraw_package(folder: Path, today: date) -> list[str]:
    """Destroy what a package holds and leave a note that it was withdrawn; the names of the files destroyed, relative to the folder.

    May be repeated, also after an interruption: the note is on disk before anything is destroyed, and its first date stays.
    Copies made elsewhere are out of reach.

    Raises
    ------
    PackageError
        If the folder holds no package, or a file cannot be destroyed.
    """
    if not holds_package(folder):
        raise PackageError(f"There is no package in the folder {folder.name}", f"Choose the folder that has {MANIFEST} in it")
    try:
        if not (folder / WITHDRAWN).is_file():
            write_whole(folder / WITHDRAWN, Withdrawal(withdrawn_on=today).model_dump_json(indent=2).encode())
        doomed = [folder / MANIFEST, *sorted((folder / CLIPS).glob("*")), *sorted((folder / POSTERS).glob("*"))]
        destroyed = [path.relative_to(folder).as_posix() for path in doomed if path.is_file()]
        for path in doomed:
            path.unlink(missing_ok=True)
        for inner in (CLIPS, POSTERS):
            if (folder / inner).is_dir():
                (folder / inner).rmdir()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PackageError(
            f"The package {folder.name} could not be withdrawn completely: {reason}", "Close it wherever it is open, then withdraw it again"
        ) from error
    return destroyed


def holds_package(folder: Path) -> bool:
    """Whether a folder holds a package, be it a damaged or a withdrawn one."""
    return (folder / MANIFEST).is_file() or (folder / WITHDRAWN).is_file() or (folder / CLIPS).is_dir()


def read_manifest(folder: Path) -> Manifest:
    """A package's list, checked for form only.

    Raises
    ------
    PackageError
        If it is damaged or of a version this workbench does not know.
    """
    damaged = PackageError(f"The package {folder.name} is damaged: its list of clips cannot be read", _COPY_AGAIN)
    try:
        if (folder / MANIFEST).stat().st_size > _MOST_MANIFEST_BYTES:
            raise damaged
        data = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise damaged from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise damaged
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PackageError(f"The package {folder.name} was made by a newer VIG Workbench", "Update VIG Workbench, then open it again")
    try:
        return Manifest.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise damaged from error


def clip_file(folder: Path, clip_id: str) -> Path:
    """Where a package keeps a clip."""
    return folder / CLIPS / f"{clip_id}.mp4"


def poster_file(folder: Path, clip_id: str) -> Path:
    """Where a package keeps a clip's still."""
    return folder / POSTERS / f"{clip_id}.jpg"


def own_words_folder(folder: Path) -> Path:
    """Where the own words lie that the family of a package kept; they belong to the family and are no part of the package."""
    return folder.with_name(f"{folder.name} - own words")


def digest_of(path: Path) -> str:
    """The sha256 of a file's content, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def format_clip(number: int, title: str) -> str:
    """A clip as people say it: "clip 2 (“To and fro”)"."""
    return f"clip {number} (“{title}”)" if title else f"clip {number}"


def _refuse_withdrawn(folder: Path) -> None:
    if not (folder / WITHDRAWN).is_file():
        return
    try:
        on = f" on {format_day(Withdrawal.model_validate_json((folder / WITHDRAWN).read_bytes()).withdrawn_on)}"
    except (OSError, ValidationError):
        on = ""
    raise PackageError(f"These clips were withdrawn{on}", "They are not kept in this package any more; your guider can tell you more")


def _check_file(path: Path, sha256: str, which: str) -> None:
    try:
        whole = digest_of(path) == sha256
    except FileNotFoundError as error:
        raise PackageError(f"The package {path.parent.parent.name} is damaged: {which} is missing", _COPY_AGAIN) from error
    except OSError as error:
        raise PackageError(f"The package {path.parent.parent.name} is damaged: {which} cannot be read", _COPY_AGAIN) from error
    if not whole:
        raise PackageError(f"The package {path.parent.parent.name} is damaged: {which} is not as it was made", _COPY_AGAIN)
