"""Two coders of one film, against hand counts and statsmodels as an independent implementation."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.agreement import agreement
from workbench.measures.event_agreement import event_kappa, match_events
from workbench.measures.kappa import Disagreement, accuracy_of_coders, kappa_of, kappa_of_coders
from workbench.measures.quasi_independence import expected_counts
from workbench.measures.result import UNGUARDED, Measure
from workbench.measures.unit_agreement import time_unit_kappa
from workbench.measures.units import Code

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import statsmodels.api as sm
    from statsmodels.stats.inter_rater import cohens_kappa

SECOND = 90_000
MINUTE = Span(Ticks(0), Ticks(60 * SECOND))


def event(start: int, end: int, label: str = "nod") -> Interval:
    return Interval(f"{start} {end} {label}", "t", Span(Ticks(start), Ticks(end)), label)


def rounded(kappas: tuple[Measure, ...]) -> list[float | None]:
    return [None if kappa.value is None else round(kappa.value, 9) for kappa in kappas]


codes = st.sampled_from(["a", "b", "", None])
coded = st.integers(1, 30).flatmap(lambda n: st.tuples(*[st.lists(codes, min_size=n, max_size=n)] * 2))


@given(coded)
def test_without_tolerance_both_kappas_are_cohens_as_statsmodels_has_it(series: tuple[list[Code], list[Code]]) -> None:
    found = time_unit_kappa(*series, SECOND, guard=UNGUARDED)
    first, second = rounded(found.kappas)
    assert first == second
    assert np.array_equal(*found.tables)
    told = sum(a is not None and b is not None for a, b in zip(*series, strict=True))
    assert found.tables[0].sum() == told == found.kappas[0].codable_s
    if first is not None:
        assert -1 <= first <= 1
        assert first == pytest.approx(cohens_kappa(found.tables[0], return_results=False), abs=1e-8)


@given(coded, st.integers(0, 4))
def test_with_tolerance_each_unit_is_looked_for_nearby_in_both_directions(series: tuple[list[Code], list[Code]], tolerance: int) -> None:
    one, other = series
    found = time_unit_kappa(one, other, SECOND, tolerance_units=tolerance, guard=UNGUARDED)
    told = [a is not None and b is not None for a, b in zip(one, other, strict=True)]

    def pairs(sought: list[Code], among: list[Code]) -> list[tuple[Code, Code]]:
        counted = []
        for i, code in enumerate(sought):
            near = [among[j] for j in range(max(0, i - tolerance), min(len(among), i + tolerance + 1)) if told[j]]
            if told[i]:
                counted.append((code, code if code in near else among[i]))
        return counted

    for table, counted, turned in ((found.tables[0], pairs(one, other), False), (found.tables[1], pairs(other, one), True)):
        cells = [(b, a) if turned else (a, b) for a, b in counted]
        expected = [[cells.count((row, column)) for column in found.labels] for row in found.labels]
        assert table.tolist() == expected
    turned_round = time_unit_kappa(other, one, SECOND, tolerance_units=tolerance, guard=UNGUARDED)
    assert rounded(turned_round.kappas) == rounded(found.kappas[::-1])


def test_neighbouring_units_of_one_difference_are_one_place_on_the_film() -> None:
    found = time_unit_kappa([*"aabbb", None, ""], ["a", "b", "a", "a", "b", "a", "b"], 10, 1000, guard=UNGUARDED)
    assert found.disagreements == (
        Disagreement(Span(Ticks(1010), Ticks(1020)), "a", "b"),
        Disagreement(Span(Ticks(1020), Ticks(1040)), "b", "a"),
        Disagreement(Span(Ticks(1060), Ticks(1070)), None, "b"),
    )
    assert found.table().index.to_list() == ["(nothing)", "a", "b"]


def test_what_cannot_be_compared_has_no_kappa() -> None:
    same = time_unit_kappa("aaaa", "aaaa", SECOND, guard=UNGUARDED)
    assert [kappa.why_undefined for kappa in same.kappas] == ["both coders use one and the same code throughout"] * 2
    assert same.accuracy.value is None
    assert time_unit_kappa("ab" * 10, "ab" * 10, SECOND).kappas[0].why_undefined == "under 30 s codable"
    assert time_unit_kappa([None], ["a"], SECOND, guard=UNGUARDED).kappas[0].value is None
    with pytest.raises(ValueError, match="0 units or more"):
        time_unit_kappa("a", "a", SECOND, tolerance_units=-1)


def test_the_pair_that_overlaps_most_is_linked_first_and_an_event_only_once() -> None:
    long, short, between = event(0, 100), event(0, 62), event(0, 70)
    assert match_events([long, short], [between]) == [(short, between), (long, None)]
    assert match_events([event(0, 10)], [event(4, 14)]) == [(event(0, 10), event(4, 14))]
    assert match_events([event(0, 100)], [event(41, 141)]) == [(event(0, 100), None), (None, event(41, 141))]
    assert match_events([event(0, 10), event(20, 30, UNCODABLE)], []) == [(event(0, 10), None)]
    with pytest.raises(ValueError, match="above 0 up to 1"):
        match_events([], [], shortest_overlap=0)


ONE = [event(0, 10), event(20, 30, "smile"), event(40, 50), event(60, 70), event(80, 90, "smile")]
OTHER = [event(1, 11), event(20, 29), event(41, 51), event(81, 90, "smile"), event(100, 110)]


def test_linked_pairs_count_twice_and_what_one_alone_saw_once_with_chance_as_a_poisson_model_has_it() -> None:
    found = event_kappa(ONE, OTHER, MINUTE, guard=UNGUARDED)
    assert found.labels == ("nod", "smile")
    assert found.counts.tolist() == [[4, 0, 1], [2, 2, 0], [1, 0, 0]]
    assert (found.kappa.n, found.kappa.codable_s) == (10, 60.0)
    allowed = np.ones((3, 3), dtype=bool)
    allowed[2, 2] = False
    row, column = np.nonzero(allowed)
    design = np.column_stack([row[:, None] == np.arange(3), column[:, None] == np.arange(1, 3)]).astype(float)
    fit = sm.GLM(found.counts[row, column], design, family=sm.families.Poisson()).fit(tol=1e-12)
    by_chance = fit.fittedvalues[row == column].sum()
    assert found.kappa.value == pytest.approx((6 - by_chance) / (10 - by_chance))
    assert found.table.loc["smile", "nod"] == 2


def test_every_difference_over_events_is_a_place_on_the_film() -> None:
    found = event_kappa(ONE, OTHER, MINUTE, guard=UNGUARDED)
    assert [(d.span.start, d.span.end, d.one, d.other) for d in found.disagreements] == [
        (20, 30, "smile", "nod"),
        (60, 70, "nod", None),
        (100, 110, None, "nod"),
    ]


events = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["a", "b"])), max_size=8).map(
    lambda rows: [event(start, start + length, label) for start, length, label in rows]
)


@settings(max_examples=25)
@given(events, events, st.integers(-1000, 1000), st.sampled_from([0.3, 0.6, 1.0]))
def test_events_are_linked_alike_wherever_they_lie_and_from_either_side(
    one: list[Interval], other: list[Interval], by: int, share: float
) -> None:
    matches = match_events(one, other, shortest_overlap=share)
    assert sorted(e.id for m in matches for e in m if e) == sorted(e.id for e in (*one, *other))

    def moved(rows: list[Interval]) -> list[Interval]:
        return [event(row.span.start + by, row.span.end + by, row.label) for row in rows]

    spans = [tuple(None if e is None else e.span for e in match) for match in matches]
    again = match_events(moved(one), moved(other), shortest_overlap=share)
    assert [tuple(None if e is None else e.span.shifted(-by) for e in match) for match in again] == spans
    there, back = (event_kappa(*both, MINUTE, shortest_overlap=share, guard=UNGUARDED) for both in ((one, other), (other, one)))
    assert there.counts.sum() == len(one) + len(other)
    assert there.kappa.value is None or -1 <= there.kappa.value <= 1
    if there.counts.tolist() == back.counts.T.tolist() and there.kappa.value is not None:
        assert back.kappa.value == pytest.approx(there.kappa.value)


def test_the_same_events_agree_wholly_and_no_events_say_nothing() -> None:
    assert event_kappa(ONE, ONE, MINUTE, guard=UNGUARDED).kappa.value == 1.0
    none = event_kappa([], [], MINUTE, guard=UNGUARDED)
    assert (none.kappa.value, none.counts.tolist()) == (None, [[0]])
    assert event_kappa(ONE[:1], OTHER[:1], MINUTE).kappa.why_undefined == "under 5 events"


@pytest.mark.parametrize(("k", "kappa"), [(2, 0.49), (3, 0.60), (5, 0.66), (10, 0.69)])
def test_coders_of_85_percent_reach_the_published_kappas(k: int, kappa: float) -> None:
    assert round(kappa_of_coders(0.85, np.full(k, 1 / k)), 2) == kappa


@given(st.floats(0.55, 0.99), st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_the_accuracy_of_a_kappa_gives_that_kappa_again(accuracy: float, used: list[int]) -> None:
    prevalence = tuple(each / sum(used) for each in used)
    kappa = Measure("kappa", kappa_of_coders(accuracy, prevalence), "", 50, "units", 50.0, "d")
    assert accuracy_of_coders(kappa, prevalence).value == pytest.approx(100 * accuracy, abs=1e-3)


def test_a_kappa_no_better_than_chance_has_no_accuracy() -> None:
    chance = Measure("kappa", -0.1, "", 50, "units", 50.0, "d")
    assert accuracy_of_coders(chance, (0.5, 0.5)).why_undefined == "no better than chance"
    assert accuracy_of_coders(chance, (1.0, 0.0)).why_undefined == "fewer than two codes were used"


def test_kappa_of_a_table_without_anything_beyond_chance_is_none() -> None:
    assert kappa_of([[0, 0], [0, 0]], [[0, 0], [0, 0]]) is None
    assert kappa_of([[3]], expected_counts([[3]])) is None


def test_both_ways_together_give_every_place_once_in_order_of_time() -> None:
    one = [event(row.span.start * SECOND // 2, row.span.end * SECOND // 2, row.label) for row in ONE]
    other = [event(row.span.start * SECOND // 2, row.span.end * SECOND // 2, row.label) for row in OTHER]
    found = agreement(one, other, MINUTE, unit_s=0.5)
    assert [measure.name.split(",")[0] for measure in found.measures] == [
        *["kappa by units of time"] * 2,
        "as if both coders were about so accurate (kappa by units of time",
        "kappa by events",
        "as if both coders were about so accurate (kappa by events)",
    ]
    assert all(measure.value is not None and measure.source for measure in found.measures)
    starts = found.table["start_ticks"].to_list()
    assert starts == sorted(starts)
    assert "30:00.000" not in found.table["time"].to_list()
    assert "00:30.000" in found.table["time"].to_list()
    assert len(found.disagreements) == len(set(found.disagreements)) > 3
    assert found._repr_html_() == found.measures._repr_html_()
