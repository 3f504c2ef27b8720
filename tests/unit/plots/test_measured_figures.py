"""Figures of what was measured: where things stand, what is said of them, and what is said where nothing can be drawn."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from tests.unit.plots.test_figures import LENGTH, MUM, NOAH, PEOPLE, seconds
from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks
from workbench.design import DESIGN
from workbench.measures.gaze import Looking
from workbench.measures.recurrence import cross_recurrence
from workbench.measures.result import UNGUARDED, Measure
from workbench.measures.sequences import transitions
from workbench.measures.shifted_recurrence import recurrence_by_shifts
from workbench.measures.turns import Voice, floor_transfer_offsets
from workbench.plots.cycles import CycleFilm, cycles_figure
from workbench.plots.gaze import mutual_figure
from workbench.plots.grid import Seen, grid_figure, minutes_of
from workbench.plots.paper import MISSING, PLAYHEAD, SURFACE, move_playhead
from workbench.plots.recurrence import BAND, PROFILE, recurrence_figure
from workbench.plots.transitions import RESIDUALS, TRANSITIONS, transitions_figure
from workbench.plots.turns import ribbon_figure, turns_figure
from workbench.practice.principles import read_vocabulary

SECOND = 90_000
WHOLE = SpanSet((Span(Ticks(0), LENGTH),))
BY_NAME = {"Mum": MUM, "Noah": NOAH}
TEN = SpanSet((seconds(0, 10),))


def spans(*pairs: tuple[float, float]) -> SpanSet:
    return SpanSet.of(seconds(a, b) for a, b in pairs)


def named(figure: go.Figure, name: str) -> Any:
    (found,) = figure.select_traces({"name": name})
    return found


def words_of(figure: go.Figure) -> str:
    assert not figure.data
    return " ".join(note.text for note in figure.layout.annotations)


VOICES = [Voice("Mum", spans((0, 2), (4, 5)), WHOLE), Voice("Noah", spans((1.5, 3)), WHOLE)]
FLOOR = floor_transfer_offsets(*VOICES)


def test_transfers_carry_their_second_and_their_lengths_are_counted_beside_them() -> None:
    figure = turns_figure(FLOOR, BY_NAME, PEOPLE, LENGTH)
    noah = next(figure.select_traces({"name": "Noah takes the floor"}))
    assert noah.customdata == ([1.5],)
    assert [tuple(trace.y) for trace in figure.select_traces({"type": "histogram"})] == [(1.0,), (-0.5,)]
    assert "above 0 a gap, below 0 an overlap" in figure.layout.title.subtitle.text
    assert "undefined, under 5 events" in figure.layout.title.subtitle.text.replace("<br>", " ")
    assert figure.layout.yaxis.range[0] <= -0.5
    move_playhead(figure, 3 * SECOND)
    assert next(figure.select_shapes({"name": PLAYHEAD})).x0 == 3.0


def test_the_ribbon_shows_sounds_floors_and_what_lies_between() -> None:
    figure = ribbon_figure(FLOOR, VOICES, BY_NAME, PEOPLE, LENGTH)
    assert figure.layout.yaxis.ticktext == ("● Mum sounds", "■ Noah sounds", "has the floor", "in between")
    held = [trace for trace in figure.data if trace.y and trace.y[0] == 2]
    assert [(trace.name, trace.base, trace.x) for trace in held] == [("Mum", (0.0, 4.0), (1.5, 1.0)), ("Noah", (1.5,), (2.5,))]
    between = {trace.name.split(":")[0].split(" before")[0]: (trace.base, trace.x) for trace in figure.data if trace.y and trace.y[0] == 3}
    assert between == {"gap": ((3.0,), (1.0,)), "overlap": ((1.5,), (0.5,))}
    patterns = {trace.name: trace.marker.pattern.shape for trace in held}
    assert patterns["Mum"] != patterns["Noah"]


def test_where_one_cannot_be_told_nobody_has_the_floor_and_it_is_drawn_so() -> None:
    voices = [VOICES[0], Voice("Noah", spans((1.5, 3)), spans((0, 10), (20, 60)))]
    figure = ribbon_figure(floor_transfer_offsets(*voices), voices, BY_NAME, PEOPLE, LENGTH)
    missing = list(figure.select_traces({"name": MISSING.name}))
    assert [(trace.y, trace.base, trace.x) for trace in missing] == [((1,), (10.0,), (10.0,)), ((2, 3), (10.0, 10.0), (10.0, 10.0))]
    assert [trace.showlegend for trace in missing] == [True, False]
    assert missing[0].marker.pattern.shape == "x"


def test_bouts_bear_the_sign_of_who_completed_them() -> None:
    one = Looking("Mum", spans((0, 4), (6, 10)), TEN)
    other = Looking("Noah", spans((2, 7)), TEN)
    figure = mutual_figure(one, other, BY_NAME, PEOPLE, LENGTH)
    together = named(figure, "each looks at the other")
    assert (together.base, together.x, together.y) == ((2.0, 6.0), (2.0, 1.0), (1, 1))
    assert named(figure, "completed by Noah").x == (2.0,)
    assert (named(figure, "completed by Mum").x, named(figure, "completed by Mum").marker.symbol) == ((6.0,), "circle")
    surface = named(figure, SURFACE)
    column = next(i for i, x in enumerate(surface.x) if x >= 2.5)
    assert surface.text[1][column].endswith("at one another for 2.00 s; Noah completed it after at least 2.00 s")
    assert surface.text[0][-1].endswith("cannot be seen")


def test_a_transition_stands_with_its_count_what_chance_gives_and_where_it_is_seen_first() -> None:
    found = transitions("abcabcabcab")
    figure = transitions_figure(found, {("a", "b"): Ticks(3 * SECOND)}, {"a": "#112233"})
    arrows = named(figure, TRANSITIONS)
    place = next(i for i, words in enumerate(arrows.text) if words.startswith("a, then b"))
    assert arrows.text[place].startswith("a, then b: 4 times, 1.6 by chance, z = +3.16")
    assert (arrows.customdata[place], len(arrows.text)) == ([3.0], 3)
    cells = named(figure, RESIDUALS)
    assert [cells.text[i] for i in range(3)] == ["0", "4", "0"]
    assert (cells.marker.symbol[1], cells.marker.symbol[0], cells.marker.opacity[1]) == ("square", "square-open", 0.45)
    assert "adjusted residual" in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_the_profile_stands_over_what_shifted_films_give() -> None:
    said = np.random.default_rng(0).choice(list("abcd"), 120).tolist()
    pair = said, ["", *said[:-1]]
    found, shifted = cross_recurrence(*pair, SECOND, longest_lag_s=2), recurrence_by_shifts(*pair, SECOND, longest_lag_s=2)
    figure = recurrence_figure(found, shifted, "Mum", "Noah")
    profile = named(figure, PROFILE)
    assert (profile.x, profile.y[3]) == ((-2.0, -1.0, 0.0, 1.0, 2.0), 1.0)
    assert profile.text[3] == "Noah 1 s after Mum"
    assert max(named(figure, BAND).y) < 0.5
    assert "0.001 share of shifts" in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_too_short_a_film_has_its_profile_without_a_band_and_says_why() -> None:
    pair = list("aabbc"), list("aabbc")
    figure = recurrence_figure(
        cross_recurrence(*pair, SECOND, longest_lag_s=2, guard=UNGUARDED),
        recurrence_by_shifts(*pair, SECOND, longest_lag_s=2),
        "Mum",
        "Noah",
    )
    assert [trace.name for trace in figure.data] == [PROFILE]
    assert "undefined, under 30 s codable" in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_a_principle_stands_in_its_column_in_the_sign_of_who_showed_it() -> None:
    seen = [
        Seen("E1", Ticks(5 * SECOND), "mum"),
        Seen("E1", Ticks(9 * SECOND), "mum"),
        Seen("A1", Ticks(70 * SECOND)),
        Seen("A1", Ticks(500 * SECOND)),
    ]
    figure = grid_figure(seen, minutes_of(Ticks(90 * SECOND)), PEOPLE, read_vocabulary())
    assert figure.layout.yaxis.ticktext == ("A1 looks interested, friendly posture", "E1 waits")
    assert figure.layout.xaxis.ticktext == ("0:00", "1:00")
    mum, nobody = named(figure, "Mum"), named(figure, "the moment as a whole")
    assert (mum.y, round(mum.x[0]), mum.customdata, mum.marker.symbol) == ((1,), 0, ([5.0],), "circle")
    assert (nobody.y, round(nobody.x[0])) == ((0,), 1)
    assert "00:05.000, 00:09.000" in mum.text[0]
    assert "1 more were marked outside" in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_cycles_stand_side_by_side_in_ink_without_a_line_or_a_target() -> None:
    known = Measure("mutual gaze", 0.3, "share", 6, "bouts", 40.0, "the definition", interval=(0.2, 0.5))
    unknown = Measure("mutual gaze", None, "share", 2, "bouts", 10.0, "the definition", why_undefined="under 30 s codable")
    figure = cycles_figure(
        [CycleFilm("cycle 1", (known,)), CycleFilm("cycle 2", (unknown,)), CycleFilm("cycle 3", (), ("No looks are marked",))]
    )
    points, crosses = figure.data
    assert (points.x, points.y, points.mode, points.marker.color) == (("cycle 1",), (0.3,), "markers", DESIGN.light.ink)
    assert (pytest.approx(points.error_y.array[0]), pytest.approx(points.error_y.arrayminus[0])) == (0.2, 0.1)
    assert crosses.x == ("cycle 2",)
    assert "undefined, under 30 s codable" in crosses.text[0]
    assert "the definition" in points.text[0]
    assert figure.layout.xaxis.categoryarray == ("cycle 1", "cycle 2", "cycle 3")
    assert not figure.layout.shapes
    assert "cycle 3: No looks are marked." in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_where_nothing_can_be_drawn_words_say_so() -> None:
    nothing = SpanSet()
    silent = [Voice("Mum", nothing, WHOLE), Voice("Noah", nothing, WHOLE)]
    unheard = [Voice("Mum", nothing, nothing), Voice("Noah", nothing, nothing)]
    unseen = [Looking("Mum", nothing, nothing), Looking("Noah", nothing, TEN)]
    empty = [None] * 90
    apart = ["a"] * 45 + [""] * 45, [""] * 90
    said = {
        words_of(turns_figure(floor_transfer_offsets(*silent), BY_NAME, PEOPLE, LENGTH)): "never handed over",
        words_of(turns_figure(floor_transfer_offsets(*unheard), BY_NAME, PEOPLE, LENGTH)): "Nothing of this film is codable for both",
        words_of(ribbon_figure(floor_transfer_offsets(*silent), silent, BY_NAME, PEOPLE, LENGTH)): "Nobody is heard",
        words_of(mutual_figure(*unseen, BY_NAME, PEOPLE, LENGTH)): "no time in which it can be told for both",
        words_of(transitions_figure(transitions(["a"]), {}, {})): "No step follows another",
        words_of(grid_figure([], minutes_of(LENGTH), PEOPLE, read_vocabulary())): "No principle was marked",
        words_of(cycles_figure([])): "No film belongs to a cycle",
        words_of(_recurrence(empty, empty)): "no time in which both are codable",
        words_of(_recurrence(*apart)): "never look at the same thing within 2 s",
    }
    assert len(said) == 9
    for words, wanted in said.items():
        assert wanted in words


def _recurrence(one: list[Any], other: list[Any]) -> go.Figure:
    return recurrence_figure(
        cross_recurrence(one, other, SECOND, longest_lag_s=2), recurrence_by_shifts(one, other, SECOND, longest_lag_s=2), "Mum", "Noah"
    )


def test_two_who_never_look_at_one_another_are_said_so_and_their_looks_are_drawn() -> None:
    figure = mutual_figure(Looking("Mum", spans((0, 2)), TEN), Looking("Noah", spans((4, 6)), TEN), BY_NAME, PEOPLE, LENGTH)
    assert named(figure, "Mum").x == (2.0,)
    assert "never look at one another" in figure.layout.title.subtitle.text
