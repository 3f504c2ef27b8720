import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Kind, NumberedFilm
from workbench.errors import FilmError
from workbench.media.peaks import Peaks, build_peaks

Film = Callable[[Kind], NumberedFilm]


def write_sound(path: Path, samples: np.ndarray, *, rate_hz: int = 48_000, starts_s: Fraction = Fraction(0)) -> Path:
    """A sound file without loss; samples (channels, n) of int16."""
    with av.open(str(path), "w") as container:
        sound = container.add_stream("pcm_s16le", rate=rate_hz, layout="mono" if len(samples) == 1 else "stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T.reshape(1, -1)), format="s16", layout=sound.layout.name)
        frame.sample_rate, frame.time_base, frame.pts = rate_hz, Fraction(1, rate_hz), round(starts_s * rate_hz)
        container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    return path


def test_each_pair_is_the_lowest_and_highest_swing_of_its_hundredth_of_a_second(tmp_path: Path) -> None:
    samples = np.zeros((1, 48_000 // 4), dtype=np.int16)
    samples[0, 480 * 3] = 16_384
    samples[0, 480 * 3 + 479] = -32_768
    samples[0, 480 * 24] = 100
    peaks = build_peaks(write_sound(tmp_path / "sound.mkv", samples))
    expected = np.zeros((25, 2), dtype=np.int8)
    expected[3] = (-127, 64)
    expected[24] = (0, 1)
    assert peaks.per_second == 100
    assert np.array_equal(peaks.pairs, expected)


def test_the_louder_channel_counts(tmp_path: Path) -> None:
    samples = np.zeros((2, 480), dtype=np.int16)
    samples[1, 7] = -16_384
    assert build_peaks(write_sound(tmp_path / "sound.mkv", samples)).pairs.tolist() == [[-64, 0]]


def test_sound_that_starts_late_stands_late(tmp_path: Path) -> None:
    samples = np.full((1, 4800), 32_767, dtype=np.int16)
    pairs = build_peaks(write_sound(tmp_path / "sound.mkv", samples, starts_s=Fraction(1, 5))).pairs
    assert np.flatnonzero(pairs[:, 1]).tolist() == list(range(20, 30))


def test_a_beep_is_where_the_film_has_it(numbered_film: Film) -> None:
    film = numbered_film("constant25")
    loud = np.flatnonzero(build_peaks(film.path).pairs[:, 1] > 40)
    assert set(loud[np.diff(loud, prepend=-9) > 1]) == {round(float(beep) * 100) for beep in film.beeps}


def test_a_film_without_sound_has_no_peaks(numbered_film: Film) -> None:
    assert build_peaks(numbered_film("silent").path).pairs.shape == (0, 2)


def test_the_wire_form_is_the_documented_one() -> None:
    peaks = Peaks(np.array([[-128, 127], [-1, 2]], dtype=np.int8))
    data = b"VIGP" + struct.pack("<III", 1, 100, 2) + struct.pack("<bbbb", -128, 127, -1, 2)
    assert peaks.to_bytes() == data
    assert Peaks.from_bytes(data).pairs.tolist() == [[-128, 127], [-1, 2]]


@pytest.mark.parametrize("data", [b"", b"VIGP", b"VIGX" + struct.pack("<III", 1, 100, 0), b"VIGP" + struct.pack("<III", 1, 100, 1)])
def test_bytes_that_are_no_peaks_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(FilmError, match="damaged"):
        Peaks.from_bytes(data)
