"""Films with something the matter with them, made to order: each part of picture and sound as a test wants it."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

FPS, RATE_HZ = 10, 48_000
SIZE = (320, 180)
Picture = npt.NDArray[np.uint8]
Sound = npt.NDArray[np.float64]
"""Shape (channels, samples)."""


_ACROSS, _DOWN = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
_WALL = np.where(((_ACROSS // 40 + _DOWN // 30) % 2 == 0)[:, :, None], (180, 160, 130), 120).astype(np.uint8)


def room(at_s: float) -> Picture:
    """A drawn room in which something moves and all else stands still; shape (180, 320, 3)."""
    picture = _WALL.copy()
    left = 100 + round(30 * np.sin(at_s * 2))
    picture[60:140, left : left + 40] = (60, 90, 150)
    return picture


def voices(seconds: float, loud: float = 0.2, hiss: float = 0.001, n_channels: int = 1, seed: int = 1) -> Sound:
    """Half seconds of tones as syllables have them and half seconds of pause, over a hiss of their own in each channel."""
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    spoken = sum(np.sin(2 * np.pi * hz * at) for hz in (220, 440, 880, 1760)) / 4
    noise = np.random.default_rng(seed).normal(size=(n_channels, len(at)))
    return np.asarray(loud * spoken * (np.floor(at * 2) % 2 == 0) + hiss * noise)


def write_film(
    path: Path,
    seconds: float = 8.0,
    picture: Callable[[float], Picture] = room,
    sound: Sound | None = None,
    *,
    layout: str = "mono",
    metadata: dict[str, str] | None = None,
    keyint: int = 50,
    size: tuple[int, int] = SIZE,
) -> Path:
    """Write a film of 10 pictures a second; lossless sound in an .mkv, AAC in an .mp4 or .mov."""
    lossless = path.suffix == ".mkv"
    with av.open(str(path), "w", options={} if lossless else {"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(metadata or {})
        video = container.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "crf": "18", "g": str(keyint)})
        assert isinstance(video, av.VideoStream)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        track = None if sound is None else container.add_stream("pcm_s16le" if lossless else "aac", rate=RATE_HZ, layout=layout)
        for number in range(round(seconds * FPS)):
            frame = av.VideoFrame.from_ndarray(picture(number / FPS), format="rgb24").reformat(*size)
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if track is not None and sound is not None:
            form = "s16" if lossless else "fltp"
            resampler = av.AudioResampler(form, layout, RATE_HZ)
            for first in range(0, sound.shape[1], 4800):
                piece = np.clip(sound[:, first : first + 4800], -1, 1).astype(np.float32)
                frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece.T).reshape(1, -1), format="flt", layout=layout)
                frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, first, Fraction(1, RATE_HZ)
                for part in resampler.resample(frame):
                    container.mux(track.encode(part))
            container.mux(track.encode(None))
    return path
