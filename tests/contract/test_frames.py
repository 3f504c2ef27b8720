"""Every kind of film: the table, the reader and the working copy show frame `i` where and as the film has it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import BEEP_S, KINDS, Kind, NumberedFilm, read_number, write_numbered_film
from tests.proxies import write_proxy
from workbench.core.time import FILM_CLOCK
from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, check_proxy, plan_proxy
from workbench.media.reader import FrameReader

Film = Callable[[Kind], NumberedFilm]


@dataclass(frozen=True)
class Proxy:
    path: Path
    film: NumberedFilm
    table: FrameTable


@pytest.fixture(scope="module")
def proxies(tmp_path_factory: pytest.TempPathFactory, numbered_film: Film) -> Callable[[Kind], Proxy]:
    folder, made = tmp_path_factory.mktemp("proxies"), {}

    def proxy(kind: Kind) -> Proxy:
        if kind not in made:
            film, target = numbered_film(kind), folder / f"{kind}.mp4"
            made[kind] = Proxy(target, film, write_proxy(film.path, target))
        return made[kind]

    return proxy


def there_and_back_and_anywhere(n_frames: int) -> list[int]:
    anywhere = random.Random(7).choices(range(n_frames), k=60)
    return [*range(n_frames), *reversed(range(n_frames)), *anywhere]


@pytest.mark.parametrize("kind", KINDS)
def test_the_index_gives_the_time_of_every_frame(kind: Kind, numbered_film: Film) -> None:
    film = numbered_film(kind)
    table = index_frames(film.path).from_zero()
    assert tuple(int(start) * table.clock.tick for start in table.pts) == film.starts
    assert table.end * table.clock.tick == film.end


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_gives_the_picture_of_the_frame_asked_for_in_any_order(kind: Kind, numbered_film: Film) -> None:
    film = numbered_film(kind)
    order = there_and_back_and_anywhere(film.n_frames)
    with FrameReader(film.path) as reader:
        assert reader.picture(0).shape == (film.height, film.width, 3)
        assert [read_number(reader.picture(frame)) for frame in order] == order


@pytest.mark.parametrize("kind", KINDS)
def test_the_working_copy_has_the_same_frames_at_the_same_times_from_zero(kind: Kind, proxies: Callable[[Kind], Proxy]) -> None:
    proxy = proxies(kind)
    assert proxy.table.clock == FILM_CLOCK
    assert proxy.table.pts.tolist() == list(proxy.film.ticks)
    assert proxy.table.end == round(proxy.film.end * 90_000)
    check_proxy(index_frames(proxy.film.path), proxy.table)
    order = there_and_back_and_anywhere(proxy.film.n_frames)
    with FrameReader(proxy.path, proxy.table) as reader:
        assert [read_number(reader.picture(frame)) for frame in order] == order


@pytest.mark.parametrize("kind", KINDS)
def test_the_working_copy_stands_upright_with_even_sides_and_is_not_enlarged(kind: Kind, proxies: Callable[[Kind], Proxy]) -> None:
    proxy = proxies(kind)
    with av.open(str(proxy.path)) as container:
        video = container.streams.video[0]
        picture = next(container.decode(video))
        assert picture.rotation == 0
        assert picture.format.name == "yuv420p"
        assert (picture.width, picture.height) == (proxy.film.width // 2 * 2, proxy.film.height // 2 * 2)
        assert video.codec_context.codec.name.startswith("h264")


@pytest.mark.parametrize("kind", KINDS)
def test_every_eighth_frame_of_the_working_copy_is_a_keyframe_and_none_is_out_of_order(
    kind: Kind, proxies: Callable[[Kind], Proxy]
) -> None:
    with av.open(str(proxies(kind).path)) as container:
        packets = [packet for packet in container.demux(container.streams.video[0]) if packet.size]
    assert [n for n, packet in enumerate(packets) if packet.is_keyframe] == list(range(0, len(packets), 8))
    assert all(packet.pts == packet.dts for packet in packets)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "silent"])
def test_the_sound_of_the_working_copy_is_in_step_with_its_pictures(kind: Kind, proxies: Callable[[Kind], Proxy]) -> None:
    proxy = proxies(kind)
    samples, rate_hz = heard(proxy.path)
    loud = np.flatnonzero(np.abs(samples) > 0.1)
    starts = loud[np.diff(loud, prepend=-rate_hz) > BEEP_S * rate_hz]
    assert len(starts) == len(proxy.film.beeps)
    assert starts / rate_hz == pytest.approx([float(beep) for beep in proxy.film.beeps], abs=0.002)
    assert len(samples) / rate_hz == pytest.approx(float(proxy.film.end), abs=0.025)


def test_a_film_without_sound_makes_a_working_copy_without_sound(proxies: Callable[[Kind], Proxy]) -> None:
    assert not probe_film(proxies("silent").path).has_sound


@pytest.mark.parametrize("suffix", [".mov", ".mkv", ".ts"])
def test_every_container_gives_the_same_frames(suffix: str, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / f"film{suffix}", n_frames=40)
    table = index_frames(film.path)
    target = tmp_path / "proxy.mp4"
    build_proxy(film.path, plan_proxy(probe_film(film.path), table), target)
    check_proxy(table, index_frames(target))
    with FrameReader(film.path) as reader, FrameReader(target) as proxy:
        order = there_and_back_and_anywhere(40)
        assert [read_number(reader.picture(frame)) for frame in order] == order
        assert [read_number(proxy.picture(frame)) for frame in order] == order


def heard(path: Path) -> tuple[np.ndarray, int]:
    """All samples from time 0 on, of the first channel."""
    with av.open(str(path)) as container:
        sound = container.streams.audio[0]
        chunks = [frame.to_ndarray()[0] for frame in container.decode(sound)]
        return np.concatenate(chunks), sound.rate
