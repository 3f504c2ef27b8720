"""An offline page leaves only where everyone agrees that the family keeps it; what somebody takes back is gone where it was written."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.films import write_numbered_film
from tests.proxies import write_proxy
from tests.unit.session.test_publishing import TODAY, Practice
from workbench.core.identity import new_id
from workbench.errors import ConsentError
from workbench.media.frames import FrameTable
from workbench.practice.exports import Export, Way
from workbench.practice.people import Consent, ConsentStatus, Person, Scope
from workbench.session.casefile import CaseSession
from workbench.session.withdrawing import withdraw, withdraw_unconsented
from workbench.store.workspace import open_workspace


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    folder = tmp_path_factory.mktemp("film")
    film = write_numbered_film(folder / "film.mp4", n_frames=30)
    return folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4")


@pytest.fixture
def practice(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Practice]:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        yield Practice(workspace, *proxy)


def say(practice: Practice, person: Person, status: ConsentStatus, on: date = TODAY, expires: date | None = None) -> None:
    practice.put(Consent(new_id(), practice.case.id, person.id, Scope.KEEP_COPY_FAMILY, status, on, expires=expires))


@pytest.fixture
def agreed(practice: Practice) -> Practice:
    for person in (practice.mother, practice.child):
        say(practice, person, ConsentStatus.GRANTED, on=TODAY - timedelta(days=1))
    return practice


def test_that_everyone_agrees_to_the_review_is_not_enough(practice: Practice, tmp_path: Path) -> None:
    say(practice, practice.mother, ConsentStatus.GRANTED)
    with pytest.raises(ConsentError) as refused:
        practice.publish(offline=True, target=tmp_path / "stick")
    assert "clip 1 (“Waiting together”): Noah" in refused.value.problem
    assert "Mum" not in str(refused.value)
    assert practice.records() == []
    assert not (tmp_path / "stick").exists()


def test_it_is_written_where_it_was_asked_for_and_stands_in_the_register(agreed: Practice, tmp_path: Path) -> None:
    folder = agreed.publish(offline=True, target=tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == [folder]
    (clip,) = (folder / "films" / "clips").iterdir()
    (record,) = agreed.records()
    assert record == Export(
        id=record.id,
        case_id=agreed.case.id,
        way=Way.OFFLINE_PAGE,
        place=str(folder),
        made_on=TODAY,
        for_whom="the family",
        expires_on=TODAY + timedelta(days=60),
        playlist_id=agreed.playlist.id,
        recording_ids=(agreed.recording.id,),
        files=(f"films/clips/{clip.name}", "index.html"),
        place_in_day=1,
    )
    assert '"expires_on":"2027-01-19"' in (folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in (folder / "index.html").read_text(encoding="utf-8")


def test_it_ends_when_the_first_consent_does(agreed: Practice) -> None:
    say(agreed, agreed.child, ConsentStatus.GRANTED, expires=TODAY + timedelta(days=7))
    folder = agreed.publish(offline=True)
    assert agreed.records()[0].expires_on == TODAY + timedelta(days=7)
    assert '"expires_on":"2026-11-27"' in (folder / "index.html").read_text(encoding="utf-8")


def test_consent_taken_back_while_the_clips_are_cut_leaves_nothing(agreed: Practice, tmp_path: Path) -> None:
    def progress(_: str, part: float) -> None:
        if part == 1.0:
            say(agreed, agreed.child, ConsentStatus.WITHDRAWN)

    with pytest.raises(ConsentError, match="Noah"):
        agreed.publish(offline=True, target=tmp_path / "stick", progress=progress)
    assert agreed.records() == []
    assert list((tmp_path / "stick").iterdir()) == []


def test_taken_back_it_is_gone_from_its_place_and_what_somebody_else_put_there_stays(agreed: Practice, tmp_path: Path) -> None:
    folder, other = (agreed.publish(offline=True, target=tmp_path / name) for name in ("stick", "other"))
    (other / "photo.jpg").write_bytes(b"theirs")
    for record in agreed.records():
        assert withdraw(agreed.workspace, record.id, today=TODAY).revoked_on == TODAY
    assert not folder.exists()
    assert [path.name for path in other.rglob("*")] == ["photo.jpg"]
    names = [file.name for certificate in agreed.workspace.certificates() for file in certificate.files]
    assert sorted(name.rpartition(".")[2] for name in names) == ["html", "html", "mp4", "mp4"]


def test_it_goes_when_one_in_view_does_not_want_the_family_to_keep_it_and_a_package_stays(agreed: Practice, tmp_path: Path) -> None:
    package, folder = agreed.publish(), agreed.publish(offline=True, target=tmp_path / "stick")
    say(agreed, agreed.mother, ConsentStatus.WITHDRAWN)
    withdrawn = withdraw_unconsented(CaseSession(agreed.workspace, agreed.case.id, today=lambda: TODAY))
    assert [export.way for export in withdrawn.exports] == [Way.OFFLINE_PAGE]
    assert not folder.exists()
    assert (package / "manifest.json").is_file()
