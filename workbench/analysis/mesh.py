"""A face's 468 points, read from a turned square of the picture around it.

Points are pixels of the picture: x from the left, y from the top, and depth in the same unit, growing away from the camera, with its
zero in the head. They are numbered as in MediaPipe's face mesh; "left" below is the left of the picture for a face seen from in front.
"""

from dataclasses import dataclass
from math import atan2, cos, sin

import cv2
import numpy as np

from workbench.analysis.detector import Detection, Picture
from workbench.analysis.models import Floats, Network, Runner

_SIDE = Network.MESH.side_px
_AROUND = 1.5
LEFT_EYE = (33, 133)
RIGHT_EYE = (263, 362)
"""Outer and inner corner of each eye."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A turned square of the picture: its middle, its side in pixels, and its turn in radians, clockwise as displayed."""

    x: float
    y: float
    side: float
    turn: float

    def cut(self, picture: Picture, side_px: int, *, mirrored: bool = False) -> Picture:
        """What lies in it, upright, of shape (side_px, side_px, 3); black beyond the picture."""
        onto = self.to_picture(side_px, mirrored=mirrored)
        return np.asarray(cv2.warpAffine(picture, onto, (side_px, side_px), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), dtype=np.uint8)

    def to_picture(self, side_px: int, *, mirrored: bool = False) -> Floats:
        """The (2, 3) matrix from its own pixels to those of the picture."""
        scale = self.side / side_px
        c, s = cos(self.turn) * scale, sin(self.turn) * scale
        across = -1.0 if mirrored else 1.0
        half = side_px / 2
        return np.array(
            [[c * across, -s, self.x - half * (c * across - s)], [s * across, c, self.y - half * (s * across + c)]],
            np.float32,
        )


@dataclass(frozen=True, slots=True)
class Mesh:
    """A face's points, float32 of shape (468, 3), how sure the network is that they are a face (0 to 1), and how sharp it was."""

    points: Floats
    score: float
    sharpness: float

    @property
    def box(self) -> Floats:
        """Left, top, right and bottom of all points, in pixels."""
        flat = self.points[:, :2]
        return np.concatenate([flat.min(axis=0), flat.max(axis=0)])


def patch_of_detection(found: Detection) -> Patch:
    """Where to look for the mesh of a face that was detected."""
    left, right = found.points[0], found.points[1]
    return _patch(found.box, atan2(float(right[1] - left[1]), float(right[0] - left[0])))


def patch_of_mesh(mesh: Mesh) -> Patch:
    """Where to look for the same face in the next picture."""
    left, right = (mesh.points[list(eye), :2].mean(axis=0) for eye in (LEFT_EYE, RIGHT_EYE))
    return _patch(mesh.box, atan2(float(right[1] - left[1]), float(right[0] - left[0])))


def _patch(box: Floats, turn: float) -> Patch:
    x, y = (box[:2] + box[2:]) / 2
    return Patch(float(x), float(y), _AROUND * float(max(box[2] - box[0], box[3] - box[1], 1.0)), turn)


def read_mesh(picture: Picture, run: Runner, patch: Patch) -> Mesh:
    """The points in one square of a picture, whether or not there is a face: `score` says it."""
    seen = patch.cut(picture, _SIDE)
    values, score = run(seen * np.float32(1 / 255))
    points = values.reshape(-1, 3).astype(np.float32)
    onto = patch.to_picture(_SIDE)
    placed = np.empty_like(points)
    placed[:, :2] = points[:, :2] @ onto[:, :2].T + onto[:, 2]
    placed[:, 2] = points[:, 2] * (patch.side / _SIDE)
    return Mesh(placed, float(1 / (1 + np.exp(-np.clip(score[0], -40, 40)))), _sharpness(seen))


def _sharpness(seen: Picture) -> float:
    """How much of the contrast lies in details of about a 40th of a face; the same for a near face and one from 64 pixels on."""
    grey = cv2.resize(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), (64, 64), interpolation=cv2.INTER_AREA)[8:56, 8:56]
    contrast = float(grey.std())
    return float(cv2.Laplacian(grey, cv2.CV_32F).std()) / contrast if contrast > 0.25 else 0.0
