"""Checklists for looking back, read from a data file that users may edit: nothing on them is ever counted."""

from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from workbench.practice.datafiles import DataFile, Entry, Place, Words, read_data_file
from workbench.practice.principles import read_vocabulary

SHARED_REVIEW = "shared_review"
SELF_REFLECTION = "self_reflection"
"""The checklists the workbench itself asks for; a file may have others."""

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Point(Entry):
    """One thing to have in mind; its code stays the same in every language. `principles` are the codes of those it is about."""

    code: Code
    words: Words
    principles: tuple[str, ...] = ()


class Checklist(Entry):
    """Points in the order in which they come up."""

    code: Code
    title: Words
    point: tuple[Point, ...] = Field(min_length=1)

    @property
    def words_by_code(self) -> dict[str, str]:
        """Each point's words by its code, in order."""
        return {point.code: point.words for point in self.point}


class _ChecklistFile(DataFile):
    checklist: tuple[Checklist, ...] = Field(min_length=1)


def read_checklists(path: Path, known: Container[str] | None = None) -> dict[str, Checklist]:
    """The checklists in a TOML file by their codes, in order.

    Parameters
    ----------
    known : container of str, optional
        The codes of the principles there are; without it those that come with the workbench.

    Raises
    ------
    DataFileError
        If the file is not as it must be, gives a code twice, names a principle that there is not, or lacks a list that the workbench
        asks for; the message names file and lines.
    """
    principles = read_vocabulary().by_code if known is None else known
    read = read_data_file(path, _ChecklistFile, lambda file: _find_faults(file, principles))
    return {checklist.code: checklist for checklist in read.checklist}


def _find_faults(read: _ChecklistFile, principles: Container[str]) -> Iterator[tuple[Place, str]]:
    yield from repeated(("checklist",), [checklist.code for checklist in read.checklist])
    for row, checklist in enumerate(read.checklist):
        yield from repeated(("checklist", row, "point"), [point.code for point in checklist.point])
        for number, point in enumerate(checklist.point):
            for place, code in enumerate(point.principles):
                if code not in principles:
                    yield ("checklist", row, "point", number, "principles", place), f"{code} is no principle in the file of principles"
    for needed in (SHARED_REVIEW, SELF_REFLECTION):
        if all(checklist.code != needed for checklist in read.checklist):
            yield (), f"a checklist with code = {needed!r} is missing"


def repeated(place: Place, codes: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """What is wrong where a code of a list comes again."""
    for row, code in enumerate(codes):
        if code in codes[:row]:
            yield (*place, row, "code"), f"{code} is there twice"
