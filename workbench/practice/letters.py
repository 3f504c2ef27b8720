"""Letters to a family: the closing letter and the record of strengths, drafted from the client's own words and edited before they leave."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.core.time import Ticks


class LetterKind(StrEnum):
    """What a letter is for."""

    CLOSING = "closing"
    STRENGTHS = "strengths"


@dataclass(frozen=True, slots=True)
class LetterStill:
    """A still that the client chose: the picture of a film that is shown at an instant, and the line below it."""

    recording_id: str
    at: Ticks
    words: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands: a heading, paragraphs, and stills after them.

    `edited` says that somebody has read and changed or approved the draft.
    """

    id: str
    case_id: str
    kind: LetterKind
    drafted_on: date
    language: str = "en"
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    edited: bool = False
    stills: tuple[LetterStill, ...] = ()
