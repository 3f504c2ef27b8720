"""``vig analyse`` as a person runs it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.analysed import filmed_case
from tests.films import Kind, NumberedFilm
from tests.unit.cli.running import Run
from workbench.store.workspace import open_workspace

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory, numbered_film: Film) -> Path:
    folder = tmp_path_factory.mktemp("filmed") / "ws"
    with open_workspace(folder, create=True) as workspace:
        filmed_case(workspace, numbered_film("silent").path, "A")
        session, film, _, _ = filmed_case(workspace, numbered_film("ntsc").path, "B")
        session.set_in_view(film.id, None)
    return folder


@pytest.fixture
def folder(filmed: Path, workspace_folder: Path) -> Path:
    shutil.copytree(filmed, workspace_folder)
    return workspace_folder


def _films(folder: Path) -> list[str]:
    with open_workspace(folder) as workspace:
        from workbench.session.casefile import open_case

        return [open_case(workspace, code).recordings()[0].id for code in "AB"]


def test_a_film_is_looked_through_once_and_the_next_time_left_as_it_is(run: Run, folder: Path) -> None:
    allowed, _ = _films(folder)
    first = run("analyse", allowed[:6])
    assert first.status == 0
    assert "0 places to look at, 0 candidates." in first.out
    assert "Next: vig open" in first.out
    again = run("analyse", allowed, "--json")
    assert again.json == {
        "ok": True,
        "films": [{"id": allowed, "ok": True, "new": False, "n_places": 0, "n_candidates": 0}],
    }


def test_all_films_say_of_each_what_came_of_it_and_one_that_may_not_be_is_not_done(run: Run, folder: Path) -> None:
    outcome = run("analyse", "--all", "--workers", 1, "--json")
    assert outcome.status == 2
    said = {film["id"]: film for film in outcome.json["films"]}
    allowed, forbidden = _films(folder)
    assert said[allowed]["ok"]
    assert "nobody has said who can be seen" in said[forbidden]["problem"]
    assert "Consent" in said[forbidden]["next_step"]


def test_it_is_said_what_to_name(run: Run, folder: Path) -> None:
    outcome = run("analyse")
    assert (outcome.status, "vig list" in outcome.err) == (2, True)
    assert run("analyse", "ffff").status == 2


def test_a_scheduler_that_is_not_there_is_said(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.session.analysing_many._REACHED_WITHIN_S", 1)
    outcome = run("analyse", "--all", "--scheduler", "tcp://127.0.0.1:1")
    assert outcome.status == 2
    assert "No scheduler answers at tcp://127.0.0.1:1" in outcome.err
