"""Lag-sequential analysis against the published example, and against statsmodels as an independent implementation."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbench.measures.quasi_independence import adjusted_residuals, expected_counts
from workbench.measures.result import UNGUARDED
from workbench.measures.sequences import transitions, without_repeats

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import statsmodels.api as sm
    from statsmodels.stats.contingency_tables import Table

PUBLISHED = "214334342144541345322141252123314414133315211314123345523352544231552213333"


def test_the_published_example_gives_its_numbers() -> None:
    found = transitions(PUBLISHED)
    assert found.observed.sum() == 74
    assert (round(found.z("5", "2"), 3), round(found.z("1", "4"), 3), round(found.q("5", "2"), 2)) == (2.898, 1.936, 0.75)
    assert round(found.chi_square.value or 0, 3) == 27.662
    assert round(found.likelihood_ratio.value or 0, 3) == 30.955
    assert found.table.shape == (25, 6)
    assert found.chi_square.source.startswith("Bakeman & Quera 2011")


def test_residuals_are_those_of_statsmodels() -> None:
    counts = transitions(PUBLISHED).observed
    theirs = Table(counts, shift_zeros=False)
    assert np.allclose(expected_counts(counts), theirs.fittedvalues)
    assert np.allclose(adjusted_residuals(counts), theirs.standardized_resids)


def test_codes_that_cannot_repeat_are_fitted_and_corrected_as_a_poisson_model_does() -> None:
    sequence = without_repeats(PUBLISHED)
    found = transitions(sequence, may_repeat=False)
    row, column = np.nonzero(~np.eye(5, dtype=bool))
    design = np.column_stack([row[:, None] == np.arange(5), column[:, None] == np.arange(1, 5)]).astype(float)
    fit = sm.GLM(found.observed[row, column], design, family=sm.families.Poisson()).fit(tol=1e-12)
    influence = fit.get_influence()
    assert np.allclose(found.expected[row, column], fit.fittedvalues, atol=1e-6)
    assert np.allclose(found.residuals[row, column], influence.resid_studentized, atol=1e-6)
    assert found.chi_square.value == pytest.approx(fit.pearson_chi2)
    assert found.likelihood_ratio.value == pytest.approx(fit.deviance)
    assert np.isnan(np.diag(found.residuals)).all()
    assert np.isnan(found.yules_q).all()
    assert "11 degrees of freedom" in found.chi_square.definition


def test_nothing_is_counted_across_a_break_and_a_lag_looks_further() -> None:
    broken = transitions(["a", "b", None, "a", "b", "a"], guard=UNGUARDED)
    assert broken.observed.tolist() == [[0, 2], [1, 0]]
    assert transitions(["a", "b", None, "a", "b", "a"], lag=2, guard=UNGUARDED).observed.tolist() == [[1, 0], [0, 0]]
    assert transitions("ab", lag=2, guard=UNGUARDED).observed.tolist() == [[0, 0], [0, 0]]


def test_too_few_codes_or_transitions_give_no_number() -> None:
    assert transitions("ab").chi_square.why_undefined == "under 5 events"
    assert transitions("ababab", 20.0).chi_square.why_undefined == "under 30 s codable"
    assert transitions("aaaaaaa").chi_square.why_undefined == "there are too few codes to compare"
    assert transitions("abababab", may_repeat=False).chi_square.why_undefined == "there are too few codes to compare"
    empty = transitions("", guard=UNGUARDED)
    assert (empty.codes, empty.chi_square.value, len(empty.table)) == ((), None, 0)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="join what repeats"):
        transitions("aab", may_repeat=False)
    with pytest.raises(ValueError, match="1 place later"):
        transitions("aab", lag=0)
    with pytest.raises(ValueError, match="where nothing can be"):
        expected_counts([[1, 0], [0, 1]], ~np.eye(2, dtype=bool))


sequences = st.lists(st.sampled_from("abcd"), min_size=2, max_size=80)


@given(sequences)
def test_expected_counts_keep_the_margins_and_q_keeps_its_bounds(sequence: list[str]) -> None:
    found = transitions(sequence, guard=UNGUARDED)
    assert np.allclose(found.expected.sum(axis=0), found.observed.sum(axis=0))
    assert np.allclose(found.expected.sum(axis=1), found.observed.sum(axis=1))
    known = found.yules_q[~np.isnan(found.yules_q)]
    assert ((known >= -1) & (known <= 1)).all()
    n, rows, columns = found.observed.sum(), found.observed.sum(axis=1), found.observed.sum(axis=0)
    for i, j in zip(*np.nonzero(np.isfinite(found.residuals)), strict=True):
        expected = rows[i] * columns[j] / n
        spread = np.sqrt(expected * (1 - rows[i] / n) * (1 - columns[j] / n))
        assert found.residuals[i, j] == pytest.approx((found.observed[i, j] - expected) / spread, abs=1e-6)


@settings(max_examples=25)
@given(sequences)
def test_codes_that_cannot_repeat_keep_the_margins_and_their_zeros(sequence: list[str]) -> None:
    joined = without_repeats(sequence)
    assume(len(joined) > 1)
    found = transitions(joined, may_repeat=False, guard=UNGUARDED)
    assert not np.diag(found.expected).any()
    # where the margins leave a code one partner only, the fit comes to them ever more slowly
    assert np.allclose(found.expected.sum(axis=1), found.observed.sum(axis=1), atol=0.05)
    assert found.likelihood_ratio.value is None or found.likelihood_ratio.value >= 0
