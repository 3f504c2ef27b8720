"""Writing a clip as a file of its own, exact to the frame at both ends.

The pictures are copied from the working copy (``stitching``), or coded anew where people are hidden in them or the film was made before
it could be cut so (``coding``). The sound is cut to the same length, brought to even loudness and faded at both edges. What was written is
read back and compared with what was meant (``checking``) before anyone gets it.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av

from workbench.core.regions import Region
from workbench.core.time import FILM_CLOCK
from workbench.errors import RenderError
from workbench.media.progress import Cancelled
from workbench.render.checking import AGAIN, check_coded, check_stitched, reading_film
from workbench.render.coding import code_pictures
from workbench.render.cut import Cut
from workbench.render.ffmpeg import EXACT_MP4, NO_METADATA, NO_SIGNATURE, check_cancelled, run_ffmpeg
from workbench.render.hiding import regions_hiding
from workbench.render.sound import (
    PEAK_LIMIT_DBTP,
    Levelling,
    levelling_filters,
    measure_loudness,
    plan_levelling,
    stretch_filters,
)
from workbench.render.step import OUT_OF_STEP_S, find_offset_s
from workbench.render.stitching import stitch_pictures

_COPIED = ("-map", "0:v:0", "-c:v", "copy", *NO_SIGNATURE, *NO_METADATA)
_SEEK_EARLY_S = 2.0
_TRIES = 3


@dataclass(frozen=True, slots=True)
class WrittenClip:
    """What is in a clip's file. `levelling` is None where the film has no sound; `n_coded` pictures were coded anew."""

    n_frames: int
    width: int
    height: int
    levelling: Levelling | None
    n_coded: int


def write_clip(
    film: Path,
    cut: Cut,
    target: Path,
    *,
    hidden: Sequence[Region] = (),
    on_part: Callable[[float], None] | None = None,
    cancelled: Cancelled | None = None,
) -> WrittenClip:
    """Cut a clip, read it back and compare it with the film.

    Parameters
    ----------
    film : Path
        The recording's proxy, on the film clock from 0.
    target : Path
        The MP4 file to write; replaced when there. After an error it may be there in part: write into a folder that is thrown away then.
    hidden : sequence of Region
        Regions of the film; those that anonymise are made unrecognisable in the clip's pictures.
    on_part : callable, optional
        Told how much is done, from 0 to 1.

    Raises
    ------
    RenderError
        If the film does not hold the pictures of `cut`, the file read back is not what was meant, or the disk is full.
    StoppedError
        If `cancelled` says so.
    """
    check_cancelled(cancelled)
    tell = on_part or _untold
    tell(0.0)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pictures-") as folder, reading_film():
        pictures = Path(folder) / "pictures.mp4"
        written = None
        if not regions_hiding(hidden, cut.span):
            written = _write_stitched(film, cut, pictures, target, tell, cancelled)
        if written is None:
            signatures = code_pictures(film, cut, pictures, hidden=hidden, on_part=lambda part: tell(0.8 * part), cancelled=cancelled)
            levelling = add_sound(film, cut, pictures, target, cancelled)
            width, height = check_coded(target, cut, signatures, cancelled=cancelled)
            written = WrittenClip(len(cut.pts), width, height, levelling, len(cut.pts))
    if written.levelling is not None:
        check_step(film, cut, target)
    return written


def _untold(_: float) -> None:
    """For whom nobody waits."""


def _write_stitched(
    film: Path, cut: Cut, pictures: Path, target: Path, tell: Callable[[float], None], cancelled: Cancelled | None
) -> WrittenClip | None:
    """The clip by copying, or None where its parts do not join."""
    n_coded = stitch_pictures(film, cut, pictures)
    if n_coded is None:
        return None
    levelling = add_sound(film, cut, pictures, target, cancelled)
    try:
        width, height = check_stitched(target, film, cut, n_coded, on_part=lambda part: tell(0.2 + 0.8 * part), cancelled=cancelled)
    except RenderError:
        return None
    return WrittenClip(len(cut.pts), width, height, levelling, n_coded)


def add_sound(film: Path, cut: Cut, pictures: Path, target: Path, cancelled: Cancelled | None) -> Levelling | None:
    """Put the levelled sound of the cut beside its pictures, without anything said about how; None where the film has no sound.

    Raises
    ------
    RenderError
        If it cannot be done, or the disk is full.
    StoppedError
        If `cancelled` says so.
    """
    with av.open(str(film)) as source:
        has_sound = bool(source.streams.audio)
    if not has_sound:
        run_ffmpeg(["-i", str(pictures), *_COPIED, *EXACT_MP4, str(target)], what="A clip", cancelled=cancelled)
        return None
    early = ["-ss", f"{max(0.0, FILM_CLOCK.seconds(cut.start) - _SEEK_EARLY_S):.6f}"]
    stretch = stretch_filters(cut.start, cut.end)
    levelling = plan_levelling(measure_loudness(film, stretch, before=early, cancelled=cancelled))
    for _ in range(_TRIES):
        filters = f"{stretch},{levelling_filters(levelling, FILM_CLOCK.seconds(cut.length))}"
        run_ffmpeg(
            [
                *("-i", str(pictures), "-copyts", *early, "-vn", "-i", str(film), *_COPIED, "-map", "1:a:0"),
                *("-af", filters, "-c:a", "aac", "-b:a", "160k", "-ac", "2", *EXACT_MP4, str(target)),
            ],
            what="A clip",
            cancelled=cancelled,
        )
        above_db = measure_loudness(target, cancelled=cancelled).true_peak_dbtp - PEAK_LIMIT_DBTP
        if above_db <= 0:
            break
        levelling = levelling.held_back(above_db)  # coding lifted a peak
    return levelling


def check_step(film: Path, cut: Cut, clip: Path) -> None:
    """Hold a clip's sound against its film's; RenderError if it is out of step."""
    offset_s = find_offset_s(clip, 0.0, film, FILM_CLOCK.seconds(cut.start), FILM_CLOCK.seconds(cut.length))
    if offset_s is not None and abs(offset_s) > OUT_OF_STEP_S:
        raise RenderError(f"A clip was written with its sound {abs(offset_s):.3f} s out of step", AGAIN)
