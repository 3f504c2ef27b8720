"""Taking packages back when somebody in them takes their consent back: at once, without being asked twice."""

from datetime import date

from workbench.practice.casework import PackageRecord
from workbench.practice.people import Consent, Person, Scope, people_without_consent
from workbench.session.publishing import withdraw
from workbench.session.reading import CaseReader


def withdraw_unconsented(case: CaseReader) -> list[PackageRecord]:
    """Withdraw every package of the case that shows a film in which somebody in view does not consent to a shared review any more.

    Returns
    -------
    list of PackageRecord
        Those withdrawn now, as they are recorded after it.

    Raises
    ------
    PackageError
        If a file of one cannot be destroyed; that one is not recorded as withdrawn.
    """
    today = case.today()
    people, consents = case.people(), case.consents()
    return [
        withdraw(case.workspace, package.id, today=today)
        for package in case.packages()
        if package.revoked_on is None and any(_somebody_refuses(case, film, people, consents, today) for film in package.recording_ids)
    ]


def _somebody_refuses(case: CaseReader, recording_id: str, people: list[Person], consents: list[Consent], today: date) -> bool:
    in_view = {person_id for film in case.recordings() if film.id == recording_id for person_id in film.in_view or ()}
    return bool(people_without_consent((p for p in people if p.id in in_view), consents, Scope.SHARED_REVIEW, recording_id, today))
