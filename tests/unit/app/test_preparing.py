"""A film whose working copy is not there yet, on the guider's screen: without a browser, with real films."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.films import Kind, NumberedFilm
from tests.unit.app.conftest import NothingGiven, Page
from workbench.app.arriving import BringIn
from workbench.app.desk import Desk
from workbench.app.preparing import Preparing
from workbench.core.time import TICKS_PER_S
from workbench.errors import StoppedError
from workbench.practice.casework import Recording
from workbench.session.alone import alone
from workbench.session.casefile import CaseSession, create_case
from workbench.session.importing import arrive_film, import_film
from workbench.session.working_copy import is_complete
from workbench.store.vault import Vault
from workbench.store.workspace import open_workspace
from workbench.widgets.player import PlayerWidget

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CaseSession]:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        yield create_case(workspace, "A7")


@pytest.fixture
def recording(session: CaseSession, numbered_film: Film) -> Recording:
    return arrive_film(session.workspace, numbered_film("offset").path, "A7").recording


class Table:
    """A desk with its page."""

    def __init__(self, session: CaseSession) -> None:
        self.preparing = Preparing(session.workspace)
        self.player = PlayerWidget(
            lambda edit: self.desk.perform(edit),
            reader=lambda question: self.desk.answer(question),
            afterwards=lambda: self.desk.show_what_follows(),
        )
        self.page = Page(self.player)
        self.desk = Desk(session, self.player, NothingGiven(session.workspace), self.preparing)

    def look_until(self, true: Callable[[], object], within_s: float = 60) -> None:
        """Look as a page does until something holds."""
        until = time.monotonic() + within_s
        while not true():
            assert time.monotonic() < until, "waited in vain"
            assert self.page.send("look")["ok"]
            time.sleep(0.02)


def media(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = table.player.film["media"]
    return found


def test_the_screen_shows_the_original_and_changes_to_the_working_copy_when_it_is_there(session: CaseSession, recording: Recording) -> None:
    table = Table(session)
    lock = session.workspace.vault.completing(recording.id)
    lock.make()
    with alone(lock.lock):
        table.desk.show(recording.id)
        assert media(table)["film"] == f"vig/media/{recording.id}/original"
        assert (media(table)["is_original"], media(table)["starts_at"]) == (True, TICKS_PER_S // 2)
        assert (media(table)["peaks"], media(table)["thumbnails"], media(table)["packets"]) == (None, None, None)
        assert table.player.preparation["is_going_on"]
        moment = table.page.send("mark_moment", start=0, end=recording.length)["result"]["id"]
        refused = table.page.send("stop_preparing")
        assert "is not made here" in refused["problem"]
    assert table.page.send("prepare")["ok"]
    table.look_until(lambda: table.player.preparation is None)
    assert media(table)["film"] == f"vig/media/{recording.id}/film"
    assert (media(table)["is_original"], media(table)["starts_at"]) == (False, 0)
    assert media(table)["peaks"]
    assert media(table)["packets"]
    assert table.player.film["thumbnails"]
    assert [each["id"] for each in table.player.moments] == [moment]


def test_a_film_shown_before_its_copy_is_there_has_it_made_by_the_screen(session: CaseSession, recording: Recording) -> None:
    table = Table(session)
    table.desk.show(recording.id)
    table.look_until(lambda: table.player.preparation is None)
    assert is_complete(session.workspace, recording.id)


def test_a_film_is_looked_over_once_its_copy_is_there_and_what_there_is_to_say_is_shown(session: CaseSession, recording: Recording) -> None:
    table = Table(session)
    table.desk.show(recording.id)
    assert table.player.checks is None
    table.look_until(lambda: table.player.checks)
    assert table.player.preparation is None
    said = {finding["check"]: finding for finding in table.player.checks["findings"]}
    assert said["picture_late"]["words"].startswith("The picture starts 0.5 s after the sound.")
    assert (said["picture_late"]["weight"], said["picture_late"]["spans"]) == ("know", [])
    assert table.player.checks["good"]


def test_a_film_from_before_there_were_checks_is_looked_over_when_it_is_shown(session: CaseSession, numbered_film: Film) -> None:
    recording = import_film(session.workspace, numbered_film("silent").path, "A7").recording
    table = Table(session)
    table.desk.show(recording.id)
    assert table.player.preparation is None
    table.look_until(lambda: table.player.checks)
    assert table.player.checks["findings"][0]["check"] == "no_sound"


def test_looking_over_gives_way_to_a_working_copy_and_is_done_after_it(
    session: CaseSession, recording: Recording, numbered_film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = import_film(session.workspace, numbered_film("silent").path, "A7").recording
    preparing, begun, done = Preparing(session.workspace), threading.Event(), []

    def look(vault: Vault, recording_id: str, *, cancelled: Callable[[], bool]) -> bool:
        begun.set()
        while recording_id == other.id and not is_complete(session.workspace, recording.id):
            if cancelled():
                raise StoppedError("stopped", "again")
            time.sleep(0.005)
        done.append(recording_id)
        return True

    monkeypatch.setattr("workbench.app.preparing.make_checks", look)
    preparing.begin(other.id)
    assert begun.wait(60)
    preparing.begin(recording.id)
    until = time.monotonic() + 60
    while len(done) < 2:
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    assert done == [other.id, recording.id]
    assert is_complete(session.workspace, recording.id)


def test_a_copy_that_is_stopped_waits_until_somebody_asks_for_it(session: CaseSession, recording: Recording) -> None:
    table = Table(session)
    table.desk.show(recording.id)
    assert table.page.send("stop_preparing")["ok"]
    assert not table.player.preparation["is_going_on"]
    assert table.page.send("look")["ok"]
    assert not is_complete(session.workspace, recording.id)
    assert table.page.send("prepare")["ok"]
    table.look_until(lambda: table.player.preparation is None)


def test_a_copy_that_cannot_be_made_is_said_on_the_screen_and_tried_again_on_request(session: CaseSession, recording: Recording) -> None:
    session.mark_moment(recording.id, session.frame_table(recording.id).span)
    with session.workspace.vault.path(recording.id, "original") as original:
        kept = original.read_bytes()
        original.write_bytes(kept[: len(kept) // 2])
    table = Table(session)
    table.desk.show(recording.id)
    table.look_until(lambda: table.player.preparation["problem"])
    assert not table.player.preparation["is_going_on"]
    assert "cut off" in table.player.preparation["problem"]
    assert table.player.preparation["next_step"]

    table.desk.show(recording.id)
    assert table.player.preparation["problem"], "not begun again without being asked"
    with session.workspace.vault.path(recording.id, "original") as original:
        original.write_bytes(kept)
    assert table.page.send("prepare")["ok"]
    table.look_until(lambda: table.player.preparation is None)


def test_a_film_that_turns_out_not_to_be_whole_leaves_the_screen(session: CaseSession, recording: Recording) -> None:
    with session.workspace.vault.path(recording.id, "original") as original:
        original.write_bytes(original.read_bytes()[:5000])
    table = Table(session)
    table.desk.show(recording.id)
    table.look_until(lambda: table.player.film is None)
    assert session.recordings() == []


def test_a_film_is_brought_in_on_the_screen_and_what_is_none_is_said(session: CaseSession, numbered_film: Film, tmp_path: Path) -> None:
    line = BringIn(session)
    letter = tmp_path / "letter.mp4"
    letter.write_text("not a film")
    for named, said in [(str(letter), "letter.mp4 is not a film"), (f'"{numbered_film("ntsc").path}" ', "Film 1 is in the case.")]:
        line.place.value = named
        line.button.click()
        until = time.monotonic() + 60
        while line.button.disabled:
            assert time.monotonic() < until
            time.sleep(0.01)
        assert said in line.words.value
    (recording,) = session.recordings()
    assert not is_complete(session.workspace, recording.id)
    assert line.place.value == ""
