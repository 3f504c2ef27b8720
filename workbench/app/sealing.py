"""A sealed package for the supervisor, written from the screen in a thread of its own, with a bar and a way to stop."""

import threading
from concurrent.futures import Future

from pydantic import SecretStr

from workbench.app.acts import Result
from workbench.app.beside import work_beside
from workbench.app.work_bar import WorkBar
from workbench.app.writing import free_place_for_sealed
from workbench.errors import EditError
from workbench.session.casefile import CaseSession
from workbench.session.supervision_package import write_supervision_package


class Sealing:
    """Seals one package at a time. The passphrase goes to the work that uses it and is kept nowhere.

    Parameters
    ----------
    work_bar : WorkBar
        Where the guider sees how far it is.
    """

    def __init__(self, work_bar: WorkBar) -> None:
        self._bar = work_bar
        self._busy = threading.Lock()
        self._stopped = threading.Event()
        work_bar.stop.on_click(lambda _: self._stopped.set())

    def begin(self, session: CaseSession, review_id: str, passphrase: SecretStr, for_whom: str) -> "Future[Result]":
        """Start sealing what may go of a review; the future has the file and what was left out, or the error that ended it.

        Raises
        ------
        EditError
            If one is being sealed already.
        """
        session.review(review_id)
        if not self._busy.acquire(blocking=False):
            raise EditError("A package is being sealed already", "Wait until it is done, or stop it")
        self._stopped.clear()
        self._bar.begin("Sealing")

        def work() -> Result:
            try:
                made = write_supervision_package(
                    session,
                    review_id,
                    passphrase.get_secret_value(),
                    free_place_for_sealed(session),
                    for_whom=for_whom,
                    progress=self._bar.teller(),
                    cancelled=self._stopped.is_set,
                )
                return {"place": made.export.place, "left_out": list(made.left_out)}
            finally:
                self._bar.end()
                self._busy.release()

        return work_beside(work)
