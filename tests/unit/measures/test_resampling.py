"""Shifts, surrogates and the bootstrap, against doing it one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workbench.measures.resampling import bootstrap_interval, circular_shifts, ring_products, surrogate_p

whole = st.integers(-5, 5)


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(*[st.lists(whole, min_size=n, max_size=n)] * 4)))
def test_products_round_a_ring_are_those_of_rolling_one_by_one(rows: tuple[list[int], ...]) -> None:
    a, b, c, d = (np.array(row) for row in rows)
    rolled = [int(a @ np.roll(b, -k) + c @ np.roll(d, -k)) for k in range(len(a))]
    assert np.rint(ring_products([(a, b), (c, d)])).astype(int).tolist() == rolled


def test_nothing_to_multiply_is_said_so() -> None:
    with pytest.raises(ValueError, match="nothing to multiply"):
        ring_products([])


def test_shifts_are_even_seeded_and_never_too_short_either_way() -> None:
    shifts = circular_shifts(100, 20_000, seed=7, shortest=30)
    assert shifts.tolist() == circular_shifts(100, 20_000, seed=7, shortest=30).tolist() != circular_shifts(100, 20_000, seed=8).tolist()
    assert (shifts.min(), shifts.max()) == (30, 70)
    assert stats.chisquare(np.bincount(shifts)[30:]).pvalue > 0.001
    with pytest.raises(ValueError, match="cannot be moved by 51"):
        circular_shifts(100, 1, seed=0, shortest=51)
    with pytest.raises(ValueError, match="at least one shift"):
        circular_shifts(100, 0, seed=0)


def test_the_observed_counts_among_its_surrogates() -> None:
    assert surrogate_p(5, np.array([1, 2, 3])) == 1 / 4
    assert surrogate_p(0, np.array([1, 2, 3])) == 1


def test_a_bootstrap_interval_lies_about_the_statistic_narrows_with_more_values_and_is_seeded() -> None:
    values = np.random.default_rng(1).normal(3.0, 1.0, 400)
    few, many = bootstrap_interval(values[:40].tolist(), statistic=np.mean), bootstrap_interval(values.tolist(), statistic=np.mean)
    assert few is not None
    assert many is not None
    assert many[0] < 3.0 < many[1]
    assert many[1] - many[0] == pytest.approx(2 * 1.96 / 20, rel=0.15)
    assert few[1] - few[0] > many[1] - many[0]
    assert bootstrap_interval(values.tolist(), statistic=np.mean) == many
    assert bootstrap_interval([1.0]) is None
