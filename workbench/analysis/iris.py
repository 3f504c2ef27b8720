"""Where the eyes are turned: each iris in its eye, set on a ball that turns with the head.

An eye is a ball whose middle lies behind the middle of its two corners. Where its iris appears tells how the ball is turned; lengths are
parts of the distance between the corners, from measures of grown-up eyes: a slit of 28 mm, an iris 10 mm before the ball's middle, which
lies 6 mm behind the line of the corners. A child's eye is smaller in the same proportions.
"""

from math import atan2

import numpy as np
import numpy.typing as npt

from workbench.analysis.detector import Picture
from workbench.analysis.mesh import LEFT_EYE, RIGHT_EYE, Mesh, Patch
from workbench.analysis.models import Floats, Network, Runner
from workbench.analysis.pose import Pose, angles_of
from workbench.analysis.tracks import Reason

_SIDE = Network.IRIS.side_px
_AROUND = 2.3
_IRIS_BEFORE = 10 / 28
_MIDDLE_BEHIND = 6 / 28
_LIDS = ((159, 145), (386, 374))
_SHUT = 0.12


def gaze_of(picture: Picture, run: Runner, mesh: Mesh, pose: Pose, *, smallest_px: float) -> tuple[float, float] | Reason:
    """Yaw and pitch of the eyes' direction in the frame of the picture, in degrees, or why no eye can be read.

    The eye that is seen wider is read: eyes turn together. One that is shut, or whose corners are less than `smallest_px` pixels apart in
    the picture, is not read.
    """
    direction = _direction(picture, run, mesh, pose, LEFT_EYE if pose.yaw > 0 else RIGHT_EYE, smallest_px)
    return direction if isinstance(direction, Reason) else angles_of(direction)


def _direction(
    picture: Picture, run: Runner, mesh: Mesh, pose: Pose, eye: tuple[int, int], smallest_px: float
) -> npt.NDArray[np.float64] | Reason:
    outer, inner = (mesh.points[corner].astype(np.float64) for corner in eye)
    apart = float(np.linalg.norm(inner - outer))
    upper, lower = _LIDS[eye is RIGHT_EYE]
    opening = float(np.linalg.norm(mesh.points[lower, :2] - mesh.points[upper, :2]))
    if np.hypot(*(inner - outer)[:2]) < smallest_px:
        return Reason.SMALL
    if opening < _SHUT * apart:
        return Reason.SHUT
    ball = (outer + inner) / 2 + pose.axes[2] * (_MIDDLE_BEHIND * apart)
    x, y = (_iris(picture, run, outer, inner, mirrored=eye is RIGHT_EYE) - ball[:2]) / (_IRIS_BEFORE * apart)
    length = float(np.hypot(x, y))
    if length > 0.95:
        x, y = x * 0.95 / length, y * 0.95 / length
    return np.array([x, y, -np.sqrt(1 - x * x - y * y)])


def _iris(
    picture: Picture, run: Runner, outer: npt.NDArray[np.float64], inner: npt.NDArray[np.float64], *, mirrored: bool
) -> npt.NDArray[np.float64]:
    """The middle of the iris in the picture; the network knows one eye, the other is shown to it mirrored."""
    middle, across = (outer + inner) / 2, (outer - inner if mirrored else inner - outer)
    side = _AROUND * float(max(abs(across[0]), abs(across[1]), 1.0))
    patch = Patch(float(middle[0]), float(middle[1]), side, atan2(float(across[1]), float(across[0])))
    _, points = run(patch.cut(picture, _SIDE, mirrored=mirrored) * np.float32(1 / 255))
    onto: Floats = patch.to_picture(_SIDE, mirrored=mirrored)
    return np.asarray(onto[:, :2] @ points[:2] + onto[:, 2], dtype=np.float64)
