"""Mutual gaze as a small figure: shares of time beside what chance alone would give."""

from collections.abc import Sequence

import plotly.graph_objects as go

from workbench.design import DESIGN
from workbench.measures.result import Measure
from workbench.plots.paper import lay_paper


def gaze_figure(shares: Sequence[Measure], *, title: str = "Looking at one another") -> go.Figure:
    """One bar for each share of time, its counts beside it; a share that is undefined has no bar and says why.

    Parameters
    ----------
    shares : sequence of Measure
        With values from 0 to 1, from the top.

    Raises
    ------
    ValueError
        If a value is no share.
    """
    for share in shares:
        if share.value is not None and not 0.0 <= share.value <= 1.0:
            raise ValueError(f"{share.name} is {share.value}, not a share from 0 to 1")
    figure = go.Figure(
        go.Bar(
            orientation="h",
            y=[share.name for share in shares],
            x=[share.value or 0.0 for share in shares],
            width=0.5,
            text=[_beside(share) for share in shares],
            textposition="outside",
            cliponaxis=False,
            marker={"color": DESIGN.light.ink_quiet},
            customdata=[[share.definition] for share in shares],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    )
    lay_paper(figure, title=title, height_px=90 + 44 * max(len(shares), 1))
    figure.update_xaxes(range=[0, 1.0], tickformat=".1f", fixedrange=True, title_text="share of codable time")
    figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)
    figure.update_layout(margin={"r": 190})
    return figure


def _beside(share: Measure) -> str:
    counts = f"{share.n} {share.events}, {share.codable_s:.0f} s codable"
    return f" {share.value:.2f} ({counts})" if share.value is not None else f" undefined, {share.why_undefined} ({counts})"
