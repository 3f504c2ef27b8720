"""Making people unrecognisable in a picture, so that nothing of them can be got back.

The figure's area is averaged down to a few cells and smoothed; what is left of a face is its colour.
A line or an arrow hides the box around it.
"""

from collections.abc import Sequence

import av
import cv2
import numpy as np
import numpy.typing as npt

from workbench.core.regions import Purpose, Region, ShapeKind
from workbench.core.time import Span

_CELLS = 4
_MARGIN = 0.02

Plane = npt.NDArray[np.uint8]


def regions_hiding(regions: Sequence[Region], shown: Span) -> list[Region]:
    """The regions that hide something in a picture shown during `shown`, be it for a part of that time."""
    return [region for region in regions if region.purpose is Purpose.ANONYMISE and region.span.overlaps(shown)]


def hide_regions(frame: av.VideoFrame, regions: Sequence[Region], shown: Span) -> av.VideoFrame:
    """A copy of a yuv420p picture in which the regions' areas are beyond recognition, with the same time."""
    planes = np.array(frame.to_ndarray(format="yuv420p"), dtype=np.uint8, order="C")
    height, width = frame.height, frame.width
    luma = planes[:height]
    chroma = planes[height:].reshape(2, height // 2, width // 2)
    for region in regions:
        for plane in (luma, chroma[0], chroma[1]):
            _blur(plane, region, shown)
    hidden = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    hidden.pts, hidden.time_base = frame.pts, frame.time_base
    return hidden


def _blur(plane: Plane, region: Region, shown: Span) -> None:
    """Blur the figure as it stands at the start, the middle and the last tick of `shown`, so that a moving one leaves no edge."""
    height, width = plane.shape
    for instant in (shown.start, shown.start + shown.length // 2, shown.end - 1):
        xs, ys = zip(*region.points_at(instant), strict=True)
        left, right = _pixels(min(xs) - _MARGIN, max(xs) + _MARGIN, width)
        top, bottom = _pixels(min(ys) - _MARGIN, max(ys) + _MARGIN, height)
        if left >= right or top >= bottom:
            continue
        area = plane[top:bottom, left:right]
        cells = cv2.resize(area, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
        smooth = cv2.resize(cells, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
        area[:] = np.where(_inside(region.kind, bottom - top, right - left), smooth, area)


def _inside(kind: ShapeKind, height: int, width: int) -> npt.NDArray[np.bool_]:
    if kind is not ShapeKind.ELLIPSE:
        return np.ones((height, width), dtype=np.bool_)
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return np.asarray(x * x + y * y <= 1.0)


def _pixels(low: float, high: float, size: int) -> tuple[int, int]:
    return max(0, int(low * size)), min(size, int(np.ceil(high * size)))
