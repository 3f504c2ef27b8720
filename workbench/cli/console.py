"""What a command says: words for people, or one JSON object for programs; progress on standard error."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from workbench.media.progress import Progress

_BAR = "{desc}  {bar:24}  {percentage:3.0f} %  {remaining} left"


@dataclass(frozen=True)
class Answer:
    """The end of a command: lines for people and the same as fields for programs."""

    lines: Sequence[str]
    fields: dict[str, Any] = field(default_factory=dict)
    holds: bool = True


@dataclass
class Console:
    """Where one command speaks, and the workspace folder it was given.

    `as_json` keeps everything but one object off standard output; it is given once.
    """

    workspace: Path
    as_json: bool = False
    answered: bool = False

    def tell(self, line: str) -> None:
        """A line for people; nothing where a program is listening."""
        if not self.as_json:
            click.echo(printable(line))

    def give(self, answer: Answer) -> None:
        """The command's answer, in the form that was asked for."""
        if not self.as_json:
            for line in answer.lines:
                click.echo(printable(line))
        else:
            self.write_json({"ok": answer.holds, **answer.fields})

    def write_json(self, content: dict[str, Any]) -> None:
        """The one JSON object; whatever comes after it is not written."""
        if not self.answered:
            click.echo(json.dumps(content, default=str))
            self.answered = True

    @contextmanager
    def progress(self) -> Iterator[Progress | None]:
        """A bar with the time left on standard error; None where nobody looks at it."""
        if self.as_json or not sys.stderr.isatty():
            yield None
            return
        from tqdm import tqdm

        width, height = shutil.get_terminal_size()
        with tqdm(total=1.0, bar_format=_BAR, leave=False, ncols=min(width, 100), nrows=height, miniters=0, file=sys.stderr) as bar:

            def show(words: str, part_done: float) -> None:
                bar.update(max(0.0, min(1.0, part_done) - bar.n))
                bar.set_description_str(words, refresh=bar.desc != words)

            yield show


def printable(line: str) -> str:
    """A line that stays one line and cannot steer the terminal, whatever a file's name holds."""
    return "".join(character if character.isprintable() else "?" for character in line)


def table(rows: Sequence[Sequence[str]], *, indent: int = 2) -> list[str]:
    """Rows as lines with aligned columns."""
    n_columns = max((len(row) for row in rows), default=0)
    widths = [max(len(row[column]) for row in rows if column < len(row)) for column in range(n_columns)]
    return [" " * indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 clip", "3 clips"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
