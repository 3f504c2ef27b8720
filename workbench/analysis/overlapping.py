"""Two people at once, found by two pitches at once.

The period of the louder voice is taken away from itself, which removes its harmonics; what is left has a pitch of its own only where
somebody else sounds too. Most overlaps are missed so, those of two alike voices almost all; what is found is mostly right (``make bench``).
"""

import numpy as np

from workbench.analysis.pitch import Pitch, frames_of, period_of
from workbench.analysis.sampled import RATE_HZ, Flags, Floats, Samples, runs, without_short_gaps, without_short_runs
from workbench.analysis.speakers import Labels

_LEAST_HARMONICITY = 0.62
_LEAST_LEFT = 0.05
_APART_OCTAVES = 0.2
_SHORTEST, _PAUSE = 12, 8
_FRAMES_AT_ONCE = 1000


def second_voices(samples: Samples, first: Labels, pitch: Pitch, n_speakers: int) -> Labels:
    """Who else sounds in each frame, -1 where nobody was found; never whom `first` already names.

    Parameters
    ----------
    samples : ndarray, shape (n,)
    first : ndarray of int, shape (frames,)
        Who sounds in each frame, -1 for nobody.
    pitch : Pitch
        Of the same sound.
    n_speakers : int
    """
    others = np.full(len(first), -1, dtype=np.intp)
    usual = [_usual(pitch, first == speaker) for speaker in range(n_speakers)]
    if n_speakers < 2 or sum(np.isfinite(octave) for octave, _ in usual) < 2:
        return others
    hz, harmonicity, left = _second_pitch(samples, (first >= 0) & pitch.clear, pitch)
    two = (harmonicity > _LEAST_HARMONICITY) & (left > _LEAST_LEFT) & ~_akin(pitch.hz, hz)
    octaves = [np.log2(np.maximum(one, 1.0)) for one in (pitch.hz, hz)]
    unlike = np.stack([np.minimum(*(np.abs(octave - middle) / spread for octave in octaves)) for middle, spread in usual], axis=1)
    unlike[np.arange(len(first)), first] = np.inf
    unlike[~np.isfinite(unlike)] = np.inf
    both = two & (unlike.min(axis=1) < 2.0)
    both = without_short_runs(without_short_gaps(both, _PAUSE), _SHORTEST)
    for start, end in runs(both).tolist():
        score = np.where(np.isfinite(unlike[start:end]), unlike[start:end], 9.0).mean(axis=0)
        others[start:end] = int(score.argmin())
    others[others == first] = -1
    return others


def _usual(pitch: Pitch, mine: Flags) -> tuple[float, float]:
    """Middle and spread of a voice's pitch in octaves; nan where it has none."""
    own = np.log2(pitch.hz[mine & pitch.clear])
    if len(own) < 20:
        return float("nan"), 1.0
    low, middle, high = np.percentile(own, [25, 50, 75])
    return float(middle), max(float(high - low) / 1.35, 0.1)


def _akin(one: Floats, other: Floats) -> Flags:
    """Whether one pitch is the other or its double, triple, half or third."""
    apart = np.log2(np.maximum(one, 1.0)) - np.log2(np.maximum(other, 1.0))
    nearest = np.min([np.abs(apart - octaves) for octaves in (0, 1, -1, np.log2(3), -np.log2(3))], axis=0)
    return np.asarray(nearest < _APART_OCTAVES / 2)


def _second_pitch(samples: Samples, wanted: Flags, pitch: Pitch) -> tuple[Floats, Floats, Floats]:
    """Hz and harmonicity of what is left of each wanted frame, and how much of its power is left."""
    hz, harmonicity, left = np.zeros((3, len(wanted)), dtype=np.float32)
    places = np.flatnonzero(wanted)
    for at in range(0, len(places), _FRAMES_AT_ONCE):
        some = places[at : at + _FRAMES_AT_ONCE]
        lag = np.rint(RATE_HZ / pitch.hz[some]).astype(np.intp)
        framed = np.stack([frames_of(samples, frame, frame + 1)[0] for frame in some.tolist()])
        n = framed.shape[1]
        shifted = np.take_along_axis(framed, np.maximum(np.arange(n) - lag[:, None], 0), axis=1)
        rest = np.where(np.arange(n) >= lag[:, None], framed - shifted, 0.0).astype(np.float32)
        hz[some], harmonicity[some] = period_of(rest)
        left[some] = (rest**2).mean(axis=1) / np.maximum((framed**2).mean(axis=1), 1e-12) / 2
    return hz, harmonicity, left
