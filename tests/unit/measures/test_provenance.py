"""Where a number came from, and that equal questions have equal answers."""

from dataclasses import dataclass

import numpy as np
import pytest

from workbench import __version__
from workbench.measures.provenance import Result, digest_of, measured
from workbench.measures.result import Guard, Measure


@dataclass(frozen=True)
class Pair(Result):
    first: Measure
    both: tuple[Measure, ...]


def measure(value: float) -> Measure:
    return Measure("m", value, "", 1, "events", None, "d")


OWN = Guard(1.0, 2)


@measured("a book")
def pair(values: tuple[float, float], *, seed: int = 3, guard: Guard = OWN, labels: frozenset[str] = frozenset("ba")) -> Pair:
    return Pair(measure(values[0]), (measure(values[0]), measure(values[1])))


def test_a_result_and_all_measures_in_it_say_how_they_were_made() -> None:
    found = pair((1.0, 2.0), seed=5)
    assert found.parameters == (("seed", 5), ("shortest_codable_s", 1.0), ("fewest_events", 2), ("labels", "a, b"))
    assert found.provenance is not None
    assert (found.provenance.function, found.provenance.version, found.source) == (f"{__name__}.pair", __version__, "a book")
    for inner in (found.first, *found.both):
        assert (inner.provenance, inner.parameters) == (found.provenance, found.parameters)


def test_a_measure_that_another_function_made_keeps_its_own_provenance() -> None:
    @measured("elsewhere")
    def outer() -> Pair:
        inner = pair((1.0, 2.0))
        return Pair(inner.first, ())

    assert outer().first.source == "a book"
    assert outer().source == "elsewhere"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (np.arange(5000.0), np.arange(5000.0), True),
        (np.arange(5000.0), np.where(np.arange(5000) == 2500, 0, np.arange(5000.0)), False),
        ({"a", "b", "c"}, {"c", "b", "a"}, True),
        ({"a"}, {"b"}, False),
        (measure(1.0), measure(1.0), True),
        (measure(1.0), measure(2.0), False),
        ([measure(1.0), None], [measure(1.0), "None"], False),
    ],
)
def test_inputs_have_one_digest_only_where_they_are_equal(one: object, other: object, is_same: bool) -> None:
    assert (digest_of({"x": one}) == digest_of({"x": other})) is is_same
