from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.films import Kind, NumberedFilm
from tests.unit.media.test_peaks import write_sound
from workbench.errors import FilmError
from workbench.media.spectrogram import (
    MOST_BYTES,
    N_BANDS,
    Spectrogram,
    band_edges_hz,
    build_spectrogram,
    columns_per_second,
)

RATE_HZ = 48_000


def sine(frequency_hz: float, seconds: float, swing: float = 0.99) -> np.ndarray:
    """One channel of int16."""
    wave = swing * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)
    return np.round(wave * 32_767).astype(np.int16)[None, :]


@pytest.mark.parametrize("frequency_hz", [150, 440, 1000, 3000, 7000])
def test_a_tone_is_loudest_in_the_band_its_frequency_lies_in(tmp_path: Path, frequency_hz: float) -> None:
    levels = build_spectrogram(write_sound(tmp_path / "tone.mkv", sine(frequency_hz, 1)), 1).levels
    assert levels.shape == (100, N_BANDS)
    loudest = levels[10:90].argmax(axis=1)
    low, _, high = band_edges_hz().T
    assert np.all((low[loudest] - 32 <= frequency_hz) & (frequency_hz <= high[loudest] + 32))
    assert levels[10:90].max(axis=1).min() >= 245


def test_a_tone_ten_times_softer_is_twenty_decibels_lower(tmp_path: Path) -> None:
    loud, soft = (build_spectrogram(write_sound(tmp_path / f"{n}.mkv", sine(1000, 1, swing)), 1) for n, swing in enumerate((0.5, 0.05)))
    drop = loud.levels[50].max().astype(int) - soft.levels[50].max()
    assert drop == pytest.approx(20 / 90 * 255, abs=1.5)


def test_silence_is_all_zero_and_sound_that_starts_late_stands_late(tmp_path: Path) -> None:
    levels = build_spectrogram(write_sound(tmp_path / "late.mkv", sine(1000, 0.5), starts_s=Fraction(1)), 2).levels
    assert len(levels) == 150
    assert not levels[:95].any()
    assert levels[105:145].max(axis=1).min() > 230


def test_a_long_sound_is_the_same_as_its_parts_together(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, (1, 60 * RATE_HZ), dtype=np.int16)
    whole = build_spectrogram(write_sound(tmp_path / "whole.mkv", noise), 60).levels
    assert len(whole) == 6000
    for begin_s in (0, 40, 55):
        part = noise[:, begin_s * RATE_HZ : (begin_s + 5) * RATE_HZ]
        alone = build_spectrogram(write_sound(tmp_path / f"part{begin_s}.mkv", part), 5).levels
        inside = slice(10, 490)
        difference = whole[begin_s * 100 : begin_s * 100 + 500][inside].astype(int) - alone[inside]
        assert np.abs(difference).max() <= 2


def test_a_long_film_has_fewer_columns_and_never_more_than_so_many_bytes() -> None:
    assert [columns_per_second(minutes * 60) for minutes in (1, 10, 30, 60, 120, 600, 24 * 60)] == [100, 100, 100, 50, 25, 5, 2]
    assert all(columns_per_second(length_s) * length_s * N_BANDS <= MOST_BYTES for length_s in range(1, 24 * 3600, 977))


def test_the_wire_form_comes_back_as_it_was_and_anything_else_is_refused() -> None:
    made = Spectrogram(np.arange(3 * N_BANDS, dtype=np.uint8).reshape(3, N_BANDS), 50)
    data = made.to_bytes()
    again = Spectrogram.from_bytes(data)
    assert (again.per_second, again.levels.tolist()) == (50, made.levels.tolist())
    for damaged in (b"", data[:-1], b"VIGP" + data[4:], data + b"x"):
        with pytest.raises(FilmError, match="damaged"):
            Spectrogram.from_bytes(damaged)


def test_a_film_without_sound_has_no_columns(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    assert build_spectrogram(numbered_film("silent").path, 2).levels.shape == (0, N_BANDS)
