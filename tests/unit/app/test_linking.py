"""The figure and the player, each moving the other; the browser's click is handed to plotly's own dispatch."""

from typing import Any

import pytest

from workbench.app.linking import LinkedTimeline
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.plots.timeline import MOMENTS, PLAYHEAD, SURFACE, TimelineContent
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
        self.now = 100.0
        self.timeline = LinkedTimeline(content(), self.sought.append, clock=lambda: self.now)

    @property
    def playhead_s(self) -> float:
        (shape,) = self.timeline.figure.select_shapes({"name": PLAYHEAD})
        at: float = shape.x0
        return at

    def click(self, x_s: float) -> None:
        figure = self.timeline.figure
        index = next(i for i, trace in enumerate(figure.data) if trace.name == SURFACE)
        point: dict[str, Any] = {"trace_indexes": [index], "point_indexes": [[0, 0]], "xs": [x_s], "ys": [0]}
        figure._js2py_pointsCallback = {"event_type": "plotly_click", "points": point, "device_state": None, "selector": None}


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_click_on_the_figure_takes_the_film_there(bench: Bench) -> None:
    bench.click(12.5)
    assert bench.sought == [12 * SECOND + 45_000]


def test_a_click_at_the_end_stays_inside_the_film(bench: Bench) -> None:
    bench.click(60.0)
    assert bench.sought == [60 * SECOND - 1]


def test_the_playhead_follows_every_step_while_the_film_stands(bench: Bench) -> None:
    for ticks in (SECOND, 2 * SECOND):
        bench.timeline.follow({"frame": 1, "ticks": ticks, "playing": False})
        assert bench.playhead_s == ticks / SECOND


def test_while_the_film_plays_the_playhead_moves_five_times_a_second(bench: Bench) -> None:
    bench.timeline.follow({"ticks": SECOND, "playing": True})
    bench.now += 0.1
    bench.timeline.follow({"ticks": 2 * SECOND, "playing": True})
    assert bench.playhead_s == 1.0
    bench.now += 0.11
    bench.timeline.follow({"ticks": 3 * SECOND, "playing": True})
    assert bench.playhead_s == 3.0
    bench.timeline.follow({"ticks": 4 * SECOND, "playing": False})
    assert bench.playhead_s == 4.0


def test_another_film_is_drawn_in_the_same_figure(bench: Bench) -> None:
    figure = bench.timeline.figure
    bench.timeline.show(content(30))
    assert bench.timeline.figure is figure
    assert figure.layout.xaxis.range == (0, 30)
    assert len([trace for trace in figure.data if trace.name == SURFACE]) == 1
    bench.click(45.0)
    assert bench.sought == [30 * SECOND - 1]


def test_new_moments_are_drawn_where_they_are(bench: Bench) -> None:
    bench.timeline.show_moments([Moment("m", "film", Span(Ticks(4 * SECOND), Ticks(6 * SECOND)))])
    (bars,) = bench.timeline.figure.select_traces({"name": MOMENTS})
    assert (bars.base, bars.x) == ((4.0,), (2.0,))
