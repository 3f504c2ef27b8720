"""The help, and the border where every error becomes one line."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.unit.cli.running import Run
from workbench.cli import faultlog, main
from workbench.cli.console import Answer, Console
from workbench.cli.program import Program, command
from workbench.errors import FilmError, StoppedError

COMMANDS = [
    *("demo", "open", "case", "import", "analyse", "list", "check", "words", "publish", "present", "reel", "still", "letter"),
    *("filming-guide", "supervision", "portfolio", "training", "exchange", "exports", "retention", "certificate", "doctor"),
]


def _invoke(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.stdout, result.stderr


class TestHelp:
    def test_it_has_every_command_once_on_one_line_under_a_heading(self) -> None:
        status, out, _ = _invoke("--help")
        assert status == 0
        lines = out.splitlines()
        for name in COMMANDS:
            assert len([line for line in lines if line.split()[:1] == [name]]) == 1
        assert max(len(line) for line in lines) <= 80
        for heading in ("To begin:", "The guider, preparing a review:", "The family:", "This computer:"):
            assert heading in lines
        assert all(line.endswith((".", ".py")) for line in lines if line.split()[:1] and line.split()[0] in COMMANDS)

    def test_vig_alone_shows_the_help(self) -> None:
        assert _invoke() == _invoke("--help")

    def test_the_list_of_commands_comes_from_click_and_is_complete(self) -> None:
        lines = {line.name: line for line in main.lines()}
        assert [name for name in lines if name.count(" ") == 1] == [f"vig {name}" for name in COMMANDS]
        assert lines["vig import"].usage == "vig import [OPTIONS] FILM"
        assert "--title" in lines["vig import"].options
        assert "vig case consent" in lines

    def test_every_command_takes_the_workspace_and_json_and_says_what_it_does(self) -> None:
        for line in main.lines():
            if line.name in ("vig case", "vig exchange"):  # they only hold others
                continue
            assert {"--workspace", "--json", "--debug"} <= set(line.options), line.name
            status, out, _ = _invoke(*line.name.split()[1:], "--help")
            assert status == 0
            assert line.words.endswith(".")
            assert "Usage: " + line.name in out

    def test_it_is_there_at_once_because_heavy_modules_wait(self) -> None:
        heavy = "{'numpy', 'sqlalchemy', 'av', 'jupyterlab', 'tornado'}"
        script = f"import sys; from workbench.cli import main; print(sorted(set(sys.modules) & {heavy}))"
        assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"

    def test_the_version_is_said(self) -> None:
        from workbench import __version__

        assert _invoke("--version") == (0, f"VIG Workbench {__version__}\n", "")


class TestUsageErrors:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["imprt"], "imprt"),
            (["import"], "Missing argument 'FILM'. See vig import --help."),
            (["import", "x.mp4"], "--case"),
            (["publish", "a", "--nonsense"], "--nonsense"),
            (["case", "consent", "HAZEL", "M1", "everything", "granted"], "everything"),
            (["case", "clip", "ab", "ten", "12"], "not a time"),
            (["case", "clip", "ab", "1:70", "2:00"], "not a time"),
            (["case", "clip", "ab", "12", "10"], "END comes after START"),
            (["--nonsense"], "--nonsense"),
        ],
    )
    def test_they_are_one_line_and_status_2(self, arguments: list[str], words: str) -> None:
        status, out, err = _invoke(*arguments)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert words in err
        assert "--help" in err

    def test_with_json_there_is_one_object_too(self) -> None:
        status, out, err = _invoke("import", "--json")
        assert status == 2
        assert json.loads(out)["ok"] is False
        assert "FILM" in json.loads(out)["problem"]
        assert err.count("\n") == 1


def _program_that(error: BaseException | None) -> Program:
    @command("work")
    def work(_console: Console) -> Answer:
        if error is not None:
            raise error
        return Answer(["done"], {"what": "work"})

    made = Program("vig")
    made.add_command(work)
    return made


class TestBorder:
    def _run(self, error: BaseException | None, folder: Path, *more: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(_program_that(error), ["work", "--workspace", str(folder), *more])
        return result.exit_code, result.stdout, result.stderr

    def test_an_answer_is_words_or_one_object(self, tmp_path: Path) -> None:
        assert self._run(None, tmp_path) == (0, "done\n", "")
        status, out, err = self._run(None, tmp_path, "--json")
        assert (status, json.loads(out), err) == (0, {"ok": True, "what": "work"}, "")

    def test_an_error_of_the_workbench_is_its_two_sentences(self, tmp_path: Path) -> None:
        error = FilmError("film.mp4 is\nno film", "Choose another")
        assert self._run(error, tmp_path) == (2, "", "film.mp4 is no film. Choose another.\n")
        status, out, err = self._run(error, tmp_path, "--json")
        assert (status, err.count("\n")) == (2, 1)
        assert json.loads(out) == {"ok": False, "problem": "film.mp4 is\nno film", "next_step": "Choose another"}

    def test_an_unexpected_error_is_one_calm_line_and_a_log_without_what_was_worked_on(self, tmp_path: Path) -> None:
        status, out, err = self._run(RuntimeError("Noah_at_home.mp4 is odd"), tmp_path)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        assert "Noah" not in err
        log = tmp_path / "vig.log"
        assert str(log) in err
        text = log.read_text()
        assert "builtins.RuntimeError" in text
        assert "test_program.py" in text
        assert "Noah" not in text
        assert str(Path.home()) not in text

    def test_with_debug_the_traceback_is_shown(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        _, _, err = self._run(RuntimeError("odd"), tmp_path, "--debug")
        assert "Traceback" in err
        monkeypatch.setenv("VIG_DEBUG", "1")
        assert "Traceback" in self._run(RuntimeError("odd"), tmp_path)[2]

    def test_without_a_workspace_the_log_goes_to_the_persons_own_log_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(faultlog, "_own_folder", lambda: tmp_path / "logs")
        _, _, err = self._run(RuntimeError("odd"), tmp_path / "none")
        assert str(tmp_path / "logs" / "vig.log") in err
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize("error", [KeyboardInterrupt(), StoppedError("Stopped", "Go on"), click.Abort()])
    def test_stopping_is_no_error_but_status_130_with_one_line(self, tmp_path: Path, error: BaseException) -> None:
        status, out, err = self._run(error, tmp_path)
        assert (status, out) == (130, "")
        assert err.count("\n") == 1
        status, out, _ = self._run(error, tmp_path, "--json")
        assert status == 130
        assert json.loads(out)["ok"] is False

    @pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
    def test_a_real_ctrl_c_ends_a_process_with_130_and_one_line(self) -> None:
        script = (
            "import time\nfrom workbench.cli.program import Program, command\n"
            "@command('work')\ndef work(console):\n    print('working', flush=True)\n    time.sleep(30)\n"
            "made = Program('vig')\nmade.add_command(work)\nmade.main(['work'])"
        )
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 130
        assert err.count("\n") == 1

    def test_a_reader_that_goes_away_is_no_traceback(self) -> None:
        process = subprocess.Popen([sys.executable, "-m", "workbench.cli", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        process.stderr.close()
        process.wait()
        assert b"Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the time of other processes in another way")
def test_the_help_takes_less_than_half_a_second() -> None:
    assert min(_cpu_seconds_of([sys.executable, "-m", "workbench.cli", "--help"]) for _ in range(3)) < 0.5


def _cpu_seconds_of(arguments: list[str]) -> float:
    """Time of the processor, which a busy machine does not lengthen."""
    before = os.times()
    subprocess.run(arguments, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_every_id_in_a_list_is_taken_by_the_other_commands(run: Run) -> None:
    """Without any film: the words around it."""
    assert run("list").err.startswith("There is no workspace")
    assert run("case", "hazel").status == 0
    assert run("list").out.startswith("HAZEL")
