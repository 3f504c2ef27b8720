"""A case with a long numbered film, as an import leaves it, without the hours an import would take."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import av
import imageio_ffmpeg

from tests.bench.registry import KEPT
from tests.browser.player_page import EnteredFilm
from tests.films import draw_number
from workbench.core.identity import new_id
from workbench.core.time import Ticks
from workbench.media.frames import index_frames
from workbench.media.packets import index_packets
from workbench.media.proxy import VIDEO_ENCODER
from workbench.practice.casework import Recording
from workbench.session.casefile import create_case
from workbench.store.workspace import open_workspace

_RATE = 30
_FILM_HASH = "ab" * 32


def write_long_case(folder: Path, working_copy: Path) -> EnteredFilm:
    """A new workspace in `folder` with one case and one film, whose working copy is `working_copy`."""
    table = index_frames(working_copy)
    with open_workspace(folder, create=True) as workspace:
        session = create_case(workspace, "HAZEL")
        recording = Recording(
            new_id(), session.case_id, _FILM_HASH, "long", table.n_frames, Ticks(table.end), 1280, 720, False, False, date(2026, 11, 20)
        )
        staging = workspace.vault.staging(_FILM_HASH)
        staging.path("proxy.mp4").hardlink_to(working_copy)
        staging.path("frames.bin").write_bytes(table.to_bytes())
        staging.path("packets.bin").write_bytes(index_packets(working_copy, table).to_bytes())
        staging.finish(recording.id)
        with workspace.edit("Import a film", case_id=session.case_id) as edit:
            edit.put(recording)
    return EnteredFilm(folder, recording.id, table)


def ten_minutes_720p() -> Path:
    """The working copy of a 10-minute 720p film of 18,000 numbered frames, kept for the next time.

    Its grain makes it 2.3 Mbit/s, as much as the working copy of a real classroom film has.
    """
    return _numbered("numbered_720p_10min.mp4", 600, grain=7)


def one_minute_720p() -> Path:
    """A film of 1,800 numbered frames with more grain, 5.6 Mbit/s, kept for the next time."""
    return _numbered("numbered_720p_1min.mp4", 60, grain=8)


def two_hours_720p() -> Path:
    """The film of one minute 120 times over, by copying its packets: 216,000 frames and more than 4 GiB; kept for the next time."""
    film = _kept_copy("numbered_720p_2h.mp4", "-stream_loop", "119", "-i", str(one_minute_720p()))
    assert film.stat().st_size > 4 << 30
    return film


def _numbered(name: str, length_s: int, *, grain: int) -> Path:
    target = KEPT / name
    if not target.exists():
        KEPT.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            small, large = Path(folder) / "small.mp4", Path(folder) / "large.mp4"
            _write_small(small, length_s * _RATE)
            look = f"scale=1280:720:flags=neighbor,noise=alls={grain}:allf=t"
            command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-i", str(small), "-vf", look]
            subprocess.run([*command, "-fps_mode", "passthrough", *VIDEO_ENCODER, "-movflags", "+faststart", str(large)], check=True)
            large.replace(target)
    return target


def _kept_copy(name: str, *source: str) -> Path:
    target = KEPT / name
    if not target.exists():
        part = target.with_suffix(".part")
        copied = ["-c", "copy", "-video_track_timescale", "90000", "-movflags", "+faststart", "-f", "mp4", str(part)]
        subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y", *source, *copied], check=True)
        part.replace(target)
    return target


def _write_small(path: Path, n_frames: int) -> None:
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=_RATE, options={"preset": "ultrafast", "crf": "12"})
        video.width, video.height, video.pix_fmt = 160, 90, "yuv420p"
        for number in range(n_frames):
            container.mux(video.encode(av.VideoFrame.from_ndarray(draw_number(number, 160, 90), format="rgb24")))
        container.mux(video.encode(None))
