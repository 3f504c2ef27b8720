"""Giving clips away from the screen, beside the desk: how far it is, stopping it, and what is to be done with what was written."""

import shlex
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from workbench.app.acts import Result
from workbench.app.beside import work_beside
from workbench.app.writing import folder_for_training
from workbench.errors import EditError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import Way
from workbench.session.casefile import CaseSession
from workbench.session.publishing import publish
from workbench.session.training import export_for_training
from workbench.store.workspace import Workspace
from workbench.widgets.snapshot import GivenWay, WirePublishing

TrainingWay = Literal["training_internal", "training_external"]


@dataclass
class _Writing:
    way: GivenWay
    words: str = "Getting ready"
    part: float = 0.0
    began_s: float = field(default_factory=time.monotonic)
    stopped: threading.Event = field(default_factory=threading.Event)

    def tell(self, words: str, part: float) -> None:
        self.words, self.part = words, part

    def left_s(self) -> float | None:
        return (time.monotonic() - self.began_s) * (1 - self.part) / self.part if self.part > 0 else None


class Giving:
    """Gives away one playlist of a workspace at a time, in a thread of its own; marking goes on meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writing: _Writing | None = None

    @property
    def state(self) -> WirePublishing | None:
        """How far it is; None where nothing is being written."""
        writing = self._writing
        if writing is None:
            return None
        return WirePublishing(words=writing.words, part=writing.part, left_s=writing.left_s(), way=writing.way)

    def begin(self, playlist_id: str, *, offline: bool = False) -> "Future[Result]":
        """Start publishing as a package or as an offline page; the future has its folder and, for a package, the command that shows it.

        Raises
        ------
        EditError
            If something is being written already.
        """

        def write(progress: Progress, cancelled: Cancelled) -> Result:
            folder = publish(self._workspace, playlist_id, offline=offline, progress=progress, cancelled=cancelled)
            return {"folder": str(folder), "command": "" if offline else present_command(folder)}

        return self._begin("offline_page" if offline else "package", write)

    def begin_training(self, session: CaseSession, playlist_id: str, way: TrainingWay, *, for_whom: str, days: int) -> "Future[Result]":
        """Start writing an export for training; the future has its folder and the last day it may be used.

        Raises
        ------
        EditError
            If something is being written already.
        WorkspaceError
            If there can be no folder for it.
        """
        parent = folder_for_training(self._workspace)

        def write(progress: Progress, cancelled: Cancelled) -> Result:
            made = export_for_training(
                session, playlist_id, Way(way), parent, for_whom=for_whom, days=days, progress=progress, cancelled=cancelled
            )
            return {"folder": made.place, "last_day": made.expires_on.isoformat() if made.expires_on else ""}

        return self._begin(way, write)

    def stop(self) -> None:
        """Write no longer; nothing of it is left. Nothing happens where nothing is being written."""
        if self._writing is not None:
            self._writing.stopped.set()

    def _begin(self, way: GivenWay, write: Callable[[Progress, Cancelled], Result]) -> "Future[Result]":
        if self._writing is not None:
            raise EditError("Something is being written already", "Wait until it is done, or stop it")
        writing = self._writing = _Writing(way)

        def work() -> Result:
            try:
                return write(writing.tell, writing.stopped.is_set)
            finally:
                self._writing = None

        return work_beside(work)


def present_command(folder: Path) -> str:
    """The command that shows a package to a family, to be copied into a terminal."""
    return f"vig present {shlex.quote(str(folder))}"
