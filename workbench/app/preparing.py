"""What the kernel itself makes of films, in a thread of its own: working copies one after the other, and when none waits, their checks.

Marking goes on meanwhile.
"""

import atexit
import threading
from contextlib import suppress

from workbench.errors import EditError, StoppedError, WorkbenchError
from workbench.session.film_checks import has_checks, make_checks
from workbench.session.working_copy import complete, read_preparation
from workbench.store.workspace import Workspace

_ENDS_WITHIN_S = 5.0


class Preparing:
    """Makes the working copies that are asked for. How far each is, ``read_preparation`` says, for this and every other program.

    A film whose copy is there is looked over, unless it was with all that an analysis has found in it. A copy that waits interrupts that.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._waiting: list[str] = []
        self._unchecked: list[str] = []
        self._stopped = threading.Event()
        self._changing = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, recording_id: str, *, again: bool = False) -> None:
        """Make a recording's working copy, unless it is there, waits here already, or another program makes it; then its checks.

        Parameters
        ----------
        again : bool
            Also where the last try ended with a problem.
        """
        preparation = read_preparation(self._workspace, recording_id)
        if preparation is None:
            if not has_checks(self._workspace.vault, recording_id):
                self._add(self._unchecked, recording_id)
        elif not preparation.is_going_on and (again or not preparation.problem):
            self._add(self._waiting, recording_id)

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

    def _add(self, queue: list[str], recording_id: str) -> None:
        with self._changing:
            if recording_id in queue:
                return
            queue.append(recording_id)
            if self._thread is None or not self._thread.is_alive():
                self._stopped.clear()
                self._thread = threading.Thread(target=self._work, name="prepare", daemon=True)
                atexit.register(self.end)
                self._thread.start()

    def _work(self) -> None:
        while True:
            with self._changing:
                queue = self._waiting or self._unchecked
                if not queue or self._stopped.is_set():
                    self._waiting.clear()
                    self._unchecked.clear()
                    self._thread = None
                    atexit.unregister(self.end)
                    return
                recording_id = queue[0]
            if queue is self._waiting:
                self._copy(recording_id)
            else:
                self._look_over(recording_id)

    def _copy(self, recording_id: str) -> None:
        try:
            with suppress(WorkbenchError):  # said beside the parts, where every screen reads it
                complete(self._workspace, recording_id, cancelled=self._stopped.is_set)
        finally:
            with self._changing:
                self._waiting.remove(recording_id)
                if recording_id not in self._unchecked:
                    self._unchecked.append(recording_id)

    def _look_over(self, recording_id: str) -> None:
        gives_way = False
        try:
            make_checks(self._workspace.vault, recording_id, cancelled=lambda: self._stopped.is_set() or bool(self._waiting))
        except StoppedError:
            gives_way = True
        finally:
            with self._changing:
                if not gives_way:
                    self._unchecked.remove(recording_id)
