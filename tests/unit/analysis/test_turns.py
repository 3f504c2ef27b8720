import doctest

from workbench.analysis import turns
from workbench.analysis.turns import turns_of
from workbench.analysis.voice import Sound
from workbench.core.tiers import Channel
from workbench.core.time import FILM_CLOCK, Span
from workbench.sample.rehearsal import rehearse
from workbench.sample.truth import build_truth


def sound(start_s: float, end_s: float, speaker: int, confidence: float = 1.0) -> Sound:
    ends = (FILM_CLOCK.ticks_from_seconds(at, "nearest") for at in (start_s, end_s))
    return Sound(Span(*ends), "speech", speaker, confidence)


def test_the_examples_hold() -> None:
    assert doctest.testmod(turns).failed == 0


def test_a_word_within_anothers_turn_is_a_turn_and_does_not_end_it() -> None:
    told = turns_of([sound(0, 5, 0), sound(2, 2.4, 1), sound(5.5, 7, 0)])
    assert [(turn.speaker, turn.span.start // 90_000, turn.span.end // 90_000) for turn in told] == [(0, 0, 7), (1, 2, 2)]
    assert [round(turn.overlap_s, 6) for turn in told] == [0.4, 0.4]


def test_confidence_is_weighted_by_length() -> None:
    (turn,) = turns_of([sound(0, 1, 0, 0.2), sound(1.5, 4.5, 0, 1.0)])
    assert turn.confidence == 0.8


def test_no_sounds_are_no_turns() -> None:
    assert turns_of([]) == []


def test_the_turns_of_the_sample_film_are_those_it_was_written_with() -> None:
    truth = build_truth("one", {"mum": "0", "child": "1"}, rehearse())
    person = {tier.id: tier.person_id for tier in truth.tiers if tier.channel is Channel.VOICE}
    sounds = [Sound(one.span, "speech", int(person[one.tier_id] or 0), 1.0) for one in truth.intervals if one.tier_id in person]
    (turn_tier,) = [tier.id for tier in truth.tiers if tier.channel is Channel.TURN]
    written = [(one.span, {"M1": 0, "C1": 1}[one.label]) for one in truth.intervals if one.tier_id == turn_tier]
    assert [(turn.span, turn.speaker) for turn in turns_of(sounds)] == written
