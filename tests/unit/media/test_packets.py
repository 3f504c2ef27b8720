import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Kind, NumberedFilm, read_number
from workbench.errors import FilmError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.packets import PacketTable, index_packets
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture(scope="module", params=("constant25", "variable", "rotated", "offset", "hevc", "silent"))
def working_copy(request: pytest.FixtureRequest, numbered_film: Film, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    film = numbered_film(request.param).path
    target = tmp_path_factory.mktemp("copies") / f"{request.param}.mp4"
    build_proxy(film, plan_proxy(probe_film(film), index_frames(film)), target)
    return target, index_frames(target)


def table_of(n: int, **changes: object) -> PacketTable:
    sizes = np.full(n, 7000, dtype=np.int64)
    values = {
        "offsets": np.arange(n, dtype=np.int64) * 7100 + 40,
        "sizes": sizes,
        "keyframes": np.arange(n) % 15 == 0,
        "codec": "avc1.64001f",
        "description": b"\x01\x64\x00\x1f\xff",
        "width": 1280,
        "height": 720,
    }
    return PacketTable(**{**values, **changes})  # type: ignore[arg-type]


def test_the_bytes_of_any_frame_are_found_and_decode_to_that_frame_from_its_keyframe_on(working_copy: tuple[Path, FrameTable]) -> None:
    path, table = working_copy
    packets, film = index_packets(path, table), path.read_bytes()
    assert packets.n_packets == table.n_frames == 50
    assert np.flatnonzero(packets.keyframes).tolist() == [0, 8, 16, 24, 32, 40, 48]
    for wanted in (0, 7, 8, 31, 46, 49):
        first = wanted - wanted % 8
        decoder = av.CodecContext.create("h264", "r")
        decoder.extradata = packets.description
        places = zip(packets.offsets[first : wanted + 1], packets.sizes[first : wanted + 1], strict=True)
        pictures = [p for at, size in places for p in decoder.decode(av.Packet(film[at : at + size]))] + list(decoder.decode(None))
        assert read_number(pictures[-1].to_ndarray(format="rgb24")) == wanted


def test_the_table_says_what_a_decoder_is_told_before_the_first_frame(working_copy: tuple[Path, FrameTable]) -> None:
    path, table = working_copy
    packets = index_packets(path, table)
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (packets.width, packets.height, packets.description) == (context.width, context.height, context.extradata)
    assert packets.codec == f"avc1.{packets.description[1:4].hex()}"


def test_a_table_comes_back_from_its_wire_form_as_it_was() -> None:
    table = table_of(40)
    again = PacketTable.from_bytes(table.to_bytes())
    assert again.to_bytes() == table.to_bytes()
    assert again.offsets.tolist() == table.offsets.tolist()
    assert again.sizes.tolist() == table.sizes.tolist()
    assert again.keyframes.tolist() == table.keyframes.tolist()
    assert (again.codec, again.description, again.width, again.height) == ("avc1.64001f", table.description, 1280, 720)


def test_two_hours_of_film_and_more_than_four_gigabytes_fit_the_form() -> None:
    n = 216_000
    table = table_of(n, offsets=np.arange(n, dtype=np.int64) * 30_000 + 5_000_000)
    data = table.to_bytes()
    assert len(data) < 1_750_000
    started_s = time.perf_counter()
    again = PacketTable.from_bytes(data)
    assert time.perf_counter() - started_s < 0.5
    assert int(again.offsets[-1]) == 215_999 * 30_000 + 5_000_000 > 2**32


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        table_of(3).to_bytes()[:-1],
        b"NOPE" + table_of(3).to_bytes()[4:],
        table_of(3).to_bytes()[:4] + b"\x02\0\0\0" + table_of(3).to_bytes()[8:],
        table_of(1).to_bytes()[:-4] + b"\x07\0\0\0",
        table_of(1).to_bytes()[:-4] + b"\0\0\0\x80",
    ],
    ids=["empty", "cut off", "other file", "other version", "no keyframe", "an empty packet"],
)
def test_a_damaged_table_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(FilmError, match="table of packets is damaged"):
        PacketTable.from_bytes(broken)


@pytest.mark.parametrize(
    "wrong",
    [
        {"offsets": np.array([40, 50, 60])},
        {"sizes": np.array([0, 1, 1])},
        {"sizes": np.array([1, 2**31, 1])},
        {"keyframes": np.array([False, True, True])},
        {"keyframes": np.array([True])},
        {"offsets": np.array([40, 2**40, 2**41])},
    ],
    ids=["overlapping", "empty", "too large", "no beginning", "marks missing", "too far apart"],
)
def test_a_table_that_makes_no_sense_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="packet"):
        table_of(3, **wrong)


def test_a_film_whose_pictures_are_not_in_the_order_of_showing_has_no_such_table(numbered_film: Film) -> None:
    film = numbered_film("constant25").path
    with pytest.raises(FilmError, match="order in which they are shown"):
        index_packets(film, index_frames(film))


def test_a_film_that_is_no_h264_has_no_such_table(numbered_film: Film) -> None:
    film = numbered_film("hevc").path
    with pytest.raises(FilmError, match=r"is not an MP4 film of H\.264"):
        index_packets(film, index_frames(film))


def test_a_table_of_frames_of_another_film_is_refused(working_copy: tuple[Path, FrameTable]) -> None:
    path, table = working_copy
    with pytest.raises(FilmError, match="order in which they are shown"):
        index_packets(path, FrameTable(table.pts[:-1], table.end))
