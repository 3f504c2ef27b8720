"""Certificates of deletion: what was destroyed, when, by whom and why. They outlive the case they speak of, so they name no person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DestroyedFile:
    """One file that was destroyed: what it was, its length in bytes and the SHA-256 of its content in hexadecimal digits.

    `sha256` is empty for what nobody here opens, the family's own words.
    """

    name: str
    length: int
    sha256: str


class Doomed(StrEnum):
    """What there is to destroy."""

    FILM = "film"
    DERIVED = "derived"
    EXPORT = "export"
    OWN_WORDS = "own_words"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that is still to be destroyed: a recording by its id, an export or own words by their place with `files`, or all texts."""

    what: Doomed
    name: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed of a case.

    It is written down before anything is destroyed; `pending` is what is left to do, and empty once all of it is gone. `left` names what
    was found beside it and left where it is, because it is somebody else's.
    """

    id: str
    case_code: str
    on: date
    by: str
    reason: str
    files: tuple[DestroyedFile, ...] = ()
    pending: tuple[Pending, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it is destroyed."""
        return not self.pending

    @property
    def length(self) -> int:
        """How much was destroyed, in bytes."""
        return sum(file.length for file in self.files)
