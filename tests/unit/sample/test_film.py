"""The sample film as a file."""

from pathlib import Path

import av
import numpy as np
import pytest

from workbench.errors import FilmError
from workbench.sample.film import write_sample_film
from workbench.sample.stage import Stage


def test_a_second_of_film_is_25_frames_with_sound(tmp_path: Path) -> None:
    path, told = tmp_path / "film.mp4", []
    rehearsal = write_sample_film(path, seconds=1, progress=lambda words, done: told.append((words, done)))
    with av.open(str(path)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 1280, 720)
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", 48_000, 2)
        frames = list(film.decode(video=0))
    assert [round(float(frame.pts * frame.time_base) * 25, 6) for frame in frames] == list(range(25))
    drawn = Stage(rehearsal).draw(24).astype(int)
    assert np.mean(np.abs(frames[24].to_ndarray(format="rgb24").astype(int) - drawn)) < 4
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1] == ("The sample film is ready", 1.0)
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]


def test_the_same_film_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        write_sample_film(tmp_path / name, seconds=0.4)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match=r"cannot be written to film\.mp4"):
        write_sample_film(tmp_path / "nowhere" / "film.mp4", seconds=0.1)


def test_an_interrupted_film_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"old")

    def stop(words: str, done: float) -> None:
        if words.startswith("Drawing"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample_film(path, seconds=0.2, progress=stop)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]
