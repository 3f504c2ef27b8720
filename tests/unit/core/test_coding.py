"""Intervals that come to a tier, that are split and merged."""

import pytest

from workbench.core.coding import Overlap, OverlapError, merge, settle, split
from workbench.core.tiers import Interval
from workbench.core.time import Span, Ticks


def interval(name: str, start: int, end: int, label: str = "child", note: str = "", confidence: float | None = None) -> Interval:
    return Interval(name, "t", Span(Ticks(start), Ticks(end)), label, confidence, note)


def places(intervals: tuple[Interval, ...]) -> list[tuple[str, int, int]]:
    return [(each.id, each.span.start, each.span.end) for each in intervals]


def test_what_touches_finds_its_place_and_what_overlaps_is_refused_with_both_named() -> None:
    standing = [interval("a", 0, 10), interval("b", 20, 30)]
    assert places(settle(standing, [interval("n", 10, 20)], Overlap.REFUSE).comers) == [("n", 10, 20)]
    with pytest.raises(OverlapError) as refused:
        settle(standing, [interval("n", 10, 21)], Overlap.REFUSE)
    assert (refused.value.comer.id, refused.value.standing.id) == ("n", "b")
    with pytest.raises(OverlapError) as refused:
        settle(standing, [interval("n", 5, 12)], Overlap.REFUSE)
    assert (refused.value.comer.id, refused.value.standing.id) == ("n", "a")


def test_what_stands_is_cut_back_on_both_sides_cut_in_two_or_goes() -> None:
    standing = [interval("a", 0, 10), interval("b", 10, 12), interval("c", 12, 20), interval("d", 30, 60)]
    settled = settle(standing, [interval("n", 8, 15), interval("m", 40, 50)], Overlap.TRIM)
    assert places(settled.comers) == [("n", 8, 15), ("m", 40, 50)]
    assert settled.gone == ("b",)
    *kept, rest = settled.trimmed
    assert places(tuple(kept)) == [("a", 0, 8), ("c", 15, 20), ("d", 30, 40)]
    assert (rest.span, rest.label) == (Span(Ticks(50), Ticks(60)), "child")
    assert rest.id not in {"a", "b", "c", "d", "n", "m"}


def test_what_fits_in_takes_the_free_time_only_and_what_finds_none_is_left_out() -> None:
    standing = [interval("a", 10, 20), interval("b", 25, 30)]
    settled = settle(standing, [interval("n", 5, 28), interval("m", 12, 18), interval("o", 27, 35)], Overlap.FIT)
    assert [(each.span.start, each.span.end) for each in settled.comers] == [(5, 10), (20, 25), (30, 35)]
    assert settled.left_out == ("m",)
    assert (settled.trimmed, settled.gone) == ((), ())


@pytest.mark.parametrize("overlap", [Overlap.REFUSE, Overlap.TRIM])
def test_two_that_come_together_may_not_overlap_one_another(overlap: Overlap) -> None:
    with pytest.raises(OverlapError):
        settle([], [interval("n", 0, 10), interval("m", 9, 12)], overlap)


def test_a_split_keeps_the_name_before_and_all_words_on_both_sides() -> None:
    before, after = split(interval("a", 0, 10, "puzzle", "quick", 0.5), 4)
    assert places((before,)) == [("a", 0, 4)]
    assert (after.span, after.label, after.note, after.confidence) == (Span(Ticks(4), Ticks(10)), "puzzle", "quick", 0.5)
    assert after.id != "a"


@pytest.mark.parametrize("at", [-1, 0, 10, 11])
def test_there_is_no_split_at_an_end_or_outside(at: int) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split(interval("a", 0, 10), at)


def test_a_merge_spans_all_and_keeps_each_note_once_and_a_confidence_only_where_all_agree() -> None:
    parts = [interval("b", 20, 30, "Mum", "x", 0.5), interval("a", 0, 10, "child", "x", 0.5), interval("c", 30, 31, note="y")]
    assert merge(parts[:2]) == interval("a", 0, 30, "child", "x", 0.5)
    assert merge(parts, "elsewhere") == interval("a", 0, 31, "elsewhere", "x\ny")
    with pytest.raises(ValueError, match="two"):
        merge(parts[:1])
