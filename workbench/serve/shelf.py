"""Where the family's server finds its clips: in one package, for as long as the package may be shown."""

from datetime import date
from pathlib import Path
from typing import BinaryIO

from workbench.errors import PackageError
from workbench.render.package import MANIFEST, WITHDRAWN, Package, open_package
from workbench.serve.media import MediaFile


class PackageShelf:
    """Finds the clips and posters of one package by their ids.

    The package is looked at again whenever its manifest changes and whenever the day changes: once it is withdrawn or expired, nothing more
    is found.
    """

    def __init__(self, package: Package) -> None:
        self._package: Package | None = package
        self._folder = package.folder
        self._seen = self._state()

    def __call__(self, thing_id: str, part: str) -> MediaFile | None:
        """A clip's film (part ``clip``) or the still chosen for it (part ``poster``)."""
        package = self._current()
        clip = next((clip for clip in package.manifest.clips if clip.id == thing_id), None) if package else None
        if package is None or clip is None:
            return None
        if part == "clip":
            return _media_file(package.clip_path(thing_id), "video/mp4", clip.sha256)
        path = package.poster_path(thing_id)
        return _media_file(path, "image/jpeg", clip.poster_sha256) if path and clip.poster_sha256 else None

    def _current(self) -> Package | None:
        state = self._state()
        if state != self._seen:
            self._seen = state
            try:
                self._package = open_package(self._folder, date.today())
            except PackageError:
                self._package = None
        return self._package

    @property
    def is_open(self) -> bool:
        """Whether the package may be shown now."""
        return self._current() is not None

    def _state(self) -> tuple[date, bool, int, int] | None:
        try:
            status = (self._folder / MANIFEST).stat()
        except OSError:
            return None
        return date.today(), (self._folder / WITHDRAWN).exists(), status.st_mtime_ns, status.st_size


def _media_file(path: Path, content_type: str, sha256: str) -> MediaFile | None:
    try:
        size = path.stat().st_size
    except OSError:
        return None

    def read() -> BinaryIO:
        return path.open("rb")

    return MediaFile(read, size, content_type, f'"{sha256}"')
