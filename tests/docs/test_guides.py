"""What the pages in docs/ say of ways out and of files is what the code does."""

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from workbench.cli import main
from workbench.exchange.features import Feature
from workbench.exchange.formats import formats
from workbench.exchange.tidy import COLUMNS
from workbench.practice.exports import Way
from workbench.render.training_data import IntervalEntry, PersonEntry, StepEntry, TierEntry, TrainingClip, TrainingData

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_on_a_page_exists_with_its_options(page: Path) -> None:
    lines = re.findall(r"vig [^`\n]+", page.read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        words = line.split()[1:]
        assert isinstance(main, click.Group)
        command: click.Command = main.commands[words[0]]
        if isinstance(command, click.Group) and len(words) > 1:
            command = command.commands[words[1]]
        options = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line


def test_the_table_of_ways_out_is_the_gates() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| `vig [a-z ]+`[^|]* \| `([a-z_]+)`", text_of("consent.md"), re.MULTILINE)
    assert rows == [(way.value, way.scope.value) for way in Way]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("The whole list", TrainingData),
        ("A person", PersonEntry),
        ("A clip", TrainingClip),
        ("A tier", TierEntry),
        ("An interval", IntervalEntry),
        ("A step", StepEntry),
    ],
)
def test_every_field_of_an_export_for_training_is_explained(heading: str, kind: type[BaseModel]) -> None:
    section = text_of("training_export.md").split(f"## {heading}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z_0-9]+)` \|", section, re.MULTILINE) == list(kind.model_fields)


def test_the_table_of_formats_is_what_they_hold() -> None:
    rows = re.findall(r"^\| (.+?) \|(.+)\|$", text_of("exchange.md").split("## Columns")[0], re.MULTILINE)
    heads, *held = [(first, [cell.strip() for cell in rest.split("|")]) for first, rest in rows if not first.startswith("-")]
    assert heads == ("feature", [f"`{kind.name}`" for kind in formats()])
    assert held == [(feature.value, ["yes" if feature in kind.holds else "" for kind in formats()]) for feature in Feature]


def test_the_columns_of_a_tidy_table_are_explained_in_its_own_words() -> None:
    section = text_of("exchange.md").split("## Columns of a tidy table")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_]+)` \| ([a-z]+) \| (.*?) ?\| (.+) \|$", section, re.MULTILINE)
    assert rows == [(name, *about) for name, about in COLUMNS.items()]
