"""What a reel costs, against ffmpeg called by hand and against moviepy alone."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import psutil
from moviepy import CompositeVideoClip, ImageClip, VideoFileClip, concatenate_videoclips
from PIL import Image

from tests.bench.cuts import half_minute_proxy
from tests.bench.media import cpu_s
from tests.bench.registry import Measured, benchmark
from tests.permits import permit_for, permit_of
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.media.frames import index_frames
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.render.cards import draw_caption, draw_card
from workbench.render.package import Package, open_package
from workbench.render.packing import plan_package, write_package
from workbench.render.plan import CardShot, ClipShot, ReelPlan, plan_reel
from workbench.render.reel import write_reel
from workbench.render.spotlights import draw_layer, plan_pointing
from workbench.store.vault import Vault

_FFMPEG = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y")
_X264 = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-pix_fmt", "yuv420p")
_TODAY = date(2026, 11, 20)


@benchmark(ratio_below=1.15)
def reel_cpu_against_ffmpeg_by_hand() -> Measured:
    """A reel of one clip with a hold and a slow stretch, read back and checked, against the same pictures from one command by hand."""
    with _packed() as (package, folder):
        plan = plan_reel(package.manifest)
        command = _by_hand(plan, package, folder)
        by_hand_s = cpu_s(lambda: subprocess.run(command, check=True))
        _same_length(folder / "hand.mp4", plan)
    return Measured(_ours()[0], "CPU-s", "ffmpeg by hand", by_hand_s)


@benchmark(ratio_below=0.7)
def reel_cpu_against_moviepy_alone() -> Measured:
    """The same reel against moviepy doing all of it; what moviepy shows is not exact to the frame."""
    with _packed() as (package, folder):
        by_moviepy_s = cpu_s(lambda: _by_moviepy(plan_reel(package.manifest), package, folder / "moviepy.mp4"))
    return Measured(_ours()[0], "CPU-s", "moviepy alone", by_moviepy_s)


@benchmark(below=600)
def reel_memory() -> Measured:
    """The most memory that the same reel needed at one time, Python's and ffmpeg's together."""
    return Measured(_ours()[1], "MB")


@cache
def _ours() -> tuple[float, float]:
    """CPU seconds and megabytes of our reel, measured once in a process of its own."""
    with _packed() as (package, folder), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_weigh_reel, package.folder, folder / "ours.mp4").result()


def _weigh_reel(package: Path, target: Path) -> tuple[float, float]:
    """CPU seconds of making a reel in this process, which does nothing else, and the most megabytes of it and its children at one time."""
    opened, done, most = open_package(package, _TODAY), threading.Event(), 0

    def watch() -> None:
        nonlocal most
        this = psutil.Process()
        while not done.wait(0.1):
            most = max(most, sum(_resident(each) for each in (this, *this.children())))

    watching = threading.Thread(target=watch)
    watching.start()
    taken_s = cpu_s(lambda: write_reel(opened, target, permit_of(opened)))
    done.set()
    watching.join()
    return taken_s, most / 1e6


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


@contextmanager
def _packed() -> Iterator[tuple[Package, Path]]:
    """The package of one clip, and a folder to work in."""
    with tempfile.TemporaryDirectory() as name:
        yield _package(Path(name)), Path(name)


def _package(folder: Path) -> Package:
    film, table = half_minute_proxy()
    recording_id, vault = new_id(), Vault(folder / "vault")
    staging = vault.staging("ab" * 32)
    shutil.copy(film, staging.path("proxy.mp4"))
    staging.finish(recording_id)
    case = Case(new_id(), "BENCH", _TODAY, hope="that he listens to me")
    playlist = Playlist(new_id(), case.id, "One clip")
    pause = PausePoint(_span(6, 10).end, "What do you notice?")
    clip = Clip(new_id(), playlist.id, recording_id, _span(6, 14), 0, "Waiting together", "Look at the hands.", "How was that?", (pause,))
    shape = (Keyframe(Ticks(0), ((0.3, 0.2), (0.5, 0.6))),)
    region = Region(new_id(), recording_id, _span(9, 11), ShapeKind.ELLIPSE, shape)
    plan = plan_package(case, playlist, [clip], {recording_id: table}, [region], made_on=_TODAY)
    return open_package(write_package(plan, vault, folder, permit_for(plan)), _TODAY)


def _by_hand(plan: ReelPlan, package: Package, folder: Path) -> list[str]:
    """One command with the same cards, holds, layers and lengths, as somebody would write it for this one case."""
    rate, inputs, graph, labels = plan.frames_a_second, [], [], ""
    shots = [shot for chapter in plan.chapters for shot in chapter]
    n_inputs = 0

    def still(picture: np.ndarray, n_frames: int) -> int:
        nonlocal n_inputs
        path = folder / f"hand-{n_inputs}.png"
        Image.fromarray(picture).save(path)
        inputs.extend(("-loop", "1", "-framerate", str(rate), "-t", f"{n_frames / rate:.6f}", "-i", str(path)))
        n_inputs += 1
        return n_inputs - 1

    for number, shot in enumerate(shots):
        if isinstance(shot, CardShot):
            card = still(draw_card(shot.card, plan.width, plan.height), shot.n_frames)
            graph.append(
                f"[{card}:v]format=yuv420p,setsar=1[p{number}];anullsrc=r=48000:cl=stereo,atrim=0:{shot.n_frames / rate:.6f}[a{number}]"
            )
        else:
            film = n_inputs
            inputs.extend(("-i", str(package.clip_path(shot.clip.id))))
            n_inputs += 1
            graph.append(_shot_by_hand(shot, number, film, still, rate))
        labels += f"[p{number}][a{number}]"
    graph.append(f"{labels}concat=n={len(shots)}:v=1:a=1[v][a]")
    encoded = (*_X264, "-crf", "20", "-g", str(2 * rate), "-c:a", "aac", "-movflags", "+faststart", str(folder / "hand.mp4"))
    return [*_FFMPEG, *inputs, "-filter_complex", ";".join(graph), "-map", "[v]", "-map", "[a]", *encoded]


def _shot_by_hand(shot: ClipShot, number: int, film: int, still: object, rate: int) -> str:
    start_s, end_s, slower = shot.span.start / 90_000, shot.span.end / 90_000, 1000 / shot.speed
    layers = [(draw_layer(p.drawn[0], shot.clip.width, shot.clip.height), p.first, p.n_frames, 0, 0) for p in plan_pointing(shot)]
    for hold, first in shot.hold_places():
        panel = draw_caption(hold.caption, shot.clip.width, shot.clip.height)
        layers.append((panel, first, hold.n_frames, 320, 560))
    gaps = "".join(f"+gt(T,{start_s + hold.at / 90_000:.6f})*{hold.n_frames / rate}/TB" for hold in shot.holds)
    sound = (
        f"[{film}:a]atrim={start_s}:{end_s},asetpts=PTS-STARTPTS,atempo={1 / slower},apad,atrim=0:{shot.n_frames / rate:.6f}[a{number}];"
    )
    chain = f"[{film}:v]trim={start_s}:{end_s},setpts='(PTS-STARTPTS)*{slower}{gaps}',fps={rate},setsar=1"
    chain += f",tpad=start_mode=clone:start={shot.n_in}:stop_mode=clone:stop=-1,trim=end_frame={shot.n_frames}"
    for place, (picture, first, n_frames, x, y) in enumerate(layers):
        layer = still(picture, n_frames)  # type: ignore[operator]
        chain += f"[b{number}{place}];[{layer}:v]setpts=PTS+{first / rate}/TB[l{number}{place}];"
        chain += f"[b{number}{place}][l{number}{place}]overlay={x}:{y}:eof_action=pass"
    return f"{sound}{chain}[p{number}]"


def _by_moviepy(plan: ReelPlan, package: Package, target: Path) -> None:
    rate, parts, films = plan.frames_a_second, [], []
    for shot in (shot for chapter in plan.chapters for shot in chapter):
        if isinstance(shot, CardShot):
            parts.append(ImageClip(draw_card(shot.card, plan.width, plan.height)).with_duration(shot.n_frames / rate))
            continue
        film = VideoFileClip(str(package.clip_path(shot.clip.id)))
        films.append(film)
        cuts = [shot.span.start, *(hold.at for hold in shot.holds), shot.span.end]
        for start, end in pairwise(cuts):
            moving = film.subclipped(start / 90_000, end / 90_000).with_speed_scaled(shot.speed / 1000)
            layers = [
                ImageClip(draw_layer(p.drawn[0], *film.size)).with_start(p.first / rate).with_duration(p.n_frames / rate)
                for p in plan_pointing(shot)
            ]
            parts.append(CompositeVideoClip([moving, *layers]) if layers else moving)
            for hold in (hold for hold in shot.holds if hold.at == end):
                caption = ImageClip(draw_caption(hold.caption, *film.size)).with_position((320, 560))
                held = film.to_ImageClip(end / 90_000)
                parts.append(CompositeVideoClip([held, caption]).with_duration(hold.n_frames / rate))
    whole = concatenate_videoclips(parts)
    whole.write_videofile(str(target), fps=rate, codec="libx264", preset="veryfast", audio_codec="aac", logger=None)
    for film in films:
        film.close()


def _same_length(path: Path, plan: ReelPlan) -> None:
    n_frames = index_frames(path).n_frames
    if abs(n_frames - plan.n_frames) > 3 * len(plan.chapters):
        raise RuntimeError(f"the film made by hand has {n_frames} pictures, the reel {plan.n_frames}: they cannot be compared")


def _span(start_s: int, end_s: int) -> Span:
    return Span(Ticks(start_s * 90_000), Ticks(end_s * 90_000))
