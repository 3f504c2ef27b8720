from functools import cache

import numpy as np
import pytest

from tests.diarisation import diarisation_error, sounding
from tests.voices import CHILD, RATE_HZ, WOMAN, Talk, talk
from workbench.analysis.learning import Taught
from workbench.analysis.voice import Voices, VoiceSettings, find_voices
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.errors import FilmError


@cache
def two_people() -> Talk:
    return talk((WOMAN, CHILD), 24, seed=5, overlapping=0.0)


@cache
def found() -> Voices:
    return find_voices(two_people().samples)


def seconds(start_s: float, end_s: float) -> Span:
    return Span(FILM_CLOCK.ticks_from_seconds(start_s, "nearest"), FILM_CLOCK.ticks_from_seconds(end_s, "nearest"))


def error_of(voices: Voices, recording: Talk) -> tuple[float, tuple[int, ...]]:
    n_frames = len(recording.samples) // 160
    true = sounding(((one.who, one.start_s, one.end_s) for one in recording.said), n_frames, 2)
    there = sounding(((s.speaker, s.span.start / 90_000, s.span.end / 90_000) for s in voices.sounds), n_frames, 2)
    error = diarisation_error(true, there)
    return error.total, error.pairing


def test_two_people_are_heard_and_told_apart() -> None:
    assert error_of(found(), two_people())[0] < 0.2


def test_the_child_is_the_higher_voice() -> None:
    _, pairing = error_of(found(), two_people())
    mother, child = (found().pitch_hz[pairing[who]] for who in (0, 1))
    assert mother == pytest.approx(WOMAN.pitch_hz, rel=0.2)
    assert child == pytest.approx(CHILD.pitch_hz, rel=0.2)


def test_speakers_are_numbered_by_when_they_are_first_heard() -> None:
    assert found().sounds[0].speaker == 0
    assert {sound.speaker for sound in found().sounds} == {0, 1}


def test_the_same_sound_gives_the_same_voices() -> None:
    assert find_voices(two_people().samples) == found()


def test_what_is_said_by_a_guider_holds_and_takes_its_numbers() -> None:
    recording = two_people()
    swapped = {who: 1 - number for who, number in enumerate(error_of(found(), recording)[1])}
    taught = [Taught(seconds(one.start_s, one.end_s), swapped[one.who]) for one in recording.said[:4]]
    again = find_voices(recording.samples, taught=taught)
    assert error_of(again, recording) == (pytest.approx(error_of(found(), recording)[0], abs=0.05), (swapped[0], swapped[1]))
    for one in taught:
        inside = [sound for sound in again.sounds if sound.span.overlaps(one.span)]
        middle = (one.span.start + one.span.end) // 2
        assert {sound.speaker for sound in inside if sound.span.contains(middle)} == {one.speaker}


def test_where_a_guider_hears_nobody_there_is_nobody() -> None:
    first = two_people().said[0]
    nobody = seconds(0, first.end_s + 0.05)
    again = find_voices(two_people().samples, taught=[Taught(nobody, None)])
    assert not [sound for sound in again.sounds if sound.span.overlaps(nobody)]


def test_a_voice_that_was_not_found_is_there_when_a_guider_hears_it() -> None:
    quiet = np.zeros(3 * RATE_HZ, dtype=np.float32)
    quiet += np.random.default_rng(0).normal(size=len(quiet)).astype(np.float32) * 1e-3
    (sound,) = find_voices(quiet, taught=[Taught(seconds(1, 2), 1)]).sounds
    assert (sound.span, sound.speaker, sound.confidence) == (seconds(1, 2), 1, 1.0)


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (np.zeros(0), "The film has no sound"),
        (np.zeros(RATE_HZ // 10), "The sound is shorter than half a second"),
        (np.zeros(5 * RATE_HZ), "The film is silent"),
        (np.random.default_rng(1).normal(size=5 * RATE_HZ) * 0.05, "No voice was found"),
    ],
    ids=["no sound", "a tenth of a second", "silence", "noise"],
)
def test_where_there_is_no_voice_it_is_said_why(samples: np.ndarray, why: str) -> None:
    voices = find_voices(samples.astype(np.float32))
    assert (voices.sounds, voices.why) == ((), why)


def test_music_of_a_toy_is_nobodys_voice() -> None:
    at = np.arange(8 * RATE_HZ) / RATE_HZ
    notes = np.repeat([392.0, 523.25, 659.25, 523.25] * 4, RATE_HZ // 2)
    phase = 2 * np.pi * np.cumsum(notes) / RATE_HZ
    fading = np.exp(-3 * (at % 0.5))
    music = 0.2 * fading * sum(np.sin(k * phase) / k**2 for k in (1, 2, 3))
    voices = find_voices(music.astype(np.float32))
    assert sum(sound.span.length for sound in voices.sounds) < 0.1 * 8 * 90_000


def test_a_clipped_recording_says_where_more_may_sound_than_was_found() -> None:
    loud = np.clip(two_people().samples[: 6 * RATE_HZ] * 40, -1, 1)
    unheard = find_voices(loud).unheard
    assert unheard
    assert all("clipped" in one.reason for one in unheard)
    assert all(one.span.end <= 6 * 90_000 for one in unheard)


def test_values_that_are_no_numbers_are_refused_with_the_place() -> None:
    samples = np.zeros(3 * RATE_HZ, dtype=np.float32)
    samples[RATE_HZ + 5] = np.nan
    with pytest.raises(FilmError, match="second 1"):
        find_voices(samples)


def test_one_channel_is_asked_for() -> None:
    with pytest.raises(ValueError, match="one channel"):
        find_voices(np.zeros((2, RATE_HZ), dtype=np.float32))


@pytest.mark.parametrize("n", [0, 4])
def test_one_to_three_people_are_told_apart(n: int) -> None:
    with pytest.raises(ValueError, match="one to three"):
        VoiceSettings(n_speakers=n)


def test_nobody_is_taught_who_is_not_among_the_speakers() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        find_voices(two_people().samples, taught=[Taught(Span(Ticks(0), Ticks(9)), 2)])


def test_one_person_alone_is_one_speaker_when_it_is_said_so() -> None:
    voices = find_voices(two_people().samples[: 8 * RATE_HZ], VoiceSettings(n_speakers=1))
    assert {sound.speaker for sound in voices.sounds} == {0}
