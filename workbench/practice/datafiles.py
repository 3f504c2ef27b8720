"""Data files that users edit: where one is looked for, how it is read, and what is said of one that is not as it must be.

A file is called NAME.LANGUAGE.toml. What is wrong with one is said with its line and in words for the person who wrote it.
What the files mean is in the modules that read them: ``principles``, ``lengths``, ``checks``, ``film_checks``, ``checklists``, ``stages``,
``sentences``, ``page_words``.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.errors import DataFileError, EditError

SHIPPED = Path(str(files("workbench.practice") / "vocabulary"))
FALLBACK = "en"
NAMES = ("principles", "lengths", "checks", "film_checks", "checklists", "stages", "letters", "guide", "page")
"""Every data file there is."""

_TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
LanguageTag = Annotated[str, Field(pattern=f"^{_TAG}$")]
Words = Annotated[str, Field(min_length=1)]
Place = tuple[str | int, ...]
"""The way to something in a file: names of tables and keys, and places in lists counted from 0."""

_LARGEST_BYTES = 1_000_000
_SAID_AT_ONCE = 3
_LONGEST_TAG = 35


class Entry(BaseModel):
    """A table of a data file; a key it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DataFile(Entry):
    """A whole data file; `language` is the one it is written in."""

    language: LanguageTag


M = TypeVar("M", bound=DataFile)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a file has wrong, in words, with the line it is on, counted from 1."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


def parse_language(text: str) -> str:
    """A language tag as somebody wrote it, without blanks around it.

    Raises
    ------
    EditError
        If it is none.

    Examples
    --------
    >>> parse_language(" nl-BE ")
    'nl-BE'
    """
    tag = text.strip()
    if not re.fullmatch(_TAG, tag) or len(tag) > _LONGEST_TAG:
        raise EditError(f"{text!r} is not a language", "Give its two letters, for instance nl")
    return tag


def primary(language: str) -> str:
    """The first part of a language tag: nl for nl-BE."""
    return language.lower().split("-")[0]


def find_data_file(name: str, language: str, own: Path | None = None) -> Path:
    """The file of that name in a language, else in English; one in the folder `own` takes the place of the shipped one.

    Examples
    --------
    >>> find_data_file("principles", "xx").name
    'principles.en.toml'
    """
    for tag in (primary(language), FALLBACK):
        for folder in (own, SHIPPED):
            if folder is not None and (folder / f"{name}.{tag}.toml").exists():
                return folder / f"{name}.{tag}.toml"
    raise DataFileError(f"There is no {name}.{FALLBACK}.toml", "Install the workbench anew")


def shipped_languages(name: str = NAMES[0]) -> list[str]:
    """The languages a file is shipped in."""
    return sorted(path.name.split(".")[1] for path in SHIPPED.glob(f"{name}.*.toml"))


def read_data_file(
    path: Path,
    kind: type[M],
    check: Callable[[M], Iterable[tuple[Place, str]]] = lambda _: (),
    *,
    unsaid: Mapping[str, Any] | None = None,
) -> M:
    """What a TOML file says.

    Parameters
    ----------
    path : Path
        The file.
    kind : type of DataFile
        What it has to hold.
    check : callable, optional
        Finds what is wrong with a file that has the right form: the place, and words.
    unsaid : mapping, optional
        What stands for the keys that the file does not have; without it, it has to have all.

    Raises
    ------
    DataFileError
        If it cannot be read or is not as it must be; the message names the file, and the lines with the reasons.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise _refused(path, [Fault(1, "this is larger than such a file can be")])
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        content = {**(unsaid or {}), **tomllib.loads(text)}
    except OSError as error:
        raise DataFileError(
            f"{path.name} cannot be read: {error.strerror}", "Look at the file, or take it away to use the shipped one"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _refused(path, [Fault(line, "this cannot be read as text; save the file as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, [_unwritten(str(error), text)]) from error
    except RecursionError as error:
        raise _refused(path, [Fault(1, "this cannot be read: lists within lists without an end")]) from error
    try:
        parsed = kind.model_validate(content)
    except ValidationError as error:
        found: list[tuple[Place, str]] = [(each["loc"], _reason(each)) for each in error.errors()]
        raise _refused(path, _placed(found, text, content)) from error
    wrong = list(check(parsed))
    if wrong:
        raise _refused(path, _placed(wrong, text, content))
    return parsed


def find_line(text: str, place: Place) -> int:
    r"""The line, counted from 1, on which what stands at a place of a TOML text begins.

    It is the first line up to which the text, with what is open closed, has something at that place.

    Examples
    --------
    >>> find_line('a = 1\n[[b]]\nc = [\n  "x",\n  "y",\n]', ("b", 0, "c", 1))
    5
    """
    lines = text.split("\n")
    keys = [step for step in place[-1:] if isinstance(step, str)]
    for number, line in enumerate(lines, start=1):
        if all(key in line for key in keys) and (not place or line.strip()):
            content = _parse_beginning("\n".join(lines[:number]))
            if content is not None and _reach(content, place) == len(place):
                return number
    return len(lines)


def _parse_beginning(text: str) -> dict[str, Any] | None:
    for closing in ("", "\n]", "\n]]", '"""', '"""]', "'''"):
        try:
            return tomllib.loads(text + closing)
        except tomllib.TOMLDecodeError:
            continue
    return None


def _reach(content: Any, place: Place) -> int:
    """How far one comes along a place."""
    for n_steps, step in enumerate(place):
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return n_steps
    return len(place)


def _placed(found: Iterable[tuple[Place, str]], text: str, content: dict[str, Any]) -> list[Fault]:
    faults = []
    for place, words in found:
        known = place[: _reach(content, place)]
        named = ", ".join(_named(place))
        faults.append(Fault(find_line(text, known), f"{named} {words}" if named else words))
    return sorted(faults, key=lambda fault: fault.line)


def _named(place: Place) -> Iterable[str]:
    """A place as people count: level 1, principles 3, code."""
    steps = [step for step in place if step != "[key]"]
    for n, step in enumerate(steps):
        if isinstance(step, str):
            following = steps[n + 1] if n + 1 < len(steps) else None
            yield f"{step} {following + 1}" if isinstance(following, int) else step


def _refused(path: Path, faults: Sequence[Fault]) -> DataFileError:
    said = "; ".join(str(fault) for fault in faults[:_SAID_AT_ONCE])
    more = f"; and {len(faults) - _SAID_AT_ONCE} more" if len(faults) > _SAID_AT_ONCE else ""
    return DataFileError(f"{path.name}, {said}{more}", "Mend the file, or take it away to use the shipped one")


def _unwritten(message: str, text: str) -> Fault:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    words = message[: place.start()] if place else message
    return Fault(line, f"this cannot be read ({words}); texts stand in quotation marks, lists in [ ], each key once")


_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not a word of this file; is it written correctly?",
    "string_type": "has to be text in quotation marks",
    "string_too_short": "must not be empty",
    "too_short": "has to have at least {min_length}, not {actual_length}",
    "too_long": "has to have at most {max_length}, not {actual_length}",
    "greater_than_equal": "has to be {ge} or more",
    "greater_than": "has to be more than {gt}",
    "less_than_equal": "has to be {le} or less",
    "literal_error": "has to be {expected}",
    "enum": "has to be {expected}",
    "tuple_type": "has to be a list in [ ]",
    "model_type": "has to be a table of its own",
    "dict_type": "has to be a table of its own",
    "string_pattern_mismatch": "is not written as it has to be",
    "value_error": "{error}",
}


def _reason(error: Any) -> str:
    kind = error["type"]
    if kind.startswith(("int", "float")):
        return "has to be a number" if kind.startswith("float") else "has to be a whole number"
    return _REASONS[kind].format(**error.get("ctx", {})) if kind in _REASONS else error["msg"]
