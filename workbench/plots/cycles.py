"""One case from cycle to cycle: each measure in a panel of its own, without a target, a norm or a colour that judges.

No line joins the points: films are of other days and other situations, and a number that differs is a question to look at together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workbench.design import DESIGN
from workbench.measures.result import Measure
from workbench.plots.paper import lay_paper, say_instead

_TITLE = "From cycle to cycle"
_SAID = (
    "Each point is one film. More or less is neither better nor worse: films are of other days and situations, so a difference is a "
    "question to look at together. A cross is a film in which there is no number; it says why."
)
_COLUMNS = 2
_PANEL_PX = 190


@dataclass(frozen=True, slots=True)
class CycleFilm:
    """What was measured in one film, and in sentences why other things were not; `name` says which cycle and film."""

    name: str
    measures: tuple[Measure, ...]
    missing: tuple[str, ...] = ()


def cycles_figure(films: Sequence[CycleFilm]) -> go.Figure:
    """A panel for each measure that any of the films has, in the order in which they come.

    Parameters
    ----------
    films : sequence of CycleFilm
        In order of time.
    """
    names = list(dict.fromkeys(measure.name for film in films for measure in film.measures))
    missing = [f"{film.name}: {'; '.join(film.missing)}." for film in films if film.missing]
    if not names:
        why = " ".join(missing) or "No film belongs to a cycle of this case yet"
        return say_instead(_TITLE, why, "Mark looks, voices or steps of two people, and say which cycle a film belongs to")
    n_rows = -(-len(names) // _COLUMNS)
    figure = make_subplots(
        rows=n_rows, cols=_COLUMNS, subplot_titles=names, vertical_spacing=min(0.32 / n_rows, 0.2), horizontal_spacing=0.1
    )
    for place, name in enumerate(names):
        row, column = place // _COLUMNS + 1, place % _COLUMNS + 1
        found = [(film.name, measure) for film in films for measure in film.measures if measure.name == name]
        _add_panel(figure, found, [film.name for film in films], row, column)
    lay_paper(figure, title=_TITLE, height_px=70 + _PANEL_PX * n_rows, said=" ".join([_SAID, *missing]))
    figure.update_layout(dragmode=False, showlegend=False, margin={"t": figure.layout.margin.t + 24, "b": 32})
    figure.update_annotations(font={"size": DESIGN.text_px["normal"], "color": DESIGN.light.ink})
    return figure


def _add_panel(figure: go.Figure, found: Sequence[tuple[str, Measure]], films: Sequence[str], row: int, column: int) -> None:
    known = [(film, measure, measure.value) for film, measure in found if measure.value is not None]
    unknown = [(film, measure) for film, measure in found if measure.value is None]
    reach = [measure.interval or (value, value) for _, measure, value in known]
    figure.add_scatter(
        mode="markers",
        x=[film for film, _, _ in known],
        y=[value for _, _, value in known],
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - value for (_, high), (_, _, value) in zip(reach, known, strict=True)],
            "arrayminus": [value - low for (low, _), (_, _, value) in zip(reach, known, strict=True)],
            "color": DESIGN.light.ink_quiet,
            "thickness": 1.5,
        },
        marker={"symbol": "circle", "size": 11, "color": DESIGN.light.ink},
        text=[f"{measure.words}<br>{measure.definition}" for _, measure, _ in known],
        hoverinfo="text",
        row=row,
        col=column,
    )
    lows = [low for low, _ in reach]
    floor = min([0.0, *lows])
    figure.add_scatter(
        mode="markers",
        x=[film for film, _ in unknown],
        y=[floor] * len(unknown),
        marker={"symbol": "x-thin-open", "size": 11, "color": DESIGN.light.ink_quiet, "line": {"width": 2}},
        text=[f"{measure.words}<br>{measure.definition}" for _, measure in unknown],
        hoverinfo="text",
        cliponaxis=False,
        row=row,
        col=column,
    )
    unit = next((measure.unit for _, measure in found if measure.unit), "")
    highest = max([floor + 1e-9, *(high for _, high in reach)])
    figure.update_xaxes(
        categoryorder="array", categoryarray=list(films), range=[-0.5, len(films) - 0.5], fixedrange=True, row=row, col=column
    )
    figure.update_yaxes(title_text=unit, range=_room(floor, highest), fixedrange=True, row=row, col=column)


def _room(floor: float, highest: float) -> list[float]:
    """A little room around what is drawn; a whole unit where there is nothing but open signs."""
    if highest - floor < 1e-6:
        return [floor - 0.1, floor + 1.0]
    return [floor - 0.08 * (highest - floor), highest + 0.12 * (highest - floor)]
