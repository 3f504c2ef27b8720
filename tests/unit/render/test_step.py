from pathlib import Path

import numpy as np
import pytest

from tests.unit.render.test_sound import RATE, tone, write_sound
from workbench.render.ffmpeg import run_ffmpeg
from workbench.render.step import OUT_OF_STEP_S, find_offset_s


def film_of(path: Path, samples: np.ndarray) -> Path:
    """A film without pictures, which holds the sound as it is."""
    sound = write_sound(path.with_suffix(".wav"), samples)
    run_ffmpeg(["-i", str(sound), "-c:a", "copy", str(path)], what="A sound")
    return path


def babble(seconds: float) -> np.ndarray:
    """Noise that comes and goes, as talk does."""
    noise = np.random.default_rng(7).normal(0, 0.1, round(seconds * RATE))
    return noise * (1 + np.sin(2 * np.pi * 1.7 * np.arange(len(noise)) / RATE))


@pytest.mark.parametrize("late_s", [-0.2, -0.021, -0.006, 0.0, 0.0005, 0.006, 0.021, 0.4])
def test_how_late_a_sound_is_heard_is_measured_to_a_part_of_a_millisecond(tmp_path: Path, late_s: float) -> None:
    samples = babble(4)
    source = film_of(tmp_path / "source.mov", samples)
    made = film_of(tmp_path / "made.mov", np.roll(samples, round(late_s * RATE)) * 0.3)
    found = find_offset_s(made, 1.0, source, 1.0, 2.0)
    assert found == pytest.approx(late_s, abs=0.0003)
    assert (abs(found) > OUT_OF_STEP_S) == (abs(late_s) > 0.005)


def test_a_stretch_is_found_where_it_was_put(tmp_path: Path) -> None:
    samples = babble(5)
    source = film_of(tmp_path / "source.mov", samples)
    made = film_of(tmp_path / "made.mov", np.concatenate([np.zeros(RATE), samples[2 * RATE : 4 * RATE], np.zeros(RATE)]))
    assert find_offset_s(made, 1.0, source, 2.0, 2.0) == pytest.approx(0, abs=0.0003)
    assert find_offset_s(made, 1.1, source, 2.0, 1.5) == pytest.approx(-0.1, abs=0.0003)


def test_a_steady_tone_is_in_step_wherever_it_fits(tmp_path: Path) -> None:
    source = film_of(tmp_path / "tone.mov", tone(4, -20))
    assert find_offset_s(source, 1.0, source, 1.0, 2.0) == pytest.approx(0, abs=0.0003)


@pytest.mark.parametrize("made", [np.zeros(4 * RATE), np.random.default_rng(8).normal(0, 0.1, 4 * RATE)])
def test_silence_and_another_sound_have_no_place(tmp_path: Path, made: np.ndarray) -> None:
    source, other = film_of(tmp_path / "source.mov", babble(4)), film_of(tmp_path / "made.mov", made)
    assert find_offset_s(other, 1.0, source, 1.0, 2.0) is None


def test_less_than_half_a_second_is_not_measured(tmp_path: Path) -> None:
    source = film_of(tmp_path / "source.mov", babble(4))
    assert find_offset_s(source, 1.0, source, 1.0, 0.49) is None
