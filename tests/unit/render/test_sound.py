import wave
from math import inf
from pathlib import Path

import numpy as np
import pytest

from workbench.render.ffmpeg import run_ffmpeg
from workbench.render.sound import (
    FADE_S,
    MOST_GAIN_DB,
    PEAK_LIMIT_DBTP,
    Levelling,
    Loudness,
    levelling_filters,
    measure_loudness,
    plan_levelling,
    stretch_filters,
)

RATE = 48_000


def write_sound(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


def read_sound(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, file.getnchannels())[:, 0] / 32_768


def tone(seconds: float, level_dbfs: float, hz: float = 997.0) -> np.ndarray:
    return 10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)


def levelled(folder: Path, samples: np.ndarray) -> tuple[Path, Levelling]:
    source = write_sound(folder / "in.wav", samples)
    levelling = plan_levelling(measure_loudness(source))
    filters = levelling_filters(levelling, len(samples) / RATE)
    run_ffmpeg(["-i", str(source), "-af", filters, str(folder / "out.wav")], what="A sound")
    return folder / "out.wav", levelling


def test_a_full_scale_997_hz_sine_in_one_channel_measures_minus_3_01_lufs(tmp_path: Path) -> None:
    """The reference of ITU-R BS.1770-4, annex 1."""
    measured = measure_loudness(write_sound(tmp_path / "tone.wav", tone(3, 0)))
    assert measured.integrated_lufs == pytest.approx(-3.01, abs=0.11)
    assert measured.true_peak_dbtp == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("level_dbfs", [-6.0, -20.0, -35.0])
def test_loud_and_quiet_sounds_come_out_alike(tmp_path: Path, level_dbfs: float) -> None:
    out, levelling = levelled(tmp_path, tone(3, level_dbfs))
    assert measure_loudness(out).integrated_lufs == pytest.approx(-23, abs=0.3)
    assert levelling.limit_dbtp is None


def test_a_peak_over_a_quiet_sound_is_held_back_below_the_limit(tmp_path: Path) -> None:
    samples = tone(4, -34)
    samples[RATE : RATE + 48] = tone(0.001, -2)
    out, levelling = levelled(tmp_path, samples)
    measured = measure_loudness(out)
    assert levelling.limit_dbtp is not None
    assert measured.true_peak_dbtp <= PEAK_LIMIT_DBTP
    assert measured.integrated_lufs == pytest.approx(-23, abs=1.5)


def test_peaks_between_the_samples_are_held_back_too(tmp_path: Path) -> None:
    """A sine at a quarter of the rate, 45 degrees off: its samples stay 3 dB below its true peaks."""
    samples = tone(4, -40)
    samples[RATE : RATE + 48] = np.sin(np.pi / 2 * np.arange(48) + np.pi / 4) * 0.7
    out, levelling = levelled(tmp_path, samples)
    assert levelling.limit_dbtp is not None
    assert measure_loudness(out).true_peak_dbtp <= PEAK_LIMIT_DBTP


def test_holding_peaks_back_does_not_move_the_sound(tmp_path: Path) -> None:
    samples = tone(4, -34)
    samples[RATE : RATE + 48] = tone(0.001, -2)
    out = read_sound(levelled(tmp_path, samples)[0])
    first = np.flatnonzero(np.abs(out) > 0.3)[0]
    assert first / RATE == pytest.approx(1.0, abs=0.002)


def test_what_is_nearly_silent_is_raised_no_more_than_the_bound_and_says_what_is_missing() -> None:
    levelling = plan_levelling(Loudness(-55.0, -40.0))
    assert levelling == Levelling(MOST_GAIN_DB, None, 55.0 - 23.0 - MOST_GAIN_DB)


@pytest.mark.parametrize("loudness", [Loudness(-inf, -inf), Loudness(-inf, -80.0)])
def test_silence_stays_silence(loudness: Loudness) -> None:
    assert plan_levelling(loudness) == Levelling(0.0, None)


def test_silence_measures_as_minus_infinity(tmp_path: Path) -> None:
    assert measure_loudness(write_sound(tmp_path / "silence.wav", np.zeros(RATE))).integrated_lufs == -inf


def test_both_edges_are_faded_over_the_same_short_time(tmp_path: Path) -> None:
    out = read_sound(levelled(tmp_path, tone(2, -20))[0])
    full = np.abs(out[RATE // 2 : RATE]).max()
    fade = round(FADE_S * RATE)
    assert 0.03 <= FADE_S <= 0.05
    for edge in (out, out[::-1]):
        assert np.abs(edge[:48]).max() < 0.05 * full
        assert np.abs(edge[fade // 2 - 48 : fade // 2 + 48]).max() == pytest.approx(full / 2, rel=0.1)
        assert np.abs(edge[fade + 480 : fade + 960]).max() == pytest.approx(full, rel=0.02)


def test_a_stretch_beyond_the_sound_is_filled_with_silence_to_its_exact_length(tmp_path: Path) -> None:
    source = write_sound(tmp_path / "in.wav", tone(1, -20))
    filters = stretch_filters(90_000 // 2, 90_000 * 2)
    run_ffmpeg(["-copyts", "-i", str(source), "-af", filters, str(tmp_path / "out.wav")], what="A sound")
    out = read_sound(tmp_path / "out.wav")
    assert len(out) == round(1.5 * RATE)
    assert np.abs(out[: RATE // 2]).max() > 0.09
    assert np.abs(out[RATE // 2 + 100 :]).max() == 0
