"""Messages of a page against a real workspace: what is answered is on the disk, and the screen shows it."""

from concurrent.futures import Future
from typing import Any

import pytest

from tests.cases import SECOND, TODAY, open_folder, seconds
from tests.unit.app.conftest import Office, Page
from workbench.app.desk import Desk
from workbench.app.giving import Giving
from workbench.app.showing import ALL, MARKED, read_part
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import PackageError
from workbench.practice.clips import MomentKind, PausePoint
from workbench.practice.exports import Export, Way
from workbench.practice.people import Consent, ConsentStatus, Scope
from workbench.session.casefile import CaseSession
from workbench.session.withdrawing import Withdrawn
from workbench.store.workspace import open_workspace
from workbench.widgets.player import PlayerWidget
from workbench.widgets.snapshot import WirePublishing


class Press(Giving):
    """Stands in for the writing of packages: each is done when a test says so."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, bool]] = []
        self.given: Future[dict[str, str]] = Future()
        self.is_stopped = False

    @property
    def state(self) -> WirePublishing | None:
        going = bool(self.begun) and not self.given.done()
        return (
            WirePublishing(words="Cutting", part=0.5, left_s=3.0, way="offline_page" if self.begun[-1][1] else "package") if going else None
        )

    def begin(self, playlist_id: str, *, offline: bool = False) -> "Future[dict[str, str]]":
        self.begun.append((playlist_id, offline))
        return self.given

    def stop(self) -> None:
        self.is_stopped = True


class Table:
    """A desk with its page, and the press on which it publishes."""

    def __init__(self, office: Office) -> None:
        self.session, self.recording, self.mum, self.noah = office
        self.press = Press()
        self.player = PlayerWidget(
            lambda edit: self.desk.perform(edit),
            reader=lambda question: self.desk.answer(question),
            afterwards=lambda: self.desk.show_what_follows(),
        )
        self.page = Page(self.player)
        self.desk = Desk(self.session, self.player, self.press)
        self.desk.show(self.recording.id)

    def send(self, kind: str, **fields: Any) -> dict[str, Any]:
        reply = self.page.send(kind, **fields)
        assert reply["ok"], reply
        result: dict[str, Any] = reply["result"]
        return result

    def on_disk(self) -> CaseSession:
        return open_folder(self.session.workspace.folder)

    def mark(self, start_s: float = 1, end_s: float = 3) -> str:
        moment: str = self.send("mark_moment", start=round(start_s * SECOND), end=round(end_s * SECOND))["id"]
        return moment


@pytest.fixture
def table(office: Office) -> Table:
    return Table(office)


def test_every_part_of_the_screen_is_filled_from_the_case(table: Table) -> None:
    assert table.player.film["recording_id"] == table.recording.id
    assert table.player.film["media"]["frames"] == f"vig/media/{table.recording.id}/frames"
    assert table.player.film["media"]["peaks"] is None
    assert table.player.case["hope"] == "that he listens to me"
    assert [person["shown_name"] for person in table.player.people] == ["Mum", "Noah"]
    assert len(table.player.vocabulary["levels"]) == 6
    assert table.player.consent["in_view"] is None


def test_a_marked_moment_is_on_the_disk_and_on_the_screen_before_it_is_answered(table: Table) -> None:
    seen: list[tuple[int, int]] = []
    send = table.player.send

    def answer(content: dict[str, Any], buffers: Any = None) -> None:
        seen.append((len(table.on_disk().moments(table.recording.id)), len(table.player.moments)))
        send(content, buffers)

    table.player.send = answer
    moment = table.send("mark_moment", start=SECOND, end=2 * SECOND, moment_kind="repair", principles=["E1"])["id"]
    assert seen == [(1, 1)]
    (kept,) = table.on_disk().moments(table.recording.id)
    assert (kept.id, kept.kind, kept.principles, kept.span) == (moment, MomentKind.REPAIR, ("E1",), seconds(1, 2.005))
    assert table.player.history["undo"] == "Mark a moment at 00:01.000"


def test_a_moment_is_changed_field_by_field_and_removed(table: Table) -> None:
    moment = table.mark()
    table.send("change_moment", id=moment, why="he waits", moment_kind="first_time", start=SECOND, end=4 * SECOND)
    (kept,) = table.on_disk().moments(table.recording.id)
    assert (kept.why, kept.kind, kept.principles) == ("he waits", MomentKind.FIRST_TIME, ())
    assert kept.span.covers(seconds(1, 4))
    table.send("remove_moment", id=moment)
    assert table.on_disk().moments(table.recording.id) == []
    assert table.player.moments == []


def test_rows_are_added_coded_and_turned_back_on_disk_and_on_the_screen(table: Table) -> None:
    tier = table.send("add_tier", channel="look", person_id=table.mum.id)["id"]
    asked = [{"start": SECOND, "end": 2 * SECOND, "label": "Noah"}, {"start": 3 * SECOND, "end": 4 * SECOND}]
    ids = table.send("add_intervals", tier_id=tier, intervals=asked)["ids"]
    table.send("change_intervals", intervals=[{"id": ids[1], "label": "uncodable"}])
    moved = table.send("move_intervals", ids=ids, by_ticks=SECOND)["ids"]
    assert moved == ids
    kept = table.on_disk().intervals(tier)
    assert [(each.id, each.label) for each in kept] == [(ids[0], "Noah"), (ids[1], "uncodable")]
    assert [each["id"] for each in table.player.tiers] == [tier]
    assert table.player.history["undo"] == "Move 2 looks"
    copies = table.send("copy_intervals", ids=ids, by_ticks=5 * SECOND)["ids"]
    table.send("split_intervals", ids=[copies[0]], at=round(7.5 * SECOND))
    table.send("merge_intervals", ids=copies, overlap="trim")
    assert len(table.on_disk().intervals(tier)) == 3
    table.send("remove_intervals", ids=[copies[0]])
    table.send("change_tier", id=tier, name="eyes")
    assert table.player.tiers[0]["name"] == "eyes"
    table.send("remove_tier", id=tier)
    assert table.player.tiers == []
    for _ in range(9):
        table.send("undo")
    assert table.on_disk().intervals(tier) == []


@pytest.mark.parametrize("whole_row", [True, False])
def test_candidates_are_accepted_and_dismissed(table: Table, whole_row: bool) -> None:
    found = Tier(new_id(), table.recording.id, "found", Channel.LOOK, Origin.CANDIDATE, table.noah.id)
    intervals = [Interval(new_id(), found.id, seconds(n, n + 0.5), "Mum", 0.9) for n in range(3)]
    with table.session.workspace.edit("Find looks", case_id=table.session.case_id) as edit:
        edit.put(found, *intervals)
    first = {"ids": [intervals[0].id]}
    accepted = table.send("accept_candidates", **first)
    assert (len(accepted["ids"]), accepted["n_left"]) == (1, 0)
    table.send("dismiss_candidates", **({"tier_id": found.id} if whole_row else {"ids": [intervals[1].id]}))
    assert [len(table.on_disk().intervals(tier.id)) for tier in table.on_disk().tiers(table.recording.id)] == ([1] if whole_row else [1, 1])


def test_figures_are_drawn_moved_and_removed(table: Table) -> None:
    drawn = {"shape": "box", "points": [[0.1, 0.1], [0.4, 0.4]], "at": SECOND, "start": SECOND, "end": 2 * SECOND}
    region = table.send("draw_region", **drawn, label="hand")["id"]
    table.send("change_region", id=region, points=[[0.2, 0.2], [0.5, 0.5]], at=round(1.5 * SECOND))
    table.send("change_region", id=region, start=SECOND, end=3 * SECOND, purpose="anonymise")
    (kept,) = table.on_disk().regions(table.recording.id)
    assert len(kept.keyframes) == 2
    assert (kept.label, kept.purpose.value, kept.span.covers(seconds(1, 3))) == ("hand", "anonymise", True)
    table.send("remove_region", id=region)
    assert table.player.regions == []


def test_clips_are_made_changed_ordered_and_removed(table: Table) -> None:
    clips = [table.send("make_clip", moment_id=table.mark(n, n + 2))["id"] for n in (1, 4, 7)]
    table.send("change_clip", id=clips[0], title="Waiting", pauses=[{"at": 2 * SECOND, "question": "Here?"}], poster_at=2 * SECOND)
    table.send("change_clip", id=clips[0], poster_at=None, slow_rate=0.25)
    table.send("order_clips", clip_ids=clips[::-1])
    table.send("remove_clip", id=clips[1])
    session = table.on_disk()
    kept = session.clips(session.playlists()[0].id)
    assert [(clip.id, clip.position) for clip in kept] == [(clips[2], 0), (clips[0], 1)]
    assert kept[1].title == "Waiting"
    assert [p.question for p in kept[1].pauses] == ["Here?"]
    assert isinstance(kept[1].pauses[0], PausePoint)
    assert (kept[1].poster_at, kept[1].slow_rate) == (None, 0.25)
    assert [clip["id"] for clip in table.player.playlist["clips"]] == [clips[2], clips[0]]
    assert {note["check"] for note in table.player.playlist["advice"]} >= {"count", "length", "in_view"}


def test_the_hope_and_the_closing_question_are_changed_undone_and_shown(table: Table) -> None:
    table.send("make_clip", moment_id=table.mark())
    table.send("change_case", hope="that we laugh together")
    table.send("change_playlist", closing_question="What stays with you?", profile="micro")
    session = table.on_disk()
    assert (session.case.hope, session.case.helping_question) == ("that we laugh together", table.session.case.helping_question)
    (playlist,) = session.playlists()
    assert (playlist.closing_question, playlist.profile.value, playlist.title != "") == ("What stays with you?", "micro", True)
    assert (table.player.case["hope"], table.player.playlist["profile"]) == ("that we laugh together", "micro")
    table.send("undo")
    table.send("undo")
    assert table.player.case["hope"] == "that he listens to me"
    assert table.player.playlist["closing_question"] == "What would you like to take with you?"


def test_people_consent_and_who_is_in_view_are_kept(table: Table) -> None:
    gran = table.send("add_person", code="G", role="carer", shown_name="Gran")["id"]
    table.send("set_in_view", person_ids=[table.mum.id, gran])
    table.send("say_consent", person_id=gran, scope="shared_review", status="granted", given_by="herself")
    assert table.player.consent["missing"] == ["Mum"]
    (statement,) = table.on_disk().consents()
    assert (statement.person_id, statement.scope, statement.status) == (gran, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    assert (statement.recording_id, statement.given_by) == (table.recording.id, "herself")
    assert [person["shown_name"] for person in table.player.people] == ["Gran", "Mum", "Noah"]


def test_a_consent_taken_back_on_the_page_takes_its_packages_back(table: Table) -> None:
    table.send("set_in_view", person_ids=[table.mum.id])
    assert table.send("say_consent", person_id=table.mum.id, scope="shared_review", status="granted")["withdrawn"] == []
    record = Export(new_id(), table.session.case_id, Way.PACKAGE, "gone", TODAY, expires_on=TODAY, recording_ids=(table.recording.id,))
    with table.session.workspace.edit("Publish a playlist", case_id=table.session.case_id, lasting=True) as edit:
        edit.put(record)
    assert table.send("say_consent", person_id=table.mum.id, scope="shared_review", status="withdrawn")["withdrawn"] == ["gone"]
    assert table.session.packages()[0].revoked_on == TODAY


def test_a_film_that_somebody_takes_back_goes_from_the_desk_at_once(table: Table) -> None:
    heard: list[list[str]] = []
    table.desk.on_films(lambda films: heard.append([film.id for film in films]))
    table.send("set_in_view", person_ids=[table.mum.id])
    table.send("say_consent", person_id=table.mum.id, scope="film", status="withdrawn")
    assert table.desk.recording_id is None
    assert table.player.film is None
    assert table.player.moments == []
    assert heard[-1] == []
    assert not table.page.send("mark_moment", start=SECOND, end=3 * SECOND)["ok"]


def test_packages_go_too_when_undo_takes_back_who_is_in_view(table: Table) -> None:
    table.send("say_consent", person_id=table.mum.id, scope="shared_review", status="granted")
    table.send("set_in_view", person_ids=[table.mum.id])
    record = Export(new_id(), table.session.case_id, Way.PACKAGE, "gone", TODAY, expires_on=TODAY, recording_ids=(table.recording.id,))
    with table.session.workspace.edit("Publish a playlist", case_id=table.session.case_id, lasting=True) as edit:
        edit.put(record)
    assert table.send("undo")["withdrawn"] == ["gone"]
    assert table.player.consent["in_view"] is None


def test_a_consent_taken_back_is_kept_and_shown_also_where_a_package_resists(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def resist(case: object) -> list[Export]:
        raise PackageError("The package is open elsewhere", "Close it")

    table.send("set_in_view", person_ids=[table.mum.id])
    monkeypatch.setattr("workbench.app.desk.withdraw_unconsented", resist)
    said = {"person_id": table.mum.id, "scope": "shared_review", "status": "withdrawn"}
    assert table.page.send("say_consent", **said)["problem"] == "The package is open elsewhere"
    assert table.player.consent["statements"][0]["status"] == "withdrawn"


def test_undo_and_redo_say_what_they_did_and_the_screen_follows(table: Table) -> None:
    table.mark()
    assert table.send("undo")["label"] == "Mark a moment at 00:01.000"
    assert (table.player.moments, table.player.history["redo"]) == ([], "Mark a moment at 00:01.000")
    assert table.send("redo")["label"] == "Mark a moment at 00:01.000"
    assert len(table.player.moments) == 1
    assert table.send("redo")["label"] is None


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("mark_moment", {"start": 0, "end": 9999 * SECOND}, "the film from"),
        ("mark_moment", {"start": 5, "end": 5}, "does not do"),
        ("mark_moment", {"start": 0, "end": SECOND, "principles": ["Z9"]}, "no principle Z9"),
        ("change_moment", {"id": "0" * 16, "why": "x"}, "There is no moment"),
        ("change_moment", {"id": "../../etc/passwd", "why": "x"}, "does not do"),
        ("order_clips", {"clip_ids": []}, "no playlist to change"),
        ("publish", {}, "no playlist to give away"),
        ("export_for_training", {"way": "training_internal", "for_whom": "AB", "days": 9}, "no playlist to give away"),
        ("export_for_training", {"way": "package", "for_whom": "AB", "days": 9}, "does not do"),
        ("drop_everything", {}, "does not do"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(table: Table, kind: str, fields: dict[str, Any], words: str) -> None:
    before = table.session.history()
    reply = table.page.send(kind, **fields)
    assert not reply["ok"]
    assert words in reply["problem"]
    assert reply["next_step"]
    assert table.session.history() == before


def test_a_film_of_another_case_cannot_be_put_on_the_desk(table: Table) -> None:
    with pytest.raises(Exception, match="There is no recording"):
        table.desk.show(new_id())
    assert table.desk.recording_id == table.recording.id


def test_an_empty_desk_shows_nothing_and_refuses_edits(table: Table) -> None:
    table.mark()
    table.desk.show(None)
    assert (table.player.film, table.player.moments, table.player.playlist) == (None, [], None)
    assert table.page.send("mark_moment", start=0, end=9)["problem"] == "There is no film on the desk yet"


def test_only_what_an_edit_changed_is_sent_to_the_page(table: Table) -> None:
    table.mark()
    changed: list[str] = []
    table.player.observe(lambda change: changed.append(change["name"]), list(ALL))
    table.mark()
    # the line that says when the last edit was saved is the same within one second
    assert "moments" in changed
    assert set(changed) <= {"history", "moments"}


def test_listeners_hear_of_an_edit_after_it_is_on_the_screen(table: Table) -> None:
    heard: list[int] = []
    table.desk.on_change(lambda: heard.append(len(table.player.moments)))
    table.mark()
    table.page.send("mark_moment", start=0, end=9999 * SECOND)
    assert heard == [1]


def test_publishing_is_answered_when_it_is_done_and_marking_goes_on_meanwhile(table: Table) -> None:
    table.send("make_clip", moment_id=table.mark())
    assert table.page.send("publish") == {}
    request = table.page.n_requests
    table.mark(5, 6)
    assert table.press.begun == [(table.player.playlist["id"], False)]
    assert table.player.publishing == {"words": "Cutting", "part": 0.5, "left_s": 3.0, "way": "package"}
    table.press.given.set_result({"folder": "somewhere"})
    assert table.page.reply(request) == {"reply": request, "ok": True, "result": {"folder": "somewhere"}}
    assert table.player.publishing is None


def test_a_page_for_a_stick_is_asked_for_looked_after_and_stopped(table: Table) -> None:
    table.send("make_clip", moment_id=table.mark())
    table.page.send("publish", offline=True)
    assert table.press.begun == [(table.player.playlist["id"], True)]
    table.player.publishing = None
    table.send("look")
    assert table.player.publishing["way"] == "offline_page"
    table.send("stop_publishing")
    assert table.press.is_stopped


def test_a_preview_without_clips_says_why_and_changes_nothing(table: Table) -> None:
    assert table.send("read_preview") == {"page": None, "notes": ["There is no playlist yet. Make a clip of a moment first."]}
    clip = table.send("make_clip", moment_id=table.mark())["id"]
    table.send("remove_clip", id=clip)
    before = table.session.history()
    told = table.send("read_preview")
    assert told["page"] is None
    assert told["notes"][0].startswith("This playlist has no clips yet")
    assert table.session.history() == before


def test_every_part_can_be_read_as_plain_json(table: Table) -> None:
    import json

    for part in ALL:
        assert json.loads(json.dumps(read_part(part, table.session, table.recording.id))) == read_part(
            part, table.session, table.recording.id
        )
    assert set(MARKED) < set(ALL)


def test_settings_are_kept_beside_the_cases_shown_and_passed_by_by_undo(table: Table) -> None:
    moment = table.mark()
    table.send("change_settings", keys=[{"command": "step 1", "chords": ["W"]}], reaction_delay_ms=250)
    assert table.player.settings["keys"] == [{"command": "step 1", "chords": ["W"]}]
    assert table.player.settings["around_before_ms"] == 2000
    assert table.player.history["undo"].startswith("Mark a moment")
    table.send("undo")
    assert moment not in [kept.id for kept in table.on_disk().moments(table.recording.id)]
    assert table.player.settings["reaction_delay_ms"] == 250
    assert Table((table.session, table.recording, table.mum, table.noah)).player.settings["reaction_delay_ms"] == 250


def test_settings_that_cannot_be_read_are_said_and_the_film_is_shown(table: Table) -> None:
    (table.session.workspace.folder / "settings.json").write_text("{")
    again = Table((table.session, table.recording, table.mum, table.noah))
    assert "could not be read" in again.player.settings["notice"]
    assert again.player.film["recording_id"] == table.recording.id


@pytest.mark.parametrize(
    "fields",
    [{"reaction_delay_ms": -1}, {"keys": [{"command": "rm -rf /", "chords": []}]}, {"folder": "/tmp"}],
    ids=["out of bounds", "no command", "a path"],
)
def test_hostile_settings_change_nothing(table: Table, fields: dict[str, Any]) -> None:
    before = sorted(table.session.workspace.folder.iterdir())
    assert not table.page.send("change_settings", **fields)["ok"]
    assert sorted(table.session.workspace.folder.iterdir()) == before


def test_settings_can_be_changed_where_there_is_no_film(table: Table) -> None:
    table.desk.show(None)
    table.send("change_settings", around_after_ms=500)
    assert table.player.settings["around_after_ms"] == 500


def test_steps_are_marked_linked_changed_and_removed_on_disk_and_screen(table: Table) -> None:
    times = {"start": SECOND, "end": 2 * SECOND}
    first = table.send("add_step", **times, actor_id=table.noah.id, role="initiative", modality="gaze")["id"]
    second = table.send("add_step", start=2 * SECOND, end=3 * SECOND, actor_id=table.mum.id, role="reception", modality="face")["id"]
    table.send("link_step", id=second, answers=first)
    table.send("change_step", id=second, role="response", modality="words", words="the blue one", topic="blue")
    assert [(step["id"], step["role"], step["answers"]) for step in table.player.steps] == [
        (first, "initiative", None),
        (second, "response", first),
    ]
    (_, kept) = table.on_disk().steps(table.recording.id)
    assert (kept.answers, kept.words, kept.topic) == (first, "the blue one", "blue")
    removed = table.send("remove_step", id=first)
    assert removed["also"] == ["1 step that answers it begins a chain of its own"]
    assert [(step["id"], step["answers"]) for step in table.player.steps] == [(second, None)]
    table.send("undo")
    assert [step["answers"] for step in table.player.steps] == [None, first]


def test_the_history_is_read_newest_first_and_one_goes_to_a_place_in_it(table: Table) -> None:
    table.mark()
    table.mark(4, 5)
    told = table.send("read_history", most=2)
    assert [change["label"] for change in told["changes"]] == ["Mark a moment at 00:03.995", "Mark a moment at 00:01.000"]
    assert told["more"] is True
    assert table.send("turn_to", change=told["changes"][1]["id"]) == {"n_turned": 1, "withdrawn": []}
    assert len(table.player.moments) == 1
    assert [change["undone"] for change in table.send("read_history", most=3)["changes"]] == [True, False, False]
    table.send("turn_to", change=told["changes"][0]["id"])
    assert len(table.player.moments) == len(table.on_disk().moments(table.recording.id)) == 2
    lasting = [change["label"] for change in table.send("read_history")["changes"] if change["lasting"]]
    assert lasting == ["Import a film", "Open the case HAZEL"]
    assert table.page.send("turn_to", change=10**9)["problem"] == "The history has no such place any more"


def test_what_hangs_on_a_thing_is_told_before_and_after_it_goes(table: Table) -> None:
    moment = table.mark()
    table.send("make_clip", moment_id=moment)
    asked = table.send("what_depends_on", thing="moment", id=moment)
    assert asked == {"n_going": 0, "words": ["1 clip keeps its own times"]}
    assert len(table.player.moments) == 1
    assert table.send("remove_moment", id=moment)["also"] == asked["words"]
    assert table.page.send("what_depends_on", thing="moment", id=moment)["ok"] is False


KEY = "0123456789abcdef" * 2


def test_what_a_kernel_did_before_it_died_unheard_is_not_done_again_by_the_next(table: Table) -> None:
    asked = {"start": SECOND, "end": 3 * SECOND, "key": KEY}
    first = table.send("mark_moment", **asked)
    with open_workspace(table.session.workspace.folder) as opened:
        next_kernel = Table((CaseSession(opened, table.session.case_id), table.recording, table.mum, table.noah))
        assert next_kernel.send("mark_moment", **asked) == {}
        assert [moment["id"] for moment in next_kernel.player.moments] == [first["id"]]
        next_kernel.send("undo")
        assert next_kernel.send("mark_moment", **asked) == {}
        assert next_kernel.player.moments == []
        again = next_kernel.send("mark_moment", **{**asked, "key": KEY[::-1]})
        assert [moment.id for moment in next_kernel.on_disk().moments(table.recording.id)] == [again["id"]]


def test_consent_asked_for_again_under_its_key_still_takes_the_packages_back(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"person_id": table.mum.id, "scope": Scope.SHARED_REVIEW.value, "status": ConsentStatus.REFUSED.value, "key": KEY}
    n_withdrawals = []
    monkeypatch.setattr("workbench.app.desk.withdraw_unconsented", lambda session: n_withdrawals.append(session) or Withdrawn())
    assert table.send("say_consent", **asked) | table.send("say_consent", **asked) != {}
    assert len(n_withdrawals) == 2
    said = [consent for consent in table.session.workspace.find(Consent) if consent.status is ConsentStatus.REFUSED]
    assert len(said) == 1


@pytest.mark.parametrize("key", ["", "x" * 32, KEY[:-1], KEY + "0", KEY.upper(), 7, ["0" * 32]])
def test_a_key_that_is_none_is_refused_and_nothing_is_changed(table: Table, key: object) -> None:
    assert not table.page.send("mark_moment", start=SECOND, end=3 * SECOND, key=key)["ok"]
    assert table.session.moments(table.recording.id) == []
