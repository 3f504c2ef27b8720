"""What the documents list is what the code has."""

import json
import re
from pathlib import Path

import click
import pytest

from workbench.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")]


def listed(pattern: str) -> list[str]:
    return re.findall(pattern, README, re.MULTILINE)


def test_the_table_of_commands_is_the_command_line() -> None:
    assert isinstance(main, click.Group)
    assert sorted(listed(r"^\| `vig ([a-z-]+)` \|")) == sorted(main.commands)


def test_every_command_in_an_example_exists() -> None:
    assert isinstance(main, click.Group)
    for line in listed(r"^(?:\.venv\\Scripts\\)?vig (.+)$"):
        words = line.split()
        command: click.Command = main.commands[words[0]]
        if isinstance(command, click.Group):
            command = command.commands[words[1]]
        options = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line


def test_the_table_of_keys_is_the_key_map() -> None:
    groups = json.loads((ROOT / "workbench" / "widgets" / "static" / "player.keys.json").read_text(encoding="utf-8"))
    rows = [
        f"| {'' if place else group['title']} | {' '.join(f'`{key}`' for key in line['shown'])} | {line['words']} |"
        for group in groups
        for place, line in enumerate(group["keys"])
    ]
    assert len(rows) > 20
    assert "\n".join(["| | keys | what they do |", "|---|---|---|", *rows]) + "\n\n" in README


def test_make_knows_the_commands_named() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(listed(r"(?:^|`)make ([a-z]+)\b"))
    assert named
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_map_names_what_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `workbench/([a-z_]+)/`", text, re.MULTILINE))
    present = {folder.parent.name for folder in (ROOT / "workbench").glob("*/__init__.py")}
    assert named == present


def test_every_module_the_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = "|".join(folder.parent.name for folder in (ROOT / "workbench").glob("*/__init__.py"))
    named = re.findall(rf"`((?:{packages})\.[a-z_]+)", text)
    assert len(named) > 8
    for name in named:
        package, module = name.split(".")
        place = ROOT / "workbench" / package / module
        assert place.is_dir() or place.with_suffix(".py").exists(), name
