"""The timeline of a film: who looks where, who sounds, the steps of the exchange and the moments, with a playhead.

One row a person and channel. Looks are filled by what is looked at: people solid in their own colour, things lined, what cannot be seen
crossed; candidates hatched. Steps stand on their actor's row and a line joins each to the step it answers, so that an exchange is a
zigzag between the rows. The last trace is an unseen surface over all rows that knows the time under the pointer: :data:`SURFACE`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import plotly.graph_objects as go

from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import FILM_CLOCK, Span, Ticks, format_time
from workbench.design import DESIGN
from workbench.plots.paper import colour_of, lay_paper, readable_on, sign_of, time_axis
from workbench.practice.clips import Moment
from workbench.practice.people import Person, find_person
from workbench.practice.steps import InteractionStep, StepRole

SURFACE = "surface"
"""Name of the trace whose points carry the time under the pointer, in seconds."""

MOMENTS = "moments"
"""Name of the trace of marked moments, the only one that changes while a film is worked on."""

PLAYHEAD = "playhead"
"""Name of the shape that stands where the film is."""

_MOST_COLUMNS = 1000
_BAR = 0.62
_ROW_PX = 34
_STEP_MARKERS = {StepRole.INITIATIVE: "circle", StepRole.RECEPTION: "circle-open", StepRole.RESPONSE: "square"}


@dataclass(frozen=True)
class TimelineContent:
    """What a timeline shows of one film; `tiers` with their intervals from the top."""

    title: str
    length: Ticks
    people: Sequence[Person]
    tiers: Sequence[tuple[Tier, Sequence[Interval]]]
    steps: Sequence[InteractionStep] = ()
    moments: Sequence[Moment] = ()


@dataclass
class _Rows:
    """The rows of one figure and the words under each stretch of them."""

    names: list[str] = field(default_factory=list)
    words: list[tuple[int, Span, str]] = field(default_factory=list)

    def add(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1


def timeline_figure(content: TimelineContent) -> go.Figure:
    """The timeline as a figure; x in seconds on the film clock, 0 at the first frame."""
    figure = go.Figure()
    rows = _Rows()
    _add_tiers(figure, rows, content)
    _add_steps(figure, rows, content)
    _add_moments(figure, rows, content.moments)
    _add_surface(figure, rows, content.length)
    lay_paper(figure, title=content.title, height_px=110 + _ROW_PX * len(rows.names))
    figure.update_layout(
        barmode="overlay",
        bargap=1 - _BAR,
        uniformtext={"minsize": 9, "mode": "hide"},
        hovermode="closest",
        xaxis=time_axis(content.length),
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(len(rows.names))),
            "ticktext": rows.names,
            "range": [len(rows.names) - 0.5, -0.5],
            "fixedrange": True,
            "showgrid": False,
        },
        shapes=[
            {
                "name": PLAYHEAD,
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": 0,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "line": {"color": DESIGN.accent, "width": 2},
            }
        ],
    )
    return figure


def _add_tiers(figure: go.Figure, rows: _Rows, content: TimelineContent) -> None:
    looks: dict[str, list[tuple[int, Interval]]] = defaultdict(list)
    for tier, intervals in content.tiers:
        if tier.channel not in (Channel.LOOK, Channel.VOICE):
            continue
        row = rows.add(_row_name(tier, content.people))
        candidate = tier.origin is Origin.CANDIDATE
        for interval in intervals:
            if tier.channel is Channel.LOOK and not candidate:
                looks[interval.label].append((row, interval))
            rows.words.append((row, interval.span, _look_words(interval, content.people, candidate=candidate)))
        if tier.channel is Channel.VOICE or candidate:
            colour = DESIGN.candidate if candidate else colour_of(tier.person_id, content.people)
            name = "candidate to look at" if candidate else tier.name
            _add_bars(figure, name, [(row, i, "") for i in intervals], colour, "/" if candidate else "", in_legend=candidate)
    for label, placed in looks.items():
        person = find_person(label, content.people)
        known = DESIGN.objects.get(label, DESIGN.objects["elsewhere"])
        colour = colour_of(person.id, content.people) if person else known
        pattern = "" if person else "x" if label == UNCODABLE else "-"
        words = _target_words(label, content.people)
        _add_bars(figure, words, [(row, i, words) for row, i in placed], colour, pattern, in_legend=person is None)


def _add_bars(
    figure: go.Figure, name: str, placed: Sequence[tuple[int, Interval, str]], colour: str, pattern: str, *, in_legend: bool
) -> None:
    figure.add_bar(
        name=name,
        orientation="h",
        y=[row for row, _, _ in placed],
        base=[FILM_CLOCK.seconds(i.span.start) for _, i, _ in placed],
        x=[FILM_CLOCK.seconds(i.span.length) for _, i, _ in placed],
        width=_BAR,
        text=[text for _, _, text in placed],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": DESIGN.light.ink if pattern else readable_on(colour)},
        marker={
            "color": colour,
            "opacity": 0.55 if pattern else 1,
            "line": {"width": 0},
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": DESIGN.light.raised, "fgopacity": 0.7, "size": 6},
        },
        hoverinfo="skip",
        showlegend=in_legend,
    )


def _add_steps(figure: go.Figure, rows: _Rows, content: TimelineContent) -> None:
    if not content.steps:
        return
    above = [tier.person_id for tier, _ in content.tiers]
    acting = {step.actor_id for step in content.steps}
    actors = sorted((p for p in content.people if p.id in acting), key=lambda p: above.index(p.id) if p.id in above else len(above))
    row_of = {person.id: rows.add(f"{sign_of(person.id, content.people)} {person.shown_name}'s steps") for person in actors}
    placed = [step for step in content.steps if step.actor_id in row_of]
    by_id = {step.id: step for step in placed}
    joined = [(by_id[step.answers], step) for step in placed if step.answers in by_id]
    figure.add_scatter(
        name="answers",
        mode="lines",
        x=[x for a, b in joined for x in (FILM_CLOCK.seconds(a.span.start), FILM_CLOCK.seconds(b.span.start), None)],
        y=[y for a, b in joined for y in (row_of[a.actor_id], row_of[b.actor_id], None)],
        line={"color": DESIGN.light.ink_quiet, "width": 1},
        hoverinfo="skip",
    )
    for role, marker in _STEP_MARKERS.items():
        of_role = [step for step in placed if step.role is role]
        figure.add_scatter(
            mode="markers",
            x=[FILM_CLOCK.seconds(step.span.start) for step in of_role],
            y=[row_of[step.actor_id] for step in of_role],
            marker={
                "symbol": marker,
                "size": 11,
                "color": [colour_of(step.actor_id, content.people) for step in of_role],
                "line": {"width": 2, "color": [colour_of(step.actor_id, content.people) for step in of_role]},
            },
            hoverinfo="skip",
            showlegend=False,
        )
        quiet = {"symbol": marker, "size": 11, "color": DESIGN.light.ink_quiet, "line": {"width": 2, "color": DESIGN.light.ink_quiet}}
        figure.add_scatter(name=role.value, mode="markers", x=[None], y=[None], marker=quiet, hoverinfo="skip")
    for step in placed:
        said = f": “{step.words}”" if step.words else ""
        rows.words.append((row_of[step.actor_id], step.span, f"{step.role.value} ({step.modality.value}){said}"))


def moment_bars(moments: Sequence[Moment]) -> dict[str, list[Any]]:
    """Where the bars of moments stand and what is written on them; :func:`show_moments` puts them into a figure."""
    return {
        "base": [FILM_CLOCK.seconds(moment.span.start) for moment in moments],
        "x": [FILM_CLOCK.seconds(moment.span.length) for moment in moments],
        "text": [" · ".join([moment.kind.value.replace("_", " "), *moment.principles]) for moment in moments],
    }


def show_moments(figure: go.Figure, moments: Sequence[Moment]) -> None:
    """Other moments in a figure made by :func:`timeline_figure`; nothing else of it is sent or drawn again."""
    (trace,) = figure.select_traces({"name": MOMENTS})
    trace.update(y=[trace.meta] * len(moments), **moment_bars(moments))


def _add_moments(figure: go.Figure, rows: _Rows, moments: Sequence[Moment]) -> None:
    row = rows.add("moments")
    figure.add_bar(
        name=MOMENTS,
        meta=row,
        orientation="h",
        y=[row] * len(moments),
        width=_BAR,
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        textfont={"color": DESIGN.light.ink},
        marker={"color": DESIGN.accent_soft, "line": {"width": 1, "color": DESIGN.accent}},
        hoverinfo="skip",
        showlegend=False,
        **moment_bars(moments),
    )


def _add_surface(figure: go.Figure, rows: _Rows, length: Ticks) -> None:
    """An unseen sheet of cells over all rows: what is clicked or pointed at is a cell, and its x the time there."""
    n_columns = int(min(_MOST_COLUMNS, max(length // 900, 1)))
    edges = [length * column // n_columns for column in range(n_columns + 1)]
    words = [[f"{format_time(edge)}" for edge in edges[:-1]] for _ in rows.names]
    for row, span, text in rows.words:
        first, after = np.searchsorted(edges, [span.start, span.end], side="left")
        for column in range(int(first), max(int(after), int(first) + 1)):
            if column < n_columns:
                words[row][column] = f"{format_time(edges[column])}<br>{text}"
    figure.add_heatmap(
        name=SURFACE,
        x=[FILM_CLOCK.seconds(start) for start in edges[:-1]],
        y=list(range(len(rows.names))),
        z=np.zeros((len(rows.names), n_columns), dtype=np.int8),
        text=words,
        hoverinfo="text",
        opacity=0,
        showscale=False,
        showlegend=False,
    )


def move_playhead(figure: go.Figure, ticks: int) -> None:
    """The playhead to an instant of the film clock."""
    at_s = FILM_CLOCK.seconds(ticks)
    figure.update_shapes({"x0": at_s, "x1": at_s}, selector={"name": PLAYHEAD})


def _row_name(tier: Tier, people: Sequence[Person]) -> str:
    person = next((person for person in people if person.id == tier.person_id), None)
    if person is None:
        return tier.name
    what = "looks at" if tier.channel is Channel.LOOK else "voice"
    return f"{sign_of(person.id, people)} {person.shown_name} {what}"


def _target_words(label: str, people: Sequence[Person]) -> str:
    person = find_person(label, people)
    return person.shown_name if person else "cannot be seen" if label == UNCODABLE else label


def _look_words(interval: Interval, people: Sequence[Person], *, candidate: bool) -> str:
    return _target_words(interval.label, people) + (" (a candidate to look at)" if candidate else "")
