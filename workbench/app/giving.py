"""Publishing from the screen: in a thread of its own, with a bar, the time left and a way to stop; marking goes on meanwhile."""

import shlex
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import ipywidgets

from workbench.design import DESIGN
from workbench.errors import EditError
from workbench.session.publishing import publish
from workbench.store.workspace import Workspace

_TELLS_EVERY_S = 0.2


class WorkBar(ipywidgets.HBox):  # type: ignore[misc]
    """What a long piece of work is doing, how far it is, and a button that stops it; unseen while nothing runs."""

    def __init__(self) -> None:
        self.words = ipywidgets.Label()
        self.bar = ipywidgets.FloatProgress(min=0.0, max=1.0, layout={"flex": "1 1 auto"}, style={"bar_color": DESIGN.accent})
        self.stop = ipywidgets.Button(description="Stop", layout={"width": "auto"})
        super().__init__([self.words, self.bar, self.stop], layout={"display": "none", "width": "100%", "align_items": "center"})

    def begin(self, words: str) -> None:
        """Show the bar at its start."""
        self.tell(words, 0.0, None)
        self.layout.display = "flex"

    def tell(self, words: str, fraction: float, left_s: float | None) -> None:
        """Say what is being done and how far it is."""
        self.words.value = words + (f", about {_rough(left_s)} left" if left_s is not None else "")
        self.bar.value = fraction

    def teller(self) -> Callable[[str, float], None]:
        """What long work that starts now tells how far it is; the bar follows a few times a second, with the time left."""
        started = told = time.monotonic()

        def tell(words: str, fraction: float) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELLS_EVERY_S:
                told = now
                self.tell(words, fraction, (now - started) * (1 - fraction) / fraction if fraction > 0 else None)

        return tell

    def end(self) -> None:
        """Take the bar away."""
        self.layout.display = "none"


class Giving:
    """Publishes one playlist at a time, beside the kernel's own work.

    Parameters
    ----------
    workspace : Workspace
        Where the playlist is and its package goes.
    work_bar : WorkBar
        Where the guider sees how far it is.
    """

    def __init__(self, workspace: Workspace, work_bar: WorkBar) -> None:
        self._workspace = workspace
        self._bar = work_bar
        self._busy = threading.Lock()
        self._stopped = threading.Event()
        work_bar.stop.on_click(lambda _: self._stopped.set())

    def begin(self, playlist_id: str) -> "Future[dict[str, str]]":
        """Start publishing; the future has the package's folder and the command that shows it, or the error that ended it.

        Raises
        ------
        EditError
            If a playlist is being published already.
        """
        if not self._busy.acquire(blocking=False):
            raise EditError("A package is being written already", "Wait until it is done, or stop it")
        self._stopped.clear()
        self._bar.begin("Publishing")
        given: Future[dict[str, str]] = Future()
        threading.Thread(target=self._work, args=(playlist_id, given), name="publish", daemon=True).start()
        return given

    def _work(self, playlist_id: str, given: "Future[dict[str, str]]") -> None:
        try:
            folder = publish(self._workspace, playlist_id, progress=self._bar.teller(), cancelled=self._stopped.is_set)
        except Exception as error:  # the worker's border: whatever happens is told to the page, never lost in a thread
            self._finish()
            given.set_exception(error)
        else:
            self._finish()
            given.set_result({"folder": str(folder), "command": present_command(folder)})

    def _finish(self) -> None:
        self._bar.end()
        self._busy.release()


def present_command(folder: Path) -> str:
    """The command that shows a package to a family, to be copied into a terminal."""
    return f"vig present {shlex.quote(str(folder))}"


def _rough(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"
