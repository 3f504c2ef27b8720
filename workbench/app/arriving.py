"""Bringing a film into the case from the screen: where it is, a button, and how far the copying is."""

import threading
from pathlib import Path

import ipywidgets

from workbench.app.work_bar import WorkBar
from workbench.errors import StoppedError, WorkbenchError
from workbench.session.casefile import CaseSession
from workbench.session.importing import arrive_film

_QUOTES = "\"'"


class BringIn(ipywidgets.VBox):  # type: ignore[misc]
    """A line to say where a film is and a button that brings it into the case; the film is on the screen as soon as it is copied.

    What it says about how it went stays until the next film. The page's next look finds the film.
    """

    def __init__(self, session: CaseSession) -> None:
        self._session = session
        self._stopped = threading.Event()
        self.place = ipywidgets.Text(
            placeholder="Where the film is, for instance /media/camera/DCIM/MVI_0042.MOV",
            description="Another film",
            layout={"flex": "1 1 auto"},
            style={"description_width": "initial"},
        )
        self.button = ipywidgets.Button(description="Bring it in", layout={"width": "auto"})
        self.bar = WorkBar()
        self.words = ipywidgets.Label()
        self.button.on_click(lambda _: self.begin())
        self.bar.stop.on_click(lambda _: self._stopped.set())
        super().__init__([ipywidgets.HBox([self.place, self.button]), self.bar, self.words], layout={"width": "100%", "margin": "16px 0 0"})

    def begin(self) -> None:
        """Bring in the film that the line names, in a thread of its own; nothing while one is on its way."""
        named = self.place.value.strip().strip(_QUOTES)
        if not named or self.button.disabled:
            return
        self.button.disabled = True
        self.words.value = ""
        self._stopped.clear()
        self.bar.begin("Looking at the film")
        threading.Thread(target=self._work, args=(Path(named).expanduser(),), name="arrive", daemon=True).start()

    def _work(self, film: Path) -> None:
        try:
            self.words.value = self._arrive(film)
        finally:
            self.bar.end()
            self.button.disabled = False

    def _arrive(self, film: Path) -> str:
        try:
            arrived = arrive_film(
                self._session.workspace, film, self._session.case.code, progress=self.bar.teller(), cancelled=self._stopped.is_set
            )
        except StoppedError:
            return "Stopped; nothing was brought in."
        except WorkbenchError as error:
            return f"{error.problem}. {error.next_step}."
        self.place.value = ""
        return (
            f"{arrived.recording.title} is in the case." if arrived.new else f"This film is in the case already: {arrived.recording.title}."
        )
