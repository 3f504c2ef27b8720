"""The sentences around a client's own words in letters, and those of the filming guide, read from data files that users may edit.

A sentence left empty leaves its part out. A blank in braces, like {hope}, is filled in; each sentence knows its own blanks.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field

from workbench.practice.datafiles import DataFile, Entry, Place, Words, read_data_file
from workbench.practice.letters import LetterKind


class LetterSentences(Entry):
    """The sentences of one kind of letter in the order in which they come; `goals` to `points` each introduce a list."""

    heading: Words
    greeting: str
    hope: str
    question: str
    goals: str
    rating: str
    strengths: str
    said: str
    named: str
    felt: str
    points: str
    end: tuple[str, ...]


class LetterWords(DataFile):
    """What letters say in one language, how a day is written, and its quotation marks."""

    quotes: Annotated[str, Field(min_length=2, max_length=2)]
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    day: Words
    closing: LetterSentences
    strengths: LetterSentences

    def of(self, kind: LetterKind) -> LetterSentences:
        """The sentences of a kind of letter."""
        return self.closing if kind is LetterKind.CLOSING else self.strengths

    def date(self, on: date) -> str:
        """A day as it is written in the language."""
        return self.day.format(day=on.day, month=self.months[on.month - 1], year=on.year)

    def quoted(self, text: str) -> str:
        """Text in quotation marks, unless it has some."""
        return text if text.startswith(tuple("“„«\"'‘”")) else f"{self.quotes[0]}{text}{self.quotes[1]}"


_BLANKS = {
    "greeting": {"name"},
    "hope": {"hope"},
    "question": {"question"},
    "rating": {"first", "last"},
    "day": {"day", "month", "year"},
}


def read_letter_words(path: Path) -> LetterWords:
    """The sentences of letters in a TOML file.

    Raises
    ------
    DataFileError
        If the file is not as it must be, or a sentence has a blank that cannot be filled; the message names file and lines.
    """
    return read_data_file(path, LetterWords, _find_faults)


class Tip(Entry):
    """One thing that helps a film, with the picture beside it if there is one."""

    title: Words
    words: Words
    picture: Literal["both", "light", "near", ""] = ""


class FilmingGuide(DataFile):
    """The one-page guide: a heading, a line, tips, and a line at the end."""

    heading: Words
    lead: Words
    tip: Annotated[tuple[Tip, ...], Field(min_length=1, max_length=8)]
    end: str


def read_filming_guide(path: Path) -> FilmingGuide:
    """The filming guide's words in a TOML file; raises DataFileError as :func:`read_letter_words`."""
    return read_data_file(path, FilmingGuide)


def _find_faults(read: LetterWords) -> Iterator[tuple[Place, str]]:
    for key, sentence in sentences_of(read):
        yield from wrong_blanks((key,), sentence, _BLANKS.get(key, set()))
    for kind in LetterKind:
        for key, sentence in sentences_of(read.of(kind)):
            yield from wrong_blanks((kind.value, key), sentence, _BLANKS.get(key, set()))


def sentences_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The sentences of a table of a data file, each with its key."""
    for key in type(entry).model_fields:
        value = getattr(entry, key)
        for sentence in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            yield key, sentence


def wrong_blanks(place: Place, sentence: str, known: set[str]) -> Iterator[tuple[Place, str]]:
    """What is wrong with the blanks of a sentence, which can have those that are known."""
    try:
        pieces = [(blank, form, conversion) for _, blank, form, conversion in Formatter().parse(sentence) if blank is not None]
    except ValueError:
        yield place, "has a brace { or } without its other half"
        return
    wrong = [blank for blank, form, conversion in pieces if blank not in known or form or conversion]
    if wrong:
        allowed = " and ".join(f"{{{blank}}}" for blank in sorted(known)) or "none"
        yield place, f"has the blank {{{wrong[0]}}}; those it can have are {allowed}"
