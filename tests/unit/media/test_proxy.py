import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Kind, NumberedFilm, draw_number, read_number, write_numbered_film
from tests.machine import small_disk
from tests.unit.media.test_probe import with_metadata
from workbench.core.time import FILM_CLOCK, Clock
from workbench.errors import FilmError, StoppedError, WorkspaceError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import FilmFacts, probe_film
from workbench.media.proxy import ProxyPlan, build_proxy, check_proxy, plan_proxy
from workbench.media.reader import FrameReader

Film = Callable[[Kind], NumberedFilm]
TABLE = FrameTable(np.arange(0, 250, 10), 250, Clock(Fraction(1, 250)))


def plan_for(path: Path) -> ProxyPlan:
    return plan_proxy(probe_film(path), index_frames(path))


def facts(width: int, height: int, **others: object) -> FilmFacts:
    plain = {
        "container": "mov", "video_codec": "h264", "width": width, "height": height, "rotation_deg": 0, "rate_text": "",
        "start_offset_s": 0.0, "duration_s": 1.0, "has_sound": False, "audio_codec": "", "audio_rate_hz": 0, "n_channels": 0,
        "has_location": False, "filmed_on": "", "interlaced": False, "hdr": "", "video_stream": 0, "audio_stream": None,
    }  # fmt: skip
    return FilmFacts(**(plain | others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("displayed", "made"),
    [
        ((1920, 1080), (1280, 720)),
        ((3840, 2160), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((1280, 720), (1280, 720)),
        ((640, 480), (640, 480)),
        ((321, 181), (320, 180)),
        ((1440, 1080), (960, 720)),
        ((1000, 750), (960, 720)),
        ((2048, 858), (1718, 720)),
        ((1, 1), (2, 2)),
    ],
)
def test_the_shorter_side_is_at_most_720_pixels_and_both_are_even(displayed: tuple[int, int], made: tuple[int, int]) -> None:
    plan = plan_proxy(facts(*displayed), TABLE)
    assert (plan.width, plan.height) == made


def test_a_plan_takes_the_streams_the_film_was_known_by() -> None:
    arguments = plan_proxy(facts(64, 36, has_sound=True, video_stream=2, audio_stream=1), TABLE).arguments(Path("a"), Path("b"))
    assert [arguments[n + 1] for n, word in enumerate(arguments) if word == "-map"] == ["0:2", "0:1"]


def test_a_copy_with_a_frame_moved_missing_or_added_is_refused_by_name() -> None:
    film = FrameTable(np.array([100, 133, 167, 200]), 233, Clock(Fraction(1, 1000)))
    check_proxy(film, FrameTable(np.array([0, 2970, 6030, 9000]), 11_970))
    for times, said in [
        ([0, 2970, 6031, 9000], "frame 2 is shown 0.000011 s later"),
        ([0, 2968, 6030, 9000], "frame 1 is shown 0.000022 s earlier"),
        ([0, 2970, 6030], "it has 3 frames, the film 4"),
        ([0, 2970, 6030, 9000, 12_000], "it has 5 frames, the film 4"),
        ([0, 2970, 6030, 9000], "it ends after 0.166667 s, the film after 0.133000 s"),
    ]:
        with pytest.raises(FilmError, match=re.escape(said)):
            check_proxy(film, FrameTable(np.array(times), 15_000))


def test_nothing_the_camera_wrote_about_place_and_day_is_in_the_copy(tmp_path: Path) -> None:
    place, day = "+52.3731+004.8922/", "2026-03-04"
    film = with_metadata(
        tmp_path, {"com.apple.quicktime.location.ISO6709": place, "creation_time": f"{day}T10:11:12Z", "title": "Anna", "make": "Phone"}
    )
    assert place.encode() in film.read_bytes()
    target = tmp_path / "proxy.mp4"
    build_proxy(film, plan_for(film), target)
    written = target.read_bytes()
    assert all(word not in written for word in (b"52.3731", b"Anna", b"Phone", b"2026"))
    with av.open(str(target)) as container:
        told = {key for holder in (container, *container.streams) for key in holder.metadata}
    assert told <= {"major_brand", "minor_version", "compatible_brands", "encoder", "handler_name", "vendor_id", "language"}


def test_film_of_high_dynamic_range_gets_its_greys_and_whites_at_their_usual_places(tmp_path: Path) -> None:
    """HLG puts 18 % grey at a signal of 0.38 and a white page at 0.75 (ITU-R BT.2408); BT.709 puts that grey at 0.41 of full."""
    film = write_greys(tmp_path / "hlg.mp4", [0.0, 0.38, 0.75, 1.0])
    target = tmp_path / "proxy.mp4"
    build_proxy(film, plan_for(film), target)
    with FrameReader(target) as reader:
        black, grey, white, brightest = reader.picture(1)[32, 20::40].mean(axis=1)[[0, 2, 4, 6]]
    assert black < 6
    assert grey == pytest.approx(0.41 * 255, abs=12)
    assert 200 < white < 235 < brightest


def write_greys(path: Path, signals: list[float]) -> Path:
    """A 10-bit HLG film of grey bars, 80 pixels wide, of these signals (0 black, 1 peak)."""
    rows = np.repeat((64 + 876 * np.array(signals)).round().astype("<u2"), 80)[None].repeat(64, axis=0)
    colourless = np.full((32, rows.shape[1] // 2), 512, "<u2")
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx265", rate=25, options={"preset": "ultrafast", "x265-params": "log-level=none"})
        video.width, video.height, video.pix_fmt = rows.shape[1], 64, "yuv420p10le"
        video.codec_context.color_primaries, video.codec_context.color_trc, video.codec_context.colorspace = 9, 18, 9
        for n in range(3):
            frame = av.VideoFrame(rows.shape[1], 64, "yuv420p10le")
            frame.pts = n
            for plane, values in zip(frame.planes, (rows, colourless, colourless), strict=True):
                padded = np.zeros((plane.height, plane.line_size // 2), "<u2")
                padded[:, : values.shape[1]] = values
                plane.update(padded.tobytes())
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    return path


def test_a_woven_film_keeps_its_frames_and_times(tmp_path: Path) -> None:
    film = tmp_path / "woven.mp4"
    plain = write_numbered_film(tmp_path / "plain.mp4", kind="silent", n_frames=40)
    with av.open(str(plain.path)) as source, av.open(str(film), "w") as container:
        video = container.add_stream("libx264", rate=25, options={"x264-params": "tff=1"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        for frame in source.decode(video=0):
            frame.pict_type = 0
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    assert probe_film(film).interlaced
    target = tmp_path / "proxy.mp4"
    build_proxy(film, plan_for(film), target)
    check_proxy(index_frames(film), index_frames(target))
    with FrameReader(target) as reader:
        assert [read_number(reader.picture(frame)) for frame in range(40)] == list(range(40))


def test_a_film_of_oblong_pixels_is_shown_and_copied_in_its_true_shape(tmp_path: Path) -> None:
    film, target = tmp_path / "oblong.mp4", tmp_path / "proxy.mp4"
    with av.open(str(film), "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 240, 180, "yuv420p"
        video.codec_context.sample_aspect_ratio = Fraction(4, 3)
        for number in range(10):
            container.mux(video.encode(av.VideoFrame.from_ndarray(draw_number(number, 240, 180), format="rgb24")))
        container.mux(video.encode(None))
    assert (probe_film(film).width, probe_film(film).height) == (320, 180)
    build_proxy(film, plan_for(film), target)
    for path in (film, target):
        with FrameReader(path) as reader:
            assert reader.picture(0).shape == (180, 320, 3)
            assert [read_number(reader.picture(frame)) for frame in range(10)] == list(range(10))
    with av.open(str(target)) as container:
        assert container.streams.video[0].sample_aspect_ratio in (None, 1)


def test_a_sound_in_a_form_nobody_here_knows_is_left_out(tmp_path: Path, numbered_film: Film) -> None:
    film, target = tmp_path / "new.mp4", tmp_path / "proxy.mp4"
    film.write_bytes(numbered_film("constant25").path.read_bytes().replace(b"mp4a", b"zzz1").replace(b"esds", b"zzzd"))
    assert not probe_film(film).has_sound
    build_proxy(film, plan_for(film), target)
    check_proxy(index_frames(film), index_frames(target))


def test_a_film_of_one_frame_can_be_copied(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "one.mp4", n_frames=1)
    target = tmp_path / "proxy.mp4"
    build_proxy(film.path, plan_for(film.path), target)
    table = index_frames(target)
    assert (table.pts.tolist(), table.end, table.clock) == ([0], 3600, FILM_CLOCK)


def test_progress_runs_from_0_to_1_and_never_back(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=200, size=(640, 360))
    parts: list[float] = []
    build_proxy(film.path, plan_for(film.path), tmp_path / "proxy.mp4", progress=lambda words, part: parts.append(part))
    assert parts == sorted(parts)
    assert parts[0] < 0.5
    assert parts[-1] == 1


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The processes that are started."""
    found: list[subprocess.Popen[str]] = []

    class Watched(subprocess.Popen[str]):
        def __init__(self, *arguments: object, **options: object) -> None:
            found.append(self)
            super().__init__(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return found


def test_a_stopped_copy_leaves_nothing_and_no_process(tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=400, size=(640, 360))
    target = tmp_path / "proxy.mp4"
    with pytest.raises(StoppedError, match=r"stopped.*go on where it stopped"):
        build_proxy(film.path, plan_for(film.path), target, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == [film.path]
    assert [process.returncode for process in started] == [-signal.SIGKILL]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_interrupted_copy_leaves_nothing_and_no_process(
    error: type[BaseException], tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=400, size=(640, 360))

    def interrupt(words: str, part: float) -> None:
        raise error

    with pytest.raises(error):
        build_proxy(film.path, plan_for(film.path), tmp_path / "proxy.mp4", progress=interrupt)
    assert list(tmp_path.iterdir()) == [film.path]
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_a_film_that_cannot_be_decoded_is_told_and_leaves_nothing(numbered_film: Film, tmp_path: Path) -> None:
    film, target = tmp_path / "broken.mp4", tmp_path / "proxy.mp4"
    plan = plan_for(numbered_film("silent").path)
    film.write_text("no film at all")
    with pytest.raises(FilmError, match=r"cannot be turned into a working copy \(.+\)\. Copy the film"):
        build_proxy(film, plan, target)
    assert list(tmp_path.iterdir()) == [film]


def test_a_folder_that_is_not_there_is_told(numbered_film: Film, tmp_path: Path) -> None:
    film = numbered_film("silent").path
    with pytest.raises(WorkspaceError, match="cannot be written"):
        build_proxy(film, plan_for(film), tmp_path / "nowhere" / "proxy.mp4")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 32) as folder:
        yield folder


def test_no_space_left_is_told_and_leaves_nothing(full_disk: Path, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=100, size=(640, 360)).path
    with pytest.raises(WorkspaceError, match=r"no space left.*Free some space"):
        build_proxy(film, plan_for(film), full_disk / "proxy.mp4")
    assert list(full_disk.iterdir()) == []


def test_a_file_that_may_not_grow_is_told_like_a_full_disk(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", n_frames=100, size=(640, 360)).path
    target = tmp_path / "out" / "proxy.mp4"
    target.parent.mkdir()
    program = f"""
import resource
from pathlib import Path
from workbench.errors import WorkspaceError
from tests.unit.media.test_proxy import plan_for
from workbench.media.proxy import build_proxy
film = Path({str(film)!r})
plan = plan_for(film)
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
try:
    build_proxy(film, plan, Path({str(target)!r}))
except WorkspaceError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert "no space left" in done.stdout
    assert list(target.parent.iterdir()) == []
