"""What one person prefers on the screens: a small file beside the database, of which no case and no family's page knows anything.

It is no edit of a case: undo passes it by. The page owns what the names of commands and keys mean; here they are bounded words.
"""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.core.identity import new_id
from workbench.core.tiers import Channel
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole

SETTINGS_NAME = "settings.json"

Chord = Annotated[str, Field(pattern=r"^((Mod|Alt|Shift)\+){0,3}([^\s+\x00-\x1f\x7f]{1,20}|\+)$")]
CommandName = Annotated[str, Field(pattern=r"^[a-z][A-Za-z]{0,39}( [-.A-Za-z0-9]{1,20}){0,3}$")]
Milliseconds = Annotated[int, Field(ge=0, le=60_000, strict=True)]


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeyChoice(_Kept):
    """The keys of one command where they are not the usual ones; none at all is a choice too."""

    command: CommandName
    chords: Annotated[list[Chord], Field(max_length=6)]


class LabelKey(_Kept):
    """A label for coding one channel, with its key."""

    channel: Channel
    label: Annotated[str, Field(min_length=1, max_length=100)]
    chord: Chord


class Settings(_Kept):
    """All preferences; a length of time is in milliseconds as people feel it, whatever speed the film plays at.

    `language` is the guider's, for vocabulary and checklists; a family has its own.
    """

    keys: Annotated[list[KeyChoice], Field(max_length=300)] = []
    label_keys: Annotated[list[LabelKey], Field(max_length=200)] = []
    around_before_ms: Milliseconds = 2000
    around_after_ms: Milliseconds = 2000
    pauses_while_writing: bool = True
    writing_back_ms: Milliseconds = 1000
    writing_rest_ms: Milliseconds = 1500
    reaction_delay_ms: Milliseconds = 0
    mark_length_ms: Milliseconds = 2000
    hold_to_code: bool = True
    write_over: bool = True
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = "en"


def read_settings(folder: Path) -> tuple[Settings, str]:
    """What is kept in a workspace's folder, and a sentence where it could not be read.

    A file that is not as it must be is set aside under another name, so that nothing of it is lost, and everything is as at first.
    """
    file = folder / SETTINGS_NAME
    with disk_faults(file):
        if not file.exists():
            return Settings(), ""
        try:
            return Settings.model_validate_json(file.read_bytes()), ""
        except ValidationError:
            aside = file.with_name(f"settings.{new_id()}.unreadable.json")
            file.replace(aside)
            return Settings(), f"Your keys and settings could not be read and are as at first; the old file is kept as {aside.name}"


def change_settings(folder: Path, changes: dict[str, Any]) -> Settings:
    """Keep other values for the fields named; the rest stays. The file is written whole or not at all.

    Raises
    ------
    WorkspaceError
        If it cannot be written.
    """
    settings = read_settings(folder)[0].model_copy(update=changes)
    with disk_faults(folder):
        write_whole(folder / SETTINGS_NAME, json.dumps(settings.model_dump(mode="json"), indent=2, ensure_ascii=False).encode() + b"\n")
    return settings
