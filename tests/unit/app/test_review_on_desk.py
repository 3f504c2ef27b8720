"""What follows a review, from the page to the disk and back to the screen: the record, supervision, letters, the end of a case."""

from pathlib import Path

import pytest

from tests.cases import SECOND, TODAY
from tests.unit.app.conftest import Office
from tests.unit.app.test_desk import Table
from workbench.app.writing import place_of_still
from workbench.core.time import Ticks
from workbench.practice.casework import CycleState, RecordingKind
from workbench.practice.exports import Way
from workbench.practice.people import ConsentStatus, Scope
from workbench.widgets.player import PlayerWidget

LATER = "2026-09-01"


@pytest.fixture
def table(office: Office) -> Table:
    return Table(office)


def reviewed(table: Table) -> tuple[str, str]:
    """The ids of a review of one clip, and of the clip."""
    clip = table.send("make_clip", moment_id=table.mark())["id"]
    table.send("change_clip", id=clip, title="Waiting together", principles=["E1"])
    playlist = table.player.playlist["id"]
    return table.send("add_review", playlist_id=playlist)["id"], clip


def test_a_review_is_written_down_for_the_cycle_under_way_with_every_clip_that_was_watched(table: Table) -> None:
    cycle = table.send("begin_cycle")["id"]
    review, clip = reviewed(table)
    assert table.on_disk().cycle(cycle).state is CycleState.REVIEWED
    table.send("change_review", id=review, held_on="2026-03-02", present=[table.mum.id], done=["wait", "receive"], how_it_was="good")
    table.send("note_response", review_id=review, clip_id=clip, said_first="He looks at me!")
    table.send("note_response", review_id=review, clip_id=clip, feeling="warm", kept=True)
    (shown,) = table.player.reviews
    assert (shown["held_on"], shown["cycle_id"], shown["present"], shown["done"]) == (
        "2026-03-02",
        cycle,
        [table.mum.id],
        ["wait", "receive"],
    )
    assert shown["clips"] == [
        {
            "clip_id": clip,
            "title": "Waiting together",
            "said_first": "He looks at me!",
            "named": "",
            "feeling": "warm",
            "working_point": "",
            "kept": True,
        }
    ]
    (kept,) = table.on_disk().reviews()
    assert (kept.held_on.isoformat(), kept.how_it_was) == ("2026-03-02", "good")


def test_a_removed_review_says_what_went_with_it_and_undo_brings_it_back(table: Table) -> None:
    review, clip = reviewed(table)
    table.send("note_response", review_id=review, clip_id=clip, said_first="Oh!")
    table.send("look_back", review_id=review, point="receiving", words="I answered at once")
    before = table.player.reviews
    assert table.send("remove_review", id=review)["also"] == ["1 response goes too", "1 look back forgets it"]
    assert table.player.reviews == []
    table.send("undo")
    assert table.player.reviews == before


def test_what_was_said_of_a_clip_that_is_gone_stays_on_the_screen(table: Table) -> None:
    review, clip = reviewed(table)
    table.send("note_response", review_id=review, clip_id=clip, said_first="Oh!")
    table.send("remove_clip", id=clip)
    (row,) = table.player.reviews[0]["clips"]
    assert (row["clip_id"], row["title"], row["said_first"]) == (None, "Waiting together", "Oh!")


@pytest.mark.parametrize("day", ["2026-03-11", "9999-12-31"])
def test_a_review_of_a_day_to_come_is_refused(table: Table, day: str) -> None:
    refused = table.page.send("add_review", held_on=day)
    assert (refused["ok"], table.player.reviews) == (False, [])
    assert "on a day that was" in refused["problem"]


def test_supervision_looking_back_and_scores_are_kept_and_undone(table: Table) -> None:
    table.send("begin_cycle")
    review, _ = reviewed(table)
    meeting = table.send("add_supervision", hours=1.5, review_id=review, supervisor="AB", held_on="2026-03-09")["id"]
    table.send("change_supervision", id=meeting, focus="my waiting", hours=2)
    assert table.player.casework["cycles"][0]["state"] == "supervised"
    table.send("look_back", review_id=review, point="attentive", words="when he hummed")
    measure = table.send("log_measure", name="VIG-SDS", version="2", rater="AB", score="31")["id"]
    shown = table.player.supervision
    assert [(m["hours"], m["focus"], m["held_on"]) for m in shown["meetings"]] == [(2, "my waiting", "2026-03-09")]
    assert shown["look_backs"][0]["points"] == [{"code": "attentive", "words": "when he hummed"}]
    assert (shown["measures"][0]["id"], shown["measures"][0]["on"]) == (measure, TODAY.isoformat())
    table.send("remove_measure", id=measure)
    table.send("remove_supervision", id=meeting)
    assert (table.player.supervision["meetings"], table.player.supervision["measures"]) == ([], [])
    for _ in range(2):
        table.send("undo")
    assert table.player.supervision == shown


def test_a_letter_leaves_only_when_it_was_read_and_is_in_the_register(table: Table) -> None:
    review, clip = reviewed(table)
    table.send("note_response", review_id=review, clip_id=clip, said_first="He looks at me!", kept=True)
    letter = table.send("draft_letter", letter_kind="closing")["id"]
    (shown,) = table.player.letters
    assert "He looks at me!" in "\n".join(shown["paragraphs"])
    assert not table.page.send("write_letter", id=letter, form="pdf")["ok"]
    assert table.session.exports() == []
    table.send("change_letter", id=letter, paragraphs=["Dear Mum,", "“He looks at me!”"])
    assert (table.player.letters[0]["edited"], table.player.letters[0]["heading"]) == (True, shown["heading"])
    places = [Path(table.send("write_letter", id=letter, form=form)["place"]) for form in ("pdf", "docx")]
    assert [place.name for place in places] == ["HAZEL-closing.pdf", "HAZEL-closing.docx"]
    assert all(place.parent == table.session.workspace.folder / "letters" and place.stat().st_size > 500 for place in places)
    assert [export.way for export in table.session.exports()] == [Way.LETTER, Way.LETTER]
    table.send("draft_letter", letter_kind="closing")
    assert not table.player.letters[0]["edited"]
    table.send("undo")
    assert table.player.letters[0]["paragraphs"] == ["Dear Mum,", "“He looks at me!”"]
    table.send("approve_letter", id=letter)


def test_a_letter_shows_its_stills_and_is_not_written_where_somebody_seen_in_them_does_not_agree(table: Table) -> None:
    _, clip = reviewed(table)
    film, at = table.recording.id, table.player.playlist["clips"][0]["start"]
    letter = table.send("draft_letter", letter_kind="closing")["id"]
    assert not table.page.send("add_letter_still", id=letter, clip_id=clip)["ok"], "no still is chosen"
    table.send("change_clip", id=clip, poster_at=at)
    table.send("add_letter_still", id=letter, clip_id=clip)
    assert table.player.letters[0]["stills"] == [{"recording_id": film, "at": at, "words": "Waiting together"}]
    table.send("set_in_view", person_ids=[table.mum.id])
    table.send("approve_letter", id=letter)
    refused = table.page.send("write_letter", id=letter, form="pdf")
    assert (refused["ok"], "Mum" in refused["problem"]) == (False, True)
    table.send("remove_letter_still", id=letter, recording_id=film, at=at)
    assert table.player.letters[0]["stills"] == []
    assert table.send("write_letter", id=letter, form="pdf")["place"]


def test_a_still_of_a_film_leaves_by_the_gate_and_only_out_of_this_case(table: Table) -> None:
    table.send("set_in_view", person_ids=[table.mum.id])
    refused = table.page.send("write_still", recording_id=table.recording.id, at=0)
    assert (refused["ok"], "Mum" in refused["problem"]) == (False, True)
    assert not table.page.send("write_still", recording_id="f" * 16, at=0)["ok"]
    assert list((table.session.workspace.folder / "stills").glob("*")) == []
    assert table.session.exports() == []
    place = place_of_still(table.session, table.recording.id, Ticks(44 * SECOND + SECOND // 5))
    assert place == table.session.workspace.folder / "stills" / f"HAZEL-{table.recording.id[:8]}-00.44.200.png"


def test_the_filming_guide_is_written_in_the_clients_language_and_names_no_case(table: Table) -> None:
    table.session.change_person(table.mum.id, language="nl")
    place = Path(table.send("write_filming_guide")["place"])
    assert place.read_bytes().startswith(b"%PDF")
    assert "HAZEL" not in place.name
    assert table.session.exports() == []


def test_a_case_is_closed_held_and_opened_again_and_what_is_next_follows(table: Table) -> None:
    table.send("close_case", on=TODAY.isoformat())
    shown = table.player.casework
    assert (shown["closed_on"], shown["deleted_on"], shown["next_steps"]) == ("2026-03-10", "2026-05-09", [])
    assert not table.page.send("hold_case", reason=" ", review_on=LATER)["ok"]
    assert not table.page.send("hold_case", reason="asked by the court", review_on=TODAY.isoformat())["ok"]
    table.send("hold_case", reason="asked by the court", review_on=LATER)
    shown = table.player.casework
    assert (shown["hold_reason"], shown["hold_review_on"], shown["deleted_on"]) == ("asked by the court", LATER, None)
    table.send("end_hold")
    table.send("reopen_case")
    assert (table.player.casework["hold_reason"], table.player.casework["closed_on"]) == ("", None)


def test_a_film_is_said_to_be_of_a_cycle_and_of_a_kind(table: Table) -> None:
    cycle = table.send("begin_cycle")["id"]
    table.send("change_film", cycle_id=cycle)
    assert (table.player.case["cycle"], table.player.case["cycle_id"]) == (1, cycle)
    assert table.player.casework["cycles"][0]["state"] == "filmed"
    table.send("change_film", film_kind="shared_review")
    assert table.on_disk().recording(table.recording.id).kind is RecordingKind.SHARED_REVIEW
    assert table.player.case["film_kind"] == "shared_review"


def test_before_the_first_film_the_case_is_worked_on_all_the_same(table: Table) -> None:
    table.desk.show(None)
    assert [person["shown_name"] for person in table.player.people] == ["Mum", "Noah"]
    assert table.player.case["hope"] == "that he listens to me"
    table.send("change_case", helping_question="How?", planned_cycles=2)
    assert (table.player.case["helping_question"], table.player.casework["planned_cycles"]) == ("How?", 2)
    goal = table.send("add_goal", words="that we play")["id"]
    table.send("rate_goal", goal_id=goal, value=4, on="2026-03-01")
    assert [rating["on"] for rating in table.player.casework["goals"][0]["ratings"]] == ["2026-03-01"]
    table.send("begin_cycle")
    table.send("say_consent", person_id=table.mum.id, scope="film", status="granted", given_by="Mum")
    (said,) = table.on_disk().consents()
    assert (said.recording_id, said.scope, said.status) == (None, Scope.FILM, ConsentStatus.GRANTED)
    assert [s["for_this_film"] for s in table.player.consent["statements"]] == [False]
    table.send("undo")
    assert table.player.history["redo"] is not None
    assert not table.page.send("set_in_view", person_ids=[])["ok"]
    assert not table.page.send("change_film", film_kind="training")["ok"]
    assert not table.page.send("mark_moment", start=0, end=9)["ok"]


def test_a_trainers_screen_is_told_nothing_of_what_followed_a_review(table: Table) -> None:
    reviewed(table)
    trainer = PlayerWidget(screen="player")
    trainer.show(reviews=table.player.reviews, supervision=table.player.supervision, letters=[], history=table.player.history)
    assert (trainer.reviews, trainer.supervision) == ([], None)
    assert trainer.history == table.player.history
