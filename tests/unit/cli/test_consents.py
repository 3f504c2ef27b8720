"""Who was asked, what left, and what goes, by the command line."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.films import Kind, NumberedFilm
from tests.unit.cli.running import Run
from workbench.errors import PackageError
from workbench.session.reels import make_reel
from workbench.store.workspace import open_workspace


@pytest.fixture
def playlist(run: Run, numbered_film: Callable[[Kind], NumberedFilm]) -> str:
    """A playlist with a clip of a film of a mother and her child, who is asked each time; the adults agree to everything."""
    film = run("import", numbered_film("variable").path, "--case", "HAZEL", "--json").json["recording"]["id"]
    run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum")
    run("case", "person", "HAZEL", "C1", "--role", "child", "--name", "Noah", "--ask-each-time")
    run("case", "in-view", film, "M1", "C1")
    for person in ("M1", "C1"):
        for scope in ("film", "shared_review", "keep_copy_family"):
            assert run("case", "consent", "HAZEL", person, scope, "granted", "--by", "Mum").status == 0
    name: str = run("case", "clip", film, "0.2", "1.2", "--json").json["clip"]["playlist_id"]
    return name


def test_a_child_is_asked_each_time_and_its_no_takes_back_what_is_out(run: Run, playlist: str) -> None:
    refused = run("publish", playlist)
    assert refused.status == 2
    assert "Noah (has to be asked)" in refused.err
    assert "vig case assent HAZEL C1 shared_review yes (or no)" in refused.err
    assert "C1 said yes to shared review" in run("case", "assent", "HAZEL", "C1", "shared_review", "yes", "--shown-by", "a nod").out
    place = Path(run("publish", playlist, "--json").json["package"]["folder"])
    assert "has to be asked again" in run("publish", playlist).err
    shown = run("case", "show", "HAZEL").out
    assert "asked each time" in shown
    assert "shown by a nod" in shown
    (export,) = run("exports", "HAZEL", "--json").json["exports"]
    assert (export["way"], export["for_whom"], export["revoked_on"]) == ("package", "the family", None)
    said = run("case", "assent", "HAZEL", "C1", "shared_review", "no")
    assert "Taken back with it: 1 package" in said.out
    assert [path.name for path in place.iterdir()] == ["withdrawn.json"]
    assert f"withdrawn {date.today()}" in run("exports").out
    (certificate,) = run("certificate", "--json").json["certificates"]
    printed = run("certificate", certificate["id"][:6]).out
    assert "all destroyed" in printed
    assert certificate["files"][0]["sha256"] in printed
    assert str(place) not in printed


def test_a_reel_is_a_use_of_its_own(run: Run, playlist: str, tmp_path: Path) -> None:
    run("case", "assent", "HAZEL", "C1", "shared_review", "yes")
    package = run("publish", playlist, "--json").json["package"]["id"]
    reel = tmp_path / "reel.mp4"
    refused = run("reel", package, "-o", reel)
    assert (refused.status, reel.exists()) == (2, False)
    assert "kept by the family" in refused.err
    assert "vig case assent HAZEL C1 keep_copy_family yes" in refused.err
    run("case", "assent", "HAZEL", "C1", "keep_copy_family", "yes")
    assert run("reel", package, "-o", reel).status == 0
    assert {export["way"] for export in run("exports", "--json").json["exports"]} == {"package", "reel"}
    assert "1 reel" in run("case", "consent", "HAZEL", "M1", "keep_copy_family", "withdrawn").out
    assert not reel.exists()


def test_a_film_that_somebody_takes_back_is_shown_nowhere(run: Run, playlist: str) -> None:
    said = run("case", "consent", "HAZEL", "M1", "film", "withdrawn")
    assert "Film 1: shown nowhere any more" in said.out
    assert "vig certificate" in said.out
    assert "somebody in it took their consent back" in run("list").out
    assert "does not want the film to be used" in run("publish", playlist).err


def test_a_package_of_another_workspace_is_made_no_reel_of(run: Run, playlist: str, tmp_path: Path) -> None:
    run("case", "assent", "HAZEL", "C1", "shared_review", "yes")
    place = run("publish", playlist, "-o", tmp_path / "stick", "--json").json["package"]["folder"]
    with open_workspace(tmp_path / "other", create=True) as other, pytest.raises(PackageError, match="was not made in this workspace"):
        make_reel(other, Path(place), tmp_path / "reel.mp4")
    assert not (tmp_path / "reel.mp4").exists()


def test_what_is_due_is_said_in_words_and_a_case_is_deleted_when_that_is_confirmed(run: Run, playlist: str, workspace_folder: Path) -> None:
    assert run("retention").out.split() == ["HAZEL", "open"]
    run("case", "close", "HAZEL")
    due = date.today() + timedelta(days=60)
    (row,) = run("retention", "--json").json["retention"]
    assert row == {"case": "HAZEL", "due": "nothing", "on": str(due), "reminds": False, "own_words": []}
    review = str(date.today() + timedelta(days=5))
    run("case", "hold", "HAZEL", "--reason", "asked to wait", "--until", review)
    assert "is held until" in run("retention").out
    assert "vig case hold HAZEL --end" in run("retention", "--delete", "HAZEL", "--yes").err
    run("case", "hold", "HAZEL", "--end")
    assert "was not deleted" in run("retention", "--delete", "HAZEL", "--json").err
    deleted = run("retention", "--delete", "HAZEL", "--yes", "--by", "S1")
    assert "Deleted HAZEL with 1 film" in deleted.out
    assert run("list").out.startswith("No cases yet")
    assert run("retention").out == "No cases yet.\n"
    assert not list((workspace_folder / "vault").glob("*/original"))
    (certificate,) = run("certificate", "--json").json["certificates"]
    assert (certificate["case_code"], certificate["by"], certificate["is_whole"]) == ("HAZEL", "S1", True)
