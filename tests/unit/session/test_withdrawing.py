"""A package goes at once when somebody in it takes their consent back; the folders here are gone already, the records are real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cases import TODAY, add_recording, uneven_table, write_case
from workbench.core.identity import new_id
from workbench.practice.casework import PackageRecord, Recording
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.session.casefile import CaseSession
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import open_workspace

Desk = tuple[CaseSession, Recording, Person, Person]
GRANTED, REFUSED, WITHDRAWN = ConsentStatus.GRANTED, ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Both in view, both agreed."""
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        session, recording, mum, noah = write_case(workspace)
        session.set_in_view(recording.id, [mum.id, noah.id])
        for person in (mum, noah):
            session.say_consent(person.id, Scope.SHARED_REVIEW, GRANTED)
        yield session, recording, mum, noah


def put_package(session: CaseSession, recording: Recording) -> PackageRecord:
    record = PackageRecord(
        new_id(), session.case_id, new_id(), "gone/already", TODAY, TODAY + timedelta(days=60), recording_ids=(recording.id,)
    )
    with session.workspace.edit("Publish a playlist", case_id=session.case_id, lasting=True) as edit:
        edit.put(record)
    return record


def test_a_package_of_people_who_agree_stays(desk: Desk) -> None:
    session, recording, *_ = desk
    package = put_package(session, recording)
    assert withdraw_unconsented(session) == []
    assert session.packages() == [package]


@pytest.mark.parametrize("status", [REFUSED, WITHDRAWN])
def test_it_goes_when_one_in_view_does_not_agree_any_more(desk: Desk, status: ConsentStatus) -> None:
    session, recording, _, noah = desk
    package = put_package(session, recording)
    session.say_consent(noah.id, Scope.SHARED_REVIEW, status, recording_id=recording.id)
    assert withdraw_unconsented(session) == [replace(package, revoked_on=TODAY)]
    assert session.packages() == [replace(package, revoked_on=TODAY)]
    assert withdraw_unconsented(session) == []


def test_another_use_or_another_film_does_not_touch_it(desk: Desk) -> None:
    session, recording, mum, _ = desk
    put_package(session, recording)
    other = add_recording(session, uneven_table(100), "Tea")
    session.set_in_view(other.id, [mum.id])
    session.say_consent(mum.id, Scope.SUPERVISION, REFUSED)
    session.say_consent(mum.id, Scope.SHARED_REVIEW, REFUSED, recording_id=other.id)
    assert withdraw_unconsented(session) == []


def test_it_goes_when_somebody_who_did_not_agree_turns_out_to_be_in_view(desk: Desk) -> None:
    session, recording, mum, noah = desk
    put_package(session, recording)
    gran = session.add_person("G", Role.CARER, "Gran")
    session.set_in_view(recording.id, [mum.id, noah.id, gran.id])
    assert len(withdraw_unconsented(session)) == 1
