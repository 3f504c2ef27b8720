"""A case and what belongs to it: the client's question, goals, cycles, recordings, and the packages given to a family."""

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


@dataclass(frozen=True, slots=True)
class Case:
    """One family or professional, under a pseudonymous code.

    `helping_question` is the client's own words; `hope` is how the family's page says it ("that he listens to me").
    """

    id: str
    code: str
    opened: date
    setting: str = ""
    helping_question: str = ""
    hope: str = ""
    planned_cycles: int = 3


@dataclass(frozen=True, slots=True)
class Goal:
    """What the client works towards, in the client's words."""

    id: str
    case_id: str
    words: str
    set_on: date


class CycleState(StrEnum):
    """How far a cycle has come."""

    PLANNED = "planned"
    FILMED = "filmed"
    ANALYSED = "analysed"
    REVIEWED = "reviewed"
    SUPERVISED = "supervised"
    CLOSED = "closed"


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


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A family's package that was written to disk, kept so that it can be found and withdrawn.

    `playlist_id` and `recording_ids` name what it was made of, also when that is gone since: a withdrawal has to find the package all
    the same.
    `folder` is where it was written. The day of expiry itself is still allowed.
    """

    id: str
    case_id: str
    playlist_id: str
    folder: str
    made_on: date
    expires_on: date
    revoked_on: date | None = None
    recording_ids: tuple[str, ...] = ()
