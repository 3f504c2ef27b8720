from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from workbench.core.time import Span, Ticks
from workbench.practice.clips import FAMILY_FIELDS, Advice, Clip, LengthProfile, PausePoint, Playlist, check_playlist
from workbench.practice.principles import Vocabulary, read_vocabulary

SECOND = 90_000
VOCABULARY = read_vocabulary()
PLAYLIST = Playlist("p", "case", "First review")


def seconds(start: float, end: float) -> Span:
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def clip(name: str = "one", span: Span | None = None, **fields: Any) -> Clip:
    stretch = span or seconds(0, 30)
    good = Clip(name, "p", "film", stretch, 0, question="What do you notice?", pauses=(PausePoint(stretch.start),))
    return replace(good, **fields)


def three(*changed: Clip) -> list[Clip]:
    return [*changed, *(clip(f"other {n}") for n in range(3 - len(changed)))]


def checks(clips: Sequence[Clip], vocabulary: Vocabulary = VOCABULARY, **known: object) -> list[tuple[str, str | None]]:
    return [(a.check, a.clip_id) for a in check_playlist(PLAYLIST, clips, vocabulary, **known)]  # type: ignore[arg-type]


def test_a_playlist_as_it_usually_is_gets_no_advice() -> None:
    assert checks(three()) == []


@pytest.mark.parametrize(("n", "advised"), [(0, True), (2, True), (3, False), (5, False), (6, True)])
def test_three_to_five_clips_are_usual(n: int, advised: bool) -> None:
    assert (("count", None) in checks([clip(str(i)) for i in range(n)])) is advised


@pytest.mark.parametrize(
    ("length_s", "words"),
    [(20, None), (90, None), (19.99, "19.9 s long"), (90.01, "90.1 s long"), (5, "5.0 s long"), (120, "120.0 s long")],
)
def test_the_usual_length_has_both_its_ends_and_a_length_outside_never_reads_as_inside(length_s: float, words: str | None) -> None:
    advice = check_playlist(PLAYLIST, three(clip("x", seconds(0, length_s))), VOCABULARY)
    assert [a.words.split(";")[0] for a in advice] == ([words] if words else [])


def test_a_playlist_of_micro_moments_has_its_own_band() -> None:
    micro = replace(PLAYLIST, profile=LengthProfile.MICRO)
    clips = [clip("a", seconds(0, 3)), clip("b", seconds(0, 10)), clip("c", seconds(0, 30))]
    assert [(a.check, a.clip_id) for a in check_playlist(micro, clips, VOCABULARY)] == [("length", "c")]


def test_a_clip_wants_a_question_and_a_pause_point() -> None:
    assert checks(three(clip("x", question="  ", pauses=()))) == [("question", "x"), ("pause", "x")]


@pytest.mark.parametrize(("onset", "advised"), [(9, True), (10, False), (13, False), (13.001, True)])
def test_a_clip_starts_just_before_an_initiative(onset: float, advised: bool) -> None:
    clips = three(clip("x", seconds(10, 40)))
    known = [("film", Ticks(round(onset * SECOND))), ("film", Ticks(0))]
    assert (("start", "x") in checks(clips, initiatives=known)) is advised


def test_a_film_without_known_initiatives_gives_no_advice_on_starts() -> None:
    assert checks(three(), initiatives=[("another film", Ticks(0))]) == []


@pytest.mark.parametrize(
    ("word", "advised"), [((9, 10), False), ((9, 10.5), True), ((10, 11), False), ((39, 41), True), ((40, 41), False), ((5, 50), True)]
)
def test_a_word_across_either_edge_is_cut(word: tuple[float, float], advised: bool) -> None:
    clips = three(clip("x", seconds(10, 40)))
    assert (("word", "x") in checks(clips, words=[("film", seconds(*word))])) is advised
    assert ("word", "x") not in checks(clips, words=[("another film", seconds(*word))])


def test_missing_consent_is_said_with_the_names_of_that_clip() -> None:
    missing = [("x", "Noah"), ("other", "Gran"), ("x", "Mum")]
    advice = check_playlist(PLAYLIST, three(clip("x")), VOCABULARY, people_missing_consent=missing)
    assert advice == [Advice("consent", "No consent to show this yet: Noah, Mum.", "x")]


def test_a_film_for_which_nobody_said_who_is_in_view_is_named() -> None:
    assert checks(three(clip("x")), nobody_said_who_is_in_view={"x"}) == [("in_view", "x")]


def test_simpler_clips_come_before_more_complex_ones_by_the_levels_of_the_vocabulary() -> None:
    up = [clip("a", principles=("E1",)), clip("b"), clip("c", principles=("R3",))]
    assert checks(up) == []
    assert checks(up[::-1]) == [("order", None)]
    turned = replace(VOCABULARY, levels=tuple(level.model_copy(update={"number": 7 - level.number}) for level in VOCABULARY.levels))
    assert checks(up, turned) == [("order", None)]
    assert checks(up[::-1], turned) == []


def test_a_principle_of_another_vocabulary_says_nothing_about_the_order() -> None:
    assert checks([clip("a", principles=("Z9",)), clip("b", principles=("A1",)), clip("c", principles=("Z1", "E1"))]) == []


def test_advice_never_speaks_of_right_or_wrong() -> None:
    everything = check_playlist(
        PLAYLIST,
        [clip("x", seconds(0, 5), question="", pauses=(), principles=("D1",)), clip("y", principles=("A1",))],
        VOCABULARY,
        initiatives=[("film", Ticks(80 * SECOND))],
        words=[("film", seconds(4, 6))],
        people_missing_consent=[("x", "Noah")],
    )
    assert {a.check for a in everything} == {"count", "length", "question", "pause", "start", "word", "consent", "order"}
    assert not [a for a in everything for word in ("wrong", "must", "error", "bad", "should") if word in a.words.lower()]


@pytest.mark.parametrize(
    "fields",
    [
        {"pauses": (PausePoint(Ticks(30 * SECOND)),)},
        {"pauses": (PausePoint(Ticks(9)), PausePoint(Ticks(9)))},
        {"pauses": (PausePoint(Ticks(9)), PausePoint(Ticks(3)))},
        {"poster_at": Ticks(30 * SECOND)},
        {"slow_rate": 1.0},
        {"slow_rate": 0.0},
        {"slow_rate": float("nan")},
    ],
)
def test_a_clip_that_makes_no_sense_cannot_be_made(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"pause|poster|slower"):
        clip(**fields)


def test_what_a_family_may_read_has_no_private_field() -> None:
    assert not {"hope_to_notice", "may_be_hard", "principles", "moment_id", "recording_id"} & set(FAMILY_FIELDS)
    assert set(FAMILY_FIELDS) <= set(Clip.__dataclass_fields__)
