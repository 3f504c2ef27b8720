import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL.ImageColor import getrgb

from tests.films import read_number
from tests.permits import permit_of
from tests.unit.render.conftest import MADE_ON, Desk, Proxy
from workbench.core.time import Ticks
from workbench.design import DESIGN
from workbench.errors import RenderError, StoppedError
from workbench.media.frames import FrameTable, index_frames
from workbench.practice.clips import PausePoint
from workbench.render.package import Package, open_package
from workbench.render.plan import CardShot, ClipShot, ReelChoices, ReelPlan, plan_reel
from workbench.render.reel import check_reel, write_reel
from workbench.render.soundtrack import plan_soundtrack

SMALL = ReelChoices(hold_s=0.6, short_side_px=180)
Reel = tuple[Path, ReelPlan, Package]


def short(plan: ReelPlan) -> ReelPlan:
    """The same reel with cards of ten pictures and without tags, which would cover the number."""

    def shorter(shot: CardShot | ClipShot) -> CardShot | ClipShot:
        return replace(shot, n_frames=10) if isinstance(shot, CardShot) else replace(shot, tag="")

    return replace(plan, chapters=tuple(tuple(map(shorter, chapter)) for chapter in plan.chapters))


@pytest.fixture(scope="session", params=["variable", "constant25", "silent"])
def reel(request: pytest.FixtureRequest, proxy_of: Callable[..., Proxy], tmp_path_factory: pytest.TempPathFactory) -> Reel:
    film, table, _ = proxy_of(request.param)
    folder = tmp_path_factory.mktemp("reel")
    desk = Desk(folder, film, table)
    package = open_package(desk.write(folder), MADE_ON)
    plan = short(plan_reel(package.manifest, SMALL))
    write_reel(package, folder / "reel.mp4", permit_of(package), plan=plan)
    return folder / "reel.mp4", plan, package


def pictures_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def first_frame_of(plan: ReelPlan, shot: ClipShot, firsts: tuple[int, int] = (10, 35)) -> int:
    """The number in the first picture of a shot's clip; the clips of the desk begin at 10 and at 35."""
    clips = list(dict.fromkeys(s.clip.id for chapter in plan.chapters for s in chapter if isinstance(s, ClipShot)))
    return firsts[clips.index(shot.clip.id)]


def test_every_moving_held_and_slow_picture_of_a_reel_is_the_planned_frame(reel: Reel) -> None:
    path, plan, _ = reel
    pictures = pictures_of(path)
    assert len(pictures) == plan.n_frames
    n_read = 0
    for number, picture in enumerate(pictures):
        shot, within = plan.shot_at(number)
        if not isinstance(shot, ClipShot) or not shot.n_in <= within < shot.n_frames - shot.n_out:
            continue
        table = FrameTable(np.array(shot.clip.pts), shot.clip.end)
        assert read_number(picture) == first_frame_of(plan, shot) + table.frame_at(shot.instant_at(within)), (number, within)
        n_read += 1
    assert n_read > 150


def test_a_shot_comes_out_of_the_plain_page_and_goes_back_to_it(reel: Reel) -> None:
    path, plan, _ = reel
    pictures = pictures_of(path)
    paper = np.array(getrgb(DESIGN.family.paper))
    start = 0
    for shot in (shot for chapter in plan.chapters for shot in chapter):
        assert np.abs(pictures[start] - paper).mean() < 6
        assert np.abs(pictures[start + shot.n_frames - 1] - paper).mean() < 30
        start += shot.n_frames


def test_pictures_come_at_even_times_and_the_sound_is_as_long_as_they(reel: Reel) -> None:
    path, plan, _ = reel
    table = index_frames(path)
    assert set(np.diff(table.pts)) == {plan.ticks_a_frame}
    with av.open(str(path)) as container:
        (sound,) = container.streams.audio
        assert float(sound.duration * sound.time_base) == pytest.approx(plan.n_frames / plan.frames_a_second, abs=1 / 48_000)


def test_a_reel_says_nothing_about_how_it_was_made(reel: Reel) -> None:
    path, _, _ = reel
    content = path.read_bytes()
    assert not [word for word in (b"Lav", b"x264", b"libx", b"ffmpeg", b"review-", b"CANARY") if word in content]
    assert 0 < content.find(b"moov") < content.find(b"mdat")


def test_only_the_reel_is_left(reel: Reel) -> None:
    path, _, package = reel
    assert {entry.name for entry in path.parent.iterdir()} == {"reel.mp4", package.folder.name, "CANARY-vault"}


def beeps_in(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    loud = np.flatnonzero(np.abs(samples) > 0.08)
    return [float(at) / 48_000 for at, before in zip(loud, np.r_[-48_000, loud[:-1]], strict=True) if at - before > 4800]


def test_the_sound_of_a_reel_is_in_step_with_its_pictures(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    """A beep stands at every tenth frame of the film: where the reel shows the frame for the first time, the beep is heard."""
    film, table, _ = proxy_of("constant25")
    desk = Desk(tmp_path, film, table)
    held = (desk.clip(0, 7, 29, "One"), desk.clip(1, 33, 59, "Two"))
    desk.clips = [replace(clip, pauses=(PausePoint(desk.starts(at)),)) for clip, at in zip(held, (15, 44), strict=True)]
    package = open_package(desk.write(tmp_path), MADE_ON)
    plan = short(plan_reel(package.manifest, replace(SMALL, slow_again=False)))
    write_reel(package, tmp_path / "reel.mp4", permit_of(package), plan=plan)
    wanted: list[float] = []
    for number in range(plan.n_frames):
        shot, within = plan.shot_at(number)
        if isinstance(shot, ClipShot) and shot.n_in <= within < shot.n_frames - shot.n_out:
            clip = FrameTable(np.array(shot.clip.pts), shot.clip.end)
            own, before = (clip.frame_at(shot.instant_at(picture)) for picture in (within, within - 1))
            if (own + first_frame_of(plan, shot, (7, 33))) % 10 == 0 and own != before:
                wanted.append(number / plan.frames_a_second)
    heard = beeps_in(tmp_path / "reel.mp4")
    assert len(wanted) == 4
    for at in wanted:
        assert min(abs(at - beep) for beep in heard) < 0.005
    assert len(heard) == 4


@pytest.mark.parametrize("speed", [1000, 700, 500, 499, 125])
def test_the_sound_of_a_chapter_is_planned_as_long_as_its_pictures(reel: Reel, speed: int) -> None:
    _, plan, _ = reel
    for chapter in plan.chapters:
        slowed = tuple(replace(shot, speed=speed) if isinstance(shot, ClipShot) else shot for shot in chapter)
        pieces = plan_soundtrack(slowed, plan.ticks_a_frame)
        assert sum(piece.n_samples for piece in pieces) == sum(shot.n_frames for shot in slowed) * 48_000 // plan.frames_a_second
        assert all(piece.n_samples >= 0 for piece in pieces)
        if speed < 500:
            assert not [piece for piece in pieces if piece.clip is not None]


def test_slow_motion_keeps_the_pitch(proxy_of: Callable[..., Proxy], tmp_path: Path) -> None:
    film, table, _ = proxy_of("constant25")
    desk = Desk(tmp_path, film, table)
    desk.clips = [replace(desk.clips[0], slow_rate=0.5, pauses=(PausePoint(Ticks(desk.starts(12))),))]
    package = open_package(desk.write(tmp_path), MADE_ON)
    plan = short(plan_reel(package.manifest, SMALL))
    again = tuple(shot for shot in plan.chapters[1] if isinstance(shot, ClipShot) and shot.speed == 500)
    write_reel(package, tmp_path / "reel.mp4", permit_of(package), plan=replace(plan, chapters=(again,)))
    with av.open(str(tmp_path / "reel.mp4")) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    spectrum = np.abs(np.fft.rfft(samples))
    loudest_hz = np.argmax(spectrum) * 48_000 / len(samples)
    assert loudest_hz == pytest.approx(1000, abs=60)


def test_progress_never_goes_back_and_ends_at_the_end(reel: Reel, tmp_path: Path) -> None:
    _, plan, package = reel
    seen: list[float] = []
    write_reel(
        package,
        tmp_path / "reel.mp4",
        permit_of(package),
        plan=replace(plan, chapters=plan.chapters[:1]),
        progress=lambda _, part: seen.append(part),
    )
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


@pytest.mark.parametrize("after_n_questions", [0, 4])
def test_a_stopped_reel_leaves_the_old_one_and_nothing_else(reel: Reel, tmp_path: Path, after_n_questions: int) -> None:
    _, plan, package = reel
    (tmp_path / "reel.mp4").write_bytes(b"the old one")
    asked = iter(range(10_000))
    with pytest.raises(StoppedError):
        write_reel(
            package,
            tmp_path / "reel.mp4",
            permit_of(package),
            plan=plan,
            cancelled=lambda: next(asked) >= after_n_questions,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["reel.mp4"]
    assert (tmp_path / "reel.mp4").read_bytes() == b"the old one"


def test_a_full_disk_is_said_and_leaves_nothing(reel: Reel, tmp_path: Path) -> None:
    _, plan, package = reel
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(RenderError, match="no space left on the disk"):
            write_reel(package, tmp_path / "out" / "reel.mp4", permit_of(package), plan=plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reel_that_is_not_as_planned_is_refused(reel: Reel) -> None:
    path, plan, package = reel
    with pytest.raises(RenderError, match=f"{plan.n_frames} pictures where {plan.n_frames + 10}"):
        check_reel(path, replace(plan, chapters=(*plan.chapters, plan.chapters[0])), package)
    with pytest.raises(RenderError, match="cannot be read"):
        check_reel(package.folder / "manifest.json", plan, package)
