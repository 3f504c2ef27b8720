"""Long short-term memory (Hochreiter & Schmidhuber 1997) in numpy, with the gates in the order input, forget, cell, output."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def sigmoid(values: Floats) -> Floats:
    """From any number to 0 to 1; never overflows."""
    return np.asarray(0.5 * np.tanh(0.5 * values) + 0.5, dtype=np.float32)


def lstm(inputs: Floats, hidden: Floats, cell: Floats, into_hidden: Floats) -> Floats:
    """Follow a sequence with one layer; `hidden` and `cell` are left as they are behind the last step.

    Parameters
    ----------
    inputs : ndarray of float32, shape (steps, ..., 4 * size)
        What each step brings to the four gates, biases included.
    hidden, cell : ndarray of float32, shape (..., size)
        State before the first step; written into.
    into_hidden : ndarray of float32, shape (size, 4 * size)
        Weights from the hidden state to the gates.

    Returns
    -------
    ndarray of float32, shape (steps, ..., size)
        The hidden state behind each step.
    """
    size = hidden.shape[-1]
    states = np.empty((*inputs.shape[:-1], size), dtype=np.float32)
    half = np.full(4 * size, 0.5, dtype=np.float32)
    half[2 * size : 3 * size] = 1.0
    for step, brought in enumerate(inputs):
        # one tanh for all four gates: sigmoid(x) = tanh(x / 2) / 2 + 1 / 2
        gates = np.tanh((brought + hidden @ into_hidden) * half)
        take, forget, new, give = (gates[..., part * size : (part + 1) * size] for part in range(4))
        cell[...] = 0.5 * ((forget + 1) * cell + (take + 1) * new)
        hidden[...] = 0.5 * (give + 1) * np.tanh(cell)
        states[step] = hidden
    return states
