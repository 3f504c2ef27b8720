"""The two in space: what the page is sent, where it stands, and what a picked sign means."""

import numpy as np
import pytest

from tests.unit.plots.test_figures import LENGTH, MUM, NOAH, PEOPLE, seconds
from workbench.core.intervals import SpanSet
from workbench.design import DESIGN
from workbench.errors import NotFoundError
from workbench.plots.heads import HeadPath, head_path
from workbench.plots.space import Space, SpaceContent

SECOND = 90_000


def path(person_id: str, left: float, n: int = 61, **options: bool) -> HeadPath:
    at = np.arange(n, dtype=np.int64) * SECOND
    place = np.tile([left, 0.25], (n, 1))
    gaze = np.tile([90.0 if left < 0.5 else -90.0, 0.0], (n, 1))
    return HeadPath(person_id, at, place, gaze, **options)


def broken() -> HeadPath:
    whole = path("noah", 0.75)
    place = whole.place.copy()
    place[10:20] = np.nan
    return HeadPath("noah", whole.at, place, whole.gaze_deg)


def space(*heads: HeadPath) -> Space:
    sounds = {"mum": SpanSet((seconds(2, 5),))}
    return Space(SpaceContent(LENGTH, PEOPLE, heads, sounds, SpanSet((seconds(30, 34),))))


def test_heads_stand_in_time_height_and_width_and_a_path_is_broken_where_nothing_was_measurable() -> None:
    line, tube, other_line, lit, playhead = space(path(MUM.id, 0.25), broken()).figure.meshes
    assert (line.x[30], line.y[30], line.z[30]) == (30.0, 0.75, 0.25)
    assert len(line.lines) == 60
    assert len(other_line.lines) == 60 - 11
    assert str(line.color) == DESIGN.person(0).colour
    assert (tube.x.min(), tube.x.max()) == (2.0, 4.0)
    assert (lit.x.min(), lit.x.max(), set(lit.z.tolist())) == (30.0, 33.0, {0.25, 0.75})
    assert set(playhead.x.tolist()) == {0.0}


def test_arrows_point_the_way_of_the_gaze_and_signs_have_the_persons_shape() -> None:
    arrows, signs, *_, noahs = space(path(MUM.id, 0.25), path(NOAH.id, 0.75)).figure.scatters
    assert arrows.geo == "arrow"
    assert (arrows.vz[0], arrows.vy[0]) == (1.0, 0.0)
    assert (signs.geo, noahs.geo) == ("sphere", "box")


def test_the_playhead_moves_and_a_picked_sign_tells_its_instant() -> None:
    drawn = space(path(MUM.id, 0.25), broken())
    drawn.move(12 * SECOND)
    assert set(drawn.figure.meshes[-1].x.tolist()) == {12.0}
    picked: list[int] = []
    drawn.on_pick(picked.append)
    drawn.figure.scatters[-1].clicked_index = 10
    drawn.figure.scatters[-1].clicked_index = None
    # every second instant has a sign, and there is none from 10 to 18 s
    assert picked == [30 * SECOND]


def test_a_long_film_is_sent_as_few_points() -> None:
    assert space(path(MUM.id, 0.25, n=3 * 3600), path(NOAH.id, 0.75, n=3 * 3600)).n_points < 6_000


def test_what_an_analysis_found_is_lighter() -> None:
    marked, found = (space(path(MUM.id, 0.25, is_candidate=each)).figure.scatters[-1].color for each in (False, True))
    assert int(str(found)[1:3], 16) > int(str(marked)[1:3], 16)


def test_a_film_without_a_head_says_so() -> None:
    nowhere = HeadPath("mum", np.arange(3, dtype=np.int64), np.full((3, 2), np.nan), np.full((3, 2), np.nan))
    for heads in ((), (nowhere,)):
        with pytest.raises(NotFoundError, match="No head could be measured"):
            space(*heads)


def test_a_track_is_a_path_with_nothing_where_it_has_no_row() -> None:
    found = head_path("mum", np.array([0, 10, 20]), np.array([0, 2]), [[0.1, 0.2], [0.3, 0.4]], [[1.0, 2.0], [3.0, 4.0]])
    assert found.is_seen.tolist() == [True, False, True]
    assert found.is_candidate
    with pytest.raises(ValueError, match="in order of time"):
        HeadPath("mum", np.array([5, 5]), np.zeros((2, 2)), np.zeros((2, 2)))
    with pytest.raises(ValueError, match="2 instants need"):
        HeadPath("mum", np.array([5, 6]), np.zeros((3, 2)), np.zeros((2, 2)))
