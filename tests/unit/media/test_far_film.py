"""Films of more than four gibibytes, by a small one with holes: places, numbers and pictures stay exact."""

from pathlib import Path

import av
import numpy as np
import pytest

from tests.far_film import HOLE_BYTES, move_far_out
from tests.films import read_number, write_numbered_film
from workbench.core.identity import new_id
from workbench.media.frames import FrameTable, index_frames
from workbench.media.packets import PacketTable, index_packets
from workbench.media.peaks import build_peaks
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.media.reader import FrameReader
from workbench.serve.lab import VaultFilms
from workbench.store.vault import Vault


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A working copy, and the same far out."""
    folder = tmp_path_factory.mktemp("far")
    source = write_numbered_film(folder / "film.mp4", kind="variable", n_frames=90).path
    near, far = folder / "near.mp4", folder / "far.mp4"
    build_proxy(source, plan_proxy(probe_film(source), index_frames(source)), near)
    move_far_out(near, far)
    assert far.stat().st_size > 2 * HOLE_BYTES > 2**32
    assert far.stat().st_blocks * 512 < 10_000_000
    return near, far


def test_its_table_pictures_and_sound_are_those_of_the_small_one(films: tuple[Path, Path]) -> None:
    near, far = films
    assert index_frames(far) == index_frames(near)
    with FrameReader(far) as reader:
        assert [read_number(reader.picture(frame)) for frame in (89, 0, 45, 61, 60, 88)] == [89, 0, 45, 61, 60, 88]
    assert build_peaks(far).to_bytes() == build_peaks(near).to_bytes()


def test_the_places_of_its_packets_survive_the_wire_and_hold_its_pictures(films: tuple[Path, Path]) -> None:
    _, far = films
    packets = PacketTable.from_bytes(index_packets(far, index_frames(far)).to_bytes())
    assert packets.offsets[0] > 2**31
    assert packets.offsets[-1] > 2**32
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = packets.description
    with far.open("rb") as file:
        pictures = []
        for frame in range(80, 90):
            file.seek(int(packets.offsets[frame]))
            pictures += decoder.decode(av.Packet(file.read(int(packets.sizes[frame]))))
    pictures += decoder.decode(None)
    assert [read_number(picture.to_ndarray(format="rgb24")) for picture in pictures] == list(range(80, 90))


def test_its_bytes_are_served_from_any_place(films: tuple[Path, Path], tmp_path: Path) -> None:
    _, far = films
    vault, recording_id = Vault(tmp_path), new_id()
    staging = vault.staging("ab" * 32)
    staging.path("proxy.mp4").hardlink_to(far)
    staging.finish(recording_id)
    film = VaultFilms(vault)(recording_id, "film")
    assert film is not None
    assert film.size == far.stat().st_size
    with far.open("rb") as meant, film.read() as served:
        for place in (2**31 - 5, 2**32 - 5, 2 * HOLE_BYTES + 40, film.size - 1000):
            meant.seek(place)
            served.seek(place)
            assert served.read(1000) == meant.read(1000)


def test_a_table_of_two_hours_is_whole_and_quick_to_use() -> None:
    steps = np.resize([3000, 3000, 4500, 1500], 216_000)
    starts = np.concatenate([[0], np.cumsum(steps)[:-1]])
    table = FrameTable(starts, int(starts[-1]) + 3000)
    again = FrameTable.from_bytes(table.to_bytes())
    assert again == table
    for frame in (0, 107_999, 215_999):
        assert again.frame_at(again.span_of(frame).end - 1) == frame
