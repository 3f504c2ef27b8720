"""From sounds to movement: how pitch, resonances, voicing, noise and lips move through a phrase.

All tracks run in steps of :data:`STEP_S`; the synthesiser and the drawn mouth read the same ones, so lips and sound agree.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.sample.pronunciation import Phrase, Sound

STEP_S = 0.0025
"""Length of one step of every track in seconds."""

Track = NDArray[np.float64]
Kind = Literal["held", "closure", "release"]
_NEUTRAL_HZ = (540.0, 1600.0, 2800.0)
_FORMANT_GLIDE_S = 0.085
_LEVEL_GLIDE_S = 0.032


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice.

    `pitch_hz` is its usual pitch, `tract` how short its throat and mouth are (1 is a woman's, more is shorter), `pace` how slowly it speaks
    (1 is quick), `breath` how breathy and `tilt_hz` how bright it sounds, `liveliness` how far its pitch goes.
    """

    pitch_hz: float
    tract: float
    pace: float
    breath: float
    tilt_hz: float
    liveliness: float
    seed: int


@dataclass(frozen=True, slots=True)
class Tracks:
    """Movement through a phrase, one value a step; `formants_hz` has one row for each of three resonances."""

    pitch_hz: Track
    formants_hz: Track
    voiced: Track
    breath: Track
    hiss: Track
    hiss_hz: Track
    hiss_width_hz: Track
    nasal: Track
    jaw: Track
    round: Track


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a sound with one set of targets."""

    sound: Sound
    kind: Kind
    n_steps: int


def plan_tracks(phrase: Phrase, speaker: Speaker) -> Tracks:
    """The movements that say a phrase."""
    laughing = _is_laugh(phrase)
    stretches = [part for sound in phrase.sounds for part in _stretches(sound, speaker.pace * (1.15 if laughing else 1.0))]
    formants = _formants(stretches)
    table = np.array([_levels(part) for part in stretches])
    lengths = [part.n_steps for part in stretches]
    level = np.repeat(table, lengths, axis=0).T
    smooth = _smoothed(level[:3], _LEVEL_GLIDE_S)
    smooth[2] = _smoothed(level[2], 0.016)
    lips = _smoothed(level[6:8], 0.07)
    return Tracks(
        pitch_hz=speaker.pitch_hz
        * (_laughing_pitch(stretches) if laughing else _speaking_pitch(stretches, phrase.mark, speaker.liveliness)),
        formants_hz=_smoothed(formants, _FORMANT_GLIDE_S) * speaker.tract,
        voiced=smooth[0],
        breath=smooth[1],
        hiss=smooth[2],
        hiss_hz=level[3] * (1 + (speaker.tract - 1) * 0.5),
        hiss_width_hz=level[4],
        nasal=_smoothed(level[5], 0.03),
        jaw=lips[0],
        round=lips[1],
    )


def _is_laugh(phrase: Phrase) -> bool:
    names = [sound.name for sound in phrase.sounds]
    return len(names) >= 4 and set(names) == {"HH", "AA"}


def _steps(ms: float) -> int:
    return max(2, round(ms / 1000 / STEP_S))


def _stretches(sound: Sound, pace: float) -> list[_Stretch]:
    phoneme = sound.phoneme
    if sound.manner == "stop":
        return [_Stretch(sound, "closure", _steps(phoneme.ms * pace)), _Stretch(sound, "release", _steps(phoneme.after_ms))]
    longer = 1.0
    if sound.manner == "vowel":
        longer = 1.15 if sound.stress else 0.9
    if sound.last:
        longer *= 1.45 if sound.manner == "vowel" else 1.15
    return [_Stretch(sound, "held", _steps(phoneme.ms * longer * pace))]


def _levels(part: _Stretch) -> tuple[float, ...]:
    """Voiced, breath, hiss, hiss Hz, hiss width Hz, nasal, jaw, round."""
    p, manner = part.sound.phoneme, part.sound.manner
    voiced = 1.0 if manner == "vowel" else p.voiced
    breath, hiss = p.breath, p.hiss
    if manner == "vowel" and not part.sound.stress:
        voiced = 0.85
    if part.kind == "closure":
        breath = hiss = 0.0
    if part.kind == "release":
        voiced = 0.25 if p.voiced else 0.0
    jaw = p.jaw
    return voiced, breath, hiss, p.hiss_hz, p.hiss_width_hz, float(manner == "nasal"), jaw, p.round


def _formants(stretches: list[_Stretch]) -> Track:
    """Targets of three resonances, one column a step; a breath takes those of the vowel that follows, a k leans towards it."""
    columns: list[Track] = []
    for i, part in enumerate(stretches):
        phoneme = part.sound.phoneme
        following = next((s.sound.phoneme for s in stretches[i + 1 :] if s.sound.manner in ("vowel", "glide")), None)
        start = np.array(phoneme.formants or (following.formants if following else _NEUTRAL_HZ))
        if part.sound.name in ("K", "G") and following is not None:
            start = (start + np.array(following.formants)) / 2
        end = np.array(phoneme.glides_to) if phoneme.glides_to else start
        way = np.clip((np.arange(part.n_steps) / part.n_steps - 0.25) / 0.6, 0.0, 1.0)
        columns.append(start[:, None] + (end - start)[:, None] * way)
    return np.hstack(columns)


def _speaking_pitch(stretches: list[_Stretch], mark: str, liveliness: float) -> Track:
    """Pitch over the speaker's usual one: a gentle fall, a rise on each stressed vowel, and the turn that the mark asks for."""
    n = sum(part.n_steps for part in stretches)
    along = np.linspace(0.0, 1.0, n)
    pitch = 1.06 - 0.14 * along if mark != "!" else 1.14 - 0.22 * along
    at, first = 0, True
    steps = np.arange(n)
    last_vowel = n
    for part in stretches:
        if part.sound.manner == "vowel":
            last_vowel = at
            if part.sound.stress:
                height = (0.16 if first else 0.11) * liveliness
                pitch = pitch + height * np.exp(-0.5 * ((steps - at - part.n_steps * 0.45) / (0.075 / STEP_S)) ** 2)
                first = False
        at += part.n_steps
    tail = np.clip((steps - last_vowel) / max(1, n - last_vowel), 0.0, 1.0)
    bend = {"?": 0.34, "!": -0.16, ".": -0.14, ",": 0.04}[mark]
    return np.asarray(_smoothed(pitch + bend * liveliness * tail**1.3, 0.06))


def _laughing_pitch(stretches: list[_Stretch]) -> Track:
    """Each "ha" starts high and drops; the whole goes down."""
    pieces = []
    n_vowels = sum(part.sound.manner == "vowel" for part in stretches)
    vowel = 0
    for part in stretches:
        top = 1.20 - 0.22 * vowel / max(1, n_vowels - 1)
        way = np.linspace(0.0, 1.0, part.n_steps)
        if part.sound.manner == "vowel":
            pieces.append(top - 0.16 * way)
            vowel += 1
        else:
            pieces.append(np.full(part.n_steps, top))
    return _smoothed(np.concatenate(pieces), 0.04)


def _smoothed(track: Track, window_s: float) -> Track:
    """The track seen through a raised-cosine window; the ends are held."""
    n = max(3, round(window_s / STEP_S) | 1)
    window = np.hanning(n + 2)[1:-1]
    window /= window.sum()
    rows = np.atleast_2d(track)
    padded = np.pad(rows, ((0, 0), (n // 2, n // 2)), mode="edge")
    smooth = np.array([np.convolve(row, window, mode="valid") for row in padded])
    return smooth.reshape(track.shape)
