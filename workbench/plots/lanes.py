"""Rows of stretches and signs over a film's time: what the timeline, the ribbon of turns and mutual gaze are drawn with.

The last trace is an unseen surface over all rows that knows the time and the words under the pointer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, Span, Ticks, format_time
from workbench.design import DESIGN
from workbench.plots.binning import bin_edges
from workbench.plots.paper import MISSING, SURFACE, Fill, lay_paper, playhead_line, readable_on, time_axis

BAR = 0.62
_MOST_COLUMNS = 1000
_SHORTEST_COLUMN_TICKS = 900
_ROW_PX = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on a row: `text` stands in it, `words` under the pointer; `share` says how much of it holds what is said."""

    row: int
    span: Span
    text: str = ""
    words: str = ""
    share: float = 1.0


class Lanes:
    """A figure that grows row by row.

    Parameters
    ----------
    length : Ticks
        Of the film.
    window : Span, optional
        The stretch that is seen; without it the whole film.
    """

    def __init__(self, length: Ticks, window: Span | None = None) -> None:
        self.traces = go.Figure()
        self.length = length
        self.window = window or Span(Ticks(0), length)
        self._names: list[str] = []
        self._words: list[tuple[int, Span, str]] = []

    def row(self, name: str) -> int:
        """Another row below the others."""
        self._names.append(name)
        return len(self._names) - 1

    def say(self, row: int, span: Span, words: str) -> None:
        """Words for the pointer over a stretch of a row."""
        if span.overlaps(self.window):
            self._words.append((row, span, words))

    def put(self, fill: Fill, bars: Sequence[Bar], *, in_legend: bool) -> None:
        """Bars of one fill, and their words."""
        for bar in bars:
            if bar.words:
                self.say(bar.row, bar.span, bar.words)
        self.traces.add_bar(
            name=fill.name,
            orientation="h",
            y=[bar.row for bar in bars],
            base=[FILM_CLOCK.seconds(bar.span.start) for bar in bars],
            x=[FILM_CLOCK.seconds(bar.span.length) for bar in bars],
            width=BAR,
            text=[bar.text for bar in bars],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": DESIGN.light.ink if fill.pattern else readable_on(fill.colour)},
            marker={**fill.marker, "opacity": _opacity(fill, bars)},
            hoverinfo="skip",
            showlegend=in_legend,
        )

    def put_missing(self, rows: Sequence[int], codable: SpanSet, words: str) -> None:
        """What cannot be told, drawn as such on some rows: everything that is not codable."""
        gaps = codable.gaps_within(Span(Ticks(0), self.length))
        if len(gaps):
            known = any(True for _ in self.traces.select_traces({"name": MISSING.name}))
            self.put(MISSING, [Bar(row, gap, words=words) for row in rows for gap in gaps], in_legend=not known)

    def figure(self, title: str, said: str = "") -> go.Figure:
        """The rows as a figure; x in seconds on the film clock, 0 at the first frame."""
        self._add_surface()
        lay_paper(self.traces, title=title, height_px=110 + _ROW_PX * len(self._names), said=said)
        self.traces.update_layout(
            barmode="overlay",
            bargap=1 - BAR,
            uniformtext={"minsize": 9, "mode": "hide"},
            hovermode="closest",
            dragmode="zoom",
            xaxis=time_axis(self.length, self.window),
            yaxis={
                "tickmode": "array",
                "tickvals": list(range(len(self._names))),
                "ticktext": self._names,
                "range": [len(self._names) - 0.5, -0.5],
                "fixedrange": True,
                "showgrid": False,
            },
            shapes=[playhead_line()],
            legend_y=-1.5 / (len(self._names) + 1),
        )
        return self.traces

    def _add_surface(self) -> None:
        n_columns = min(_MOST_COLUMNS, max(self.window.length // _SHORTEST_COLUMN_TICKS, 1))
        edges = bin_edges(self.window, n_columns).tolist()
        words = [[format_time(edge) for edge in edges[:-1]] for _ in self._names]
        for row, span, text in self._words:
            first, after = np.searchsorted(edges, [span.start, span.end], side="left").tolist()
            for column in range(first, min(max(after, first + 1), n_columns)):
                words[row][column] = f"{format_time(edges[column])}<br>{text}"
        self.traces.add_heatmap(
            name=SURFACE,
            x=[FILM_CLOCK.seconds(start) for start in edges[:-1]],
            y=list(range(len(self._names))),
            z=np.zeros((len(self._names), n_columns), dtype=np.int8),
            text=words,
            hoverinfo="text",
            opacity=0,
            showscale=False,
            showlegend=False,
        )


def _opacity(fill: Fill, bars: Sequence[Bar]) -> Any:
    """Fainter for candidates, and where what is said holds for a part of the stretch only."""
    full = 0.6 if fill.is_faint else 1.0
    if all(bar.share == 1.0 for bar in bars):
        return full
    return [full * (0.25 + 0.75 * bar.share) for bar in bars]
