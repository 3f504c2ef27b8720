"""How well who-sounds-when was found: diarisation error after NIST's md-eval, and precision and recall frame by frame.

Conventions of md-eval (NIST RT-09): in each frame ``missed = max(0, n_true - n_found)``, ``false = max(0, n_found - n_true)``,
``confused = min(n_true, n_found) - n_right``, all divided by the time that the true speakers sound, each counted; found speakers are
paired one to one with true ones so that most time is right. Overlaps count. There is no collar: edges are judged to the frame (10 ms).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from workbench.measures.kappa import kappa_of

Sounding = npt.NDArray[np.bool_]
FRAMES_PER_S = 100


def sounding(stretches: Iterable[tuple[int, float, float]], n_frames: int, n_people: int) -> Sounding:
    """Who sounds in each frame of 10 ms, from (who, start in s, end in s): shape (n_frames, n_people)."""
    found = np.zeros((n_frames, n_people), dtype=bool)
    for who, start_s, end_s in stretches:
        found[round(start_s * FRAMES_PER_S) : round(end_s * FRAMES_PER_S), who] = True
    return found


@dataclass(frozen=True)
class DiarisationError:
    """Shares of the true speakers' time; `pairing[true]` is the number of the found speaker (the same number of both are compared)."""

    missed: float
    false: float
    confused: float
    pairing: tuple[int, ...]

    @property
    def total(self) -> float:
        """The diarisation error rate, 0 and above."""
        return self.missed + self.false + self.confused


def diarisation_error(true: Sounding, found: Sounding) -> DiarisationError:
    """Compare two tables of one shape (frames, people); somebody has to sound in the true one."""
    shared = true.T.astype(np.int64) @ found.astype(np.int64)
    _, pairing = linear_sum_assignment(-shared)
    paired = found[:, pairing]
    n_true, n_found, n_right = true.sum(axis=1), found.sum(axis=1), (true & paired).sum(axis=1)
    whole = n_true.sum()
    return DiarisationError(
        float(np.maximum(n_true - n_found, 0).sum() / whole),
        float(np.maximum(n_found - n_true, 0).sum() / whole),
        float((np.minimum(n_true, n_found) - n_right).sum() / whole),
        tuple(int(place) for place in pairing),
    )


def precision(true: Sounding, found: Sounding) -> float | None:
    """Share of what was found that is true; None where nothing was found."""
    return float(true[found].mean()) if found.any() else None


def recall(true: Sounding, found: Sounding) -> float | None:
    """Share of what is true that was found; None where nothing is true."""
    return float(found[true].mean()) if true.any() else None


def kappa_by_tenths(true: Sounding, found: Sounding) -> float | None:
    """Cohen's kappa of who sounds (nobody, one, both ...) in units of 0.1 s, told at their first frame."""
    n_codes = 2 ** true.shape[1]
    one, other = (table[::10] @ (1 << np.arange(true.shape[1])) for table in (true, found))
    counts = np.zeros((n_codes, n_codes))
    np.add.at(counts, (one, other), 1)
    return kappa_of(counts, np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum())
