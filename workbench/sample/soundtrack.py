"""Everything that sounds in the film: two voices in a small room, the quiet of the room, wooden pieces put down.

Two channels of floats, -1 to 1, at :data:`workbench.sample.voice.RATE_HZ`, as long as the film. One gain holds for the whole film,
which then lies at :data:`TARGET_LUFS`; a shorter film is the whole one's beginning.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

from workbench.sample.rehearsal import SAMPLES_PER_FRAME, Rehearsal
from workbench.sample.script import Who
from workbench.sample.voice import RATE_HZ, Samples

TARGET_LUFS = -23.0
PEAK = 0.7
"""No sample goes beyond this."""

_SIDE: dict[Who, float] = {"mum": -0.22, "child": 0.22}
_LEVEL: dict[Who, float] = {"mum": 1.0, "child": 0.9}
_GAIN = 0.668
_ROOM_LEVEL = 0.0045
_KNOCK_LEVEL = 0.055

Stereo = NDArray[np.float64]


def build_soundtrack(rehearsal: Rehearsal, knocks: Iterable[tuple[int, float]] = ()) -> Stereo:
    """The film's sound, shape (2, samples).

    Parameters
    ----------
    knocks : iterable of (frame, side)
        When a piece of wood is put down, and where: -1 left, 1 right.
    """
    n = rehearsal.n_frames * SAMPLES_PER_FRAME
    rng = np.random.default_rng(7)
    dry = np.zeros((2, n))
    for line in rehearsal.lines:
        who = line.stretch.who
        _add(dry, line.utterance.samples * _LEVEL[who], line.stretch.first * SAMPLES_PER_FRAME, _SIDE[who])
    for frame, side in knocks:
        if frame < rehearsal.n_frames:
            _add(dry, _knock(rng), frame * SAMPLES_PER_FRAME, side * 0.4)
    wet = np.array([fftconvolve(channel, _room_answer(seed), mode="full")[:n] for seed, channel in enumerate(dry)])
    mixed = dry + wet + _room_tone(n, rng)
    return np.asarray(np.tanh(mixed * _GAIN / PEAK) * PEAK)


def _add(track: Stereo, samples: Samples, at: int, side: float) -> None:
    end = min(track.shape[1], at + len(samples))
    angle = (side + 1) * np.pi / 4
    track[:, at:end] += np.array([[np.cos(angle)], [np.sin(angle)]]) * np.sqrt(2) * samples[: end - at]


def _knock(rng: np.random.Generator) -> Samples:
    """A small piece of wood put down: three short tones of a wooden plate and a soft tap."""
    t = np.arange(round(0.16 * RATE_HZ)) / RATE_HZ
    pitch = rng.uniform(0.9, 1.12)
    body = sum(
        a * np.exp(-t * d) * np.sin(2 * np.pi * f * pitch * t)
        for f, d, a in ((410.0, 55.0, 1.0), (905.0, 80.0, 0.5), (1610.0, 120.0, 0.22))
    )
    tap = sosfilt(butter(2, [300, 3200], "band", fs=RATE_HZ, output="sos"), rng.standard_normal(len(t))) * np.exp(-t * 220.0) * 0.6
    return np.asarray((body + tap) * np.minimum(1.0, t / 0.0015)) * _KNOCK_LEVEL


def _room_answer(seed: int) -> Samples:
    """What a small furnished room gives back: some early echoes and a short soft tail."""
    rng = np.random.default_rng(100 + seed)
    n = round(0.28 * RATE_HZ)
    t = np.arange(n) / RATE_HZ
    tail = lfilter([0.25], [1, -0.75], rng.standard_normal(n)) * np.exp(-t / 0.05) * 0.02
    tail[: round(0.008 * RATE_HZ)] = 0.0
    for delay_s, gain in ((0.0071, 0.16), (0.0113, -0.11), (0.0169, 0.09), (0.0231, 0.06)):
        tail[round((delay_s + 0.0009 * seed) * RATE_HZ)] += gain
    return tail


def _room_tone(n: int, rng: np.random.Generator) -> Stereo:
    """A quiet room: soft low noise, a little different on each side."""
    shape = butter(1, [60, 500], "band", fs=RATE_HZ, output="sos")
    common = rng.standard_normal(n)
    return np.array([sosfilt(shape, 0.7 * common + 0.7 * rng.standard_normal(n)) for _ in range(2)]) * _ROOM_LEVEL


def integrated_lufs(track: Stereo) -> float:
    """Integrated loudness of ITU-R BS.1770-4 at 48 kHz in LUFS, two channels; -inf where nothing is loud enough or shorter than 0.4 s."""
    shelf = ([1.53512485958697, -2.69169618940638, 1.19839281085285], [1.0, -1.69065929318241, 0.73248077421585])
    high = ([1.0, -2.0, 1.0], [1.0, -1.99004745483398, 0.99007225036621])
    weighted = lfilter(*high, lfilter(*shelf, track, axis=1), axis=1)
    step, block = RATE_HZ // 10, RATE_HZ * 4 // 10
    starts = np.arange(0, track.shape[1] - block + 1, step)
    if len(starts) == 0:
        return float("-inf")
    energy = np.concatenate([[0.0], np.cumsum(np.sum(weighted**2, axis=0))])
    power = (energy[starts + block] - energy[starts]) / block
    loud = power[power > 10 ** ((-70 + 0.691) / 10)]
    if len(loud) == 0:
        return float("-inf")
    loud = loud[loud > np.mean(loud) * 0.1]
    return float(-0.691 + 10 * np.log10(np.mean(loud)))
