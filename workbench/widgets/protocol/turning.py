"""Edits taken back and made again, and the package given away."""

from typing import Literal

from workbench.widgets.protocol.values import BaseEdit


class Undo(BaseEdit):
    """Take the last edit back."""

    kind: Literal["undo"]


class Redo(BaseEdit):
    """Do what was taken back again."""

    kind: Literal["redo"]


class Publish(BaseEdit):
    """Write the family's package of the playlist."""

    kind: Literal["publish"]


Turning = Undo | Redo | Publish
