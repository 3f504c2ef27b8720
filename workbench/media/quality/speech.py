"""How far voices stand above the sounds of the room."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.time import Span

_HEARD_DB = -90.0
_LEAST = 10


@dataclass(frozen=True, slots=True)
class SpeechToNoise:
    """Speech to noise in dB, and whether it is estimated from the loudness alone."""

    db: float
    is_estimated: bool


def speech_to_noise(
    levels: npt.NDArray[np.float32], at: npt.NDArray[np.int64], voices: Sequence[Span] | None = None
) -> SpeechToNoise | None:
    """Speech to noise of a film.

    With `voices`, the mean power while somebody speaks over that while nobody does. Without, an estimate: the level that one tenth of the
    film exceeds over the level that nine tenths exceed, which is right where there are both voices and pauses, and otherwise too low.

    Parameters
    ----------
    levels : ndarray of float32, shape (n,)
        Level in the band of voices in dB of full scale, a tenth of a second each; stretches of no sound at all are left out.
    at : ndarray of int64, shape (n,)
        When each begins, in ticks of the film clock.
    voices : sequence of Span, optional
        When somebody speaks.

    Returns
    -------
    SpeechToNoise or None
        None where less than a second is heard of either.

    Examples
    --------
    >>> speech_to_noise(np.array([-50] * 50 + [-20] * 50, dtype=np.float32), np.arange(100) * 9000)
    SpeechToNoise(db=30.0, is_estimated=True)
    """
    heard = levels > _HEARD_DB
    if voices is None:
        if heard.sum() < _LEAST:
            return None
        loud, soft = np.percentile(levels[heard], [90, 10])
        return SpeechToNoise(float(loud - soft), is_estimated=True)
    speaking = np.zeros(len(at), dtype=np.bool_)
    for span in voices:
        speaking |= (at >= span.start) & (at < span.end)
    if min((heard & speaking).sum(), (heard & ~speaking).sum()) < _LEAST:
        return None
    return SpeechToNoise(_mean_db(levels[heard & speaking]) - _mean_db(levels[heard & ~speaking]), is_estimated=False)


def _mean_db(levels: npt.NDArray[np.float32]) -> float:
    return float(10 * np.log10((10 ** (levels.astype(np.float64) / 10)).mean()))
