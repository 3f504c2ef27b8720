"""How fast a film becomes one that can be stepped through."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg

from tests.bench.long_film import write_long_film
from tests.bench.registry import REPOSITORY, Measured, benchmark, best_s
from tests.films import write_numbered_film
from workbench.media.frames import index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, check_proxy, plan_proxy
from workbench.media.reader import FrameReader
from workbench.practice.casework import Recording
from workbench.store.workspace import open_workspace


@benchmark(below=2.0)
def index_of_10_minutes_1080p() -> Measured:
    """The table of a 10-minute phone film of 18,000 frames and 750 MB, read from its packets."""
    film = write_long_film(10)
    return Measured(best_s(lambda: index_frames(film)), "s")


@benchmark(ratio_below=1.1)
def proxy_cpu_against_bare_ffmpeg() -> Measured:
    """CPU of a working copy with its check, against the bare command that makes the picture and the sound."""
    film = write_long_film(0.5)
    bare = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y", "-i", str(film), "-vf", "scale=-2:720"),
        *("-fps_mode", "passthrough", "-enc_time_base", "demux", "-c:v", "libx264", "-preset", "veryfast", "-bf", "0"),
        *("-x264-params", "keyint=8:scenecut=0:stitchable=1", "-video_track_timescale", "90000", "-movflags", "+faststart"),
        *("-c:a", "aac", "-ar", "48000"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.mp4", Path(folder) / "theirs.mp4"

        def work() -> None:
            table = index_frames(film)
            build_proxy(film, plan_proxy(probe_film(film), table), ours)
            check_proxy(table, index_frames(ours))

        pairs = [(cpu_s(work), cpu_s(lambda: subprocess.run([*bare, str(theirs)], check=True))) for _ in range(3)]
    return Measured(min(pair[0] for pair in pairs), "CPU-s", "bare ffmpeg", min(pair[1] for pair in pairs))


@benchmark(below=60.0)
def import_of_a_phone_film_to_first_frame() -> Measured:
    """From the start of ``vig import`` of a 6-second HEVC film of variable rate until its first picture is there, exact."""
    with tempfile.TemporaryDirectory() as folder:
        film, workspace = _phone_film(Path(folder)), Path(folder) / "workspace"
        command = [sys.executable, "-m", "workbench.cli", "import", str(film), "--case", "BENCH", "--workspace", str(workspace)]
        started_s = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)
        with open_workspace(workspace) as opened:
            (recording,) = opened.find(Recording)
            with opened.vault.path(recording.id, "proxy.mp4") as proxy, FrameReader(proxy) as reader:
                assert reader.picture(0).shape[2] == 3
        return Measured(time.perf_counter() - started_s, "s")


def _phone_film(folder: Path) -> Path:
    """The real one where it is at hand, else one like it."""
    real = Path(os.environ.get("VIG_REAL_MEDIA") or REPOSITORY.parent / "shared") / "media" / "phone_hevc_vfr.mov"
    return real if real.exists() else write_numbered_film(folder / "phone.mov", kind="hevc", n_frames=169, size=(960, 540)).path


def cpu_s(work: Callable[[], object]) -> float:
    """CPU seconds, user and system, of this process and of those it starts and waits for."""

    def used_s() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in both)

    before_s = used_s()
    work()
    return used_s() - before_s
