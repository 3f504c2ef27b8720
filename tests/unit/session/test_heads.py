"""Where heads are: known for the sample film, found for others."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.cases import write_case
from workbench.analysis.tracks import ROW, FaceTracks
from workbench.errors import NotFoundError
from workbench.practice.casework import Recording
from workbench.practice.people import Person
from workbench.sample.heads import known_heads
from workbench.sample.looks import BUILDS
from workbench.sample.rehearsal import rehearse
from workbench.session.analysis_parts import pack_part
from workbench.session.casefile import CaseSession
from workbench.session.heads import read_heads
from workbench.store.vault import ANALYSED
from workbench.store.workspace import open_workspace

Desk = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)


def test_in_the_sample_film_eyes_are_where_they_are_drawn_and_look_where_the_script_says() -> None:
    heads = known_heads(rehearse(seconds=12, is_silent=True))
    for who, side in (("mum", 1), ("child", -1)):
        head = heads[who]
        assert len(head.at) == 100
        x, y = (np.array(BUILDS[who].head) / [1280, 720]).tolist()
        assert np.abs(head.eyes - [x, y]).max() < 0.12
        assert np.sign(head.gaze_deg[0, 0]) == side
        assert head.gaze_deg[0, 1] < 0


def test_before_an_analysis_nothing_is_known(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match=f"vig analyse {desk[1].id}"):
        read_heads(desk[0], desk[1].id)


def test_the_tracks_of_a_person_are_one_path_of_candidates(desk: Desk) -> None:
    session, recording, mum, noah = desk
    session.set_in_view(recording.id, [mum.id, noah.id])
    at = np.arange(40, dtype=np.int64) * 9_000
    rows = np.zeros(80, dtype=ROW)
    rows["sample"] = np.repeat(np.arange(40), 2)
    rows["track"] = np.tile([0, 1], 40)
    rows["box"] = np.tile([[0.1, 0.1, 0.2, 0.3], [0.7, 0.4, 0.8, 0.6]], (40, 1))
    rows["eyes"] = np.tile([[0.15, 0.2], [0.75, 0.5]], (40, 1))
    rows["gaze"] = [30.0, 5.0]
    tracks = FaceTracks.of_rows(at, [], rows)
    session.workspace.vault.add(recording.id, ANALYSED[0], pack_part({}, tracks.to_bytes()))
    paths = read_heads(session, recording.id)
    assert {path.person_id for path in paths} == {mum.id, noah.id}
    assert all(path.is_candidate and path.is_seen.all() and len(path.at) == 40 for path in paths)
    assert sorted(path.place[0, 0].round(2) for path in paths) == [0.15, 0.75]
