"""Where faces are in one picture: boxes with six points.

The network sees a square of 192 pixels. A wide picture is shown to it whole and again in square tiles as high as the picture, so that
small faces are found too. Coordinates are pixels of the picture that is searched; x from the left, y from the top.
"""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
import numpy.typing as npt

from workbench.analysis.models import Floats, Network, Runner

Picture = npt.NDArray[np.uint8]
Square = tuple[float, float, float]
"""Left, top and side, in pixels; it may reach beyond the picture."""

_SIDE = Network.DETECTOR.side_px
_STRIDE = 4
_TILE_OVERLAP = 0.2
_SAME_FACE = 0.3
_GRID = (np.indices((_SIDE // _STRIDE, _SIDE // _STRIDE))[::-1].reshape(2, -1).T.astype(np.float32) + 0.5) * _STRIDE


@dataclass(frozen=True, slots=True)
class Detection:
    """A face: `box` (left, top, right, bottom), six `points` of shape (6, 2), and a `score` of 0 to 1.

    The points are, as they stand in the picture of a face seen from in front: left eye, right eye, tip of the nose, middle of the mouth,
    left ear, right ear.
    """

    box: Floats
    points: Floats
    score: float


def detect_faces(picture: Picture, run: Runner, *, lowest_score: float, tiles: bool = True) -> list[Detection]:
    """Every face in a picture, the surest first.

    Parameters
    ----------
    picture : ndarray of uint8, shape (height, width, 3)
        Red, green, blue.
    run : Runner
        The detector.
    lowest_score : float
        Below which score there is no face.
    tiles : bool
        Whether a wide picture is searched in tiles too.
    """
    found: list[Detection] = []
    for square in squares_of(picture.shape[1], picture.shape[0], tiles=tiles):
        found += detect_in_square(picture, run, square, lowest_score=lowest_score)
    return _without_doubles(found)


def squares_of(width: int, height: int, *, tiles: bool) -> list[Square]:
    """The squares in which a picture is searched: all of it, and overlapping tiles along its longer side."""
    long, short = max(width, height), min(width, height)
    whole = ((width - long) / 2, (height - long) / 2, float(long))
    if not tiles or long < 1.2 * short:
        return [whole]
    n = max(2, ceil((long - short * _TILE_OVERLAP) / (short * (1 - _TILE_OVERLAP))))
    starts = [(long - short) * i / (n - 1) for i in range(n)]
    return [whole, *((start, 0.0, float(short)) if width > height else (0.0, start, float(short)) for start in starts)]


def detect_in_square(picture: Picture, run: Runner, square: Square, *, lowest_score: float) -> list[Detection]:
    """The faces in a square of a picture, the surest first; what lies beyond the picture is black."""
    left, top, side = square
    scale = side / _SIDE
    seen = _cut_square(picture, square)
    values, scores = run(seen.astype(np.float32) / np.float32(127.5) - 1)
    sure = np.flatnonzero(scores > np.log(lowest_score / (1 - lowest_score)))
    places = values.reshape(-1, 8, 2)[sure].astype(np.float32)
    places[:, [0, *range(2, 8)]] += _GRID[sure, None]
    corner = np.array([left, top], np.float32)
    found = []
    for i, place in zip(sure, places, strict=True):
        middle, half = place[0], place[1] / 2
        if (half <= 0).any():
            continue
        box = np.concatenate([middle - half, middle + half]) * scale + np.tile(corner, 2)
        found.append(Detection(box.astype(np.float32), place[2:] * scale + corner, float(1 / (1 + np.exp(-np.clip(scores[i], -40, 40))))))
    return _without_doubles(found)


def _cut_square(picture: Picture, square: Square) -> Picture:
    """A square of the picture at the size of the network's input."""
    left, top, side = square
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = max(0, round(left)), max(0, round(top)), min(width, round(left + side)), min(height, round(top + side))
    seen = np.zeros((_SIDE, _SIDE, 3), np.uint8)
    if x1 <= x0 or y1 <= y0:
        return seen
    scale = _SIDE / side
    to_x, to_y = (min(_SIDE - 1, max(0, round(offset * scale))) for offset in (x0 - left, y0 - top))
    to_w, to_h = min(_SIDE - to_x, max(1, round((x1 - x0) * scale))), min(_SIDE - to_y, max(1, round((y1 - y0) * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    seen[to_y : to_y + to_h, to_x : to_x + to_w] = cv2.resize(picture[y0:y1, x0:x1], (to_w, to_h), interpolation=way)
    return seen


def _without_doubles(found: list[Detection]) -> list[Detection]:
    """The surest of those that lie on one another; what a tile saw of a face that another saw whole lies inside it."""
    kept: list[Detection] = []
    for one in sorted(found, key=lambda detection: -detection.score):
        if all(shared_part(one.box, other.box) < _SAME_FACE for other in kept):
            kept.append(one)
    return kept


def shared_part(one: Floats, other: Floats) -> float:
    """What two boxes share, as a part of the smaller one: 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    smaller = min(float((box[2] - box[0]) * (box[3] - box[1])) for box in (one, other))
    return float(width * height) / smaller
