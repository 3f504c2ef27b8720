"""What is not a film is refused in one sentence and a next step."""

import os
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.films import Kind, NumberedFilm, write_numbered_film
from tests.machine import somebody_else
from workbench.errors import FilmError
from workbench.media.frames import index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.media.source import open_film


def sentence(film: Path) -> str:
    with pytest.raises(FilmError) as caught:
        probe_film(film)
    with pytest.raises(FilmError) as again:
        index_frames(film)
    assert str(again.value) == str(caught.value)
    assert caught.value.next_step
    return caught.value.problem


def test_a_text_named_like_a_film(tmp_path: Path) -> None:
    film = tmp_path / "letter.mp4"
    film.write_text("Dear all,\nthis is not a film.\n" * 100)
    assert sentence(film) == "letter.mp4 is not a film"


@pytest.mark.parametrize("name", ["letter.txt", "letter.srt", "letter.nfo", "letter"])
def test_a_text_that_some_players_would_show(name: str, tmp_path: Path) -> None:
    film = tmp_path / name
    film.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n" * 50)
    assert sentence(film) == f"{name} is not a film"


def test_a_playlist_that_names_other_places(tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    """It is not opened, so nothing it names is fetched, from this machine or another."""
    film = tmp_path / "list.m3u8"
    film.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{numbered_film('silent').path}\n#EXT-X-ENDLIST\n")
    assert sentence(film) == "list.m3u8 is not a film"


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_photograph(suffix: str, tmp_path: Path) -> None:
    film = tmp_path / f"photo.{suffix}"
    Image.new("RGB", (64, 36)).save(film)
    assert sentence(film) == f"photo.{suffix} is not a film"


def test_something_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert sentence(tmp_path / "pipe.mp4") == "pipe.mp4 is not a file"


def test_a_picture_in_a_form_nobody_here_knows(tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    film = tmp_path / "new.mp4"
    film.write_bytes(numbered_film("constant25").path.read_bytes().replace(b"avc1", b"zzz1").replace(b"avcC", b"zzzC"))
    assert sentence(film) == "The picture of new.mp4 is written in a form this program does not know"


@pytest.mark.parametrize("name", ["http:x.mp4", "a b'c.mp4", "-i.mp4", "film%03d.mp4", "größer.mp4"])
def test_any_name_a_file_can_have_is_only_a_name(
    name: str, tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_bytes(numbered_film("silent").path.read_bytes())
    monkeypatch.chdir(tmp_path)
    table = index_frames(Path(name))
    assert table.n_frames == 50
    build_proxy(Path(name), plan_proxy(probe_film(Path(name)), table), Path("proxy.mp4"))
    assert index_frames(Path("proxy.mp4")).n_frames == 50


def test_an_empty_file(tmp_path: Path) -> None:
    film = tmp_path / "empty.mov"
    film.touch()
    assert sentence(film) == "empty.mov is empty (0 bytes)"


def test_a_folder(tmp_path: Path) -> None:
    assert sentence(tmp_path) == f"{tmp_path.name} is a folder, not a film"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert sentence(tmp_path / "gone.mp4") == f"There is no file {tmp_path / 'gone.mp4'}"


def test_a_file_one_may_not_read(numbered_film: Callable[[Kind], NumberedFilm], tmp_path: Path) -> None:
    film = tmp_path / "private.mp4"
    film.write_bytes(numbered_film("constant25").path.read_bytes())
    film.chmod(0)
    with somebody_else():
        assert sentence(film) == "You may not read private.mp4"


def test_sound_alone(tmp_path: Path) -> None:
    film = tmp_path / "sound.m4a"
    with av.open(str(film), "w") as container:
        sound = container.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.sample_rate, frame.pts = 48_000, 0
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    assert sentence(film) == "sound.m4a has sound but no picture"


def test_a_recording_that_was_never_finished(numbered_film: Callable[[Kind], NumberedFilm], tmp_path: Path) -> None:
    """A camera that lost power writes pictures and no table of them: the table stands at the end of the file."""
    whole = numbered_film("constant25").path.read_bytes()
    assert whole.index(b"moov") > whole.index(b"mdat")
    film = tmp_path / "cut.mp4"
    film.write_bytes(whole[: whole.index(b"moov") - 4])
    assert sentence(film) == "cut.mp4 is cut off: the part that says where its pictures are is missing"


def test_a_copy_that_broke_off_in_the_middle_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    """The table stands at the front and names pictures the file does not have any more."""
    film = write_numbered_film(tmp_path / "front.mov", n_frames=60)
    fast = tmp_path / "fast.mp4"
    with av.open(str(film.path)) as source, av.open(str(fast), "w", options={"movflags": "faststart"}) as target:
        video = source.streams.video[0]
        copy = target.add_stream_from_template(video)
        for packet in source.demux(video):
            if packet.dts is not None:
                packet.stream = copy
                target.mux(packet)
    with fast.open("rb+") as file:
        file.truncate(fast.stat().st_size * 2 // 3)
    with pytest.raises(FilmError, match=r"fast\.mp4 is cut off: \d+ of its 60 pictures are missing\. Copy the film"):
        index_frames(fast)


def test_a_matroska_film_that_broke_off_is_refused(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "cut.mkv", n_frames=60)
    with film.path.open("rb+") as file:
        file.truncate(film.path.stat().st_size * 2 // 3)
    with pytest.raises(FilmError, match=r"cut\.mkv is cut off.*Copy the film"):
        index_frames(film.path)


def test_nothing_stays_open_after_an_error(tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    with pytest.raises(ZeroDivisionError), open_film(numbered_film("silent").path) as container:
        _ = 1 // 0
    with pytest.raises(AssertionError):
        container.seek(0)
