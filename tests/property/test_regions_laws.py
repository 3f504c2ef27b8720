"""Laws of a drawn figure that moves and turns between keyframes."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.figures import bounds_of, corners_of
from workbench.core.regions import Form, Keyframe, Point, Region, ShapeKind, turn_between
from workbench.core.time import Span, Ticks

coordinates = st.floats(0, 1)
points = st.tuples(coordinates, coordinates)
corners = st.tuples(points, points)
turns = st.floats(-180, 180, exclude_min=True)
keyframes = st.dictionaries(st.integers(0, 900_000), st.tuples(corners, turns), min_size=1, max_size=6).map(
    lambda at: tuple(Keyframe(Ticks(t), *at[t]) for t in sorted(at))
)
outlines = st.lists(points, min_size=4, max_size=7).map(tuple)


def region(frames: tuple[Keyframe, ...], kind: ShapeKind = ShapeKind.BOX) -> Region:
    return Region("r", "film", Span(Ticks(0), Ticks(900_001)), kind, frames)


def by_hand(frames: tuple[Keyframe, ...], instant: int) -> tuple[list[tuple[Fraction, ...]], Fraction]:
    """The figure by exact arithmetic, holding before the first and after the last keyframe; the turn up to whole rounds."""
    left = max((k for k in frames if k.at <= instant), key=lambda k: k.at, default=frames[0])
    right = min((k for k in frames if k.at >= instant), key=lambda k: k.at, default=frames[-1])
    part = Fraction(instant - left.at, right.at - left.at) if left.at < instant < right.at else Fraction(0)

    def between(a: Point, b: Point) -> tuple[Fraction, ...]:
        return tuple(Fraction(x) + (Fraction(y) - Fraction(x)) * part for x, y in zip(a, b, strict=True))

    ways = [Fraction(right.turn_deg) - Fraction(left.turn_deg) + 360 * rounds for rounds in (-1, 0, 1)]
    way = min(ways, key=lambda w: (abs(w), -w))
    return [between(a, b) for a, b in zip(left.points, right.points, strict=True)], Fraction(left.turn_deg) + way * part


def degrees_apart(one: float, other: float) -> float:
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)


@given(keyframes, st.integers(-1000, 901_000))
def test_a_figure_moves_in_straight_lines_turns_the_short_way_and_holds_at_both_ends(frames: tuple[Keyframe, ...], instant: int) -> None:
    drawn = region(frames).form_at(instant)
    exact_points, exact_turn = by_hand(frames, instant)
    for place, exact in zip(drawn.points, exact_points, strict=True):
        assert place == pytest.approx([float(x) for x in exact], abs=1e-12)
    assert degrees_apart(drawn.turn_deg, float(exact_turn)) < 1e-9


@given(turns, turns, st.floats(0, 1))
def test_a_turn_never_goes_further_than_half_a_round(one: float, other: float, part: float) -> None:
    between = turn_between(one, other, part)
    assert -180 < between <= 180
    way = degrees_apart(one, other)
    assert degrees_apart(one, between) <= way + 1e-9
    assert isclose(degrees_apart(one, between) + degrees_apart(between, other), way, abs_tol=1e-9)


@given(keyframes, st.integers(0, 900_000), corners, turns)
def test_setting_a_keyframe_is_exact_there_and_leaves_the_others(
    frames: tuple[Keyframe, ...], at: int, drawn: tuple[Point, Point], turn: float
) -> None:
    edited = region(frames).with_keyframe(Keyframe(Ticks(at), drawn, turn))
    assert edited.form_at(at) == Form(drawn, turn)
    assert {k for k in edited.keyframes if k.at != at} == {k for k in frames if k.at != at}


@given(keyframes, st.data())
def test_taking_a_keyframe_away_keeps_the_figure_and_all_other_keyframes(frames: tuple[Keyframe, ...], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(frames))
    if len(frames) == 1:
        with pytest.raises(ValueError, match="at least one keyframe"):
            region(frames).without_keyframe(gone.at)
        return
    left = region(frames).without_keyframe(gone.at)
    assert left.keyframes == tuple(k for k in frames if k != gone)
    assert left.with_keyframe(gone) == region(frames)


@given(st.dictionaries(st.integers(0, 900_000), st.lists(points, min_size=4, max_size=4).map(tuple), min_size=1, max_size=4), st.data())
def test_a_point_is_added_without_a_change_to_be_seen_and_taken_off_again(at: dict[int, tuple[Point, ...]], data: st.DataObject) -> None:
    polygon = region(tuple(Keyframe(Ticks(t), at[t]) for t in sorted(at)), ShapeKind.POLYGON)
    after, part, instant = data.draw(st.integers(0, 3)), data.draw(st.floats(0, 1)), data.draw(st.integers(0, 900_000))
    more = polygon.with_point(after, part)
    assert more.without_point(after + 1) == polygon
    before, now = polygon.form_at(instant).points, more.form_at(instant).points
    (x0, y0), (x1, y1), (x, y) = before[after], before[(after + 1) % 4], now[after + 1]
    assert (x, y) == pytest.approx((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part), abs=1e-12)


@given(corners, turns, st.sampled_from([16 / 9, 9 / 16, 4 / 3]), st.sampled_from([ShapeKind.BOX, ShapeKind.ELLIPSE]))
def test_a_turned_figure_keeps_its_size_in_pixels_and_lies_inside_its_bounds(
    drawn: tuple[Point, Point], turn: float, aspect: float, kind: ShapeKind
) -> None:
    straight, form = Form(drawn), Form(drawn, turn)
    one, other = corners_of(straight, aspect), corners_of(form, aspect)
    for a, b in ((0, 1), (1, 2), (0, 2)):
        lengths = [((c[b][0] - c[a][0]) * aspect) ** 2 + (c[b][1] - c[a][1]) ** 2 for c in (one, other)]
        assert lengths[0] == pytest.approx(lengths[1], abs=1e-9)
    left, top, right, bottom = bounds_of(kind, form, aspect)
    if kind is ShapeKind.BOX:
        assert all(left - 1e-9 <= x <= right + 1e-9 and top - 1e-9 <= y <= bottom + 1e-9 for x, y in other)
    outer = bounds_of(ShapeKind.BOX, form, aspect)
    assert outer[0] <= left + 1e-9
    assert outer[3] >= bottom - 1e-9
