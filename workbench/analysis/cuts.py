"""Hard cuts: where one picture has nothing to do with the one before.

A cut is a difference between two pictures that is large in itself and large beside the differences just before it, so that a hand-held
camera or a hand in front of it is none. What a cut that is seen in vain costs is small: tracks begin anew.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from workbench.analysis.detector import Picture

_BLOCKS = (9, 16)
_LARGE = 0.10
_BESIDE = 4.0
_REMEMBERED = 10


class CutWatch:
    """Tells of each picture of a film, shown one after the other, whether it is the first after a cut."""

    def __init__(self) -> None:
        self._before: npt.NDArray[np.float32] | None = None
        self._differences: deque[float] = deque(maxlen=_REMEMBERED)

    def sees_cut(self, picture: Picture) -> bool:
        """Whether a cut lies between the last picture and this one; never for the first."""
        now, before = _blocks(picture), self._before
        self._before = now
        if before is None or now.shape != before.shape:
            return before is not None
        difference = float(np.abs(now - before).mean())
        usual = float(np.median(self._differences)) if self._differences else 0.0
        if difference > _LARGE and difference > _BESIDE * usual:
            self._differences.clear()
            return True
        self._differences.append(difference)
        return False


def _blocks(picture: Picture) -> npt.NDArray[np.float32]:
    """Mean colour of up to 9 by 16 equal blocks, 0 to 1, from every few pixels."""
    height, width = picture.shape[:2]
    rows, columns = min(_BLOCKS[0], height), min(_BLOCKS[1], width)
    step = max(1, min(height // rows, width // columns) // 8)
    thin = picture[: height // rows * rows : step, : width // columns * columns : step]
    high, wide = thin.shape[0] // rows, thin.shape[1] // columns
    blocks = thin[: high * rows, : wide * columns].reshape(rows, high, columns, wide, 3)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32) / 255, dtype=np.float32)
