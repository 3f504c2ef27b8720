"""The sound of a film as numbers: whole, from one place on, and as a WAV file."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.films import BEEP_S, Kind, NumberedFilm
from workbench.media.sound import count_channels, read_sound

RATE = 16_000


@pytest.mark.parametrize("kind", ["constant25", "offset", "late_sound"])
def test_a_beep_is_where_its_frame_is(numbered_film: Callable[[Kind], NumberedFilm], kind: Kind) -> None:
    film = numbered_film(kind)
    beep_s = float(film.beeps[-1] + film.video_starts_s)
    around = read_sound(film.path, beep_s - 0.1, 0.2, RATE)[0]
    loud = np.flatnonzero(np.abs(around) > 0.1)
    assert loud[0] / RATE == pytest.approx(0.1, abs=0.005)
    assert (loud[-1] - loud[0]) / RATE == pytest.approx(BEEP_S, abs=0.005)


def test_a_stretch_read_alone_is_the_same_as_in_the_whole(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    film = numbered_film("constant25")
    whole = read_sound(film.path, 0, 2, RATE)
    assert np.allclose(read_sound(film.path, 0.75, 0.5, RATE), whole[:, round(0.75 * RATE) : round(1.25 * RATE)], atol=0.02)


def test_beyond_the_end_and_without_sound_it_is_silent(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    assert not read_sound(numbered_film("constant25").path, 50, 1, RATE).any()
    silent = read_sound(numbered_film("silent").path, 0, 1, RATE, n_channels=2)
    assert silent.shape == (2, RATE)
    assert not silent.any()


def test_channels_are_counted(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    assert count_channels(numbered_film("constant25").path) == 1
    assert count_channels(numbered_film("silent").path) == 0
