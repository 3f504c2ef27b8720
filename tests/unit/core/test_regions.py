import pytest

from workbench.core.regions import Form, Keyframe, Point, Purpose, Region, ShapeKind, turn_between, usual_purpose
from workbench.core.time import Span, Ticks

WHOLE = Span(Ticks(0), Ticks(90_000))
CORNERS = ((0.1, 0.2), (0.5, 0.6))


@pytest.mark.parametrize("point", [(float("nan"), 0.0), (float("inf"), 0.0), (0.0, 1.6), (-0.6, 0.0)])
def test_a_point_lies_on_or_just_beside_the_picture(point: Point) -> None:
    with pytest.raises(ValueError, match="on the picture"):
        Keyframe(Ticks(0), (point, (0.5, 0.5)))


@pytest.mark.parametrize(
    ("kind", "n_points"),
    [
        (ShapeKind.BOX, 1),
        (ShapeKind.BOX, 3),
        (ShapeKind.ELLIPSE, 1),
        (ShapeKind.ARROW, 3),
        (ShapeKind.LINE, 1),
        (ShapeKind.POLYGON, 2),
        (ShapeKind.SPOTLIGHT, 3),
        (ShapeKind.BLUR, 1),
    ],
)
def test_each_figure_has_its_number_of_points(kind: ShapeKind, n_points: int) -> None:
    with pytest.raises(ValueError, match="number of points"):
        Region("r", "film", WHOLE, kind, (Keyframe(Ticks(0), ((0.5, 0.5),) * n_points),), purpose=usual_purpose(kind))


def test_a_free_line_has_as_many_points_as_drawn() -> None:
    drawn = tuple((i / 10, 0.5) for i in range(7))
    assert Region("r", "film", WHOLE, ShapeKind.LINE, (Keyframe(Ticks(0), drawn),)).form_at(5).points == drawn


def test_a_region_needs_keyframes_in_order_of_time() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Region("r", "film", WHOLE, ShapeKind.BOX, ())
    with pytest.raises(ValueError, match="order of time"):
        Region("r", "film", WHOLE, ShapeKind.BOX, (Keyframe(Ticks(9), CORNERS), Keyframe(Ticks(9), CORNERS)))


def test_keyframes_of_one_region_have_the_same_number_of_points() -> None:
    with pytest.raises(ValueError, match="same number"):
        Region("r", "film", WHOLE, ShapeKind.LINE, (Keyframe(Ticks(0), CORNERS), Keyframe(Ticks(9), (*CORNERS, (0.9, 0.9)))))


@pytest.mark.parametrize("turn", [float("nan"), float("inf"), -180.0, 180.1, 1e300])
def test_a_turn_is_half_a_round_either_way_at_most(turn: float) -> None:
    with pytest.raises(ValueError, match="up to 180 degrees either way"):
        Form(CORNERS, turn)


@pytest.mark.parametrize("kind", [ShapeKind.ARROW, ShapeKind.LINE])
def test_what_has_no_frame_is_turned_by_its_points(kind: ShapeKind) -> None:
    with pytest.raises(ValueError, match="turned by its points"):
        Region("r", "film", WHOLE, kind, (Keyframe(Ticks(0), CORNERS, 5.0),))


def test_a_blur_always_hides_and_a_spotlight_never_does() -> None:
    keyframes = (Keyframe(Ticks(0), CORNERS),)
    with pytest.raises(ValueError, match="a blur always hides"):
        Region("r", "film", WHOLE, ShapeKind.BLUR, keyframes)
    with pytest.raises(ValueError, match="a spotlight always points"):
        Region("r", "film", WHOLE, ShapeKind.SPOTLIGHT, keyframes, purpose=Purpose.ANONYMISE)
    assert usual_purpose(ShapeKind.BLUR) is Purpose.ANONYMISE
    assert {usual_purpose(kind) for kind in ShapeKind if kind is not ShapeKind.BLUR} == {Purpose.POINT_OUT}


@pytest.mark.parametrize(
    ("one", "other", "middle"),
    [(170, -170, 180), (-170, 170, 180), (10, -10, 0), (0, 180, 90), (180, 0, -90), (-90, 90, 0), (90, -90, 180)],
)
def test_a_figure_turns_the_short_way_and_half_a_round_clockwise(one: float, other: float, middle: float) -> None:
    assert turn_between(one, other, 0.5) == middle


def test_a_keyframe_that_is_not_there_cannot_be_taken_away() -> None:
    region = Region("r", "film", WHOLE, ShapeKind.BOX, (Keyframe(Ticks(0), CORNERS), Keyframe(Ticks(9), CORNERS)))
    with pytest.raises(KeyError):
        region.without_keyframe(5)
    assert [k.at for k in region.without_keyframe(0).keyframes] == [9]


def test_points_are_added_and_taken_off_only_where_there_can_be_more_or_fewer() -> None:
    corners = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    polygon = Region("r", "film", WHOLE, ShapeKind.POLYGON, (Keyframe(Ticks(0), corners),))
    assert polygon.with_point(2, 0.5).form_at(0).points == (*corners, (0.25, 0.25))
    line = Region("r", "film", WHOLE, ShapeKind.LINE, (Keyframe(Ticks(0), corners),))
    box = Region("r", "film", WHOLE, ShapeKind.BOX, (Keyframe(Ticks(0), CORNERS),))
    for refused, words in (
        (lambda: polygon.without_point(0), "number of points of a polygon"),
        (lambda: polygon.without_point(3), "no point 3"),
        (lambda: line.with_point(2, 0.5), "no edge after point 2"),
        (lambda: box.with_point(0, 0.5), "no points to add"),
        (lambda: box.without_point(0), "number of points of a box"),
    ):
        with pytest.raises(ValueError, match=words):
            refused()
