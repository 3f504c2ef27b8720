"""Letters to a family: the closing letter and the record of strengths, drafted from the client's own words and edited before they leave."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for."""

    CLOSING = "closing"
    STRENGTHS = "strengths"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands: a heading and paragraphs. `edited` says that somebody has read and changed or approved the draft."""

    id: str
    case_id: str
    kind: LetterKind
    drafted_on: date
    language: str = "en"
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    edited: bool = False
