import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import imageio_ffmpeg
import pytest

from tests.films import write_numbered_film
from tests.unit.render.conftest import Proxy
from tests.unit.render.test_cut import frames_span, numbers_and_times
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.errors import RenderError
from workbench.media.frames import index_frames
from workbench.render.clips import write_clip
from workbench.render.cut import plan_cut
from workbench.render.stitching import stitch_pictures


def packets_of(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def older_proxy(folder: Path, params: str) -> Path:
    """A working copy of 60 frames whose coder was set otherwise."""
    film, target = write_numbered_film(folder / "film.mov", n_frames=60).path, folder / "older.mp4"
    coder = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-x264-params", params, "-video_track_timescale", "90000"]
    program = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y")
    subprocess.run([*program, "-i", str(film), *coder, "-pix_fmt", "yuv420p", "-c:a", "aac", str(target)], check=True)
    return target


@pytest.mark.parametrize(
    ("first", "last", "n_coded"), [(15, 40, 1), (16, 40, 0), (17, 40, 7), (0, 59, 0), (33, 39, 7), (33, 40, 7), (32, 33, 0), (59, 59, 1)]
)
def test_only_what_comes_before_the_first_keyframe_is_coded_anew(
    proxy_of: Callable[..., Proxy], tmp_path: Path, first: int, last: int, n_coded: int
) -> None:
    film, table, _ = proxy_of("constant25")
    written = write_clip(film, plan_cut(table, frames_span(table, first, last)), tmp_path / "clip.mp4")
    assert written.n_coded == n_coded
    assert numbers_and_times(tmp_path / "clip.mp4")[0] == list(range(first, last + 1))
    copied = packets_of(tmp_path / "clip.mp4")[n_coded:]
    meant = packets_of(film)[first + n_coded : last + 1]
    assert len(copied) == len(meant)
    assert all(whole.endswith(one) for one, whole in zip(copied, meant, strict=True))


def test_a_working_copy_with_longer_groups_is_cut_as_well(tmp_path: Path) -> None:
    film = older_proxy(tmp_path, "keyint=15:scenecut=0:stitchable=1")
    assert write_clip(film, plan_cut(index_frames(film), frames_span(index_frames(film), 17, 44)), tmp_path / "clip.mp4").n_coded == 13
    assert numbers_and_times(tmp_path / "clip.mp4")[0] == list(range(17, 45))


@pytest.mark.parametrize("params", ["keyint=15:scenecut=0", "keyint=15:scenecut=0:stitchable=1:bframes=2"])
def test_a_film_that_was_not_made_to_be_cut_so_is_coded_anew(tmp_path: Path, params: str) -> None:
    film = older_proxy(tmp_path, params)
    table = index_frames(film)
    cut = plan_cut(table, frames_span(table, 17, 44))
    assert stitch_pictures(film, cut, tmp_path / "pictures.mp4") is None
    assert write_clip(film, cut, tmp_path / "clip.mp4").n_coded == 28
    assert numbers_and_times(tmp_path / "clip.mp4")[0] == list(range(17, 45))


def test_parts_that_do_not_join_although_the_film_says_so_are_seen_and_coded_anew(tmp_path: Path) -> None:
    film = older_proxy(tmp_path, "keyint=15:scenecut=0:stitchable=0")
    lying = film.read_bytes().replace(b"interlaced=0", b"stitchable=1", 1)
    assert lying != film.read_bytes()
    film.write_bytes(lying)
    table = index_frames(film)
    cut = plan_cut(table, frames_span(table, 17, 44))
    assert stitch_pictures(film, cut, tmp_path / "pictures.mp4") == 13
    assert write_clip(film, cut, tmp_path / "clip.mp4").n_coded == 28
    assert numbers_and_times(tmp_path / "clip.mp4")[0] == list(range(17, 45))


def test_pictures_in_which_somebody_is_hidden_are_all_coded_anew_and_others_are_not(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    cut = plan_cut(table, frames_span(table, 17, 44))
    everywhere = (Keyframe(table.span.start, ((0.0, 0.0), (1.0, 1.0))),)
    for first, last, purpose, n_coded in (
        (44, 50, Purpose.ANONYMISE, 28),
        (45, 50, Purpose.ANONYMISE, 7),
        (20, 30, Purpose.POINT_OUT, 7),
    ):
        region = Region("a" * 16, "b" * 16, frames_span(table, first, last), ShapeKind.BOX, everywhere, purpose=purpose)
        assert write_clip(film, cut, tmp_path / "clip.mp4", hidden=[region]).n_coded == n_coded


@pytest.mark.parametrize("picture", [20, 35, 40])
def test_a_film_damaged_within_the_clip_is_told_and_makes_none(proxy_of: Callable[..., Proxy], tmp_path: Path, picture: int) -> None:
    whole, table, _ = proxy_of("constant25")
    content, packet = whole.read_bytes(), packets_of(whole)[picture]
    film = tmp_path / "proxy.mp4"
    middle = len(packet) // 2
    film.write_bytes(content.replace(packet, packet[:middle] + bytes(64) + packet[middle + 64 :], 1))
    assert len(film.read_bytes()) == len(content)
    with pytest.raises(RenderError, match=r"damaged|cannot be read") as told:
        write_clip(film, plan_cut(table, frames_span(table, 16, 44)), tmp_path / "clip.mp4")
    assert told.value.next_step == "Import the film once more"
