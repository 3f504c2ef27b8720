"""The picture obeys the truth: eyes, mouths, pieces, seen in the pixels."""

from hashlib import sha256

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.sample.canvas import HEIGHT_PX, WIDTH_PX, Picture
from workbench.sample.rehearsal import Rehearsal, rehearse
from workbench.sample.script import Who
from workbench.sample.stage import Stage

EYES: dict[Who, tuple[slice, slice]] = {"mum": (slice(150, 264), slice(360, 580)), "child": (slice(220, 338), slice(730, 950))}
"""Where eyes are in the picture, rows and columns, leaving mouths and clothes out."""
BOARD = (slice(520, 690), slice(430, 850))


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearse()


@pytest.fixture(scope="module")
def stage(rehearsal: Rehearsal) -> Stage:
    return Stage(rehearsal)


def whites(picture: Picture, who: Who) -> NDArray[np.bool_]:
    part = picture[EYES[who]].astype(int)
    return np.asarray((part.min(axis=2) > 206) & (part.max(axis=2) - part.min(axis=2) < 30))


def pupil_offset(picture: Picture, who: Who) -> float:
    """How far the pupil of the eye of which more is seen lies to the right of its white, in pixels."""
    _, _, boxes, centres = cv2.connectedComponentsWithStats(whites(picture, who).astype(np.uint8))
    largest = 1 + int(np.argmax(boxes[1:, cv2.CC_STAT_AREA]))
    left, top, wide, high = boxes[largest, :4]
    around = (slice(max(top, 0), top + high), slice(max(left - 22, 0), left + wide + 22))
    _, columns = np.nonzero(picture[EYES[who]].max(axis=2)[around] < 70)
    return float(columns.mean() + around[1].start - centres[largest][0])


def settled(rehearsal: Rehearsal, who: Who, target: str) -> list[int]:
    """Frames in the middle of looks at a target that last a second or more."""
    return [(look.first + look.end) // 2 for look in rehearsal.looks_of(who) if look.label == target and look.end - look.first > 25]


def open_eyed(stage: Stage, who: Who, frame: int) -> Picture:
    """The picture of that frame or, where the person blinks, of one soon after."""
    for later in range(0, 12, 3):
        picture = stage.draw(frame + later)
        if whites(picture, who).sum() > 60:
            return picture
    raise AssertionError(f"{who} keeps the eyes shut from frame {frame} on")


@pytest.mark.parametrize(("who", "target", "sign"), [("mum", "child", 1), ("child", "mum", -1)])
def test_eyes_turn_to_the_other_persons_side(rehearsal: Rehearsal, stage: Stage, who: Who, target: str, sign: int) -> None:
    frames = settled(rehearsal, who, target)
    assert len(frames) >= 5
    for frame in frames:
        assert sign * pupil_offset(open_eyed(stage, who, frame), who) > 5, frame


@pytest.mark.parametrize(("who", "other"), [("mum", "child"), ("child", "mum")])
def test_heads_sink_to_look_at_the_puzzle(rehearsal: Rehearsal, stage: Stage, who: Who, other: str) -> None:
    """Eyes lie lower in the picture while somebody looks at the puzzle, and less of their white is seen."""

    def height_and_white(target: str) -> tuple[float, float]:
        seen = [whites(open_eyed(stage, who, frame), who) for frame in settled(rehearsal, who, target)[:5]]
        return float(np.mean([np.nonzero(s)[0].mean() for s in seen])), float(np.mean([s.sum() for s in seen]))

    (low, little), (high, much) = height_and_white("puzzle"), height_and_white(other)
    assert low > high + 5
    assert little < much


def test_a_face_turned_away_shows_no_eyes(rehearsal: Rehearsal, stage: Stage) -> None:
    (away,) = [look for look in rehearsal.looks_of("child") if look.label == "away"]
    for frame in range(away.first + 12, away.end - 4, 8):
        head = stage.draw(frame)[200:380, 780:1000].astype(int)
        assert not np.any((head.min(axis=2) > 206) & (head.max(axis=2) - head.min(axis=2) < 20))


@pytest.mark.parametrize("who", ["mum", "child"])
def test_mouths_open_with_the_voice(rehearsal: Rehearsal, stage: Stage, who: Who) -> None:
    part = stage.parts[who]
    speaking = np.zeros(rehearsal.n_frames, bool)
    for line in rehearsal.lines_of(who):
        speaking[line.stretch.first : line.stretch.end] = True
    laughing = [gesture for gesture in rehearsal.gestures_of(who) if gesture.label == "laugh"]
    silent = ~speaking
    for gesture in laughing:
        silent[gesture.first : gesture.end + 12] = False
    assert part.jaw[speaking].mean() > 0.25
    assert part.jaw[silent].max() == 0.0
    widest = int(np.argmax(np.where(speaking, part.jaw, 0)))
    quiet = next(frame for frame in range(widest, rehearsal.n_frames) if silent[frame])
    assert dark_red(stage.draw(widest), who, part.head_pose(widest).y) > dark_red(stage.draw(quiet), who, part.head_pose(quiet).y) + 60


def dark_red(picture: Picture, who: Who, head_y: float) -> int:
    """How many pixels of a mouth's inside are seen below the middle of a head."""
    columns = EYES[who][1]
    part = picture[round(head_y) + 25 : round(head_y) + 95, columns].astype(int)
    red, green, blue = part[..., 0], part[..., 1], part[..., 2]
    return int(np.sum((red > 80) & (red < 135) & (green < 62) & (abs(green - blue) < 22)))


def test_everybody_blinks_but_not_often(stage: Stage) -> None:
    for part in stage.parts.values():
        shut = part.lid < 0.05
        blinks = int(np.sum(shut[1:] & ~shut[:-1]))
        assert 15 < blinks < 80
        assert shut.mean() < 0.1


def test_the_puzzle_is_whole_at_the_end_and_not_before(rehearsal: Rehearsal, stage: Stage) -> None:
    names = [piece.name for piece in rehearsal.script.puzzle.pieces]

    def n_placed(frame: int) -> int:
        return sum(stage.choreography.lying(name, frame)[2] for name in names)

    placed = [n_placed(frame) for frame in range(0, rehearsal.n_frames, 10)]
    assert placed[0] == 3
    assert placed == sorted(placed)
    assert n_placed(rehearsal.n_frames - 1) == len(names) == 12
    bare, whole = (stage.draw(frame)[BOARD].astype(int) for frame in (0, rehearsal.n_frames - 1))
    wood = [np.sum((p[..., 0] > p[..., 2] + 55) & (abs(p[..., 0] - 180) < 30) & (abs(p[..., 1] - 136) < 25)) for p in (bare, whole)]
    assert wood[0] > 5 * wood[1]


def test_a_piece_is_never_in_two_places(rehearsal: Rehearsal, stage: Stage) -> None:
    """From frame to frame a piece moves less than a hand can."""
    for piece in rehearsal.script.puzzle.pieces:
        places = np.array([(w.x, w.y) for w in (stage.choreography.lying(piece.name, f)[0] for f in range(rehearsal.n_frames))])
        assert np.max(np.hypot(*np.diff(places, axis=0).T)) < 45, piece.name


def test_hands_and_heads_move_without_jumps(stage: Stage, rehearsal: Rehearsal) -> None:
    for who, part in stage.parts.items():
        assert np.max(np.abs(np.diff(part.head, axis=1))) < 16
        assert np.max(np.abs(np.diff(part.lean, axis=1))) < 9
        for hand in ("inner", "outer"):
            places = np.array([stage.choreography.ways[who, hand].at(frame)[0] for frame in range(rehearsal.n_frames)])
            assert np.max(np.hypot(*np.diff(places, axis=0).T)) < 45


def test_a_frame_is_drawn_from_nothing_but_its_number(rehearsal: Rehearsal, stage: Stage) -> None:
    picture = stage.draw(1000)
    assert picture.shape == (HEIGHT_PX, WIDTH_PX, 3)
    stage.draw(2950)
    assert np.array_equal(stage.draw(1000), picture)
    short = Stage(rehearse(seconds=2))
    again = Stage(rehearse(seconds=2))
    frames = range(0, 50, 16)
    assert [sha256(short.draw(f).tobytes()).digest() for f in frames] == [sha256(again.draw(f).tobytes()).digest() for f in frames]
