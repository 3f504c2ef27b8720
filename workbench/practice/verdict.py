"""What the gate is asked and what it says: stretches of film and what is known about them, reasons, verdicts, and permits made of these."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.core.intervals import SpanSet
from workbench.core.regions import Region
from workbench.core.time import Span
from workbench.errors import ConsentError
from workbench.practice.assent import Assent
from workbench.practice.casework import Recording
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.people import Consent, Person


@dataclass(frozen=True, slots=True)
class Stretch:
    """What of a recording is to leave, in words (`what`) and as a span; without one, all of it has to be thought of."""

    what: str
    recording_id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known in a case: its films, its people, and all that was said, drawn and let out."""

    case_code: str
    recordings: tuple[Recording, ...] = ()
    people: tuple[Person, ...] = ()
    consents: tuple[Consent, ...] = ()
    assents: tuple[Assent, ...] = ()
    regions: tuple[Region, ...] = ()
    exports: tuple[Export, ...] = ()


class Cause(StrEnum):
    """What stands against letting something out."""

    NO_FILM = "no_film"
    GONE = "gone"
    UNSAID = "unsaid"
    UNKNOWN = "unknown"
    FILM_TAKEN_BACK = "film_taken_back"
    SILENT = "silent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SAID_NO = "said_no"
    TO_BE_ASKED = "to_be_asked"
    NOT_HIDDEN = "not_hidden"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands against it: in what, because of whom, why, and since when or until when where a day is known."""

    what: str
    cause: Cause
    who: Person | None = None
    on: date | None = None

    @property
    def is_for_next(self) -> bool:
        """Whether it stands against the next export only: a child whose yes has counted for one already is asked anew."""
        return self.cause is Cause.TO_BE_ASKED and self.on is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says.

    Attributes
    ----------
    reasons : tuple of Reason
        What stands against it, in the order of the stretches; empty where it may leave.
    last_day : date or None
        The last day on which that holds; None where nobody named an end, or it may not leave.
    assent_ids : tuple of str
        The answers of those asked each time that it rests on.
    hidden : tuple of Hidden
        Bystanders who are in it only because they are hidden, and in which film.
    hiding : tuple of Region
        The figures that hide them: they have to be in the pictures.
    """

    way: Way
    reasons: tuple[Reason, ...] = ()
    last_day: date | None = None
    assent_ids: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    hiding: tuple[Region, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether it may leave."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Permit:
    """What a way out has to be shown: that the gate let just this pass. Made in ``workbench.session.permission`` only.

    `until` is the last day on which what leaves may be watched, None where it has none; `made_of` is the id of the package that it is
    made of, or "".

    Raises
    ------
    ValueError
        If it is to be made of a verdict that lets nothing pass.
    """

    verdict: Verdict
    stretches: tuple[Stretch, ...]
    until: date | None = None
    made_of: str = ""

    def __post_init__(self) -> None:
        if not self.verdict.allowed:
            raise ValueError("a permit rests on a verdict that lets something pass")

    def check_way(self, *ways: Way, made_of: str = "") -> None:
        """Refuse another way out than the one that was asked for, or another package.

        Raises
        ------
        ConsentError
            If it is another one.
        """
        if self.verdict.way not in ways or self.made_of != made_of:
            raise _other("This was allowed for another use")

    def check_stretch(self, recording_id: str, span: Span, burnt: Collection[Region]) -> None:
        """Refuse a stretch that was not asked about, or in which a figure that hides somebody is not put into the pictures.

        Raises
        ------
        ConsentError
            If it is such a one.
        """
        asked = [s.span for s in self.stretches if s.recording_id == recording_id]
        if None not in asked and SpanSet.of(each for each in asked if each is not None).gaps_within(span).spans:
            raise _other("More of a film would leave than the people in it were asked about")
        here = {r for r in self.verdict.hiding if r.recording_id == recording_id and r.span.overlaps(span)}
        if not here <= set(burnt):
            raise _other("Somebody who has to be hidden would be seen")

    def check_day(self, last: date | None) -> None:
        """Refuse a longer time than the people in view agreed to.

        Raises
        ------
        ConsentError
            If it is longer.
        """
        if self.until is not None and (last is None or last > self.until):
            raise _other("It could be watched for longer than the people in it agreed to")


def _other(problem: str) -> ConsentError:
    return ConsentError(problem, "Ask the people in view for this use, then try again")
