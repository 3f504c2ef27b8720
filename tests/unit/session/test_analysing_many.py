"""Several films at once: in processes of this computer, and where a real scheduler with two workers sends them."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from tests.analysed import filmed_case
from tests.films import Kind, NumberedFilm
from workbench.errors import ConsentError, StoppedError, WorkspaceError
from workbench.session import analysing_many
from workbench.session.analysing import find_under_way
from workbench.session.analysing_many import Outcome, analyse_films
from workbench.session.analysis_parts import FACES, VOICES
from workbench.store.workspace import Workspace, open_workspace

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory, numbered_film: Film) -> Path:
    """Two films whose people agreed, and one of which nobody has said who is in view."""
    folder = tmp_path_factory.mktemp("filmed") / "ws"
    with open_workspace(folder, create=True) as workspace:
        filmed_case(workspace, numbered_film("constant25").path, "A")
        filmed_case(workspace, numbered_film("silent").path, "B")
        session, film, _, _ = filmed_case(workspace, numbered_film("ntsc").path, "C")
        session.set_in_view(film.id, None)
    return folder


@pytest.fixture
def workspace(filmed: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(filmed, tmp_path / "ws")
    with open_workspace(tmp_path / "ws") as opened:
        yield opened


def _films(workspace: Workspace) -> list[str]:
    from workbench.session.casefile import open_case

    return [open_case(workspace, code).recordings()[0].id for code in "ABC"]


def _assert_two_whole_and_one_refused(workspace: Workspace, outcomes: list[Outcome]) -> None:
    first, second, third = outcomes
    assert [outcome.recording_id for outcome in outcomes] == _films(workspace)
    for outcome in (first, second):
        assert outcome.analysed is not None, outcome.error
        assert outcome.analysed.is_new
        assert all(workspace.vault.has(outcome.recording_id, part) for part in (FACES, VOICES))
    assert isinstance(third.error, ConsentError)
    assert not workspace.vault.has(third.recording_id, FACES)
    assert not list((workspace.folder / "vault" / "staging").glob("*"))


def test_films_are_looked_through_in_processes_of_their_own_and_one_that_may_not_be_keeps_none_from_it(workspace: Workspace) -> None:
    told: list[tuple[str, float]] = []
    outcomes = analyse_films(workspace, _films(workspace), n_workers=2, progress=lambda words, part: told.append((words, part)))
    _assert_two_whole_and_one_refused(workspace, outcomes)
    assert told[-1][1] == 1.0
    again = analyse_films(workspace, _films(workspace)[:2], n_workers=1)
    assert [outcome.analysed.is_new for outcome in again if outcome.analysed] == [False, False]


def test_a_stop_ends_what_is_under_way_and_begins_nothing_more(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing_many, "_LOOKS_EVERY_S", 0.01)  # these films are over within a second
    stopped = threading.Event()

    def tell(words: str, _: float) -> None:
        if any(find_under_way(workspace.vault, film) for film in _films(workspace)):
            stopped.set()

    outcomes = analyse_films(workspace, _films(workspace)[:2], n_workers=1, progress=tell, cancelled=stopped.is_set)
    assert isinstance(outcomes[-1].error, StoppedError)
    assert not workspace.vault.has(outcomes[-1].recording_id, FACES)
    assert not list((workspace.folder / "vault" / "staging").glob("*"))


def test_the_same_is_done_where_a_scheduler_sends_it(workspace: Workspace) -> None:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp://") as cluster:  # type: ignore[no-untyped-call]
        outcomes = analyse_films(workspace, _films(workspace), scheduler=cluster.scheduler_address)
        _assert_two_whole_and_one_refused(workspace, outcomes)
        again = analyse_films(workspace, _films(workspace)[:2], scheduler=cluster.scheduler_address)
        assert [outcome.analysed.is_new for outcome in again if outcome.analysed] == [False, False]


def test_a_scheduler_that_does_not_answer_or_has_no_workers_is_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing_many, "_REACHED_WITHIN_S", 1)
    films = _films(workspace)
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "no address"):
        with pytest.raises(WorkspaceError, match="No scheduler answers at"):
            analyse_films(workspace, films, scheduler=address)
    with (
        LocalCluster(n_workers=0, dashboard_address=None, protocol="tcp://") as cluster,  # type: ignore[no-untyped-call]
        pytest.raises(WorkspaceError, match="has no workers"),
    ):
        analyse_films(workspace, films, scheduler=cluster.scheduler_address)


def test_without_the_extra_it_is_said_how_to_install_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkspaceError, match=r"vig-workbench\[cluster\]"):
        analyse_films(workspace, _films(workspace), scheduler="tcp://127.0.0.1:8786")


def test_no_films_are_no_work(workspace: Workspace) -> None:
    assert analyse_films(workspace, []) == []
