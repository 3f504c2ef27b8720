"""ffmpeg as films are made with it here: the settings they share, and failures in words for people."""

import errno
from collections.abc import Callable, Sequence

from workbench.core.time import TICKS_PER_S
from workbench.errors import RenderError, StoppedError
from workbench.media import ffmpeg
from workbench.media.progress import Cancelled

NO_METADATA = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
"""Keeps names, dates and the encoders' signatures out of a file; what x264 writes into the pictures goes with :data:`NO_SIGNATURE`."""

NO_SIGNATURE = ("-bsf:v", "filter_units=remove_types=6")

EXACT_MP4 = (
    *("-movflags", "+faststart", "-video_track_timescale", str(TICKS_PER_S), "-movie_timescale", str(TICKS_PER_S)),
    *("-f", "mp4"),
)


def check_cancelled(cancelled: Cancelled | None) -> None:
    """Stop here if asked to.

    Raises
    ------
    StoppedError
        If `cancelled` says so.
    """
    if cancelled is not None and cancelled():
        raise StoppedError("The work was stopped before it was finished", "Nothing half-made is left; start it again when you like")


def no_space() -> RenderError:
    """What to say when the disk is full."""
    return RenderError("There is no space left on the disk", "Free some space or choose another folder, then start again")


def render_error(what: str, error: OSError) -> RenderError:
    """The words for a failure of the disk while `what` ("The clip") was being written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_space()
    reason = (error.strerror or str(error)).lower()
    return RenderError(f"{what} could not be written: {reason}", "Check the disk and that you may write to the folder, then start again")


def run_ffmpeg(
    arguments: Sequence[str], *, what: str, on_time: Callable[[float], None] | None = None, cancelled: Cancelled | None = None
) -> str:
    """Run ffmpeg to its end and give what it reported.

    Parameters
    ----------
    arguments : sequence of str
        Everything after the program's name. An existing output is replaced.
    what : str
        What is being made, to begin a message with ("The reel").
    on_time : callable, optional
        Told the seconds of output that exist, several times a second.
    cancelled : callable, optional
        Asked several times a second.

    Raises
    ------
    RenderError
        If ffmpeg fails or the disk is full. The output file may be there in part: the caller writes to a temporary name.
    StoppedError
        If `cancelled` says so.
    """
    report = ffmpeg.run_ffmpeg(arguments, on_time=on_time, check=lambda: check_cancelled(cancelled))
    if report.lacks_space:
        raise no_space()
    if report.status != 0:
        raise RenderError(
            f"{what} could not be made (ffmpeg: {report.reason})", "Try again; if it happens again, run `vig doctor` and keep this message"
        )
    return report.said
