"""Laws of frame tables, for every table."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.time import FILM_CLOCK, Clock, Span, Ticks
from workbench.media.frames import FrameTable

steps = st.lists(st.integers(1, 10_000), min_size=1, max_size=60)
clocks = st.sampled_from(
    [FILM_CLOCK, Clock(Fraction(1, 600)), Clock(Fraction(1, 1000)), Clock(Fraction(1, 15_360)), Clock(Fraction(1001, 30_000))]
)


@st.composite
def tables(draw: st.DrawFn, first: st.SearchStrategy[int] = st.integers(-50_000, 50_000)) -> FrameTable:  # noqa: B008
    edges = np.cumsum([draw(first), *draw(steps)])
    return FrameTable(edges[:-1], int(edges[-1]), draw(clocks))


@given(tables())
def test_a_frame_is_shown_from_its_start_until_just_before_the_next(table: FrameTable) -> None:
    edges = [*table.pts.tolist(), table.end]
    for frame, (start, after) in enumerate(pairwise(edges)):
        assert table.frame_at(start) == frame
        assert table.frame_at(after - 1) == frame
        assert table.snapped(after - 1) == start


@given(tables())
def test_the_spans_of_all_frames_tile_the_film(table: FrameTable) -> None:
    spans = [table.span_of(frame) for frame in range(table.n_frames)]
    assert spans[0].start == table.span.start
    assert spans[-1].end == table.span.end
    assert all(a.end == b.start for a, b in pairwise(spans))


@given(tables(), st.data())
def test_the_frames_in_a_span_are_those_whose_own_span_overlaps_it(table: FrameTable, data: st.DataObject) -> None:
    start = data.draw(st.integers(table.span.start - 20_000, table.span.end + 20_000))
    span = Span(Ticks(start), Ticks(start + data.draw(st.integers(1, 40_000))))
    overlapping = [frame for frame in range(table.n_frames) if table.span_of(frame).overlaps(span)]
    assert list(table.frames_in(span)) == overlapping


@given(tables(first=st.integers(0, 50_000)))
def test_reading_what_was_written_gives_the_same_table(table: FrameTable) -> None:
    if table.clock.tick.numerator == 1:
        assert FrameTable.from_bytes(table.to_bytes()) == table


@given(tables())
def test_counting_from_zero_keeps_every_length(table: FrameTable) -> None:
    moved = table.from_zero()
    assert moved.span.start == 0
    assert [moved.span_of(i).length for i in range(moved.n_frames)] == [table.span_of(i).length for i in range(table.n_frames)]


@given(tables())
def test_another_clock_shows_each_frame_within_half_a_tick(table: FrameTable) -> None:
    moved = table.on_clock(FILM_CLOCK)
    for before, after in zip([*table.pts.tolist(), table.end], [*moved.pts.tolist(), moved.end], strict=True):
        assert abs(before * table.clock.tick - after * FILM_CLOCK.tick) <= FILM_CLOCK.tick / 2
