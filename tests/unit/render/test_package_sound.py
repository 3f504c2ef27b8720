"""A package's clips and the reel made of them sound alike and are in step, whatever the film was: measured on the files themselves."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from tests.permits import permit_of
from tests.unit.render.conftest import MADE_ON, Desk, Proxy
from tests.unit.render.test_sound import RATE, write_sound
from workbench.errors import RenderError
from workbench.media.sound import read_sound
from workbench.render.clips import add_sound
from workbench.render.clips import check_step as check_clip_step
from workbench.render.cut import Cut
from workbench.render.ffmpeg import EXACT_MP4, run_ffmpeg
from workbench.render.package import Package, open_package
from workbench.render.plan import ReelChoices, ReelPlan, plan_reel
from workbench.render.reel import check_step, write_reel
from workbench.render.sound import FADE_S, PEAK_LIMIT_DBTP, TARGET_LUFS, measure_loudness

FAR_DB, CLAP_AT_S = 22, 1.9


@pytest.fixture(scope="module")
def package(proxy_of: Callable[..., Proxy], tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Two clips of one film: in the first somebody talks near the microphone and claps, in the second 22 dB further away."""
    film, table, _ = proxy_of("constant25", 150)
    folder = tmp_path_factory.mktemp("loudness")
    talk = np.random.default_rng(5).normal(0, 0.08, 6 * RATE) * (1 + np.sin(2 * np.pi * 2 * np.arange(6 * RATE) / RATE))
    talk[3 * RATE :] *= 10 ** (-FAR_DB / 20)
    for clap_s in (CLAP_AT_S, 3 + CLAP_AT_S):
        talk[round(clap_s * RATE) :][:240] = 0.9 * np.sin(np.arange(240))
    voice = write_sound(folder / "voice.wav", talk)
    program = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y")
    both = ("-i", str(film), "-i", str(voice), "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-ar", "48000", "-ac", "2")
    subprocess.run([*program, *both, "-video_track_timescale", "90000", str(folder / "proxy.mp4")], check=True)
    desk = Desk(folder, folder / "proxy.mp4", table)
    desk.clips = [desk.clip(0, 5, 70, "Near"), desk.clip(1, 80, 145, "Far")]
    return open_package(desk.write(folder), MADE_ON)


def test_every_clip_is_at_the_target_and_below_the_peak_limit(package: Package) -> None:
    for clip in package.manifest.clips:
        measured = measure_loudness(package.clip_path(clip.id))
        assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.0)
        assert measured.true_peak_dbtp <= PEAK_LIMIT_DBTP


def test_every_clip_begins_and_ends_softly(package: Package) -> None:
    for clip in package.manifest.clips:
        length_s = clip.end / 90_000
        samples = np.abs(read_sound(package.clip_path(clip.id), 0, length_s, RATE)[0])
        n_edge = round(FADE_S * RATE)
        middle = samples[4 * n_edge : -4 * n_edge].mean()
        assert samples[: n_edge // 8].mean() < 0.3 * middle
        assert samples[-n_edge // 8 :].mean() < 0.3 * middle


@pytest.fixture(scope="module")
def reel(package: Package, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReelPlan]:
    target = tmp_path_factory.mktemp("reel") / "reel.mp4"
    plan = plan_reel(package.manifest, ReelChoices(hold_s=0.4, short_side_px=180))
    return target, write_reel(package, target, permit_of(package), plan=plan)


def test_the_reel_is_as_loud_and_below_the_limit(reel: tuple[Path, ReelPlan]) -> None:
    measured = measure_loudness(reel[0])
    assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.0)
    assert measured.true_peak_dbtp <= PEAK_LIMIT_DBTP


@pytest.mark.parametrize("late_s", [-0.04, 0.04])
def test_a_reel_with_its_sound_out_of_step_is_refused(reel: tuple[Path, ReelPlan], package: Package, tmp_path: Path, late_s: float) -> None:
    path, plan = reel
    moved = f"atrim=start={-late_s},asetpts=PTS-STARTPTS" if late_s < 0 else f"adelay={1000 * late_s:.0f}:all=1"
    run_ffmpeg(["-i", str(path), "-af", moved, "-c:v", "copy", *EXACT_MP4, str(tmp_path / "moved.mp4")], what="The reel")
    check_step(path, plan, package)
    with pytest.raises(RenderError, match=r"0\.0(39|40|41) s out of step at"):
        check_step(tmp_path / "moved.mp4", plan, package)


@pytest.mark.parametrize("late_s", [-0.04, 0.04])
def test_a_clip_with_its_sound_out_of_step_is_refused(desk: Desk, tmp_path: Path, package: Package, late_s: float) -> None:
    clip = package.manifest.clips[0]
    cut = Cut(tuple(at + round(late_s * 90_000) + 9000 for at in clip.pts[:25]), clip.pts[25] + round(late_s * 90_000) + 9000)
    right = Cut(tuple(at + 9000 for at in clip.pts[:25]), clip.pts[25] + 9000)
    part = tmp_path / "part.mp4"
    add_sound(package.clip_path(clip.id), right, package.clip_path(clip.id), part, None)
    check_clip_step(package.clip_path(clip.id), right, part)
    with pytest.raises(RenderError, match=r"0\.0(39|40|41) s out of step"):
        check_clip_step(package.clip_path(clip.id), cut, part)
