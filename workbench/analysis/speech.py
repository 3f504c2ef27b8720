"""Where somebody speaks: the speech detector of Silero (version 6.2, MIT) carried out in numpy.

Convention: one probability for every 512 samples at 16 000 a second (32 ms). The spectra and the convolutions of a block are worked out
together; only the small recurrent cell goes step by step, so that a film is heard a few hundred times faster than it lasts.
Children who laugh, squeal or babble are mostly not speech to it; they are found in :mod:`workbench.analysis.vocalising`.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from workbench.analysis.recurrent import lstm, sigmoid
from workbench.analysis.sampled import Floats, Samples, block
from workbench.analysis.weights import read_weights

CHUNK = 512
"""Samples from one probability to the next."""

_CONTEXT = 64
_SPECTRUM_STEP = 128
_STRIDES = (1, 2, 2, 1)
_CHUNKS_A_BLOCK = 1024


def speech_probability(samples: Samples) -> Floats:
    """How probable it is that somebody speaks.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,)
        Mono at 16 000 samples a second.

    Returns
    -------
    ndarray of float32, shape (ceil(n / 512),)
        0 to 1 for each 32 ms; the last piece is filled up with silence.
    """
    weights = read_weights("silero_vad.npz")
    n_chunks = -(-len(samples) // CHUNK)
    hidden, cell = np.zeros((2, 128), dtype=np.float32)
    bias = weights["decoder.rnn.bias_ih"] + weights["decoder.rnn.bias_hh"]
    into_hidden = np.ascontiguousarray(weights["decoder.rnn.weight_hh"].T)
    found = np.empty(n_chunks, dtype=np.float32)
    for first in range(0, n_chunks, _CHUNKS_A_BLOCK):
        end = min(first + _CHUNKS_A_BLOCK, n_chunks)
        heard = _encoded(block(samples, first * CHUNK - _CONTEXT, end * CHUNK))
        states = lstm(heard @ weights["decoder.rnn.weight_ih"].T + bias, hidden, cell, into_hidden)
        out = np.maximum(states, 0.0) @ weights["decoder.out.weight"].ravel() + weights["decoder.out.bias"]
        found[first:end] = sigmoid(out)
    return found


def _encoded(samples: Samples) -> Floats:
    """What the convolutions make of each chunk with the 64 samples before it: shape (chunks, 128)."""
    weights = read_weights("silero_vad.npz")
    pieces = sliding_window_view(samples, _CONTEXT + CHUNK)[::CHUNK]
    pieces = np.pad(pieces, ((0, 0), (0, _CONTEXT)), mode="reflect")
    spectra = sliding_window_view(pieces, weights["stft.basis"].shape[1], axis=1)[:, ::_SPECTRUM_STEP] @ weights["stft.basis"].T
    real, imaginary = np.split(spectra, 2, axis=2)
    layer = np.sqrt(real**2 + imaginary**2)
    for place, stride in enumerate(_STRIDES):
        weight = weights[f"encoder.{place}.weight"]
        padded = np.pad(layer, ((0, 0), (1, 1), (0, 0)))
        windows = sliding_window_view(padded, weight.shape[2], axis=1)[:, ::stride]
        flat = windows.reshape(*windows.shape[:2], -1)
        layer = np.maximum(flat @ weight.reshape(len(weight), -1).T + weights[f"encoder.{place}.bias"], 0.0)
    return np.asarray(layer[:, 0])
