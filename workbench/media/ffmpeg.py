"""Running ffmpeg: arguments in, its report out; with progress, stoppable, and never outliving who asked for it.

What a failure means is said by the caller, who knows what was being made.
"""

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import imageio_ffmpeg

_NICENESS = 10
_NO_SPACE = ("No space left on device", "File too large", "Disk quota exceeded")
_FILE_TOO_LARGE = -getattr(signal, "SIGXFSZ", 0)
_OUT_TIME = re.compile(r"out_time_us=(-?\d+)")


@dataclass(frozen=True, slots=True)
class FfmpegReport:
    """How a run ended: ffmpeg's `status` (0 is well, below 0 the number of the signal that ended it) and all that it `said`."""

    status: int
    said: str

    @property
    def lacks_space(self) -> bool:
        """Whether it failed because its file could not grow any more."""
        return self.status != 0 and (self.status == _FILE_TOO_LARGE or any(words in self.said for words in _NO_SPACE))

    @property
    def reason(self) -> str:
        """The last thing it complained of."""
        lines = [line.strip() for line in self.said.splitlines()]
        return next((line for line in reversed(lines) if line and not line.startswith("Conversion failed")), "no reason given")


def run_ffmpeg(
    arguments: Sequence[str], *, on_time: Callable[[float], None] | None = None, check: Callable[[], None] | None = None
) -> FfmpegReport:
    """Run ffmpeg to its end, or until `on_time` or `check` raises.

    Parameters
    ----------
    arguments : sequence of str
        Everything after the program's name. An existing output is replaced; after an error or a stop it may be there in part, so the
        caller writes to a temporary name.
    on_time : callable, optional
        Told the seconds of output that exist, about five times a second.
    check : callable, optional
        Called as often, to raise what shall stop the run.
    """
    with tempfile.TemporaryFile() as log:
        with _running(arguments, log.fileno()) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if check is not None:
                    check()
                done = _OUT_TIME.match(line)
                if done and on_time is not None:
                    on_time(max(0.0, int(done.group(1)) / 1e6))
            status = process.wait()
        log.seek(0)
        return FfmpegReport(status, log.read().decode("utf-8", "replace"))


@contextmanager
def _running(arguments: Sequence[str], log: int) -> Iterator[subprocess.Popen[str]]:
    """A process of low priority that ends with the block, deaf to the terminal's Ctrl-C (that is for us to pass on)."""
    # This static ffmpeg crashes on camcorder films (MPEG-TS) when it loads the system's character sets: it is shown none.
    process = subprocess.Popen(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-y"),
            *("-nostats", "-stats_period", "0.2", "-progress", "pipe:1", *arguments),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        encoding="utf-8",
        start_new_session=True,
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        env=os.environ | {"GCONV_PATH": os.devnull},
    )
    try:
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
