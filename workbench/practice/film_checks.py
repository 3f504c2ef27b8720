"""What is said about a film as a film, never about the people in it, read from a data file that users may edit.

A finding is a check that has something to say, with the stretches concerned and the numbers it rests on; its words and the next step are
looked up here. What finds them is ``media.quality``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from workbench.core.time import TICKS_PER_S, Span, Ticks
from workbench.practice.datafiles import DataFile, Entry, Place, Words, find_data_file, read_data_file
from workbench.practice.sentences import sentences_of, wrong_blanks


class FilmCheck(StrEnum):
    """The checks of a recording."""

    BLACK = "black"
    FROZEN = "frozen"
    DARK = "dark"
    DARKER = "darker"
    WHITE = "white"
    BLURRED = "blurred"
    MOVING = "moving"
    SMALL_PICTURE = "small_picture"
    UPRIGHT = "upright"
    SHORT = "short"
    NO_SOUND = "no_sound"
    SILENT = "silent"
    SOFT = "soft"
    CLIPPED = "clipped"
    NOISY = "noisy"
    NOISY_ESTIMATED = "noisy_estimated"
    SILENT_CHANNEL = "silent_channel"
    SAME_CHANNELS = "same_channels"
    DRIFT = "drift"
    SOUND_GAPS = "sound_gaps"
    SOUND_ENDS = "sound_ends"
    PEOPLE_UNKNOWN = "people_unknown"
    NO_FACE = "no_face"
    BOTH_IN_VIEW = "both_in_view"
    SELDOM_BOTH = "seldom_both"
    SMALL_FACES = "small_faces"
    CUT_OFF = "cut_off"
    DARK_FACES = "dark_faces"
    BACKLIGHT = "backlight"
    MORE_PEOPLE = "more_people"
    VARIABLE_RATE = "variable_rate"
    ROTATED = "rotated"
    PICTURE_LATE = "picture_late"
    PICTURE_EARLY = "picture_early"
    LOCATION = "location"


class Weight(StrEnum):
    """How much a finding matters: a part of the film may not be usable; it helps the next film; it is good to know."""

    LOOK = "look"
    HELPS = "helps"
    KNOW = "know"


_WEIGHED = {
    Weight.LOOK: {
        *(FilmCheck.BLACK, FilmCheck.FROZEN, FilmCheck.NO_SOUND, FilmCheck.SILENT, FilmCheck.SOUND_GAPS, FilmCheck.SOUND_ENDS),
        FilmCheck.MORE_PEOPLE,
    },
    Weight.KNOW: {
        *(FilmCheck.SAME_CHANNELS, FilmCheck.PEOPLE_UNKNOWN, FilmCheck.BOTH_IN_VIEW, FilmCheck.VARIABLE_RATE, FilmCheck.ROTATED),
        *(FilmCheck.PICTURE_LATE, FilmCheck.PICTURE_EARLY, FilmCheck.LOCATION),
    },
}

_WHOLE = 0.95
_NAMED = 3

_BLANKS = {
    FilmCheck.SMALL_PICTURE: {"width", "height"},
    FilmCheck.SHORT: {"seconds"},
    FilmCheck.SOFT: {"lufs"},
    FilmCheck.NOISY: {"db"},
    FilmCheck.NOISY_ESTIMATED: {"db"},
    FilmCheck.SILENT_CHANNEL: {"n", "channels"},
    FilmCheck.DRIFT: {"seconds"},
    FilmCheck.BOTH_IN_VIEW: {"percent"},
    FilmCheck.SELDOM_BOTH: {"percent"},
    FilmCheck.ROTATED: {"degrees"},
    FilmCheck.PICTURE_LATE: {"seconds"},
    FilmCheck.PICTURE_EARLY: {"seconds"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that has something to say.

    Parameters
    ----------
    check : FilmCheck
        Which one.
    spans : tuple of Span
        The stretches concerned on the film clock, in order; empty where it is about the whole film.
    numbers : dict
        What fills the blanks of its sentence, each in the unit that the sentence names.
    """

    check: FilmCheck
    spans: tuple[Span, ...] = ()
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return next((weight for weight, checks in _WEIGHED.items() if self.check in checks), Weight.HELPS)

    def to_json(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return {"check": self.check.value, "spans": [[span.start, span.end] for span in self.spans], "numbers": self.numbers}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Finding":
        """The finding of JSON values; KeyError, TypeError or ValueError where they are none."""
        spans = tuple(Span(Ticks(start), Ticks(end)) for start, end in content["spans"])
        return cls(FilmCheck(content["check"]), spans, {str(name): float(number) for name, number in content["numbers"].items()})


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """What matters most first; what matters alike in the order of the checks."""
    return sorted(findings, key=lambda finding: (list(Weight).index(finding.weight), list(FilmCheck).index(finding.check)))


class Said(Entry):
    """What a finding is called, and the next step; it may be left empty."""

    words: Words
    next: str = ""


class Lanes(Entry):
    """The names of the rows in the picture of the checks."""

    people: Words
    light: Words
    sharpness: Words
    stillness: Words
    loudness: Words
    not_looked_at: Words
    no_sound: Words


class FilmCheckWords(DataFile):
    """All sentences about a film; `heading` stands over their picture, `good` where there is nothing to mend, `know` over facts."""

    heading: Words
    good: Words
    know: Words
    lanes: Lanes
    says: dict[FilmCheck, Said]

    def say(self, finding: Finding) -> Said:
        """A finding in words.

        Examples
        --------
        >>> shipped_film_check_words().say(Finding(FilmCheck.ROTATED, numbers={"degrees": 90})).words
        'It was filmed turned by 90 degrees and is shown upright. Frame numbers are exact.'
        """
        said = self.says[finding.check]
        numbers = {blank: format_number(finding.numbers[blank]) for blank in _BLANKS.get(finding.check, ())}
        return Said(words=said.words.format(**numbers), next=said.next)


def format_number(number: float) -> str:
    """A number as a sentence says it: small ones with a digit after the point, unless that is 0.

    Examples
    --------
    >>> format_number(0.54), format_number(3.0), format_number(-38.2)
    ('0.5', '3', '-38')
    """
    return f"{number:.1f}".removesuffix(".0") if abs(number) < 10 else f"{number:.0f}"


def format_clock(ticks: int) -> str:
    """An instant as a person reads it from a clock: minutes and the nearest second, hours in front where needed.

    Examples
    --------
    >>> format_clock(63 * 90_000), format_clock(3_722 * 90_000 + 60_000)
    ('1:03', '1:02:03')
    """
    minutes, seconds = divmod((max(0, ticks) + TICKS_PER_S // 2) // TICKS_PER_S, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}" if minutes >= 60 else f"{minutes}:{seconds:02d}"


def format_stretches(spans: Sequence[Span], length: int) -> str:
    """Where a finding is by the clock, in at most three stretches; nothing where it is about the whole film.

    Examples
    --------
    >>> format_stretches([Span(Ticks(270_000), Ticks(1_100_000))], 2_700_000)
    '0:03–0:12'
    """
    if not spans or spans[0].length >= _WHOLE * length:
        return ""
    named = [f"{format_clock(span.start)}–{format_clock(max(span.end, span.start + TICKS_PER_S))}" for span in spans[:_NAMED]]
    return ", ".join([*named, f"+ {len(spans) - _NAMED}"] if len(spans) > _NAMED else named)


def read_film_check_words(path: Path) -> FilmCheckWords:
    """The sentences in a TOML file.

    Raises
    ------
    DataFileError
        If the file is not as it must be, a check has no sentence, or one has a blank that cannot be filled; the message names file and
        lines.
    """
    return read_data_file(path, FilmCheckWords, _find_faults)


@cache
def shipped_film_check_words() -> FilmCheckWords:
    """The sentences that come with the workbench, in English."""
    return read_film_check_words(find_data_file("film_checks", "en"))


def _find_faults(read: FilmCheckWords) -> Iterator[tuple[Place, str]]:
    for check in FilmCheck:
        if check not in read.says:
            yield ("says", check.value), "is missing"
            continue
        for key, sentence in sentences_of(read.says[check]):
            known = _BLANKS.get(check, set()) if key == "words" else set()
            yield from wrong_blanks(("says", check.value, key), sentence, known)
