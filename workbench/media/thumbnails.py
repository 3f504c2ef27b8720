"""Small pictures of a film, evenly spaced in time, side by side in one strip, for finding a place."""

from collections.abc import Callable
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
class ThumbnailPlan:
    """Which `frames` stand in the strip, and how wide and high each is; each stands for an equal part of the film's time."""

    frames: tuple[FrameIndex, ...]
    width_px: int
    height_px: int

    def to_json(self) -> dict[str, int]:
        """How to cut the strip, as JSON values."""
        return {"n": len(self.frames), "width_px": self.width_px, "height_px": self.height_px}


def plan_thumbnails(table: FrameTable, width: int, height: int) -> ThumbnailPlan:
    """The frame in the middle of each equal part of a film of `width` by `height` pixels: a part a second, at most 120, at least one."""
    span = table.span
    n = max(1, min(MOST, table.n_frames, int(span.length * table.clock.tick / _EVERY_S)))
    frames = tuple(table.frame_at(span.start + (2 * part + 1) * span.length // (2 * n)) for part in range(n))
    return ThumbnailPlan(frames, WIDTH_PX, max(1, round(WIDTH_PX * height / width)))


def build_thumbnails(source: Source, table: FrameTable, plan: ThumbnailPlan, *, progress: Callable[[float], None] | None = None) -> bytes:
    """The strip as a JPEG. `table` is the film's own; `progress` takes the part that is done.

    Raises
    ------
    FilmError
        If a picture cannot be read.
    """
    small: list[Image.Image] = []
    with FrameReader(source, table) as reader:
        for frame in plan.frames:
            picture = Image.fromarray(reader.picture(frame))
            small.append(picture.resize((plan.width_px, plan.height_px), Image.Resampling.BOX))
            if progress is not None:
                progress(len(small) / len(plan.frames))
    strip = Image.fromarray(np.hstack([np.asarray(picture) for picture in small]))
    written = BytesIO()
    strip.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
