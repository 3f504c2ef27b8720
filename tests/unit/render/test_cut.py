from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from tests.films import Kind, read_number
from tests.unit.render.conftest import Proxy
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.errors import RenderError, StoppedError
from workbench.media.frames import FrameTable
from workbench.render.checking import check_coded
from workbench.render.clips import write_clip
from workbench.render.cut import Cut, plan_cut


def numbers_and_times(path: Path) -> tuple[list[int], list[int]]:
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    return [read_number(frame.to_ndarray(format="rgb24")) for frame in frames], [frame.pts or 0 for frame in frames]


def sound_of(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def frames_span(table: FrameTable, first: int, last: int) -> Span:
    return Span(table.span_of(first).start, table.span_of(last).end)


@pytest.mark.parametrize("kind", ["constant25", "ntsc", "ntsc60", "variable", "rotated", "offset", "odd", "late_sound", "silent"])
@pytest.mark.parametrize(("first", "last"), [(0, 20), (17, 44), (31, 31), (44, 59)])
def test_a_clip_holds_exactly_its_frames_at_exactly_their_times(
    proxy_of: Callable[..., Proxy], tmp_path: Path, kind: Kind, first: int, last: int
) -> None:
    film, table, _ = proxy_of(kind)
    cut = plan_cut(table, frames_span(table, first, last))
    write_clip(film, cut, tmp_path / "clip.mp4")
    numbers, times = numbers_and_times(tmp_path / "clip.mp4")
    assert numbers == list(range(first, last + 1))
    assert times == [int(at - table.pts[first]) for at in table.pts[first : last + 1]]
    with av.open(str(tmp_path / "clip.mp4")) as container:
        lengths = {stream.type: float(stream.duration * stream.time_base) for stream in container.streams}
        assert container.streams.video[0].time_base.denominator == 90_000
    assert lengths["video"] == pytest.approx((table.span_of(last).end - table.pts[first]) / 90_000, abs=1e-9)
    if kind == "silent":
        assert "audio" not in lengths
    else:
        assert lengths["audio"] == pytest.approx(lengths["video"], abs=1 / 48_000)


def test_a_clip_has_no_b_frames_and_the_keyframes_of_its_film(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    write_clip(film, plan_cut(table, frames_span(table, 7, 50)), tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert all(packet.pts == packet.dts for packet in packets)
    assert [index for index, packet in enumerate(packets) if packet.is_keyframe] == [0, 1, 9, 17, 25, 33, 41]


def test_the_index_stands_before_the_pictures_so_that_a_browser_starts_at_once(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    write_clip(film, plan_cut(table, frames_span(table, 7, 50)), tmp_path / "clip.mp4")
    content = (tmp_path / "clip.mp4").read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")


@pytest.mark.parametrize("kind", ["constant25", "silent"])
def test_a_clip_says_nothing_about_how_when_or_from_what_it_was_made(proxy_of: Callable[..., Proxy], tmp_path: Path, kind: Kind) -> None:
    film, table, _ = proxy_of(kind)
    write_clip(film, plan_cut(table, frames_span(table, 7, 50)), tmp_path / "clip.mp4")
    content = (tmp_path / "clip.mp4").read_bytes()
    assert not [word for word in (b"Lav", b"x264", b"libx", b"ffmpeg", b"keyint") if word in content]
    with av.open(str(tmp_path / "clip.mp4")) as container:
        said = {**container.metadata}
        for stream in container.streams:
            said |= stream.metadata
    assert set(said) == {"major_brand", "minor_version", "compatible_brands", "language", "handler_name"}
    assert said["language"] == "und"
    assert said["handler_name"] in ("VideoHandler", "SoundHandler")


def test_a_span_that_starts_and_ends_within_frames_gets_both_of_them_whole(proxy_of: Callable[..., Proxy]) -> None:
    _, table, _ = proxy_of("constant25")
    cut = plan_cut(table, Span(Ticks(table.span_of(3).start + 5), Ticks(table.span_of(9).start + 1)))
    assert cut.pts == tuple(int(at) for at in table.pts[3:10])
    assert cut.end == table.span_of(9).end


def test_a_span_past_the_film_is_refused(proxy_of: Callable[..., Proxy]) -> None:
    _, table, _ = proxy_of("constant25")
    with pytest.raises(RenderError, match="Set the clip's start and end again"):
        plan_cut(table, Span(Ticks(0), Ticks(table.end + 1)))


@pytest.mark.parametrize("kind", ["constant25", "variable", "offset", "late_sound"])
def test_the_sound_stays_in_step_with_the_picture(proxy_of: Callable[..., Proxy], tmp_path: Path, kind: Kind) -> None:
    film, table, truth = proxy_of(kind)
    cut = plan_cut(table, frames_span(table, 15, 59))
    write_clip(film, cut, tmp_path / "clip.mp4")
    loud = np.abs(sound_of(tmp_path / "clip.mp4")) > 0.05
    wanted_s = [float(beep) - cut.start / 90_000 for beep in truth.beeps if beep * 90_000 > cut.start]
    assert len(wanted_s) >= 2
    for at_s in wanted_s:
        near = np.flatnonzero(loud[round((at_s - 0.025) * 48_000) : round((at_s + 0.025) * 48_000)])
        assert near[0] / 48_000 - 0.025 == pytest.approx(0, abs=0.004)


def cut_span(cut: Cut) -> Span:
    return Span(Ticks(cut.start), Ticks(cut.end))


def test_what_a_guider_hides_is_gone_from_the_clip_and_nothing_else_is(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    cut = plan_cut(table, frames_span(table, 5, 30))
    hidden_span = frames_span(table, 10, 20)
    left = Keyframe(hidden_span.start, ((0.0, 0.0), (0.5, 0.2)))
    region = Region("a" * 16, "b" * 16, hidden_span, ShapeKind.BOX, (left,), purpose=Purpose.ANONYMISE)
    write_clip(film, cut, tmp_path / "hidden.mp4", hidden=[region, replace(region, span=cut_span(cut), purpose=Purpose.POINT_OUT)])
    write_clip(film, cut, tmp_path / "open.mp4")
    with av.open(str(tmp_path / "hidden.mp4")) as hidden, av.open(str(tmp_path / "open.mp4")) as shown:
        pairs = zip(hidden.decode(video=0), shown.decode(video=0), strict=True)
        for number, (one, other) in enumerate(pairs, start=5):
            here, there = one.to_ndarray(format="rgb24").astype(int), other.to_ndarray(format="rgb24").astype(int)
            assert np.abs(here[60:] - there[60:]).mean() < 4
            cells = here[8:14, :160]
            if 10 <= number <= 20:
                assert np.abs(np.diff(cells.mean(axis=2), axis=1)).max() < 20
            else:
                assert np.abs(here[:40] - there[:40]).mean() < 4


def test_a_turned_blur_is_in_the_clip_exactly_on_its_frames(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    """A tall box, turned to lie, moves over the bar with the number while frame 19 is shown, so that frame is hidden as well."""
    film, table, _ = proxy_of("variable")
    cut = plan_cut(table, frames_span(table, 5, 40))
    upright = ((0.75, -0.5), (0.85, 0.7))
    span = frames_span(table, 12, 30)
    turned = Keyframe(table.span_of(20).start, upright, 90.0)
    straight = Keyframe(table.span_of(19).start, ((0.75, 0.5), (0.85, 0.9)), 90.0)
    blur = Region("a" * 16, "b" * 16, span, ShapeKind.BLUR, (straight, turned), purpose=Purpose.ANONYMISE)
    write_clip(film, cut, tmp_path / "clip.mp4", hidden=[blur])
    with av.open(str(tmp_path / "clip.mp4")) as clip:
        pictures = [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]
    sharp = [np.abs(np.diff(picture[8:14, 160:].mean(axis=(0, 2)))).max() > 60 for picture in pictures]
    assert [number for number, is_sharp in enumerate(sharp, start=5) if not is_sharp] == list(range(19, 31))


def test_a_clip_with_another_picture_is_not_accepted(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    cut = plan_cut(table, frames_span(table, 5, 30))
    write_clip(film, cut, tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as container:
        seen = [cv2.resize(frame.to_ndarray(format="gray"), (64, 36), interpolation=cv2.INTER_AREA) for frame in container.decode(video=0)]
    assert check_coded(tmp_path / "clip.mp4", cut, seen) == (320, 180)
    seen[3] = seen[4]
    with pytest.raises(RenderError, match="Picture 3 of a clip"):
        check_coded(tmp_path / "clip.mp4", cut, seen)


def test_a_clip_with_frames_at_other_times_is_not_accepted(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    cut = plan_cut(table, frames_span(table, 5, 30))
    write_clip(film, cut, tmp_path / "clip.mp4")
    late = replace(cut, pts=(*cut.pts[:4], cut.pts[4] + 1, *cut.pts[5:]))
    with pytest.raises(RenderError, match="not at their times"):
        check_coded(tmp_path / "clip.mp4", late, [])


def test_a_film_that_lost_its_pictures_is_told_from_a_clip(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    cut = plan_cut(table, frames_span(table, 5, 30))
    with pytest.raises(RenderError, match="1 of a clip's pictures"):
        write_clip(film, replace(cut, pts=(*cut.pts[:4], cut.pts[4] + 7, *cut.pts[5:])), tmp_path / "clip.mp4")


def test_a_cut_stops_when_asked_and_leaves_only_what_its_folder_held(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    asked = iter([False, False, True])
    with pytest.raises(StoppedError):
        write_clip(film, plan_cut(table, frames_span(table, 5, 30)), tmp_path / "clip.mp4", cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []
