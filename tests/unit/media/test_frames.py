import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Kind, NumberedFilm, draw_number, write_numbered_film
from workbench.core.time import FILM_CLOCK, Clock
from workbench.errors import FilmError
from workbench.media.frames import FrameTable, index_frames

MILLISECONDS = Clock(Fraction(1, 1000))


def write_with_times(path: Path, times: list[int]) -> Path:
    """A film whose pictures stand at exactly these milliseconds, also where they should not."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mjpeg", rate=25)
        video.width, video.height, video.pix_fmt = 64, 36, "yuvj420p"
        video.time_base = video.codec_context.time_base = Fraction(1, 1000)
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(draw_number(number, 64, 36), format="rgb24")
            frame.pts, frame.time_base = number * 40, Fraction(1, 1000)
            for packet in video.encode(frame):
                packet.pts = packet.dts = time
                packet.duration = 40
                container.mux(packet)
    return path


def test_the_wire_form_is_the_documented_one() -> None:
    table = FrameTable(np.array([0, 3000, 7500]), 9000, FILM_CLOCK)
    assert table.to_bytes() == b"VIGF" + struct.pack("<IIIq", 1, 3, 90_000, 9000) + struct.pack("<III", 0, 3000, 4500)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"VIGF",
        b"VIGX" + struct.pack("<IIIqI", 1, 1, 90_000, 9, 0),
        b"VIGF" + struct.pack("<IIIqI", 2, 1, 90_000, 9, 0),
        b"VIGF" + struct.pack("<IIIqI", 1, 2, 90_000, 9, 0),
        b"VIGF" + struct.pack("<IIIqI", 1, 1, 0, 9, 0),
        b"VIGF" + struct.pack("<IIIqII", 1, 2, 90_000, 9, 0, 0),
        b"VIGF" + struct.pack("<IIIqI", 1, 1, 90_000, 0, 0),
    ],
)
def test_bytes_that_are_no_table_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(FilmError, match=r"damaged.*Import the film again"):
        FrameTable.from_bytes(data)


@pytest.mark.parametrize(("pts", "end"), [([], 5), ([0, 0], 5), ([3, 1], 5), ([0, 5], 5), ([[0, 1]], 5)])
def test_a_table_that_makes_no_sense_cannot_be_made(pts: list[int], end: int) -> None:
    with pytest.raises(ValueError, match="frame"):
        FrameTable(np.array(pts, dtype=np.int64), end)


def test_nothing_is_shown_before_the_first_frame_and_from_the_end_on() -> None:
    table = FrameTable(np.array([10, 20]), 25, MILLISECONDS)
    for instant in (9, 25, -1):
        with pytest.raises(ValueError, match="shown from 10 to 25"):
            table.frame_at(instant)
    for frame in (-1, 2):
        with pytest.raises(IndexError, match="frames 0 to 1"):
            table.span_of(frame)


def test_a_table_does_not_change_when_the_array_it_was_made_of_does() -> None:
    times = np.array([0, 10])
    table = FrameTable(times, 20)
    times[1] = 15
    assert table.pts.tolist() == [0, 10]
    with pytest.raises(ValueError, match="read-only"):
        table.pts[0] = 3


def test_the_wire_form_refuses_times_it_cannot_hold() -> None:
    for table in (
        FrameTable(np.array([-1]), 3),
        FrameTable(np.array([0, 2**32]), 2**33),
        FrameTable(np.array([0]), 1, Clock(Fraction(2, 3))),
    ):
        with pytest.raises(ValueError, match="wire form"):
            table.to_bytes()


def test_a_clock_too_coarse_to_keep_frames_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="frame 1 must start after frame 0"):
        FrameTable(np.array([0, 100]), 200).on_clock(MILLISECONDS.__class__(Fraction(1, 25)))


@pytest.mark.parametrize(("kind", "variable"), [("constant25", False), ("ntsc", False), ("variable", True)])
def test_a_film_of_variable_rate_is_known_by_its_steps(numbered_film: Callable[[Kind], NumberedFilm], kind: Kind, variable: bool) -> None:
    table = index_frames(numbered_film(kind).path)
    assert table.is_variable is variable
    assert table.from_zero().on_clock(FILM_CLOCK).is_variable is variable


def test_times_rounded_to_milliseconds_do_not_make_a_rate_variable() -> None:
    thirty_per_second = FrameTable(np.array([0, 33, 67, 100, 133]), 167, MILLISECONDS)
    assert not thirty_per_second.is_variable
    assert not thirty_per_second.on_clock(FILM_CLOCK).is_variable
    assert FrameTable(np.array([0, 33, 67, 100, 150]), 167, MILLISECONDS).is_variable


def test_the_first_picture_of_a_film_need_not_stand_at_zero(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    table = index_frames(numbered_film("offset").path)
    assert table.clock.seconds(table.span.start) == 0.5


def test_a_film_with_one_frame_has_a_table(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "one.mp4", n_frames=1)
    table = index_frames(film.path).on_clock(FILM_CLOCK)
    assert (table.pts.tolist(), table.end) == ([0], 3600)


def test_two_pictures_at_one_time_are_named(tmp_path: Path) -> None:
    film = write_with_times(tmp_path / "double.mkv", [0, 40, 80, 80, 120])
    with pytest.raises(FilmError, match=r"double\.mkv has two pictures at one time \(frame 2, 0\.080 s\)"):
        index_frames(film)


def test_pictures_stored_out_of_order_are_counted_in_the_order_of_showing(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    film = numbered_film("variable")
    with av.open(str(film.path)) as container:
        stored = [packet.pts for packet in container.demux(container.streams.video[0]) if packet.pts is not None]
    assert stored != sorted(stored)
    assert index_frames(film.path).pts.tolist() == sorted(stored)


def test_pictures_that_an_edit_list_hides_are_not_counted(tmp_path: Path) -> None:
    """As a phone trims: the file keeps what comes before the cut and says from where to show."""
    film = write_numbered_film(tmp_path / "whole.mp4", n_frames=40)
    trimmed = tmp_path / "trimmed.mp4"
    with av.open(str(film.path)) as source, av.open(str(trimmed), "w") as target:
        video = source.streams.video[0]
        copy = target.add_stream_from_template(video)
        for packet in source.demux(video):
            if packet.dts is not None and packet.pts is not None:
                packet.pts -= 10 * 512
                packet.dts -= 10 * 512
                packet.stream = copy
                target.mux(packet)
    table = index_frames(trimmed)
    assert table.n_frames == 30
    assert table.from_zero().on_clock(FILM_CLOCK).pts.tolist() == list(film.ticks[:30])


def test_a_table_can_be_read_from_an_open_file(numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    film = numbered_film("ntsc")
    with film.path.open("rb") as file:
        assert index_frames(file) == index_frames(film.path)
