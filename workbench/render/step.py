"""Measuring whether the sound that was written is in step: how far it lies from the sound it was made of."""

from pathlib import Path

import numpy as np

from workbench.media.alignment import sample_agreement
from workbench.media.sound import read_sound

OUT_OF_STEP_S = 0.005
"""More than this is a fault: a fifth of a frame at 40 frames a second, far below what anybody sees, far above what coding moves."""

_RATE_HZ = 8_000
_SLACK_S = 0.5
_LONGEST_S = 30.0
_SHORTEST_S = 0.5
_CLEAR_AGREEMENT = 0.7
_AS_GOOD = 0.9


def find_offset_s(made: Path, made_at_s: float, source: Path, source_at_s: float, length_s: float) -> float | None:
    """How many seconds later than meant a stretch of `source` is heard in `made`.

    Parameters
    ----------
    made_at_s, source_at_s : float
        Where the stretch begins in each, in seconds of the file's own time.
    length_s : float
        How long it is; the first half minute is compared.

    Returns
    -------
    float or None
        Between -0.5 and 0.5, to a part of a millisecond. Where several places agree (a steady tone), the nearest one. None where the sounds
        agree nowhere clearly (silence has no place) and for less than half a second, most of which are fades.

    Raises
    ------
    FilmError
        If a file cannot be read.
    """
    if length_s < _SHORTEST_S:
        return None
    length_s = min(length_s, _LONGEST_S)
    meant = read_sound(source, source_at_s, length_s, _RATE_HZ)[0]
    heard = read_sound(made, made_at_s - _SLACK_S, length_s + 2 * _SLACK_S, _RATE_HZ)[0]
    agreement = sample_agreement(heard, meant)
    best = float(agreement.max(initial=0.0))
    if best < _CLEAR_AGREEMENT:
        return None
    shifts_s = np.arange(len(agreement)) / _RATE_HZ - _SLACK_S
    return float(min(shifts_s[agreement >= _AS_GOOD * best], key=abs))
