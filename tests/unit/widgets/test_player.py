"""The player's widget: what it shows, what it answers, what it believes."""

import logging
from typing import Any

import pytest
import traitlets

from workbench.errors import EditError
from workbench.widgets.player import Handler, PlayerWidget
from workbench.widgets.protocol import LAST_TICK, MarkMoment
from workbench.widgets.tier_columns import pack_intervals
from workbench.widgets.wire import wire_history

MARK = {"request": 7, "kind": "mark_moment", "start": 0, "end": 90_000}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What widgets send to their pages."""
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(PlayerWidget, "send", lambda _, content, buffers=None: messages.append(content))
    return messages


def ask(handler: Handler | None, content: object) -> PlayerWidget:
    player = PlayerWidget(handler)
    player._handle_custom_msg(content, [])
    return player


def test_an_edit_reaches_the_handler_checked_and_its_result_goes_back(sent: list[dict[str, Any]]) -> None:
    asked = []

    def handle(edit: Any) -> dict[str, Any]:
        asked.append(edit)
        return {"id": "0" * 16}

    ask(handle, MARK)
    assert asked == [MarkMoment(kind="mark_moment", start=0, end=90_000)]
    assert sent == [{"reply": 7, "ok": True, "result": {"id": "0" * 16}}]


def test_a_refusal_goes_back_in_the_words_of_who_refused(sent: list[dict[str, Any]]) -> None:
    def refuse(_: Any) -> dict[str, Any]:
        raise EditError("The moment lies outside the film", "Mark it inside")

    ask(refuse, MARK)
    assert sent == [{"reply": 7, "ok": False, "problem": "The moment lies outside the film", "next_step": "Mark it inside"}]


def test_the_unexpected_is_logged_and_told_in_calm_words(sent: list[dict[str, Any]], caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Any) -> dict[str, Any]:
        raise ZeroDivisionError("secret detail")

    with caplog.at_level(logging.ERROR):
        ask(fail, MARK)
    assert sent[0]["ok"] is False
    assert "nothing was changed" in sent[0]["problem"]
    assert "secret" not in str(sent)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("content", [{**MARK, "end": -1}, {**MARK, "kind": "burn"}, {**MARK, "path": "/etc"}])
def test_what_is_no_edit_never_reaches_the_handler(sent: list[dict[str, Any]], content: dict[str, Any]) -> None:
    ask(lambda edit: pytest.fail(f"{edit} got through"), content)
    assert sent[0]["reply"] == 7
    assert sent[0]["ok"] is False


@pytest.mark.parametrize("content", [None, "hello", {}, {"request": "7", "kind": "undo"}, {"request": True, "kind": "undo"}])
def test_what_is_no_request_gets_no_answer(sent: list[dict[str, Any]], content: object) -> None:
    ask(lambda edit: pytest.fail(f"{edit} got through"), content)
    assert sent == []


def test_without_a_handler_the_film_is_only_looked_at(sent: list[dict[str, Any]]) -> None:
    ask(None, MARK)
    assert sent[0]["problem"] == "This film is here to be looked at only"


@pytest.mark.parametrize("said", [{"id": "../x"}, {"id": "0" * 15}, {"id": 7}, {}, {"id": "0" * 16, "path": "/etc"}])
def test_what_is_no_question_for_a_tier_is_refused(sent: list[dict[str, Any]], said: dict[str, Any]) -> None:
    player = PlayerWidget(reader=lambda question: pytest.fail(f"{question} got through"))
    player._handle_custom_msg({"request": 1, "kind": "read_tier", **said}, [])
    assert sent[0]["ok"] is False


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "read_history", "most": 0},
        {"kind": "read_history", "most": 1001},
        {"kind": "read_history", "case_id": "0" * 16},
        {"kind": "what_depends_on", "thing": "case", "id": "0" * 16},
        {"kind": "what_depends_on", "thing": "moment", "id": "../x"},
        {"kind": "what_depends_on", "thing": "moment"},
    ],
)
def test_what_is_no_question_of_this_protocol_is_refused(sent: list[dict[str, Any]], said: dict[str, Any]) -> None:
    player = PlayerWidget(reader=lambda question: pytest.fail(f"{question} got through"))
    player._handle_custom_msg({"request": 1, **said}, [])
    assert sent[0]["ok"] is False


def test_a_tier_is_answered_in_words_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Any, Any]] = []
    monkeypatch.setattr(PlayerWidget, "send", lambda _, content, buffers=None: told.append((content, buffers)))
    packed = pack_intervals(3, dict.fromkeys(("id", "span_start", "span_end", "label", "confidence", "note"), ()))
    PlayerWidget(reader=lambda question: packed)._handle_custom_msg({"request": 1, "kind": "read_tier", "id": "0" * 16}, [])
    PlayerWidget()._handle_custom_msg({"request": 2, "kind": "read_tier", "id": "0" * 16}, [])
    assert told[0] == ({"reply": 1, "ok": True, "result": {"revision": 3, "n": 0, "labels": [], "notes": []}}, [b""] * 5)
    assert told[1][0]["problem"] == "There is nothing to read here"


def test_showing_changes_the_parts_named_and_leaves_the_rest() -> None:
    player = PlayerWidget(screen="player")
    player.show(moments=[{"id": "m"}], history=wire_history(undo="Mark a moment", redo=None, saved_at=None))
    assert player.moments == [{"id": "m"}]
    assert player.history == {"undo": "Mark a moment", "redo": None, "saved_at": None}
    assert player.regions == []
    assert player.screen == "player"


def test_a_part_that_does_not_exist_is_named() -> None:
    with pytest.raises(
        TypeError, match="no part moment; it has film, preparation, checks, publishing, analysing, analysis, case, casework, people"
    ):
        PlayerWidget().show(moment=[])


def test_seeking_stays_on_the_clock(sent: list[dict[str, Any]]) -> None:
    player = PlayerWidget()
    for ticks in (900, -5, 10**15):
        player.seek(ticks)
    assert sent == [{"command": "seek", "ticks": ticks} for ticks in (900, 0, LAST_TICK)]


def test_a_page_can_only_say_a_playhead_that_is_one() -> None:
    player = PlayerWidget()
    player.playhead = {"frame": 3, "ticks": 10_800, "playing": True}
    assert (player.now.frame, player.now.ticks, player.now.playing) == (3, 10_800, True)
    with pytest.raises(traitlets.TraitError):
        player.playhead = {"frame": "x", "ticks": 0, "playing": False}
    assert player.now.frame == 3


def test_the_bundle_is_there_and_asks_no_other_host() -> None:
    script, style = str(PlayerWidget._esm), str(PlayerWidget._css)
    assert "export" in script
    assert ".vig-root" in style
    allowed = ("http://www.w3.org/2000/svg",)
    for text in (script, style):
        for name in allowed:
            text = text.replace(name, "")
        assert "http://" not in text
        assert "https://" not in text
