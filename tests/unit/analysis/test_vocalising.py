import numpy as np
import pytest

from tests.voices import CHILD, WOMAN, line
from workbench.analysis.pitch import Pitch
from workbench.analysis.vocalising import CallSettings, find_calls, laughing, repetition
from workbench.analysis.voice_prints import mel_bands


def pitch_of(hz: np.ndarray, level_db: float = -20.0) -> Pitch:
    """One second of a room, a call, one second of the room."""
    room = np.zeros(100)
    return Pitch(
        np.concatenate([room, hz, room]).astype(np.float32),
        np.concatenate([room, np.full(len(hz), 0.9), room]).astype(np.float32),
        np.concatenate([room - 60, np.full(len(hz), level_db), room - 60]).astype(np.float32),
    )


WAVERING = 420 * 2 ** (0.05 * np.sin(np.arange(50) / 3))


@pytest.mark.parametrize(
    ("pitch", "is_call"),
    [
        (pitch_of(WAVERING), True),
        (pitch_of(WAVERING / 3), False),
        (pitch_of(np.full(50, 420.0)), False),
        (pitch_of(WAVERING, level_db=-55.0), False),
        (pitch_of(WAVERING[:8]), False),
    ],
    ids=["a child", "an adult's pitch", "a toy's even tone", "as quiet as the room", "too short"],
)
def test_a_call_is_high_loud_wavering_and_lasts(pitch: Pitch, is_call: bool) -> None:
    found = find_calls(pitch, CallSettings())
    assert found.any() == is_call
    if is_call:
        assert np.flatnonzero(found)[[0, -1]].tolist() == [100, 149]


def test_what_comes_again_and_again_repeats_itself() -> None:
    rng = np.random.default_rng(4)
    once = rng.exponential(size=(20, 40))
    assert repetition(np.tile(once, (5, 1))) == pytest.approx(1, abs=0.02)
    assert repetition(rng.exponential(size=(100, 40))) < 0.3
    assert repetition(once) == 0.0
    assert repetition(np.zeros((60, 40))) == 0.0


@pytest.mark.parametrize("who", [CHILD, WOMAN])
def test_laughing_is_told_from_speaking(who: object) -> None:
    laugh, speech = (line(text, who) for text in ("Ha ha ha ha ha!", "The boat is going away."))  # type: ignore[arg-type]
    assert laughing(mel_bands(laugh, 0, len(laugh) // 160), 0.6)
    assert not laughing(mel_bands(speech, 0, len(speech) // 160), 0.6)
