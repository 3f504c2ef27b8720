"""What one person prefers: other keys, other lengths of time."""

from typing import Literal

from workbench.store.settings import Settings
from workbench.widgets.protocol.values import BaseEdit


class ChangeSettings(Settings, BaseEdit):
    """Other preferences; only the fields said are changed, a list as a whole. No edit of the case, and undo passes it by."""

    kind: Literal["change_settings"]
