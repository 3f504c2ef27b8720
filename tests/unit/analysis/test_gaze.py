"""Looks from authored faces: at one another, at a thing, elsewhere, and where they cannot be read."""

from math import nan

import numpy as np
import pytest

from workbench.analysis.gaze import ELSEWHERE, GazeSettings, Look, looks_of
from workbench.analysis.tracks import ROW, FaceTracks, Reason
from workbench.core.tiers import UNCODABLE

PEOPLE = {0: "m", 1: "n"}
LEFT, RIGHT = (0.2, 0.3, 0.3, 0.5), (0.7, 0.3, 0.8, 0.5)


def _tracks(*gazes: list[tuple[float, float] | None], head: tuple[float, float] = (nan, nan)) -> FaceTracks:
    """Two people side by side, with each one's eyes by picture (yaw, pitch); None where the face is not there, nan where not read."""
    rows = []
    for track, (box, by_picture) in enumerate(zip((LEFT, RIGHT), gazes, strict=True)):
        for sample, gaze in enumerate(by_picture):
            if gaze is None:
                continue
            row = np.zeros(1, ROW)[0]
            row["sample"], row["track"], row["box"], row["score"] = sample, track, box, 1.0
            row["eyes"] = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            row["gaze"], (row["yaw"], row["pitch"]) = gaze, head
            row["gaze_reason"] = Reason.SMALL if np.isnan(gaze[0]) else Reason.MEASURABLE
            rows.append(row)
    ordered = np.array(sorted(rows, key=lambda row: (row["sample"], row["track"])), ROW)
    return FaceTracks.of_rows(np.arange(len(gazes[0])) * 9000, np.zeros(0, np.int64), ordered)


def _said(looks: list[Look]) -> list[tuple[str, float]]:
    return [(look.label, look.span.length / 9000) for look in looks]


def test_who_is_turned_to_the_other_looks_at_them_and_who_is_turned_away_elsewhere() -> None:
    right, left = (40.0, 0.0), (-40.0, 0.0)
    looks = looks_of(_tracks([right] * 10 + [left] * 10, [left] * 20), PEOPLE, {})
    assert _said(looks["m"]) == [("n", 10), (ELSEWHERE, 10)]
    assert _said(looks["n"]) == [("m", 20)]
    assert all(0.5 < look.confidence <= 1.0 for look in looks["n"])


def test_a_thing_is_looked_at_while_it_is_there() -> None:
    down = (0.0, -30.0)
    looks = looks_of(_tracks([down] * 20, [down] * 20), PEOPLE, {"puzzle": lambda at: (0.15, 0.8, 0.35, 1.0) if at < 90_000 else None})
    assert _said(looks["m"]) == [("puzzle", 10), (ELSEWHERE, 10)]
    assert _said(looks["n"]) == [(ELSEWHERE, 20)]


def test_a_look_into_the_camera_is_towards_nobody_in_the_picture() -> None:
    assert _said(looks_of(_tracks([(5.0, 0.0)] * 5, [(-5.0, 0.0)] * 5), PEOPLE, {})["m"]) == [(ELSEWHERE, 5)]


def test_what_cannot_be_read_says_why_and_is_no_hole() -> None:
    looks = looks_of(_tracks([(nan, nan)] * 6 + [None] * 4 + [(40.0, 0.0)] * 5, [(-40.0, 0.0)] * 15), PEOPLE, {})["m"]
    assert [(look.label, look.reason) for look in looks] == [(UNCODABLE, "too small in the picture"), ("n", "")]
    assert looks[0].span.end == looks[1].span.start == 90_000
    gone = looks_of(_tracks([(40.0, 0.0)] * 5 + [None] * 6, [(-40.0, 0.0)] * 11), PEOPLE, {})["m"]
    assert gone[1].reason == "not seen in the picture"


def test_the_head_stands_in_with_less_confidence_unless_it_may_not() -> None:
    tracks = _tracks([(nan, nan)] * 10, [(-40.0, 0.0)] * 10, head=(40.0, 0.0))
    (by_head,) = looks_of(tracks, PEOPLE, {})["m"]
    assert (by_head.label, by_head.reason) == ("n", "told by the head, because the eyes cannot be read")
    assert by_head.confidence < looks_of(tracks, PEOPLE, {})["n"][0].confidence
    assert _said(looks_of(tracks, PEOPLE, {}, GazeSettings(by_head=False))["m"]) == [(UNCODABLE, 10)]


def test_looks_are_measured_from_the_frame_in_which_somebody_looks_straight_ahead() -> None:
    off = (-15.0, 0.0)  # what is read of this person's eyes when they look ahead
    tracks = _tracks([off] * 10 + [(5.0, 0.0)] * 10, [(-40.0, 0.0)] * 20)
    assert _said(looks_of(tracks, PEOPLE, {})["m"]) == [(ELSEWHERE, 20)]
    assert _said(looks_of(tracks, PEOPLE, {}, ahead={"m": 0})["m"]) == [(ELSEWHERE, 10), ("n", 10)]


@pytest.mark.parametrize(("n_short", "n_looks"), [(2, 1), (3, 3)])
def test_a_glance_that_is_too_short_takes_the_label_beside_it(n_short: int, n_looks: int) -> None:
    right, left = (40.0, 0.0), (-40.0, 0.0)
    assert len(looks_of(_tracks([right] * 10 + [left] * n_short + [right] * 10, [left] * (20 + n_short)), PEOPLE, {})["m"]) == n_looks


def test_nobody_and_somebody_who_is_never_seen_have_no_looks() -> None:
    assert looks_of(_tracks([None] * 3, [(0.0, 0.0)] * 3), PEOPLE, {}).keys() == {"n"}
    assert looks_of(_tracks([None] * 3, [None] * 3), PEOPLE, {}) == {}
