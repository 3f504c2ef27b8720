from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.films import Kind, NumberedFilm, read_number, write_numbered_film
from workbench.errors import FilmError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.reader import FrameReader

Film = Callable[[Kind], NumberedFilm]


def test_a_film_is_read_through_an_open_file_that_stays_open(numbered_film: Film) -> None:
    with numbered_film("variable").path.open("rb") as file:
        with FrameReader(file) as reader:
            assert [read_number(reader.picture(frame)) for frame in (31, 4, 49)] == [31, 4, 49]
        file.seek(0)
        assert file.read(8)[4:] == b"ftyp"


def test_a_frame_that_is_not_in_the_film_is_refused(numbered_film: Film) -> None:
    with FrameReader(numbered_film("silent").path) as reader:
        for frame in (-1, 50):
            with pytest.raises(IndexError, match="frames 0 to 49"):
                reader.picture(frame)


def test_a_picture_is_the_callers_own(numbered_film: Film) -> None:
    with FrameReader(numbered_film("silent").path) as reader:
        reader.picture(3)[:] = 0
        assert read_number(reader.picture(3)) == 3
        assert reader.picture(3).any()


def test_a_frame_read_before_its_keyframe_is_found_again(numbered_film: Film) -> None:
    """A table may name a time that no picture has: that is told, and the reader goes on working."""
    film = numbered_film("silent")
    true = index_frames(film.path)
    wrong = FrameTable(np.where(np.arange(50) == 20, true.pts + 1, true.pts), true.end, true.clock)
    with FrameReader(film.path, wrong) as reader:
        with pytest.raises(FilmError, match="no readable picture for frame 20"):
            reader.picture(20)
        assert read_number(reader.picture(21)) == 21
        assert read_number(reader.picture(0)) == 0


def test_stepping_decodes_every_picture_once(numbered_film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    with FrameReader(numbered_film("constant25").path) as reader:
        seeks: list[int | None] = []
        seek = reader._seek
        monkeypatch.setattr(reader, "_seek", lambda pts: (seeks.append(pts), seek(pts)))
        for frame in [*range(50), *reversed(range(50))]:
            assert read_number(reader.picture(frame)) == frame
    assert len(seeks) == 1


def test_a_long_film_is_not_kept_in_memory_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=60)
    monkeypatch.setattr("workbench.media.reader._KEPT_BYTES", 10 * 320 * 180 * 3 // 2)
    with FrameReader(film.path) as reader:
        for frame in [*range(60), 5, 59, 0]:
            assert read_number(reader.picture(frame)) == frame
        assert len(reader._kept) <= 10


def test_a_closed_reader_can_be_closed_again(numbered_film: Film) -> None:
    reader = FrameReader(numbered_film("silent").path)
    reader.close()
    reader.close()
