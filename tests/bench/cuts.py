"""What cutting a clip costs, against coding all of it anew with ffmpeg called by hand."""

import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import imageio_ffmpeg

from tests.bench.long_film import write_long_film
from tests.bench.media import cpu_s
from tests.bench.registry import KEPT, Measured, benchmark
from workbench.core.time import Span
from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.render.checking import check_stitched
from workbench.render.clips import add_sound, check_step
from workbench.render.cut import plan_cut
from workbench.render.stitching import stitch_pictures

_FFMPEG = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y")
_PEER = "ffmpeg codes all anew"


@dataclass(frozen=True)
class Cost:
    """CPU seconds of one clip of 30 s: our cut of its pictures, its levelled sound, reading it back; and of coding all of it anew."""

    cut: float
    sound: float
    verification: float
    anew: float


@benchmark(ratio_below=1 / 30)
def cut_cpu_against_coding_anew() -> Measured:
    """A clip of 30 s at its dearest: it begins one frame after a keyframe, so 14 frames are coded; with the writing of its file."""
    return Measured(_cost().cut, "CPU-s", _PEER, _cost().anew)


@benchmark()
def cut_cpu_of_even_sound() -> Measured:
    """The sound of the same clip measured, levelled, faded, coded, and measured again: what no copying can do."""
    return Measured(_cost().sound, "CPU-s", _PEER, _cost().anew)


@benchmark()
def cut_cpu_of_verification() -> Measured:
    """Every picture of the same clip decoded and held against the film's, and the step of its sound."""
    return Measured(_cost().verification, "CPU-s", _PEER, _cost().anew)


def half_minute_proxy() -> tuple[Path, FrameTable]:
    """The working copy of half a minute of 1080p, kept for the next time."""
    proxy = KEPT / "proxy_720p.mp4"
    if not proxy.exists():
        film = write_long_film(0.5)
        build_proxy(film, plan_proxy(probe_film(film), index_frames(film)), proxy)
    return proxy, index_frames(proxy)


@cache
def _cost() -> Cost:
    film, table = half_minute_proxy()
    first, stop = 17, 17 + 30 * 29
    cut = plan_cut(table, Span(table.span_of(first).start, table.span_of(stop).start))
    with tempfile.TemporaryDirectory() as name:
        silent, pictures, clip = (Path(name) / f"{part}.mp4" for part in ("silent", "pictures", "clip"))
        subprocess.run([*_FFMPEG, "-i", str(film), "-an", "-c", "copy", str(silent)], check=True)

        def cut_pictures() -> None:
            if stitch_pictures(silent, cut, pictures) != 7:
                raise RuntimeError("the clip was not cut by copying: there is nothing to measure")
            add_sound(silent, cut, pictures, clip, None)

        cut_s = cpu_s(cut_pictures)
        sound_s = cpu_s(lambda: add_sound(film, cut, pictures, clip, None))

        def verify() -> None:
            check_stitched(clip, film, cut, 7, on_part=lambda _: None)
            check_step(film, cut, clip)

        verification_s = cpu_s(verify)
        where = ("-ss", f"{cut.start / 90_000:.6f}", "-t", f"{cut.length / 90_000:.6f}", "-i", str(film), "-fps_mode", "passthrough")
        coder = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-crf", "19", "-g", "8", "-c:a", "aac", "-b:a", "160k")
        anew_s = cpu_s(lambda: subprocess.run([*_FFMPEG, *where, *coder, str(Path(name) / "anew.mp4")], check=True))
    return Cost(cut_s, sound_s, verification_s, anew_s)
