"""The vocabulary: principles, opening questions and words for consent, read from a data file that users may edit or translate."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from workbench.practice.datafiles import SHIPPED as SHIPPED_FILES
from workbench.practice.datafiles import DataFile, Entry, Place, Words, find_data_file, read_data_file
from workbench.practice.people import Scope

Phase = Literal["love", "play", "work"]
SHIPPED = SHIPPED_FILES / "principles.en.toml"


def _a_code(text: str) -> str:
    if not re.fullmatch(r"[A-Z][0-9]{1,2}", text):
        raise ValueError("has to be a capital and one or two digits, like A1")
    return text


class Principle(Entry):
    """One observable behaviour and its words for a family."""

    code: Annotated[str, AfterValidator(_a_code)]
    behaviour: Words
    family: Words


class Level(Entry):
    """A step of the ladder; each rests on the one before."""

    number: int = Field(ge=1, le=9)
    name: Words
    phase: Phase
    principles: tuple[Principle, ...] = Field(min_length=1)


class _VocabularyFile(DataFile):
    title: str
    source: str
    questions: tuple[Words, ...]
    closing_question: Words | None = None
    scopes: dict[Scope, Words]
    level: tuple[Level, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Vocabulary:
    """Levels of principles in one language, questions to open and to close a review with, and what each use of a film is called."""

    language: str
    title: str
    source: str
    levels: tuple[Level, ...]
    questions: tuple[str, ...]
    scopes: Mapping[Scope, str]
    closing_question: str = ""

    @cached_property
    def by_code(self) -> dict[str, Principle]:
        """Every principle by its code."""
        return {principle.code: principle for level in self.levels for principle in level.principles}

    def level_of(self, code: str) -> Level:
        """The level a principle stands on; KeyError for a code that is not in this vocabulary."""
        for level in self.levels:
            if any(principle.code == code for principle in level.principles):
                return level
        raise KeyError(code)

    def spoken_to(self, family: "Vocabulary") -> "Vocabulary":
        """The same principles, in which what a family reads (its words for them, the questions) is from another vocabulary."""
        levels = tuple(
            level.model_copy(update={"principles": tuple(family._saying(principle) for principle in level.principles)})
            for level in self.levels
        )
        return replace(self, levels=levels, questions=family.questions, closing_question=family.closing_question)

    def _saying(self, principle: Principle) -> Principle:
        known = self.by_code.get(principle.code)
        return principle.model_copy(update={"family": known.family}) if known else principle


def read_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """The vocabulary in a TOML file; a file without a closing question has the shipped one of its language.

    Raises
    ------
    DataFileError
        If the file is not TOML, lacks something (words for a use of a film too), or gives a code twice; the message names file and lines.
    """
    read = read_data_file(path, _VocabularyFile, _find_faults)
    closing = read.closing_question or read_vocabulary(find_data_file("principles", read.language)).closing_question
    return Vocabulary(read.language, read.title, read.source, read.level, read.questions, MappingProxyType(read.scopes), closing)


def _find_faults(read: _VocabularyFile) -> Iterator[tuple[Place, str]]:
    times = Counter(principle.code for level in read.level for principle in level.principles)
    seen: set[str] = set()
    for row, level in enumerate(read.level):
        for column, principle in enumerate(level.principles):
            if principle.code in seen:
                yield ("level", row, "principles", column, "code"), f"{principle.code} is there {times[principle.code]} times"
            seen.add(principle.code)
    wordless = [scope.value for scope in Scope if scope not in read.scopes]
    if wordless:
        yield ("scopes",), f"has no words for {', '.join(wordless)}"
