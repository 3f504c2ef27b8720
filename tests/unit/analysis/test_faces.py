"""Faces of composed heads, whose turn and place are known; and films in which there is nothing to find."""

import json
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from tests.heads import Head, draw_head
from tests.looking import EVERY, LEFT, RIGHT, THING, THING_BOX, compose
from workbench.analysis.faces import FaceSettings, find_faces, lasting
from workbench.analysis.gaze import looks_of
from workbench.analysis.tracks import ROW, FaceTracks, Reason

Picture = npt.NDArray[np.uint8]
SECOND = 90_000


def _with_head(yaw: float = 0, pitch: float = 0, *, at: tuple[float, float] = (320, 180), height_px: float = 170) -> Picture:
    picture = np.full((360, 640, 3), (168, 176, 170), np.uint8)
    draw_head(picture, at, height_px, Head(), yaw, pitch)
    return picture


def _alone(picture: Picture, settings: FaceSettings | None = None) -> FaceTracks:
    return find_faces([(0, picture)], settings)


@pytest.fixture(scope="module")
def film() -> FaceTracks:
    return find_faces(compose(60).frames())


def test_two_heads_are_two_tracks_from_the_first_picture_to_the_last(film: FaceTracks) -> None:
    assert len(film.tracks) == 2
    assert all(len(film.rows_of(track)) == 60 for track in film.tracks)
    left, right = sorted(float(film.eyes[film.rows_of(track), 0].mean()) for track in film.tracks)
    assert left == pytest.approx(380 / 1280, abs=0.05)
    assert right == pytest.approx(900 / 1280, abs=0.05)


def test_who_looks_where_is_told_in_nine_of_ten_pictures(film: FaceTracks) -> None:
    people = {track: LEFT if film.eyes[film.rows_of(track), 0].mean() < 0.5 else RIGHT for track in film.tracks}
    looks = looks_of(film, people, {THING: lambda _: THING_BOX}, ahead=dict.fromkeys((LEFT, RIGHT), 4 * EVERY))
    true = compose(60).truth
    for person in (LEFT, RIGHT):
        found = [next(look.label for look in looks[person] if look.span.contains(at)) for at in film.at.tolist()]
        assert np.mean([a == b for a, b in zip(found, true[person], strict=True)]) > 0.9


def test_the_settings_and_the_networks_stand_with_what_was_found(film: FaceTracks) -> None:
    method = json.loads(film.method)
    assert method["widest_yaw_deg"] == 65.0
    assert len(method["iris_landmark.tflite"]) == 64


@pytest.mark.parametrize("yaw", [-35, 0, 35])
def test_a_turned_head_is_measured_as_turned_to_the_same_side(yaw: float) -> None:
    tracks = _alone(_with_head(yaw))
    assert tracks.reason.tolist() == [Reason.MEASURABLE]
    assert tracks.yaw[0] == pytest.approx(yaw, abs=8)


def test_a_raised_head_has_a_higher_pitch_than_a_lowered_one() -> None:
    raised, lowered = (_alone(_with_head(0, pitch)).pitch[0] for pitch in (15, -15))
    assert raised - lowered == pytest.approx(30, abs=10)


def test_a_head_turned_farther_than_the_settings_allow_is_not_measured_and_says_why() -> None:
    tracks = _alone(_with_head(35), FaceSettings(widest_yaw_deg=20))
    assert tracks.reason.tolist() == tracks.gaze_reason.tolist() == [Reason.TURNED]
    assert np.isnan([tracks.yaw[0], tracks.pitch[0], tracks.mouth[0], *tracks.gaze[0]]).all()


def test_a_small_head_and_one_beyond_the_border_are_found_and_not_measured() -> None:
    small = _alone(_with_head(height_px=120), FaceSettings(smallest_face_px=150))
    assert small.reason.tolist() == [Reason.SMALL]
    cut_off = _alone(_with_head(at=(25, 180)), FaceSettings(lowest_score=0.3))
    assert cut_off.reason.tolist() == [Reason.CUT_OFF]


def test_a_blurred_head_is_found_and_not_measured() -> None:
    tracks = _alone(_with_head(), FaceSettings(lowest_sharpness=10))
    assert tracks.reason.tolist() == [Reason.BLURRED]


def test_eyes_of_a_head_that_is_large_enough_may_be_too_small() -> None:
    tracks = _alone(_with_head(), FaceSettings(smallest_eye_px=200))
    assert tracks.reason.tolist() == [Reason.MEASURABLE]
    assert tracks.gaze_reason.tolist() == [Reason.SMALL]
    assert np.isnan(tracks.gaze).all()


def test_five_heads_are_five_tracks() -> None:
    picture = np.full((720, 1280, 3), (168, 176, 170), np.uint8)
    for number in range(5):
        draw_head(picture, (140 + 250 * number, 300 + 60 * (number % 2)), 200, Head(), 0, 0)
    assert len(_alone(picture).tracks) == 5


def test_a_hard_cut_ends_every_track() -> None:
    head = _with_head()
    other = _with_head(at=(330, 180))
    other[head == 168] = 20
    other = np.where(np.indices(other.shape[:2])[1][..., None] % 80 < 40, other, 255 - other // 2).astype(np.uint8)
    draw_head(other, (320, 180), 170, Head(), 0, 0)
    tracks = find_faces([(0, head), (9_000, head), (18_000, other), (27_000, other)])
    assert tracks.cuts.tolist() == [18_000]
    assert not set(tracks.track[tracks.sample < 2].tolist()) & set(tracks.track[tracks.sample >= 2].tolist())


def test_a_face_that_is_away_for_a_second_keeps_its_track_and_one_away_for_longer_does_not() -> None:
    head, empty = _with_head(), np.full((360, 640, 3), (168, 176, 170), np.uint8)

    def away_for(n: int) -> int:
        pictures = [head] * 3 + [empty] * n + [head] * 6
        return len(find_faces((at * 9_000, picture) for at, picture in enumerate(pictures)).tracks)

    assert (away_for(8), away_for(30)) == (1, 2)


def test_what_was_taken_for_a_face_for_a_moment_is_left_out_and_what_stays_is_kept() -> None:
    rows = np.zeros(6, ROW)
    rows["sample"], rows["track"] = [0, 1, 1, 2, 2, 3], [0, 0, 1, 1, 2, 2]
    rows["reason"] = [Reason.HIDDEN] * 2 + [Reason.HIDDEN, Reason.MEASURABLE] + [Reason.TURNED] * 2
    assert lasting(rows, 4)["track"].tolist() == [1, 1, 2, 2]
    assert lasting(rows, 2)["track"].tolist() == rows["track"].tolist()


@pytest.mark.parametrize("size", [(1, 1), (2, 2000), (90, 160), (720, 1280)])
@pytest.mark.parametrize("value", [0, 255])
def test_nothing_is_found_where_there_is_nothing(size: tuple[int, int], value: int) -> None:
    tracks = find_faces((at * 9_000, np.full((*size, 3), value, np.uint8)) for at in range(4))
    assert (tracks.n_rows, len(tracks.at), tracks.tracks) == (0, 4, ())


def test_a_film_without_a_picture_has_no_faces() -> None:
    tracks = find_faces([])
    assert (tracks.n_rows, len(tracks.at)) == (0, 0)
    assert looks_of(tracks, {}, {}) == {}


def test_pictures_are_taken_one_by_one_and_none_is_kept() -> None:
    alive: set[int] = set()

    class Watched(np.ndarray):
        def __del__(self) -> None:
            alive.discard(id(self))

    def frames() -> Iterator[tuple[int, Picture]]:
        for at in range(30):
            assert len(alive) <= 3
            picture = np.zeros((90, 160, 3), np.uint8).view(Watched)
            alive.add(id(picture))
            yield at * 9_000, picture

    assert len(find_faces(frames()).at) == 30


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_no_picture_is_refused(wrong: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="a picture has the shape"):
        find_faces([(0, wrong)])


def test_pictures_out_of_order_are_refused() -> None:
    picture = np.zeros((9, 16, 3), np.uint8)
    with pytest.raises(ValueError, match="does not come after"):
        find_faces([(SECOND, picture), (SECOND, picture)])
