"""Laws of places, patches, searches and kept faces."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.detector import squares_of
from workbench.analysis.following import Followed, Place, assigned
from workbench.analysis.mesh import Patch
from workbench.analysis.pose import pose_of
from workbench.analysis.tracks import ROW, FaceTracks

sizes = st.integers(2, 4000)
coordinates = st.floats(-500, 2500)


@given(sizes, sizes)
def test_every_pixel_lies_in_the_whole_and_in_a_tile(width: int, height: int) -> None:
    whole, *tiles = squares_of(width, height)
    assert whole[2] == max(width, height)
    if tiles and max(width, height) <= 4 * min(width, height):
        along = sorted(tile[0] if width > height else tile[1] for tile in tiles)
        assert along[0] == 0
        assert along[-1] + tiles[0][2] == pytest.approx(max(width, height))
        assert all(b - a < tiles[0][2] for a, b in pairwise(along))


@given(coordinates, coordinates, st.floats(1, 900), st.floats(-3, 3), st.booleans())
def test_a_patch_keeps_its_middle_and_its_length(x: float, y: float, side: float, turn: float, mirrored: bool) -> None:
    onto = Patch(x, y, side, turn).to_picture(64, mirrored=mirrored).astype(np.float64)
    assert onto[:, :2] @ [32, 32] + onto[:, 2] == pytest.approx([x, y], abs=0.02 + side / 1000)
    assert abs(np.linalg.det(onto[:, :2])) == pytest.approx((side / 64) ** 2, rel=1e-3)


@given(st.floats(-60, 60), st.floats(-40, 40))
def test_the_pose_of_a_turned_mesh_differs_by_the_turn(yaw: float, pitch: float) -> None:
    points = np.random.default_rng(0).normal(0, 30, (468, 3))
    lefts, rights = (33, 133, 70, 105, 127, 234, 58, 172, 61), (263, 362, 300, 334, 356, 454, 288, 397, 291)
    points[list(rights)] = points[list(lefts)] * (-1, 1, 1)
    points[list(lefts), 0], points[list(rights), 0] = -np.abs(points[list(lefts), 0]) - 1, np.abs(points[list(rights), 0]) + 1
    points[10], points[152] = (0, -80, 0), (0, 80, 0)
    a, b = np.radians([yaw, pitch])
    about_y = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), np.sin(b)], [0, -np.sin(b), np.cos(b)]])
    pose = pose_of((points @ (about_y @ about_x).T).astype(np.float32))
    assert (pose.yaw, pose.pitch) == (pytest.approx(yaw, abs=0.1), pytest.approx(pitch, abs=0.1))


places = st.builds(Place, st.floats(0, 1280), st.floats(0, 720), st.floats(5, 400))


@given(st.lists(places, max_size=5), st.lists(places, max_size=5))
def test_each_place_goes_to_one_track_and_each_track_to_one_place(known: list[Place], seen: list[Place]) -> None:
    pairs = assigned([Followed(number, place, 0, None, 1.0) for number, place in enumerate(known)], seen, 9_000)
    assert len(set(pairs.values())) == len(pairs)
    assert all(known[track].distance(seen[place]) < 1 for place, track in pairs.items())


@given(st.lists(places, min_size=1, max_size=1))
def test_a_face_that_stays_keeps_its_track(place: list[Place]) -> None:
    assert assigned([Followed(4, place[0], 0, None, 1.0)], place, 9_000) == {0: 0}


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=2), st.integers(0, 9))
def test_merging_takes_back_a_split(cells: set[tuple[int, int]], where: int) -> None:
    rows = np.zeros(len(cells), ROW)
    rows["sample"], rows["track"] = np.array(sorted(cells)).T
    tracks = FaceTracks.of_rows(np.arange(10) * 9_000, [], rows)
    for track in tracks.tracks:
        own = tracks.sample[tracks.rows_of(track)]
        if own.min() < where <= own.max():
            split = tracks.split(track, where * 9_000)
            assert split.merged(track, max(split.tracks)).track.tolist() == tracks.track.tolist()
