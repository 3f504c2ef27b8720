"""Handing over the floor as a figure: every transfer where it happens, gaps above the line and overlaps below."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK, Ticks, format_time
from workbench.design import DESIGN
from workbench.measures.turns import Floor
from workbench.plots.paper import MARKERS, lay_paper, time_axis
from workbench.practice.people import Person


def turns_figure(floor: Floor, people: Mapping[str, Person], order: Sequence[Person], length: Ticks) -> go.Figure:
    """Floor-transfer offsets over the film, coloured and shaped by who takes the floor.

    Parameters
    ----------
    floor : Floor
        Its voices are named by the keys of `people`.
    people : mapping of voice to Person
    order : sequence of Person
        The people of the case, whose places give their marks.
    length : Ticks
        Of the film.
    """
    figure = go.Figure()
    for voice, person in people.items():
        taken = [transfer for transfer in floor.transfers if transfer.taker == voice]
        mark = DESIGN.person(list(order).index(person))
        figure.add_scatter(
            name=f"{person.shown_name} takes the floor",
            mode="markers",
            x=[FILM_CLOCK.seconds(transfer.taken_at) for transfer in taken],
            y=[transfer.offset_s for transfer in taken],
            marker={"symbol": MARKERS[mark.shape], "size": 11, "color": mark.colour},
            text=[f"{format_time(t.taken_at)} {person.shown_name} after {t.offset_s:+.2f} s" for t in taken],
            hoverinfo="text",
        )
    lay_paper(figure, title="Handing over the floor", height_px=300)
    figure.update_layout(
        xaxis=time_axis(length),
        yaxis={"title": {"text": "gap above 0, overlap below (s)"}, "fixedrange": True, "zeroline": True, "zerolinewidth": 2},
        margin={"l": 56},
    )
    figure.update_yaxes(zerolinecolor=DESIGN.light.ink_quiet)
    return figure
