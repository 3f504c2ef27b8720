"""What follows an initiative, against hand counts and a walk tick by tick."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks
from workbench.measures.contingency import contingency
from workbench.measures.result import UNGUARDED

SECOND = 90_000


def span(start: float, end: float) -> Span:
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def ticks(*seconds: float) -> list[Ticks]:
    return [Ticks(round(each * SECOND)) for each in seconds]


MINUTE = SpanSet((span(0, 60),))


def test_the_window_begins_with_the_end_of_the_initiative_and_is_half_open() -> None:
    tick = 1 / SECOND
    begun = [span(0, 1), span(10, 11), span(20, 21), span(30, 31)]
    found = contingency(begun, ticks(1, 13, 22.999, 31 - tick), MINUTE, guard=UNGUARDED)
    assert found.latencies_s == (0.0, None, 1.999, None)
    assert found.rate.value == 0.5
    assert found.median_latency.value == 0.9995
    assert found.table["latency_s"].isna().to_list() == [False, True, False, True]


def test_an_initiative_whose_window_cannot_all_be_seen_is_left_out_and_named() -> None:
    codable = SpanSet((span(0, 12), span(13, 60)))
    found = contingency([span(10, 11), span(20, 21), span(58, 59)], ticks(12.5, 22), codable, guard=UNGUARDED)
    assert found.left_out == (span(10, 11), span(58, 59))
    assert (found.initiatives, found.latencies_s) == ((span(20, 21),), (1.0,))
    assert sum(map(sum, found.units)) == 12 + 47


def test_an_empty_field_leaves_no_odds_but_a_q_and_an_empty_table_neither() -> None:
    always = contingency([span(0, 1), span(10, 11)], ticks(1, 2, 11, 12), MINUTE, guard=UNGUARDED)
    assert always.units == ((4, 0), (0, 56))
    assert always.odds_ratio.why_undefined == "a field of the table that would divide is empty"
    assert always.yules_q.value == 1.0
    never = contingency([], [], MINUTE, guard=UNGUARDED)
    assert [measure.value for measure in never.measures] == [None] * 4
    assert never.rate.why_undefined == "there is no initiative to look at"


def test_a_table_of_one_initiative_is_no_association_however_much_the_other_does() -> None:
    one = contingency([span(0, 1)], ticks(*range(1, 60, 2)), MINUTE)
    assert (one.odds_ratio.n, one.odds_ratio.why_undefined, one.yules_q.value) == (30, "under 5 events", None)


def test_under_five_answers_there_is_a_count_and_no_rate() -> None:
    few = contingency([span(0, 1)], ticks(1), MINUTE)
    assert [measure.why_undefined for measure in few.measures] == ["under 5 events"] * 4
    assert (few.rate.n, few.rate.codable_s, dict(few.rate.parameters)["window_s"]) == (1, 60.0, 2.0)


tick_sets = st.sets(st.integers(0, 29))


@given(tick_sets, tick_sets, tick_sets, st.integers(1, 4), st.integers(1, 3), st.integers(0, 1000))
def test_everything_agrees_with_a_walk_tick_by_tick(
    begun: set[int], onsets: set[int], hidden: set[int], window: int, unit: int, moved_by: int
) -> None:
    codable = set(range(30)) - hidden

    def at(tick: int) -> Span:
        return Span(Ticks(tick + moved_by), Ticks(tick + moved_by + 1))

    whole = SpanSet.of(at(tick) for tick in codable)
    heard = [Ticks(onset + moved_by) for onset in onsets]
    found = contingency(list(map(at, begun)), heard, whole, window_s=window / SECOND, unit_s=unit / SECOND, guard=UNGUARDED)
    after = {tick: set(range(tick + 1, tick + 1 + window)) for tick in sorted(begun)}
    seen = [tick for tick, inside in after.items() if inside <= codable]
    assert [initiative.start - moved_by for initiative in found.initiatives] == seen
    answers = [min((after[tick] & onsets), default=None) for tick in seen]
    assert [None if s is None else round(s * SECOND) for s in found.latencies_s] == [
        None if answer is None else answer - tick - 1 for answer, tick in zip(answers, seen, strict=True)
    ]
    windows = set().union(*(after[tick] for tick in seen)) if seen else set()
    counts = {(i, j): 0 for i in range(2) for j in range(2)}
    for piece in whole:
        for start in range(piece.start - moved_by, piece.end - moved_by - unit + 1, unit):
            counts[int(start not in windows), int(not onsets & set(range(start, start + unit)))] += 1
    assert found.units == ((counts[0, 0], counts[0, 1]), (counts[1, 0], counts[1, 1]))
