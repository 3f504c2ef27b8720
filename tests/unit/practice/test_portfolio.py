"""Sums over cases beside a profile of stages, and texts without names."""

import doctest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.practice import casework, portfolio, pseudonyms
from workbench.practice.casework import Cycle, CycleState
from workbench.practice.people import Person, Role
from workbench.practice.portfolio import Portfolio, compare, sum_up
from workbench.practice.pseudonyms import without_names
from workbench.practice.stages import Stage, StageProfile
from workbench.practice.supervision import Supervision

DAY = date(2026, 1, 1)
PROFILE = StageProfile(
    code="p",
    name="P",
    source="",
    stage=(
        Stage(code="begin", name="Beginning", words="a course of some days"),
        Stage(code="one", name="One", cycles=6, clients=2, supervision_hours=7.5),
        Stage(code="free", name="Free"),
    ),
)


def cycles(*states: CycleState) -> list[Cycle]:
    return [Cycle(str(n), "c", n, state) for n, state in enumerate(states, start=1)]


def test_examples() -> None:
    for module in (casework, portfolio, pseudonyms):
        assert doctest.testmod(module).failed == 0


def test_cycles_count_from_their_review_on_and_a_client_with_the_first_of_them() -> None:
    sums = sum_up(
        [
            (cycles(CycleState.CLOSED, CycleState.SUPERVISED, CycleState.ANALYSED), [Supervision("s", "c", DAY, 1.5)]),
            (cycles(CycleState.REVIEWED), [Supervision("s", "c", DAY, 1), Supervision("t", "c", DAY, 2)]),
            (cycles(CycleState.FILMED), [Supervision("s", "c", DAY, 0.5)]),
            ([], []),
        ]
    )
    assert sums == Portfolio(3, 2, 5.0)


def test_a_stage_is_put_beside_the_sums_in_words_and_nothing_is_judged() -> None:
    assert compare(Portfolio(3, 2, 5.0), PROFILE) == [
        "Beginning: a course of some days.",
        "One: 3 of 6 cycles, 2 of 2 clients, 5 of 7.5 hours of supervision.",
        "Free: the profile gives no numbers.",
    ]
    assert Portfolio(0, 0, 0.0).words == "So far 0 cycles, 0 clients and 0 hours of supervision."


states = st.lists(st.sampled_from(CycleState), max_size=5)


@given(st.lists(states, max_size=5), st.lists(states, max_size=5))
def test_the_sums_of_two_practices_are_the_sum_of_their_sums(one: list[list[CycleState]], other: list[list[CycleState]]) -> None:
    def summed(cases: list[list[CycleState]]) -> Portfolio:
        return sum_up([(cycles(*each), [Supervision("s", "c", DAY, 1)] * len(each)) for each in cases])

    a, b, both = summed(one), summed(other), summed(one + other)
    assert both == Portfolio(a.n_cycles + b.n_cycles, a.n_clients + b.n_clients, a.supervision_hours + b.supervision_hours)


names = st.text(st.characters(categories=["L"]), min_size=2, max_size=8)


@given(names, st.text(max_size=40), st.text(max_size=40))
def test_a_name_that_stands_alone_is_never_left_in_a_text(name: str, before: str, after: str) -> None:
    person = Person("p", "c", "P1", Role.CHILD, name)
    text = without_names(f"{before} {name}, {after}", [person], "HAZEL")
    assert f" {name}, " not in text


@given(st.text(max_size=60))
def test_a_text_without_a_name_stays_as_it_is(text: str) -> None:
    assert without_names(text, [Person("p", "c", "QX-17", Role.CHILD, "Zephyrine Q.")], "HAZEL-99") == text


@given(st.sampled_from(CycleState), st.sampled_from(CycleState))
def test_going_on_passes_over_what_lies_between_and_going_back_over_nothing(one: CycleState, other: CycleState) -> None:
    passed = one.passed_over(other)
    assert all(each.reaches(one) and other.reaches(each) and each not in (one, other) for each in passed)
    order = list(CycleState)
    assert len(passed) == max(0, order.index(other) - order.index(one) - 1)
