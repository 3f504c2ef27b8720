"""What a film is, as its file says: size, turn, codecs, sound, where it starts. Nothing here decodes a picture or judges a film."""

from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from workbench.errors import FilmError
from workbench.media.source import COPY_AGAIN, Source, name_of, open_film, video_stream

_LOCATION_KEYS = ("location", "gps", "xyz")
_CLOCK_NEVER_SET = 1970  # the year in the files of a camera whose clock was never set, or 1904
_HDR_TRANSFERS = {16: "pq", 18: "hlg"}


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film's file says about itself.

    `width` and `height` are pixels of the displayed picture: pixel shape and `rotation_deg` (0, 90, 180 or 270 clockwise, from the file's
    display matrix) applied. `rate_text` is for people only. `start_offset_s` says how long after the sound the picture starts, in seconds,
    below 0 where the picture is first, 0 without sound. `duration_s` is that of the picture in seconds. `interlaced` means that a picture
    is woven of two half pictures. `hdr` is "", "hlg" or "pq". `has_location` tells that the file says where it was filmed.
    `filmed_on` is the day the camera wrote down, as ``YYYY-MM-DD``, "" where it did not.
    `video_stream` and `audio_stream` are the places in the file of the first moving picture and the first sound that can be decoded.
    """

    container: str
    video_codec: str
    width: int
    height: int
    rotation_deg: int
    rate_text: str
    start_offset_s: float
    duration_s: float
    has_sound: bool
    audio_codec: str
    audio_rate_hz: int
    n_channels: int
    has_location: bool
    filmed_on: str
    hdr: str
    interlaced: bool
    video_stream: int
    audio_stream: int | None

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON values."""
        return asdict(self)


def probe_film(source: Source) -> FilmFacts:
    """The facts of a film.

    Raises
    ------
    FilmError
        If the file cannot be read, is not a film, is cut off, has no moving picture or its first picture cannot be read.
    """
    with open_film(source) as container:
        stream = video_stream(container, source)
        sound = next((track for track in container.streams.audio if track.codec_context is not None), None)
        first = _first_picture(container, stream, source)
        clock = stream.time_base or Fraction(1, 1)
        starts_s = (first.pts or 0) * clock
        sound_starts_s = (sound.start_time or 0) * (sound.time_base or 0) if sound else starts_s
        length = stream.duration * clock if stream.duration else Fraction(container.duration or 0, av.time_base)
        width, height, rotation_deg = _displayed(stream, first)
        return FilmFacts(
            container=container.format.name,
            video_codec=stream.codec_context.name,
            width=width,
            height=height,
            rotation_deg=rotation_deg,
            rate_text=f"{float(stream.average_rate):.2f} frames/s on average" if stream.average_rate else "",
            start_offset_s=float(starts_s - sound_starts_s),
            duration_s=float(length),
            has_sound=sound is not None,
            audio_codec=sound.codec_context.name if sound else "",
            audio_rate_hz=sound.codec_context.sample_rate if sound else 0,
            n_channels=sound.codec_context.channels if sound else 0,
            has_location=_says_where(container),
            filmed_on=_filmed_on(container),
            interlaced=first.interlaced_frame,
            hdr=_HDR_TRANSFERS.get(int(stream.codec_context.color_trc), ""),
            video_stream=stream.index,
            audio_stream=sound.index if sound else None,
        )


def _first_picture(container: InputContainer, stream: VideoStream, source: Source) -> av.VideoFrame:
    for frame in container.decode(stream):
        return frame
    raise FilmError(f"{name_of(source)} has no pictures in it", COPY_AGAIN)


def _displayed(stream: VideoStream, first: av.VideoFrame) -> tuple[int, int, int]:
    turned_deg = -first.rotation % 360
    shape = stream.sample_aspect_ratio or Fraction(1)
    width, height = round(first.width * shape), first.height
    return (height, width, turned_deg) if turned_deg in (90, 270) else (width, height, turned_deg)


def _says_where(container: InputContainer) -> bool:
    keys = [key.lower() for holder in (container, *container.streams) for key in holder.metadata]
    return any(word in key for key in keys for word in _LOCATION_KEYS)


def _filmed_on(container: InputContainer) -> str:
    for key in ("com.apple.quicktime.creationdate", "creation_time"):
        day = container.metadata.get(key, "")[:10]
        try:
            if date.fromisoformat(day).year > _CLOCK_NEVER_SET:
                return day
        except ValueError:
            continue
    return ""
