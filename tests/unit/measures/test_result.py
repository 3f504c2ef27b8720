import doctest
from types import ModuleType

import pytest

from workbench.measures import gaze, result, turns
from workbench.measures.result import GUARD, UNGUARDED, Guard, Measure, ratio

SECOND = 90_000


@pytest.mark.parametrize("module", [result, gaze, turns])
def test_the_worked_examples_in_the_documentation_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize(
    ("codable_s", "n", "words"),
    [
        (30, 5, ""),
        (29.999, 5, "under 30 s codable"),
        (30, 4, "under 5 events"),
        (0, 0, "under 30 s codable and under 5 events"),
    ],
)
def test_too_little_film_or_too_few_events_give_no_rate(codable_s: float, n: int, words: str) -> None:
    assert GUARD.objection(round(codable_s * SECOND), n) == words


def test_a_ratio_below_the_guard_still_gives_its_counts() -> None:
    few = ratio("x", 1, 2, unit="", n=3, events="bouts", codable_ticks=40 * SECOND, definition="d", guard=GUARD)
    assert (few.value, few.n, few.codable_s) == (None, 3, 40.0)
    assert few.words == "x: undefined, under 5 events (3 bouts, 40.0 s codable)"
    assert few.parameters == (("shortest_codable_s", 30.0), ("fewest_events", 5))


def test_a_part_of_nothing_is_undefined_even_without_a_guard() -> None:
    nothing = ratio("x", 0, 0, unit="", n=0, events="bouts", codable_ticks=0, definition="d", guard=UNGUARDED)
    assert nothing.value is None
    assert nothing.why_undefined == "nothing to divide by"


def test_a_measure_has_a_value_or_a_reason_never_both_or_neither() -> None:
    with pytest.raises(ValueError, match="either a value or the reason"):
        Measure("x", None, "", 0, "bouts", 0.0, "d")
    with pytest.raises(ValueError, match="either a value or the reason"):
        Measure("x", 1.0, "", 0, "bouts", 0.0, "d", why_undefined="too little")


def test_a_guard_can_be_set_and_says_so_in_the_parameters() -> None:
    own = Guard(10.0, 2)
    assert own.objection(10 * SECOND, 2) == ""
    assert own.parameters == (("shortest_codable_s", 10.0), ("fewest_events", 2))
