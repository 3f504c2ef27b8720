"""Handing over the floor as figures: every transfer where it happens beside how long they take, and the ribbon of turns."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, Span, Ticks, format_time
from workbench.design import DESIGN
from workbench.measures.turns import Floor, StretchKind, Voice
from workbench.plots.lanes import Bar, Lanes
from workbench.plots.paper import MARKERS, Fill, fill_of, lay_paper, playhead_line, say_instead, sign_of, time_axis
from workbench.practice.people import Person

_TITLE = "Handing over the floor"
_BINS_S = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0)
_MOST_BINS = 60
_RIBBON = "The ribbon of turns"
_BETWEEN = {
    StretchKind.GAP: Fill("gap: silence before the other begins", DESIGN.light.line, "."),
    StretchKind.OVERLAP_BETWEEN: Fill("overlap before the other has the floor", DESIGN.light.ink_quiet, "x"),
    StretchKind.PAUSE: Fill("pause: silence within one's floor", DESIGN.light.sunken, ""),
    StretchKind.OVERLAP_WITHIN: Fill("overlap within one's floor", DESIGN.light.ink_quiet, "+"),
}


def turns_figure(floor: Floor, people: Mapping[str, Person], order: Sequence[Person], length: Ticks) -> go.Figure:
    """Floor-transfer offsets over the film and how often each length occurs, coloured and shaped by who takes the floor.

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
    if not floor.transfers:
        return say_instead(_TITLE, _why_nobody(floor), "The ribbon of turns shows what was heard")
    figure = make_subplots(cols=2, shared_yaxes=True, column_widths=[0.78, 0.22], horizontal_spacing=0.03)
    span = max(abs(transfer.offset_s) for transfer in floor.transfers)
    bin_s = next(size for size in _BINS_S if size * _MOST_BINS >= 2 * span or size == _BINS_S[-1])
    for voice, person in people.items():
        taken = [transfer for transfer in floor.transfers if transfer.taker == voice]
        place = list(order).index(person)
        mark = DESIGN.person(place)
        offsets = [transfer.offset_s for transfer in taken]
        figure.add_scatter(
            name=f"{person.shown_name} takes the floor",
            mode="markers",
            x=[FILM_CLOCK.seconds(transfer.taken_at) for transfer in taken],
            y=offsets,
            marker={"symbol": MARKERS[mark.shape], "size": 11, "color": mark.colour, "line": {"width": 1, "color": DESIGN.light.raised}},
            text=[f"{format_time(t.taken_at)} {person.shown_name}, {_offset(t.offset_s)}" for t in taken],
            customdata=[[FILM_CLOCK.seconds(transfer.taken_at)] for transfer in taken],
            hoverinfo="text",
            col=1,
            row=1,
        )
        figure.add_histogram(
            y=offsets,
            ybins={"size": bin_s, "start": -bin_s * _MOST_BINS, "end": bin_s * _MOST_BINS},
            marker={
                "color": mark.colour,
                "line": {"width": 1, "color": DESIGN.light.raised},
                "pattern": fill_of(person, order).marker["pattern"],
            },
            hovertemplate=f"%{{x}} times {person.shown_name}, %{{y}} s<extra></extra>",
            showlegend=False,
            col=2,
            row=1,
        )
    median = floor.median_offset()
    said = f"{median.definition.capitalize()}. {median.name.capitalize()}: {median.said} ({median.rests_on})."
    lay_paper(figure, title=_TITLE, height_px=320, said=said)
    figure.update_layout(
        bargap=0.1,
        shapes=[playhead_line()],
        barmode="stack",
        dragmode=False,
        margin={"l": 56},
        xaxis={**time_axis(length), "fixedrange": True},
    )
    figure.update_xaxes(title_text="how often", fixedrange=True, rangemode="tozero", tickformat="d", col=2)
    figure.update_yaxes(fixedrange=True, zeroline=True, zerolinewidth=2, zerolinecolor=DESIGN.light.ink_quiet)
    figure.update_yaxes(
        title_text="gap above 0, overlap below (s)", range=[min(-0.5, -span if _overlaps(floor) else -0.5), span * 1.1 + 0.1], col=1
    )
    return figure


def ribbon_figure(
    floor: Floor, voices: Sequence[Voice], people: Mapping[str, Person], order: Sequence[Person], length: Ticks, window: Span | None = None
) -> go.Figure:
    """Who sounds, who has the floor, and what lies between two lone voices, row by row over the film.

    Parameters
    ----------
    floor : Floor
        Of the two `voices`, which are named by the keys of `people`.
    order : sequence of Person
        The people of the case, whose places give their marks.
    length : Ticks
        Of the film.
    window : Span, optional
        The stretch that is seen; without it the whole film.
    """
    if not any(len(voice.sounds) for voice in voices):
        return say_instead(_RIBBON, "Nobody is heard in this film", "Mark voices, or look at looks and steps")
    lanes = Lanes(length, window)
    rows = {voice.who: lanes.row(f"{sign_of(people[voice.who].id, order)} {people[voice.who].shown_name} sounds") for voice in voices}
    held_row, between_row = lanes.row("has the floor"), lanes.row("in between")
    fills = {who: fill_of(person, order) for who, person in people.items()}
    codable = voices[0].codable
    for voice in voices:
        codable = codable.intersection(voice.codable)
        lanes.put(fills[voice.who], [Bar(rows[voice.who], sound, words=f"{voice.who} sounds") for sound in voice.sounds], in_legend=False)
        lanes.put_missing([rows[voice.who]], voice.codable, "cannot be told")
    for who in rows:
        held = [span for span, holder in _holding(floor, voices, codable) if holder == who]
        name = people[who].shown_name
        lanes.put(fills[who], [Bar(held_row, span, name, f"{name} has the floor") for span in held], in_legend=False)
    for kind, fill in _BETWEEN.items():
        found = [Bar(between_row, each.span, words=f"{fill.name}, {_length(each.span)}") for each in floor.stretches if each.kind is kind]
        if found:
            lanes.put(fill, found, in_legend=True)
    lanes.put_missing([held_row, between_row], codable, "cannot be told for both")
    return lanes.figure(_RIBBON, _RIBBON_SAID)


_RIBBON_SAID = (
    "The floor goes to whoever sounds alone and stays until the other sounds alone (Jaffe & Feldstein 1970). "
    "In between lie silences and sounds of both at once; the four kinds are those of Heldner & Edlund (2010)."
)


def _holding(floor: Floor, voices: Sequence[Voice], codable: SpanSet) -> list[tuple[Span, str]]:
    """Who has the floor when, from the first transfer's giver on; nobody where something cannot be told."""
    begun = min((sound.start for voice in voices for sound in voice.sounds), default=Ticks(0))
    ended = max((sound.end for voice in voices for sound in voice.sounds), default=Ticks(0))
    givers = floor.transfers[0].giver if floor.transfers else next((voice.who for voice in voices if len(voice.sounds)), "")
    changes = [(begun, givers), *((transfer.taken_at, transfer.taker) for transfer in floor.transfers), (ended, "")]
    found = [(Span(at, until), who) for (at, who), (until, _) in pairwise(changes) if until > at]
    return [(piece, who) for span, who in found for piece in SpanSet((span,)).intersection(codable)]


def _offset(offset_s: float) -> str:
    return f"a gap of {offset_s:.2f} s" if offset_s >= 0 else f"an overlap of {-offset_s:.2f} s"


def _length(span: Span) -> str:
    return f"{FILM_CLOCK.seconds(span.length):.2f} s"


def _overlaps(floor: Floor) -> bool:
    return any(transfer.offset_s < 0 for transfer in floor.transfers)


def _why_nobody(floor: Floor) -> str:
    return "The floor was never handed over" if floor.codable_s else "Nothing of this film is codable for both"
