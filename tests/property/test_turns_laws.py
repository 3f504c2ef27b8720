import itertools

from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.turns import turns_of
from workbench.analysis.voice import Sound
from workbench.core.intervals import SpanSet
from workbench.core.time import TICKS_PER_S, Span, Ticks


@st.composite
def some_sounds(draw: st.DrawFn) -> list[Sound]:
    """Sounds of up to three people; those of one do not overlap."""
    sounds = []
    for speaker in range(draw(st.integers(0, 3))):
        at = 0
        for pause, length in draw(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 40)), max_size=6)):
            start, end = (at + pause) * TICKS_PER_S // 10, (at + pause + length) * TICKS_PER_S // 10
            sounds.append(Sound(Span(Ticks(start), Ticks(end)), "speech", speaker, 0.5))
            at += pause + length
    return sounds


@given(some_sounds())
def test_every_sound_lies_in_one_turn_of_its_speaker(sounds: list[Sound]) -> None:
    turns = turns_of(sounds)
    for sound in sounds:
        assert sum(turn.span.covers(sound.span) for turn in turns if turn.speaker == sound.speaker) == 1


@given(some_sounds())
def test_turns_of_one_speaker_are_apart_and_begin_and_end_with_a_sound(sounds: list[Sound]) -> None:
    turns = turns_of(sounds)
    for speaker in {sound.speaker for sound in sounds}:
        mine = [turn.span for turn in turns if turn.speaker == speaker]
        assert all(before.end < after.start for before, after in itertools.pairwise(mine))
        assert {span.start for span in mine} <= {sound.span.start for sound in sounds if sound.speaker == speaker}
        assert {span.end for span in mine} <= {sound.span.end for sound in sounds if sound.speaker == speaker}


@given(some_sounds())
def test_overlap_is_what_the_others_sound_of_a_turns_sounds(sounds: list[Sound]) -> None:
    for turn in turns_of(sounds):
        own = SpanSet.of(s.span for s in sounds if s.speaker == turn.speaker).intersection(SpanSet((turn.span,)))
        assert turn.overlap == own.intersection(SpanSet.of(s.span for s in sounds if s.speaker != turn.speaker))


@given(some_sounds(), st.randoms())
def test_the_order_of_sounds_makes_no_difference(sounds: list[Sound], chance: object) -> None:
    shuffled = list(sounds)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert turns_of(shuffled) == turns_of(sounds)


@given(some_sounds())
def test_a_floor_passes_where_a_turn_ends_or_a_silence_is_long(sounds: list[Sound]) -> None:
    by_speaker: dict[int, list[Span]] = {}
    for turn in turns_of(sounds, longest_pause_s=1.0):
        by_speaker.setdefault(turn.speaker, []).append(turn.span)
    for speaker, spans in by_speaker.items():
        others = SpanSet.of(s.span for s in sounds if s.speaker != speaker)
        for before, after in itertools.pairwise(spans):
            silence = Span(before.end, after.start)
            assert silence.length >= TICKS_PER_S or others.intersection(SpanSet((silence,))).length
