"""Marks on frames, against the table's own list of starts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases import SECOND, seconds, uneven_table
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.clips import PausePoint
from workbench.session.placing import check_inside, instant_on_frame, pauses_on_frames, span_on_frames

TABLE = uneven_table(40)
STARTS = [*TABLE.pts.tolist(), TABLE.end]


@given(st.integers(0, TABLE.end - 1), st.integers(1, TABLE.end))
def test_a_stretch_holds_every_frame_it_touches_and_no_other(start: int, length: int) -> None:
    end = min(start + length, TABLE.end)
    placed = span_on_frames(Span(Ticks(start), Ticks(end)), TABLE, "moment")
    touched = [(a, b) for a, b in pairwise(STARTS) if a < end and start < b]
    assert (placed.start, placed.end) == (touched[0][0], touched[-1][1])
    assert span_on_frames(placed, TABLE, "moment") == placed


@given(st.integers(0, TABLE.end - 1))
def test_an_instant_becomes_the_start_of_the_frame_shown_then(instant: int) -> None:
    assert instant_on_frame(instant, TABLE, "still") == max(s for s in STARTS if s <= instant)


@pytest.mark.parametrize("span", [Span(Ticks(-1), Ticks(5)), Span(Ticks(0), Ticks(TABLE.end + 1)), seconds(100, 101)])
def test_what_lies_outside_the_film_is_refused_in_words(span: Span) -> None:
    with pytest.raises(EditError, match=r"The moment runs from .* but the film from 00:00\.000 to 00:01\.025"):
        span_on_frames(span, TABLE, "moment")


@pytest.mark.parametrize("instant", [-1, TABLE.end])
def test_an_instant_outside_the_film_is_refused_in_words(instant: int) -> None:
    with pytest.raises(EditError, match="The still is at"):
        instant_on_frame(instant, TABLE, "still")


def test_pause_points_are_put_in_order_and_one_to_a_frame() -> None:
    late, early = PausePoint(Ticks(STARTS[7] + 5), "later"), PausePoint(Ticks(STARTS[2] + 1), "first")
    assert pauses_on_frames([late, early], TABLE) == (PausePoint(Ticks(STARTS[2]), "first"), PausePoint(Ticks(STARTS[7]), "later"))
    with pytest.raises(EditError, match="two pause points on the frame"):
        pauses_on_frames([early, PausePoint(Ticks(STARTS[2]))], TABLE)


def test_what_a_shortened_clip_would_lose_is_named() -> None:
    clip = seconds(1, 3)
    check_inside(clip, [PausePoint(Ticks(1 * SECOND))], Ticks(3 * SECOND - 1))
    with pytest.raises(EditError, match=r"pause point at 00:03\.000 would lie outside"):
        check_inside(clip, [PausePoint(Ticks(3 * SECOND))], None)
    with pytest.raises(EditError, match=r"still at 00:00\.000 would lie outside"):
        check_inside(clip, [], Ticks(0))
