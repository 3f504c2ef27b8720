"""What follows what as a figure: an arrow for every step that came after another, and how far each count is from chance.

Arrows are as wide as they are frequent; those seen more often than chance gives are drawn in full, the others dotted. Beside them each
count's residual is a square as large as it is far from chance: filled above, open below, faint where it is not to be trusted.
"""

from collections.abc import Mapping, Sequence
from math import atan2, cos, degrees, hypot, isnan, pi, sin

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workbench.core.time import FILM_CLOCK, Ticks
from workbench.design import DESIGN
from workbench.measures.sequences import Transitions
from workbench.plots.paper import lay_paper, say_instead

TRANSITIONS = "transitions"
"""Name of the trace with a point in the middle of each arrow."""

RESIDUALS = "residuals"
"""Name of the trace with a square for each two codes."""

_TITLE = "What follows what"
_SAID = (
    "Each arrow is a step that came right after another, as wide as it is frequent. z says how many standard deviations a count is from "
    "what chance alone would give (adjusted residual); where fewer than 5 are expected it is not to be trusted, and faint. "
    "Filled squares are above chance, open ones below; the numbers are counts."
)
_FEWEST_EXPECTED = 5.0
_NODE = 0.12
Point = tuple[float, float]


def transitions_figure(found: Transitions, where: Mapping[tuple[str, str], Ticks], colours: Mapping[str, str]) -> go.Figure:
    """The diagram of transitions and its residuals.

    Parameters
    ----------
    found : Transitions
    where : mapping of (given, target) to Ticks
        Where each transition is seen first.
    colours : mapping of code to colour
        Quiet ink for a code that is not in it.
    """
    if not found.observed.any():
        return say_instead(_TITLE, "No step follows another in this film", "Mark steps of two people, one answering the other")
    figure = make_subplots(cols=2, column_widths=[0.52, 0.48], horizontal_spacing=0.16)
    places = _places(found.codes)
    _add_arrows(figure, found, places, where)
    figure.add_scatter(
        mode="markers+text",
        x=[x for x, _ in places.values()],
        y=[y for _, y in places.values()],
        text=[code.replace(" ", "<br>", 1) for code in places],
        textposition=[
            "middle right" if x > 0.2 else "middle left" if x < -0.2 else "top center" if y > 0 else "bottom center"
            for x, y in places.values()
        ],
        marker={
            "size": 22,
            "color": [colours.get(code, DESIGN.light.ink_quiet) for code in places],
            "line": {"width": 2, "color": DESIGN.light.raised},
        },
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
        row=1,
        col=1,
    )
    _add_residuals(figure, found, where)
    lay_paper(figure, title=_TITLE, height_px=540, said=f"{_SAID} {_whole_table(found)}")
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    figure.update_xaxes(visible=False, range=[-2.1, 2.1], col=1)
    figure.update_yaxes(visible=False, range=[-1.5, 1.5], col=1)
    figure.update_xaxes(title_text="then", side="top", showgrid=False, tickangle=-35, col=2)
    figure.update_yaxes(title_text="first", autorange="reversed", showgrid=False, col=2)
    figure.update_layout(dragmode=False, margin={"t": figure.layout.margin.t + 96, "b": 24})
    return figure


def _places(codes: Sequence[str]) -> dict[str, Point]:
    """Codes evenly round a circle, the first at the top left."""
    turn = 2 * pi / max(len(codes), 1)
    return {code: (cos(pi / 2 + turn / 2 + turn * i), sin(pi / 2 + turn / 2 + turn * i)) for i, code in enumerate(codes)}


def _add_arrows(figure: go.Figure, found: Transitions, places: Mapping[str, Point], where: Mapping[tuple[str, str], Ticks]) -> None:
    most = found.observed.max()
    middles: list[tuple[Point, float, str, float | None]] = []
    for i, given in enumerate(found.codes):
        for j, target in enumerate(found.codes):
            count = int(found.observed[i, j])
            if not count:
                continue
            way = _loop(places[given]) if given == target else _curve(places[given], places[target])
            dash = "solid" if count > found.expected[i, j] else "dot"
            line = {"width": 1 + 5 * count / most, "color": DESIGN.light.ink_quiet, "dash": dash}
            figure.add_scatter(
                mode="lines",
                x=[x for x, _ in way],
                y=[y for _, y in way],
                line=line,
                opacity=0.75,
                hoverinfo="skip",
                showlegend=False,
                row=1,
                col=1,
            )
            middle = len(way) // 2
            (x0, y0), (x1, y1) = way[middle - 1], way[middle + 1]
            at = where.get((given, target))
            words = f"{given}, then {target}: {_residual_words(found, i, j)}"
            middles.append((way[middle], 90 - degrees(atan2(y1 - y0, x1 - x0)), words, None if at is None else FILM_CLOCK.seconds(at)))
    figure.add_scatter(
        name=TRANSITIONS,
        mode="markers",
        x=[x for (x, _), _, _, _ in middles],
        y=[y for (_, y), _, _, _ in middles],
        marker={"symbol": "triangle-up", "size": 12, "angle": [angle for _, angle, _, _ in middles], "color": DESIGN.light.ink},
        text=[words for _, _, words, _ in middles],
        customdata=[[seconds] for _, _, _, seconds in middles],
        hoverinfo="text",
        showlegend=False,
        row=1,
        col=1,
    )


def _add_residuals(figure: go.Figure, found: Transitions, where: Mapping[tuple[str, str], Ticks]) -> None:
    cells = [(i, j) for i in range(len(found.codes)) for j in range(len(found.codes))]
    z = [float(found.residuals[cell]) for cell in cells]
    sizes = [8.0 if isnan(each) else 8 + 10 * min(abs(each), 3) for each in z]
    doubtful = [bool(found.expected[cell] < _FEWEST_EXPECTED) for cell in cells]
    at = [where.get((found.codes[i], found.codes[j])) for i, j in cells]
    figure.add_scatter(
        name=RESIDUALS,
        mode="markers+text",
        x=[found.codes[j] for _, j in cells],
        y=[found.codes[i] for i, _ in cells],
        marker={
            "symbol": [_square(each) for each in z],
            "opacity": [0.45 if doubt else 1.0 for doubt in doubtful],
            "size": sizes,
            "color": DESIGN.candidate,
            "line": {"width": 1.5, "color": DESIGN.light.ink_quiet},
        },
        text=[f"{int(found.observed[cell])}" for cell in cells],
        textfont={"color": DESIGN.light.ink},
        hovertext=[f"{found.codes[i]}, then {found.codes[j]}: {_residual_words(found, i, j)}" for i, j in cells],
        customdata=[[None if each is None else FILM_CLOCK.seconds(each)] for each in at],
        hoverinfo="text",
        showlegend=False,
        row=1,
        col=2,
    )


def _square(z: float) -> str:
    return "circle-open" if isnan(z) else "square" if z > 0 else "square-open"


def _residual_words(found: Transitions, i: int, j: int) -> str:
    z, expected = float(found.residuals[i, j]), float(found.expected[i, j])
    said = f"{int(found.observed[i, j])} times, {expected:.1f} by chance"
    if isnan(z):
        return f"{said}, z undefined"
    return f"{said}, z = {z:+.2f}" + (", not to be trusted under 5 expected" if expected < _FEWEST_EXPECTED else "")


def _whole_table(found: Transitions) -> str:
    return f"The whole table: {found.chi_square.words}."


def _curve(start: Point, end: Point, n: int = 21) -> list[Point]:
    """A bow to the right of the straight way, so that to and fro lie apart; from edge to edge of the two signs."""
    (x0, y0), (x1, y1) = start, end
    away = hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / away, (y1 - y0) / away
    bend = (x0 + x1) / 2 + 0.28 * away * uy, (y0 + y1) / 2 - 0.28 * away * ux
    a, b = (x0 + _NODE * ux, y0 + _NODE * uy), (x1 - _NODE * ux, y1 - _NODE * uy)
    ts = [k / (n - 1) for k in range(n)]
    return [tuple((1 - t) ** 2 * a[k] + 2 * t * (1 - t) * bend[k] + t * t * b[k] for k in (0, 1)) for t in ts]  # type: ignore[misc]


def _loop(at: Point, n: int = 21) -> list[Point]:
    """A round way back to the same sign, outside the circle."""
    x, y = at[0] * 1.2, at[1] * 1.2
    return [(x + 0.16 * cos(2 * pi * k / (n - 1)), y + 0.16 * sin(2 * pi * k / (n - 1))) for k in range(n)]
