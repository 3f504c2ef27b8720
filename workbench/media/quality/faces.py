"""Where faces are in a film, as the checks are told it, and the light on them. Who finds faces is none of this package's business."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]

_EDGE_OF_FACE = 0.15
"""What lies so near a box's edge may be background."""

_SHOWN_FOR = 27_000
"""A face counts as being where it was found for 0.3 s, in ticks of the film clock."""


@dataclass(frozen=True, eq=False)
class FaceBoxes:
    """Boxes of faces by time.

    Parameters
    ----------
    at : ndarray of int64, shape (n_samples,)
        The pictures that were looked at, in ticks of the film clock, strictly increasing; also those without a face.
    sample : ndarray of int32, shape (n_faces,)
        The picture of each face, by its place in `at`.
    box : ndarray of float32, shape (n_faces, 4)
        Left, top, right and bottom as fractions of the displayed picture.
    """

    at: npt.NDArray[np.int64]
    sample: npt.NDArray[np.int32]
    box: npt.NDArray[np.float32]

    @property
    def n_in_view(self) -> npt.NDArray[np.int64]:
        """How many faces each picture has, shape (n_samples,)."""
        return np.bincount(self.sample, minlength=len(self.at))

    def near(self, instant: int) -> list[Box]:
        """The boxes of the picture nearest to an instant of the film clock; none where the nearest is further than 0.3 s."""
        if len(self.at) == 0:
            return []
        after = int(np.searchsorted(self.at, instant))
        nearest = min(
            (place for place in (after - 1, after) if 0 <= place < len(self.at)), key=lambda place: abs(int(self.at[place]) - instant)
        )
        if abs(int(self.at[nearest]) - instant) > _SHOWN_FOR:
            return []
        return [(float(box[0]), float(box[1]), float(box[2]), float(box[3])) for box in self.box[self.sample == nearest]]


def light_of(picture: Gray, boxes: list[Box]) -> Iterator[tuple[float, float]]:
    """The light on each face and on what is beside and above it, 0 to 1; nan where nothing of either is in the picture.

    The light on a face is how bright its brightest twentieth is: the white of eyes and what shines, which tells of the light and not of
    the colour of skin. Around it the mean counts. What lies below a face is the person's own body, and what lies in another face's box
    is no background.
    """
    height, width = picture.shape
    behind = np.ones(picture.shape, dtype=np.bool_)
    for box in boxes:
        behind[_pixels(box, width, height)] = False
    for left, top, right, bottom in boxes:
        inset_x, inset_y = _EDGE_OF_FACE * (right - left), _EDGE_OF_FACE * (bottom - top)
        face = picture[_pixels((left + inset_x, top + inset_y, right - inset_x, bottom - inset_y), width, height)]
        around = _pixels((2 * left - right, 2 * top - bottom, 2 * right - left, bottom), width, height)
        yield _brightest(face), _mean(picture[around][behind[around]])


def _pixels(box: Box, width: int, height: int) -> tuple[slice, slice]:
    left, top, right, bottom = (max(0.0, min(1.0, edge)) for edge in box)
    return slice(round(top * height), round(bottom * height)), slice(round(left * width), round(right * width))


def _brightest(pixels: Gray) -> float:
    return float(np.percentile(pixels, 95)) / 255 if pixels.size else float("nan")


def _mean(pixels: Gray) -> float:
    return float(pixels.mean()) / 255 if pixels.size else float("nan")
