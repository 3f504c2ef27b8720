"""Looking a film through beside the desk, in a program of its own: how far it is, and stopping it."""

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field

from workbench.app.acts import Result
from workbench.app.beside import work_beside
from workbench.errors import EditError
from workbench.session.analysing import ask_to_stop, check_analysable, find_under_way
from workbench.session.analysing_many import analyse_films
from workbench.session.casefile import CaseSession
from workbench.widgets.analysis import WireAnalysing


@dataclass
class _Looking:
    recording_id: str
    words: str = "Getting ready"
    part: float = 0.0
    stopped: threading.Event = field(default_factory=threading.Event)

    def tell(self, words: str, part: float) -> None:
        self.words, self.part = words, part


class Analysing:
    """Looks films of a case through, one at a time; marking goes on meanwhile."""

    def __init__(self, session: CaseSession) -> None:
        self._session = session
        self._looking: _Looking | None = None

    def state(self, recording_id: str) -> WireAnalysing | None:
        """How far a film is, also where another program looks it through; None where none does."""
        under_way = find_under_way(self._session.workspace.vault, recording_id)
        if under_way is not None:
            return WireAnalysing(words=under_way.words, part=under_way.part, left_s=under_way.left_s)
        looking = self._looking
        if looking is None or looking.recording_id != recording_id:
            return None
        return WireAnalysing(words=looking.words, part=looking.part, left_s=None)

    def begin(self, recording_id: str, *, learn: bool) -> "Future[Result]":
        """Look a film through; the future says how many candidates and places there are.

        Raises
        ------
        EditError
            If a film is being looked through already.
        NotFoundError, ConsentError
            If this one cannot be, or may not be.
        """
        if self._looking is not None:
            raise EditError("A film is being looked through already", "Wait until that is done, or stop it")
        workspace, today = self._session.workspace, self._session.today()
        check_analysable(workspace, self._session.recording(recording_id), today)
        looking = self._looking = _Looking(recording_id)

        def work() -> Result:
            try:
                (outcome,) = analyse_films(
                    workspace, [recording_id], learn=learn, today=today, progress=looking.tell, cancelled=looking.stopped.is_set
                )
            finally:
                self._looking = None
            if outcome.error is not None:
                raise outcome.error
            assert outcome.analysed is not None
            proposed = outcome.analysed.proposed
            return {"n_places": proposed.n_places, "n_candidates": proposed.n_candidates, "is_new": outcome.analysed.is_new}

        return work_beside(work)

    def stop(self, recording_id: str) -> None:
        """Stop looking a film through, in whatever program; nothing happens where none does."""
        if self._looking is not None and self._looking.recording_id == recording_id:
            self._looking.stopped.set()
        ask_to_stop(self._session.workspace.vault, recording_id)
