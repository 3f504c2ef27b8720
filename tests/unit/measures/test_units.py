"""Film in units: half-open, by the first tick, and numbered alike in all series."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.units import NOTHING, Code, codes_in_units, n_stretches, numbered, runs

labels = st.sampled_from(["a", "b", UNCODABLE, ""])


@given(st.lists(labels, max_size=30), st.integers(1, 7), st.integers(0, 5))
def test_every_unit_bears_what_holds_at_its_first_tick(film: list[str], unit: int, start: int) -> None:
    rows = [Interval(str(t), "t", Span(Ticks(t), Ticks(t + 1)), label) for t, label in enumerate(film) if label]
    expected: list[Code] = [{"": NOTHING, UNCODABLE: None}.get(film[t], film[t]) for t in range(start, len(film) - unit + 1, unit)]
    if start < len(film):
        assert codes_in_units(rows, Span(Ticks(start), Ticks(len(film))), unit, unlabelled=NOTHING) == expected


def test_an_interval_holds_from_its_first_tick_to_the_one_before_its_end_and_order_makes_no_difference() -> None:
    rows = [Interval("b", "t", Span(Ticks(6), Ticks(9)), "b"), Interval("a", "t", Span(Ticks(3), Ticks(6)), "a")]
    assert codes_in_units(rows, Span(Ticks(0), Ticks(11)), 3) == [None, "a", "b"]
    with pytest.raises(ValueError, match="at least 1 tick"):
        codes_in_units([], Span(Ticks(0), Ticks(9)), 0)


def test_series_of_two_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="not of 2 and 1 units"):
        numbered("ab", "a")


@given(st.lists(st.booleans()))
def test_runs_cover_exactly_what_holds_and_never_touch(holds: list[bool]) -> None:
    found = runs(np.array(holds, dtype=bool))
    covered = [i for first, end in found.tolist() for i in range(first, end)]
    assert covered == [i for i, each in enumerate(holds) if each]
    assert all(end < first for end, first in zip(found[:-1, 1], found[1:, 0], strict=True))


def test_stretches_are_counted_without_nothing_and_what_cannot_be_told() -> None:
    assert n_stretches(np.array([1, 1, 0, 1, 2, -1, 2])) == 4
    assert n_stretches(np.zeros(0, dtype=np.int64)) == 0
