"""A figure tied to a player: a click takes the film there, its playhead follows the film, a stretch of it can be looked at closely."""

import time
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from workbench.app.drawing import Draw
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.plots.paper import SURFACE, move_playhead
from workbench.plots.timeline import MOMENTS, show_moments
from workbench.practice.clips import Moment

_MOVES_EVERY_S = 0.2
_SHORTEST_WINDOW = FILM_CLOCK.ticks_from_seconds(0.2, "nearest")


class Pace:
    """How often something that follows the film is moved: at every step while it stands, at most five times a second while it plays.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._moved_at = -_MOVES_EVERY_S

    def is_due(self, playhead: dict[str, Any]) -> bool:
        """Whether to move now; a move counts as made."""
        now = self._clock()
        if playhead.get("playing") and now - self._moved_at < _MOVES_EVERY_S:
            return False
        self._moved_at = now
        return True


class LinkedFigure:
    """The one live figure of a page.

    It is born with its content: what is sent to a figure that its page is still loading would be lost.

    Parameters
    ----------
    draw : callable
        Draws the whole film, or a stretch of it.
    length : Ticks
        Of the film.
    seek : callable
        Takes the film to an instant of the film clock.
    """

    def __init__(self, draw: Draw, length: Ticks, seek: Callable[[int], None]) -> None:
        self.figure = go.FigureWidget(draw(None))
        self.figure._config = {"displayModeBar": False, "responsive": True, "doubleClick": "reset"}
        self._draw = draw
        self._length = length
        self._seek = seek
        self._at = 0
        self._is_drawing = False
        self._listen()

    def show(self, draw: Draw, length: Ticks) -> None:
        """Draw another figure; the widget itself stays, because each one carries its whole library."""
        self._draw, self._length = draw, length
        self._redraw(None)

    def show_moments(self, moments: list[Moment]) -> None:
        """Other moments of the film that is drawn, where the figure shows moments."""
        if any(True for _ in self.figure.select_traces({"name": MOMENTS})):
            with self.figure.batch_update():
                show_moments(self.figure, moments)

    def move(self, ticks: int) -> None:
        """The playhead to an instant of the film clock."""
        self._at = ticks
        with self.figure.batch_update():
            move_playhead(self.figure, ticks)

    def _redraw(self, window: Span | None) -> None:
        drawn = self._draw(window)
        move_playhead(drawn, self._at)
        self._is_drawing = True
        try:
            with self.figure.batch_update():
                self.figure.data = ()
                self.figure.add_traces(drawn.data)
                self.figure.layout = drawn.layout
        finally:
            self._is_drawing = False
        self._listen()

    def _listen(self) -> None:
        for trace in self.figure.data:
            if trace.name == SURFACE or trace.customdata is not None:
                trace.on_click(self._clicked)
        self.figure.layout.on_change(self._zoomed, "xaxis.range")

    def _clicked(self, trace: Any, points: Any, _state: Any) -> None:
        if not points.point_inds:
            return
        seconds = points.xs[0] if trace.name == SURFACE else trace.customdata[points.point_inds[0]][0]
        if isinstance(seconds, int | float):
            self._seek(min(FILM_CLOCK.ticks_from_seconds(float(seconds), "nearest"), self._length - 1))

    def _zoomed(self, _layout: Any, reach: Any) -> None:
        """The page looks at another stretch of the film."""
        if not self._is_drawing and any(True for _ in self.figure.select_traces({"name": SURFACE})):
            self._redraw(self._window(reach))

    def _window(self, reach: Any) -> Span | None:
        start, end = (FILM_CLOCK.ticks_from_seconds(float(each), "nearest") for each in reach)
        start = Ticks(max(0, min(start, self._length - _SHORTEST_WINDOW)))
        end = Ticks(max(min(end, self._length), start + _SHORTEST_WINDOW))
        return None if end - start >= self._length else Span(start, end)
