"""Cameras of a session on the guider's desk: what the page is told of them, and what its messages do."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.cases import SECOND, add_recording, uneven_table
from tests.sounds import RATE_HZ, lively_room, write_sound
from tests.unit.app.conftest import NothingGiven, Office, Page
from workbench.app.desk import Desk
from workbench.core.identity import new_id
from workbench.core.time import Ticks
from workbench.media import alignment
from workbench.media.source import Source
from workbench.practice.casework import Recording
from workbench.session.casefile import create_case
from workbench.widgets.player import PlayerWidget


class Cameras:
    """A desk with the office's film, and another film of the same session in the case."""

    def __init__(self, office: Office) -> None:
        self.session, self.film, *_ = office
        self.other = add_recording(self.session, uneven_table(), "From the window")
        self.player = PlayerWidget(
            lambda edit: self.desk.perform(edit),
            reader=lambda question: self.desk.answer(question),
            afterwards=lambda: self.desk.show_what_follows(),
        )
        self.page = Page(self.player)
        self.desk = Desk(self.session, self.player, NothingGiven(self.session.workspace))
        self.desk.show(self.film.id)

    @property
    def shown(self) -> dict[str, Any]:
        (camera,) = self.player.cameras
        said: dict[str, Any] = camera
        return said

    def give_sound(self, film: Recording, first_s: int = 0) -> None:
        made = write_sound(self.session.workspace.folder / f"{film.id}.mkv", lively_room(20)[first_s * RATE_HZ :])
        made.rename(self.session.workspace.folder / "vault" / film.id / "proxy.mp4")


@pytest.fixture
def cameras(office: Office) -> Cameras:
    return Cameras(office)


def until(met: Callable[[], bool]) -> None:
    """Wait for work that goes on beside the desk."""
    import time

    for _ in range(3000):
        if met():
            return
        time.sleep(0.01)
    raise AssertionError("it has not come")


def test_a_film_of_the_case_that_is_not_beside_this_one_is_offered(cameras: Cameras) -> None:
    assert cameras.shown["film"]["recording_id"] == cameras.other.id
    assert (cameras.shown["starts_at"], cameras.shown["aligned_by"], cameras.shown["stands_out"]) == (None, None, None)


def test_a_camera_is_set_moved_and_taken_away_by_messages(cameras: Cameras) -> None:
    other = cameras.other.id
    assert cameras.page.send("place_camera", recording_id=other, starts_at=-SECOND)["ok"]
    assert (cameras.shown["starts_at"], cameras.shown["aligned_by"]) == (-SECOND, "hand")
    assert cameras.page.send("correct_camera", recording_id=other, at=3 * SECOND, frames=2)["ok"]
    assert cameras.shown["starts_at"] < -SECOND
    assert cameras.player.history["undo"] == "Move the camera From the window by +2 frames"
    assert cameras.page.send("undo")["ok"]
    assert cameras.shown["starts_at"] == -SECOND
    assert cameras.page.send("remove_camera", recording_id=other)["result"]["also"] == ["no film leaves the case"]
    assert cameras.shown["starts_at"] is None


def test_what_goes_along_with_a_camera_is_said(cameras: Cameras) -> None:
    """Parted from the film that leads, a film has none of the others beside it any more."""
    third = add_recording(cameras.session, uneven_table(), "From the ceiling")
    for film in (cameras.film, third):
        cameras.session.place_camera(cameras.other.id, film.id, Ticks(0))
    cameras.desk.show(cameras.film.id)
    answer = cameras.page.send("remove_camera", recording_id=cameras.other.id)
    assert answer["result"]["also"] == ["From the ceiling goes too", "no film leaves the case"]
    assert [camera["starts_at"] for camera in cameras.player.cameras] == [None, None]


def test_listening_goes_on_beside_the_desk_and_is_answered_when_it_is_done(cameras: Cameras) -> None:
    cameras.give_sound(cameras.film)
    cameras.give_sound(cameras.other, first_s=4)
    assert cameras.page.send("align_camera", recording_id=cameras.other.id) == {}
    assert cameras.page.send("mark_moment", start=0, end=SECOND)["ok"]
    until(lambda: bool(cameras.page.reply(1)))
    assert cameras.page.reply(1)["ok"]
    assert cameras.shown["starts_at"] == pytest.approx(4 * SECOND, abs=90)
    assert cameras.shown["aligned_by"] == "sound"


def test_listening_says_how_far_it_is_and_can_be_stopped(cameras: Cameras, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second film is held back until the page has looked and stopped it."""
    go_on, listening = threading.Event(), threading.Event()
    real = alignment.read_onsets

    def held_back(source: Source, *, heard: alignment.Heard) -> alignment.Onsets:
        if listening.is_set():
            go_on.wait(30)
        onsets = real(source, heard=heard)
        listening.set()
        return onsets

    monkeypatch.setattr(alignment, "read_onsets", held_back)
    cameras.give_sound(cameras.film)
    cameras.give_sound(cameras.other, first_s=4)
    cameras.page.send("align_camera", recording_id=cameras.other.id)
    assert cameras.shown["listened"] is not None
    assert listening.wait(30)
    assert cameras.page.send("look")["ok"]
    assert 0.4 < cameras.shown["listened"] <= 1
    assert "already" in cameras.page.send("align_camera", recording_id=cameras.other.id)["problem"]
    assert cameras.page.send("stop_aligning", recording_id=cameras.other.id)["ok"]
    go_on.set()
    until(lambda: bool(cameras.page.reply(1)))
    assert "stopped" in cameras.page.reply(1)["problem"]
    assert (cameras.shown["listened"], cameras.shown["starts_at"]) == (None, None)
    assert cameras.session.history()[-1].label != "Align the camera From the window by its sound"


def test_what_cannot_be_aligned_is_answered_in_words_and_changes_nothing(cameras: Cameras) -> None:
    cameras.page.send("align_camera", recording_id=cameras.other.id)
    until(lambda: bool(cameras.page.reply(1)))
    assert not cameras.page.reply(1)["ok"]
    assert "working copy" in cameras.page.reply(1)["problem"]
    assert cameras.shown["starts_at"] is None


def test_films_that_are_not_of_this_case_are_refused(cameras: Cameras) -> None:
    foreign = add_recording(create_case(cameras.session.workspace, "OTHER"), uneven_table())
    n_changes = len(cameras.session.history())
    for recording_id in (foreign.id, new_id(), cameras.film.id):
        for kind, fields in (("place_camera", {"starts_at": 0}), ("correct_camera", {"at": 0, "frames": 1}), ("remove_camera", {})):
            assert not cameras.page.send(kind, recording_id=recording_id, **fields)["ok"]
    assert len(cameras.session.history()) == n_changes
