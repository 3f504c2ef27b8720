"""What a command says, and when it keeps silent."""

import io
import sys
from pathlib import Path

import pytest

from workbench.cli.console import Answer, Console, counted, table


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_with_the_time_left_is_shown_where_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Console(Path()).progress() as progress:
        assert progress is not None
        for part in (0.1, 0.5, 0.4, 1.2):
            progress("Making the working copy", part)
    assert "Making the working copy" in terminal.getvalue()
    assert "left" in terminal.getvalue()


def test_no_bar_is_shown_to_a_file_or_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with Console(Path()).progress() as progress:
        assert progress is None
    monkeypatch.setattr(sys, "stderr", _Terminal())
    with Console(Path(), as_json=True).progress() as progress:
        assert progress is None


def test_a_program_gets_one_object_whatever_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(Path(), as_json=True)
    console.give(Answer(["words"], {"number": 1, "folder": Path("a")}))
    console.write_json({"second": True})
    assert capsys.readouterr().out == '{"ok": true, "number": 1, "folder": "a"}\n'


def test_columns_are_aligned_and_lines_have_no_blanks_at_their_end() -> None:
    assert table([["a", "long one", "x"], ["bbb", "c"]]) == ["  a    long one  x", "  bbb  c"]
    assert table([]) == []


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "clip") for n in (0, 1, 2)] == ["0 clips", "1 clip", "2 clips"]
    assert counted(2, "child", "children") == "2 children"
