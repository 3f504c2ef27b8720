import json
import os
import resource
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.films import read_number
from tests.unit.render.conftest import CANARY, MADE_ON, Desk, check_nothing_private
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Ticks
from workbench.errors import PackageError, RenderError, StoppedError
from workbench.practice.clips import FAMILY_FIELDS, Clip, PausePoint
from workbench.render.package import open_package, withdraw_package


@pytest.fixture
def copy(written: tuple[Path, Desk], tmp_path: Path) -> Path:
    return shutil.copytree(written[0], tmp_path / written[0].name)


def test_a_package_holds_its_manifest_clips_and_stills_and_nothing_else(written: tuple[Path, Desk]) -> None:
    folder, _ = written
    ids = [clip["id"] for clip in json.loads((folder / "manifest.json").read_text())["clips"]]
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"manifest.json", *(f"clips/{name}.mp4" for name in ids), f"posters/{ids[1]}.jpg"}
    assert not [path for path in folder.parent.iterdir() if path != folder]


def test_nothing_private_is_in_any_byte_or_name_of_a_package(written: tuple[Path, Desk]) -> None:
    folder, desk = written
    check_nothing_private(folder, desk)


def test_every_field_of_a_clip_is_either_for_the_family_or_carries_a_canary(desk: Desk) -> None:
    by_number = {"id", "playlist_id", "recording_id", "span", "position", "stretch", "play_plan"}
    private = {field.name for field in fields(Clip)} - set(FAMILY_FIELDS) - by_number
    assert all(CANARY in str(getattr(desk.clips[0], name)) for name in private)


def test_the_package_says_what_the_guider_wrote_for_the_family(written: tuple[Path, Desk]) -> None:
    folder, desk = written
    manifest = open_package(folder, MADE_ON).manifest
    assert (manifest.hope, manifest.closing_question) == ("that he listens to me", "What would you like to take with you?")
    assert (manifest.made_on, manifest.expires_on, manifest.language) == (MADE_ON, date(2027, 1, 19), "en")
    assert [clip.title for clip in manifest.clips] == ["Waiting together", "To and fro"]
    first = manifest.clips[0]
    assert (first.introduction, first.question, first.slow_rate) == ("Look at her hands.", "What do you notice?", 0.4)
    starts = [int(at - desk.table.pts[10]) for at in desk.table.pts[10:30]]
    assert (first.n_frames, list(first.pts), first.end) == (20, starts, desk.table.span_of(29).end - desk.table.pts[10])
    assert [(pause.at, pause.question) for pause in first.pauses] == [(starts[5], "What is she doing here?"), (starts[-1], "")]
    assert (first.width, first.height, first.has_sound) == (320, 180, True)


def test_the_clips_hold_the_frames_of_their_spans(written: tuple[Path, Desk]) -> None:
    package = open_package(written[0], MADE_ON)
    for entry, wanted in zip(package.manifest.clips, (range(10, 30), range(35, 60)), strict=True):
        with av.open(str(package.clip_path(entry.id))) as container:
            assert [read_number(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)] == list(wanted)


def test_a_still_is_the_frame_the_guider_chose_and_there_is_none_where_nobody_chose(written: tuple[Path, Desk]) -> None:
    package = open_package(written[0], MADE_ON)
    without, chosen = (package.poster_path(clip.id) for clip in package.manifest.clips)
    assert without is None
    assert chosen is not None
    with Image.open(chosen) as still:
        assert read_number(np.asarray(still)) == 40
        assert set(still.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not still.getexif()


def test_a_figure_moves_in_the_clip_as_it_moved_in_the_film_and_is_cut_at_its_edges(written: tuple[Path, Desk]) -> None:
    folder, desk = written
    region = desk.regions[0]
    for entry, first, last in zip(open_package(folder, MADE_ON).manifest.clips, (15, 35), (29, 44), strict=True):
        start = desk.table.pts[10] if first == 15 else desk.table.pts[35]
        (figure,) = entry.point_outs
        drawn = figure.region()
        assert drawn.kind is ShapeKind.ELLIPSE
        assert figure.start == desk.starts(first) - start
        for frame in range(first, last):
            wanted = [value for point in region.form_at(desk.starts(frame)).points for value in point]
            got = [value for point in drawn.form_at(desk.starts(frame) - start).points for value in point]
            assert got == pytest.approx(wanted, abs=1e-9)
        assert all(figure.start <= keyframe.at < figure.end for keyframe in figure.keyframes)


def test_the_folder_has_a_neutral_name(desk: Desk) -> None:
    plan = desk.plan()
    assert plan.folder_name == f"review-2026-11-20-{plan.id[:4]}"


def test_clips_are_named_anew_in_every_package(desk: Desk) -> None:
    assert not {clip.id for clip in desk.plan().clips} & {clip.id for clip in desk.plan().clips}


def test_a_playlist_without_clips_makes_no_package(desk: Desk) -> None:
    desk.clips = []
    with pytest.raises(RenderError, match="no clip in this playlist"):
        desk.plan()


def test_two_pauses_on_one_picture_are_refused_and_not_merged(desk: Desk) -> None:
    at = desk.starts(12)
    desk.clips[0] = replace(desk.clips[0], pauses=(PausePoint(at), PausePoint(Ticks(at + 1))))
    with pytest.raises(RenderError, match="“Waiting together” fall on one picture"):
        desk.plan()


def test_an_anonymised_bystander_is_hidden_in_the_clip_and_in_its_still(desk: Desk, tmp_path: Path) -> None:
    everywhere = Keyframe(Ticks(0), ((0.0, 0.0), (1.0, 0.2)))
    desk.regions = [Region(new_id(), desk.recording_id, desk.table.span, ShapeKind.BOX, (everywhere,), purpose=Purpose.ANONYMISE)]
    desk.clips = desk.clips[1:]
    package = open_package(desk.write(tmp_path / "out"), MADE_ON)
    (entry,) = package.manifest.clips
    assert entry.point_outs == ()
    poster = package.poster_path(entry.id)
    assert poster is not None
    with Image.open(poster) as still:
        assert read_number(np.asarray(still)) != 40


def test_progress_goes_from_nothing_to_everything_and_never_back(desk: Desk, tmp_path: Path) -> None:
    seen: list[float] = []
    desk.write(tmp_path / "out", progress=lambda _, part: seen.append(part))
    assert seen == sorted(seen)
    assert seen[0] < 0.1
    assert seen[-1] == 1.0


@pytest.mark.parametrize("after_n_questions", [0, 3, 40])
def test_a_stopped_run_leaves_nothing(desk: Desk, tmp_path: Path, after_n_questions: int) -> None:
    asked = iter(range(10_000))
    with pytest.raises(StoppedError):
        desk.write(tmp_path / "out", cancelled=lambda: next(asked) >= after_n_questions)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(RenderError, match="no space left on the disk"):
            desk.write(tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((tmp_path / "out").iterdir()) == []


def test_a_damaged_film_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with desk.vault.path(desk.recording_id, "proxy.mp4") as film:
        content = bytearray(film.read_bytes())
        for place in range(len(content) // 4, len(content), 97):
            content[place] ^= 0xFF
        film.write_bytes(content)
    with pytest.raises(RenderError, match="film") as told:
        desk.write(tmp_path / "out")
    assert told.value.next_step == "Import the film once more"
    assert list((tmp_path / "out").iterdir()) == []


def test_what_a_killed_run_left_an_hour_ago_is_cleared_away(desk: Desk, tmp_path: Path) -> None:
    old, new = tmp_path / ".review-2026-11-18-ab12-00112233.part", tmp_path / ".review-2026-11-20-ab12-00112233.part"
    for left in (old, new):
        (left / "clips").mkdir(parents=True)
    for path in (old / "clips", old):
        os.utime(path, (1.6e9, 1.6e9))
    desk.clips = desk.clips[:1]
    desk.write(tmp_path)
    assert not old.exists()
    assert new.exists()


def test_a_package_opens_up_to_its_last_day_and_not_after(written: tuple[Path, Desk]) -> None:
    last_day = date(2027, 1, 19)
    assert open_package(written[0], last_day).manifest.expires_on == last_day
    with pytest.raises(PackageError, match=r"could be watched until 19 January 2027\. Ask your guider"):
        open_package(written[0], last_day + timedelta(days=1))


def test_a_changed_clip_is_named(copy: Path) -> None:
    package = open_package(copy, MADE_ON)
    clip = package.clip_path(package.manifest.clips[1].id)
    content = bytearray(clip.read_bytes())
    content[len(content) // 2] ^= 1
    clip.write_bytes(content)
    with pytest.raises(PackageError, match=r"damaged: clip 2 .“To and fro”. is not as it was made"):
        open_package(copy, MADE_ON)


def test_a_missing_clip_is_named(copy: Path) -> None:
    package = open_package(copy, MADE_ON)
    package.clip_path(package.manifest.clips[0].id).unlink()
    with pytest.raises(PackageError, match=r"damaged: clip 1 .“Waiting together”. is missing"):
        open_package(copy, MADE_ON)


def test_a_changed_still_is_named(copy: Path) -> None:
    package = open_package(copy, MADE_ON)
    poster = package.poster_path(package.manifest.clips[1].id)
    assert poster is not None
    poster.write_bytes(b"another picture")
    with pytest.raises(PackageError, match="the still of clip 2"):
        open_package(copy, MADE_ON)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("clips"),
        lambda data: data.update(case_code="X"),
        lambda data: data["clips"][0].update(id="../../etc/passwd"),
        lambda data: data["clips"][0].update(pts=[0, 5, 3]),
        lambda data: data["clips"][0]["pauses"].append({"at": 10**9, "question": ""}),
        lambda data: data["clips"][0]["point_outs"][0]["keyframes"][0].update(points=[[0.1, 0.2]]),
        lambda data: data.update(clips=data["clips"][:1] * 2),
        lambda data: data.update(format="other"),
    ],
)
def test_a_list_that_is_not_as_it_must_be_is_refused(copy: Path, change: Callable[[dict], object]) -> None:
    data = json.loads((copy / "manifest.json").read_text())
    change(data)
    (copy / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(PackageError, match="its list of clips cannot be read"):
        open_package(copy, MADE_ON)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_list_of_garbage_is_refused(copy: Path, content: bytes) -> None:
    (copy / "manifest.json").write_bytes(content)
    with pytest.raises(PackageError, match="its list of clips cannot be read"):
        open_package(copy, MADE_ON)


def test_a_package_of_a_newer_version_asks_for_an_update(copy: Path) -> None:
    data = json.loads((copy / "manifest.json").read_text()) | {"version": 3, "novelty": True}
    (copy / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(PackageError, match="Update VIG Workbench"):
        open_package(copy, MADE_ON)


def test_a_folder_without_a_package_is_told(tmp_path: Path) -> None:
    for use in (open_package, withdraw_package):
        with pytest.raises(PackageError, match=r"manifest\.json"):
            use(tmp_path, MADE_ON)


def test_a_clip_that_is_not_in_the_package_has_no_path(written: tuple[Path, Desk]) -> None:
    package = open_package(written[0], MADE_ON)
    for name in ("0" * 16, "../manifest", ""):
        with pytest.raises(PackageError, match="not in the package"):
            package.clip_path(name)


def test_a_withdrawn_package_is_destroyed_and_says_since_when(copy: Path) -> None:
    clip, other = open_package(copy, MADE_ON).manifest.clips
    destroyed = withdraw_package(copy, date(2026, 12, 1))
    assert sorted(destroyed) == sorted(["manifest.json", f"clips/{clip.id}.mp4", f"clips/{other.id}.mp4", f"posters/{other.id}.jpg"])
    assert [path.name for path in copy.rglob("*")] == ["withdrawn.json"]
    with pytest.raises(PackageError, match="These clips were withdrawn on 1 December 2026"):
        open_package(copy, date(2026, 12, 2))


def test_withdrawing_again_finishes_what_was_interrupted_and_keeps_the_first_day(copy: Path) -> None:
    kept = (copy / "manifest.json").read_bytes()
    withdraw_package(copy, date(2026, 12, 1))
    (copy / "manifest.json").write_bytes(kept)
    assert withdraw_package(copy, date(2026, 12, 5)) == ["manifest.json"]
    with pytest.raises(PackageError, match="1 December 2026"):
        open_package(copy, date(2026, 12, 6))
