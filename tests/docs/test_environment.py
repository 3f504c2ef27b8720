"""The three lists of what is installed say the same."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def conda_requirements() -> tuple[list[str], list[str]]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [line for line in environment["dependencies"] if isinstance(line, str)]
    (wheels,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    return plain, wheels


def locked_versions(lock: str) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


def test_conda_names_and_ranges_are_those_of_the_project() -> None:
    _, wheels = conda_requirements()
    assert "--editable ." in wheels
    ours = {str(Requirement(line)) for line in PROJECT["dependencies"]}
    assert {str(Requirement(line)) for line in wheels if not line.startswith("-")} == ours


def test_conda_asks_for_the_python_the_project_asks_for() -> None:
    plain, _ = conda_requirements()
    (python,) = [Requirement(line) for line in plain if line.startswith("python")]
    lowest = PROJECT["requires-python"].removeprefix(">=")
    assert lowest in python.specifier
    assert f"{int(lowest.split('.')[0])}.{int(lowest.split('.')[1]) - 1}" not in python.specifier


def test_every_dependency_is_locked_within_its_range() -> None:
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    locked = locked_versions("requirements-dev.lock")
    for requirement in map(Requirement, wanted):
        assert locked[requirement.name], requirement
        assert all(version in requirement.specifier for version in locked[requirement.name]), requirement


def test_what_is_run_is_what_is_tested() -> None:
    running, testing = (locked_versions(lock) for lock in LOCKS)
    assert running.items() <= testing.items()


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)
