"""Sounds of a room that two cameras might hear, and films that have them."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
Sound = npt.NDArray[np.float64]


def lively_room(seconds: float, seed: int = 1) -> Sound:
    """Bursts of coloured noise at uneven times, as steps, blocks and syllables make them, over a quiet hiss; 16 000 samples a second."""
    rng = np.random.default_rng(seed)
    room = 0.002 * rng.normal(size=round(seconds * RATE_HZ))
    at = 0.3
    while at < seconds - 0.5:
        length = round(rng.uniform(0.04, 0.3) * RATE_HZ)
        burst = np.convolve(rng.normal(size=length), rng.normal(size=rng.integers(2, 40)), mode="same")
        first = round(at * RATE_HZ)
        fading = np.exp(-np.arange(length) / (0.08 * RATE_HZ))
        room[first : first + length] += 0.2 * rng.uniform(0.2, 1) * burst / np.abs(burst).max() * fading
        at += rng.uniform(0.1, 0.9)
    return room


def write_sound(path: Path, *channels: Sound) -> Path:
    """A film with nothing but this sound in one or two channels, as a camera writes it (AAC)."""
    with av.open(str(path), "w") as container:
        _fill(container, _begin_track(container, len(channels)), *channels)
    return path


def with_sound(film: Path, target: Path, *channels: Sound) -> Path:
    """The same pictures with another sound, which begins with the first of them."""
    with av.open(str(film)) as source, av.open(str(target), "w") as container:
        pictures = source.streams.video[0]
        copied = container.add_stream_from_template(pictures)
        track = _begin_track(container, len(channels))
        for packet in source.demux(pictures):
            if packet.dts is not None:
                packet.stream = copied
                container.mux(packet)
        _fill(container, track, *channels)
    return target


def _begin_track(container: av.container.OutputContainer, n_channels: int) -> av.AudioStream:
    return container.add_stream("aac", rate=RATE_HZ, layout="mono" if n_channels == 1 else "stereo")


def _fill(container: av.container.OutputContainer, track: av.AudioStream, *channels: Sound) -> None:
    samples = np.clip(np.stack(channels), -1, 1).astype(np.float32)
    for first in range(0, samples.shape[1], 1024):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[:, first : first + 1024]), format="fltp", layout="mono" if len(channels) == 1 else "stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, first, Fraction(1, RATE_HZ)
        container.mux(track.encode(frame))
    container.mux(track.encode(None))
