"""Running ffmpeg: arguments in, its report out; stoppable, with progress, and its failures in words for people."""

import errno
import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress

import imageio_ffmpeg

from workbench.errors import RenderError, StoppedError
from workbench.media.proxy import Cancelled

NO_METADATA = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
"""Keeps names, dates and the encoders' signatures out of a file; what x264 writes into the pictures goes with :data:`NO_SIGNATURE`."""

NO_SIGNATURE = ("-bsf:v", "filter_units=remove_types=6")

EXACT_MP4 = ("-movflags", "+faststart", "-video_track_timescale", "90000", "-movie_timescale", "90000", "-f", "mp4")

_FILE_TOO_LARGE = getattr(signal, "SIGXFSZ", 0)
_OUT_TIME = re.compile(r"out_time_us=(-?\d+)")


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
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-y", "-stats_period", "0.2", "-progress", "pipe:1", *arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as report:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=report, encoding="utf-8", start_new_session=True
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                check_cancelled(cancelled)
                done = _OUT_TIME.match(line)
                if done and on_time is not None:
                    on_time(max(0.0, int(done.group(1)) / 1e6))
            status = process.wait()
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        report.seek(0)
        said = report.read()
    if status != 0:
        raise _failure(what, said, status)
    return said


def _failure(what: str, said: str, status: int) -> RenderError:
    if status == -_FILE_TOO_LARGE or "No space left" in said or "File too large" in said or "Disk quota" in said:
        return no_space()
    last = next(
        (line.strip() for line in reversed(said.splitlines()) if line.strip() and not line.startswith("Conversion failed")),
        "no reason given",
    )
    return RenderError(
        f"{what} could not be made (ffmpeg: {last})", "Try again; if it happens again, run `vig doctor` and keep this message"
    )
