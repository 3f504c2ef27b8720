"""Opening a workspace, what an edit guarantees, and several programs at once."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.errors import EditError, WorkspaceError
from workbench.practice.casework import Case, Goal, Recording
from workbench.practice.clips import Moment
from workbench.store import database
from workbench.store.workspace import Workspace, default_workspace_folder, open_workspace

DAY = date(2026, 1, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


@pytest.fixture
def case(workspace: Workspace) -> Case:
    case = Case("c" * 16, "HAZEL", DAY)
    with workspace.edit("New case", case_id=case.id, lasting=True) as edit:
        edit.put(case)
    return case


def _goal(case: Case, words: str = "more fun") -> Goal:
    return Goal(new_id(), case.id, words, DAY)


class TestOpening:
    def test_the_folder_comes_from_the_environment_and_else_lies_in_the_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VIG_WORKSPACE", "~/films")
        assert default_workspace_folder() == Path.home() / "films"
        monkeypatch.delenv("VIG_WORKSPACE")
        assert default_workspace_folder() == Path.home() / "vig-workspace"

    def test_a_folder_without_a_workspace_is_refused_and_left_as_it_was(self, tmp_path: Path) -> None:
        with pytest.raises(WorkspaceError, match=r"There is no workspace in .*vig case create"):
            open_workspace(tmp_path / "none")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
    def test_a_new_workspace_is_for_its_owner_only(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path / "deep" / "ws", create=True) as opened:
            assert opened.folder.stat().st_mode & 0o077 == 0
            files = [file for file in opened.folder.iterdir() if file.is_file()]
            assert [file.name for file in files if file.stat().st_mode & 0o077] == []

    def test_a_file_that_is_no_database_is_said_to_be_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "workspace.db").write_bytes(b"holiday photos " * 1000)
        with pytest.raises(WorkspaceError, match="damaged or is not a workspace"):
            open_workspace(tmp_path)

    def test_a_file_in_the_way_of_the_folder_is_a_clear_error(self, tmp_path: Path) -> None:
        (tmp_path / "ws").write_text("a file")
        with pytest.raises(WorkspaceError):
            open_workspace(tmp_path / "ws", create=True)

    def test_a_workspace_of_a_newer_version_is_not_touched(self, workspace: Workspace) -> None:
        workspace.close()
        with sqlite3.connect(workspace.folder / "workspace.db") as raw:
            raw.execute("UPDATE alembic_version SET version_num = 'v9999'")
        raw.close()
        with pytest.raises(WorkspaceError, match=r"made by a newer VIG Workbench .*v9999.*Install the newer"):
            open_workspace(workspace.folder)

    def test_two_threads_may_make_the_same_workspace_at_once(self, tmp_path: Path) -> None:
        failures: list[BaseException] = []

        def make() -> None:
            try:
                open_workspace(tmp_path / "ws", create=True).close()
            except BaseException as error:  # the thread's own border: shown by the assertion below
                failures.append(error)

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []

    def test_every_commit_is_flushed_and_readers_do_not_wait(self, workspace: Workspace) -> None:
        with workspace._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == database.WAIT_FOR_WRITER_MS


class TestEdits:
    def test_an_edit_that_raises_changes_nothing_and_is_not_written_down(self, workspace: Workspace, case: Case) -> None:
        with pytest.raises(KeyboardInterrupt), workspace.edit("Goals", case_id=case.id) as edit:  # noqa: PT012
            edit.put(_goal(case))
            assert len(edit.find(Goal)) == 1
            raise KeyboardInterrupt
        assert workspace.find(Goal) == []
        assert [change.label for change in workspace.history(case.id)] == ["New case"]

    def test_an_edit_that_changes_nothing_is_not_written_down_and_keeps_redo(self, workspace: Workspace, case: Case) -> None:
        with workspace.edit("Hope", case_id=case.id) as edit:
            edit.put(replace(case, hope="calm"))
        workspace.undo(case.id)
        with workspace.edit("Nothing", case_id=case.id) as edit:
            edit.put(case)
        assert edit.change is None
        redone = workspace.redo(case.id)
        assert redone is not None
        assert redone.label == "Hope"

    def test_an_edit_says_what_was_written_down_and_when(self, workspace: Workspace, case: Case) -> None:
        before = datetime.now(UTC)
        with workspace.edit("A goal", case_id=case.id) as edit:
            edit.put(_goal(case))
        assert edit.change is not None
        assert before <= edit.change.at <= datetime.now(UTC)
        assert workspace.history(case.id)[-1] == edit.change

    def test_an_edit_inside_an_edit_is_a_mistake_of_the_program(self, workspace: Workspace, case: Case) -> None:
        with workspace.edit("Outer", case_id=case.id), pytest.raises(RuntimeError, match="open already"):
            workspace.undo(case.id)

    def test_a_lasting_edit_is_passed_over_by_undo(self, workspace: Workspace, case: Case) -> None:
        with workspace.edit("Goal", case_id=case.id) as edit:
            edit.put(_goal(case))
        with workspace.edit("Import", case_id=case.id, lasting=True) as edit:
            edit.put(Recording(new_id(), case.id, "f" * 64, "film", 1, Ticks(9), 2, 2, True, False, DAY))
        undone = workspace.undo(case.id)
        assert undone is not None
        assert undone.label == "Goal"
        assert len(workspace.find(Recording)) == 1
        assert workspace.undo(case.id) is None

    def test_an_undo_that_would_overwrite_a_lasting_edit_is_refused_and_changes_nothing(self, workspace: Workspace, case: Case) -> None:
        with workspace.edit("Hope", case_id=case.id) as edit:
            edit.put(replace(case, hope="calm"))
        with workspace.edit("Closed", case_id=case.id, lasting=True) as edit:
            edit.put(replace(case, hope="calm", setting="closed"))
        with pytest.raises(EditError, match="“Hope” cannot be undone"):
            workspace.undo(case.id)
        assert workspace.get(Case, case.id).setting == "closed"
        assert [change.undone for change in workspace.history(case.id)] == [False, False, False]

    def test_undo_keeps_to_its_case(self, workspace: Workspace, case: Case) -> None:
        other = Case(new_id(), "OAK", DAY)
        with workspace.edit("Goal", case_id=case.id) as edit:
            edit.put(_goal(case))
        with workspace.edit("Other", case_id=other.id) as edit:
            edit.put(other)
        workspace.undo(case.id)
        assert workspace.find(Goal) == []
        assert workspace.find(Case, code="OAK") == [other]

    def test_what_is_looked_at_is_of_one_state_is_read_once_and_is_not_edited_meanwhile(self, workspace: Workspace, case: Case) -> None:
        asked: list[str] = []
        event.listen(workspace._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        with open_workspace(workspace.folder) as other:
            with workspace.one_look():
                first = workspace.find(Case)
                first.clear()
                with other.edit("Meanwhile", case_id=case.id) as edit:
                    edit.put(replace(case, hope="that he laughs"))
                n_asked = len(asked)
                assert workspace.find(Case) == [case]
                assert len(asked) == n_asked
                with pytest.raises(RuntimeError, match="looked at"), workspace.edit("In between", case_id=case.id):
                    pass
            assert workspace.get(Case, case.id).hope == "that he laughs"

    def test_thousands_of_rows_take_few_statements_in_either_direction(self, workspace: Workspace, case: Case) -> None:
        goals = [Goal(new_id(), case.id, f"goal {n}", date(2026, 1, 1)) for n in range(6_000)]
        n_asked = 0

        def count(*_: object) -> None:
            nonlocal n_asked
            n_asked += 1

        event.listen(workspace._engine, "before_cursor_execute", count)
        with workspace.edit("Enter", case_id=case.id) as edit:
            edit.put(*goals)
        with workspace.edit("Change", case_id=case.id) as edit:
            edit.put(*(replace(goal, words="less talk") for goal in goals))
        with workspace.edit("Remove", case_id=case.id) as edit:
            edit.remove(Goal, *(goal.id for goal in goals))
        for turn in (workspace.undo, workspace.undo, workspace.undo, workspace.redo, workspace.redo, workspace.redo):
            assert turn(case.id) is not None
        assert workspace.find(Goal) == []
        for _ in range(2):
            workspace.undo(case.id)
        assert {goal.id: goal for goal in workspace.find(Goal)} == {goal.id: goal for goal in goals}
        assert n_asked < 600

    def test_thousands_of_intervals_go_in_and_out_with_one_undo(self, workspace: Workspace, case: Case) -> None:
        film = Recording(new_id(), case.id, "f" * 64, "film", 1, Ticks(9), 2, 2, True, False, DAY)
        moments = [Moment(new_id(), film.id, Span(Ticks(start), Ticks(start + 1))) for start in range(3000)]
        with workspace.edit("Many", case_id=case.id) as edit:
            edit.put(film, *moments)
        assert workspace.find(Moment) == moments
        workspace.undo(case.id)
        assert workspace.find(Moment) == []


WRITER = """
import sys
from datetime import date
from pathlib import Path
from workbench.core.identity import new_id
from workbench.practice.casework import Goal
from workbench.store.workspace import open_workspace
workspace, case_id = open_workspace(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    goal, other = (Goal(new_id(), case_id, f"goal {number} of {sys.argv[4]}", date(2026, 1, 1)) for _ in range(2))
    with workspace.edit(f"goal {number}", case_id=case_id) as edit:
        edit.put(goal)
        edit.put(other)
    print(goal.id, other.id, flush=True)
"""


def _writer(workspace: Workspace, case: Case, n_edits: int, name: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(workspace.folder), case.id, str(n_edits), name]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


class TestSeveralPrograms:
    @pytest.mark.parametrize("n_acknowledged", [1, 7, 40])
    @pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
    def test_killing_a_writer_loses_nothing_acknowledged_and_leaves_nothing_half_made(
        self, workspace: Workspace, case: Case, n_acknowledged: int
    ) -> None:
        process = _writer(workspace, case, 1_000_000, "one")
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(n_acknowledged)]
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.readlines()
        process.stdout.close()
        process.wait()
        acknowledged = {name for line in lines if line.endswith("\n") for name in line.split()}
        with open_workspace(workspace.folder) as reopened:
            present = {goal.id for goal in reopened.find(Goal)}
            history = [change for change in reopened.history(case.id) if change.label.startswith("goal")]
            assert acknowledged <= present
            assert len(present) == 2 * len(history)
            assert len(present - acknowledged) <= 2  # at most the edit whose acknowledgement was on its way
            reopened.undo(case.id)
            assert len(reopened.find(Goal)) == len(present) - 2

    def test_two_programs_write_at_once_and_a_third_reads_meanwhile(self, workspace: Workspace, case: Case) -> None:
        writers = [_writer(workspace, case, 60, name) for name in ("one", "two")]
        seen: list[int] = []
        while any(writer.poll() is None for writer in writers):
            seen.append(len(workspace.find(Goal)))
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.close()
            assert writer.returncode == 0
        assert len(workspace.find(Goal)) == 240
        assert len(workspace.history(case.id)) == 121
        assert seen == sorted(seen)
        assert all(count % 2 == 0 for count in seen)

    def test_threads_of_one_program_wait_for_each_other(self, workspace: Workspace, case: Case) -> None:
        def write() -> None:
            for _ in range(15):
                with workspace.edit("Goal", case_id=case.id) as edit:
                    edit.put(_goal(case))

        threads = [threading.Thread(target=write) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(workspace.find(Goal)) == 45

    def test_a_workspace_somebody_else_keeps_writing_says_so(
        self, workspace: Workspace, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "WAIT_FOR_WRITER_MS", 50)
        blocker = sqlite3.connect(workspace.folder / "workspace.db", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with open_workspace(workspace.folder) as second:
            assert second.find(Case) == [case]
            with pytest.raises(WorkspaceError, match="being written by another program"), second.edit("Goal", case_id=case.id) as edit:
                edit.put(_goal(case))
        blocker.close()


class TestFaults:
    def test_a_full_disk_is_said_and_the_edit_is_not_made(self, workspace: Workspace, case: Case) -> None:
        with workspace._engine.connect() as connection:
            n_pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        engine = workspace._engine
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {n_pages}"))
        with pytest.raises(WorkspaceError, match=r"no space left.*Free some space"), workspace.edit("Long", case_id=case.id) as edit:
            edit.put(_goal(case, "x" * 10_000_000))
        assert workspace.find(Goal) == []
        assert len(workspace.history(case.id)) == 1

    def test_a_folder_without_permission_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: Path, **_options: object) -> None:
            raise PermissionError(errno.EACCES, "not for you", str(self))

        monkeypatch.setattr(Path, "mkdir", refuse)  # file permissions would not bind an administrator
        with pytest.raises(WorkspaceError, match="may not be written"):
            open_workspace(tmp_path / "ws", create=True)

    def test_a_workspace_that_can_only_be_read_is_said(self, workspace: Workspace, case: Case) -> None:
        event.listen(workspace._engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
        with pytest.raises(WorkspaceError, match="may not be written by you"), workspace.edit("Goal", case_id=case.id) as edit:
            edit.put(_goal(case))
