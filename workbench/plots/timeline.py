"""The timeline of a film: who looks where, who sounds, whose turn it is, the steps of the exchange, moments and clips, with a playhead.

One row a person and channel. Looks are filled by what is looked at: people solid in their own colour, things lined, what cannot be seen
crossed, what nobody has coded dotted; candidates hatched. Steps stand on their actor's row and a line joins each to the step it answers,
so that an exchange is a zigzag between the rows. Seen from far, a long film shows what holds longest in each stretch, the fainter the less.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.design import DESIGN
from workbench.plots.binning import Held, seen_from
from workbench.plots.lanes import BAR, Bar, Lanes
from workbench.plots.paper import CANDIDATE, MISSING, UNMARKED, Fill, colour_of, fill_of, sign_of
from workbench.practice.clips import Clip, Moment
from workbench.practice.people import Person, find_person
from workbench.practice.steps import InteractionStep, StepRole

MOMENTS = "moments"
"""Name of the trace of marked moments, the only one that changes while a film is worked on."""

_MOST_BARS = 400
_THING = "-"
_STEP_MARKERS = {StepRole.INITIATIVE: "circle", StepRole.RECEPTION: "circle-open", StepRole.RESPONSE: "square"}
_ROWS = {Channel.LOOK: "looks at", Channel.VOICE: "voice", Channel.TURN: "turns"}


@dataclass(frozen=True)
class TimelineContent:
    """What a timeline shows of one film; `tiers` with their intervals from the top."""

    title: str
    length: Ticks
    people: Sequence[Person]
    tiers: Sequence[tuple[Tier, Sequence[Interval]]]
    steps: Sequence[InteractionStep] = ()
    moments: Sequence[Moment] = ()
    clips: Sequence[Clip] = ()


def timeline_figure(content: TimelineContent, window: Span | None = None) -> go.Figure:
    """The timeline as a figure; x in seconds on the film clock, 0 at the first frame.

    Parameters
    ----------
    window : Span, optional
        The stretch that is seen; without it the whole film. What lies outside is left out.
    """
    lanes = Lanes(content.length, window)
    _add_tiers(lanes, content)
    _add_steps(lanes, content)
    _add_moments(lanes, content.moments)
    _add_clips(lanes, content.clips)
    return lanes.figure(content.title)


def _add_tiers(lanes: Lanes, content: TimelineContent) -> None:
    bars: dict[Fill, list[Bar]] = defaultdict(list)
    for tier, intervals in content.tiers:
        if tier.channel not in _ROWS:
            continue
        row = lanes.row(_row_name(tier, content.people))
        for held in seen_from([(interval.span, interval.label) for interval in intervals], lanes.window, most=_MOST_BARS):
            fill = _fill_of(tier, held.label, content.people)
            bars[fill].append(_bar(row, tier, held, content.people))
        if tier.channel is Channel.LOOK and tier.origin is not Origin.CANDIDATE:
            marked = SpanSet.of(interval.span for interval in intervals)
            for gap in marked.gaps_within(Span(Ticks(0), content.length)):
                bars[UNMARKED].append(Bar(row, gap, words=UNMARKED.name))
    first_candidate = next((fill for fill in bars if fill.is_faint), None)
    for fill, placed in bars.items():
        lanes.put(fill, placed, in_legend=fill in (MISSING, UNMARKED, first_candidate) or fill.pattern == _THING)


def _fill_of(tier: Tier, label: str, people: Sequence[Person]) -> Fill:
    if label == UNCODABLE:
        return MISSING
    marked = _fill_of_marked(tier, label, people)
    return replace(CANDIDATE, colour=marked.colour) if tier.origin is Origin.CANDIDATE else marked


def _fill_of_marked(tier: Tier, label: str, people: Sequence[Person]) -> Fill:
    if tier.channel is Channel.VOICE:
        return Fill(tier.name, colour_of(tier.person_id, people))
    person = find_person(label, people)
    if person is not None and tier.channel is Channel.TURN:
        return fill_of(person, people)
    if person is not None:
        return Fill(person.shown_name, colour_of(person.id, people))
    return Fill(label, DESIGN.objects.get(label, DESIGN.objects["elsewhere"]), _THING)


def _bar(row: int, tier: Tier, held: Held, people: Sequence[Person]) -> Bar:
    person = find_person(held.label, people)
    shown = person.shown_name if person else MISSING.name if held.label == UNCODABLE else held.label
    words = shown + (f" ({CANDIDATE.name})" if tier.origin is Origin.CANDIDATE and held.label != UNCODABLE else "")
    if held.share < 1.0:
        words += f", {held.share:.0%} of these {FILM_CLOCK.seconds(held.span.length):.2g} s"
    is_named = person is not None and tier.channel is not Channel.VOICE and held.share == 1.0
    return Bar(row, held.span, shown if is_named else "", words, held.share)


def _add_steps(lanes: Lanes, content: TimelineContent) -> None:
    if not content.steps:
        return
    figure = lanes.traces
    above = [tier.person_id for tier, _ in content.tiers]
    acting = {step.actor_id for step in content.steps}
    actors = sorted((p for p in content.people if p.id in acting), key=lambda p: above.index(p.id) if p.id in above else len(above))
    row_of = {person.id: lanes.row(f"{sign_of(person.id, content.people)} {person.shown_name}'s steps") for person in actors}
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
        colours = [colour_of(step.actor_id, content.people) for step in of_role]
        figure.add_scatter(
            mode="markers",
            x=[FILM_CLOCK.seconds(step.span.start) for step in of_role],
            y=[row_of[step.actor_id] for step in of_role],
            marker={"symbol": marker, "size": 11, "color": colours, "line": {"width": 2, "color": colours}},
            hoverinfo="skip",
            showlegend=False,
        )
        quiet = {"symbol": marker, "size": 11, "color": DESIGN.light.ink_quiet, "line": {"width": 2, "color": DESIGN.light.ink_quiet}}
        figure.add_scatter(name=role.value, mode="markers", x=[None], y=[None], marker=quiet, hoverinfo="skip")
    for step in placed:
        said = f": “{step.words}”" if step.words else ""
        lanes.say(row_of[step.actor_id], step.span, f"{step.role.value} ({step.modality.value}){said}")


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


def _add_moments(lanes: Lanes, moments: Sequence[Moment]) -> None:
    row = lanes.row("moments")
    lanes.traces.add_bar(
        name=MOMENTS,
        meta=row,
        orientation="h",
        y=[row] * len(moments),
        width=BAR,
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        textfont={"color": DESIGN.light.ink},
        marker={"color": DESIGN.accent_soft, "line": {"width": 1, "color": DESIGN.accent}},
        hoverinfo="skip",
        showlegend=False,
        **moment_bars(moments),
    )


def _add_clips(lanes: Lanes, clips: Sequence[Clip]) -> None:
    if not clips:
        return
    row = lanes.row("clips")
    fill = Fill("clips", DESIGN.accent_soft, "\\")
    named = [(clip, clip.title or f"clip {clip.position + 1}") for clip in clips]
    lanes.put(
        fill, [Bar(row, clip.span, f"{clip.position + 1}", f"clip {clip.position + 1}: {title}") for clip, title in named], in_legend=False
    )


def _row_name(tier: Tier, people: Sequence[Person]) -> str:
    person = next((person for person in people if person.id == tier.person_id), None)
    candidates = ", candidates" if tier.origin is Origin.CANDIDATE else ""
    if person is None:
        return tier.name + candidates
    return f"{sign_of(person.id, people)} {person.shown_name} {_ROWS[tier.channel]}{candidates}"
