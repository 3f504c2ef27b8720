"""A small voice: pulses of breath through the resonances of a throat and a mouth, after the source-filter model of speech (Klatt 1980).

The pulse is that of Klatt & Klatt (1990), softened; resonances stand in a row; hiss and breath are noise.
Chance is seeded, so the same line sounds the same each time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, firwin, lfilter, resample_poly, sosfilt

from workbench.sample.articulation import STEP_S, Speaker, Tracks, plan_tracks
from workbench.sample.pronunciation import Pronunciation, read_pronunciation

Samples = NDArray[np.float64]
RATE_HZ = 48_000
"""Samples a second of everything that sounds in the film."""

_INNER_HZ = 24_000
_PER_STEP = round(STEP_S * _INNER_HZ)
_PER_MOVE = 10
_OVER = 4
_OPEN = 0.62
_UPPER_HZ = (4050.0, 5100.0, 6300.0)
_WIDTHS_HZ = (85.0, 110.0, 170.0, 280.0, 400.0, 600.0)
_PAUSE_S = 0.16


@dataclass(frozen=True, slots=True)
class Utterance:
    """A spoken line: samples at :data:`RATE_HZ`, from the first to the last that is heard, and the lips' tracks in steps of STEP_S."""

    samples: Samples
    jaw: Samples
    round: Samples


def speak(text: str, speaker: Speaker, pronunciation: Pronunciation | None = None) -> Utterance:
    """A line of text as sound, at an even level (root mean square 0.1 over what sounds)."""
    rng = np.random.default_rng([speaker.seed, *text.encode()])
    pause = round(_PAUSE_S / STEP_S)
    sounds: list[Samples] = []
    jaws: list[Samples] = []
    rounds: list[Samples] = []
    for phrase in (pronunciation or read_pronunciation()).phrases(text):
        if sounds:
            sounds.append(np.zeros(pause * _PER_STEP))
            jaws.append(np.zeros(pause))
            rounds.append(np.zeros(pause))
        tracks = plan_tracks(phrase, speaker)
        sounds.append(_sound(tracks, speaker, rng))
        jaws.append(tracks.jaw)
        rounds.append(tracks.round)
    samples = resample_poly(np.concatenate(sounds), RATE_HZ // _INNER_HZ, 1)
    loud = samples[np.abs(samples) > 0.05 * np.max(np.abs(samples))]
    samples = samples * (0.1 / np.sqrt(np.mean(loud**2)))
    samples = np.tanh(samples / 0.6) * 0.6
    first, end = _audible(samples)
    steps = slice(int(first / RATE_HZ / STEP_S), max(1, int(np.ceil(end / RATE_HZ / STEP_S))))
    return Utterance(_faded(samples[first:end]), np.concatenate(jaws)[steps], np.concatenate(rounds)[steps])


def _sound(tracks: Tracks, speaker: Speaker, rng: np.random.Generator) -> Samples:
    """One phrase at the inner rate; 30 ms of fading resonance at the end are kept."""
    n_steps = len(tracks.pitch_hz)
    n = n_steps * _PER_STEP
    voiced = _per_sample(tracks.voiced, n)
    pulses, openness = _pulses(_per_sample(tracks.pitch_hz, n), speaker, rng)
    noise = rng.standard_normal(n)
    breath = noise * (_per_sample(tracks.breath, n) * 0.18 + voiced * speaker.breath * openness)
    through = _through_tract(pulses * voiced + breath, tracks, speaker)
    onset = np.minimum(1.0, np.arange(n) / (0.006 * _INNER_HZ))
    return (through + _hiss(tracks, rng, n)) * onset * onset[::-1]


def _pulses(pitch_hz: Samples, speaker: Speaker, rng: np.random.Generator) -> tuple[Samples, Samples]:
    """The glottal flow's derivative, and how open the glottis is (0 to 1); pitch wanders a little as a living one does."""
    n = len(pitch_hz)
    wander = lfilter([0.0012], [1, -0.9988], rng.standard_normal(n)) * 0.6
    shake = 0.006 * np.sin(2 * np.pi * 5.1 * np.arange(n) / _INNER_HZ + rng.uniform(0, 6.28))
    pitch = np.repeat(pitch_hz * (1 + wander + shake), _OVER)
    turns = np.cumsum(pitch / (_INNER_HZ * _OVER)) + rng.uniform()
    cycle = turns.astype(int)
    jitter = 1 + 0.05 * rng.standard_normal(cycle[-1] + 2)
    phase = turns - cycle
    inside = phase < _OPEN
    way = phase / _OPEN
    slope = np.where(inside, (2 * way - 3 * way**2) * 2.2, 0.0) * jitter[cycle]
    soft = lfilter([1 - (a := float(np.exp(-2 * np.pi * speaker.tilt_hz / (_INNER_HZ * _OVER))))], [1, -a], slope)
    source = np.asarray(lfilter(firwin(63, 0.9 / _OVER), [1.0], soft))[::_OVER]
    flow = np.where(inside, way**2 - way**3, 0.0)[::_OVER] * 6.75
    return source, 0.25 + 0.75 * flow


def _through_tract(source: Samples, tracks: Tracks, speaker: Speaker) -> Samples:
    """The source through six resonances and, in nasals, a notch; it moves in small steps and keeps its state, so that nothing clicks."""
    sections = _sections(tracks, speaker, len(source) // _PER_MOVE)
    state = np.zeros((sections.shape[1], 2))
    out = np.empty_like(source)
    for move, section in enumerate(sections):
        here = slice(move * _PER_MOVE, (move + 1) * _PER_MOVE)
        out[here], state = sosfilt(section, source[here], zi=state)
    return out


def _sections(tracks: Tracks, speaker: Speaker, n: int) -> Samples:
    """Second-order sections at `n` even places of the tracks: shape (n, 7, 6)."""

    def finer(track: Samples) -> Samples:
        return np.interp((np.arange(n) + 0.5) / n, (np.arange(len(track)) + 0.5) / len(track), track)

    nasal, breath = finer(tracks.nasal), finer(tracks.breath)
    upper = np.repeat(np.array(_UPPER_HZ)[:, None] * speaker.tract, n, axis=1)
    centres = np.vstack([*(finer(row) for row in tracks.formants_hz), *np.minimum(upper, 0.46 * _INNER_HZ)])
    widths = np.repeat(np.array(_WIDTHS_HZ)[:, None] * speaker.tract, n, axis=1)
    widths[:3] *= 1 + 1.2 * nasal + 0.8 * np.clip(breath, 0, 1)
    centres[0] = np.maximum(centres[0], finer(tracks.pitch_hz) * 1.02)
    sections = np.zeros((n, 7, 6))
    b, c = _pole(centres, widths)
    sections[:, :6, 0] = (1 - b - c).T
    sections[:, :6, 3] = 1.0
    sections[:, :6, 4] = -b.T
    sections[:, :6, 5] = -c.T
    notch_hz = np.full(n, 950.0 * speaker.tract)
    pb, pc = _pole(notch_hz, np.full(n, 600.0))
    zb, zc = _pole(notch_hz, 600.0 - 450.0 * nasal)
    gain = (1 - pb - pc) / (1 - zb - zc)
    sections[:, 6] = np.stack([gain, -zb * gain, -zc * gain, np.ones(n), -pb, -pc], axis=1)
    return sections


def _pole(centre_hz: Samples, width_hz: Samples) -> tuple[Samples, Samples]:
    c = -np.exp(-2 * np.pi * width_hz / _INNER_HZ)
    b = 2 * np.exp(-np.pi * width_hz / _INNER_HZ) * np.cos(2 * np.pi * centre_hz / _INNER_HZ)
    return b, c


def _hiss(tracks: Tracks, rng: np.random.Generator, n: int) -> Samples:
    """Noise of fricatives and bursts, a band for each stretch of equal place."""
    out = np.zeros(n)
    place = [int(step) for step in np.flatnonzero(np.diff(tracks.hiss_hz, prepend=-1.0))]
    for first, end in zip(place, [*place[1:], len(tracks.hiss_hz)], strict=True):
        a, z = max(0, first - 8), min(len(tracks.hiss_hz), end + 8)
        weight = np.zeros(len(tracks.hiss_hz))
        weight[first:end] = tracks.hiss[first:end]
        if not weight.any():
            continue
        centre, width = tracks.hiss_hz[first], tracks.hiss_width_hz[first]
        low, high = max(300.0, centre - width / 2), min(0.47 * _INNER_HZ, centre + width / 2)
        band = butter(2, [low, high], "band", fs=_INNER_HZ, output="sos")
        m = (z - a) * _PER_STEP
        noise = sosfilt(band, rng.standard_normal(m + 480))[480:]
        out[a * _PER_STEP : z * _PER_STEP] += noise / np.std(noise) * 0.05 * _per_sample(weight[a:z], m)
    return out


def _per_sample(track: Samples, n: int) -> Samples:
    return np.interp(np.arange(n) / _PER_STEP, np.arange(len(track)) + 0.5, track)


def _audible(samples: Samples) -> tuple[int, int]:
    """From the first to behind the last sample within 40 dB of the peak."""
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.max(np.abs(samples)))
    return int(loud[0]), int(loud[-1]) + 1


def _faded(samples: Samples) -> Samples:
    ramp = np.sin(np.linspace(0, np.pi / 2, 240)) ** 2
    out = samples.copy()
    out[:240] *= ramp
    out[-240:] *= ramp[::-1]
    return out
