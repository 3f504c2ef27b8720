"""The vault: the one door to film bytes and to every file made of them.

A recording's files are its *parts*, reached by the recording's id and a name from :data:`PARTS`, never by a path kept elsewhere.
A recording that is *shut* has no parts for anybody, in no program, though its original is kept.
An import builds the first parts in a *staging* folder named by the film's hash, which outlives an interruption, and moves them in at once.
What takes long is made in a folder named by the recording, and joins it part by part, the working copy last.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from workbench.core.identity import is_id
from workbench.errors import NotFoundError, WorkspaceError
from workbench.store.faults import disk_faults
from workbench.store.files import flush, write_whole

WORKING_COPY = "proxy.mp4"
ANALYSED = ("faces.bin", "voices.bin")
"""What an analysis found: where faces are in the picture and when voices are heard. No picture, no sound, and no face to know again."""

CHECKS = "checks.json"
"""What there is to say about the film as a film; made anew once an analysis has found more."""

DERIVED = (WORKING_COPY, "packets.bin", "peaks.bin", "spectrogram.bin", "thumbnails.jpg", CHECKS, *ANALYSED)
"""What has a film's pictures or sounds in it, or tells where they lie; all of it can be made again from the original."""

PARTS = ("original", WORKING_COPY, "frames.bin", *DERIVED[1:], "facts.json")
"""Every part a recording can have: the film as it came, and what was derived from it."""

_SHUT = "shut"
_NOTE = "note.json"
_FILM_HASH = re.compile(r"[0-9a-f]{32,128}")


class Vault:
    """The files of all recordings of a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, recording_id: str, part: str) -> BinaryIO:
        """A seekable reader of a part.

        Raises
        ------
        NotFoundError
            If the recording has no such part.
        """
        with disk_faults(self._folder):
            return self._present(recording_id, part).open("rb")

    def size(self, recording_id: str, part: str) -> int:
        """Length of a part in bytes; NotFoundError if the recording has no such part."""
        with disk_faults(self._folder):
            return self._present(recording_id, part).stat().st_size

    def has(self, recording_id: str, part: str) -> bool:
        """Whether the recording has the part; False for a name that no recording or part can have."""
        return self._holds(recording_id, part) and not self.is_shut(recording_id)

    def shut(self, recording_id: str) -> None:
        """Answer from now on, in every program, as if the recording had no parts; only :meth:`destroy` reaches them."""
        if self.held(recording_id) and not self.is_shut(recording_id):
            with disk_faults(self._folder):
                write_whole(self._folder / recording_id / _SHUT, b"")
                flush(self._folder / recording_id)

    def reopen(self, recording_id: str) -> None:
        """Answer again with the parts that are left."""
        if self.is_shut(recording_id):
            with disk_faults(self._folder):
                (self._folder / recording_id / _SHUT).unlink()

    def is_shut(self, recording_id: str) -> bool:
        """Whether the recording was shut."""
        return is_id(recording_id) and (self._folder / recording_id / _SHUT).exists()

    def held(self, recording_id: str) -> list[str]:
        """The parts that are on the disk, also of a recording that is shut."""
        return [part for part in PARTS if self._holds(recording_id, part)]

    @contextmanager
    def doomed(self, recording_id: str, part: str) -> Iterator[BinaryIO]:
        """A reader of a part that is about to be destroyed, also of a recording that is shut: to be hashed, never shown."""
        if not self._holds(recording_id, part):
            raise NotFoundError(f"The film {recording_id!r} has no {part!r} in this workspace", "Look at what there is with vig list")
        with disk_faults(self._folder), (self._folder / recording_id / part).open("rb") as file:
            yield file

    @contextmanager
    def path(self, recording_id: str, part: str) -> Iterator[Path]:
        """A checked path to a part, to be read within the block only and never kept; NotFoundError if there is none."""
        yield self._present(recording_id, part)

    def parts(self, recording_id: str) -> list[tuple[str, int]]:
        """The recording's parts with their length in bytes, the original first; empty if it has none."""
        return [(part, self.size(recording_id, part)) for part in PARTS if self.has(recording_id, part)]

    def add(self, recording_id: str, part: str, content: bytes) -> None:
        """Give a recording a part it lacks; it is there whole, or not at all. A part that is there already stays as it is.

        Raises
        ------
        NotFoundError
            If the recording has no parts at all.
        WorkspaceError
            If it cannot be written.
        """
        if part not in PARTS:
            raise ValueError(f"a part is one of {', '.join(PARTS)}, not {part!r}")
        with disk_faults(self._folder):
            if not self.parts(recording_id):
                raise NotFoundError(f"The film {recording_id!r} is not in this workspace", "Import the film again")
            if not self.has(recording_id, part):
                write_whole(self._folder / recording_id / part, content)
                flush(self._folder / recording_id)

    def replace(self, recording_id: str, part: str, content: bytes) -> None:
        """Put a part in the place of the one that was there, if any; it is there whole, or the old one still is.

        Raises
        ------
        NotFoundError
            If the recording has no parts, or is shut.
        WorkspaceError
            If it cannot be written.
        """
        if part not in (*ANALYSED, CHECKS):
            raise ValueError(f"only what an analysis found is made again, and {CHECKS}: {', '.join(ANALYSED)}, not {part!r}")
        with disk_faults(self._folder), self.path(recording_id, "frames.bin"):
            write_whole(self._folder / recording_id / part, content)
            flush(self._folder / recording_id)

    def staging(self, film_hash: str) -> "Staging":
        """The folder where a film's parts are built, with what an interrupted import left there.

        Raises
        ------
        ValueError
            If `film_hash` is not a hash in lower-case hexadecimal digits.
        """
        if _FILM_HASH.fullmatch(film_hash) is None:
            raise ValueError("a film's hash is 32 to 128 lower-case hexadecimal digits")
        staging = Staging(self._folder / "staging" / film_hash, self._folder)
        staging.make()
        return staging

    def completing(self, recording_id: str) -> "Staging":
        """The folder where a recording's missing parts are built, whether it is there or not; :meth:`Staging.make` makes it."""
        if not is_id(recording_id):
            raise ValueError(f"{recording_id!r} is not a recording's id")
        return Staging(self._folder / "staging" / recording_id, self._folder)

    def analysing(self, recording_id: str) -> "Staging":
        """The folder in which an analysis of a recording says how far it is; :meth:`Staging.make` makes it."""
        if not is_id(recording_id):
            raise ValueError(f"{recording_id!r} is not a recording's id")
        return Staging(self._folder / "staging" / f"{recording_id}-analysis", self._folder)

    def stagings(self) -> "list[Staging]":
        """Every folder in which parts of a film are being made, or were until an interruption."""
        parent = self._folder / "staging"
        with disk_faults(self._folder):
            return [Staging(entry, self._folder) for entry in sorted(parent.iterdir()) if entry.is_dir()] if parent.is_dir() else []

    def destroy(self, recording_id: str, parts: Iterable[str] | None = None) -> list[str]:
        """Delete parts of a recording, also of one that is shut, or all of them, and say which were there.

        Raises
        ------
        WorkspaceError
            If one cannot be deleted; those before it are gone.
        """
        wanted = PARTS if parts is None else tuple(parts)
        present = [part for part in wanted if self._holds(recording_id, part)]
        with disk_faults(self._folder):
            for part in present:
                (self._folder / recording_id / part).unlink()
            if is_id(recording_id) and not self.held(recording_id):
                shutil.rmtree(self._folder / recording_id) if (self._folder / recording_id).exists() else None
                self.completing(recording_id).discard()
        return present

    def recording_ids(self) -> list[str]:
        """Every recording that has a part here, whether the database knows it or not."""
        with disk_faults(self._folder):
            names = [entry.name for entry in self._folder.iterdir()] if self._folder.is_dir() else []
        return sorted(name for name in names if self.held(name))

    def _holds(self, recording_id: str, part: str) -> bool:
        return is_id(recording_id) and part in PARTS and (self._folder / recording_id / part).is_file()

    def _present(self, recording_id: str, part: str) -> Path:
        if self.is_shut(recording_id):
            raise NotFoundError(
                "This film is not shown any more, because somebody in it took their consent back",
                "Ask them for their consent to the film again, or leave it out",
            )
        if not self.has(recording_id, part):
            raise NotFoundError(f"The film {recording_id!r} has no {part!r} in this workspace", "Import the film again")
        return self._folder / recording_id / part


class Staging:
    """Parts of one film while they are being made."""

    def __init__(self, folder: Path, vault_folder: Path) -> None:
        self._folder = folder
        self._vault_folder = vault_folder

    @property
    def folder(self) -> Path:
        """Where the parts are made."""
        return self._folder

    @property
    def lock(self) -> Path:
        """The file that whoever works here holds."""
        return self._folder.with_suffix(".lock")

    def make(self) -> None:
        """Make the folder if it is not there."""
        with disk_faults(self._vault_folder):
            for each in (self._vault_folder, self._folder.parent, self._folder):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, part: str) -> Path:
        """Where to write a part; write beside it and rename, so that a part that is there is whole."""
        if part not in PARTS:
            raise ValueError(f"a part is one of {', '.join(PARTS)}, not {part!r}")
        return self._folder / part

    def has(self, part: str) -> bool:
        """Whether the part was finished, now or by an import that was interrupted."""
        return self.path(part).is_file()

    def finish(self, recording_id: str) -> None:
        """Move all parts into the vault at once as the recording's; anything else in the folder is deleted.

        Raises
        ------
        WorkspaceError
            If the recording has parts already, or the disk refuses; the parts then stay in staging.
        """
        if not is_id(recording_id):
            raise ValueError(f"{recording_id!r} is not a recording's id")
        target = self._vault_folder / recording_id
        with disk_faults(self._vault_folder):
            if target.exists():
                raise WorkspaceError(f"The film {recording_id} is in the workspace already", "Import it under a new name")
            for entry in list(self._folder.iterdir()):
                if entry.name not in PARTS:
                    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
            for entry in self._folder.iterdir():
                flush(entry)
            flush(self._folder)
            self._folder.replace(target)
            flush(self._vault_folder)

    def add_to(self, recording_id: str) -> None:
        """Move the parts into a recording that is in the vault, the working copy last, and delete what is left of the folder.

        Raises
        ------
        WorkspaceError
            If the recording was shut meanwhile: then all of it is deleted here. If the disk refuses; what was moved stays moved, the
            rest stays here.
        """
        target = self._vault_folder / recording_id
        if (target / _SHUT).exists():
            self.discard()
            raise WorkspaceError("Somebody in the film took their consent back meanwhile", "Nothing was kept of the working copy")
        with disk_faults(self._vault_folder):
            for part in sorted(PARTS, key=lambda part: part == WORKING_COPY):
                if self.has(part):
                    flush(self.path(part))
                    self.path(part).replace(target / part)
            flush(target)
        self.discard()

    def write_note(self, **said: Any) -> None:
        """Say something about the work for other programs, in the place of what was said before."""
        with disk_faults(self._folder):
            part = self._folder / f"{_NOTE}.writing"
            part.write_text(json.dumps(said))
            part.replace(self._folder / _NOTE)

    def read_note(self) -> dict[str, Any]:
        """What was said last; empty where nothing was, or nothing that can be read."""
        try:
            said: dict[str, Any] = json.loads((self._folder / _NOTE).read_text())
        except (OSError, ValueError):
            return {}
        return said

    def discard(self) -> None:
        """Delete all of it."""
        with disk_faults(self._folder):
            shutil.rmtree(self._folder, ignore_errors=False) if self._folder.exists() else None
