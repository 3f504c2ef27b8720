"""Working copies made by the kernel itself, in a thread of its own, one after the other; marking goes on meanwhile."""

import atexit
import threading
from contextlib import suppress

from workbench.errors import EditError, WorkbenchError
from workbench.session.working_copy import complete, read_preparation
from workbench.store.workspace import Workspace

_ENDS_WITHIN_S = 5.0


class Preparing:
    """Makes the working copies that are asked for. How far each is, ``read_preparation`` says, for this and every other program."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._waiting: list[str] = []
        self._stopped = threading.Event()
        self._changing = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, recording_id: str, *, again: bool = False) -> None:
        """Make a recording's working copy, unless it is there, waits here already, or another program makes it.

        Parameters
        ----------
        again : bool
            Also where the last try ended with a problem.
        """
        preparation = read_preparation(self._workspace, recording_id)
        if preparation is None or preparation.is_going_on or (preparation.problem and not again):
            return
        with self._changing:
            if recording_id in self._waiting:
                return
            self._waiting.append(recording_id)
            if self._thread is None or not self._thread.is_alive():
                self._stopped.clear()
                self._thread = threading.Thread(target=self._work, name="prepare", daemon=True)
                atexit.register(self.end)
                self._thread.start()

    def has(self, recording_id: str) -> bool:
        """Whether a recording's working copy is being made here, or waits for its turn."""
        with self._changing:
            return recording_id in self._waiting

    def stop(self, recording_id: str) -> None:
        """Stop making a working copy; EditError where another program makes it."""
        if not self.has(recording_id):
            raise EditError("The working copy is not made here", "Stop it in the window or program that makes it")
        self.end()

    def end(self) -> None:
        """Stop all of it and wait until it has stopped."""
        with self._changing:
            thread = self._thread
            self._stopped.set()
        if thread is not None:
            thread.join(_ENDS_WITHIN_S)

    def _work(self) -> None:
        while True:
            with self._changing:
                if not self._waiting or self._stopped.is_set():
                    self._waiting.clear()
                    self._thread = None
                    atexit.unregister(self.end)
                    return
                recording_id = self._waiting[0]
            try:
                with suppress(WorkbenchError):  # said beside the parts, where every screen reads it
                    complete(self._workspace, recording_id, cancelled=self._stopped.is_set)
            finally:
                with self._changing:
                    self._waiting.remove(recording_id)
