"""Certificates of deletion: what was destroyed, when, by whom and why. They outlive the case they speak of, so they name no person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DestroyedFile:
    """One file that was destroyed: what it was, its length in bytes and the SHA-256 of its content in hexadecimal digits."""

    name: str
    length: int
    sha256: str


class Doomed(StrEnum):
    """What there is to destroy."""

    FILM = "film"
    DERIVED = "derived"
    EXPORT = "export"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that is still to be destroyed: a recording by its id, an export by its place with its `files`, or the texts of a case."""

    what: Doomed
    name: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed of a case.

    It is written down before anything is destroyed; `pending` is what is left to do, and empty once all of it is gone.
    """

    id: str
    case_code: str
    on: date
    by: str
    reason: str
    files: tuple[DestroyedFile, ...] = ()
    pending: tuple[Pending, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it is destroyed."""
        return not self.pending

    @property
    def length(self) -> int:
        """How much was destroyed, in bytes."""
        return sum(file.length for file in self.files)
