"""Tiers: named rows of labelled intervals over one recording.

A tier belongs to a person (or to nobody), has one channel (look, voice, turn, step ...) and one origin, which says who made it:
a person watching, a written script, a foreign file, or an analysis. Only an analysis makes *candidates*.
"""

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.time import Span


class Channel(StrEnum):
    """What a tier's intervals describe."""

    LOOK = "look"
    VOICE = "voice"
    WORDS = "words"
    FACE = "face"
    TURN = "turn"
    OTHER = "other"


class Origin(StrEnum):
    """Who made a tier."""

    MARKED = "marked"
    AUTHORED = "authored"
    IMPORTED = "imported"
    CANDIDATE = "candidate"


UNCODABLE = "uncodable"
"""The label of a stretch that cannot be coded (off screen, hidden, turned away): a value, not a hole."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One row under the film; `person_id` is None for rows that belong to nobody.

    `made_with` says of candidates what the analysis was and its settings, as JSON; it is "" for what people mark.
    """

    id: str
    recording_id: str
    name: str
    channel: Channel
    origin: Origin
    person_id: str | None = None
    position: int = 0
    made_with: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A labelled stretch of one tier, on the recording's film clock.

    `label` is a target for looks ("child", "puzzle", "elsewhere", "uncodable"), the words for WORDS, a free word elsewhere.
    `confidence` is 0 to 1 for candidates and None for what a person or a script says.
    """

    id: str
    tier_id: str
    span: Span
    label: str
    confidence: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence runs from 0 to 1, not {self.confidence}")
