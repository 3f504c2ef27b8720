"""Making people unrecognisable in a picture, so that nothing of them can be got back.

The figure's area, and a margin around it, is averaged down to a few cells and smoothed; what is left of a face is its colour.
Every picture hides all places where the figure stands while the picture is shown. A line or an arrow hides the box around it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

import av
import cv2
import numpy as np
import numpy.typing as npt

from workbench.core.regions import Purpose, Region
from workbench.core.time import Span
from workbench.render.outlines import Outline, fill, outline_of

_CELLS = 4
_SMALLEST_CELL_PX = 6
_MARGIN = 0.02

Plane = npt.NDArray[np.uint8]
Picture = npt.NDArray[np.uint8]


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
            _hide(plane, region, shown)
    hidden = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    hidden.pts, hidden.time_base = frame.pts, frame.time_base
    return hidden


def hide_in_picture(picture: Picture, regions: Sequence[Region], shown: Span) -> Picture:
    """A copy of an RGB picture (height, width, 3; uint8) in which the regions' areas are beyond recognition."""
    planes = np.array(np.moveaxis(picture, -1, 0), dtype=np.uint8, order="C")
    for region in regions:
        for plane in planes:
            _hide(plane, region, shown)
    return np.ascontiguousarray(np.moveaxis(planes, 0, -1))


def _hide(plane: Plane, region: Region, shown: Span) -> None:
    height, width = plane.shape
    margin = ceil(_MARGIN * max(height, width))
    mask = np.zeros((height, width), dtype=np.uint8)
    for outline in _outlines(region, shown, width, height, margin):
        fill(mask, outline, grown_px=margin)
    left, top, across, down = cv2.boundingRect(mask)
    if not across or not down:
        return
    area, inside = plane[top : top + down, left : left + across], mask[top : top + down, left : left + across]
    cells = cv2.resize(area, (_n_cells(across), _n_cells(down)), interpolation=cv2.INTER_AREA)
    area[:] = np.where(inside > 0, cv2.resize(cells, (across, down), interpolation=cv2.INTER_LINEAR), area)


def _n_cells(length_px: int) -> int:
    return max(1, min(_CELLS, length_px // _SMALLEST_CELL_PX))


def _outlines(region: Region, shown: Span, width: int, height: int, margin: int) -> Iterator[Outline]:
    """The figure from the first to the last tick of `shown`, so often that no part of it goes further than the margin in between."""
    first, last = shown.start, shown.end - 1
    ends = [outline_of(region.kind, region.form_at(instant), width, height) for instant in (first, (first + last) // 2, last)]
    way = sum(float(np.hypot(*(b - a).T).max()) for a, b in pairwise(ends))
    n_steps = min(last - first, ceil(2 * way / margin) + 1)
    for step in range(n_steps + 1):
        instant = first + (last - first) * step // max(n_steps, 1)
        yield outline_of(region.kind, region.form_at(instant), width, height)
