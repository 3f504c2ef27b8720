"""Gaze measures against the worked example and against plain sets of whole numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.gaze import (
    Looking,
    chance_mutual_gaze,
    looking_of,
    looking_share,
    mutual_bouts,
    mutual_gaze,
    mutual_gaze_by_shifts,
    mutual_gaze_given,
)
from workbench.measures.result import UNGUARDED

SECOND = 90_000


def ticks(*pairs: tuple[int, int]) -> SpanSet:
    return SpanSet.of(Span(Ticks(a), Ticks(b)) for a, b in pairs)


def seconds(*pairs: tuple[int, int]) -> SpanSet:
    return ticks(*((a * SECOND, b * SECOND) for a, b in pairs))


TEN = seconds((0, 10))
PARENT = Looking("P", seconds((0, 4), (6, 10)), TEN)
CHILD = Looking("C", seconds((2, 7)), TEN)


def test_the_worked_example_gives_its_numbers() -> None:
    assert looking_share(PARENT, guard=UNGUARDED).value == 0.8
    assert looking_share(CHILD, guard=UNGUARDED).value == 0.5
    assert mutual_gaze(PARENT, CHILD, guard=UNGUARDED).value == 0.3
    assert mutual_gaze_given(PARENT, CHILD, guard=UNGUARDED).value == 0.6
    assert mutual_gaze_given(CHILD, PARENT, guard=UNGUARDED).value == 0.375
    assert chance_mutual_gaze(PARENT, CHILD, guard=UNGUARDED).value == 0.4
    assert [(b.completed_by, b.latency_s) for b in mutual_bouts(PARENT, CHILD)] == [("C", 2.0), ("P", 4.0)]


def test_ten_seconds_are_too_few_for_a_rate() -> None:
    for measure in (
        looking_share(PARENT),
        mutual_gaze(PARENT, CHILD),
        mutual_gaze_given(PARENT, CHILD),
        mutual_gaze_by_shifts(PARENT, CHILD),
    ):
        assert measure.value is None
        assert "under 30 s codable" in measure.why_undefined
        assert measure.codable_s == 10.0
        assert measure.definition


def test_only_time_codable_for_both_counts_for_two() -> None:
    hidden = Looking("C", seconds((2, 4)), seconds((0, 5)))
    assert mutual_gaze(PARENT, hidden, guard=UNGUARDED).value == 2 / 5
    assert mutual_gaze_given(hidden, PARENT, guard=UNGUARDED).value == 2 / 4
    assert chance_mutual_gaze(PARENT, hidden, guard=UNGUARDED).value == 0.32


def test_where_the_other_never_looks_the_conditional_share_is_undefined() -> None:
    never = Looking("C", SpanSet(), TEN)
    measure = mutual_gaze_given(PARENT, never, guard=UNGUARDED)
    assert measure.value is None
    assert measure.why_undefined == "nothing to divide by"


def test_nobody_looks_where_nothing_is_codable() -> None:
    with pytest.raises(ValueError, match="nothing is codable"):
        Looking("C", seconds((2, 7)), seconds((0, 5)))


def test_a_tier_of_looks_counts_its_uncodable_and_unlabelled_stretches_out() -> None:
    def look(start: int, end: int, label: str) -> Interval:
        return Interval(f"{start}", "t", Span(Ticks(start), Ticks(end)), label)

    looking = looking_of(
        "Noah", [look(0, 4, "Mum"), look(4, 5, UNCODABLE), look(5, 9, "puzzle"), look(12, 13, "client")], {"mum", "Client"}
    )
    assert looking == Looking("Noah", ticks((0, 4), (12, 13)), ticks((0, 4), (5, 9), (12, 13)))


def test_a_bout_nobody_is_seen_to_complete_has_no_completer() -> None:
    together = Looking("C", seconds((0, 1), (6, 7)), TEN)
    assert [(b.completed_by, b.latency_s) for b in mutual_bouts(PARENT, together)] == [(None, None), (None, None)]
    comes_into_view = Looking("C", seconds((2, 4)), seconds((2, 10)))
    assert [(b.completed_by, b.latency_s) for b in mutual_bouts(PARENT, comes_into_view)] == [(None, None)]


def test_a_wait_that_began_before_it_could_be_seen_is_at_least_so_long() -> None:
    first, second = mutual_bouts(PARENT, CHILD)
    assert first.at_least
    assert not second.at_least


def test_looks_far_from_chance_are_rarely_met_by_shifted_looks() -> None:
    starts = [3, 20, 29, 47, 61, 74, 90, 111]
    one = Looking("P", seconds(*((s, s + 2) for s in starts)), seconds((0, 120)))
    other = Looking("C", seconds(*((s, s + 2) for s in starts)), seconds((0, 120)))
    measure = mutual_gaze_by_shifts(one, other)
    assert measure.value is not None
    assert measure.value <= 0.02
    assert mutual_gaze_by_shifts(one, other) == measure
    assert dict(measure.parameters)["seed"] == 0


def test_at_least_one_shift_is_needed() -> None:
    with pytest.raises(ValueError, match="at least one shift"):
        mutual_gaze_by_shifts(PARENT, CHILD, n_shifts=0)


tick_sets = st.sets(st.integers(0, 23))


def set_of(ticks_in: set[int]) -> SpanSet:
    return SpanSet.of(Span(Ticks(t), Ticks(t + 1)) for t in ticks_in)


@given(tick_sets, tick_sets, tick_sets, st.integers(0, 5))
def test_every_measure_agrees_with_counting_ticks_one_by_one(p: set[int], c: set[int], hidden: set[int], seed: int) -> None:
    codable = set(range(24)) - hidden
    p, c = p & codable, c & codable
    one, other = Looking("P", set_of(p), set_of(codable)), Looking("C", set_of(c), set_of(codable))
    n = len(codable)
    assert mutual_gaze(one, other, guard=UNGUARDED).value == (len(p & c) / n if n else None)
    assert mutual_gaze_given(one, other, guard=UNGUARDED).value == (len(p & c) / len(c) if c else None)
    by_shifts = mutual_gaze_by_shifts(one, other, n_shifts=7, seed=seed, guard=UNGUARDED)
    if n < 2:
        assert by_shifts.value is None
        return
    ring = sorted(codable)
    p_ring = np.array([t in p for t in ring])
    c_ring = np.array([t in c for t in ring])
    shifts = np.random.default_rng(seed).integers(1, n, size=7)
    at_least = sum(int((p_ring & np.roll(c_ring, k)).sum()) >= len(p & c) for k in shifts)
    assert by_shifts.value == (1 + at_least) / 8
