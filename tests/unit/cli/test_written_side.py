"""The written side of a case from the command line: goals, cycles, reviews, supervision, its end, and what is next."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.cli.running import Run
from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip, Playlist
from workbench.store.workspace import open_workspace

TODAY = date.today()


@pytest.fixture
def film(run: Run, workspace_folder: Path) -> str:
    """A film in the case HAZEL with a playlist of two clips, without bytes."""
    run("case", "HAZEL")
    with open_workspace(workspace_folder) as workspace:
        case = workspace.find(Case)[0]
        recording = Recording(new_id(), case.id, "f" * 64, "Film 1", 50, Ticks(180_000), 320, 180, True, False, date(2026, 1, 1))
        playlist = Playlist("5f0c" + "0" * 12, case.id, "First review")
        clip = Clip(new_id(), playlist.id, recording.id, Span(Ticks(0), Ticks(90_000)), 0, "Waiting")
        with workspace.edit("Import", case_id=case.id, lasting=True) as edit:
            edit.put(recording, playlist, clip, replace(clip, id=new_id(), position=1, title="To and fro"))
    return recording.id


def test_a_case_begins_with_what_is_next_and_its_commands(run: Run) -> None:
    run("case", "HAZEL")
    lines = run("case", "HAZEL").out.splitlines()
    assert lines[:3] == ["What is next:", "  Say who belongs to this case.", "      vig case person HAZEL M1 --role client --name Mum"]
    steps = run("case", "next", "HAZEL", "--json").json["next_steps"]
    assert [step["key"] for step in steps] == ["people", "question", "cycle"]
    assert steps == run("case", "HAZEL", "--json").json["next_steps"]


def test_goals_are_set_rated_changed_and_removed(run: Run) -> None:
    run("case", "HAZEL")
    assert run("case", "goal", "HAZEL").out == "No goals yet.\n"
    run("case", "goal", "HAZEL", "that he listens")
    assert run("case", "rate", "HAZEL", 1, 4, "--on", "2026-01-02").out == "Goal 1 on 2026-01-02: 4 of 10.\n"
    run("case", "rate", "HAZEL", 1, 6, "--words", "better")
    shown = run("case", "goal", "HAZEL", "that we listen", "--change", 1)
    assert shown.out == f"  1  “that we listen”  4 on 2026-01-02, 6 on {TODAY}\n"
    assert [each["value"] for each in run("case", "goal", "HAZEL", "--json").json["goals"][0]["ratings"]] == [4, 6]
    assert "There is no goal 2; there are 1. Look at them with vig case goal HAZEL." in run("case", "rate", "HAZEL", 2, 4).err
    assert run("case", "rate", "HAZEL", 1, 11).status == 2
    assert run("case", "goal", "HAZEL", "--remove", 1).out == "No goals yet.\n"
    assert run("case", "undo", "HAZEL").out == "Undone: Remove a goal.\n"


def test_cycles_begin_move_and_say_what_they_pass_over(run: Run, film: str) -> None:
    assert run("case", "cycle", "HAZEL").out == "No cycle yet, 3 planned.\n"
    assert run("case", "cycle", "HAZEL", "--begin").out == "Cycle 1 is planned.\n  cycle 1  planned  0 films\n"
    put = run("case", "cycle", "HAZEL", 1, "--film", film[:6], "--filmed-on", "2026-01-01")
    assert put.out == "Film 1: family film, cycle 1.\n  cycle 1  filmed  1 film\n"
    assert run("case", "cycle", "HAZEL", 1, "supervised").out.startswith("Cycle 1 from filmed to supervised, past analysed and reviewed.\n")
    assert run("case", "cycle", "HAZEL", 1, "planned").out.startswith("Cycle 1 from supervised back to planned.\n")
    assert run("case", "cycle", "HAZEL", 1, "planned").out.startswith("Cycle 1 is planned already.\n")
    assert run("case", "cycle", "HAZEL", "--film", film, "--kind", "shared_review").out.startswith("Film 1: shared review.\n")
    assert "There is no cycle 4 in case HAZEL" in run("case", "cycle", "HAZEL", 4, "filmed").err
    for wrong in (["1", "--begin"], ["1", "--kind", "training"]):
        assert run("case", "cycle", "HAZEL", *wrong).status == 2


def test_a_review_is_written_down_with_what_the_client_said(run: Run, film: str) -> None:
    run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum")
    run("case", "cycle", "HAZEL", "--begin")
    assert "There is no such review in case HAZEL. Write it down" in run("case", "said", "HAZEL", 1, "Oh!").err
    written = run(
        "case", "review", "HAZEL", "--playlist", "5f0c", "--present", "m1", "--done", "welcome", "--working-point", "wait", "--json"
    ).json["reviews"][0]  # fmt: skip
    assert (written["working_point"], written["done"], len(written["present"])) == ("wait", ["welcome"], 1)
    assert run("case", "cycle", "HAZEL", "--json").json["cycles"][0]["state"] == "reviewed"
    assert run("case", "said", "HAZEL", 1, "He looks!", "--feeling", "warm", "--keep").out == (
        "Written down of clip 1: “He looks!”; warm; keep.\n"
    )
    run("case", "said", "HAZEL", 1, "--named", "his eyes")
    run("case", "review", "HAZEL", "--change", written["id"][:5], "--how-it-was", "good to see")
    shown = run("case", "review", "HAZEL", "--show").out
    for words in ("M1", "working point  wait", "good to see", "“Waiting”", "“He looks!”; his eyes; warm; keep"):
        assert words in shown
    assert "There is no clip 3; there are 2" in run("case", "said", "HAZEL", 3, "Oh!").err
    assert run("case", "said", "HAZEL", 1).status == 2
    assert len(run("case", "review", "HAZEL", "--show", "--json").json["reviews"]) == 1


def test_what_a_guider_learns_by_is_written_down(run: Run, film: str) -> None:
    run("case", "cycle", "HAZEL", "--begin")
    run("case", "review", "HAZEL")
    run("case", "supervision", "HAZEL", 1)
    second = run("case", "supervision", "HAZEL", 1.5, "--by", "AB", "--focus", "my waiting")
    assert second.out == f"Supervision on {TODAY}, 1.5 h; 2.5 h in this case so far.\n"
    assert run("case", "cycle", "HAZEL", "--json").json["cycles"][0]["state"] == "supervised"
    assert run("case", "reflect", "HAZEL", "receiving=at once", "power=together").out == "Looked back on 2 points.\n"
    assert run("case", "reflect", "HAZEL", "receiving").status == 2
    shown = run("case", "reflect", "HAZEL").out
    assert "receiving" in shown
    assert "R1 shows it was noticed" in shown
    assert run("case", "reflect", "HAZEL", "--checklist", "x").status == 2
    logged = run("case", "measure", "HAZEL", "VIG-SDS", "31", "--version", "2", "--rater", "AB", "--json").json["measure"]
    assert (logged["name"], logged["version"], logged["rater"], logged["score"]) == ("VIG-SDS", "2", "AB", "31")
    out = run("portfolio").out
    assert out.startswith("So far 1 cycle, 1 client and 2.5 hours of supervision.\n")
    assert "Stage 1: 1 of 6 cycles, 1 of 2 clients, 2.5 of 7 hours of supervision." in out
    assert "HAZEL" not in out + run("portfolio", "--json").out
    assert "Choose one of" in run("portfolio", "--profile", "x").err


def test_a_case_ends_is_opened_again_and_held(run: Run) -> None:
    run("case", "HAZEL")
    assert run("case", "close", "HAZEL").out == f"The case HAZEL is closed on {TODAY}; its films are kept for 60 days.\n"
    assert run("case", "HAZEL", "--json").json["case"]["closed_on"] == str(TODAY)
    assert run("case", "reopen", "HAZEL").out == "The case HAZEL is open.\n"
    assert run("case", "hold", "HAZEL").out == "The films of case HAZEL are not held.\n"
    later = TODAY + timedelta(days=30)
    held = run("case", "hold", "HAZEL", "--reason", "asked by the court", "--until", later, "--json").json["case"]
    assert (held["hold_reason"], held["hold_review_on"]) == ("asked by the court", str(later))
    assert "a day to come" in run("case", "hold", "HAZEL", "--reason", "x", "--until", TODAY).err
    assert run("case", "hold", "HAZEL", "--end").out.endswith("not held.\n")
    for wrong in (["--reason", "x"], ["--until", later], ["--end", "--reason", "x", "--until", later]):
        assert run("case", "hold", "HAZEL", *wrong).status == 2


def test_with_a_professional_the_client_may_choose_and_the_case_says_so(run: Run) -> None:
    assert "may choose the clips" not in run("case", "HAZEL").out
    assert "a professional, who may choose the clips" in run("case", "HAZEL", "--kind", "professional").out


def test_supervision_says_what_a_film_of_a_review_lacks(run: Run, film: str) -> None:
    assert "This case has no film of a review yet" in run("supervision", "HAZEL").out
    run("case", "cycle", "HAZEL", "--film", film, "--kind", "shared_review")
    shown = run("supervision", "HAZEL")
    assert shown.out.startswith("Something to be curious about together; nothing here is a score")
    assert "The voice of one guider is needed in this film, and 0 are marked." in shown.out
    assert run("supervision", "HAZEL", "--json").json["films"][0]["recording_id"] == film


def test_a_package_for_a_supervisor_is_refused_or_opened_with_words(run: Run, film: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("four plain words here\nmore", encoding="utf-8")
    run("case", "review", "HAZEL", "--playlist", "5f0c")
    refused = run("supervision", "HAZEL", "-o", tmp_path / "x.age", "--passphrase-from", secret)
    assert refused.status == 2
    assert "Nothing of this review may go to a supervisor" in refused.err
    assert "nobody has said who can be seen" in refused.err
    assert not (tmp_path / "x.age").exists()
    (tmp_path / "y.age").write_bytes(b"no age file")
    assert run("supervision", tmp_path / "y.age").status == 2
    wrong = run("supervision", tmp_path / "y.age", "-o", tmp_path / "out", "--passphrase-from", secret)
    assert "the passphrase is another one, or the file is damaged" in wrong.err
    assert "cannot be read" in run("supervision", tmp_path / "y.age", "-o", tmp_path / "out", "--passphrase-from", tmp_path / "none").err
    assert not (tmp_path / "out").exists()
