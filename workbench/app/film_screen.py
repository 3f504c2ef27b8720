"""A film of a case laid out in a cell: the player, one figure of the film chosen from a list, and bringing in another film."""

from typing import Any, Literal

import ipywidgets

from workbench.app.arriving import BringIn
from workbench.app.desk import Desk
from workbench.app.drawing import DRAWINGS, TIMELINE, plan_drawing
from workbench.app.fitting import WidthKeeper
from workbench.app.giving import Giving
from workbench.app.in_space import SpaceView
from workbench.app.linking import LinkedFigure, Pace
from workbench.app.preparing import Preparing
from workbench.app.sealing import Sealing
from workbench.app.work_bar import WorkBar
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession
from workbench.widgets.player import Handler, PlayerWidget

_IN_SPACE = "In space"


class FilmScreen:
    """One film of a case and what belongs to it; films that come or go later change it by themselves.

    Parameters
    ----------
    kind : {"guider", "player"}
        Whether the case can be changed on it.
    chosen : Recording or None
        The film to begin with; with None the first that comes.
    preparing : Preparing
        Makes working copies that are not there yet.
    no_film : Widget
        Shown above while the case has no film.

    Attributes
    ----------
    box : VBox
        What a cell shows.
    """

    def __init__(
        self,
        kind: Literal["guider", "player"],
        session: CaseSession,
        chosen: Recording | None,
        preparing: Preparing,
        no_film: ipywidgets.Widget,
    ) -> None:
        self._session = session
        self._desk: Desk
        self._sealing = WorkBar()
        handle: Handler = (lambda edit: self._desk.perform(edit)) if kind == "guider" else (lambda edit: self._desk.prefer(edit))
        self._player = PlayerWidget(
            handle,
            reader=lambda question: self._desk.answer(question),
            afterwards=lambda: self._desk.show_what_follows(),
            screen=kind,
        )
        self._desk = Desk(session, self._player, Giving(session.workspace), preparing, Sealing(self._sealing))
        self._linked: LinkedFigure | None = None
        self._space: SpaceView | None = None
        self._pace = Pace()
        self._plane = ipywidgets.VBox(layout={"width": "100%"})
        self._figures = ipywidgets.ToggleButtons(options=[*DRAWINGS, _IN_SPACE], value=TIMELINE, style={"button_width": "auto"})
        self._chooser = ipywidgets.Dropdown(description="Film", layout={"width": "24em"})
        self._below = [BringIn(session)] if kind == "guider" else []
        self._no_film = no_film
        self._width = WidthKeeper()
        self.box = ipywidgets.VBox(layout={"width": "100%"})
        self._show(chosen)
        self._chooser.observe(lambda change: self._show_chosen(change["new"]), "value")
        self._figures.observe(lambda change: self._show_figure(), "value")
        self._desk.on_change(self._redraw)
        self._desk.on_films(self._take_films)
        self._player.observe(lambda change: self._follow(change["new"]), "playhead")

    def _show(self, chosen: Recording | None) -> None:
        self._desk.show(chosen.id if chosen else None)
        if chosen:
            self._draw(chosen)
        self._lay_out(self._session.recordings())

    def _show_chosen(self, recording_id: str | None) -> None:
        if recording_id is not None and recording_id != self._desk.recording_id:
            self._show(self._session.recording(recording_id))

    def _take_films(self, films: list[Recording]) -> None:
        """The case has other films than before."""
        if self._desk.recording_id is None and films:
            self._show(films[0])
        else:
            self._lay_out(films)

    def _draw(self, recording: Recording) -> None:
        """The chosen figure of a film. The plane one stays on the page, hidden, for what is sent to one that is being loaded is lost."""
        if self._figures.value == _IN_SPACE:
            self._space = SpaceView(self._session, recording.id, self._player.seek)
            self._move(self._player.now.ticks)
            self._plane.layout.display = "none"
            return
        self._space = None
        self._plane.layout.display = None
        draw = plan_drawing(self._figures.value, self._session, recording.id)
        if self._linked is None:
            self._linked = LinkedFigure(draw, recording.length, self._player.seek)
            self._plane.children = [self._linked.figure]
        else:
            self._linked.show(draw, recording.length)
        self._move(self._player.now.ticks)

    def _show_figure(self) -> None:
        if self._desk.recording_id is not None:
            self._draw(self._session.recording(self._desk.recording_id))
            self._lay_out(self._session.recordings())

    def _lay_out(self, films: list[Recording]) -> None:
        options = [(film.title, film.id) for film in films]
        if tuple(options) != tuple(self._chooser.options):
            self._chooser.options = options
        self._chooser.value = self._desk.recording_id
        in_space = [self._space.box] if self._space is not None else []
        drawn = [self._figures, self._plane, *in_space] if self._desk.recording_id is not None else []
        above = [self._chooser] if len(films) > 1 else [] if films else [self._no_film]
        parts = [*above, self._player, self._sealing, *drawn, *self._below, self._width]
        if parts != list(self.box.children):
            self.box.children = parts

    def _redraw(self) -> None:
        """After an edit: of the timeline the moments alone, of all else the whole figure."""
        if self._desk.recording_id is None:
            return
        if self._figures.value == TIMELINE and self._linked is not None:
            self._linked.show_moments(self._session.moments(self._desk.recording_id))
        elif self._figures.value != _IN_SPACE:
            self._draw(self._session.recording(self._desk.recording_id))

    def _follow(self, playhead: dict[str, Any]) -> None:
        if self._pace.is_due(playhead):
            self._move(int(playhead.get("ticks", 0)))

    def _move(self, ticks: int) -> None:
        followers = [self._space] if self._space is not None else [self._linked] if self._linked is not None else []
        for follower in followers:
            follower.move(ticks)
