import signal
from pathlib import Path

import pytest

from workbench.media.ffmpeg import FfmpegReport, run_ffmpeg

PICTURES = ["-f", "lavfi", "-i", "testsrc=s=64x36:r=10:d=2"]


def test_the_seconds_that_exist_are_told_and_the_file_is_there(tmp_path: Path) -> None:
    told: list[float] = []
    report = run_ffmpeg([*PICTURES, str(tmp_path / "a.mp4")], on_time=told.append)
    assert report.status == 0
    assert not report.lacks_space
    assert told == sorted(told)
    assert told[-1] == pytest.approx(2, abs=0.2)
    assert (tmp_path / "a.mp4").stat().st_size


def test_what_ffmpeg_complained_of_is_its_reason(tmp_path: Path) -> None:
    report = run_ffmpeg(["-i", str(tmp_path / "nothing.mp4"), str(tmp_path / "a.mp4")])
    assert report.status > 0
    assert "No such file" in report.said
    assert report.reason
    assert FfmpegReport(1, "first\nlast \n\nConversion failed!\n").reason == "last"
    assert FfmpegReport(1, "").reason == "no reason given"


@pytest.mark.parametrize(
    ("status", "said", "lacks"),
    [
        (1, "av_interleaved_write_frame(): No space left on device", True),
        (1, "Disk quota exceeded", True),
        (-signal.SIGXFSZ, "", True),
        (0, "No space left on device", False),
        (1, "Invalid data found", False),
        (-signal.SIGKILL, "", False),
    ],
)
def test_a_full_disk_is_told_from_other_failures(status: int, said: str, lacks: bool) -> None:
    assert FfmpegReport(status, said).lacks_space is lacks


def test_what_a_check_raises_ends_the_run() -> None:
    def stop() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_ffmpeg(["-f", "lavfi", "-re", "-i", "testsrc=s=64x36:r=10", "-f", "null", "-"], check=stop)
