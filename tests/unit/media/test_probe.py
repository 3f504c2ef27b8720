from collections.abc import Callable
from pathlib import Path

import av
import pytest

from tests.films import Kind, NumberedFilm, write_numbered_film
from workbench.media.probe import probe_film

Film = Callable[[Kind], NumberedFilm]


def test_a_film_turned_by_its_metadata_is_told_as_displayed(numbered_film: Film) -> None:
    facts = probe_film(numbered_film("rotated").path)
    assert (facts.width, facts.height, facts.rotation_deg) == (180, 320, 90)


def test_sound_and_its_absence_are_told(numbered_film: Film) -> None:
    facts, silent = probe_film(numbered_film("constant25").path), probe_film(numbered_film("silent").path)
    assert (facts.has_sound, facts.audio_codec, facts.audio_rate_hz, facts.n_channels) == (True, "aac", 44_100, 1)
    assert (silent.has_sound, silent.audio_codec, silent.audio_rate_hz, silent.n_channels, silent.audio_stream) == (False, "", 0, 0, None)


@pytest.mark.parametrize(("kind", "offset_s"), [("constant25", 0.0), ("offset", 0.5), ("late_sound", -0.4), ("silent", 0.0)])
def test_the_offset_says_how_long_after_the_sound_the_picture_starts(kind: Kind, offset_s: float, numbered_film: Film) -> None:
    assert probe_film(numbered_film(kind).path).start_offset_s == pytest.approx(offset_s, abs=0.025)


@pytest.mark.parametrize(("kind", "codec", "hdr"), [("constant25", "h264", ""), ("hevc", "hevc", ""), ("hdr", "hevc", "hlg")])
def test_codec_and_dynamic_range_are_told(kind: Kind, codec: str, hdr: str, numbered_film: Film) -> None:
    facts = probe_film(numbered_film(kind).path)
    assert (facts.video_codec, facts.hdr) == (codec, hdr)


def test_the_length_is_that_of_the_pictures(numbered_film: Film) -> None:
    film = numbered_film("late_sound")
    assert probe_film(film.path).duration_s == pytest.approx(float(film.end), abs=1e-3)


@pytest.mark.parametrize(
    ("metadata", "has_location", "filmed_on"),
    [
        ({}, False, ""),
        ({"location": "+52.3731+004.8922/"}, True, ""),
        ({"com.apple.quicktime.location.ISO6709": "+52.3731+004.8922+000.000/"}, True, ""),
        ({"com.apple.quicktime.creationdate": "2026-03-04T10:11:12+0100"}, False, "2026-03-04"),
        ({"creation_time": "2026-03-04T10:11:12.000000Z"}, False, "2026-03-04"),
        ({"creation_time": "1970-01-01T00:00:00.000000Z"}, False, ""),
    ],
)
def test_what_the_camera_wrote_down_is_told(metadata: dict[str, str], has_location: bool, filmed_on: str, tmp_path: Path) -> None:
    facts = probe_film(with_metadata(tmp_path, metadata))
    assert (facts.has_location, facts.filmed_on) == (has_location, filmed_on)


def test_a_cover_picture_beside_the_film_is_not_taken_for_it(tmp_path: Path, numbered_film: Film) -> None:
    film, target = numbered_film("constant25"), tmp_path / "cover.mp4"
    with av.open(str(film.path)) as source, av.open(str(target), "w") as container:
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        copy = container.add_stream_from_template(source.streams.video[0])
        container.mux(cover.encode(av.VideoFrame(64, 64, "yuvj420p")))
        container.mux(cover.encode(None))
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = copy
                container.mux(packet)
    facts = probe_film(target)
    assert (facts.width, facts.height, facts.video_codec) == (320, 180, "h264")


def with_metadata(folder: Path, metadata: dict[str, str]) -> Path:
    film = write_numbered_film(folder / "plain.mp4", kind="silent", n_frames=5)
    target = folder / "told.mov"
    with av.open(str(film.path)) as source, av.open(str(target), "w", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(metadata)
        copy = container.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = copy
                container.mux(packet)
    return target
