"""What a page reads of consent: who is in view, what decides, what was answered, and who still has to be asked what."""

from collections.abc import Collection, Sequence
from datetime import date

from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Recording
from workbench.practice.people import Consent, ConsentStatus, Person, Scope, find_deciding_consent
from workbench.practice.refusal import name_of, why_of
from workbench.practice.verdict import Cause, Verdict
from workbench.widgets.form import Form


class WireStatement(Form):
    """The statement that decides for one person and use on this film; dates as ``YYYY-MM-DD``."""

    person_id: str
    scope: Scope
    status: ConsentStatus
    on: str
    expires: str | None
    given_by: str
    for_this_film: bool


class WireAssent(Form):
    """What somebody who is asked each time answered; `counted` says that something left resting on it, and it counts no more."""

    id: str
    person_id: str
    scope: Scope
    answer: Answer
    on: str
    shown_by: str
    counted: bool


class WireToAsk(Form):
    """Who stands against a use of this film as it is, and why, in words that follow the name."""

    scope: Scope
    person_id: str
    cause: Cause
    words: str


class WireConsent(Form):
    """Who is in view (None: nobody has said yet), what decides, answers of those asked each time (oldest first), who has to be asked.

    `missing` names whose consent to the shared review is missing, once each; a child whose yes has counted for a package, and who is asked
    anew for the next, is in `to_ask` only.
    """

    in_view: list[str] | None
    statements: list[WireStatement]
    assents: list[WireAssent]
    to_ask: list[WireToAsk]
    missing: list[str]


def wire_consent(
    recording: Recording | None,
    people: Sequence[Person],
    consents: Sequence[Consent],
    today: date,
    *,
    assents: Sequence[Assent] = (),
    counted: Collection[str] = (),
    verdicts: Sequence[Verdict] = (),
) -> WireConsent:
    """What is known of consent to a film, or without one to all films of the case.

    Parameters
    ----------
    counted : collection of str
        Ids of answers that something which left rests on.
    verdicts : sequence of Verdict
        What the gate says about each use of the film.
    """
    film = recording.id if recording else ""
    deciding = [find_deciding_consent(person, consents, scope, film, today) for person in people for scope in Scope]
    to_ask = dict.fromkeys(
        WireToAsk(scope=verdict.way.scope, person_id=reason.who.id, cause=reason.cause, words=why_of(reason))
        for verdict in verdicts
        for reason in verdict.reasons
        if reason.who is not None
    )
    stand_against = {
        reason.who.id
        for verdict in verdicts
        for reason in verdict.reasons
        if reason.who is not None and verdict.way.scope is Scope.SHARED_REVIEW and not reason.is_for_next
    }
    in_view = recording.in_view if recording else None
    return WireConsent(
        in_view=None if in_view is None else [p.id for p in people if p.id in in_view],
        statements=[
            WireStatement(
                person_id=c.person_id,
                scope=c.scope,
                status=c.status,
                on=c.on.isoformat(),
                expires=c.expires.isoformat() if c.expires else None,
                given_by=c.given_by,
                for_this_film=c.recording_id is not None,
            )
            for c in deciding
            if c is not None
        ],
        assents=[
            WireAssent(
                id=a.id,
                person_id=a.person_id,
                scope=a.scope,
                answer=a.answer,
                on=a.on.isoformat(),
                shown_by=a.shown_by,
                counted=a.id in counted,
            )
            for a in assents
            if a.recording_id in (None, film)
        ],
        to_ask=list(to_ask),
        missing=[name_of(person) for person in people if person.id in stand_against],
    )
