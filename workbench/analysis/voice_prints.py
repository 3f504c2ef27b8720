"""What a voice sounds like, as a direction in a space where one person's voice lies close together.

The encoder is Resemblyzer's (Apache-2.0): forty mel bands every 10 ms through three recurrent layers, trained to tell people apart by
1.6 s of speech (Wan et al. 2018). It is carried out in numpy. A print is of a sound and of this recording: it is never stored with a name
and never compared across recordings.
"""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from workbench.analysis.recurrent import lstm
from workbench.analysis.sampled import HOP, RATE_HZ, Floats, Samples, block
from workbench.analysis.weights import read_weights

N_BANDS = 40
_WINDOW = 400
_SIZE = 256
_LOUDNESS = 0.39
"""Mean power in all bands of speech at -30 dB of full scale."""
_PIECES_AT_ONCE = 128
_FRAMES_AT_ONCE = 4000


@cache
def _bands() -> Floats:
    """Forty triangles of equal area, even on Slaney's mel scale from 0 to 8 000 Hz: shape (201, 40)."""
    linear_to_hz, mel_to_hz = 1000.0, 200.0 / 3
    first_log = linear_to_hz / mel_to_hz
    log_step = np.log(6.4) / 27.0
    highest = first_log + np.log(RATE_HZ / 2 / linear_to_hz) / log_step
    mels = np.linspace(0.0, highest, N_BANDS + 2)
    edges = np.where(mels < first_log, mels * mel_to_hz, linear_to_hz * np.exp(log_step * (np.maximum(mels, first_log) - first_log)))
    hz = np.arange(_WINDOW // 2 + 1)[:, None] * (RATE_HZ / _WINDOW)
    rising = (hz - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - hz) / np.diff(edges)[1:]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)) * 2.0 / (edges[2:] - edges[:-2]), dtype=np.float32)


@cache
def _window() -> Floats:
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / _WINDOW), dtype=np.float32)


def mel_bands(samples: Samples, first: int, end: int) -> Floats:
    """Power in forty mel bands of the frames from `first` to before `end`: shape (end - first, 40)."""
    bands = np.empty((end - first, N_BANDS), dtype=np.float32)
    middle = HOP // 2 - _WINDOW // 2
    for start in range(first, end, _FRAMES_AT_ONCE):
        stop = min(start + _FRAMES_AT_ONCE, end)
        heard = block(samples, start * HOP + middle, (stop - 1) * HOP + middle + _WINDOW)
        spectra = np.fft.rfft(sliding_window_view(heard, _WINDOW)[::HOP] * _window(), axis=1)
        bands[start - first : stop - first] = (spectra.real**2 + spectra.imag**2) @ _bands()
    return bands


def voice_prints(mels: Floats) -> Floats:
    """The prints of pieces of sound.

    Parameters
    ----------
    mels : ndarray of float32, shape (pieces, frames, 40)
        Power in mel bands; every piece is brought to the loudness that the encoder learnt from.

    Returns
    -------
    ndarray of float32, shape (pieces, 256)
        Not negative, of length 1.
    """
    weights = read_weights("resemblyzer.npz")
    prints = np.empty((len(mels), _SIZE), dtype=np.float32)
    for start in range(0, len(mels), _PIECES_AT_ONCE):
        piece = mels[start : start + _PIECES_AT_ONCE]
        level = piece.sum(axis=2, keepdims=True).mean(axis=1, keepdims=True)
        layer = np.ascontiguousarray(np.swapaxes(piece * (_LOUDNESS / np.maximum(level, 1e-9)), 0, 1))
        for place in range(3):
            hidden, cell = np.zeros((2, layer.shape[1], _SIZE), dtype=np.float32)
            bias = weights[f"lstm.bias_ih_l{place}"] + weights[f"lstm.bias_hh_l{place}"]
            brought = layer @ weights[f"lstm.weight_ih_l{place}"].T + bias
            layer = lstm(brought, hidden, cell, np.ascontiguousarray(weights[f"lstm.weight_hh_l{place}"].T))
        raw = np.maximum(layer[-1] @ weights["linear.weight"].T + weights["linear.bias"], 0.0)
        prints[start : start + _PIECES_AT_ONCE] = raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
    return prints
