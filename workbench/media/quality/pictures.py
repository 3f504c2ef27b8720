"""What a few pictures of each second say of a film: how bright, how sharp and how still it is, and where it is black or frozen.

The film is decoded once, picture after picture, and nothing is kept but numbers. Sharpness, black and freezing are measured by ffmpeg's own
filters (``blurdetect``, ``blackdetect``, ``freezedetect``) on small grey pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.filter import Graph

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.errors import FilmError
from workbench.media.quality.faces import FaceBoxes, Gray, light_of
from workbench.media.quality.limits import BLACK_S, FREEZE_NOISE, FROZEN_S, WHITE
from workbench.media.source import COPY_AGAIN, Source, name_of, open_film, video_stream

WIDTH_PX = 480
PER_SECOND = 4

_MANY_KEYFRAMES_PER_S = 1.5
_PART_PX = (64, 48)
_WINDOW = np.outer(np.hanning(_PART_PX[1]), np.hanning(_PART_PX[0])).astype(np.float32)
_SAME_SCENE, _LEAST_CONTRAST, _PARTS_THAT_TELL = 0.15, 2.0, 3
_HALF_SECOND = TICKS_PER_S // 2
_LOOKS = (("blackdetect", f"d={BLACK_S}"), ("freezedetect", f"n={FREEZE_NOISE}:d={FROZEN_S}"), ("blurdetect", ""), ("buffersink", ""))

Numbers = npt.NDArray[np.float32]
Look = Callable[[float], None]
"""Told the seconds that were looked at; what it raises ends the looking."""


def _unwatched(_: float) -> None:
    """For whom nobody waits."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """What was measured, one value for each picture that was looked at.

    Parameters
    ----------
    at : ndarray of int64, shape (n,)
        When each is shown, in ticks of the film clock from the film's first picture.
    end : int
        When the film ends, in the same.
    brightness : ndarray of float32, shape (n,)
        Mean of the picture, 0 (black) to 1 (white).
    white : ndarray of float32, shape (n,)
        Part of the picture that is white, 0 to 1.
    sharpness : ndarray of float32, shape (n,)
        One over the width of its edges in pixels of a picture 480 wide; nan where it has no edges.
    movement : ndarray of float32, shape (n,)
        How far the whole picture moved in half a second since the one before, as part of its width; nan for the first, and where another
        scene begins.
    black, frozen : tuple of Span
        Stretches of the film clock.
    face_at : ndarray of int64, shape (n_faces,)
        For each face that was seen, when.
    face_light : ndarray of float32, shape (n_faces, 2)
        The light on the face and on what is around it, 0 to 1, nan where there is nothing around (``faces.light_of``).
    """

    at: npt.NDArray[np.int64]
    end: int
    brightness: Numbers
    white: Numbers
    sharpness: Numbers
    movement: Numbers
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]
    face_at: npt.NDArray[np.int64]
    face_light: Numbers


def measure_pictures(source: Source, length: int, *, faces: FaceBoxes | None = None, look: Look = _unwatched) -> Pictures:
    """Look over a film's pictures, four a second; of a film with many keyframes, as working copies are, only those, which is far faster.

    Parameters
    ----------
    source : Path or seekable binary file
        The film.
    length : int
        Its length in ticks of the film clock.
    faces : FaceBoxes, optional
        Where faces are, for the light on them.

    Raises
    ------
    FilmError
        If the film cannot be read or is damaged.
    """
    rows: list[tuple[int, float, float, float, float]] = []
    on_faces: list[tuple[int, float, float]] = []
    filters, motion = _Filters(length), _Motion()
    for at, picture in _sampled(source, length):
        look(at / TICKS_PER_S)
        moved = motion.next(picture, at)
        rows.append((at, float(picture.mean()) / 255, float((picture >= 255 * WHITE).mean()), filters.sharpness(picture, at), moved))
        if faces is not None:
            on_faces += [(at, *light) for light in light_of(picture, faces.near(at))]
    brightness, white, sharpness, movement = np.array([row[1:] for row in rows], dtype=np.float32).T
    return Pictures(
        np.array([row[0] for row in rows], dtype=np.int64),
        max(length, rows[-1][0] + 1),
        brightness,
        white,
        sharpness,
        movement,
        black=filters.black.spans(BLACK_S),
        frozen=filters.frozen.spans(FROZEN_S),
        face_at=np.array([row[0] for row in on_faces], dtype=np.int64),
        face_light=np.array([row[1:] for row in on_faces], dtype=np.float32).reshape(-1, 2),
    )


def _sampled(source: Source, length: int) -> Iterator[tuple[int, Gray]]:
    """Small grey pictures as displayed, each with its time in ticks since the first; at least one."""
    first = due = None
    with open_film(source) as container:
        stream = video_stream(container, source)
        stream.thread_type = "AUTO"
        n_keyframes = sum(entry.is_keyframe for entry in stream.index_entries)
        if n_keyframes >= _MANY_KEYFRAMES_PER_S * length / TICKS_PER_S:
            stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            if frame.pts is None or frame.time_base is None:
                continue
            at = FILM_CLOCK.ticks_from_seconds(frame.pts * frame.time_base, "nearest")
            first = at if first is None else first
            if due is not None and at < due:
                continue
            due = at + TICKS_PER_S // PER_SECOND
            yield at - first, _small(frame, stream.sample_aspect_ratio or Fraction(1))
    if first is None:
        raise FilmError(f"{name_of(source)} has no pictures in it", COPY_AGAIN)


def _small(frame: av.VideoFrame, shape: Fraction) -> Gray:
    lies = frame.rotation % 180 != 0
    across, down = round(frame.width * shape), frame.height
    displayed = (down, across) if lies else (across, down)
    height = max(2, round(WIDTH_PX * displayed[1] / displayed[0] / 2) * 2)
    stored = (height, WIDTH_PX) if lies else (WIDTH_PX, height)
    grey = frame.to_ndarray(format="gray", width=stored[0], height=stored[1])
    return np.ascontiguousarray(np.rot90(grey, frame.rotation // 90)).astype(np.uint8, copy=False)


class _Motion:
    """How far the whole picture moves from one to the next: what most of six parts of it do, so that people who move do not count."""

    def __init__(self) -> None:
        self._before: list[npt.NDArray[np.float32]] = []
        self._before_at = 0

    def next(self, picture: Gray, at: int) -> float:
        """As part of the width in half a second; nan where that cannot be said."""
        small = cv2.resize(picture, (3 * _PART_PX[0], 2 * _PART_PX[1]), interpolation=cv2.INTER_AREA).astype(np.float32)
        now = [part for half in np.split(small, 2, axis=0) for part in np.split(half, 3, axis=1)]
        before, before_at, self._before, self._before_at = self._before, self._before_at, now, at
        ways = [way for one, other in zip(before, now, strict=bool(before)) if (way := _way(one, other)) is not None]
        if len(ways) < _PARTS_THAT_TELL:
            return float("nan")
        across, down = np.median(ways, axis=0) / small.shape[::-1]
        return float(np.hypot(across, down * picture.shape[0] / picture.shape[1])) * _HALF_SECOND / max(at - before_at, 1)


def _way(before: npt.NDArray[np.float32], now: npt.NDArray[np.float32]) -> tuple[float, float] | None:
    """By how many pixels a part of the picture moved, None where it has nothing to tell it by."""
    if min(before.std(), now.std()) < _LEAST_CONTRAST:
        return None
    (across, down), response = cv2.phaseCorrelate(before, now, _WINDOW)
    return (across, down) if response >= _SAME_SCENE else None


class _Filters:
    """ffmpeg's filters, one grey picture after the other."""

    def __init__(self, length: int) -> None:
        self._graph: Graph | None = None
        self.black = _Heard("lavfi.black_start", "lavfi.black_end", length)
        self.frozen = _Heard("lavfi.freezedetect.freeze_start", "lavfi.freezedetect.freeze_end", length)

    def sharpness(self, picture: Gray, at: int) -> float:
        """One over the width of the picture's edges in pixels, nan where it has none; black and freezing are noted besides."""
        frame = av.VideoFrame.from_ndarray(picture, format="gray")
        frame.pts, frame.time_base = at, FILM_CLOCK.tick
        graph = self._graph = self._graph or _linked(frame)
        graph.push(frame)
        said = graph.pull().metadata
        self.black.hear(said)
        self.frozen.hear(said)
        width_px = float(said.get("lavfi.blur", "nan"))
        return 1 / width_px if width_px > 0 else float("nan")


def _linked(frame: av.VideoFrame) -> Graph:
    graph = Graph()
    last = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=FILM_CLOCK.tick)
    for name, options in _LOOKS:
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


class _Heard:
    """Stretches that a filter tells of by their start and, once it has come, their end."""

    def __init__(self, starts: str, ends: str, length: int) -> None:
        self._starts, self._ends, self._length = starts, ends, length
        self._found: list[tuple[int, int]] = []
        self._open: int | None = None

    def hear(self, said: dict[str, str]) -> None:
        """Take what the filter says of one picture."""
        if self._ends in said and self._open is not None:
            self._found.append((self._open, _ticks(said[self._ends])))
            self._open = None
        if self._starts in said:
            self._open = _ticks(said[self._starts])

    def spans(self, least_s: float) -> tuple[Span, ...]:
        """Those that last long enough; what has not ended lasts to the film's end."""
        found = self._found if self._open is None else [*self._found, (self._open, self._length)]
        return tuple(Span(Ticks(start), Ticks(end)) for start, end in found if end - start >= least_s * TICKS_PER_S)


def _ticks(seconds: str) -> int:
    return FILM_CLOCK.ticks_from_seconds(float(seconds), "nearest")
