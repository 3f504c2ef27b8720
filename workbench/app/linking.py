"""A timeline figure tied to a player: a click on it takes the film there, and its playhead follows the film."""

import time
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK
from workbench.plots.timeline import SURFACE, TimelineContent, move_playhead, show_moments, timeline_figure
from workbench.practice.clips import Moment

_MOVES_EVERY_S = 0.2


class LinkedTimeline:
    """The one live figure of a page.

    It is born with its content: what is sent to a figure that its page is still loading would be lost.

    Parameters
    ----------
    content : TimelineContent
        The film to draw first.
    seek : callable
        Takes the film to an instant of the film clock.
    clock : callable
        Seconds that only grow, for moving the playhead at most five times a second while the film plays.
    """

    def __init__(self, content: TimelineContent, seek: Callable[[int], None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.figure = go.FigureWidget(timeline_figure(content))
        self.figure._config = {"displayModeBar": False, "responsive": True}
        self._seek = seek
        self._clock = clock
        self._moved_at = -_MOVES_EVERY_S
        self._listen(content)

    def show(self, content: TimelineContent) -> None:
        """Draw another film; the figure itself stays, because each one carries its whole library."""
        drawn = timeline_figure(content)
        with self.figure.batch_update():
            self.figure.data = ()
            self.figure.add_traces(drawn.data)
            self.figure.layout = drawn.layout
        self._listen(content)

    def show_moments(self, moments: list[Moment]) -> None:
        """Other moments of the film that is drawn."""
        with self.figure.batch_update():
            show_moments(self.figure, moments)

    def follow(self, playhead: dict[str, Any]) -> None:
        """Move the playhead to where the player is; while it plays not more often than the eye needs."""
        now = self._clock()
        if playhead.get("playing") and now - self._moved_at < _MOVES_EVERY_S:
            return
        self._moved_at = now
        with self.figure.batch_update():
            move_playhead(self.figure, int(playhead.get("ticks", 0)))

    def _listen(self, content: TimelineContent) -> None:
        self._last_tick = content.length - 1
        (surface,) = self.figure.select_traces({"name": SURFACE})
        surface.on_click(self._clicked)

    def _clicked(self, _trace: Any, points: Any, _state: Any) -> None:
        if points.xs:
            self._seek(min(FILM_CLOCK.ticks_from_seconds(float(points.xs[0]), "nearest"), self._last_tick))
