"""Supervision and what a guider learns by: for guider and supervisor only, never for a family."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Supervision:
    """One meeting with a supervisor; `supervisor` is initials or a code, `hours` how long it was."""

    id: str
    case_id: str
    held_on: date
    hours: float
    supervisor: str = ""
    cycle_id: str | None = None
    review_id: str | None = None
    focus: str = ""
    agreed: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.hours <= 24:
            raise ValueError(f"a supervision lasts more than 0 and at most 24 hours, not {self.hours}")


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a guider, looking back on a review, writes to one point of a checklist; words, never a mark."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """A guider's own look at a shared review along the checklist named by `checklist`."""

    id: str
    case_id: str
    on: date
    checklist: str
    review_id: str | None = None
    reflections: tuple[Reflection, ...] = ()


@dataclass(frozen=True, slots=True)
class ExternalMeasure:
    """A score of a published instrument, as its rater gave it: logged, never worked out here and never shown to a family."""

    id: str
    case_id: str
    name: str
    version: str
    rater: str
    on: date
    score: str
