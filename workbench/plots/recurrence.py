"""How far two people come back to the same thing, one after the other: the profile of lags over what shifted film gives."""

import numpy as np
import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK
from workbench.design import DESIGN
from workbench.measures.recurrence import CrossRecurrence
from workbench.measures.shifted_recurrence import RecurrenceByShifts
from workbench.plots.paper import lay_paper, say_instead

PROFILE = "share seen"
"""Name of the line of shares by lag."""

BAND = "95 of 100 shifted films"
"""Name of the area in which shifted films lie."""

_TITLE = "Coming back to the same thing"


def recurrence_figure(found: CrossRecurrence, by_shifts: RecurrenceByShifts, one: str, other: str) -> go.Figure:
    """The share of moments that recur at each lag, over the band in which 95 of 100 shifted films lie at that lag.

    Where no two moments are codable at a lag the line is broken. Above the band at one lag is to be expected somewhere when many lags are
    looked at: the p of the peak, in the subtitle, looks at all lags at once.

    Parameters
    ----------
    found : CrossRecurrence
        Over a band of lags.
    by_shifts : RecurrenceByShifts
        Of the same codes and lags; without a band where it is undefined.
    one, other : str
        Whose codes the first and the second are.
    """
    if not found.pairs.any():
        return say_instead(_TITLE, "There is no time in which both are codable", "Mark looks of two people")
    if not found.points.any():
        return say_instead(_TITLE, f"{one} and {other} never look at the same thing within {_longest_s(found):g} s of one another")
    lags_s = [FILM_CLOCK.seconds(int(lag) * found.unit_ticks) for lag in found.lags]
    shares = [float(points / pairs) if pairs else None for points, pairs in zip(found.points, found.pairs, strict=True)]
    figure = go.Figure()
    if by_shifts.band is not None:
        low, middle, high = by_shifts.band
        quiet = {"color": DESIGN.light.ink_quiet, "width": 1}
        figure.add_scatter(x=lags_s, y=high, mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False)
        figure.add_scatter(
            name=BAND, x=lags_s, y=low, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=DESIGN.light.sunken, hoverinfo="skip"
        )
        figure.add_scatter(
            name="middle of shifted films", x=lags_s, y=middle, mode="lines", line={**quiet, "dash": "dot"}, hoverinfo="skip"
        )
    figure.add_scatter(
        name=PROFILE,
        x=lags_s,
        y=shares,
        mode="lines+markers",
        line={"color": DESIGN.light.ink, "width": 2},
        marker={"size": 5},
        text=[_lag_words(lag, one, other) for lag in lags_s],
        customdata=[[None, int(pairs)] for pairs in found.pairs],
        hovertemplate="%{text}: %{y:.2f} of %{customdata[1]} pairs of moments<extra></extra>",
        connectgaps=False,
    )
    peak = by_shifts.peak
    lay_paper(
        figure,
        title=_TITLE,
        height_px=330,
        said=f"Share of pairs of moments in which both look at the same thing, {found.unit_ticks / 90_000:g} s a moment, by how much later "
        f"{other} looks than {one}. {peak.name.capitalize()}: {peak.said}. Source: {found.rate.source}.",
    )
    figure.update_xaxes(
        title_text=f"← {other} first      seconds      {one} first →", fixedrange=True, zeroline=True, zerolinecolor=DESIGN.light.ink_quiet
    )
    figure.update_yaxes(title_text="share of pairs", range=[0, 1.1 * max(_highest(shares), _highest(by_shifts.band))], fixedrange=True)
    figure.update_layout(dragmode=False, legend={"y": -0.25}, margin={"l": 56})
    return figure


def _longest_s(found: CrossRecurrence) -> float:
    return FILM_CLOCK.seconds(int(found.lags.max()) * found.unit_ticks)


def _highest(values: object) -> float:
    """The highest of numbers in any nesting, 0 without one."""
    numbers = np.array([] if values is None else values, dtype=np.float64)
    return float(np.nanmax(numbers)) if np.isfinite(numbers).any() else 0.0


def _lag_words(lag_s: float, one: str, other: str) -> str:
    if lag_s == 0:
        return "at the same time"
    first, second = (one, other) if lag_s > 0 else (other, one)
    return f"{second} {abs(lag_s):g} s after {first}"
