"""What all figures share: the paper they stand on, the marks of people, and times as people read them."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK
from workbench.design import DESIGN
from workbench.practice.people import Person

SIGNS = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆"}
MARKERS = {"circle": "circle", "square": "square", "triangle": "triangle-up", "diamond": "diamond"}
_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
_MOST_LABELS = 13


def colour_of(person_id: str | None, people: Sequence[Person]) -> str:
    """The colour of somebody by their place among the people of the case; quiet ink for nobody."""
    place = next((i for i, person in enumerate(people) if person.id == person_id), None)
    return DESIGN.light.ink_quiet if place is None else DESIGN.person(place).colour


def sign_of(person_id: str | None, people: Sequence[Person]) -> str:
    """The sign that stands for somebody beside their name, empty for nobody."""
    place = next((i for i, person in enumerate(people) if person.id == person_id), None)
    return "" if place is None else SIGNS[DESIGN.person(place).shape]


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


def lay_paper(figure: go.Figure, *, title: str, height_px: int) -> go.Figure:
    """The figure on the project's quiet paper, without tools that float over it."""
    surface = DESIGN.light
    text_px = DESIGN.text_px
    figure.update_layout(
        title={"text": title, "font": {"size": text_px["heading"], "color": surface.ink}, "x": 0, "xref": "paper", "xanchor": "left"},
        font={"family": DESIGN.font, "size": text_px["small"], "color": surface.ink},
        paper_bgcolor=surface.raised,
        plot_bgcolor=surface.raised,
        autosize=True,
        height=height_px,
        margin={"l": 8, "r": 16, "t": 48, "b": 8},
        hoverlabel={"bgcolor": surface.raised, "bordercolor": surface.line, "font": {"family": DESIGN.font, "color": surface.ink}},
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0, "font": {"color": surface.ink_quiet}},
        transition={"duration": 0},
    )
    figure.update_xaxes(title_font_size=text_px["small"])
    figure.update_yaxes(title_font_size=text_px["small"])
    figure.update_xaxes(gridcolor=surface.line, zeroline=False, linecolor=surface.line, tickfont={"color": surface.ink_quiet})
    figure.update_yaxes(gridcolor=surface.line, zeroline=False, linecolor=surface.line, automargin=True)
    return figure


def time_axis(length_ticks: int) -> dict[str, Any]:
    """An axis in seconds labelled in minutes and seconds, with at most 13 labels."""
    length_s = FILM_CLOCK.seconds(length_ticks)
    step = next((step for step in _TIME_STEPS_S if length_s / step < _MOST_LABELS), _TIME_STEPS_S[-1])
    marks = range(0, int(length_s) + 1, step)
    return {
        "range": [0, length_s],
        "tickmode": "array",
        "tickvals": list(marks),
        "ticktext": [f"{mark // 60}:{mark % 60:02d}" for mark in marks],
        "fixedrange": True,
    }
