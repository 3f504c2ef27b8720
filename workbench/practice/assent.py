"""Assent: what a child answers when asked, each time anew. A no wins over everything others have agreed to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.practice.people import Scope


class Answer(StrEnum):
    """What a child answered, in words or otherwise: turning away is a no."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Assent:
    """What one child answered on a day when asked about one use of a film, or with `recording_id` None of all films of the case.

    `shown_by` is how it was said: words, a nod, turning away. `place_in_day` orders what was answered on one day.
    """

    id: str
    case_id: str
    person_id: str
    scope: Scope
    answer: Answer
    on: date
    recording_id: str | None = None
    shown_by: str = ""
    place_in_day: int = 0
