from itertools import permutations

from workbench.core.time import Span, Ticks
from workbench.practice.clips import Clip, Stretch
from workbench.practice.ordering import propose_order
from workbench.practice.principles import read_vocabulary

VOCABULARY = read_vocabulary()


def clip(name: str, *principles: str, stretch: Stretch | None = None) -> Clip:
    return Clip(name, "p", "film", Span(Ticks(0), Ticks(90_000)), 0, principles=principles, stretch=stretch)


def order(*clips: Clip) -> list[str]:
    return [placed.clip_id for placed in propose_order(clips, VOCABULARY)]


def test_clips_that_stand_from_simple_to_complex_already_are_left_alone() -> None:
    assert order(clip("a", "A1"), clip("b", "R1"), clip("c", "D1")) == []
    assert order(clip("a", "D1"), clip("b", "D1")) == []


def test_any_order_comes_to_the_same_one() -> None:
    clips = [clip("a", "A1"), clip("b", "A1", "A2"), clip("c", "R1"), clip("d", "A1", stretch=Stretch.STRETCH)]
    for shuffled in permutations(clips):
        assert order(*shuffled) in ([], ["a", "b", "c", "d"])


def test_what_the_client_sees_already_comes_first_whatever_its_level() -> None:
    assert order(clip("a", "A1"), clip("b", "D1", stretch=Stretch.SEEN)) == ["b", "a"]


def test_a_clip_of_which_nothing_is_said_keeps_its_place() -> None:
    proposed = propose_order([clip("a", "D1"), clip("?"), clip("b", "A1")], VOCABULARY)
    assert [placed.clip_id for placed in proposed] == ["b", "?", "a"]
    assert proposed[1].words.startswith("keeps its place")
    assert order(clip("?"), clip("!", "Z99")) == []


def test_each_place_has_its_reason_in_words() -> None:
    proposed = propose_order([clip("a", "D1"), clip("b", "A1", "A2", stretch=Stretch.WITHIN_REACH)], VOCABULARY)
    name = VOCABULARY.level_of("A1").name
    assert proposed[0].words == f"within reach of the client; level 1, {name}; 2 principles"
