import pytest

from workbench.measures.result import GUARD, UNGUARDED, Guard, Measure, Measures, ratio

SECOND = 90_000


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
    assert GUARD.objection(codable_s, n) == words


def test_a_ratio_below_the_guard_still_gives_its_counts() -> None:
    few = ratio("x", 1, 2, unit="", n=3, events="bouts", codable_ticks=40 * SECOND, definition="d", guard=GUARD)
    assert (few.value, few.n, few.codable_s) == (None, 3, 40.0)
    assert few.words == "x: undefined, under 5 events (3 bouts, 40.0 s codable)"


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
    assert own.objection(10.0, 2) == ""
    assert own.parameters == (("shortest_codable_s", 10.0), ("fewest_events", 2))


def test_what_has_no_time_is_judged_by_its_events_alone() -> None:
    assert (GUARD.objection(None, 5), GUARD.objection(None, 4)) == ("", "under 5 events")
    assert Measure("x", 2.0, "", 6, "ratings", None, "d").words == "x: 2 (6 ratings)"


@pytest.mark.parametrize(
    ("value", "words"), [(0.001, "0.001"), (0.0123, "0.012"), (0.0, "0.00"), (-0.25, "-0.25"), (12.0, "12"), (1.5, "1.50")]
)
def test_small_shares_are_not_rounded_to_nothing(value: float, words: str) -> None:
    assert Measure("p", value, "", 9, "bouts", 60.0, "d").said == words


KNOWN = Measure("gap <b>", 0.5, "s", 6, "transfers", 40.0, "a & b", interval=(0.25, 0.75), parameters=(("by", None), ("window_s", 2.0)))
UNKNOWN = Measure("share", None, "", 2, "bouts", 10.0, "d", "under 5 events")


def test_measures_stand_in_a_notebook_as_a_table_of_words_that_is_safe() -> None:
    page = Measures((KNOWN, UNKNOWN))._repr_html_()
    assert page.count("<tr>") == 3
    for words in (
        "gap &lt;b&gt;",
        "a &amp; b",
        "0.50 s (0.25 to 0.75 by bootstrap)",
        "undefined, under 5 events",
        "2 bouts, 10.0 s codable",
    ):
        assert words in page
    assert "by None, window 2 s" in page
    assert KNOWN.table["parameters"].to_list() == ["by None, window_s 2"]
    assert KNOWN._repr_html_() == Measures((KNOWN,))._repr_html_()
    assert repr(Measures((UNKNOWN,))) == UNKNOWN.words


def test_measures_are_a_pandas_table_with_a_row_each() -> None:
    table = Measures((KNOWN, UNKNOWN)).table
    assert table.index.to_list() == ["gap <b>", "share"]
    assert table.loc["gap <b>", ["value", "lower", "upper", "codable_s"]].to_list() == [0.5, 0.25, 0.75, 40.0]
    assert table["value"].isna().to_list() == [False, True]
    assert KNOWN.table.equals(Measures((KNOWN,)).table)
    assert list(Measures(()).table.columns) == list(table.columns)
