"""A reel: one film of a whole package, to be shown where there is no workbench.

The pictures of each chapter are made by one run of ffmpeg and the chapters are joined by copying, so that the memory needed is that of
one clip however long the reel is. Pictures come at a constant rate, see ``plan``; the sound of all chapters is joined before it is coded,
and so stays in step to the sample.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from workbench.core.time import FILM_CLOCK, TICKS_PER_S
from workbench.errors import FilmError, RenderError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import Way
from workbench.practice.verdict import Permit
from workbench.render.ffmpeg import EXACT_MP4, NO_METADATA, check_cancelled, render_error, run_ffmpeg
from workbench.render.graph import Graph
from workbench.render.package import Package
from workbench.render.plan import Chapter, ReelPlan, length_of, plan_reel
from workbench.render.sound import PEAK_LIMIT_DBTP, RATE_HZ, levelling_filters, measure_loudness, plan_levelling
from workbench.render.soundtrack import plan_soundtrack, sound_arguments, sounds_in_step
from workbench.render.step import OUT_OF_STEP_S, find_offset_s
from workbench.render.unfinished import unfinished_folder
from workbench.store.files import flush

_COLOURS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
_PICTURES = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-bf", "0", "-x264-params", "stitchable=1:open-gop=0")
_ABOUT_AS_LONG_S = 0.03
_TRIES = 3
_MOST_GAIN_DB = 3.0
"""The clips are even already; what one of them lacks because it is nearly silent is not brought up here either."""
_STEP = "Making the reel"
_AGAIN = "Make it again; if it happens again, keep this message"


def write_reel(
    package: Package,
    target: Path,
    permit: Permit,
    *,
    plan: ReelPlan | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ReelPlan:
    """Write a package's reel as an MP4 file; the plan it was made by.

    Parameters
    ----------
    plan : ReelPlan, optional
        A plan of this package; the usual one where none is given.
    target : Path
        The file to write; replaced when there, and only when the new one is whole. After an error or a stop it is as it was, and nothing
        else is left.

    Raises
    ------
    ConsentError
        If the permit is not for a reel of this package.
    RenderError
        If it cannot be written as planned or the disk is full.
    StoppedError
        If `cancelled` says so; asked several times a second.
    """
    permit.check_way(Way.REEL, made_of=package.manifest.id)
    plan = plan or plan_reel(package.manifest)
    try:
        with unfinished_folder(target.parent, "reel") as folder:
            n_done = 0
            for number, chapter in enumerate(plan.chapters):
                check_cancelled(cancelled)
                on_time = _on_time(progress, plan, n_done)
                _write_chapter(plan, chapter, package, folder / f"{number:03d}", on_time, cancelled)
                n_done += length_of(chapter)
            whole = folder / "reel.mp4"
            _join_chapters(plan, folder, whole, cancelled)
            check_reel(whole, plan, package)
            flush(whole)
            whole.replace(target)
    except OSError as error:
        raise render_error("The reel", error) from error
    if progress is not None:
        progress(_STEP, 1.0)
    return plan


def check_reel(path: Path, plan: ReelPlan, package: Package) -> None:
    """Hold a written reel against its plan: number and time of its pictures, a sound as long as they, and each clip heard where it is seen.

    Raises
    ------
    RenderError
        If it is not as planned.
    """
    starts = np.arange(plan.n_frames, dtype=np.int64) * plan.ticks_a_frame
    try:
        written = index_frames(path)
    except FilmError as error:
        raise RenderError("The reel that was written cannot be read", _AGAIN) from error
    if written != FrameTable(starts, plan.n_frames * plan.ticks_a_frame):
        raise RenderError(f"The reel was written with {written.n_frames} pictures where {plan.n_frames} at even times were meant", _AGAIN)
    with av.open(str(path)) as container:
        if container.streams.video[0].pix_fmt != "yuv420p":
            raise RenderError("The reel was written with colours that many players do not show", _AGAIN)
        lengths_s = [float(sound.duration * sound.time_base) for sound in container.streams.audio if sound.duration and sound.time_base]
    wanted_s = plan.n_frames / plan.frames_a_second
    if len(lengths_s) != 1 or abs(lengths_s[0] - wanted_s) > _ABOUT_AS_LONG_S:
        raise RenderError("The reel was written with a sound that is not as long as its pictures", _AGAIN)
    check_step(path, plan, package)


def check_step(path: Path, plan: ReelPlan, package: Package) -> None:
    """Hold a reel's sound against that of its clips where they run at their own speed; RenderError where it is out of step."""
    for at, piece in sounds_in_step(plan):
        assert piece.clip is not None
        assert piece.span is not None
        start_s, length_s = FILM_CLOCK.seconds(piece.span.start), FILM_CLOCK.seconds(piece.span.length)
        offset_s = find_offset_s(path, at / RATE_HZ, package.clip_path(piece.clip.id), start_s, length_s)
        if offset_s is not None and abs(offset_s) > OUT_OF_STEP_S:
            raise RenderError(f"The reel was written with its sound {abs(offset_s):.3f} s out of step at {at / RATE_HZ:.1f} s", _AGAIN)


def _write_chapter(
    plan: ReelPlan, chapter: Chapter, package: Package, folder: Path, on_time: Callable[[float], None] | None, cancelled: Cancelled | None
) -> None:
    """Pictures and sound in two runs: in one, ffmpeg keeps all pictures of a hold in memory while it works on the sound."""
    folder.mkdir()
    graph = Graph(plan, package, folder)
    graph.add_chapter(chapter)
    pictures = [
        *(*_PICTURES, "-g", str(2 * plan.frames_a_second), *_COLOURS),
        *("-bsf:v", _even_times(plan), "-video_track_timescale", str(TICKS_PER_S), str(folder.with_suffix(".mp4"))),
    ]
    arguments = [*graph.arguments(), "-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS_PER_S}", *pictures]
    run_ffmpeg(arguments, what="The reel", on_time=on_time, cancelled=cancelled)
    pieces = plan_soundtrack(chapter, plan.ticks_a_frame)
    sound = [*sound_arguments(pieces, package), "-c:a", "pcm_s16le", str(folder.with_suffix(".wav"))]
    run_ffmpeg(sound, what="The sound of the reel", cancelled=cancelled)
    shutil.rmtree(folder)


def _join_chapters(plan: ReelPlan, folder: Path, target: Path, cancelled: Cancelled | None) -> None:
    """The chapters' pictures copied one after the other, and their sound brought to the target as a whole."""
    films, sounds = (_list_chapters(plan, folder, suffix) for suffix in ("mp4", "wav"))
    levelling = plan_levelling(measure_loudness(Path(sounds[-1]), before=sounds[:-2], cancelled=cancelled), most_gain_db=_MOST_GAIN_DB)
    for _ in range(_TRIES):
        levelled = levelling_filters(levelling, plan.n_frames / plan.frames_a_second)
        run_ffmpeg(
            [
                *(*films, *sounds, "-map", "0:v:0", "-map", "1:a:0"),
                *("-c:v", "copy", "-bsf:v", f"filter_units=remove_types=6,{_even_times(plan)}"),
                *("-af", f"asetpts=N/SR/TB,{levelled}", "-c:a", "aac", "-b:a", "160k", *NO_METADATA, *EXACT_MP4, str(target)),
            ],
            what="The reel",
            cancelled=cancelled,
        )
        above_db = measure_loudness(target, cancelled=cancelled).true_peak_dbtp - PEAK_LIMIT_DBTP
        if above_db <= 0:
            break
        levelling = levelling.held_back(above_db)  # coding lifted a peak


def _list_chapters(plan: ReelPlan, folder: Path, suffix: str) -> list[str]:
    """What ffmpeg is called with to read the chapters' files as one; the list of their names lies beside them."""
    names = folder / f"{suffix}.txt"
    names.write_text("\n".join(f"file '{number:03d}.{suffix}'" for number in range(len(plan.chapters))), encoding="utf-8")
    return ["-f", "concat", "-safe", "1", "-i", str(names)]


def _even_times(plan: ReelPlan) -> str:
    """A filter of coded pictures that gives each its time and its length, the last one too, which an encoder leaves without."""
    ticks = plan.ticks_a_frame
    return f"setts=pts=N*{ticks}:dts=N*{ticks}:duration={ticks}:time_base=1/{TICKS_PER_S}"


def _on_time(progress: Progress | None, plan: ReelPlan, n_done: int) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda seconds: progress(_STEP, min(0.99, (n_done + seconds * plan.frames_a_second) / plan.n_frames))
