"""Voices that are not speech: children's calls, squeals and babble, and laughter by its rhythm.

A call is a clear pitch above 250 Hz that stands out of the room and wavers as a throat does; a toy's tone does not waver. Laughter is one
sound that comes again and again two and a half to seven times a second (Bachorowski, Smoski & Owren 2001). Neither says what anybody feels.
"""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.pitch import Pitch
from workbench.analysis.sampled import Flags, Floats, runs, without_short_gaps, without_short_runs


@dataclass(frozen=True, slots=True)
class CallSettings:
    """What counts as a call.

    Attributes
    ----------
    lowest_hz : float
        Below this pitch a voice that is not speech is not taken for a child's.
    above_room_db : float
        A call is so much louder than the room, which is the level that a tenth of all frames stay under.
    shortest_s : float
        Shorter ones are dropped.
    least_wavering : float
        Median change of pitch from frame to frame, in octaves, below which a tone is a thing's and not a throat's.
    """

    lowest_hz: float = 250.0
    above_room_db: float = 12.0
    shortest_s: float = 0.12
    least_wavering: float = 0.002


def find_calls(pitch: Pitch, settings: CallSettings) -> Flags:
    """Which frames belong to a call; a bool for every frame of the pitch."""
    room_db = max(float(np.percentile(pitch.level_db, 10)), -75.0)
    high = pitch.clear & (pitch.hz >= settings.lowest_hz) & (pitch.level_db > room_db + settings.above_room_db)
    calls = without_short_runs(without_short_gaps(high, 4), round(settings.shortest_s * 100))
    for start, end in runs(calls):
        octaves = np.log2(pitch.hz[start:end][high[start:end]])
        if np.median(np.abs(np.diff(octaves))) < settings.least_wavering:
            calls[start:end] = False
    return calls


_QUICKEST, _SLOWEST = 14, 40
_LEAST_TIMES = 2.5
_HEARD_AT_ONCE = 120
_EVEN = 1e-6


def repetition(bands: Floats) -> float:
    """How far a sound is one sound again and again: the best correlation of its spectrum with itself 0.14 to 0.40 s later.

    Parameters
    ----------
    bands : ndarray, shape (frames, bands)
        Power in mel bands.

    Returns
    -------
    float
        -1 to 1; 0 where the sound is too short to repeat anything two and a half times.
    """
    logs = np.log(bands + 1e-3 * bands.max() + 1e-12)
    logs = logs - logs.mean(axis=0)
    best = 0.0
    for lag in range(_QUICKEST, min(_SLOWEST, int(len(logs) / _LEAST_TIMES)) + 1):
        here, later = logs[:-lag], logs[lag:]
        size = float(np.sqrt((here**2).sum() * (later**2).sum()))
        best = max(best, float((here * later).sum()) / size) if size > _EVEN else best
    return best


def laughing(bands: Floats, least: float) -> bool:
    """Whether at least half of a sound lies in stretches of 1.2 s that repeat themselves by `least` or more."""
    last = max(len(bands) - _HEARD_AT_ONCE, 0)
    repeated = np.zeros(len(bands), dtype=bool)
    for at in (*range(0, last, 20), last):
        heard = slice(at, at + _HEARD_AT_ONCE)
        repeated[heard] |= repetition(bands[heard]) >= least
    return bool(repeated.mean() >= 0.5)
