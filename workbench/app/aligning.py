"""Listening to two films at once, beside the desk: how far it is, and stopping it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from workbench.app.acts import Result
from workbench.app.beside import work_beside
from workbench.errors import EditError
from workbench.media.progress import Cancelled, Progress


@dataclass
class _Listening:
    part: float = 0.0
    stopped: threading.Event = field(default_factory=threading.Event)

    def tell(self, _: str, part: float) -> None:
        self.part = part


class Aligning:
    """The films that are being aligned, by the id of the other recording."""

    def __init__(self) -> None:
        self._listening: dict[str, _Listening] = {}

    @property
    def parts(self) -> dict[str, float]:
        """How much has been listened to, 0 to 1, for each recording that is being aligned."""
        return {recording_id: listening.part for recording_id, listening in list(self._listening.items())}

    def begin(self, recording_id: str, align: Callable[[Progress, Cancelled], Result]) -> "Future[Result]":
        """Align a recording in a thread of its own; EditError where that is going on already."""
        if recording_id in self._listening:
            raise EditError("This film is being listened to already", "Wait until that is done, or stop it")
        listening = self._listening[recording_id] = _Listening()

        def work() -> Result:
            try:
                return align(listening.tell, listening.stopped.is_set)
            finally:
                del self._listening[recording_id]

        return work_beside(work)

    def stop(self, recording_id: str) -> None:
        """Listen no longer to a recording; nothing happens where nobody does."""
        listening = self._listening.get(recording_id)
        if listening is not None:
            listening.stopped.set()
