"""The sound obeys the truth: who speaks when, how high, how loud; measured by other means than the synthesiser's own."""

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.sample.rehearsal import SAMPLES_PER_FRAME, SPEAKERS, Rehearsal, rehearse
from workbench.sample.soundtrack import TARGET_LUFS, Stereo, build_soundtrack, integrated_lufs
from workbench.sample.voice import RATE_HZ, speak

Samples = NDArray[np.float64]


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearse()


@pytest.fixture(scope="module")
def sound(rehearsal: Rehearsal) -> Stereo:
    return build_soundtrack(rehearsal)


def pitch_hz(samples: Samples) -> float:
    """Median pitch by autocorrelation in 40 ms windows that sound and repeat."""
    n = RATE_HZ // 25
    found = []
    for start in range(0, len(samples) - n, n // 2):
        window = samples[start : start + n] * np.hanning(n)
        if np.sqrt(np.mean(window**2)) > 0.02:
            like = np.fft.irfft(np.abs(np.fft.rfft(window, 4 * n)) ** 2)[:n]
            lags = np.arange(RATE_HZ // 500, RATE_HZ // 120)
            best = lags[np.argmax(like[lags])]
            if like[best] > 0.5 * like[0]:
                found.append(RATE_HZ / best)
    return float(np.median(found))


def loudness_db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(samples**2) + 1e-12))


def test_every_voiced_stretch_has_the_pitch_of_who_speaks(rehearsal: Rehearsal) -> None:
    for line in rehearsal.lines:
        low, high = (185, 240) if line.stretch.who == "mum" else (290, 365)
        assert low < pitch_hz(line.utterance.samples) < high, line.stretch.label


def test_the_two_voices_are_a_hundred_hertz_apart(rehearsal: Rehearsal) -> None:
    usual = {who: np.median([pitch_hz(line.utterance.samples) for line in rehearsal.lines_of(who)]) for who in ("mum", "child")}
    assert 195 < usual["mum"] < 225
    assert 300 < usual["child"] < 345


def test_a_question_rises_and_a_statement_falls() -> None:
    def rise(text: str) -> float:
        samples = speak(text, SPEAKERS["mum"]).samples
        half, tail = len(samples) // 2, RATE_HZ * 15 // 100
        return pitch_hz(samples[-tail:]) / pitch_hz(samples[half - tail : half])

    assert rise("Where is it going?") > 1.05
    assert rise("You found it.") < 0.92


def test_noahs_resonances_lie_higher_than_mums() -> None:
    def brightest_hz(who: str) -> float:
        samples = speak("Ha.", SPEAKERS["mum" if who == "mum" else "child"]).samples
        spectrum = np.abs(np.fft.rfft(samples)) ** 2
        hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
        band = (hz > 500) & (hz < 2500)
        return float(np.sum(hz[band] * spectrum[band]) / np.sum(spectrum[band]))

    assert brightest_hz("child") > 1.08 * brightest_hz("mum")


def test_it_is_loud_where_somebody_speaks_and_quiet_elsewhere(rehearsal: Rehearsal, sound: Stereo) -> None:
    speaking = np.zeros(rehearsal.n_frames, bool)
    for line in rehearsal.lines:
        speaking[line.stretch.first : line.stretch.end] = True
    ringing = speaking.copy()
    for later in range(1, 10):
        ringing[later:] |= speaking[:-later]
    frames = sound.mean(axis=0).reshape(rehearsal.n_frames, SAMPLES_PER_FRAME)
    assert loudness_db(frames[speaking]) > loudness_db(frames[~ringing]) + 30
    for line in rehearsal.lines:
        assert loudness_db(frames[line.stretch.first : line.stretch.end]) > loudness_db(frames[~ringing]) + 20


def test_each_voice_begins_with_its_first_frame(rehearsal: Rehearsal) -> None:
    for line in rehearsal.lines:
        assert np.max(np.abs(line.utterance.samples[:SAMPLES_PER_FRAME])) > 0.004
        assert (line.stretch.end - line.stretch.first - 1) * SAMPLES_PER_FRAME < len(line.utterance.samples)


def test_the_film_is_as_loud_as_films_for_a_family(sound: Stereo) -> None:
    assert integrated_lufs(sound) == pytest.approx(TARGET_LUFS, abs=0.5)
    assert np.max(np.abs(sound)) < 0.5


def test_nothing_clicks_and_nothing_is_off_centre(sound: Stereo) -> None:
    assert abs(sound.mean()) < 1e-3
    assert np.max(np.abs(np.diff(sound, axis=1))) < 0.15


def test_the_room_is_quiet_but_never_dead(rehearsal: Rehearsal, sound: Stereo) -> None:
    before = sound[:, : 25 * SAMPLES_PER_FRAME]
    assert -80 < loudness_db(before) < -50


def test_a_piece_put_down_is_heard_on_its_side(rehearsal: Rehearsal) -> None:
    short = rehearse(seconds=2)
    silent, knocked = build_soundtrack(short), build_soundtrack(short, [(25, -1.0), (10_000, 0.0)])
    at = slice(25 * SAMPLES_PER_FRAME, 29 * SAMPLES_PER_FRAME)
    assert loudness_db(knocked[0, at]) > loudness_db(silent[0, at]) + 10
    assert loudness_db(knocked[0, at]) > loudness_db(knocked[1, at]) + 3


def test_a_sine_of_known_level_measures_as_it_must() -> None:
    """A 997 Hz sine at -23 dBFS in both channels is -23.0 LUFS (EBU Tech 3341, case 1 at another level)."""
    t = np.arange(3 * RATE_HZ) / RATE_HZ
    sine = 10 ** (-23 / 20) * np.sin(2 * np.pi * 997 * t)
    assert integrated_lufs(np.array([sine, sine])) == pytest.approx(-23.0, abs=0.1)
    assert integrated_lufs(np.zeros((2, RATE_HZ))) == float("-inf")
    assert integrated_lufs(np.ones((2, 100))) == float("-inf")


def test_the_same_line_sounds_the_same_each_time() -> None:
    once, again = (speak("Your turn.", SPEAKERS["mum"]).samples for _ in range(2))
    assert np.array_equal(once, again)
    assert not np.array_equal(once[:1000], speak("Your turn!", SPEAKERS["mum"]).samples[:1000])
