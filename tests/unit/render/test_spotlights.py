import numpy as np
import pytest
from PIL import Image
from PIL.ImageColor import getrgb

from tests.unit.render.test_plan import entry
from workbench.core.regions import Form, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.design import DESIGN
from workbench.render.manifest import KeyframeEntry, PointOut
from workbench.render.plan import ClipShot
from workbench.render.spotlights import draw_layer, plan_pointing

SIZE = (640, 360)


def figure(start: int, end: int, *points: tuple[int, tuple[tuple[float, float], ...]]) -> PointOut:
    return PointOut(shape=ShapeKind.BOX, start=start, end=end, keyframes=tuple(KeyframeEntry(at=at, points=p) for at, p in points))


HERE, THERE = ((0.1, 0.1), (0.3, 0.3)), ((0.5, 0.5), (0.7, 0.7))


def shot(*figures: PointOut, speed: int = 500) -> ClipShot:
    clip = entry([3600] * 100, figures=figures)
    return ClipShot(clip, Span(Ticks(0), Ticks(clip.end)), 3600, speed, (), figures, n_in=5, n_out=5)


@pytest.mark.parametrize("kind", [ShapeKind.BOX, ShapeKind.ELLIPSE])
def test_a_spotlight_leaves_its_inside_as_it_is_and_dims_the_rest(kind: ShapeKind) -> None:
    layer = draw_layer([(kind, Form(((0.25, 0.25), (0.5, 0.75))))], *SIZE)
    assert layer[180, 240, 3] == 0
    assert 80 <= layer[10, 600, 3] <= 120
    assert layer[10, 600, :3].max() < 60


def test_a_spotlight_of_the_guiders_darkens_the_rest_more_and_has_no_edge() -> None:
    corners = Form(((0.25, 0.25), (0.5, 0.75)))
    spotlight, ellipse = (draw_layer([(kind, corners)], *SIZE) for kind in (ShapeKind.SPOTLIGHT, ShapeKind.ELLIPSE))
    assert spotlight[180, 240, 3] == 0
    assert spotlight[10, 600, 3] > 170 > ellipse[10, 600, 3]
    assert spotlight[:, :, :3].max() < 60
    assert ellipse[:, :, :3].max() > 200


def test_a_polygon_lets_its_inside_through_and_dims_what_lies_between_its_arms() -> None:
    arrowhead = Form(((0.2, 0.2), (0.8, 0.2), (0.5, 0.45), (0.5, 0.9)))
    layer = draw_layer([(ShapeKind.POLYGON, arrowhead)], *SIZE)
    assert layer[int(0.3 * 360), int(0.45 * 640), 3] == 0
    assert layer[int(0.8 * 360), int(0.8 * 640), 3] > 60


@pytest.mark.parametrize("kind", [ShapeKind.BOX, ShapeKind.ELLIPSE, ShapeKind.SPOTLIGHT])
@pytest.mark.parametrize("turn", [25.0, 90.0, -60.0])
def test_a_turned_figure_is_turned_in_pixels_clockwise_about_its_middle(kind: ShapeKind, turn: float) -> None:
    """Held against the straight figure in a larger picture, turned as an image."""
    width, height = SIZE
    form = Form(((0.35, 0.45), (0.65, 0.55)), turn)
    turned = draw_layer([(kind, form)], width, height)[:, :, 3]
    straight = Image.fromarray(draw_layer([(kind, Form(form.points))], width, height)[:, :, 3])
    wanted = np.asarray(straight.rotate(-turn, Image.Resampling.BICUBIC, fillcolor=int(turned[5, 5])))
    middle = np.s_[60:300, 180:460]
    assert np.abs(turned[middle].astype(int) - wanted[middle].astype(int)).mean() < 2


def test_an_ellipse_is_round_and_a_box_is_not() -> None:
    corners = ((0.25, 0.25), (0.5, 0.75))
    ellipse, box = (draw_layer([(kind, Form(corners))], *SIZE) for kind in (ShapeKind.ELLIPSE, ShapeKind.BOX))
    near_the_corner = (int(0.29 * 360), int(0.27 * 640))
    assert box[near_the_corner][3] == 0
    assert ellipse[near_the_corner][3] > 0


@pytest.mark.parametrize("corners", [((0.25, 0.25), (0.5, 0.75)), ((0.5, 0.75), (0.25, 0.25))])
def test_corners_may_be_given_in_any_order(corners: tuple[tuple[float, float], ...]) -> None:
    assert draw_layer([(ShapeKind.BOX, Form(corners))], *SIZE)[180, 240, 3] == 0


def test_an_arrow_is_drawn_and_dims_nothing() -> None:
    layer = draw_layer([(ShapeKind.ARROW, Form(((0.2, 0.5), (0.6, 0.5))))], *SIZE)
    assert layer[10, 600, 3] == 0
    assert np.abs(layer[180, 200, :3].astype(int) - getrgb(DESIGN.accent)).max() < 12
    head, tail = (np.flatnonzero(layer[:, x, 3] > 128) for x in (int(0.59 * 640), int(0.3 * 640)))
    assert np.ptp(head) > np.ptp(tail) + 3


def test_a_line_goes_through_its_points() -> None:
    points = ((0.2, 0.2), (0.5, 0.8), (0.8, 0.3))
    layer = draw_layer([(ShapeKind.LINE, Form(points))], *SIZE)
    assert all(layer[int(y * 360), int(x * 640), 3] > 200 for x, y in points)
    assert layer[180, 620, 3] == 0


@pytest.mark.parametrize("kind", list(ShapeKind))
def test_a_figure_without_extent_or_outside_the_picture_does_no_harm(kind: ShapeKind) -> None:
    for points in (((0.4, 0.4), (0.4, 0.4)), ((-0.4, -0.4), (-0.2, -0.1)), ((0.9, 0.9), (1.4, 1.5))):
        assert draw_layer([(kind, Form(points))], *SIZE).shape == (360, 640, 4)


def test_something_is_pointed_out_exactly_while_it_is_visible_and_slower_for_longer() -> None:
    (pointing,) = plan_pointing(shot(figure(36_000, 72_000, (36_000, HERE))))
    assert (pointing.first, pointing.n_frames) == (5 + 20, 20)
    assert pointing.drawn == (((ShapeKind.BOX, Form(HERE)),),)


def test_a_moving_figure_is_drawn_anew_for_every_picture() -> None:
    (pointing,) = plan_pointing(shot(figure(36_000, 72_000, (36_000, HERE), (72_000, THERE))))
    assert len(pointing.drawn) == pointing.n_frames == 20
    lefts = [form.points[0][0] for ((_, form),) in pointing.drawn]
    assert lefts == sorted(lefts)
    assert lefts[0] == pytest.approx(0.1)


def test_a_figure_that_turns_on_the_spot_is_drawn_anew_for_every_picture() -> None:
    keyframes = tuple(KeyframeEntry(at=at, points=HERE, turn_deg=turn) for at, turn in ((36_000, 170.0), (72_000, -170.0)))
    turning = PointOut(shape=ShapeKind.BOX, start=36_000, end=72_000, keyframes=keyframes)
    (pointing,) = plan_pointing(shot(turning))
    turns = [form.turn_deg for ((_, form),) in pointing.drawn]
    assert len(turns) == pointing.n_frames
    assert all(abs(turn) >= 170 for turn in turns)


def test_figures_at_one_time_are_drawn_together_and_those_apart_are_not() -> None:
    together = plan_pointing(shot(figure(36_000, 72_000, (0, HERE)), figure(60_000, 90_000, (0, THERE))))
    apart = plan_pointing(shot(figure(36_000, 72_000, (0, HERE)), figure(90_000, 108_000, (0, THERE))))
    assert [len(pointing.drawn[15]) for pointing in together] == [2]
    assert [(pointing.first, pointing.n_frames) for pointing in apart] == [(25, 20), (55, 10)]
