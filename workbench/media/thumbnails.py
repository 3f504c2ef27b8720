"""Small pictures of a film, evenly spaced in time, side by side in one strip, for finding a place."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from workbench.core.time import FrameIndex
from workbench.media.frames import FrameTable
from workbench.media.reader import FrameReader
from workbench.media.source import Source

WIDTH_PX = 160
MOST = 120
_EVERY_S = 1
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """A strip of `n` pictures as a JPEG; each is `width_px` wide and `height_px` high and stands for an equal part of the film's time."""

    jpeg: bytes
    n: int
    width_px: int
    height_px: int

    def to_json(self) -> dict[str, int]:
        """How to cut the strip, as JSON values."""
        return {"n": self.n, "width_px": self.width_px, "height_px": self.height_px}


def plan_thumbnails(table: FrameTable) -> list[FrameIndex]:
    """Which frames to show: the one in the middle of each equal part, a part a second but at most 120, at least one."""
    span = table.span
    n = max(1, min(MOST, table.n_frames, int(span.length * table.clock.tick / _EVERY_S)))
    return [table.frame_at(span.start + (2 * part + 1) * span.length // (2 * n)) for part in range(n)]


def build_thumbnails(source: Source, table: FrameTable) -> Thumbnails:
    """The strip of a film of which the frame table is known.

    Raises
    ------
    FilmError
        If a picture cannot be read.
    """
    small: list[Image.Image] = []
    with FrameReader(source, table) as reader:
        for frame in plan_thumbnails(table):
            picture = Image.fromarray(reader.picture(frame))
            height_px = max(1, round(WIDTH_PX * picture.height / picture.width))
            small.append(picture.resize((WIDTH_PX, height_px), Image.Resampling.BOX))
    strip = Image.fromarray(np.hstack([np.asarray(picture) for picture in small]))
    written = BytesIO()
    strip.save(written, "JPEG", quality=_QUALITY)
    return Thumbnails(written.getvalue(), len(small), WIDTH_PX, small[0].height)
