"""How words are said: the table of speech sounds and the script's words, read from ``phonemes.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.errors import DataFileError

SHIPPED = Path(str(files("workbench.sample") / "phonemes.toml"))
Manner = Literal["vowel", "glide", "nasal", "fricative", "aspirate", "stop"]


class Phoneme(BaseModel):
    """One sound: where the resonances lie (Hz), how long it lasts (ms), how it is excited (levels 0 to 1), what the mouth does."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    formants: tuple[float, ...] = Field(max_length=3)
    ms: float = Field(gt=0)
    jaw: float
    round: float
    glides_to: tuple[float, float, float] | None = None
    voiced: float = 0.0
    breath: float = 0.0
    hiss: float = 0.0
    hiss_hz: float = 5000.0
    hiss_width_hz: float = 3000.0
    after_ms: float = 0.0


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    vowel: dict[str, Phoneme]
    glide: dict[str, Phoneme]
    nasal: dict[str, Phoneme]
    fricative: dict[str, Phoneme]
    aspirate: dict[str, Phoneme]
    stop: dict[str, Phoneme]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sound:
    """A phoneme as it stands in a sentence; `stress` is 0 or 1 for vowels, `last` marks the sentence's last vowel and what follows it."""

    name: str
    manner: Manner
    phoneme: Phoneme
    stress: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch said in one breath, and the mark it ends with: ``.``, ``?`` or ``!``."""

    sounds: tuple[Sound, ...]
    mark: str


@dataclass(frozen=True)
class Pronunciation:
    """The table of sounds and the words known."""

    sounds: dict[str, tuple[Manner, Phoneme]]
    words: dict[str, str]

    def phrases(self, text: str) -> list[Phrase]:
        """The sounds of a written line, one phrase for each stretch between marks; a comma makes a phrase that neither rises nor falls.

        Raises
        ------
        DataFileError
            If a word has no pronunciation.
        """
        found: list[Phrase] = []
        for words, mark in re.findall(r"([^.,?!]+)([.,?!]|$)", text):
            sounds = [sound for word in words.split() for sound in self._word(word.lower())]
            vowels = [i for i, sound in enumerate(sounds) if sound.manner == "vowel"] or [0]
            marked = [Sound(s.name, s.manner, s.phoneme, s.stress, i >= vowels[-1]) for i, s in enumerate(sounds)]
            found.append(Phrase(tuple(marked), mark or "."))
        return found

    def _word(self, word: str) -> list[Sound]:
        if word not in self.words:
            raise DataFileError(f"The file phonemes.toml does not say how to pronounce '{word}'", "Add the word to its [words]")
        sounds = []
        for symbol in self.words[word].split():
            name, stress = symbol.rstrip("01"), int(symbol[-1]) if symbol[-1].isdigit() else 0
            manner, phoneme = self.sounds[name]
            sounds.append(Sound(name, manner, phoneme, stress))
        return sounds


@cache
def read_pronunciation(path: Path = SHIPPED) -> Pronunciation:
    """The table of sounds and words in a TOML file.

    Raises
    ------
    DataFileError
        If the file cannot be read, or a word uses a sound that is not in the table.
    """
    try:
        read = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataFileError(f"{path.name} cannot be read as a table of sounds: {error}", "Mend the file") from error
    groups: dict[Manner, dict[str, Phoneme]] = {
        "vowel": read.vowel,
        "glide": read.glide,
        "nasal": read.nasal,
        "fricative": read.fricative,
        "aspirate": read.aspirate,
        "stop": read.stop,
    }
    sounds = {name: (manner, phoneme) for manner, group in groups.items() for name, phoneme in group.items()}
    for word, said in read.words.items():
        unknown = [symbol for symbol in said.split() if symbol.rstrip("01") not in sounds]
        if unknown:
            raise DataFileError(f"{path.name}: '{word}' uses {', '.join(unknown)}, which is no sound of the table", "Mend the word")
    return Pronunciation(sounds, read.words)
