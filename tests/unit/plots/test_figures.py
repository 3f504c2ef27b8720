"""What stands in the figures: the numbers and words themselves, never a picture."""

import json
from typing import Any

import plotly.graph_objects as go
import pytest

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.design import DESIGN
from workbench.measures.result import Measure
from workbench.measures.turns import Voice, floor_transfer_offsets
from workbench.plots.gaze import gaze_figure
from workbench.plots.paper import PLAYHEAD, SURFACE, colour_of, move_playhead, readable_on, sign_of, time_axis
from workbench.plots.timeline import MOMENTS, TimelineContent, show_moments, timeline_figure
from workbench.plots.turns import turns_figure
from workbench.practice.clips import Clip, Moment
from workbench.practice.people import Person, Role
from workbench.practice.steps import InteractionStep, Modality, StepRole

SECOND = 90_000
MUM = Person("mum", "case", "M", Role.CLIENT, "Mum")
NOAH = Person("noah", "case", "N", Role.CHILD, "Noah")
PEOPLE = (MUM, NOAH)
LENGTH = Ticks(60 * SECOND)


def seconds(start: float, end: float) -> Span:
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def tier(
    person: Person, channel: Channel, rows: list[tuple[float, float, str]], origin: Origin = Origin.MARKED
) -> tuple[Tier, list[Interval]]:
    name = f"{person.id} {channel} {origin}"
    return Tier(name, "film", name, channel, origin, person.id), [
        Interval(f"{name}{a}", name, seconds(a, b), label) for a, b, label in rows
    ]


LOOKS = tier(MUM, Channel.LOOK, [(0, 20, "child"), (20, 40, "puzzle"), (40, 60, UNCODABLE)])
VOICE = tier(NOAH, Channel.VOICE, [(5, 6, "speech")])
CANDIDATES = tier(NOAH, Channel.LOOK, [(10, 12, "Mum")], Origin.CANDIDATE)
INITIATIVE = InteractionStep("a", "film", seconds(5, 6), "noah", StepRole.INITIATIVE, Modality.WORDS, words="There!")
RECEPTION = InteractionStep("b", "film", seconds(6, 7), "mum", StepRole.RECEPTION, Modality.FACE, "a")
MOMENT = Moment("m", "film", seconds(4, 30), principles=("E1",))


def timeline(**content: Any) -> go.Figure:
    return timeline_figure(TimelineContent("Film", LENGTH, PEOPLE, **{"tiers": [LOOKS, VOICE, CANDIDATES], **content}))


def trace(figure: go.Figure, name: str) -> Any:
    (found,) = [t for t in figure.data if t.name == name and t.y != (None,)]
    return found


def test_every_person_and_channel_has_a_row_with_sign_and_name() -> None:
    figure = timeline(steps=[INITIATIVE, RECEPTION], moments=[MOMENT])
    assert figure.layout.yaxis.ticktext == (
        "● Mum looks at",
        "■ Noah voice",
        "■ Noah looks at, candidates",
        "● Mum's steps",
        "■ Noah's steps",
        "moments",
    )


def test_looks_stand_at_their_times_in_the_colour_of_whom_they_meet() -> None:
    figure = timeline()
    at_noah = trace(figure, "Noah")
    assert (at_noah.base, at_noah.x, at_noah.y) == ((0.0,), (20.0,), (0,))
    assert at_noah.marker.color == DESIGN.person(1).colour
    assert at_noah.marker.pattern.shape == ""
    assert trace(figure, "puzzle").marker.color == DESIGN.objects["puzzle"]
    assert trace(figure, "cannot be seen").marker.pattern.shape == "x"


def test_candidates_look_different_from_what_a_person_marked() -> None:
    bars = trace(timeline(), "candidate to look at")
    assert (bars.marker.color, bars.marker.pattern.shape, bars.marker.opacity, bars.y) == (DESIGN.person(0).colour, "/", 0.6, (2,))
    assert bars.showlegend


def test_steps_are_joined_to_what_they_answer() -> None:
    joined = trace(timeline(steps=[INITIATIVE, RECEPTION]), "answers")
    assert joined.x == (5.0, 6.0, None)
    assert joined.y == (4, 3, None)


def test_moments_are_the_one_warm_colour() -> None:
    bars = trace(timeline(moments=[MOMENT]), MOMENTS)
    assert (bars.base, bars.x, bars.y, bars.text) == ((4.0,), (26.0,), (3,), ("better than usual · E1",))
    assert bars.marker.line.color == DESIGN.accent


def test_moments_come_and_go_without_touching_the_rest() -> None:
    figure = timeline()
    before = [t for t in figure.data if t.name != MOMENTS]
    show_moments(figure, [MOMENT])
    assert trace(figure, MOMENTS) == trace(timeline(moments=[MOMENT]), MOMENTS)
    show_moments(figure, [])
    assert trace(figure, MOMENTS).x == ()
    assert [t for t in figure.data if t.name != MOMENTS] == before


def test_the_playhead_moves_along() -> None:
    figure = timeline()
    move_playhead(figure, 12 * SECOND + 45_000)
    (shape,) = figure.layout.shapes
    assert (shape.x0, shape.x1, shape.y0, shape.y1) == (12.5, 12.5, 0, 1)


def test_the_surface_knows_time_and_words_everywhere() -> None:
    figure = timeline(steps=[INITIATIVE, RECEPTION])
    surface = trace(figure, SURFACE)
    assert figure.data[-1] is surface
    assert surface.x[0] == 0.0
    assert 59.9 < surface.x[-1] < 60.0
    column = next(i for i, x in enumerate(surface.x) if x >= 5.5)
    assert surface.text[0][column].endswith("<br>Noah")
    assert surface.text[1][column].endswith("<br>speech")
    assert surface.text[4][column].endswith("initiative (words): “There!”")
    assert surface.text[2][column] == "00:05.520"


def test_the_playhead_is_the_only_shape_and_stands_at_the_start() -> None:
    (shape,) = timeline().layout.shapes
    assert (shape.name, shape.x0, shape.x1, shape.line.color) == (PLAYHEAD, 0, 0, DESIGN.accent)


def test_a_film_without_tiers_still_has_a_row_for_moments() -> None:
    figure = timeline(tiers=[])
    assert trace(figure, SURFACE).z.shape == (1, 1000)


def test_figures_hold_no_picture_and_ask_no_other_host() -> None:
    figure = timeline(steps=[INITIATIVE, RECEPTION], moments=[MOMENT])
    text = json.dumps(figure.to_plotly_json(), default=str)
    assert not figure.layout.images
    assert "data:image" not in text
    assert "http" not in json.dumps(figure.layout.to_plotly_json(), default=str)


@pytest.mark.parametrize(("length_s", "step"), [(10, 1), (60, 5), (120, 10), (900, 120), (7200, 600)])
def test_times_are_labelled_in_minutes_with_at_most_13_labels(length_s: int, step: int) -> None:
    axis = time_axis(length_s * SECOND)
    assert axis["tickvals"][1] == step
    assert len(axis["tickvals"]) <= 13
    assert axis["range"] == [0, length_s]
    assert axis["ticktext"][1] == f"{step // 60}:{step % 60:02d}"


def test_people_keep_their_mark_and_nobody_has_none() -> None:
    assert [sign_of(p.id, PEOPLE) for p in PEOPLE] == ["●", "■"]
    assert sign_of(None, PEOPLE) == ""
    assert colour_of("stranger", PEOPLE) == DESIGN.light.ink_quiet


def test_words_on_a_colour_are_readable() -> None:
    assert readable_on("#000000") == DESIGN.light.raised
    assert readable_on("#ffffff") == DESIGN.light.ink
    assert readable_on(DESIGN.person(1).colour) == DESIGN.light.ink


def test_a_share_that_is_undefined_has_no_bar_and_says_why() -> None:
    known = Measure("mutual gaze", 0.3, "share", 6, "bouts", 40.0, "definition")
    unknown = Measure("by chance", None, "share", 2, "bouts", 10.0, "definition", why_undefined="under 30 s codable")
    (bars,) = gaze_figure([known, unknown]).data
    assert bars.x == (0.3, 0.0)
    assert bars.text == (" 0.30 (6 bouts, 40 s codable)", " undefined, under 30 s codable (2 bouts, 10 s codable)")
    assert [row[0] for row in bars.customdata] == ["definition", "definition"]


def test_only_shares_are_drawn_as_shares() -> None:
    with pytest.raises(ValueError, match="not a share"):
        gaze_figure([Measure("offset", 1.2, "s", 6, "transfers", 40.0, "d")])


def test_transfers_stand_where_the_floor_is_taken_in_the_takers_mark() -> None:
    whole = SpanSet((Span(Ticks(0), LENGTH),))
    voices = [Voice("Mum", SpanSet((seconds(0, 2),)), whole), Voice("Noah", SpanSet((seconds(1.5, 3),)), whole)]
    figure = turns_figure(floor_transfer_offsets(*voices), {"Mum": MUM, "Noah": NOAH}, PEOPLE, LENGTH)
    mum, noah = figure.select_traces({"type": "scatter"})
    assert mum.x == ()
    assert (noah.x, noah.y) == ((1.5,), (-0.5,))
    assert (noah.marker.color, noah.marker.symbol) == (DESIGN.person(1).colour, "square")
    assert noah.text == ("00:01.500 Noah, an overlap of 0.50 s",)


def test_what_nobody_coded_is_drawn_as_such_and_apart_from_what_cannot_be_seen() -> None:
    gaps = tier(MUM, Channel.LOOK, [(0, 20, "child"), (40, 60, UNCODABLE)])
    figure = timeline(tiers=[gaps])
    unmarked = trace(figure, "nothing marked")
    assert (unmarked.base, unmarked.x, unmarked.marker.pattern.shape) == ((20.0,), (20.0,), ".")
    assert trace(figure, "cannot be seen").marker.pattern.shape == "x"


def test_turns_and_clips_have_rows_of_their_own() -> None:
    turns = Tier("turns", "film", "Turns", Channel.TURN, Origin.AUTHORED)
    rows = [Interval("1", "turns", seconds(0, 5), "M"), Interval("2", "turns", seconds(5, 9), "N")]
    clip = Clip("c", "playlist", "film", seconds(10, 40), 0, "Waiting together")
    figure = timeline(tiers=[(turns, rows)], clips=[clip])
    assert figure.layout.yaxis.ticktext == ("Turns", "moments", "clips")
    assert (trace(figure, "Mum").x, trace(figure, "Noah").x) == ((5.0,), (4.0,))
    assert trace(figure, "Mum").marker.pattern.shape != trace(figure, "Noah").marker.pattern.shape
    assert (trace(figure, "clips").base, trace(figure, "clips").y) == ((10.0,), (2,))


def test_a_long_film_is_light_from_far_exact_from_near_and_says_what_share_it_shows() -> None:
    hours = Ticks(3 * 3600 * SECOND)
    looks = tier(MUM, Channel.LOOK, [(n, n + 1, ("child", "puzzle")[n % 3 > 0]) for n in range(3 * 3600)])
    content = TimelineContent("Film", hours, PEOPLE, [looks])
    far = timeline_figure(content)
    assert sum(len(t.x) for t in far.data if t.type == "bar") <= 400
    assert len(far.to_json()) < 200_000
    assert max(trace(far, "puzzle").marker.opacity) < 1
    assert "puzzle, 67% of these 27 s" in " ".join(trace(far, SURFACE).text[0])
    near = timeline_figure(content, seconds(3600, 3606))
    assert (trace(near, "Noah").base, trace(near, "Noah").x) == ((3600.0, 3603.0), (1.0, 1.0))
    assert trace(near, "Noah").marker.opacity == 1
    assert near.layout.xaxis.range == (3600, 3606)
    assert near.layout.xaxis.ticktext[:2] == ("60:00.0", "60:00.5")
