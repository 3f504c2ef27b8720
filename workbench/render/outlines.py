"""The outline of a figure in the pixels of a picture, for all that is drawn or hidden there.

Pixel x covers ``[x, x + 1)``, so the left edge of the picture is 0 and the right one its width; rows likewise.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from workbench.core.figures import bounds_of_points, turned
from workbench.core.regions import Form, ShapeKind

Outline = npt.NDArray[np.float64]
Mask = npt.NDArray[np.uint8]

ROUND = frozenset({ShapeKind.ELLIPSE, ShapeKind.SPOTLIGHT})
SHIFT = 4
_N_ROUND = 96


def outline_of(kind: ShapeKind, form: Form, width: int, height: int, corner_px: float = 0.0) -> Outline:
    """The closed outline of what a figure encloses; a line's or an arrow's is the box around it.

    Parameters
    ----------
    corner_px : float
        Radius of the corners of boxes.

    Returns
    -------
    ndarray of float64, shape (n_points, 2)
        x and y in pixels, also outside the picture.
    """
    if kind is ShapeKind.POLYGON:
        return np.array(form.points, dtype=np.float64) * (width, height)
    left, top, right, bottom = bounds_of_points(form.points)
    half_width, half_height = (right - left) / 2 * width, (bottom - top) / 2 * height
    if kind in ROUND:
        way = np.linspace(0, 2 * np.pi, _N_ROUND, endpoint=False)
        around = np.column_stack([half_width * np.cos(way), half_height * np.sin(way)])
    else:
        around = _rounded_box(half_width, half_height, min(corner_px, half_width, half_height))
    turn = np.array([turned((1.0, 0.0), (0.0, 0.0), form.turn_deg, 1.0), turned((0.0, 1.0), (0.0, 0.0), form.turn_deg, 1.0)])
    return np.asarray(around @ turn + ((left + right) / 2 * width, (top + bottom) / 2 * height), dtype=np.float64)


def fill(mask: Mask, outline: Outline, *, grown_px: int = 0) -> None:
    """Set a mask to 255 inside an outline and up to `grown_px` pixels beside it; softly at its edge where it does not grow."""
    points = [fixed_points(outline)]
    if grown_px == 0:
        cv2.fillPoly(mask, points, 255, cv2.LINE_AA, SHIFT)
        return
    cv2.fillPoly(mask, points, 255, cv2.LINE_8, SHIFT)
    cv2.polylines(mask, points, True, 255, 2 * grown_px + 1, cv2.LINE_8, SHIFT)


def fixed_points(xy: npt.NDArray[np.float64] | Sequence[Sequence[float]]) -> npt.NDArray[np.int32]:
    """Places as OpenCV takes them: whole numbers with :data:`SHIFT` bits of fraction, counted from the middle of the first pixel."""
    return np.asarray(np.round((np.asarray(xy) - 0.5) * 2**SHIFT), dtype=np.int32).reshape(-1, 1, 2)


def _rounded_box(half_width: float, half_height: float, radius: float) -> Outline:
    if radius <= 0:
        return np.array([(-half_width, -half_height), (half_width, -half_height), (half_width, half_height), (-half_width, half_height)])
    way = np.linspace(0, np.pi / 2, 12)
    quarters = [
        np.column_stack(
            [
                side_x * (half_width - radius) + radius * np.cos(way + quarter * np.pi / 2),
                side_y * (half_height - radius) + radius * np.sin(way + quarter * np.pi / 2),
            ]
        )
        for quarter, (side_x, side_y) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1)))
    ]
    return np.concatenate(quarters)
