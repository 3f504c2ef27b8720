"""From a film to a package by the command line alone, on a real small film."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.films import Kind, NumberedFilm, write_numbered_film
from tests.flawed_films import room, voices, write_film
from tests.unit.cli.running import Outcome, Run


@pytest.fixture
def playlist(run: Run, numbered_film: Callable[[Kind], NumberedFilm]) -> str:
    """A playlist with one clip of a numbered film that shows one person, who has said nothing yet."""
    film = run("import", numbered_film("variable").path, "--case", "hazel", "--title", "puzzle", "--json").json["recording"]["id"]
    run("case", "person", "hazel", "M1", "--role", "client", "--name", "Mum")
    run("case", "in-view", film, "M1")
    clip = run(
        "case", "clip", film[:6], "0.2", "1.2", "--title", "Waiting", "--question", "What do you notice?",
        "--pause", "0.6", "--still", "0.4", "--principle", "E1", "--json",
    )  # fmt: skip
    assert clip.status == 0, clip.err
    name: str = clip.json["clip"]["playlist_id"]
    return name


def test_a_film_comes_in_once_and_is_listed_with_the_facts(run: Run, numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    film = numbered_film("variable")
    first = run("import", film.path, "--case", "hazel", "--json").json
    again = run("import", film.path, "--case", "HAZEL", "--json").json
    assert (first["new"], again["new"]) == (True, False)
    assert first["recording"]["id"] == again["recording"]["id"]
    assert first["recording"]["n_frames"] == film.n_frames
    assert first["recording"]["variable_rate"] is True
    (listed,) = run("list", "--json").json["cases"][0]["recordings"]
    assert listed["id"] == first["recording"]["id"]
    words = run("import", film.path, "--case", "hazel").out
    assert "in the case already" in words
    assert f"{film.n_frames} frames" in words
    assert "frame numbers are exact" in words


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_a_closed_window_takes_the_encoder_along(workspace_folder: Path, tmp_path: Path, how: str) -> None:
    film = write_numbered_film(tmp_path / "long.mp4", n_frames=1500)
    arguments = [sys.executable, "-m", "workbench.cli", "import", str(film.path), "--case", "HAZEL", "--workspace", str(workspace_folder)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(workspace_folder.glob("vault/staging/*/proxy.mp4.*")):
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(getattr(signal, how))
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (130, "", 1), err
    assert not list(workspace_folder.glob("vault/staging/*/*.part"))
    assert not [line for line in Path("/proc").glob("[0-9]*/cmdline") if str(workspace_folder).encode() in _read(line)]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
def test_an_import_stopped_with_ctrl_c_leaves_nothing_half_made_and_goes_on(run: Run, workspace_folder: Path, tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "long.mp4", n_frames=1500)
    arguments = [sys.executable, "-m", "workbench.cli", "import", str(film.path), "--case", "HAZEL", "--workspace", str(workspace_folder)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(workspace_folder.glob("vault/staging/*/proxy.mp4.*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (130, "", 1), err
    assert not list(workspace_folder.glob("vault/staging/*/*.part"))
    recording = run("import", film.path, "--case", "HAZEL", "--json").json["recording"]
    assert recording["n_frames"] == 1500
    assert not [entry for entry in (workspace_folder / "vault" / "staging").iterdir() if entry.is_dir()]


@pytest.mark.parametrize("content", [b"", b"not a film " * 1000])
def test_what_is_no_film_is_one_line_and_leaves_no_workspace(run: Run, workspace_folder: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "holiday.mp4").write_bytes(content)
    outcome = run("import", tmp_path / "holiday.mp4", "--case", "hazel")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "holiday.mp4" in outcome.err
    assert not workspace_folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not have such names")
def test_a_films_name_cannot_steer_the_terminal(run: Run, tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm]) -> None:
    name = shutil.copy(numbered_film("silent").path, tmp_path / "a\n\x1b[31mb.mp4")
    for outcome in (run("check", name), run("check", f"{name}.mov")):
        assert "?[31mb.mp4" in outcome.out + outcome.err
        assert "\x1b" not in outcome.out + outcome.err
    assert run("check", f"{name}.mov").err.count("\n") == 1


def test_a_film_that_is_not_there_is_said_by_import_and_check(run: Run, tmp_path: Path) -> None:
    for arguments in (["import", tmp_path / "none.mp4", "--case", "HAZEL"], ["check", tmp_path / "none.mp4"]):
        outcome = run(*arguments)
        assert (outcome.status, outcome.err.count("\n")) == (2, 1)
        assert "none.mp4" in outcome.err


@pytest.mark.parametrize(
    ("kind", "words"),
    [("variable", "frame rate varies"), ("rotated", "turned by"), ("silent", "no sound"), ("hevc", "hevc"), ("constant25", "320 x 180")],
)
def test_a_film_is_described_in_plain_words(run: Run, numbered_film: Callable[[Kind], NumberedFilm], kind: Kind, words: str) -> None:
    film = numbered_film(kind)
    outcome = run("check", film.path)
    assert outcome.status == 0
    assert words in outcome.out
    assert run("check", film.path, "--json").json["film"]["n_frames"] == film.n_frames


def test_a_test_film_is_looked_over_without_a_workspace_in_calm_words_with_what_helps(
    run: Run, tmp_path: Path, workspace_folder: Path
) -> None:
    film = write_film(tmp_path / "test.mp4", 6, lambda at_s: room(at_s) // 5, voices(6))
    outcome = run("check", film, "--picture", tmp_path / "checks.svg", "--plain-copy", tmp_path / "plain.mp4")
    assert outcome.status == 0
    assert "The picture is dark.\n  Open the curtains, or switch on a lamp." in outcome.out
    assert "Who is in view was not looked at yet." in outcome.out
    assert (tmp_path / "checks.svg").read_bytes().startswith(b"<svg")
    assert run("check", tmp_path / "plain.mp4").status == 0
    dark = next(finding for finding in run("check", film, "--json").json["findings"] if finding["check"] == "dark")
    assert (dark["weight"], dark["seconds"], dark["next_step"]) == ("helps", [[0.0, 6.0]], "Open the curtains, or switch on a lamp.")
    assert not workspace_folder.exists()


def test_of_a_good_film_one_quiet_line_is_said(run: Run, tmp_path: Path) -> None:
    film = write_film(tmp_path / "good.mp4", 6, sound=voices(6), size=(864, 480))
    out = run("check", film).out
    assert "\n\nPicture and sound are good to work with.\n\nGood to know:\n" in out


def test_a_picture_or_copy_that_cannot_be_is_said_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", 2)
    before = film.read_bytes()
    for arguments, words in (
        (["--picture", tmp_path / "checks.pdf"], ".png or .svg"),
        (["--plain-copy", film], "is there already"),
        (["--picture", tmp_path / "none" / "checks.png"], "none"),
    ):
        outcome = run("check", film, *arguments)
        assert (outcome.status, outcome.err.count("\n")) == (2, 1)
        assert words in outcome.err
    assert film.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert "for a film file" in run("check", "5f0c", "--picture", tmp_path / "checks.png").err


def test_a_playlist_gets_its_live_checks(run: Run, playlist: str) -> None:
    outcome = run("check", playlist[:6])
    assert outcome.status == 0
    assert outcome.out.startswith("Shared review: 1 clip.")
    assert "No consent to show this yet: Mum." in outcome.out
    checks = {note["check"] for note in run("check", playlist, "--json").json["advice"]}
    assert {"count", "length", "consent"} <= checks
    assert not {"question", "pause"} & checks


def test_publishing_is_refused_with_the_name_until_consent_is_given(run: Run, playlist: str, workspace_folder: Path) -> None:
    refused = run("publish", playlist)
    assert refused.status == 2
    assert refused.err.count("\n") == 1
    assert "Mum" in refused.err
    assert run("list", "--json").json["cases"][0]["packages"] == []
    run("case", "consent", "hazel", "M1", "shared_review", "granted")
    package = run("publish", playlist[:5], "--json").json["package"]
    folder = Path(package["folder"])
    assert workspace_folder in folder.parents
    assert len(list((folder / "clips").glob("*.mp4"))) == 1
    (listed,) = run("list", "--json").json["cases"][0]["packages"]
    assert listed["id"] == package["id"]


def test_a_package_can_be_written_elsewhere(run: Run, playlist: str, tmp_path: Path) -> None:
    run("case", "consent", "hazel", "M1", "shared_review", "granted")
    outcome = run("publish", playlist, "-o", tmp_path / "stick")
    assert outcome.status == 0, outcome.err
    assert [entry.is_dir() for entry in (tmp_path / "stick").iterdir()] == [True]
    assert "Show it with vig present" in outcome.out


def test_an_offline_page_is_written_with_what_nobody_can_take_back_said(run: Run, playlist: str, tmp_path: Path) -> None:
    run("case", "consent", "hazel", "M1", "shared_review", "granted")
    refused = run("publish", playlist, "--offline", "-o", tmp_path / "stick")
    assert (refused.status, "Mum" in refused.err) == (2, True)
    assert not (tmp_path / "stick").exists()
    run("case", "consent", "hazel", "M1", "keep_copy_family", "granted")
    outcome = run("publish", playlist, "--offline", "-o", tmp_path / "stick")
    assert outcome.status == 0, outcome.err
    (folder,) = (tmp_path / "stick").iterdir()
    assert {path.name for path in folder.iterdir()} == {"index.html", "films"}
    assert "cannot be taken back" in outcome.out
    assert "double click on index.html" in outcome.out
    (listed,) = run("exports", "hazel", "--json").json["exports"]
    assert listed["way"] == "offline_page"
    refused = run("present", listed["id"])
    assert (refused.status, "is no package" in refused.err) == (2, True)


@pytest.fixture
def package(run: Run, playlist: str) -> Any:
    """A published package."""
    run("case", "consent", "hazel", "M1", "shared_review", "granted")
    return run("publish", playlist, "--json").json["package"]


def test_a_withdrawn_package_is_neither_presented_nor_made_a_reel(run: Run, package: Any, tmp_path: Path) -> None:
    assert run("case", "withdraw", package["id"][:6]).status == 0

    def is_refused(outcome: Outcome) -> bool:
        return outcome.status == 2 and "withdrawn" in outcome.err and outcome.err.count("\n") == 1

    assert is_refused(run("present", package["id"], "--no-browser"))
    assert is_refused(run("present", package["folder"], "--no-browser"))
    assert is_refused(run("reel", package["id"][:6], "-o", tmp_path / "reel.mp4"))
    assert not (tmp_path / "reel.mp4").exists()


def test_a_package_is_written_as_one_film(run: Run, package: Any, tmp_path: Path) -> None:
    from workbench.media.probe import probe_film

    refused = run("reel", package["id"][:6], "-o", tmp_path / "reel.mp4")
    assert (refused.status, (tmp_path / "reel.mp4").exists()) == (2, False)
    assert "a copy that the family keeps" in refused.err
    run("case", "consent", "hazel", "M1", "keep_copy_family", "granted")
    outcome = run("reel", package["id"][:6], "-o", tmp_path / "reel.mp4", "--json")
    assert outcome.status == 0, outcome.err
    assert outcome.json["n_clips"] == 1
    assert probe_film(tmp_path / "reel.mp4").duration_s > 1.0


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
def test_the_familys_page_answers_at_the_address_that_is_said_until_ctrl_c(package: Any) -> None:
    arguments = [sys.executable, "-m", "workbench.cli", "present", package["folder"], "--no-browser", "--json"]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            with browser.open(said["url"], timeout=60) as page:
                assert page.status == 200
                assert b"</html>" in page.read()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


def test_a_copy_of_a_package_goes_with_the_consent_too(run: Run, package: Any, tmp_path: Path) -> None:
    copy = shutil.copytree(package["folder"], tmp_path / "copy")
    run("case", "consent", "hazel", "M1", "shared_review", "withdrawn")
    for command in (["present", copy, "--no-browser"], ["reel", copy, "-o", tmp_path / "reel.mp4"]):
        outcome = run(*command)
        assert (outcome.status, outcome.err.count("\n")) == (2, 1)
        assert "withdrawn" in outcome.err
    assert not (tmp_path / "reel.mp4").exists()


def test_a_package_goes_when_it_is_taken_back_who_is_in_view(run: Run, package: Any) -> None:
    film = run("list", "--json").json["cases"][0]["recordings"][0]["id"]
    assert run("case", "in-view", film, "--not-said", "--json").json["withdrawn_packages"] == [package["id"]]
    assert not (Path(package["folder"]) / "clips").exists()


def test_a_still_and_an_export_for_training_leave_by_consent_alone(run: Run, playlist: str, tmp_path: Path) -> None:
    (film,) = run("list", "--json").json["cases"][0]["recordings"]
    picture, folder = tmp_path / "still.png", tmp_path / "training"
    refused = run("still", film["id"][:8], "--at", "0.4", "-o", picture)
    assert (refused.status, picture.exists()) == (2, False)
    assert "Mum" in refused.err
    for scope in ("keep_copy_family", "training_internal"):
        run("case", "consent", "hazel", "M1", scope, "granted")
    clip = run("check", playlist[:8]).out.splitlines()[1].split()[0]
    assert run("still", clip, "-o", picture.with_suffix(".jpg")).status == 0
    made = run("still", film["id"][:8], "--at", "0.4", "-o", picture)
    assert (made.status, picture.read_bytes()[:4]) == (0, b"\x89PNG"), made.err
    assert run("still", film["id"][:8], "-o", picture).status == 2
    assert "training elsewhere" in run("training", playlist[:8], "--external", "--for", "AB", "-o", folder).err
    given = run("training", playlist[:8], "--internal", "--for", "AB", "--days", "30", "-o", folder, "--json")
    assert given.status == 0, given.err
    assert Path(given.json["training"]["folder"], "coding.json").is_file()
    assert run("training", playlist[:8], "--for", "AB", "-o", folder).status == 2
    listed = run("exports", "hazel").out
    assert "training internal" in listed
    assert "AB" in listed
    assert run("case", "consent", "hazel", "M1", "training_internal", "withdrawn").status == 0
    assert not Path(given.json["training"]["folder"]).exists()
