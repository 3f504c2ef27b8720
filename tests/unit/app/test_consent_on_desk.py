"""Consent on the screen: children who are asked each time, figures that hide, and who still has to be asked what."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cases import SECOND, TODAY
from tests.unit.app.conftest import Office
from tests.unit.app.test_desk import Table
from workbench.core.identity import new_id
from workbench.practice.exports import Export, Way
from workbench.practice.people import ConsentStatus, Role, Scope

BOX = [[0.1, 0.2], [0.5, 0.6]]


@pytest.fixture
def table(office: Office) -> Table:
    """Mum and Noah are in view and agree to a shared review."""
    made = Table(office)
    made.send("set_in_view", person_ids=[made.mum.id, made.noah.id])
    for person in (made.mum, made.noah):
        made.send("say_consent", person_id=person.id, scope="shared_review", status="granted", given_by="Mum")
    return made


def to_ask(table: Table, scope: Scope = Scope.SHARED_REVIEW) -> list[tuple[str, str]]:
    names = {person["id"]: person["shown_name"] for person in table.player.people}
    return [(names[ask["person_id"]], ask["words"]) for ask in table.player.consent["to_ask"] if ask["scope"] == scope]


def leave(table: Table) -> None:
    """A package leaves, resting on every answer so far."""
    answers = tuple(assent.id for assent in table.session.assents())
    place = str(Path(table.session.workspace.folder) / "gone")
    with table.session.workspace.edit("Publish", case_id=table.session.case_id, lasting=True) as edit:
        edit.put(Export(new_id(), table.session.case_id, Way.PACKAGE, place, TODAY, assent_ids=answers))


def test_a_child_who_is_asked_each_time_is_missing_until_it_has_answered_and_asked_anew_when_that_has_counted(table: Table) -> None:
    assert (to_ask(table), table.player.consent["missing"]) == ([], [])
    table.send("change_person", id=table.noah.id, asked_each_time=True)
    assert to_ask(table) == [("Noah", "has to be asked")]
    assert table.player.people[1]["asked_each_time"] is True
    table.send("say_assent", person_id=table.noah.id, scope="shared_review", answer="yes", shown_by="a nod")
    (answer,) = table.player.consent["assents"]
    assert (answer["answer"], answer["shown_by"], answer["counted"]) == ("yes", "a nod", False)
    assert (to_ask(table), table.player.consent["missing"]) == ([], [])
    leave(table)
    table.send("begin_cycle")
    assert table.player.consent["assents"][0]["counted"] is True
    assert to_ask(table) == [("Noah", "has to be asked again; the answer of 10 March 2026 counted once")]
    assert table.player.consent["missing"] == [], "nothing is missing to what was given; the next needs another answer"


def test_a_consent_has_an_end_only_where_one_is_said_and_none_that_is_over(table: Table) -> None:
    def said() -> str | None:
        shown = table.player.consent["statements"]
        ends: list[str | None] = [s["expires"] for s in shown if (s["person_id"], s["scope"]) == (table.mum.id, "shared_review")]
        return ends[0]

    mum = {"person_id": table.mum.id, "scope": "shared_review", "status": "granted", "given_by": "Mum"}
    assert said() is None
    table.send("say_consent", **mum, expires=TODAY.isoformat())
    assert said() == TODAY.isoformat()
    assert to_ask(table) == [], "the last day itself still counts"
    refused = table.page.send("say_consent", **mum, expires=(TODAY - timedelta(days=1)).isoformat())
    assert refused["problem"] == "9 March 2026 is over already"
    assert said() == TODAY.isoformat()
    table.send("say_consent", **mum)
    assert said() is None


def test_a_no_is_kept_by_undo_and_takes_back_what_left(table: Table) -> None:
    table.send("change_person", id=table.noah.id, asked_each_time=True)
    table.send("say_assent", person_id=table.noah.id, scope="shared_review", answer="yes")
    leave(table)
    table.send("say_assent", person_id=table.noah.id, scope="shared_review", answer="no", shown_by="turned away")
    assert to_ask(table) == [("Noah", "said no on 10 March 2026")]
    table.send("undo")
    assert [assent["answer"] for assent in table.player.consent["assents"]] == ["yes", "no"]


def test_an_answer_belongs_to_the_film_it_was_asked_about(table: Table) -> None:
    table.send("say_assent", person_id=table.noah.id, scope="supervision", answer="yes")
    (said,) = table.on_disk().assents()
    assert said.recording_id == table.recording.id


def test_a_bystander_is_asked_or_hidden_in_all_that_is_shown(table: Table) -> None:
    passer = table.session.add_person("B1", Role.BYSTANDER, "A neighbour")
    table.send("set_in_view", person_ids=[table.mum.id, table.noah.id, passer.id])
    against = [("A neighbour", "has not agreed and is not hidden all the time")]
    assert to_ask(table) == against
    table.send("make_clip", moment_id=table.mark(2, 4))
    drawn = {"shape": "blur", "points": BOX, "at": 2 * SECOND, "start": SECOND, "end": 5 * SECOND}
    blur = table.send("draw_region", **drawn)["id"]
    assert to_ask(table) == against, "a blur that hides nobody by name hides nobody"
    table.send("change_region", id=blur, hides=passer.id)
    assert (table.player.regions[0]["hides"], to_ask(table)) == (passer.id, [])
    assert table.player.consent["missing"] == []
    table.send("change_region", id=blur, start=3 * SECOND, end=5 * SECOND)
    assert to_ask(table) == against
    table.send("undo")
    assert to_ask(table) == []
    table.send("change_region", id=blur, hides=None)
    assert to_ask(table) == against


def test_other_uses_say_who_has_not_agreed_to_them(table: Table) -> None:
    silent = "has not said anything about it"
    assert to_ask(table, Scope.SUPERVISION) == [("Mum", silent), ("Noah", silent)]
    table.send("say_consent", person_id=table.mum.id, scope="supervision", status="granted", given_by="Mum")
    assert to_ask(table, Scope.SUPERVISION) == [("Noah", silent)]
    assert to_ask(table, Scope.KEEP_COPY_FAMILY) == [("Mum", silent), ("Noah", silent)]
    assert table.session.consents()[-1].status is ConsentStatus.GRANTED
