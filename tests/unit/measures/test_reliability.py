"""Alpha and the intraclass correlation against the published examples, and their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.measures.reliability import intraclass_correlation, krippendorff_alpha
from workbench.measures.result import UNGUARDED

OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
TARGETS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])


@pytest.mark.parametrize(("scale", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorffs_example_gives_its_numbers(scale: str, alpha: float) -> None:
    found = krippendorff_alpha(OBSERVERS, scale=scale)  # type: ignore[arg-type]
    assert found.value == pytest.approx(alpha, abs=0.0005)
    assert (found.n, found.codable_s, dict(found.parameters)["scale"]) == (40, None, scale)


def test_words_are_nominal_only_and_give_what_numbers_give() -> None:
    words = [[None if value is None else "abcde"[value - 1] for value in row] for row in OBSERVERS]
    assert krippendorff_alpha(words).value == pytest.approx(krippendorff_alpha(OBSERVERS).value)
    with pytest.raises(ValueError, match="numbers, not words"):
        krippendorff_alpha(words, scale="ordinal")


def test_values_without_a_partner_and_values_that_are_all_the_same_say_nothing() -> None:
    assert krippendorff_alpha([[1, 2, None], [None, None, 3]], guard=UNGUARDED).why_undefined == "all values are the same"
    assert krippendorff_alpha([[1] * 6, [1] * 6]).why_undefined == "all values are the same"
    assert krippendorff_alpha([[1, 2], [1, 2]]).why_undefined == "under 5 events"
    assert krippendorff_alpha([], guard=UNGUARDED).value is None
    with pytest.raises(ValueError, match="for every unit"):
        krippendorff_alpha([[1, 2], [1]])


ratings = st.integers(2, 8).flatmap(
    lambda n: st.lists(st.lists(st.sampled_from([1, 2, 3, None]), min_size=n, max_size=n), min_size=2, max_size=4)
)


@given(ratings, st.randoms(use_true_random=False))
def test_alpha_does_not_know_who_the_coders_are_or_in_which_order_units_come(rows: list[list[int | None]], random: object) -> None:
    columns = list(range(len(rows[0])))
    random.shuffle(columns)  # type: ignore[attr-defined]
    mixed = [[row[column] for column in columns] for row in rows[::-1]]
    for scale in ("nominal", "ordinal", "interval"):
        plain = krippendorff_alpha(rows, scale=scale, guard=UNGUARDED)  # type: ignore[arg-type]
        again = krippendorff_alpha(mixed, scale=scale, guard=UNGUARDED)  # type: ignore[arg-type]
        assert (plain.value is None) == (again.value is None)
        if plain.value is not None:
            assert plain.value <= 1 + 1e-12
            assert again.value == pytest.approx(plain.value)


@pytest.mark.parametrize(
    ("form", "value"),
    [("ICC(1,1)", 0.17), ("ICC(2,1)", 0.29), ("ICC(3,1)", 0.71), ("ICC(1,k)", 0.44), ("ICC(2,k)", 0.62), ("ICC(3,k)", 0.91)],
)
def test_shrout_and_fleisss_example_gives_its_numbers(form: str, value: float) -> None:
    found = intraclass_correlation(TARGETS, form=form)  # type: ignore[arg-type]
    assert round(found.value or 0, 2) == value
    assert (found.name, found.n) == (form, 24)


def test_a_judge_who_is_always_stricter_lowers_agreement_but_not_consistency() -> None:
    stricter = TARGETS - np.array([0, 0, 0, 10])
    assert intraclass_correlation(stricter, form="ICC(3,1)").value == pytest.approx(intraclass_correlation(TARGETS, form="ICC(3,1)").value)
    assert (intraclass_correlation(stricter).value or 0) < (intraclass_correlation(TARGETS).value or 0)


def test_ratings_that_cannot_be_compared_are_refused_or_said_so() -> None:
    assert intraclass_correlation(np.full((6, 4), 3.1)).why_undefined == "the ratings do not differ in what is compared"
    assert intraclass_correlation([[1, 2], [2, 1]]).why_undefined == "under 5 events"
    for wrong in ([1, 2, 3], [[1, 2]], [[1, np.nan], [2, 3]]):
        with pytest.raises(ValueError, match="none missing"):
            intraclass_correlation(wrong)
