"""Numbers of a face's mesh: how the head is turned, how far the corners of the mouth are raised.

Convention: angles are degrees in the frame of the picture. Yaw above 0 is turned towards the right of the picture, pitch above 0 upwards,
roll above 0 clockwise as displayed. A face that looks into the camera has 0, 0, 0 but for a bias of its own: pitch is off by about 10
degrees from person to person, which a calibration by a chosen frame takes away. The camera is taken to be far away.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.analysis.mesh import LEFT_EYE, RIGHT_EYE
from workbench.analysis.models import Floats

# points that lie opposite one another: eyes, brows, temples, cheeks, jaw, mouth
_LEFTS = (33, 133, 70, 105, 127, 234, 58, 172, 61)
_RIGHTS = (263, 362, 300, 334, 356, 454, 288, 397, 291)
_FOREHEAD, _CHIN = 10, 152
_MOUTH_CORNERS, _LIPS = (61, 291), (0, 17)


class Pose(NamedTuple):
    """How a head is turned: `yaw`, `pitch`, `roll` in degrees, and its `axes`.

    `axes` are the rows right, down and inward of the face, float64 of shape (3, 3), in the picture's x, y and depth.
    """

    yaw: float
    pitch: float
    roll: float
    axes: npt.NDArray[np.float64]


def pose_of(points: Floats) -> Pose:
    """The pose of a mesh, points as in :class:`workbench.analysis.mesh.Mesh`."""
    exact = points.astype(np.float64)
    across = _unit((exact[list(_RIGHTS)] - exact[list(_LEFTS)]).sum(axis=0))
    down = exact[_CHIN] - exact[_FOREHEAD]
    down = _unit(down - across * float(down @ across))
    inward = np.cross(across, down)
    yaw, pitch = angles_of(-inward)
    return Pose(yaw, pitch, float(np.degrees(np.arctan2(across[1], across[0]))), np.stack([across, down, inward]))


def angles_of(direction: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Yaw and pitch in degrees of a direction (x, y, depth) of unit length."""
    return float(np.degrees(np.arctan2(direction[0], -direction[2]))), float(np.degrees(np.arcsin(np.clip(-direction[1], -1.0, 1.0))))


def mouth_corners(points: Floats, pose: Pose) -> float:
    """How far the corners of the mouth are raised above the middle of the lips, seen upright: a part of the distance between the eyes.

    Range: about -0.2 to 0.4. It is a form of the mouth and of nothing else: talking, eating and resting faces raise them too.
    """
    exact = points.astype(np.float64)
    down = pose.axes[1]
    corners, lips = (float((exact[list(at)] @ down).mean()) for at in (_MOUTH_CORNERS, _LIPS))
    left, right = (exact[list(eye)].mean(axis=0) for eye in (LEFT_EYE, RIGHT_EYE))
    return (lips - corners) / max(float(np.linalg.norm(right - left)), 1e-6)


def _unit(vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))
