"""Cases, people, consent and lists from the command line."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.cli.running import Run
from workbench.core.identity import new_id
from workbench.core.time import Ticks
from workbench.practice.casework import Case, Recording
from workbench.practice.exports import Export, Way
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.store.workspace import open_workspace


@pytest.fixture
def film(run: Run, workspace_folder: Path) -> str:
    """A film in the case HAZEL, without bytes."""
    run("case", "HAZEL")
    with open_workspace(workspace_folder) as workspace:
        case = workspace.find(Case)[0]
        recording = Recording(new_id(), case.id, "f" * 64, "Film 1", 50, Ticks(180_000), 320, 180, True, False, date(2026, 1, 1))
        with workspace.edit("Import", case_id=case.id, lasting=True) as edit:
            edit.put(recording)
    return recording.id


def test_a_new_code_opens_a_case_and_its_words_can_be_changed(run: Run, workspace_folder: Path) -> None:
    first = run("case", "hazel", "--hope", "that he listens", "--cycles", 4)
    assert first.status == 0
    assert first.out.startswith("Opened the case HAZEL.")
    second = run("case", "HAZEL", "--setting", "home", "--question", "Why doesn't he hear me?", "--json")
    assert "new" not in second.json
    with open_workspace(workspace_folder) as workspace:
        (case,) = workspace.find(Case)
    assert (case.code, case.hope, case.planned_cycles) == ("HAZEL", "that he listens", 4)
    assert (case.setting, case.helping_question) == ("home", "Why doesn't he hear me?")


def test_showing_a_case_never_opens_one(run: Run) -> None:
    run("case", "HAZEL")
    outcome = run("case", "show", "OAK")
    assert outcome.status == 2
    assert outcome.err == "There is no case 'OAK' in " + outcome.err.split(" in ", 1)[1]
    assert "Choose one of HAZEL" in outcome.err
    assert run("list", "--json").json["cases"][0]["case"]["code"] == "HAZEL"


def test_creating_a_case_twice_is_refused(run: Run) -> None:
    made = run("case", "create", "hazel", "--hope", "calm").out
    assert made.startswith("Opened the case HAZEL.\nWhat is next:\n")
    assert "\nHAZEL  opened " in made
    outcome = run("case", "create", "HAZEL", "--hope", "other")
    assert outcome.status == 2
    assert "There is a case HAZEL already" in outcome.err
    assert run("list", "--json").json["cases"][0]["case"]["hope"] == "calm"


def test_a_name_is_no_code(run: Run) -> None:
    outcome = run("case", "Noah Smith")
    assert outcome.status == 2
    assert "never a person's name" in outcome.err


def test_people_are_added_shown_and_changed(run: Run, workspace_folder: Path) -> None:
    run("case", "HAZEL")
    assert run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum").out == "M1: client, shown as “Mum”.\n"
    changed = run("case", "person", "HAZEL", "m1", "--name", "Mama", "--language", "cy", "--no-gaze", "--json").json["person"]
    assert (changed["code"], changed["shown_name"], changed["language"]) == ("M1", "Mama", "cy")
    with open_workspace(workspace_folder) as workspace:
        (person,) = workspace.find(Person)
    assert (person.role, person.gaze_meaningful) == (Role.CLIENT, False)
    missing = run("case", "person", "HAZEL", "C1", "--role", "child")
    assert missing.status == 2
    assert missing.err == "C1 is new in this case. Say --name too.\n"


def test_consent_is_said_for_a_case_or_a_film_until_a_day(run: Run, workspace_folder: Path, film: str) -> None:
    run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum")
    whole = run("case", "consent", "HAZEL", "M1", "shared_review", "granted")
    assert whole.out.startswith("M1 granted shared review for the whole case on ")
    one = run(
        "case", "consent", "HAZEL", "M1", "FILM", "refused", "--film", film[:6], "--until", "2030-05-01", "--by", "her sister", "--json"
    ).json["consent"]  # fmt: skip
    with open_workspace(workspace_folder) as workspace:
        person = workspace.find(Person)[0]
        (consent,) = workspace.find(Consent, recording_id=film)
    assert consent.id == one["id"]
    assert (consent.person_id, consent.scope, consent.status) == (person.id, Scope.FILM, ConsentStatus.REFUSED)
    assert (consent.expires, consent.given_by) == (date(2030, 5, 1), "her sister")
    assert "for Film 1" in run("case", "show", "HAZEL").out


def test_a_consent_taken_back_takes_the_packages_with_it(run: Run, workspace_folder: Path, film: str) -> None:
    for code in ("M1", "C1"):
        run("case", "person", "HAZEL", code, "--role", "client", "--name", code)
        assert run("case", "consent", "HAZEL", code, "shared_review", "granted", "--json").json["withdrawn_packages"] == []
    run("case", "in-view", film, "M1")
    with open_workspace(workspace_folder) as workspace:
        case = workspace.find(Case)[0]
        record = Export(new_id(), case.id, Way.PACKAGE, "somewhere", date(2026, 1, 1), expires_on=date(2030, 1, 1), recording_ids=(film,))
        with workspace.edit("Publish", case_id=case.id, lasting=True) as edit:
            edit.put(record)
    assert run("case", "consent", "HAZEL", "C1", "shared_review", "refused", "--json").json["withdrawn_packages"] == []
    assert "until 2030-01-01" in run("list").out
    assert "Taken back with it: 1 package" in run("case", "consent", "HAZEL", "M1", "shared_review", "withdrawn").out
    assert "withdrawn " in run("list").out


def test_who_is_in_view_is_said_by_code_or_as_nobody_or_taken_back(run: Run, workspace_folder: Path, film: str) -> None:
    run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum")
    run("case", "person", "HAZEL", "C1", "--role", "child", "--name", "Noah")
    assert "nobody has said who is in view" in run("list").out

    def in_view() -> tuple[str, ...] | None:
        with open_workspace(workspace_folder) as workspace:
            codes = {person.id: person.code for person in workspace.find(Person)}
            names = workspace.get(Recording, film).in_view
            return None if names is None else tuple(codes[name] for name in names)

    assert run("case", "in-view", film[:5], "C1", "m1").out == "Film 1: in view: C1, M1.\n"
    assert in_view() == ("C1", "M1")
    run("case", "in-view", film, "--nobody")
    assert in_view() == ()
    run("case", "in-view", film, "--not-said")
    assert in_view() is None
    for wrong in ([], ["M1", "--nobody"], ["--nobody", "--not-said"]):
        assert run("case", "in-view", film, *wrong).status == 2
    assert "Nobody in this case is called X9" in run("case", "in-view", film, "X9").err
    assert in_view() is None


def test_history_undo_and_redo_speak_a_guiders_words(run: Run, workspace_folder: Path) -> None:
    run("case", "HAZEL")
    run("case", "HAZEL", "--hope", "calm")
    assert run("case", "undo", "HAZEL").out == "Undone: Change the case.\n"
    assert "Change the case (undone)" in run("case", "history", "HAZEL").out
    assert run("case", "undo", "HAZEL").out == "There is nothing to undo.\n"
    assert run("case", "redo", "HAZEL", "--json").json == {
        "ok": True, "label": "Change the case", "withdrawn_packages": [], "shut_films": [], "certificates": [],
    }  # fmt: skip
    assert run("case", "redo", "HAZEL").out == "There is nothing to make again.\n"
    with open_workspace(workspace_folder) as workspace:
        assert workspace.find(Case)[0].hope == "calm"


def test_an_empty_workspace_says_how_to_begin(run: Run, workspace_folder: Path) -> None:
    open_workspace(workspace_folder, create=True).close()
    assert "vig demo" in run("list").out
    assert run("list", "--json").json == {"ok": True, "cases": []}


def test_a_list_of_one_case_leaves_the_others_out(run: Run) -> None:
    run("case", "HAZEL")
    run("case", "OAK")
    assert [shown["case"]["code"] for shown in run("list", "--json").json["cases"]] == ["HAZEL", "OAK"]
    assert "HAZEL" not in run("list", "--case", "oak").out
