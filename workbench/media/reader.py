"""Reading pictures of a film by their frame: exact, by the time that stands in the packet, never by counting.

Access in order, forwards or backwards, is fast: the pictures between a keyframe and the wanted one are kept for a while.
A reader belongs to one thread.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from types import TracebackType
from typing import Self

import av
import numpy as np
import numpy.typing as npt

from workbench.errors import FilmError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.source import COPY_AGAIN, Source, name_of, open_film, video_stream

_KEPT_BYTES = 96_000_000
_AHEAD_FRAMES = 30


class FrameReader:
    """Pictures of one film.

    Parameters
    ----------
    source : Path or seekable binary file
        The film. A file object stays the caller's: it is not closed.
    table : FrameTable, optional
        The film's frame table on the film's own clock, where it is at hand; else it is read from the film first.

    Raises
    ------
    FilmError
        As :func:`index_frames`.

    Examples
    --------
    ::

        with FrameReader(path) as reader:
            first = reader.picture(FrameIndex(0))
    """

    def __init__(self, source: Source, table: FrameTable | None = None) -> None:
        self._source = source
        self._table = table if table is not None else index_frames(_rewound(source))
        self._kept: OrderedDict[int, av.VideoFrame] = OrderedDict()
        self._position: int | None = None
        self._open = ExitStack()
        self._container = self._open.enter_context(open_film(_rewound(source)))
        try:
            self._stream = video_stream(self._container, source)
            self._stream.thread_type = "AUTO"
            self._frames = self._decoded()
        except BaseException:
            self._open.close()
            raise

    @property
    def table(self) -> FrameTable:
        """When each frame is shown, on the film's own clock."""
        return self._table

    def picture(self, frame: int) -> npt.NDArray[np.uint8]:
        """The picture of one frame as displayed.

        Returns
        -------
        ndarray of uint8, shape (height, width, 3)
            Red, green, blue; row 0 is the top; rotation and pixel shape applied. The caller's own.

        Raises
        ------
        IndexError
            For a frame that is not in the film.
        FilmError
            If the film is damaged at this frame.
        """
        decoded = self._frame(self._table.span_of(frame).start, frame)
        shape = self._stream.sample_aspect_ratio or Fraction(1)
        picture = decoded.to_ndarray(format="rgb24", width=round(decoded.width * shape))
        return np.ascontiguousarray(np.rot90(picture, decoded.rotation // 90)).astype(np.uint8, copy=False)

    def close(self) -> None:
        """Let go of the film; a second time does nothing."""
        self._kept.clear()
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _frame(self, pts: int, frame: int) -> av.VideoFrame:
        if pts in self._kept:
            self._kept.move_to_end(pts)
            return self._kept[pts]
        ahead_pts = int(self._table.pts[max(0, frame - _AHEAD_FRAMES)])
        if self._position is None or not ahead_pts <= self._position < pts:
            self._seek(pts)
        try:
            found = self._read_to(pts)
            if found is None:
                self._seek(None)
                found = self._read_to(pts)
        except av.error.FFmpegError as error:
            raise FilmError(f"{name_of(self._source)} is damaged at frame {frame}", COPY_AGAIN) from error
        if found is None:
            raise FilmError(f"{name_of(self._source)} has no readable picture for frame {frame}", COPY_AGAIN)
        return found

    def _seek(self, pts: int | None) -> None:
        self._container.seek(0 if pts is None else pts, stream=self._stream, backward=True)
        self._frames = self._decoded()
        self._position = None

    def _read_to(self, pts: int) -> av.VideoFrame | None:
        """The frame at `pts`, or None where decoding starts after it or goes past it."""
        for decoded in self._frames:
            if decoded.pts is None:
                continue
            self._position = decoded.pts
            self._keep(decoded)
            if decoded.pts == pts:
                return decoded
            if decoded.pts > pts:
                return None
        self._position = None
        return None

    def _keep(self, decoded: av.VideoFrame) -> None:
        assert decoded.pts is not None
        self._kept[decoded.pts] = decoded
        self._kept.move_to_end(decoded.pts)
        n_kept = max(2, _KEPT_BYTES // sum(plane.buffer_size for plane in decoded.planes))
        while len(self._kept) > n_kept:
            self._kept.popitem(last=False)

    def _decoded(self) -> Iterator[av.VideoFrame]:
        return iter(self._container.decode(self._stream))


def _rewound(source: Source) -> Source:
    if hasattr(source, "seek"):
        source.seek(0)
    return source
