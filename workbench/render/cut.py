"""Cutting a clip out of a film, exact to the frame at both ends.

Every picture of the stretch is decoded from the film and coded anew, with its time kept to the tick and the clip's first frame at 0;
the sound is cut to the same length, brought to even loudness and faded at both edges. What was written is read back and compared with
what was meant before anyone gets it.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from workbench.core.regions import Region
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.errors import RenderError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.progress import Cancelled
from workbench.render.ffmpeg import EXACT_MP4, NO_METADATA, NO_SIGNATURE, check_cancelled, render_error, run_ffmpeg
from workbench.render.hiding import hide_regions, regions_hiding
from workbench.render.sound import (
    PEAK_LIMIT_DBTP,
    Levelling,
    levelling_filters,
    measure_loudness,
    plan_levelling,
    stretch_filters,
)

_PICTURES = {"preset": "veryfast", "crf": "19", "bf": "0", "x264-params": "keyint=15:min-keyint=1:scenecut=0:open-gop=0"}
_COPIED = ("-map", "0:v:0", "-c:v", "copy", *NO_SIGNATURE, *NO_METADATA)
_SEEK_EARLY_S = 2.0
_SIGNATURE_SIZE = (64, 36)
_MOST_MEAN_DIFFERENCE = 1.5
_MOST_DIFFERENCE = 32
_TRIES = 3
_AGAIN = "Try again; if it happens again, import the film once more"

Signature = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Cut:
    """The frames of a film that make a clip.

    `pts` are the starts of its frames in film ticks, `end` the tick at which the last is no longer shown.
    """

    pts: tuple[int, ...]
    end: int

    @property
    def start(self) -> int:
        """Start of the first frame, in film ticks."""
        return self.pts[0]

    @property
    def length(self) -> Ticks:
        """How long the clip is shown."""
        return Ticks(self.end - self.start)

    @property
    def table(self) -> FrameTable:
        """The clip's own frames, from 0."""
        return FrameTable(np.array(self.pts, dtype=np.int64) - self.start, self.length)

    def shown(self) -> dict[int, Span]:
        """When each frame is shown in the film, by its start."""
        return {at: Span(Ticks(at), Ticks(after)) for at, after in zip(self.pts, (*self.pts[1:], self.end), strict=True)}


@dataclass(frozen=True, slots=True)
class WrittenClip:
    """What is in a clip's file. `levelling` is None where the film has no sound."""

    n_frames: int
    width: int
    height: int
    levelling: Levelling | None


def plan_cut(table: FrameTable, span: Span) -> Cut:
    """The frames shown in a stretch of film, the first and last one whole.

    Raises
    ------
    RenderError
        If the film is not shown during all of `span`.
    """
    if not table.span.covers(span):
        raise RenderError(
            f"A clip runs from {span.start} to {span.end} ticks, but its film from {table.span.start} to {table.span.end}",
            "Set the clip's start and end again",
        )
    frames = table.frames_in(span)
    return Cut(tuple(int(at) for at in table.pts[frames.start : frames.stop]), int(table.span_of(frames[-1]).end))


def write_clip(
    film: Path,
    cut: Cut,
    target: Path,
    *,
    hidden: Sequence[Region] = (),
    on_part: Callable[[float], None] | None = None,
    cancelled: Cancelled | None = None,
) -> WrittenClip:
    """Cut a clip, read it back and compare it with the film.

    Parameters
    ----------
    film : Path
        The recording's proxy, on the film clock from 0.
    target : Path
        The MP4 file to write; replaced when there. After an error it may be there in part: write into a folder that is thrown away then.
    hidden : sequence of Region
        Regions of the film; those that anonymise are made unrecognisable in the clip's pictures.
    on_part : callable, optional
        Told how much is done, from 0 to 1.

    Raises
    ------
    RenderError
        If the film does not hold the pictures of `cut`, the file read back is not what was meant, or the disk is full.
    StoppedError
        If `cancelled` says so.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pictures-") as folder:
        pictures = Path(folder) / "pictures.mp4"
        try:
            signatures, has_sound = _write_pictures(film, cut, pictures, hidden, on_part, cancelled)
        except av.error.FFmpegError as error:
            raise _mapped(error) from error
        levelling = None
        if has_sound:
            levelling = _add_sound(film, cut, pictures, target, cancelled)
        else:
            run_ffmpeg(["-i", str(pictures), *_COPIED, *EXACT_MP4, str(target)], what="A clip", cancelled=cancelled)
    width, height = check_clip(target, cut, signatures, cancelled=cancelled)
    return WrittenClip(len(cut.pts), width, height, levelling)


def check_clip(clip: Path, cut: Cut, signatures: Sequence[Signature], *, cancelled: Cancelled | None = None) -> tuple[int, int]:
    """Decode a clip and hold every picture and time against what was meant; width and height in pixels.

    Raises
    ------
    RenderError
        If a frame is missing, too many, at another time, or shows something else.
    """
    if index_frames(clip).on_clock(FILM_CLOCK) != cut.table:
        raise RenderError("A clip was written whose frames are not at their times", _AGAIN)
    size = (0, 0)
    n_decoded = 0
    try:
        with av.open(str(clip)) as container:
            container.streams.video[0].thread_type = "AUTO"
            for n_decoded, frame in enumerate(container.decode(video=0), start=1):
                check_cancelled(cancelled)
                meant = signatures[n_decoded - 1] if n_decoded <= len(signatures) else None
                if meant is None or not _alike(_signature(frame), meant):
                    raise RenderError(f"Picture {n_decoded - 1} of a clip was written wrong", _AGAIN)
                size = (frame.width, frame.height)
    except av.error.FFmpegError as error:
        raise _mapped(error) from error
    if n_decoded != len(signatures):
        raise RenderError(f"A clip was written with {n_decoded} of {len(signatures)} pictures", _AGAIN)
    return size


def _write_pictures(
    film: Path, cut: Cut, target: Path, hidden: Sequence[Region], on_part: Callable[[float], None] | None, cancelled: Cancelled | None
) -> tuple[list[Signature], bool]:
    """Code the pictures of the clip into an MP4 without sound; a small grey copy of each, and whether the film has sound."""
    signatures: list[Signature] = []
    with av.open(str(film)) as source, av.open(str(target), "w", options={"video_track_timescale": str(TICKS_PER_S)}) as sink:
        moving = source.streams.video[0]
        moving.thread_type = "AUTO"
        coded = sink.add_stream("libx264", options=_PICTURES)
        coded.width, coded.height, coded.pix_fmt = moving.width, moving.height, "yuv420p"
        coded.time_base = coded.codec_context.time_base = FILM_CLOCK.tick
        for name in ("color_range", "color_primaries", "color_trc", "colorspace"):
            setattr(coded.codec_context, name, getattr(moving.codec_context, name))
        lengths: dict[int, int] = {}
        for frame, shown in _frames_of(source, moving, cut):
            check_cancelled(cancelled)
            hiding = regions_hiding(hidden, shown)
            picture = hide_regions(frame, hiding, shown) if hiding else frame
            signatures.append(_signature(picture))
            picture.pts, picture.time_base = shown.start - cut.start, FILM_CLOCK.tick
            picture.pict_type = av.video.frame.PictureType.NONE
            lengths[picture.pts] = shown.length
            _mux(sink, coded.encode(picture), lengths)
            if on_part is not None:
                on_part(0.8 * len(signatures) / len(cut.pts))
        _mux(sink, coded.encode(None), lengths)
        return signatures, bool(source.streams.audio)


def _frames_of(source: av.container.InputContainer, moving: av.VideoStream, cut: Cut) -> Iterator[tuple[av.VideoFrame, Span]]:
    """The decoded frames of the cut in order, each with when it is shown in the film."""
    tick = Fraction(moving.time_base or FILM_CLOCK.tick)
    source.seek(int(cut.start * FILM_CLOCK.tick / tick), stream=moving, backward=True)
    waiting = cut.shown()
    for frame in source.decode(moving):
        assert frame.pts is not None
        at = FILM_CLOCK.ticks_from_seconds(frame.pts * tick, "nearest")
        if at >= cut.end:
            break
        shown = waiting.pop(at, None)
        if shown is not None:
            yield (frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p")), shown
        if not waiting:
            break
    if waiting:
        raise RenderError(f"{len(waiting)} of a clip's pictures are not in its film any more", "Import the film once more")


def _mux(sink: av.container.OutputContainer, packets: "Sequence[av.Packet[av.VideoStream]]", lengths: Mapping[int, int]) -> None:
    for packet in packets:
        assert packet.pts is not None
        packet.duration = lengths[packet.pts]
        sink.mux(packet)


def _add_sound(film: Path, cut: Cut, pictures: Path, target: Path, cancelled: Cancelled | None) -> Levelling:
    """Put the levelled sound of the cut beside its pictures; measured afterwards, and held back more where coding lifted a peak."""
    early = ["-ss", f"{max(0.0, FILM_CLOCK.seconds(cut.start) - _SEEK_EARLY_S):.6f}"]
    stretch = stretch_filters(cut.start, cut.end)
    levelling = plan_levelling(measure_loudness(film, stretch, before=early, cancelled=cancelled))
    for _ in range(_TRIES):
        filters = f"{stretch},{levelling_filters(levelling, FILM_CLOCK.seconds(cut.length))}"
        run_ffmpeg(
            [
                *("-i", str(pictures), "-copyts", *early, "-i", str(film), *_COPIED, "-map", "1:a:0"),
                *("-af", filters, "-c:a", "aac", "-b:a", "160k", "-ac", "2", *EXACT_MP4, str(target)),
            ],
            what="A clip",
            cancelled=cancelled,
        )
        above_db = measure_loudness(target, cancelled=cancelled).true_peak_dbtp - PEAK_LIMIT_DBTP
        if above_db <= 0:
            break
        levelling = levelling.held_back(above_db)
    return levelling


def _signature(frame: av.VideoFrame) -> Signature:
    """The picture's brightness, 64 by 36: enough to tell another or a broken picture."""
    grey = np.asarray(frame.to_ndarray(format="gray"), dtype=np.uint8)
    return np.asarray(cv2.resize(grey, _SIGNATURE_SIZE, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _alike(one: Signature, other: Signature) -> bool:
    """Whether two are of one picture; coding moved them by 0.3 in the mean and 8 at most (of 255) on real and drawn films."""
    difference = cv2.absdiff(one, other)
    return float(difference.mean()) <= _MOST_MEAN_DIFFERENCE and int(difference.max()) <= _MOST_DIFFERENCE


def _mapped(error: av.error.FFmpegError) -> RenderError:
    if isinstance(error, OSError):
        return render_error("A clip", error)
    return RenderError(f"A clip's film cannot be read ({error.strerror})", "Import the film once more")
