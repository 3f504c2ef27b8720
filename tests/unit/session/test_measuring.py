"""Which tiers are measured, on the worked examples of the measures put into a real workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import seconds, write_case
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import NotFoundError
from workbench.measures.gaze import mutual_bouts
from workbench.practice.casework import Recording
from workbench.practice.people import Person
from workbench.session.casefile import CaseSession
from workbench.session.measuring import measure_gaze, measure_turns
from workbench.store.workspace import open_workspace

Desk = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)


def put_tier(desk: Desk, person: Person, channel: Channel, rows: list[tuple[float, float, str]], origin: Origin = Origin.AUTHORED) -> None:
    session, recording, *_ = desk
    tier = Tier(new_id(), recording.id, f"{person.shown_name} {channel}", channel, origin, person.id, len(session.tiers(recording.id)))
    with session.workspace.edit("truth", case_id=session.case_id) as edit:
        edit.put(tier, *(Interval(new_id(), tier.id, seconds(a, b), label) for a, b, label in rows))


def put_looks(desk: Desk) -> None:
    _, _, mum, noah = desk
    put_tier(desk, mum, Channel.LOOK, [(0, 4, "child"), (4, 6, "puzzle"), (6, 10, "Noah")])
    put_tier(desk, noah, Channel.LOOK, [(0, 2, "puzzle"), (2, 7, "Mum"), (7, 10, "elsewhere")])


def test_looks_at_the_partner_are_found_by_name_and_by_role(desk: Desk) -> None:
    put_looks(desk)
    reading = measure_gaze(desk[0], desk[1].id)
    assert [(bout.completed_by, bout.latency_s) for bout in mutual_bouts(*reading.looking)] == [("Noah", 2.0), ("Mum", 4.0)]
    assert [measure.codable_s for measure in reading.measures] == [10.0] * 10
    assert all(measure.value is None and "under 30 s codable" in measure.why_undefined for measure in reading.measures)
    assert [measure.name for measure in reading.shares[:2]] == ["Mum looks at the other", "Noah looks at the other"]


def test_candidates_are_not_measured(desk: Desk) -> None:
    put_looks(desk)
    before = measure_gaze(desk[0], desk[1].id)
    put_tier(desk, desk[3], Channel.LOOK, [(0, 10, "Mum")], Origin.CANDIDATE)
    assert measure_gaze(desk[0], desk[1].id) == before


def test_two_people_are_needed(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="looks of 0 people"):
        measure_gaze(desk[0], desk[1].id)
    put_tier(desk, desk[2], Channel.VOICE, [(0, 1, "speech")])
    with pytest.raises(NotFoundError, match="voices of 1 people"):
        measure_turns(desk[0], desk[1].id)


def test_gaze_that_says_nothing_is_not_measured(desk: Desk) -> None:
    put_looks(desk)
    desk[0].change_person(desk[3].id, gaze_meaningful=False)
    with pytest.raises(NotFoundError, match="For Noah looking"):
        measure_gaze(desk[0], desk[1].id)


def test_turns_are_taken_from_the_voices_and_the_child_is_known_by_role(desk: Desk) -> None:
    session, recording, mum, noah = desk
    put_tier(desk, mum, Channel.VOICE, [(1.2, 2.5, "speech"), (6, 7, "speech"), (7.5, 8, "speech")])
    put_tier(desk, noah, Channel.VOICE, [(0, 1, ""), (2.3, 3, ""), (3.4, 4, ""), (6.3, 6.6, ""), (8, 9, "")])
    reading = measure_turns(session, recording.id)
    assert [transfer.offset_s for transfer in reading.floor.transfers] == [0.2, -0.2, 2.0, 0.0]
    assert reading.measures[-1].value == 3
    assert [measure.value for measure in reading.measures[:3]] == [None] * 3
    assert reading.people == (mum, noah)
