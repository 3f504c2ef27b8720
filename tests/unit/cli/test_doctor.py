"""What vig doctor finds on this computer, and what it says where something is missing."""

import importlib.metadata
import tempfile
from pathlib import Path
from typing import Any

import pytest

import workbench
from tests.unit.cli.running import Run
from workbench.cli import doctor
from workbench.cli.doctor import CHECKS, Check, examine
from workbench.store.workspace import open_workspace


def _failing(*names: str) -> dict[str, Any]:
    def fail(name: str, _workspace: Path) -> Check:
        return Check(name, False, f"The {name} is broken", f"Mend the {name}")

    def hold(name: str, _workspace: Path) -> Check:
        return Check(name, True, f"The {name} is fine")

    return {name: fail if name in names else hold for name in CHECKS}


@pytest.mark.parametrize("name", [name for name in CHECKS if name not in ("browser",)])
def test_every_check_holds_where_the_project_is_built(name: str, tmp_path: Path) -> None:
    check = CHECKS[name](name, tmp_path / "ws")
    assert check.holds, check.words
    assert check.name == name
    assert not check.words.endswith(".")


def test_the_doctor_says_each_thing_on_a_line_and_ends_with_0_when_all_holds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "CHECKS", _failing())
    outcome = run("doctor")
    assert outcome.status == 0
    assert outcome.out.count("yes  ") == len(CHECKS)
    assert outcome.out.endswith("All you need is there.\n")
    assert outcome.err == ""


def test_what_is_needed_and_missing_is_named_with_what_to_do_and_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "CHECKS", _failing("browser", "port"))
    outcome = run("doctor")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "The browser is broken; The port is broken. Mend the browser; Mend the port." in outcome.err
    assert "no   The browser is broken.\n       Mend the browser.\n" in outcome.out
    found = run("doctor", "--json").json
    assert found["ok"] is False
    assert [check["name"] for check in found["checks"] if not check["holds"]] == ["browser", "port"]


def test_a_check_that_breaks_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(_name: str, _workspace: Path) -> Check:
        raise ImportError("libav is gone")

    monkeypatch.setattr(doctor, "CHECKS", {**_failing(), "film codecs": explode})
    checks = {check.name: check for check in examine(tmp_path)}
    assert not checks["film codecs"].holds
    assert "ImportError" in checks["film codecs"].words
    assert checks["port"].holds


def test_films_that_come_back_short_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_N_FRAMES", 12.5)
    assert not doctor.check_film_codecs("film codecs", tmp_path).holds
    assert not doctor.check_phone_codec("phone codec", tmp_path).holds


def test_an_encoder_that_is_not_there_is_no_crash() -> None:
    assert doctor._round_trip("no_such_encoder") == 0


def test_packages_of_a_wrong_version_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: ["click<1", "no-such-package-here", 'ruff; extra == "dev"'])
    check = doctor.check_packages("packages", tmp_path)
    assert not check.holds
    assert "click is " in check.words
    assert "no-such-package-here is missing" in check.words
    assert "ruff" not in check.words


def test_a_browser_is_looked_for_where_programs_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "_BROWSERS", {"Firefox": ("firefox",), "Chrome": (str(tmp_path / "chrome"),)})
    assert not doctor.check_browser("browser", tmp_path).holds
    for name in ("firefox", "chrome"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    assert doctor.check_browser("browser", tmp_path).words == "Browser found: Firefox, Chrome"


def test_a_full_disk_and_a_folder_that_cannot_be_written_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_FREE_GB", 1e9)
    assert "Free at least" in doctor.check_disk("disk", tmp_path / "a" / "b").next_step

    def refuse(**_options: object) -> None:
        raise PermissionError(13, "not for you")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert not doctor.check_workspace("workspace", tmp_path).holds


def test_the_doctor_looks_at_a_workspace_without_making_one(tmp_path: Path) -> None:
    assert "can be made there" in doctor.check_workspace("workspace", tmp_path / "ws").words
    assert not (tmp_path / "ws").exists()
    open_workspace(tmp_path / "ws", create=True).close()
    assert "cases in it: 0" in doctor.check_workspace("workspace", tmp_path / "ws").words
    (tmp_path / "ws" / "workspace.db").write_bytes(b"x" * 5000)
    (check,) = [check for check in examine(tmp_path / "ws") if check.name == "workspace"]
    assert not check.holds
    assert "damaged" in check.words


def test_a_bundle_that_was_not_built_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "__file__", str(tmp_path / "__init__.py"))
    check = doctor.check_frontend("frontend", tmp_path)
    assert not check.holds
    assert "player.js" in check.words
