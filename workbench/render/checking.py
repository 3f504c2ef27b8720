"""Reading a clip back that was written, and holding every picture, every time and the sound against what was meant.

What was copied must be the same to the last bit. What was coded anew is compared as a small grey picture: coding moved those by 0.3 in the
mean and by 8 at most (of 255) on real and drawn films.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from workbench.core.time import FILM_CLOCK
from workbench.errors import RenderError
from workbench.media.frames import index_frames
from workbench.media.progress import Cancelled
from workbench.render.cut import Cut, frames_of
from workbench.render.ffmpeg import check_cancelled, render_error

AGAIN = "Try again; if it happens again, import the film once more"
_SIGNATURE_SIZE = (64, 36)
_MOST_MEAN_DIFFERENCE = 1.5
_MOST_DIFFERENCE = 32

Signature = npt.NDArray[np.uint8]


def signature_of(frame: av.VideoFrame) -> Signature:
    """The picture's brightness, 64 by 36: enough to tell another or a broken picture."""
    grey = np.asarray(frame.to_ndarray(format="gray"), dtype=np.uint8)
    return np.asarray(cv2.resize(grey, _SIGNATURE_SIZE, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def check_coded(clip: Path, cut: Cut, signatures: Sequence[Signature], *, cancelled: Cancelled | None = None) -> tuple[int, int]:
    """Decode a clip and hold every picture and time against what was meant; width and height in pixels.

    Raises
    ------
    RenderError
        If a frame is missing, too many, at another time, or shows something else.
    """
    _check_times(clip, cut)
    size, n_decoded = (0, 0), 0
    for n_decoded, frame in enumerate(_pictures_of(clip, cancelled), start=1):
        if n_decoded > len(signatures) or not _alike(signature_of(frame), signatures[n_decoded - 1]):
            raise RenderError(f"Picture {n_decoded - 1} of a clip was written wrong", AGAIN)
        size = (frame.width, frame.height)
    if n_decoded != len(signatures):
        raise RenderError(f"A clip was written with {n_decoded} of {len(signatures)} pictures", AGAIN)
    return size


def check_stitched(
    clip: Path, film: Path, cut: Cut, n_coded: int, *, on_part: Callable[[float], None], cancelled: Cancelled | None = None
) -> tuple[int, int]:
    """Decode a clip side by side with its film: the same to the last bit, but for the first `n_coded` pictures; width and height in pixels.

    Raises
    ------
    RenderError
        As :func:`check_coded`; also if the film itself is damaged.
    """
    _check_times(clip, cut)
    size, made = (0, 0), _pictures_of(clip, cancelled)
    with reading_film(), av.open(str(film)) as source:
        for number, (meant, _) in enumerate(frames_of(source, cut)):
            frame = next(made, None)
            if frame is None:
                raise RenderError(f"A clip was written with {number} of {len(cut.pts)} pictures", AGAIN)
            same = _alike(signature_of(frame), signature_of(meant)) if number < n_coded else _identical(frame, meant)
            if not same:
                raise RenderError(f"Picture {number} of a clip was written wrong", AGAIN)
            size = (frame.width, frame.height)
            on_part((number + 1) / len(cut.pts))
    if next(made, None) is not None:
        raise RenderError(f"A clip was written with more than its {len(cut.pts)} pictures", AGAIN)
    return size


@contextmanager
def reading_film() -> Iterator[None]:
    """Failures of reading and writing films within the block, in words for people."""
    try:
        yield
    except av.error.FFmpegError as error:
        if isinstance(error, OSError):
            raise render_error("A clip", error) from error
        raise RenderError(f"A clip's film cannot be read ({error.strerror})", "Import the film once more") from error


def _check_times(clip: Path, cut: Cut) -> None:
    if index_frames(clip).on_clock(FILM_CLOCK) != cut.table:
        raise RenderError("A clip was written whose frames are not at their times", AGAIN)


def _pictures_of(clip: Path, cancelled: Cancelled | None) -> Iterator[av.VideoFrame]:
    with reading_film(), av.open(str(clip)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            check_cancelled(cancelled)
            yield frame


def _alike(one: Signature, other: Signature) -> bool:
    difference = cv2.absdiff(one, other)
    return float(difference.mean()) <= _MOST_MEAN_DIFFERENCE and int(difference.max()) <= _MOST_DIFFERENCE


def _identical(one: av.VideoFrame, other: av.VideoFrame) -> bool:
    return np.array_equal(one.to_ndarray(), other.to_ndarray())
