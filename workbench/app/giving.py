"""Publishing from the screen, beside the desk: how far it is, stopping it, and what is to be done with what was written."""

import shlex
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from workbench.app.acts import Result
from workbench.app.beside import work_beside
from workbench.errors import EditError
from workbench.session.publishing import publish
from workbench.store.workspace import Workspace
from workbench.widgets.snapshot import WirePublishing


@dataclass
class _Writing:
    offline: bool
    words: str = "Getting ready"
    part: float = 0.0
    began_s: float = field(default_factory=time.monotonic)
    stopped: threading.Event = field(default_factory=threading.Event)

    def tell(self, words: str, part: float) -> None:
        self.words, self.part = words, part

    def left_s(self) -> float | None:
        return (time.monotonic() - self.began_s) * (1 - self.part) / self.part if self.part > 0 else None


class Giving:
    """Publishes one playlist of a workspace at a time, in a thread of its own; marking goes on meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writing: _Writing | None = None

    @property
    def state(self) -> WirePublishing | None:
        """How far it is; None where nothing is being published."""
        writing = self._writing
        if writing is None:
            return None
        return WirePublishing(words=writing.words, part=writing.part, left_s=writing.left_s(), offline=writing.offline)

    def begin(self, playlist_id: str, *, offline: bool = False) -> "Future[Result]":
        """Start publishing as a package or as an offline page; the future has its folder and, for a package, the command that shows it.

        Raises
        ------
        EditError
            If something is being published already.
        """
        if self._writing is not None:
            raise EditError("A package is being written already", "Wait until it is done, or stop it")
        writing = self._writing = _Writing(offline)

        def write() -> Result:
            try:
                folder = publish(self._workspace, playlist_id, offline=offline, progress=writing.tell, cancelled=writing.stopped.is_set)
            finally:
                self._writing = None
            return {"folder": str(folder), "command": "" if offline else present_command(folder)}

        return work_beside(write)

    def stop(self) -> None:
        """Publish no longer; nothing of it is left. Nothing happens where nothing is being published."""
        if self._writing is not None:
            self._writing.stopped.set()


def present_command(folder: Path) -> str:
    """The command that shows a package to a family, to be copied into a terminal."""
    return f"vig present {shlex.quote(str(folder))}"
