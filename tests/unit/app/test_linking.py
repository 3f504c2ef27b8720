"""The figure and the player, each moving the other; the browser's click is handed to plotly's own dispatch."""

from functools import partial
from typing import Any

import plotly.graph_objects as go
import pytest

from workbench.app.linking import LinkedFigure, Pace
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.plots.paper import PLAYHEAD, SURFACE, say_instead
from workbench.plots.timeline import MOMENTS, TimelineContent, timeline_figure
from workbench.practice.clips import Moment
from workbench.practice.people import Person, Role

SECOND = 90_000
MUM = Person("mum", "case", "M", Role.CLIENT, "Mum")


def content(length_s: int = 60) -> TimelineContent:
    span = Span(Ticks(0), Ticks(10 * SECOND))
    tier = Tier("t", "film", "Mum look", Channel.LOOK, Origin.MARKED, "mum")
    return TimelineContent("Film", Ticks(length_s * SECOND), [MUM], [(tier, [Interval("i", "t", span, "puzzle")])])


class Bench:
    def __init__(self) -> None:
        self.sought: list[int] = []
        self.linked = LinkedFigure(partial(timeline_figure, content()), Ticks(60 * SECOND), self.sought.append)

    @property
    def playhead_s(self) -> float:
        (shape,) = self.linked.figure.select_shapes({"name": PLAYHEAD})
        at: float = shape.x0
        return at

    def click(self, x_s: float, name: str = SURFACE) -> None:
        figure = self.linked.figure
        index = next(i for i, trace in enumerate(figure.data) if trace.name == name)
        place: Any = [0, 0] if name == SURFACE else 0
        point: dict[str, Any] = {"trace_indexes": [index], "point_indexes": [place], "xs": [x_s], "ys": [0]}
        figure._js2py_pointsCallback = {"event_type": "plotly_click", "points": point, "device_state": None, "selector": None}

    def zoom(self, start_s: float, end_s: float) -> None:
        self.linked.figure._js2py_relayout = {"relayout_data": {"xaxis.range[0]": start_s, "xaxis.range[1]": end_s}, "source_view_id": "v"}


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_click_on_the_figure_takes_the_film_there(bench: Bench) -> None:
    bench.click(12.5)
    assert bench.sought == [12 * SECOND + 45_000]


def test_a_click_at_the_end_stays_inside_the_film(bench: Bench) -> None:
    bench.click(60.0)
    assert bench.sought == [60 * SECOND - 1]


def test_the_playhead_goes_where_the_film_is_and_stays_there_in_another_figure(bench: Bench) -> None:
    bench.linked.move(2 * SECOND)
    assert bench.playhead_s == 2.0
    bench.linked.show(partial(timeline_figure, content(30)), Ticks(30 * SECOND))
    assert bench.playhead_s == 2.0


def test_while_the_film_plays_what_follows_it_moves_five_times_a_second_and_at_every_step_while_it_stands() -> None:
    now = 100.0
    pace = Pace(lambda: now)
    assert pace.is_due({"playing": True})
    now += 0.1
    assert not pace.is_due({"playing": True})
    now += 0.11
    assert pace.is_due({"playing": True})
    assert pace.is_due({"playing": False})


def test_another_film_is_drawn_in_the_same_figure(bench: Bench) -> None:
    figure = bench.linked.figure
    bench.linked.show(partial(timeline_figure, content(30)), Ticks(30 * SECOND))
    assert bench.linked.figure is figure
    assert figure.layout.xaxis.range == (0, 30)
    assert len([trace for trace in figure.data if trace.name == SURFACE]) == 1
    bench.click(45.0)
    assert bench.sought == [30 * SECOND - 1]


def test_a_sign_takes_the_film_to_its_own_second_and_one_without_a_second_nowhere(bench: Bench) -> None:
    def signs(_window: Span | None) -> go.Figure:
        figure = go.Figure()
        figure.add_scatter(name="here", x=["a code"], y=[1], customdata=[[7.5]])
        figure.add_scatter(name="nowhere", x=["a code"], y=[2], customdata=[[None]])
        return figure

    bench.linked.show(signs, Ticks(60 * SECOND))
    bench.click(0.0, "nowhere")
    assert bench.sought == []
    bench.click(0.0, "here")
    assert bench.sought == [7 * SECOND + 45_000]


def test_a_stretch_that_is_looked_at_closely_is_drawn_anew_and_the_whole_film_again(bench: Bench) -> None:
    bench.zoom(10, 20)
    assert bench.linked.figure.layout.xaxis.range == (10, 20)
    (surface,) = bench.linked.figure.select_traces({"name": SURFACE})
    assert (surface.x[0], len(surface.x)) == (10.0, 1000)
    bench.click(surface.x[1])
    assert bench.sought == [10 * SECOND + 900]
    bench.zoom(-5, 90)
    assert bench.linked.figure.layout.xaxis.range == (0, 60)


def test_a_figure_of_words_can_be_shown_and_left_again(bench: Bench) -> None:
    bench.linked.show(lambda window: say_instead("Title", "Nothing"), Ticks(60 * SECOND))
    bench.linked.move(3 * SECOND)
    assert bench.linked.figure.layout.annotations[0].text == "Nothing."
    bench.linked.show(partial(timeline_figure, content()), Ticks(60 * SECOND))
    assert (bench.playhead_s, bench.linked.figure.layout.annotations) == (3.0, ())


def test_new_moments_are_drawn_where_they_are(bench: Bench) -> None:
    bench.linked.show_moments([Moment("m", "film", Span(Ticks(4 * SECOND), Ticks(6 * SECOND)))])
    (bars,) = bench.linked.figure.select_traces({"name": MOMENTS})
    assert (bars.base, bars.x) == ((4.0,), (2.0,))
