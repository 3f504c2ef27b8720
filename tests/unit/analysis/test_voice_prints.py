import numpy as np
import pytest

from tests.voices import CHILD, MAN, WOMAN, line
from workbench.analysis import weights
from workbench.analysis.recurrent import lstm, sigmoid
from workbench.analysis.voice_prints import _bands, mel_bands, voice_prints
from workbench.errors import DataFileError


def print_of(samples: np.ndarray) -> np.ndarray:
    return voice_prints(np.resize(mel_bands(samples, 0, len(samples) // 160), (1, 100, 40)))[0]


def test_one_persons_prints_are_nearer_than_two_peoples() -> None:
    texts = ("Where does this one go?", "Yes, he can swim.")
    prints = {who: [print_of(line(text, who)) for text in texts] for who in (MAN, WOMAN, CHILD)}
    same = min(float(one @ other) for one, other in prints.values())
    different = max(float(prints[a][0] @ prints[b][1]) for a in prints for b in prints if a is not b)
    assert same > different


def test_a_print_has_length_1_and_does_not_change_with_loudness() -> None:
    spoken = line("Yes, he can swim.", WOMAN)
    assert np.linalg.norm(print_of(spoken)) == pytest.approx(1, abs=1e-5)
    assert print_of(spoken) @ print_of(spoken * 0.05) > 0.999


def test_a_print_of_silence_is_finite() -> None:
    assert np.isfinite(print_of(np.zeros(16_000, dtype=np.float32))).all()


def test_bands_are_triangles_of_area_1() -> None:
    np.testing.assert_allclose(_bands().sum(axis=0)[8:] * 40, 1, atol=0.15)


def test_blocks_make_no_difference_to_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = line("Yes, he can swim.", WOMAN)
    whole = mel_bands(spoken, 3, 90)
    monkeypatch.setattr("workbench.analysis.voice_prints._FRAMES_AT_ONCE", 7)
    np.testing.assert_allclose(mel_bands(spoken, 3, 90), whole, rtol=1e-4, atol=1e-9)


def test_the_recurrent_cell_follows_its_equations() -> None:
    rng = np.random.default_rng(3)
    brought, into = (rng.normal(size=shape).astype(np.float32) for shape in ((6, 2, 12), (3, 12)))
    hidden, cell = np.zeros((2, 2, 3), dtype=np.float32)
    states = lstm(brought, hidden, cell, into)
    h, c = np.zeros((2, 2, 3))
    for step in range(6):
        i, f, g, o = np.split(brought[step] + h @ into, 4, axis=1)
        c = c / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
        h = np.tanh(c) / (1 + np.exp(-o))
        np.testing.assert_allclose(states[step], h, atol=1e-5)
    np.testing.assert_allclose(cell, c, atol=1e-5)


def test_a_sigmoid_never_overflows() -> None:
    np.testing.assert_allclose(sigmoid(np.array([-1e4, 0, 1e4], dtype=np.float32)), [0, 0.5, 1])


def test_weights_that_are_not_what_was_kept_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(weights.SHA256, "silero_vad.npz", "0" * 64)
    weights.read_weights.cache_clear()
    with pytest.raises(DataFileError, match=r"silero_vad\.npz.*Install the workbench again"):
        weights.read_weights("silero_vad.npz")


def test_every_kept_file_is_known_with_source_and_licence() -> None:
    from importlib.resources import files

    folder = files("workbench.analysis") / "weights"
    kept = {path.name for path in folder.iterdir() if path.name.endswith(".npz")}
    assert kept == set(weights.SHA256)
    assert all(f"`{name}`" in (folder / "README.md").read_text(encoding="utf-8") for name in kept)
