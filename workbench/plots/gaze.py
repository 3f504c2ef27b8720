"""Looking at one another as figures: shares of time beside what chance alone would give, and every bout with who completed it."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.design import DESIGN
from workbench.measures.gaze import Bout, Looking, mutual_bouts
from workbench.measures.result import Measure
from workbench.plots.lanes import Bar, Lanes
from workbench.plots.paper import MARKERS, Fill, colour_of, lay_paper, say_instead, sign_of
from workbench.practice.people import Person

_BOUTS = "Who looks, and who completes it"
_TOGETHER = Fill("each looks at the other", DESIGN.accent)


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


def mutual_figure(
    one: Looking, other: Looking, people: Mapping[str, Person], order: Sequence[Person], length: Ticks, window: Span | None = None
) -> go.Figure:
    """When each looks at the other, the bouts in which both do, and a sign at each for who looked second and so completed it.

    Parameters
    ----------
    one, other : Looking
        Of two people, who are named by the keys of `people`.
    order : sequence of Person
        The people of the case, whose places give their marks.
    length : Ticks
        Of the film.
    window : Span, optional
        The stretch that is seen; without it the whole film.
    """
    if not one.codable.intersection(other.codable).length:
        return say_instead(
            _BOUTS, "There is no time in which it can be told for both where they look", "Mark looks, or look at turns and steps"
        )
    lanes = Lanes(length, window)
    above, below = people[one.who], people[other.who]
    rows = [
        lanes.row(f"{sign_of(above.id, order)} {above.shown_name} looks at {below.shown_name}"),
        lanes.row("at one another"),
        lanes.row(f"{sign_of(below.id, order)} {below.shown_name} looks at {above.shown_name}"),
    ]
    for looking, row in ((one, rows[0]), (other, rows[2])):
        colour = colour_of(people[looking.who].id, order)
        lanes.put(
            Fill(looking.who, colour), [Bar(row, look, words=f"{looking.who} looks at the other") for look in looking.at], in_legend=False
        )
        lanes.put_missing([row], looking.codable, "cannot be seen")
    lanes.put_missing([rows[1]], one.codable.intersection(other.codable), "cannot be seen for both")
    bouts = mutual_bouts(one, other)
    lanes.put(_TOGETHER, [Bar(rows[1], bout.span, words=_bout_words(bout)) for bout in bouts], in_legend=False)
    for who in (one.who, other.who, None):
        _mark_completers(lanes, rows[1], [bout for bout in bouts if bout.completed_by == who], people[who] if who else None, order)
    said = (
        "A bout begins when the second of the two looks; the sign says who that was. "
        "More looking is not better, and children at play look at their toy."
    )
    return lanes.figure(_BOUTS, said if bouts else "The two never look at one another where it can be told for both.")


def _mark_completers(lanes: Lanes, row: int, bouts: Sequence[Bout], person: Person | None, order: Sequence[Person]) -> None:
    if not bouts:
        return
    mark = DESIGN.person(list(order).index(person)) if person else None
    lanes.traces.add_scatter(
        name=f"completed by {person.shown_name}" if person else "who completed it cannot be told",
        mode="markers",
        x=[FILM_CLOCK.seconds(bout.span.start) for bout in bouts],
        y=[row] * len(bouts),
        marker={
            "symbol": MARKERS[mark.shape] if mark else "diamond-open",
            "size": 13,
            "color": mark.colour if mark else DESIGN.light.ink_quiet,
            "line": {"width": 2, "color": DESIGN.light.raised if mark else DESIGN.light.ink_quiet},
        },
        hoverinfo="skip",
    )


def _bout_words(bout: Bout) -> str:
    length = f"at one another for {FILM_CLOCK.seconds(bout.span.length):.2f} s"
    if bout.completed_by is None or bout.latency_s is None:
        return f"{length}; who completed it cannot be told"
    return f"{length}; {bout.completed_by} completed it after {'at least ' if bout.at_least else ''}{bout.latency_s:.2f} s"


def _beside(share: Measure) -> str:
    counts = f"{share.n} {share.events}, {share.codable_s:.0f} s codable"
    return f" {share.value:.2f} ({counts})" if share.value is not None else f" undefined, {share.why_undefined} ({counts})"
