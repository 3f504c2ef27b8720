"""How high a voice is, and how harmonic: the peak of the autocorrelation divided by the window's own (Boersma 1993).

A second pitch is looked for in what is left when the harmonics of the first are taken away: two people at once.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from workbench.analysis.sampled import HOP, RATE_HZ, Flags, Floats, Samples, block

LOWEST_HZ = 75.0
HIGHEST_HZ = 1000.0
_WINDOW = 640
_SIZE = 2048
_OCTAVE_COST = 0.02
_CLEAR = 0.6
_FRAMES_AT_ONCE = 2000
_SHORTEST, _LONGEST = int(RATE_HZ / HIGHEST_HZ), int(RATE_HZ / LOWEST_HZ) + 1


@dataclass(frozen=True, slots=True)
class Pitch:
    """Of every frame: `hz` of the best period, `harmonicity` 0 to 1 (how alike neighbouring periods are), `level_db` of full scale.

    `hz` means nothing where harmonicity is low.
    """

    hz: Floats
    harmonicity: Floats
    level_db: Floats

    @property
    def clear(self) -> Flags:
        """Which frames have a pitch at all."""
        return self.harmonicity > _CLEAR


@cache
def _windows() -> tuple[Floats, Floats]:
    """The Hann window, and its autocorrelation from lag 0 on, 1 at lag 0."""
    window = np.hanning(_WINDOW + 2)[1:-1]
    own = np.fft.irfft(np.abs(np.fft.rfft(window, _SIZE)) ** 2)[: _LONGEST + 2]
    return window.astype(np.float32), (own / own[0]).astype(np.float32)


def follow_pitch(samples: Samples) -> Pitch:
    """Pitch, harmonicity and level of every whole frame of 10 ms; arrays of shape (len(samples) // 160,)."""
    n_frames = len(samples) // HOP
    hz, harmonicity, level_db = np.zeros((3, n_frames), dtype=np.float32)
    for first in range(0, n_frames, _FRAMES_AT_ONCE):
        end = min(first + _FRAMES_AT_ONCE, n_frames)
        framed = frames_of(samples, first, end)
        here = slice(first, end)
        hz[here], harmonicity[here] = period_of(framed)
        level_db[here] = 10 * np.log10(np.mean(framed**2, axis=1) + 1e-10)
    return Pitch(hz, harmonicity, level_db)


def frames_of(samples: Samples, first: int, end: int) -> Floats:
    """The windows of 40 ms around the frames from `first` to before `end`, without their mean: shape (end - first, 640)."""
    middle = HOP // 2 - _WINDOW // 2
    heard = block(samples, first * HOP + middle, (end - 1) * HOP + middle + _WINDOW)
    framed = sliding_window_view(heard, _WINDOW)[::HOP]
    return np.asarray(framed - framed.mean(axis=1, keepdims=True), dtype=np.float32)


def period_of(framed: Floats) -> tuple[Floats, Floats]:
    """Hz and harmonicity of each window."""
    window, own = _windows()
    power = np.abs(np.fft.rfft(framed * window, _SIZE, axis=1)) ** 2
    return _peak_of(np.asarray(np.fft.irfft(power, axis=1)[:, : _LONGEST + 2] / own, dtype=np.float32))


def _peak_of(likeness: Floats) -> tuple[Floats, Floats]:
    """Hz and harmonicity of the best peak among lags; `likeness` has shape (frames, lags)."""
    likeness = np.asarray(likeness / np.maximum(likeness[:, :1], 1e-9), dtype=np.float32)
    lags = np.arange(_SHORTEST, _LONGEST + 1)
    before, at, behind = likeness[:, lags - 1], likeness[:, lags], likeness[:, lags + 1]
    peak = (at >= before) & (at > behind)
    merit = np.where(peak, at - _OCTAVE_COST * np.log2(lags * (LOWEST_HZ / RATE_HZ) + 1e-9), -np.inf)
    best = np.argmax(merit, axis=1)
    rows: npt.NDArray[np.intp] = np.arange(len(likeness))
    left, middle, right = before[rows, best], at[rows, best], behind[rows, best]
    bend = np.minimum(left - 2 * middle + right, -1e-9)
    shift = np.clip(0.5 * (left - right) / bend, -0.5, 0.5)
    height = middle - 0.25 * (left - right) * shift
    found = np.isfinite(merit[rows, best])
    hz = np.where(found, RATE_HZ / (lags[best] + shift), 0.0)
    return hz.astype(np.float32), np.where(found, np.clip(height, 0.0, 1.0), 0.0).astype(np.float32)
