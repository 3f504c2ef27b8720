"""Laws of clocks and spans, for any whole numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.time import FILM_CLOCK, Clock, Span, Ticks, format_time

ticks = st.integers(-(10**12), 10**12)
clocks = st.builds(
    Clock, st.builds(Fraction, st.integers(1, 1001), st.sampled_from([1, 24, 25, 600, 1000, 12_800, 24_000, 30_000, 44_100, 90_000]))
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(-60, 60))
    return Span(Ticks(start), Ticks(start + draw(st.integers(1, 40))))


def as_set(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(ticks, clocks)
def test_an_instant_goes_to_exact_seconds_and_back(instant: int, clock: Clock) -> None:
    for rounding in ("floor", "nearest", "ceil"):
        assert clock.ticks_from_seconds(instant * clock.tick, rounding) == instant


@given(st.integers(0, 10 * 3600 * 90_000))
def test_float_seconds_lose_no_tick_of_a_ten_hour_film(instant: int) -> None:
    assert FILM_CLOCK.ticks_from_seconds(FILM_CLOCK.seconds(instant), "nearest") == instant


@given(ticks, clocks, clocks)
def test_rounding_keeps_its_word_between_clocks(instant: int, here: Clock, there: Clock) -> None:
    exact = instant * here.tick
    below, nearest, above = (here.convert(instant, there, word) * there.tick for word in ("floor", "nearest", "ceil"))
    assert below <= exact <= above
    assert above - below in (0, there.tick)
    assert abs(nearest - exact) * 2 <= there.tick


@given(ticks, clocks, clocks)
def test_going_to_a_finer_clock_and_back_changes_nothing(instant: int, clock: Clock, factor: Clock) -> None:
    finer = Clock(clock.tick / factor.tick.denominator)
    assert finer.convert(clock.convert(instant, finer, "floor"), clock, "floor") == instant


@given(spans(), spans())
def test_relations_of_spans_are_those_of_sets_of_ticks(one: Span, other: Span) -> None:
    shared = as_set(one) & as_set(other)
    both = one.intersection(other)
    assert (as_set(both) if both else set()) == shared
    assert one.overlaps(other) == bool(shared)
    assert one.covers(other) == (as_set(other) <= as_set(one))
    assert one.length == len(as_set(one))


@given(spans(), st.integers(-80, 120), st.integers(-50, 50))
def test_a_span_holds_its_start_and_not_its_end_and_moves_whole(span: Span, instant: int, by: int) -> None:
    assert span.contains(instant) == (instant in as_set(span))
    assert span.contains(span.start)
    assert not span.contains(span.end)
    assert as_set(span.shifted(by)) == {tick + by for tick in as_set(span)}


@given(st.integers(0, 20 * 3600 * 1000))
def test_the_written_time_reads_back_to_the_millisecond(milliseconds: int) -> None:
    written = format_time(milliseconds * 90)
    whole, thousandths = written.split(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    assert total * 1000 + int(thousandths) == milliseconds
    assert all(int(part) < 60 for part in whole.split(":")[1:])


@pytest.mark.parametrize("tick", [Fraction(0), Fraction(-1, 25)])
def test_a_clock_runs_forward(tick: Fraction) -> None:
    with pytest.raises(ValueError, match="longer than 0 s"):
        Clock(tick)
