"""The ways in: the sample case and the notebook, opened for real."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.unit.cli.running import Run
from workbench.session import sample_case


def test_the_sample_case_is_made_and_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample_case.build_sample_case
    monkeypatch.setattr(sample_case, "build_sample_case", lambda workspace, *, progress: whole(workspace, progress=progress, seconds=3.0))
    outcome = run("demo", "--build-only", "--json")
    assert outcome.status == 0, outcome.err
    assert outcome.json["case"]["code"] == "SAMPLE"
    listed = run("list", "--json").json["cases"][0]
    assert listed["case"]["id"] == outcome.json["case"]["id"]
    assert [film["n_frames"] > 0 for film in listed["recordings"]] == [True]
    again = run("demo", "--build-only")
    assert "vig open --case SAMPLE" in again.out


def test_a_case_that_is_not_there_is_said_before_anything_is_started(run: Run) -> None:
    run("case", "HAZEL")
    outcome = run("open", "--case", "oak", "--no-browser")
    assert (outcome.status, outcome.out) == (2, "")
    assert "Choose one of HAZEL" in outcome.err


def test_a_folder_without_a_workspace_is_not_made_one_by_opening_it(run: Run, workspace_folder: Path) -> None:
    outcome = run("open", "--no-browser")
    assert outcome.status == 2
    assert outcome.err.startswith("There is no workspace")
    assert not workspace_folder.exists()


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    import socket

    run("case", "HAZEL")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = run("open", "--no-browser", "--port", taken.getsockname()[1])
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("Port ")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
def test_the_notebook_answers_at_the_address_that_is_said_until_ctrl_c(run: Run, workspace_folder: Path) -> None:
    run("case", "HAZEL")
    arguments = ["open", "--case", "hazel", "--no-browser", "--json", "--workspace", str(workspace_folder)]
    with subprocess.Popen(
        [sys.executable, "-m", "workbench.cli", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            with urllib.request.urlopen(said["url"], timeout=60) as page:
                assert page.status == 200
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")
