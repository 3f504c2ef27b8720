"""Turn measures against the worked examples, and against a walk tick by tick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.result import UNGUARDED
from workbench.measures.turns import StretchKind, Voice, conversational_turn_count, floor_transfer_offsets, voice_of

SECOND = 90_000
WHOLE = SpanSet((Span(Ticks(0), Ticks(3600 * SECOND)),))


def seconds(*pairs: tuple[float, float]) -> SpanSet:
    return SpanSet.of(Span(Ticks(round(a * SECOND)), Ticks(round(b * SECOND))) for a, b in pairs)


def voice(who: str, *pairs: tuple[float, float], codable: SpanSet = WHOLE) -> Voice:
    return Voice(who, seconds(*pairs), codable)


CHILD = voice("C", (0, 1), (2.3, 3), (3.4, 4), (6.3, 6.6), (8, 9))
PARENT = voice("P", (1.2, 2.5), (6, 7), (7.5, 8))


def test_the_worked_example_gives_its_offsets() -> None:
    floor = floor_transfer_offsets(CHILD, PARENT)
    assert [(t.giver, t.taker, t.offset_s) for t in floor.transfers] == [
        ("C", "P", 0.2),
        ("P", "C", -0.2),
        ("C", "P", 2.0),
        ("P", "C", 0.0),
    ]
    assert floor_transfer_offsets(PARENT, CHILD) == floor


def test_silences_and_overlaps_fall_into_four_classes() -> None:
    stretches = floor_transfer_offsets(CHILD, PARENT).stretches
    assert [(s.kind, s.holder, s.span.start / SECOND, s.span.end / SECOND) for s in stretches] == [
        (StretchKind.GAP, "C", 1, 1.2),
        (StretchKind.OVERLAP_BETWEEN, "P", 2.3, 2.5),
        (StretchKind.PAUSE, "C", 3, 3.4),
        (StretchKind.GAP, "C", 4, 6),
        (StretchKind.OVERLAP_WITHIN, "P", 6.3, 6.6),
        (StretchKind.PAUSE, "P", 7, 7.5),
    ]


def test_before_anyone_sounds_alone_nobody_has_the_floor() -> None:
    floor = floor_transfer_offsets(voice("C", (1, 2)), voice("P", (1, 3)))
    assert floor.transfers == ()
    assert floor.stretches == ()


def test_both_falling_silent_at_once_hands_nothing_over_until_one_sounds_alone() -> None:
    floor = floor_transfer_offsets(voice("P", (0, 1)), voice("C", (0.5, 1), (2, 3)))
    assert [(t.taker, t.offset_s) for t in floor.transfers] == [("C", 1.0)]
    assert [s.kind for s in floor.stretches] == [StretchKind.OVERLAP_WITHIN, StretchKind.GAP]


def test_nothing_is_counted_across_what_cannot_be_heard() -> None:
    split = seconds((0, 2), (3, 10))
    floor = floor_transfer_offsets(voice("C", (0, 1), codable=split), voice("P", (4, 5), codable=WHOLE))
    assert floor.transfers == ()
    assert floor.codable_s == 9.0


def test_a_median_offset_needs_five_transfers() -> None:
    floor = floor_transfer_offsets(CHILD, PARENT)
    few = floor.median_offset()
    assert (few.value, few.n, few.why_undefined) == (None, 4, "under 5 events")
    assert floor.median_offset(guard=UNGUARDED).value == 0.1
    assert floor.median_offset(by="P", guard=UNGUARDED).value == 1.1
    assert floor.median_offset(by="nobody", guard=UNGUARDED).value is None


def test_one_person_alone_makes_no_transfer_and_two_voices_have_two_names() -> None:
    assert floor_transfer_offsets(CHILD, voice("P")).transfers == ()
    with pytest.raises(ValueError, match="two voices"):
        floor_transfer_offsets(CHILD, CHILD)


def in_turn(letters: str, gap_s: float = 1.0) -> dict[str, Voice]:
    said: dict[str, list[tuple[float, float]]] = {"C": [], "A": [], "X": []}
    for i, letter in enumerate(letters):
        said[letter].append((i * (1 + gap_s), i * (1 + gap_s) + 1))
    return {who: voice(who, *pairs) for who, pairs in said.items()}


@pytest.mark.parametrize(
    ("letters", "turns"),
    [("", 0), ("C", 0), ("CA", 1), ("AC", 1), ("CAC", 1), ("CACA", 2), ("CACAC", 2), ("CXA", 0), ("CCAA", 1), ("CAXCA", 2), ("CC", 0)],
)
def test_turns_are_counted_in_pairs(letters: str, turns: int) -> None:
    voices = in_turn(letters)
    assert conversational_turn_count(voices["C"], voices["A"], others=[voices["X"]]).value == turns


def test_a_gap_of_exactly_five_seconds_does_not_count_and_one_tick_less_does() -> None:
    assert conversational_turn_count(voice("C", (0, 1)), voice("A", (6, 7))).value == 0
    assert conversational_turn_count(voice("C", (0, 1)), voice("A", (6 - 1 / SECOND, 7))).value == 1


def test_a_sound_inside_a_longer_one_does_not_shorten_it() -> None:
    assert conversational_turn_count(voice("C", (6.3, 6.6), (14.9, 15)), voice("A", (6, 10), (15.5, 16))).value == 1


def test_turns_do_not_reach_across_what_cannot_be_heard() -> None:
    split = seconds((0, 2), (3, 10))
    assert conversational_turn_count(voice("C", (0, 1), codable=split), voice("A", (4, 5))).value == 0


def test_a_tier_of_voice_is_codable_but_where_it_says_not() -> None:
    rows = [
        Interval("a", "t", Span(Ticks(0), Ticks(5)), "sound"),
        Interval("b", "t", Span(Ticks(6), Ticks(8)), UNCODABLE),
        Interval("c", "t", Span(Ticks(7), Ticks(9)), "sound"),
    ]
    heard = voice_of("C", rows, Span(Ticks(0), Ticks(10)))
    assert heard.sounds.spans == (Span(Ticks(0), Ticks(5)), Span(Ticks(8), Ticks(9)))
    assert heard.codable.spans == (Span(Ticks(0), Ticks(6)), Span(Ticks(8), Ticks(10)))


def test_there_is_no_sound_where_nothing_is_codable() -> None:
    with pytest.raises(ValueError, match="nothing is codable"):
        voice("C", (0, 2), codable=seconds((0, 1)))


states = st.lists(st.sampled_from(["", "C", "P", "CP"]), min_size=1, max_size=40)


def transfers_tick_by_tick(film: list[str]) -> list[tuple[str, int]]:
    """The floor followed one tick at a time: who takes it, and onset minus end."""
    found: list[tuple[str, int]] = []
    holder = ""
    for now, sounding in enumerate(film):
        if len(sounding) == 1 and sounding != holder:
            if holder:
                onset = now
                while onset > 0 and sounding in film[onset - 1]:
                    onset -= 1
                end = now
                while holder not in film[end - 1]:
                    end -= 1
                found.append((sounding, onset - end))
            holder = sounding
    return found


@given(states)
def test_every_transfer_agrees_with_a_walk_tick_by_tick(film: list[str]) -> None:
    whole = SpanSet((Span(Ticks(0), Ticks(len(film))),))

    def heard(who: str) -> Voice:
        return Voice(who, SpanSet.of(Span(Ticks(t), Ticks(t + 1)) for t, s in enumerate(film) if who in s), whole)

    floor = floor_transfer_offsets(heard("C"), heard("P"))
    assert [(t.taker, t.taken_at - t.left_at) for t in floor.transfers] == transfers_tick_by_tick(film)
    alone = {t for t, s in enumerate(film) if len(s) == 1}
    covered = {t for stretch in floor.stretches for t in range(stretch.span.start, stretch.span.end)}
    assert covered == set(range(min(alone), max(alone))) - alone if alone else not covered
