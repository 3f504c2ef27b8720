"""What all figures share: the paper they stand on, the marks of people, fills that differ in print too, and times as people read them.

Convention: time runs along x in seconds of the film clock. A trace whose points lie in the film carries the second of each as the first
column of its ``customdata``, so that a click on it can take the film there; :data:`SURFACE` carries it as x. A figure that a film can be
followed on has the shape :data:`PLAYHEAD`. Every figure says under its title what its numbers are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK, Span
from workbench.design import DESIGN
from workbench.practice.people import Person

SIGNS = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆"}
MARKERS = {"circle": "circle", "square": "square", "triangle": "triangle-up", "diamond": "diamond"}
_PATTERNS = ("", "/", "-", "\\")

SURFACE = "surface"
"""Name of the trace whose points carry the time under the pointer, in seconds."""

PLAYHEAD = "playhead"
"""Name of the shape that stands where the film is."""

_TIME_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
_MOST_LABELS = 13
_LINE_LETTERS = 150
_LINE_PX = 16


@dataclass(frozen=True, slots=True)
class Fill:
    """How a stretch is filled: a colour, and a pattern that tells it apart without any colour; faint where it is only a candidate."""

    name: str
    colour: str
    pattern: str = ""
    is_faint: bool = False

    @property
    def marker(self) -> dict[str, Any]:
        """The same for plotly; lines on what cannot be told are dark, on all else they are the paper showing through."""
        surface = DESIGN.light
        lines = {"fgcolor": surface.ink_quiet, "fgopacity": 0.6} if self.pattern in MISSING_PATTERNS else {"fgcolor": surface.raised}
        return {
            "color": self.colour,
            "line": {"width": 0},
            "pattern": {"shape": self.pattern, "fillmode": "overlay", "fgopacity": 0.75, "size": 6, "solidity": 0.3, **lines},
        }


MISSING_PATTERNS = ("x", ".")
MISSING = Fill("cannot be seen", DESIGN.objects["uncodable"], "x")
"""A stretch that was looked at and cannot be coded."""

UNMARKED = Fill("nothing marked", DESIGN.light.sunken, ".")
"""A stretch nobody has coded yet."""

CANDIDATE = Fill("candidate to look at", DESIGN.candidate, "/", is_faint=True)
"""A stretch that an analysis proposes; where what it proposes has a colour, it has that one."""


def colour_of(person_id: str | None, people: Sequence[Person]) -> str:
    """The colour of somebody by their place among the people of the case; quiet ink for nobody."""
    place = next((i for i, person in enumerate(people) if person.id == person_id), None)
    return DESIGN.light.ink_quiet if place is None else DESIGN.person(place).colour


def sign_of(person_id: str | None, people: Sequence[Person]) -> str:
    """The sign that stands for somebody beside their name, empty for nobody."""
    place = next((i for i, person in enumerate(people) if person.id == person_id), None)
    return "" if place is None else SIGNS[DESIGN.person(place).shape]


def fill_of(person: Person, people: Sequence[Person]) -> Fill:
    """How somebody's stretches are filled where several people share a row: by colour and by pattern."""
    place = next((i for i, each in enumerate(people) if each.id == person.id), 0)
    return Fill(person.shown_name, colour_of(person.id, people), _PATTERNS[place % len(_PATTERNS)])


def readable_on(colour: str) -> str:
    """Ink or paper, whichever stands out more on a colour ``#rrggbb`` (contrast as WCAG 2 defines it)."""
    ground = _luminance(colour)
    return max(
        (DESIGN.light.ink, DESIGN.light.raised),
        key=lambda ink: (max(ground, _luminance(ink)) + 0.05) / (min(ground, _luminance(ink)) + 0.05),
    )


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def playhead_line() -> dict[str, Any]:
    """The shape that :func:`move_playhead` moves, at the film's start."""
    line = {"color": DESIGN.accent, "width": 2}
    return {"name": PLAYHEAD, "type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line}


def move_playhead(figure: go.Figure, ticks: int) -> None:
    """The playhead to an instant of the film clock, in a figure that has one."""
    at_s = FILM_CLOCK.seconds(ticks)
    figure.update_shapes({"x0": at_s, "x1": at_s}, selector={"name": PLAYHEAD})


def say_instead(title: str, problem: str, next_step: str = "") -> go.Figure:
    """A figure of words, where there is nothing that could be drawn."""
    figure = lay_paper(go.Figure(), title=title, height_px=150)
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    sentences = [f"{sentence.rstrip('.')}." for sentence in (problem, next_step) if sentence]
    figure.add_annotation(
        text="<br>".join(line for sentence in sentences for line in wrap(sentence, 110)),
        x=0,
        y=0.5,
        xref="paper",
        yref="paper",
        xanchor="left",
        align="left",
        showarrow=False,
        font={"size": DESIGN.text_px["normal"], "color": DESIGN.light.ink_quiet},
    )
    return figure


def lay_paper(figure: go.Figure, *, title: str, height_px: int, said: str = "") -> go.Figure:
    """The figure on the project's quiet paper, without tools that float over it; `said` is the definition under the title."""
    surface = DESIGN.light
    text_px = DESIGN.text_px
    lines = wrap(said, _LINE_LETTERS)
    figure.update_layout(
        title={
            "text": title,
            "font": {"size": text_px["heading"], "color": surface.ink},
            "subtitle": {"text": "<br>".join(lines), "font": {"size": text_px["small"], "color": surface.ink_quiet}},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 12},
        },
        font={"family": DESIGN.font, "size": text_px["small"], "color": surface.ink},
        paper_bgcolor=surface.raised,
        plot_bgcolor=surface.raised,
        autosize=True,
        height=height_px + _LINE_PX * len(lines),
        margin={"l": 8, "r": 16, "t": 48 + _LINE_PX * len(lines), "b": 8},
        hoverlabel={"bgcolor": surface.raised, "bordercolor": surface.line, "font": {"family": DESIGN.font, "color": surface.ink}},
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0, "font": {"color": surface.ink_quiet}},
        transition={"duration": 0},
    )
    figure.update_xaxes(title_font_size=text_px["small"])
    figure.update_yaxes(title_font_size=text_px["small"])
    figure.update_xaxes(gridcolor=surface.line, zeroline=False, linecolor=surface.line, tickfont={"color": surface.ink_quiet})
    figure.update_yaxes(gridcolor=surface.line, zeroline=False, linecolor=surface.line, automargin=True)
    return figure


def time_axis(length_ticks: int, window: Span | None = None) -> dict[str, Any]:
    """An axis in seconds over the film, or over a stretch of it, labelled in minutes and seconds with at most 13 labels."""
    first_s, end_s = (0.0, FILM_CLOCK.seconds(length_ticks)) if window is None else (_seconds(window.start), _seconds(window.end))
    step = next((step for step in _TIME_STEPS_S if (end_s - first_s) / step < _MOST_LABELS), _TIME_STEPS_S[-1])
    marks = [n * step for n in range(ceil(first_s / step), int(end_s / step) + 1)]
    return {"range": [first_s, end_s], "tickmode": "array", "tickvals": marks, "ticktext": [_minutes(mark, step) for mark in marks]}


def _seconds(ticks: int) -> float:
    return FILM_CLOCK.seconds(ticks)


def _minutes(seconds: float, step: float) -> str:
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}" + (f".{tenths % 10}" if step < 1 else "")
