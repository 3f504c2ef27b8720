"""Where faces are in one picture: boxes with six points.

The network sees a square of 192 pixels. A wide picture is shown to it whole and again in square tiles as high as the picture, so that
small faces are found too. Coordinates are pixels of the picture that is searched; x from the left, y from the top.
"""

from collections.abc import Sequence
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
_MOST_TILES = 6
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


class Search:
    """One picture to be searched in squares; what is made smaller for one is there for the next."""

    def __init__(self, picture: Picture) -> None:
        height, width = picture.shape[:2]
        self.squares = squares_of(width, height)
        """The whole picture, and the tiles of a wide or tall one."""
        self._halves = [picture]

    def faces(self, run: Runner, squares: Sequence[Square], *, lowest_score: float) -> list[Detection]:
        """The faces in some squares of the picture, the surest first, none twice; below `lowest_score` there is no face."""
        found = [detection for square in squares for detection in self._in_square(run, square, lowest_score)]
        return _without_doubles(found)

    def _in_square(self, run: Runner, square: Square, lowest_score: float) -> list[Detection]:
        left, top, side = square
        values, scores = run(self._pixels_of(square).astype(np.float32) * np.float32(1 / 127.5) - 1)
        sure = np.flatnonzero(scores > np.log(lowest_score / (1 - lowest_score)))
        places = values.reshape(-1, 8, 2)[sure].astype(np.float32)
        places[:, [0, *range(2, 8)]] += _GRID[sure, None]
        scale, corner = side / _SIDE, np.array([left, top], np.float32)
        found = []
        for i, place in zip(sure, places, strict=True):
            middle, half = place[0], place[1] / 2
            if (half > 0).all():
                box = np.concatenate([middle - half, middle + half]) * scale + np.tile(corner, 2)
                score = float(1 / (1 + np.exp(-np.clip(scores[i], -40, 40))))
                found.append(Detection(box.astype(np.float32), place[2:] * scale + corner, score))
        return _without_doubles(found)

    def _pixels_of(self, square: Square) -> Picture:
        """A square at the size of the network's input, black beyond the picture; halved first, so that small faces keep their form."""
        level = max(0, int(np.log2(square[2] / _SIDE)))
        while len(self._halves) <= level:
            height, width = self._halves[-1].shape[:2]
            half = cv2.resize(self._halves[-1], (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
            self._halves.append(np.asarray(half, dtype=np.uint8))
        left, top, side = (value / 2**level for value in square)
        onto = np.array([[side / _SIDE, 0, left], [0, side / _SIDE, top]], np.float32)
        way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(self._halves[level], onto, (_SIDE, _SIDE), flags=way), dtype=np.uint8)


def squares_of(width: int, height: int) -> list[Square]:
    """The squares in which a picture is searched: all of it, and for a wide or tall one overlapping tiles along its longer side."""
    long, short = max(width, height), min(width, height)
    whole = ((width - long) / 2, (height - long) / 2, float(long))
    if long < 1.2 * short:
        return [whole]
    n = min(_MOST_TILES, max(2, ceil((long - short * _TILE_OVERLAP) / (short * (1 - _TILE_OVERLAP)))))
    starts = [(long - short) * i / (n - 1) for i in range(n)]
    return [whole, *((start, 0.0, float(short)) if width > height else (0.0, start, float(short)) for start in starts)]


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
