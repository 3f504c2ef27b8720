"""A package goes at once when somebody in it takes their consent back; the folders here are gone already, the records are real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cases import TODAY, add_recording, uneven_table, write_case
from workbench.core.identity import new_id
from workbench.errors import PackageError
from workbench.practice.casework import Recording
from workbench.practice.exports import Export, Way
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.render.package import own_words_folder
from workbench.session.casefile import CaseSession
from workbench.session.withdrawing import refuse_withdrawn, withdraw, withdraw_unconsented
from workbench.store.workspace import Workspace, open_workspace

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


def put_package(session: CaseSession, recording: Recording) -> Export:
    record = Export(
        new_id(),
        session.case_id,
        Way.PACKAGE,
        "gone/already",
        TODAY,
        expires_on=TODAY + timedelta(days=60),
        playlist_id=new_id(),
        recording_ids=(recording.id,),
    )
    with session.workspace.edit("Publish a playlist", case_id=session.case_id, lasting=True) as edit:
        edit.put(record)
    return record


def test_a_package_of_people_who_agree_stays(desk: Desk) -> None:
    session, recording, *_ = desk
    package = put_package(session, recording)
    assert withdraw_unconsented(session).exports == ()
    assert session.packages() == [package]


@pytest.mark.parametrize("status", [REFUSED, WITHDRAWN])
def test_it_goes_when_one_in_view_does_not_agree_any_more(desk: Desk, status: ConsentStatus) -> None:
    session, recording, _, noah = desk
    package = put_package(session, recording)
    session.say_consent(noah.id, Scope.SHARED_REVIEW, status, recording_id=recording.id)
    assert withdraw_unconsented(session).exports == (replace(package, revoked_on=TODAY),)
    assert session.packages() == [replace(package, revoked_on=TODAY)]
    assert withdraw_unconsented(session).exports == ()


def test_another_use_or_another_film_does_not_touch_it(desk: Desk) -> None:
    session, recording, mum, _ = desk
    put_package(session, recording)
    other = add_recording(session, uneven_table(100), "Tea")
    session.set_in_view(other.id, [mum.id])
    session.say_consent(mum.id, Scope.SUPERVISION, REFUSED)
    session.say_consent(mum.id, Scope.SHARED_REVIEW, REFUSED, recording_id=other.id)
    assert withdraw_unconsented(session).exports == ()


def test_it_goes_when_somebody_who_did_not_agree_turns_out_to_be_in_view(desk: Desk) -> None:
    session, recording, mum, noah = desk
    put_package(session, recording)
    gran = session.add_person("G", Role.CARER, "Gran")
    session.set_in_view(recording.id, [mum.id, noah.id, gran.id])
    assert len(withdraw_unconsented(session).exports) == 1


def test_it_goes_when_nobody_says_any_more_who_is_in_view(desk: Desk) -> None:
    session, recording, *_ = desk
    put_package(session, recording)
    session.set_in_view(recording.id, None)
    assert len(withdraw_unconsented(session).exports) == 1


def test_it_goes_when_its_film_is_gone_or_was_never_written_down(desk: Desk) -> None:
    session, recording, *_ = desk
    put_package(session, replace(recording, id=new_id()))
    with session.workspace.edit("Publish a playlist", case_id=session.case_id, lasting=True) as edit:
        edit.put(Export(new_id(), session.case_id, Way.PACKAGE, "gone/too", TODAY, expires_on=TODAY))
    assert len(withdraw_unconsented(session).exports) == 2


def test_it_goes_when_a_consent_has_come_to_its_end(desk: Desk) -> None:
    session, recording, mum, _ = desk
    put_package(session, recording)
    session.say_consent(mum.id, Scope.SHARED_REVIEW, GRANTED, expires=TODAY + timedelta(days=3))
    assert withdraw_unconsented(session).exports == ()
    session.today = lambda: TODAY + timedelta(days=4)
    assert len(withdraw_unconsented(session).exports) == 1


def test_undo_does_not_take_back_what_somebody_said(desk: Desk) -> None:
    session, recording, _, noah = desk
    session.say_consent(noah.id, Scope.SHARED_REVIEW, WITHDRAWN, recording_id=recording.id)
    said = session.consents()
    while session.undo() is not None and session.recording(recording.id).in_view is not None:
        pass
    assert session.consents() == said


def test_one_that_cannot_be_destroyed_does_not_keep_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session, recording, _, noah = desk
    stuck, free = put_package(session, recording), put_package(session, recording)

    def withdraw_or_fail(workspace: Workspace, package_id: str, **more: object) -> Export:
        if package_id == stuck.id:
            raise PackageError("The package is open elsewhere", "Close it")
        return withdraw(workspace, package_id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("workbench.session.withdrawing.withdraw", withdraw_or_fail)
    session.say_consent(noah.id, Scope.SHARED_REVIEW, REFUSED)
    with pytest.raises(PackageError, match="open elsewhere"):
        withdraw_unconsented(session)
    assert {package.id: package.revoked_on for package in session.packages()} == {stuck.id: None, free.id: TODAY}


def test_a_package_is_refused_once_it_is_or_has_to_be_withdrawn(desk: Desk) -> None:
    session, recording, _, noah = desk
    package = put_package(session, recording)
    refuse_withdrawn(session.workspace, new_id())
    session.say_consent(noah.id, Scope.SHARED_REVIEW, REFUSED)
    for _ in range(2):
        with pytest.raises(PackageError, match="withdrawn"):
            refuse_withdrawn(session.workspace, package.id)
    assert session.packages()[0].revoked_on is not None


def test_what_the_family_wrote_beside_it_stays_and_the_certificate_says_so(desk: Desk, tmp_path: Path) -> None:
    session, recording, _, noah = desk
    folder = tmp_path / "package"
    (folder / "clips").mkdir(parents=True)
    (folder / "clips" / "a.mp4").write_bytes(b"picture")
    package = replace(put_package(session, recording), place=str(folder), files=("clips/a.mp4",))
    with session.workspace.edit("Publish", case_id=session.case_id, lasting=True) as edit:
        edit.put(package)
    words = own_words_folder(folder)
    words.mkdir()
    (words / "for-us.txt").write_text("He looked at me.")
    session.say_consent(noah.id, Scope.SHARED_REVIEW, WITHDRAWN)
    (certificate,) = withdraw_unconsented(session).certificates
    assert [file.name for file in certificate.files] == ["export: clips/a.mp4"]
    assert certificate.left == ("the family's own words (for-us.txt), which belong to the family",)
    assert (words / "for-us.txt").read_text() == "He looked at me."
    assert session.workspace.certificates() == [certificate]
