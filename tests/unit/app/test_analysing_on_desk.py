"""Looking a film through from the screen: how far it is, stopping it, what is shown, and saying who is who."""

import threading
from typing import Any

import numpy as np
import pytest

from tests.analysed import BOXES, MUM, NOAH, faces_at, sounds_to_and_fro, voices_of
from tests.unit.app.conftest import NothingGiven, Office, Page
from workbench.app import analysing
from workbench.app.desk import Desk
from workbench.errors import StoppedError
from workbench.practice.people import ConsentStatus, Scope
from workbench.session.analysing import Analysed
from workbench.session.analysing_many import Outcome
from workbench.session.analysis_parts import FACES, VOICES, pack_part, write_voices
from workbench.session.proposing import propose
from workbench.widgets.player import PlayerWidget


class Search:
    """Stands in for the looking through: keeps faces and voices when a test says so."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session, self.film, *_ = office
        self.go_on, self.begun = threading.Event(), threading.Event()
        self.learn: list[bool] = []
        monkeypatch.setattr(analysing, "analyse_films", self._analyse)
        monkeypatch.setattr(analysing, "check_analysable", lambda *_: None)

    def _analyse(self, workspace: Any, films: list[str], *, learn: bool, today: object, progress: Any, cancelled: Any) -> list[Outcome]:
        self.learn.append(learn)
        progress("Looking for faces", 0.25)
        self.begun.set()
        while not self.go_on.wait(0.01):
            if cancelled():
                return [Outcome(films[0], error=StoppedError("Looking for places was stopped", "Begin again"))]
        tracks = faces_at(np.arange(0, self.film.length, 9000).tolist(), BOXES)
        workspace.vault.replace(films[0], FACES, pack_part({}, tracks.to_bytes()))
        workspace.vault.replace(films[0], VOICES, pack_part({}, write_voices(voices_of(sounds_to_and_fro(8)))))
        return [Outcome(films[0], Analysed(films[0], True, propose(workspace, films[0])))]


class Screen:
    """A desk with its page."""

    def __init__(self, office: Office) -> None:
        self.session, self.film, self.mum, self.noah = office
        self.session.set_in_view(self.film.id, [self.mum.id, self.noah.id])
        self.player = PlayerWidget(lambda edit: self.desk.perform(edit), reader=lambda asked: self.desk.answer(asked))
        self.desk = Desk(self.session, self.player, NothingGiven(self.session.workspace))
        self.desk.show(self.film.id)
        self.page = Page(self.player)

    def wait_for(self, n_request: int) -> dict[str, Any]:
        for _ in range(1000):
            if reply := self.page.reply(n_request):
                return reply
            threading.Event().wait(0.01)
        raise AssertionError("no reply came")


@pytest.fixture
def screen(office: Office) -> Screen:
    return Screen(office)


@pytest.fixture
def search(office: Office, monkeypatch: pytest.MonkeyPatch) -> Search:
    return Search(office, monkeypatch)


def test_it_says_how_far_it_is_and_then_shows_places_voices_and_rows(screen: Screen, search: Search) -> None:
    assert screen.player.analysis["is_looked_through"] is False
    assert screen.page.send("look_for_places") == {}
    assert search.begun.wait(10)
    screen.page.send("look")
    assert screen.player.analysing == {"words": "Looking for faces", "part": 0.25, "left_s": None}
    search.go_on.set()
    reply = screen.wait_for(1)
    assert (reply["ok"], reply["result"]["n_places"]) == (True, 1)
    assert screen.player.analysing is None
    (place,) = screen.player.analysis["places"]
    assert place["reasons"][0] == "Mum and Noah are both in view, near one another"
    voices = {each["speaker"]: each for each in screen.player.analysis["voices"]}
    assert (voices[NOAH]["person_id"], voices[NOAH]["is_proposed"]) == (screen.noah.id, True)
    assert {tier["origin"] for tier in screen.player.tiers} == {"candidate"}


def test_stopped_it_answers_so_and_can_begin_again(screen: Screen, search: Search) -> None:
    screen.page.send("look_for_places")
    assert search.begun.wait(10)
    assert screen.page.send("look_for_places")["problem"] == "A film is being looked through already"
    screen.page.send("stop_looking")
    assert screen.wait_for(1)["problem"] == "Looking for places was stopped"
    assert screen.player.analysing is None
    search.go_on.set()
    screen.page.send("look_for_places", learn=True)
    assert screen.wait_for(4)["ok"]
    assert search.learn == [False, True]


def test_without_consent_nothing_begins(screen: Screen) -> None:
    refused = screen.page.send("look_for_places")
    assert refused["problem"].startswith("Not everyone in view has agreed")
    for person in (screen.mum, screen.noah):
        screen.session.say_consent(person.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    assert "working copy" in screen.page.send("look_for_places")["problem"]
    assert screen.player.analysing is None


def test_faces_of_a_picture_are_read_and_named(screen: Screen, search: Search) -> None:
    assert screen.page.send("read_faces", at=0)["result"] == {"faces": []}
    search.go_on.set()
    screen.page.send("look_for_places")
    screen.wait_for(2)
    mum, _ = screen.page.send("read_faces", at=91_000)["result"]["faces"]
    assert (mum["track"], mum["person_id"], mum["is_proposed"]) == (MUM, screen.mum.id, True)
    assert [round(mum[edge], 2) for edge in ("left", "top", "right", "bottom")] == [0.2, 0.15, 0.35, 0.45]
    assert screen.page.send("name_face", track=MUM, person_id="")["ok"]
    named, _ = screen.page.send("read_faces", at=91_000)["result"]["faces"]
    assert (named["person_id"], named["is_proposed"]) == ("", False)
    assert screen.page.send("name_face", track=NOAH, person_id=screen.noah.id)["ok"]
    assert screen.page.send("split_face", track=NOAH, at=450_000)["ok"]
    assert screen.page.send("look_ahead", person_id=screen.noah.id, at=90_000)["ok"]
    assert screen.player.analysis["ahead"] == [{"person_id": screen.noah.id, "at": 90_000}]
    assert screen.page.send("name_voice", speaker=NOAH, person_id=screen.mum.id)["ok"]
    assert screen.page.send("undo")["ok"]
    voices = {each["speaker"]: each["person_id"] for each in screen.player.analysis["voices"]}
    assert voices[NOAH] == screen.noah.id


def test_a_place_that_is_dismissed_leaves_the_list_after_the_answer(screen: Screen, search: Search) -> None:
    search.go_on.set()
    screen.page.send("look_for_places")
    screen.wait_for(1)
    (place,) = screen.player.analysis["places"]
    assert screen.page.send("dismiss_candidates", ids=[place["id"]])["ok"]
    screen.desk.show_what_follows()
    assert screen.player.analysis["places"] == []
