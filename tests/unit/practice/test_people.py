from collections.abc import Sequence
from datetime import date

import pytest

from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope, find_person, people_without_consent

MUM = Person("mum", "case", "M", Role.CLIENT, "Mum")
NOAH = Person("noah", "case", "N", Role.CHILD, "Noah")
GRANTED, REFUSED, WITHDRAWN = ConsentStatus.GRANTED, ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN
FILM = "film"


def day(number: int) -> date:
    return date(2026, 3, number)


def said(
    status: ConsentStatus,
    on: int,
    *,
    person: Person = MUM,
    recording: str | None = None,
    scope: Scope = Scope.SHARED_REVIEW,
    expires: int | None = None,
    place: int = 0,
) -> Consent:
    return Consent("c", "case", person.id, scope, status, day(on), recording, day(expires) if expires else None, place_in_day=place)


def allowed(consents: Sequence[Consent], today: int = 10) -> bool:
    return not people_without_consent([MUM], consents, Scope.SHARED_REVIEW, FILM, day(today))


def test_what_nobody_granted_is_not_allowed() -> None:
    assert people_without_consent([MUM, NOAH], [], Scope.SHARED_REVIEW, FILM, day(10)) == [MUM, NOAH]


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ([said(GRANTED, 1)], True),
        ([said(GRANTED, 1, recording=FILM)], True),
        ([said(GRANTED, 1, recording="another film")], False),
        ([said(GRANTED, 1, scope=Scope.SUPERVISION)], False),
        ([said(GRANTED, 1, person=NOAH)], False),
        ([said(GRANTED, 11)], False),
        ([said(GRANTED, 1), said(WITHDRAWN, 5)], False),
        ([said(REFUSED, 1), said(GRANTED, 5)], True),
        ([said(GRANTED, 5), said(REFUSED, 5)], False),
        ([said(REFUSED, 5), said(GRANTED, 5)], False),
        ([said(REFUSED, 1), said(GRANTED, 5, recording=FILM)], True),
        ([said(REFUSED, 1, recording=FILM), said(GRANTED, 5)], False),
        ([said(GRANTED, 1, recording=FILM), said(WITHDRAWN, 5)], False),
        ([said(GRANTED, 5, recording=FILM), said(REFUSED, 5)], False),
        ([said(GRANTED, 1), said(GRANTED, 1, recording=FILM, expires=9)], False),
        ([said(GRANTED, 1), said(GRANTED, 1, expires=9)], False),
        ([said(GRANTED, 5, place=1), said(GRANTED, 5, expires=9, place=2)], False),
        ([said(GRANTED, 5, expires=9, place=1), said(GRANTED, 5, place=2)], True),
        ([said(REFUSED, 5, place=1), said(GRANTED, 5, place=2)], True),
        ([said(GRANTED, 5, place=1), said(WITHDRAWN, 5, place=2)], False),
        ([said(WITHDRAWN, 5, place=1), said(GRANTED, 5, recording=FILM, place=2)], True),
        ([said(GRANTED, 5, recording=FILM, place=1), said(WITHDRAWN, 5, place=2)], False),
        ([said(GRANTED, 5, recording=FILM, place=1), said(GRANTED, 5, expires=9, place=2)], False),
        ([said(GRANTED, 1, recording=FILM, expires=9), said(GRANTED, 5)], False),
    ],
)
def test_what_was_said_last_decides_the_nearest_first_and_less_stands_over_more(consents: list[Consent], expected: bool) -> None:
    assert allowed(consents) is expected
    assert allowed(consents[::-1]) is expected


def test_consent_holds_on_its_last_day_and_not_after() -> None:
    consents = [said(GRANTED, 1, expires=10)]
    assert allowed(consents, today=10)
    assert not allowed(consents, today=11)


def test_only_those_without_consent_are_named_in_the_order_given() -> None:
    grandma = Person("gran", "case", "G", Role.CARER, "Grandma")
    consents = [said(GRANTED, 1, person=NOAH)]
    assert people_without_consent([grandma, NOAH, MUM], consents, Scope.SHARED_REVIEW, FILM, day(10)) == [grandma, MUM]


@pytest.mark.parametrize(("word", "person"), [("mum", MUM), ("N", NOAH), ("Child", NOAH), ("client", MUM), ("puzzle", None), ("", None)])
def test_a_label_means_somebody_by_name_code_or_role(word: str, person: Person | None) -> None:
    assert find_person(word, [MUM, NOAH]) is person


def test_a_name_means_more_than_a_role() -> None:
    child = Person("c", "case", "C", Role.SIBLING, "Child")
    assert find_person("child", [NOAH, child]) is child
