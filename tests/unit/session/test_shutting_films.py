"""Who wants a film not to be used any more is heard at once: nothing shows it, and no picture of it stays but the original, shut away."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cases import TODAY
from tests.films import Kind, NumberedFilm
from workbench.app.screens import guider_screen
from workbench.core.time import Span
from workbench.errors import ConsentError, NotFoundError
from workbench.practice.casework import Recording
from workbench.practice.exports import Way
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.practice.verdict import Permit, Stretch
from workbench.serve.lab import PARTS, VaultFilms
from workbench.serve.stills import StillOrder, Stills
from workbench.session.casefile import CaseSession, open_case
from workbench.session.film_checks import make_checks
from workbench.session.importing import import_film
from workbench.session.late_parts import make_spectrogram
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.publishing import publish
from workbench.session.withdrawing import withdraw_everywhere, withdraw_unconsented
from workbench.session.working_copy import complete, read_preparation
from workbench.store.vault import DERIVED
from workbench.store.workspace import open_workspace


@dataclass
class Home:
    """A case with a whole film of a mother, published, and a still of it that was given away."""

    session: CaseSession
    film: Recording
    mum: Person
    still: Path

    @property
    def folder(self) -> Path:
        return self.session.workspace.folder

    def say_film(self, status: ConsentStatus, **more: object) -> None:
        self.session.say_consent(self.mum.id, Scope.FILM, status, **more)  # type: ignore[arg-type]


@pytest.fixture
def home(tmp_path: Path, numbered_film: Callable[[Kind], NumberedFilm]) -> Iterator[Home]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        film = import_film(workspace, numbered_film("constant25").path, "HAZEL").recording
        make_spectrogram(workspace.vault, film.id)
        make_checks(workspace.vault, film.id)
        session = open_case(workspace, "HAZEL")
        session.today = lambda: TODAY
        mum = session.add_person("M1", Role.CLIENT, "Mum")
        film = session.set_in_view(film.id, [mum.id])
        for scope in (Scope.SHARED_REVIEW, Scope.KEEP_COPY_FAMILY):
            session.say_consent(mum.id, scope, ConsentStatus.GRANTED)
        table = session.frame_table(film.id)
        moment = session.mark_moment(film.id, Span(table.span_of(5).start, table.span_of(30).end))
        publish(workspace, session.make_clip(moment.id).playlist_id, today=TODAY)
        still = tmp_path / "out" / "still.jpg"
        still.parent.mkdir()

        def write(_: Permit) -> Written:
            still.write_bytes(b"\xff\xd8\xff picture")
            return Written(still)

        let_out(workspace, Leaving(session.case_id, Way.STILL, [Stretch("a still", film.id, table.span_of(7))]), write, TODAY)
        yield Home(session, film, mum, still)


def with_pictures(folder: Path) -> set[str]:
    """The files in which there is an MP4 or a JPEG."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(mark in path.read_bytes() for mark in (b"ftyp", b"moov", b"\xff\xd8\xff"))}


def test_everything_derived_is_destroyed_with_a_certificate_and_nothing_shows_the_film(home: Home) -> None:
    vault, films = home.session.workspace.vault, VaultFilms(home.session.workspace.vault)
    place = Path(home.session.packages()[0].place)
    hashes = {
        sha256((home.folder / "vault" / home.film.id / part).read_bytes()).hexdigest() for part in DERIVED if vault.has(home.film.id, part)
    }
    hashes |= {sha256(path.read_bytes()).hexdigest() for path in [*place.rglob("*"), home.still] if path.is_file()}
    home.say_film(ConsentStatus.WITHDRAWN)
    withdrawn = withdraw_unconsented(home.session)

    assert withdrawn.shut == (home.film,)
    assert {export.way for export in withdrawn.exports} == {Way.PACKAGE, Way.STILL}
    assert all(export.revoked_on == TODAY for export in home.session.exports())
    assert {file.sha256 for certificate in withdrawn.certificates for file in certificate.files} == hashes
    assert all(certificate.is_whole for certificate in withdrawn.certificates)
    assert set(home.session.workspace.certificates()) == set(withdrawn.certificates)
    assert {certificate.case_code for certificate in withdrawn.certificates} == {"HAZEL"}
    assert not home.still.exists()
    assert with_pictures(home.folder) == {"original"}

    assert [films(home.film.id, part) for part in PARTS] == [None] * len(PARTS)
    assert Stills(home.session.workspace).find_version(home.film.id) is None
    assert home.session.recordings() == []
    assert [film.id for film in home.session.all_recordings()] == [home.film.id]
    with pytest.raises(NotFoundError, match="took their consent back"):
        vault.open(home.film.id, "original")
    assert not make_spectrogram(vault, home.film.id)
    assert read_preparation(home.session.workspace, home.film.id) is None
    complete(home.session.workspace, home.film.id)
    assert with_pictures(home.folder) == {"original"}
    with pytest.raises(ConsentError, match="does not want the film to be used since 10 March 2026"):
        publish(home.session.workspace, home.session.playlists()[0].id, today=TODAY)
    assert withdraw_unconsented(home.session).certificates == ()


def test_the_guiders_screen_does_not_open_it(home: Home) -> None:
    home.say_film(ConsentStatus.REFUSED)
    assert "no film yet" in str(guider_screen(home.session).children)
    assert "no film called" in guider_screen(home.session, home.film.id).value


def test_stills_in_memory_are_forgotten(home: Home) -> None:
    stills = Stills(home.session.workspace)
    version = stills.find_version(home.film.id)
    assert version is not None
    asyncio.run(stills.make(StillOrder(home.film.id, 3), version))
    assert len(stills._kept) == 1
    stills.forget(home.film.id)
    assert len(stills._kept) == 0
    stills.close()


def test_it_is_shown_again_when_all_agree_again_and_its_working_copy_can_be_made_anew(home: Home) -> None:
    home.say_film(ConsentStatus.WITHDRAWN)
    withdraw_unconsented(home.session)
    home.session.today = lambda: TODAY + timedelta(days=1)
    home.say_film(ConsentStatus.GRANTED)
    withdraw_unconsented(home.session)
    assert home.session.recordings() == [home.session.recording(home.film.id)]
    complete(home.session.workspace, home.film.id)
    assert home.session.workspace.vault.has(home.film.id, "proxy.mp4")


def test_a_consent_to_the_film_that_has_come_to_its_end_shuts_it_on_the_day_after(home: Home) -> None:
    home.say_film(ConsentStatus.GRANTED, expires=TODAY + timedelta(days=3))
    for days, is_shut in ((3, False), (4, True)):
        withdraw_everywhere(home.session.workspace, today=TODAY + timedelta(days=days))
        assert home.session.workspace.vault.is_shut(home.film.id) is is_shut


def test_what_an_interruption_left_is_destroyed_by_the_next_look(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.say_film(ConsentStatus.WITHDRAWN)
    with monkeypatch.context() as patch:
        patch.setattr("workbench.session.withdrawing.finish", _die)
        with pytest.raises(KeyboardInterrupt):
            withdraw_unconsented(home.session)
    assert VaultFilms(home.session.workspace.vault)(home.film.id, "film") is None
    withdraw_everywhere(home.session.workspace, today=TODAY)
    assert with_pictures(home.folder) == {"original"}
    assert all(certificate.is_whole for certificate in home.session.workspace.certificates())


def _die(*_: object) -> None:
    raise KeyboardInterrupt
