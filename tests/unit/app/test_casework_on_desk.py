"""The Case tab's messages and a clip's private fields, from the page to the disk and back to the screen."""

import pytest

from tests.cases import SECOND, seconds
from tests.unit.app.conftest import Office
from tests.unit.app.test_desk import Table
from workbench.core.coding import Mark
from workbench.core.tiers import Channel
from workbench.practice.casework import CycleState
from workbench.practice.clips import FAMILY_FIELDS, Clip, Stretch, Viewing
from workbench.practice.steps import Modality, StepRole
from workbench.session.wording import copy_data_file


@pytest.fixture
def table(office: Office) -> Table:
    return Table(office)


def keys(table: Table) -> list[str]:
    return [step["key"] for step in table.player.casework["next_steps"]]


def test_what_is_next_follows_each_edit(table: Table) -> None:
    assert {"in_view", "moments"} <= set(keys(table))
    table.mark()
    assert "moments" not in keys(table)
    assert "clips" in keys(table)
    table.send("undo")
    assert "moments" in keys(table)


def test_what_is_next_is_there_before_the_first_film(table: Table) -> None:
    table.desk.show(None)
    assert "cycle" in keys(table)


def test_what_is_next_knows_of_a_package_once_it_is_written(table: Table) -> None:
    clip = table.send("make_clip", moment_id=table.mark())["id"]
    assert "cycle" in keys(table)
    table.page.send("publish")
    table.session.change_clip(clip, title="by another program")
    table.session.begin_cycle()
    table.press.given.set_result({"folder": "f", "command": "c"})
    assert "cycle" not in keys(table)


def test_with_whom_and_where_one_works_and_how_people_are_spoken_to_is_said_on_the_screen(table: Table) -> None:
    table.send("change_case", setting="nursery", case_kind="professional")
    assert (table.player.case["setting"], table.player.casework["kind"]) == ("nursery", "professional")
    table.send("change_person", id=table.mum.id, pronoun="she", language=" nl ")
    mum = table.player.people[0]
    assert (mum["pronoun"], mum["language"], mum["shown_name"]) == ("she", "nl", "Mum")
    assert table.on_disk().client() == table.session.client()
    for wrong in ("", "Dutch, please", "n" * 36):
        refused = table.page.send("change_person", id=table.mum.id, language=wrong)
        assert "is not a language" in refused["problem"]
    assert table.player.people[0]["language"] == "nl"


def test_the_screen_knows_in_which_languages_the_familys_page_has_words(table: Table) -> None:
    folder = table.session.workspace.folder
    assert table.player.casework["page_languages"] == ["en", "nl"]
    own = copy_data_file(folder, "page", "ar")
    table.send("change_person", id=table.mum.id, language="ar")
    assert table.player.casework["page_languages"] == ["ar", "en", "nl"]
    own.write_text("play = ", encoding="utf-8")
    table.send("change_person", id=table.mum.id, language="nl")
    assert table.player.casework["page_languages"] == ["en", "nl"]


def test_a_goal_its_numbers_and_a_cycle_are_edits_that_can_be_undone(table: Table) -> None:
    goal = table.send("add_goal", words="that we play")["id"]
    table.send("rate_goal", goal_id=goal, value=4)
    table.send("rate_goal", goal_id=goal, value=5, words="today")
    shown = table.player.casework["goals"]
    assert [(r["value"], r["words"]) for r in shown[0]["ratings"]] == [(5, "today")]
    removed = table.send("remove_goal", id=goal)
    assert removed["also"] == ["1 rating goes too"]
    assert table.player.casework["goals"] == []
    table.send("undo")
    assert table.player.casework["goals"] == shown
    cycle = table.send("begin_cycle")["id"]
    table.send("move_cycle", id=cycle, state="reviewed")
    assert table.on_disk().cycle(cycle).state is CycleState.REVIEWED
    table.send("remove_cycle", id=cycle)
    assert table.player.casework["cycles"] == []


@pytest.mark.parametrize("value", [-1, 11, True, 4.5])
def test_a_number_outside_0_to_10_is_refused(table: Table, value: object) -> None:
    goal = table.send("add_goal", words="that we play")["id"]
    assert not table.page.send("rate_goal", goal_id=goal, value=value)["ok"]
    assert table.player.casework["goals"][0]["ratings"] == []


def test_a_clips_private_preparation_is_kept_and_is_no_field_of_the_familys(table: Table) -> None:
    clip = table.send("make_clip", moment_id=table.mark())["id"]
    goal = table.send("add_goal", words="that we play")["id"]
    said = {
        "goal_id": goal,
        "why_better": "she waits",
        "initiative": "he looks up; she smiles",
        "follow_ups": ["And then?"],
        "stretch": "within_reach",
        "play_plan": ["whole", "slow", "whole"],
        "note": "go slowly",
    }
    table.send("change_clip", id=clip, **said)
    kept = table.on_disk().workspace.get(Clip, clip)
    assert (kept.stretch, kept.play_plan) == (Stretch.WITHIN_REACH, (Viewing.WHOLE, Viewing.SLOW, Viewing.WHOLE))
    shown = table.player.playlist["clips"][0]
    assert {name: shown[name] for name in said} == said
    assert said.keys().isdisjoint(FAMILY_FIELDS)
    table.send("remove_goal", id=goal)
    assert table.player.playlist["clips"][0]["goal_id"] is None


def test_a_goal_of_another_case_is_not_served_by_a_clip(table: Table) -> None:
    clip = table.send("make_clip", moment_id=table.mark())["id"]
    assert not table.page.send("change_clip", id=clip, goal_id="f" * 16)["ok"]


def test_proposed_edges_lie_on_frames_and_taking_them_ends_the_proposal(table: Table) -> None:
    session, film = table.session, table.recording.id
    session.add_step(film, seconds(8.003, 9), table.mum.id, StepRole.INITIATIVE, Modality.GAZE)
    words = session.add_tier(film, Channel.WORDS)
    session.add_intervals(words.id, [Mark(seconds(13.5, 14.2), "look")])
    clip = table.send("make_clip", moment_id=table.mark(2, 14))["id"]
    starts = {session.frame_table(film).span_of(n).start for n in range(600)}
    trims = {trim["edge"]: trim["at"] for trim in table.player.playlist["trims"]}
    assert trims.keys() == {"start", "end"}
    assert starts.issuperset(trims.values())
    assert abs(trims["start"] - 7 * SECOND) < 0.1 * SECOND
    assert trims["end"] >= session.intervals(words.id)[0].span.end
    table.send("change_clip", id=clip, start=trims["start"], end=trims["end"])
    assert table.player.playlist["trims"] == []


def test_a_proposed_order_is_taken_and_undone_in_one_edit(table: Table) -> None:
    hard, easy = (table.send("make_clip", moment_id=table.mark(start, start + 2))["id"] for start in (1, 5))
    table.send("change_clip", id=hard, principles=["D1"])
    table.send("change_clip", id=easy, principles=["A1"])
    proposed = [placed["clip_id"] for placed in table.player.playlist["proposed_order"]]
    assert proposed == [easy, hard]
    table.send("order_clips", clip_ids=proposed)
    assert table.player.playlist["proposed_order"] == []
    table.send("undo")
    assert [clip["id"] for clip in table.player.playlist["clips"]] == [hard, easy]
