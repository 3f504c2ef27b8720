"""A case and what belongs to it: the client's question, goals and how the client rates them, cycles and recordings."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.core.time import Span, Ticks
from workbench.errors import EditError

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")


def parse_case_code(text: str) -> str:
    """A case's code as it is kept: in capitals, without blanks around it.

    Raises
    ------
    EditError
        If it is not 1 to 32 letters, digits, ``-`` and ``_``, beginning with a letter or digit.

    Examples
    --------
    >>> parse_case_code(" hazel-2 ")
    'HAZEL-2'
    """
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise EditError(f"{text!r} cannot be a case's code", "Take up to 32 letters, digits, - and _, and never a person's name")
    return code


class CaseKind(StrEnum):
    """With whom one works: a family, or a professional (video enhanced reflective practice), who may choose the clips."""

    FAMILY = "family"
    PROFESSIONAL = "professional"


RETENTION_DAYS = 60
"""How long films are usually kept after a case was closed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One family or professional, under a pseudonymous code.

    `helping_question` is the client's own words; `hope` is how the family's page says it ("that he listens to me").
    While `hold_reason` says why (safeguarding), nothing of the case is deleted for its age; on `hold_review_on` somebody looks again.

    Raises
    ------
    ValueError
        If there is a hold without a day to look again or the other way round, or the films are to be kept for less than no time.
    """

    id: str
    code: str
    opened: date
    setting: str = ""
    helping_question: str = ""
    hope: str = ""
    planned_cycles: int = 3
    kind: CaseKind = CaseKind.FAMILY
    closed_on: date | None = None
    retention_days: int = RETENTION_DAYS
    hold_reason: str = ""
    hold_review_on: date | None = None

    def __post_init__(self) -> None:
        if bool(self.hold_reason) != (self.hold_review_on is not None):
            raise ValueError("a hold has a reason and a day on which somebody looks at it again")
        if self.retention_days < 0:
            raise ValueError(f"films are kept for 0 days or more after a case was closed, not {self.retention_days}")

    @property
    def client_may_choose(self) -> bool:
        """Whether the client may choose the clips of a review: a professional does, a family is spared it."""
        return self.kind is CaseKind.PROFESSIONAL


@dataclass(frozen=True, slots=True)
class Goal:
    """What the client works towards, in the client's words."""

    id: str
    case_id: str
    words: str
    set_on: date


@dataclass(frozen=True, slots=True)
class GoalRating:
    """How near the client feels to a goal on a day, from 0 (not at all) to 10 (wholly there); theirs alone, compared with nobody's."""

    id: str
    goal_id: str
    on: date
    value: int
    words: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 10:
            raise ValueError(f"a goal is rated from 0 to 10, not {self.value}")


class CycleState(StrEnum):
    """How far a cycle has come."""

    PLANNED = "planned"
    FILMED = "filmed"
    ANALYSED = "analysed"
    REVIEWED = "reviewed"
    SUPERVISED = "supervised"
    CLOSED = "closed"

    def reaches(self, other: "CycleState") -> bool:
        """Whether a cycle of this state has come as far as the other, or further."""
        return list(CycleState).index(self) >= list(CycleState).index(other)

    def passed_over(self, to: "CycleState") -> tuple["CycleState", ...]:
        """The states between this one and a later one; none where `to` comes next, or before.

        Examples
        --------
        >>> [state.value for state in CycleState.PLANNED.passed_over(CycleState.REVIEWED)]
        ['filmed', 'analysed']
        >>> CycleState.REVIEWED.passed_over(CycleState.FILMED)
        ()
        """
        order = list(CycleState)
        return tuple(order[order.index(self) + 1 : order.index(to)])


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of filming and shared review; `number` counts from 1 within the case."""

    id: str
    case_id: str
    number: int
    state: CycleState = CycleState.PLANNED


class RecordingKind(StrEnum):
    """What was filmed."""

    FAMILY_FILM = "family_film"
    SHARED_REVIEW = "shared_review"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Recording:
    """A film in a case. Its bytes are in the vault under `film_hash`; times are on the film clock.

    `length` is the tick after the last frame; `width` and `height` are those of the proxy as displayed, in pixels.
    `in_view` names everyone who can be recognised in it; None means that nobody has said yet, which allows nothing.
    """

    id: str
    case_id: str
    film_hash: str
    title: str
    n_frames: int
    length: Ticks
    width: int
    height: int
    has_sound: bool
    variable_rate: bool
    imported_on: date
    cycle_id: str | None = None
    kind: RecordingKind = RecordingKind.FAMILY_FILM
    filmed_on: date | None = None
    in_view: tuple[str, ...] | None = None

    @property
    def span(self) -> Span:
        """The whole film."""
        return Span(Ticks(0), self.length)
