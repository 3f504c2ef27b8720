"""The vocabulary: principles, opening questions and words for consent, read from a data file that users may edit or translate."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.errors import DataFileError
from workbench.practice.people import Scope

Phase = Literal["love", "play", "work"]
Words = Annotated[str, Field(min_length=1)]
SHIPPED = Path(str(files("workbench.practice") / "vocabulary" / "principles.en.toml"))


class Principle(BaseModel):
    """One observable behaviour and its words for a family."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str = Field(pattern=r"^[A-Z][0-9]{1,2}$")
    behaviour: str = Field(min_length=1)
    family: str = Field(min_length=1)


class Level(BaseModel):
    """A step of the ladder; each rests on the one before."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: int = Field(ge=1, le=9)
    name: str = Field(min_length=1)
    phase: Phase
    principles: tuple[Principle, ...] = Field(min_length=1)


class _VocabularyFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    language: str
    title: str
    source: str
    questions: tuple[Words, ...]
    scopes: dict[Scope, Words]
    level: tuple[Level, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Vocabulary:
    """Levels of principles in one language, opening questions to start from, and what each use of a film is called, in the order asked."""

    language: str
    title: str
    source: str
    levels: tuple[Level, ...]
    questions: tuple[str, ...]
    scopes: Mapping[Scope, str]

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


def read_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """The vocabulary in a TOML file.

    Raises
    ------
    DataFileError
        If the file is not TOML, lacks something (words for a use of a film too), or gives a code twice; the message names file and place.
    """
    try:
        parsed = _VocabularyFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(
            f"{path.name} cannot be read as a vocabulary: {error}", "Mend the file or take it away to use the shipped one"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"{path.name}: {place}: {first['msg']}", "Mend the file or take it away to use the shipped one") from error
    codes = [principle.code for level in parsed.level for principle in level.principles]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise DataFileError(f"{path.name} gives {', '.join(twice)} twice", "Give every principle a code of its own")
    wordless = [scope.value for scope in Scope if scope not in parsed.scopes]
    if wordless:
        raise DataFileError(f"{path.name} has no words for {', '.join(wordless)}", "Say under [scopes] what each use of a film is called")
    return Vocabulary(parsed.language, parsed.title, parsed.source, parsed.level, parsed.questions, MappingProxyType(parsed.scopes))
