"""How people name things on the command line: a case by its code, a person by theirs, everything else by the beginning of its id."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.core.time import FILM_CLOCK, Ticks
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.practice.people import Person
    from workbench.store.mapping import Thing
    from workbench.store.workspace import Workspace

T = TypeVar("T", bound="Thing")

_SHORTEST = 4
_TIME = re.compile(r"([0-9]{1,6}:){0,2}[0-9]{1,6}(\.[0-9]{1,9})?")


def workspace_folder(given: Path | None) -> Path:
    """The workspace folder of a command: the one given, else the default."""
    if given is not None:
        return given.expanduser().absolute()
    from workbench.store.workspace import default_workspace_folder

    return default_workspace_folder()


def pick(workspace: "Workspace", kind: type[T], beginning: str, word: str) -> T:
    """The one thing whose id begins so.

    Raises
    ------
    NotFoundError
        If none or several do.
    """
    things = workspace.find(kind)
    found = [thing for thing in things if beginning and thing.id.startswith(beginning.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(short_ids([thing.id for thing in things])[thing.id] for thing in found)
        raise NotFoundError(f"Several {word}s begin with {beginning!r} ({names})", "Give a digit or two more")
    raise NotFoundError(f"There is no {word} {beginning!r} in {workspace.folder}", "Look at what there is with vig list")


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """For each id its shortest beginning, of four digits or more, that no other has."""
    ordered = sorted(ids)
    short: dict[str, str] = {}
    for place, name in enumerate(ordered):
        neighbours = ordered[max(place - 1, 0) : place] + ordered[place + 1 : place + 2]
        length = _SHORTEST
        while length < len(name) and any(other.startswith(name[:length]) for other in neighbours):
            length += 1
        short[name] = name[:length]
    return short


def pick_people(people: Iterable["Person"], codes: Sequence[str]) -> list["Person"]:
    """The people of these codes, in that order; NotFoundError for a code that nobody has."""
    by_code = {person.code.lower(): person for person in people}
    unknown = [code for code in codes if code.lower() not in by_code]
    if unknown:
        known = ", ".join(person.code for person in by_code.values())
        raise NotFoundError(
            f"Nobody in this case is called {', '.join(unknown)}",
            f"Choose from {known}" if known else "Add people first with vig case person",
        )
    return [by_code[code.lower()] for code in codes]


class FilmTime(click.ParamType[Ticks]):
    """A time of a film as people write it: ``41.2``, ``00:41.200`` or ``1:02:03``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Ticks:
        """The time on the film clock, to the nearest tick."""
        if isinstance(value, int):
            return Ticks(value)
        numbers = [Fraction(part) for part in str(value).split(":")] if _TIME.fullmatch(str(value)) else []
        if not numbers or any(number >= 60 for number in numbers[1:]):
            self.fail(f"{value!r} is not a time like 41.2, 00:41.200 or 1:02:03", param, ctx)
        seconds = sum((number * 60**place for place, number in enumerate(reversed(numbers))), Fraction(0))
        return FILM_CLOCK.ticks_from_seconds(seconds, "nearest")


def pick_instant(workspace: "Workspace", words: str) -> tuple[str, Ticks | None]:
    """A clip by the beginning of its id, with a time of it where one is given: ``5f0c@1.2``.

    Raises
    ------
    NotFoundError
        If there is no such clip, or several begin so.
    """
    from workbench.practice.clips import Clip

    beginning, _, time = words.partition("@")
    return pick(workspace, Clip, beginning, "clip").id, FilmTime().convert(time, None, None) if time else None
