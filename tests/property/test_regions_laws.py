"""Laws of a drawn figure that moves between keyframes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.regions import Keyframe, Point, Region, ShapeKind
from workbench.core.time import Span, Ticks

coordinates = st.floats(0, 1)
points = st.tuples(coordinates, coordinates)
corners = st.tuples(points, points)
keyframes = st.dictionaries(st.integers(0, 900_000), corners, min_size=1, max_size=6).map(
    lambda at: tuple(Keyframe(Ticks(t), at[t]) for t in sorted(at))
)


def region(frames: tuple[Keyframe, ...]) -> Region:
    return Region("r", "film", Span(Ticks(0), Ticks(900_001)), ShapeKind.BOX, frames)


def by_hand(frames: tuple[Keyframe, ...], instant: int) -> list[tuple[Fraction, ...]]:
    """The figure by exact arithmetic, holding before the first and after the last keyframe."""
    left = max((k for k in frames if k.at <= instant), key=lambda k: k.at, default=frames[0])
    right = min((k for k in frames if k.at >= instant), key=lambda k: k.at, default=frames[-1])
    part = Fraction(instant - left.at, right.at - left.at) if left.at < instant < right.at else Fraction(0)

    def between(a: Point, b: Point) -> tuple[Fraction, ...]:
        return tuple(Fraction(x) + (Fraction(y) - Fraction(x)) * part for x, y in zip(a, b, strict=True))

    return [between(a, b) for a, b in zip(left.points, right.points, strict=True)]


@given(keyframes, st.integers(-1000, 901_000))
def test_a_figure_moves_in_straight_lines_and_holds_at_both_ends(frames: tuple[Keyframe, ...], instant: int) -> None:
    for drawn, exact in zip(region(frames).points_at(instant), by_hand(frames, instant), strict=True):
        assert drawn == pytest.approx([float(x) for x in exact], abs=1e-12)


@given(keyframes, st.integers(0, 900_000), corners)
def test_setting_a_keyframe_is_exact_there_and_leaves_the_others(frames: tuple[Keyframe, ...], at: int, drawn: tuple[Point, Point]) -> None:
    edited = region(frames).with_keyframe(Keyframe(Ticks(at), drawn))
    assert edited.points_at(at) == drawn
    assert {k for k in edited.keyframes if k.at != at} == {k for k in frames if k.at != at}
