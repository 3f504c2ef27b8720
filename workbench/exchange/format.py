"""What every foreign format is: one reader, one writer, and what it can hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Document
from workbench.exchange.features import Feature
from workbench.exchange.report import Findings, Report

MILLISECONDS = Clock(Fraction(1, 1000))
MOST_BYTES = 64 * 2**20
"""How large a file may be that is read: 64 MiB."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file's content, and what became of it."""

    document: Document
    report: Report


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, what became of the document, and what stands beside the file, by the ending of its name."""

    data: bytes
    report: Report
    beside: Mapping[str, bytes] = field(default_factory=dict)


class Format(Protocol):
    """A foreign format."""

    @property
    def name(self) -> str:
        """One word for commands and reports."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files, the usual one first."""
        ...

    @property
    def clock(self) -> Clock:
        """The clock of what is written."""
        ...

    @property
    def holds(self) -> frozenset[Feature]:
        """What of a document it can hold."""
        ...

    def read(self, data: bytes, name: str) -> Read:
        """The document in a file's bytes; `name` is the file's, for messages.

        Raises
        ------
        RefusedError
            With all that is wrong in the file.
        """
        ...

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A file of a document, as far as the format can hold it.

        Raises
        ------
        RefusedError
            If something in it can be in no file.
        """
        ...


def check_size(data: bytes, findings: Findings, most: int = MOST_BYTES) -> None:
    """Refuse a file that is larger than what is read.

    Raises
    ------
    RefusedError
        If it is.
    """
    if len(data) > most:
        raise findings.refused(f"the file has {len(data)} bytes; up to {most} are read")


def text_of(data: bytes, findings: Findings) -> str:
    """A text file's words: UTF-8, or UTF-16 where it begins with that mark. A mark at the beginning goes.

    Raises
    ------
    RefusedError
        If it is neither.
    """
    check_size(data, findings)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise findings.refused("this is no text in UTF-8 or UTF-16", line) from error
    if "\0" in text:
        raise findings.refused("this is no text: there are zero bytes in it")
    return text
