import pytest

from workbench.core.regions import Keyframe, Point, Region, ShapeKind
from workbench.core.time import Span, Ticks

WHOLE = Span(Ticks(0), Ticks(90_000))
CORNERS = ((0.1, 0.2), (0.5, 0.6))


@pytest.mark.parametrize("point", [(float("nan"), 0.0), (float("inf"), 0.0), (0.0, 1.6), (-0.6, 0.0)])
def test_a_point_lies_on_or_just_beside_the_picture(point: Point) -> None:
    with pytest.raises(ValueError, match="on the picture"):
        Keyframe(Ticks(0), (point, (0.5, 0.5)))


@pytest.mark.parametrize(
    ("kind", "n_points"), [(ShapeKind.BOX, 1), (ShapeKind.BOX, 3), (ShapeKind.ELLIPSE, 1), (ShapeKind.ARROW, 3), (ShapeKind.LINE, 1)]
)
def test_each_figure_has_its_number_of_points(kind: ShapeKind, n_points: int) -> None:
    with pytest.raises(ValueError, match="number of points"):
        Region("r", "film", WHOLE, kind, (Keyframe(Ticks(0), ((0.5, 0.5),) * n_points),))


def test_a_free_line_has_as_many_points_as_drawn() -> None:
    drawn = tuple((i / 10, 0.5) for i in range(7))
    assert Region("r", "film", WHOLE, ShapeKind.LINE, (Keyframe(Ticks(0), drawn),)).points_at(5) == drawn


def test_a_region_needs_keyframes_in_order_of_time() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Region("r", "film", WHOLE, ShapeKind.BOX, ())
    with pytest.raises(ValueError, match="order of time"):
        Region("r", "film", WHOLE, ShapeKind.BOX, (Keyframe(Ticks(9), CORNERS), Keyframe(Ticks(9), CORNERS)))


def test_keyframes_of_one_region_have_the_same_number_of_points() -> None:
    with pytest.raises(ValueError, match="same number"):
        Region("r", "film", WHOLE, ShapeKind.LINE, (Keyframe(Ticks(0), CORNERS), Keyframe(Ticks(9), (*CORNERS, (0.9, 0.9)))))
