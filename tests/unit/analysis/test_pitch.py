import numpy as np
import pytest

from tests.voices import CHILD, WOMAN, line
from workbench.analysis.overlapping import second_voices
from workbench.analysis.pitch import follow_pitch
from workbench.analysis.sampled import RATE_HZ


def buzz(hz: float, seconds: float = 1.0) -> np.ndarray:
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * hz * at + 0.4 * np.sin(2 * np.pi * 3 * at)
    return (0.05 * sum(np.cos(k * phase) / k for k in range(1, int(4000 / hz)))).astype(np.float32)


@pytest.mark.parametrize("hz", [80.0, 120.0, 210.0, 340.0, 520.0, 900.0])
def test_a_buzz_has_its_pitch(hz: float) -> None:
    pitch = follow_pitch(buzz(hz))
    middle = slice(5, -5)
    assert pitch.clear[middle].all()
    assert np.median(pitch.hz[middle]) == pytest.approx(hz, rel=0.02)


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(2).normal(size=RATE_HZ).astype(np.float32) * 0.1
    assert follow_pitch(noise).clear.mean() < 0.02


def test_silence_has_a_level_and_no_pitch() -> None:
    pitch = follow_pitch(np.zeros(RATE_HZ, dtype=np.float32))
    assert not pitch.clear.any()
    assert np.isfinite(pitch.level_db).all()


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = follow_pitch(buzz(200))
    monkeypatch.setattr("workbench.analysis.pitch._FRAMES_AT_ONCE", 13)
    np.testing.assert_allclose(follow_pitch(buzz(200)).hz, whole.hz, rtol=1e-4)


def test_a_second_voice_is_found_where_two_sound_and_nowhere_else() -> None:
    low, high = line("Where is it going? To the moon?", WOMAN), line("The boat is going away.", CHILD)
    begin, n = 2 * RATE_HZ, 6 * RATE_HZ
    both = np.zeros(n, dtype=np.float32)
    both[: len(low)] += low
    both[begin // 2 : begin // 2 + len(high)] += high
    both[3 * RATE_HZ + RATE_HZ // 2 :] = 0
    both[4 * RATE_HZ : 4 * RATE_HZ + len(high)] = high[: n - 4 * RATE_HZ]
    first = np.zeros(n // 160, dtype=np.intp)
    first[400:] = 1
    others = second_voices(both, first, follow_pitch(both), 2)
    together = slice(100, min(len(low), RATE_HZ + len(high)) // 160)
    assert (others[together] == 1).mean() > 0.15
    assert (others[:95] == -1).all()
    assert (others[400:] == -1).all()


def test_nobody_sounds_beside_the_only_speaker() -> None:
    spoken = line("The boat is going away.", CHILD)
    first = np.zeros(len(spoken) // 160, dtype=np.intp)
    assert (second_voices(spoken, first, follow_pitch(spoken), 1) == -1).all()
