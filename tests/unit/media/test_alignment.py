"""Two cameras in one room: where the second began, by what both heard, or plain words that it cannot be told."""

from pathlib import Path

import av
import numpy as np
import pytest
from scipy.signal import fftconvolve

from tests.sounds import RATE_HZ as RATE
from tests.sounds import lively_room, write_sound
from workbench.errors import EditError
from workbench.media.alignment import STANDS_OUT, align_films, find_lag, read_onsets

ONE_FRAME_S = 1 / 30


@pytest.mark.parametrize("offset_s", [0.0, 0.04, 3.217, 11.5])
def test_a_camera_that_began_later_is_found_within_a_millisecond(tmp_path: Path, offset_s: float) -> None:
    room = lively_room(30)
    leading = write_sound(tmp_path / "a.mkv", room)
    other = write_sound(tmp_path / "b.mkv", room[round(offset_s * RATE) :])
    found = align_films(leading, other)
    assert found.to_the_sample
    assert found.starts_at_s == pytest.approx(offset_s, abs=0.001)
    assert found.stands_out > STANDS_OUT


def test_a_camera_that_began_earlier_has_a_negative_start(tmp_path: Path) -> None:
    room = lively_room(30)
    found = align_films(write_sound(tmp_path / "a.mkv", room[5 * RATE :]), write_sound(tmp_path / "b.mkv", room))
    assert found.starts_at_s == pytest.approx(-5, abs=0.001)


def test_softer_noisier_and_from_across_the_room_it_is_still_within_one_frame(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    room = lively_room(40)
    echo = rng.normal(size=round(0.3 * RATE)) * np.exp(-np.arange(round(0.3 * RATE)) / (0.06 * RATE)) * 0.05
    echo[0] = 1.0
    heard = -0.05 * fftconvolve(room, echo)[: len(room)][round(7.3 * RATE) :]
    noise = rng.normal(size=len(heard)) * np.sqrt(np.mean(heard**2)) * 0.5
    found = align_films(write_sound(tmp_path / "a.mkv", room[: 25 * RATE]), write_sound(tmp_path / "b.mkv", heard + noise))
    assert found.starts_at_s == pytest.approx(7.3, abs=ONE_FRAME_S / 2)


@pytest.mark.parametrize("what", ["another room", "nothing but hiss", "silence", "a steady beat"])
def test_what_cannot_be_told_is_said_and_never_guessed(tmp_path: Path, what: str) -> None:
    beat = np.zeros(20 * RATE)
    beat[:: RATE // 2] = 0.5
    room = beat if what == "a steady beat" else lively_room(20)
    others = {
        "another room": lively_room(20, seed=2),
        "nothing but hiss": 0.1 * np.random.default_rng(3).normal(size=20 * RATE),
        "silence": np.zeros(20 * RATE),
        "a steady beat": beat[3 * RATE :],
    }
    leading, other = write_sound(tmp_path / "a.mkv", room), write_sound(tmp_path / "b.mkv", others[what])
    with pytest.raises(EditError) as refused:
        align_films(leading, other)
    assert "by hand" in refused.value.next_step


def test_a_film_without_a_sound_track_is_refused(tmp_path: Path) -> None:
    film = tmp_path / "mute.mkv"
    with av.open(str(film), "w") as container:
        track = container.add_stream("libx264", rate=25)
        track.width, track.height, track.pix_fmt = 64, 64, "yuv420p"
        container.mux(track.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype=np.uint8), format="rgb24")))
        container.mux(track.encode(None))
    with pytest.raises(EditError, match="no sound"):
        align_films(film, write_sound(tmp_path / "b.mkv", lively_room(10)))


def test_onsets_do_not_depend_on_the_loudness_of_a_recording(tmp_path: Path) -> None:
    room = lively_room(12)
    loud, soft = read_onsets(write_sound(tmp_path / "a.mkv", room)), read_onsets(write_sound(tmp_path / "b.mkv", room / 8))
    lag, stands_out = find_lag(loud, soft)
    assert lag == pytest.approx(0, abs=0.2)
    assert stands_out > 2
