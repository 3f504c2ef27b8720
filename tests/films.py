"""Films whose every picture carries its own number, for all tests about time.

The number stands in 16 black and white cells in one row along the top edge of the displayed picture, most significant bit first;
a cell is 1/16 of the picture's width wide and 1/8 of its height high. Who shows a picture reads the number back with
:func:`read_number` and needs no trust in any clock. The sound is silence with a 30 ms beep of 1 kHz at the start of every tenth
frame, so that picture and sound can be held against each other.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Literal, get_args

import av
import cv2
import numpy as np
import numpy.typing as npt

Kind = Literal["constant25", "constant30", "ntsc", "ntsc60", "variable", "rotated", "hevc", "offset", "silent", "odd", "late_sound", "hdr"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Picture = npt.NDArray[np.uint8]

N_CELLS = 16
BEEP_EVERY = 10
BEEP_S = 0.03
_RATE_HZ = 44_100
_PHONE_STEPS = (20, 20, 30, 10, 20, 60, 20, 25)


@dataclass(frozen=True)
class NumberedFilm:
    """What was written: the truth to hold a reader against.

    `starts` and `end` are exact seconds since the first frame. `width` and `height` are those of the displayed picture in pixels.
    `video_starts_s` and `sound_starts_s` are where the two streams begin in the file's own time.
    """

    path: Path
    kind: Kind
    starts: tuple[Fraction, ...]
    end: Fraction
    width: int
    height: int
    video_starts_s: Fraction = Fraction(0)
    sound_starts_s: Fraction | None = Fraction(0)

    @property
    def n_frames(self) -> int:
        """Number of pictures."""
        return len(self.starts)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Start of every frame on a 1/90000 s clock, rounded to the nearest tick."""
        return tuple(int(start * 90_000 + Fraction(1, 2)) for start in self.starts)

    @property
    def beeps(self) -> tuple[Fraction, ...]:
        """Seconds since the first frame at which a beep starts, those that the sound track covers from their beginning."""
        if self.sound_starts_s is None:
            return ()
        late = self.sound_starts_s - self.video_starts_s
        return tuple(start for start in self.starts[::BEEP_EVERY] if start >= late)


def draw_number(number: int, width: int, height: int) -> Picture:
    """A picture (height, width, 3) of uint8 RGB with `number` in its cells, and again in digits for people."""
    across = np.linspace(60, 190, width, dtype=np.uint8)
    picture = np.repeat(np.repeat(across[None, :, None], height, axis=0), 3, axis=2)
    picture[:, :, 2] = 120
    left = int(width * ((number * 7) % 97) / 110)
    picture[height * 5 // 8 : height * 7 // 8, left : left + width // 10] = (230, 170, 60)
    place = (width // 16, height * 9 // 16)
    digits: Picture = np.ascontiguousarray(picture)
    cv2.putText(digits, str(number), place, cv2.FONT_HERSHEY_SIMPLEX, height / 180, (20, 20, 20), max(1, height // 90), cv2.LINE_AA)
    for bit in range(N_CELLS):
        first, last = width * bit // N_CELLS, width * (bit + 1) // N_CELLS
        digits[: height // 8, first:last] = 255 if number >> (N_CELLS - 1 - bit) & 1 else 0
    return digits


def read_number(picture: Picture) -> int:
    """The number in a picture (height, width, 3 or 4) of uint8, at any size."""
    height, width = picture.shape[:2]
    row = picture[height // 16]
    number = 0
    for bit in range(N_CELLS):
        number = number << 1 | int(row[int(width * (bit + 0.5) / N_CELLS), :3].mean() > 127)
    return number


def write_numbered_film(path: Path, *, kind: Kind = "constant25", n_frames: int = 50, size: tuple[int, int] = (320, 180)) -> NumberedFilm:
    """Write a numbered film and say what is in it.

    Parameters
    ----------
    path : Path
        Where to write; the suffix (``.mp4``, ``.mov``, ``.mkv``) chooses the container. An existing file is replaced.
    kind : Kind
        ``constant25`` 25 frames/s; ``constant30`` 30; ``ntsc`` 30000/1001; ``ntsc60`` 60000/1001; ``variable`` steps of 17 to 100 ms as
        a phone writes them; ``rotated`` stored lying on its side with the turn in its metadata, displayed upright as (height, width) of
        `size`; ``hevc`` H.265; ``offset`` the picture starts 0.5 s after the sound; ``silent`` no sound track; ``odd`` one pixel more
        each way; ``late_sound`` the sound starts 0.4 s after the picture; ``hdr`` 10-bit HLG.
    n_frames : int
        Number of pictures, below 65536.
    size : (int, int)
        Width and height in pixels of the stored picture.
    """
    clock, steps = _steps(kind, n_frames)
    first = round(Fraction(1, 2) / clock) if kind == "offset" else 0
    starts = list(accumulate(steps, initial=first))
    width, height = (size[0] + 1, size[1] + 1) if kind == "odd" else size
    shown = (height, width) if kind == "rotated" else (width, height)
    sound_starts = None if kind == "silent" else Fraction(2, 5) if kind == "late_sound" else Fraction(0)
    film = NumberedFilm(
        path,
        kind,
        tuple((start - first) * clock for start in starts[:-1]),
        (starts[-1] - first) * clock,
        *shown,
        video_starts_s=first * clock,
        sound_starts_s=sound_starts,
    )
    lengths = dict(zip(starts, steps, strict=False))
    with av.open(str(path), "w") as container:
        video = _add_video(container, kind, clock, width, height)
        sound = None if sound_starts is None else container.add_stream("aac", rate=_RATE_HZ, layout="mono")
        for number, (start, step) in enumerate(zip(starts[:-1], steps, strict=True)):
            drawn = draw_number(number, *shown)
            stored = np.ascontiguousarray(np.rot90(drawn)) if kind == "rotated" else drawn
            frame = av.VideoFrame.from_ndarray(stored, format="rgb24")
            frame.pts, frame.time_base, frame.duration = start, clock, step
            _mux(container, video, frame, lengths)
        _mux(container, video, None, lengths)
        if sound is not None:
            _write_sound(container, sound, film)
    return film


def _steps(kind: Kind, n_frames: int) -> tuple[Fraction, list[int]]:
    if kind in ("ntsc", "ntsc60"):
        return Fraction(1, 30_000 if kind == "ntsc" else 60_000), [1001] * n_frames
    if kind == "constant30":
        return Fraction(1, 15_360), [512] * n_frames
    if kind == "variable":
        return Fraction(1, 600), list(islice(cycle(_PHONE_STEPS), n_frames))
    return Fraction(1, 12_800), [512] * n_frames


def _add_video(container: av.container.OutputContainer, kind: Kind, clock: Fraction, width: int, height: int) -> av.VideoStream:
    codec = "libx265" if kind in ("hevc", "hdr") else "libx264"
    options = (
        {"preset": "ultrafast", "x265-params": "log-level=none:bframes=2"}
        if codec == "libx265"
        else {"preset": "superfast", "crf": "16", "bf": "2"}
    )
    video = container.add_stream(codec, rate=30, options=options)
    assert isinstance(video, av.VideoStream)
    video.width, video.height = width, height
    video.pix_fmt = "yuv444p" if kind == "odd" else "yuv420p10le" if kind == "hdr" else "yuv420p"
    video.time_base = video.codec_context.time_base = clock
    if codec == "libx265":
        video.codec_context.codec_tag = "hvc1"
    if kind == "hdr":
        video.codec_context.color_primaries, video.codec_context.color_trc, video.codec_context.colorspace = 9, 18, 9
    if kind == "rotated":
        video.set_display_rotation(-90)
    return video


def _mux(container: av.container.OutputContainer, video: av.VideoStream, frame: av.VideoFrame | None, lengths: dict[int, int]) -> None:
    for packet in video.encode(frame):
        assert packet.pts is not None
        packet.duration = lengths[packet.pts]
        container.mux(packet)


def _write_sound(container: av.container.OutputContainer, sound: av.AudioStream, film: NumberedFilm) -> None:
    assert film.sound_starts_s is not None
    length_s = film.video_starts_s + film.end - film.sound_starts_s
    samples = np.zeros(round(length_s * _RATE_HZ), dtype=np.float32)
    beep = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(round(BEEP_S * _RATE_HZ)) / _RATE_HZ)
    for start in film.beeps:
        at = round((start + film.video_starts_s - film.sound_starts_s) * _RATE_HZ)
        samples[at : at + len(beep)] = beep[: len(samples) - at]
    for at in range(0, len(samples), 1024):
        frame = av.AudioFrame.from_ndarray(samples[None, at : at + 1024], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = _RATE_HZ, at + round(film.sound_starts_s * _RATE_HZ), Fraction(1, _RATE_HZ)
        container.mux(sound.encode(frame))
    container.mux(sound.encode(None))
