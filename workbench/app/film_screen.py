"""A film of a case laid out in a cell: the player, the figure of the whole film, and bringing in another film."""

from typing import Any, Literal

import ipywidgets

from workbench.app.arriving import BringIn
from workbench.app.desk import Desk
from workbench.app.fitting import WidthKeeper
from workbench.app.giving import Giving
from workbench.app.linking import LinkedTimeline
from workbench.app.preparing import Preparing
from workbench.app.sealing import Sealing
from workbench.app.work_bar import WorkBar
from workbench.plots.timeline import TimelineContent
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession
from workbench.widgets.player import Handler, PlayerWidget


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
        self._timeline: LinkedTimeline | None = None
        self._chooser = ipywidgets.Dropdown(description="Film", layout={"width": "24em"})
        self._below = [BringIn(session)] if kind == "guider" else []
        self._no_film = no_film
        self._width = WidthKeeper()
        self.box = ipywidgets.VBox(layout={"width": "100%"})
        self._show(chosen)
        self._chooser.observe(lambda change: self._show_chosen(change["new"]), "value")
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
        content = _timeline_of(self._session, recording)
        if self._timeline is None:
            self._timeline = LinkedTimeline(content, self._player.seek)
        else:
            self._timeline.show(content)

    def _lay_out(self, films: list[Recording]) -> None:
        options = [(film.title, film.id) for film in films]
        if tuple(options) != tuple(self._chooser.options):
            self._chooser.options = options
        self._chooser.value = self._desk.recording_id
        drawn = [self._timeline.figure] if self._timeline is not None and self._desk.recording_id is not None else []
        above = [self._chooser] if len(films) > 1 else [] if films else [self._no_film]
        parts = [*above, self._player, self._sealing, *drawn, *self._below, self._width]
        if parts != list(self.box.children):
            self.box.children = parts

    def _redraw(self) -> None:
        if self._timeline is not None and self._desk.recording_id is not None:
            self._timeline.show_moments(self._session.moments(self._desk.recording_id))

    def _follow(self, playhead: dict[str, Any]) -> None:
        if self._timeline is not None:
            self._timeline.follow(playhead)


def _timeline_of(session: CaseSession, recording: Recording) -> TimelineContent:
    return TimelineContent(
        "Looks, voices and steps: click anywhere and the film goes there",
        recording.length,
        session.people(),
        [(tier, session.intervals(tier.id)) for tier in session.tiers(recording.id)],
        session.steps(recording.id),
        session.moments(recording.id),
    )
