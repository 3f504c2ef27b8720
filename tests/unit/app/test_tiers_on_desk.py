"""A film's tiers on the screen: headers at once, intervals when asked for, another revision only where intervals are others."""

from typing import Any

import pytest

from tests.cases import open_folder, seconds, write_case
from tests.unit.app.conftest import NothingGiven, Office, Page
from workbench.app.desk import Desk
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.session.casefile import CaseSession
from workbench.widgets.player import PlayerWidget


class Rows:
    """A film with two tiers, Mum's looks and Noah's, each with an interval."""

    def __init__(self, office: Office) -> None:
        self.session, self.recording, mum, noah = office
        self.tiers = [
            Tier(new_id(), self.recording.id, name, Channel.LOOK, Origin.MARKED, person.id, position)
            for position, (name, person) in enumerate([("Mum looks", mum), ("Noah looks", noah)])
        ]
        self.intervals = [Interval(new_id(), tier.id, seconds(1, 2), "puzzle") for tier in self.tiers]
        put(self.session, *self.tiers, *self.intervals)
        self.player = PlayerWidget(reader=lambda question: self.desk.answer(question))
        self.page = Page(self.player)
        self.desk = Desk(self.session, self.player, NothingGiven(self.session.workspace))
        self.desk.show(self.recording.id)
        self.player_edits = Page(PlayerWidget(lambda edit: self.desk.perform(edit), afterwards=lambda: self.desk.show_what_follows()))

    def revisions(self) -> list[int]:
        """The tiers' revisions after an edit of something else has brought the screen up to date."""
        self.player_edits.send("change_case", hope=new_id())
        return [tier["revision"] for tier in self.player.tiers]

    def labels(self, tier: Tier) -> list[str]:
        labels: list[str] = self.page.send("read_tier", id=tier.id)["result"]["labels"]
        return labels


def put(session: CaseSession, *things: Any) -> None:
    with session.workspace.edit("Put intervals", case_id=session.case_id) as edit:
        edit.put(*things)


@pytest.fixture
def rows(office: Office) -> Rows:
    return Rows(office)


def test_headers_say_nothing_of_intervals_and_a_question_brings_them(rows: Rows) -> None:
    assert [(tier["name"], tier["revision"]) for tier in rows.player.tiers] == [("Mum looks", 0), ("Noah looks", 0)]
    assert "intervals" not in rows.player.tiers[0]
    reply = rows.page.send("read_tier", id=rows.tiers[0].id)
    assert reply["result"] == {"revision": 0, "n": 1, "labels": ["puzzle"], "notes": []}


def test_only_the_tier_an_edit_touched_has_another_revision_and_undo_and_redo_give_it_others(rows: Rows) -> None:
    assert rows.revisions() == [0, 0]
    put(rows.session, Interval(new_id(), rows.tiers[1].id, seconds(3, 4), "child"))
    after_edit = rows.revisions()
    assert after_edit[0] == 0
    assert rows.labels(rows.tiers[1]) == ["puzzle", "child"]
    rows.session.undo()
    rows.session.undo()
    rows.session.undo()
    after_undo = rows.revisions()
    assert rows.labels(rows.tiers[1]) == ["puzzle"]
    assert after_undo[0] == 0
    assert len({0, after_edit[1], after_undo[1]}) == 3


def test_an_interval_that_moves_to_another_tier_touches_both(rows: Rows) -> None:
    moved = rows.intervals[0]
    put(rows.session, Interval(moved.id, rows.tiers[1].id, moved.span, moved.label))
    assert 0 not in rows.revisions()


def test_what_another_program_did_is_seen_too(rows: Rows) -> None:
    put(open_folder(rows.session.workspace.folder), Interval(new_id(), rows.tiers[0].id, seconds(3, 4), "child"))
    revisions = rows.revisions()
    assert (revisions[0] > 0, revisions[1]) == (True, 0)


def test_a_tier_of_another_film_or_case_is_refused(rows: Rows) -> None:
    session, recording, mum, _ = write_case(rows.session.workspace, "OAK")
    other = Tier(new_id(), recording.id, "looks", Channel.LOOK, Origin.MARKED, mum.id)
    put(session, other, Interval(new_id(), other.id, seconds(1, 2), "secret"))
    reply = rows.page.send("read_tier", id=other.id)
    assert reply["ok"] is False
    assert "secret" not in str(reply)
    rows.desk.show(None)
    assert rows.page.send("read_tier", id=rows.tiers[0].id)["ok"] is False
