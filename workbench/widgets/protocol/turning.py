"""Edits taken back and made again, and the film's working copy: what a screen begins and ends."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import BaseEdit


class Undo(BaseEdit):
    """Take the last edit back."""

    kind: Literal["undo"]


class Redo(BaseEdit):
    """Do what was taken back again."""

    kind: Literal["redo"]


class TurnTo(BaseEdit):
    """Go to the case as it was right after an edit of its history, back or forward; 0 is before the first."""

    kind: Literal["turn_to"]
    change: Annotated[int, Field(ge=0, lt=2**53, strict=True)]


class Prepare(BaseEdit):
    """Go on with the working copy of the film on the screen."""

    kind: Literal["prepare"]


class StopPreparing(BaseEdit):
    """Stop making the working copy; what was finished is kept."""

    kind: Literal["stop_preparing"]


Turning = Undo | Redo | TurnTo | Prepare | StopPreparing
