"""The stages by which a guider learns, read from a data file that users may edit: shown to guider and supervisor, never to a family."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from workbench.practice.checklists import Code, repeated
from workbench.practice.datafiles import DataFile, Entry, Place, Words, read_data_file


class Stage(Entry):
    """One stage with what it usually takes; None where the profile gives no number."""

    code: Code
    name: Words
    cycles: Annotated[int, Field(ge=0, le=1000)] | None = None
    clients: Annotated[int, Field(ge=0, le=1000)] | None = None
    supervision_hours: Annotated[float, Field(ge=0, le=10_000)] | None = None
    words: str = ""


class StageProfile(Entry):
    """The stages of one way of learning, in order, with where they are from."""

    code: Code
    name: Words
    source: str
    stage: tuple[Stage, ...] = Field(min_length=1)


class _StagesFile(DataFile):
    profile: tuple[StageProfile, ...] = Field(min_length=1)


def read_stages(path: Path) -> dict[str, StageProfile]:
    """The profiles in a TOML file by their codes, in order.

    Raises
    ------
    DataFileError
        If the file is not as it must be, or gives a code twice; the message names file and lines.
    """
    return {profile.code: profile for profile in read_data_file(path, _StagesFile, _find_faults).profile}


def _find_faults(read: _StagesFile) -> Iterator[tuple[Place, str]]:
    yield from repeated(("profile",), [profile.code for profile in read.profile])
    for row, profile in enumerate(read.profile):
        yield from repeated(("profile", row, "stage"), [stage.code for stage in profile.stage])
