"""People and what they have agreed to. Default deny: what nobody granted is not allowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """Who somebody is in a case."""

    CLIENT = "client"
    CHILD = "child"
    CARER = "carer"
    SIBLING = "sibling"
    PROFESSIONAL = "professional"
    GUIDER = "guider"
    SUPERVISOR = "supervisor"
    TRAINEE = "trainee"
    BYSTANDER = "bystander"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a case, known by a pseudonym `code`; `shown_name` is what the family reads (may be "Mum").

    `asked_each_time` says that this is a child old enough to be asked, each time anew; others are asked for their consent only.
    """

    id: str
    case_id: str
    code: str
    role: Role
    shown_name: str
    pronoun: str = ""
    language: str = "en"
    gaze_meaningful: bool = True
    asked_each_time: bool = False


class Scope(StrEnum):
    """What a film may be used for."""

    FILM = "film"
    SHARED_REVIEW = "shared_review"
    FILM_REVIEW = "film_review"
    SUPERVISION = "supervision"
    INTERVISION = "intervision"
    ACCREDITATION = "accreditation"
    KEEP_COPY_FAMILY = "keep_copy_family"
    TRAINING_INTERNAL = "training_internal"
    TRAINING_EXTERNAL = "training_external"
    RESEARCH_NUMERIC = "research_numeric"
    RESEARCH_VIDEO = "research_video"
    PUBLICATION = "publication"


class ConsentStatus(StrEnum):
    """What somebody said; expiry by date is worked out by :meth:`Consent.allows`."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person said about one scope, for one recording or (with `recording_id` None) the whole case.

    `given_by` is who said it: the person, or somebody on the person's behalf. `place_in_day` orders what was said on one day.
    """

    id: str
    case_id: str
    person_id: str
    scope: Scope
    status: ConsentStatus
    on: date
    recording_id: str | None = None
    expires: date | None = None
    given_by: str = ""
    place_in_day: int = 0

    @property
    def said_at(self) -> tuple[date, int]:
        """When it was said, to be compared with others."""
        return self.on, self.place_in_day

    def allows(self, today: date) -> bool:
        """Whether this statement allows its use on a day; the day of expiry itself is still allowed."""
        return self.status is ConsentStatus.GRANTED and self.on <= today and (self.expires is None or today <= self.expires)


def find_deciding_consent(person: Person, consents: Iterable[Consent], scope: Scope, recording_id: str, today: date) -> Consent | None:
    """The statement that decides for a person, a use and a recording; None where nobody has said anything, which means no.

    What was said last about the recording itself decides, or where nothing was, what was said last about the whole case. A later word
    about the whole case that grants less (nothing, or a shorter time) stands over what was granted for a recording before; one that
    grants more leaves what was said of the recording. Where nobody knows which of two came last, the one that grants less decides.
    """
    said = [c for c in consents if c.person_id == person.id and c.scope is scope and c.on <= today]
    here, everywhere = _said_last(said, recording_id), _said_last(said, None)
    if here is None or everywhere is None:
        return here or everywhere
    less = here.said_at <= everywhere.said_at and _granted_until(everywhere) < _granted_until(here)
    return everywhere if less else here


def _said_last(said: Iterable[Consent], recording_id: str | None) -> Consent | None:
    own = [c for c in said if c.recording_id == recording_id]
    latest = max((c.said_at for c in own), default=None)
    return min((c for c in own if c.said_at == latest), key=_granted_until, default=None)


def _granted_until(consent: Consent) -> date:
    """The last day it grants; before all days where it grants nothing, after all where it names no end."""
    return (consent.expires or date.max) if consent.status is ConsentStatus.GRANTED else date.min


def people_without_consent(
    people: Iterable[Person], consents: Iterable[Consent], scope: Scope, recording_id: str, today: date
) -> list[Person]:
    """Who of `people` has no live consent for `scope` on this recording, in the order given; :func:`find_deciding_consent` says why."""
    statements = list(consents)
    deciding = ((person, find_deciding_consent(person, statements, scope, recording_id, today)) for person in people)
    return [person for person, said in deciding if said is None or not said.allows(today)]


def find_person(word: str, people: Sequence[Person]) -> Person | None:
    """Who a label means: somebody of that shown name or code, else the first of that role; None where it means a thing."""
    wanted = word.casefold()
    by_name = (person for person in people if wanted in (person.shown_name.casefold(), person.code.casefold()))
    by_role = (person for person in people if wanted == person.role)
    return next(by_name, None) or next(by_role, None)
