"""Cohen's kappa of a table, what it says about the coders, and a place on the film where two of them differ.

Kappa is never called moderate or substantial here: what it means depends on how many codes there are and how often each is used. Beside
it stands how accurate two equally accurate coders would have to be to reach it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from workbench.core.time import Span
from workbench.measures.provenance import measured
from workbench.measures.result import Measure

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where two coders differ: the stretch of film, and what each says there (None for nothing)."""

    span: Span
    one: str | None
    other: str | None


def kappa_of(observed: npt.ArrayLike, expected: npt.ArrayLike) -> float | None:
    """Agreement beyond chance, ``(p_o - p_e) / (1 - p_e)`` with the shares on the diagonals; -1 to 1.

    None where nothing was counted, or where chance alone would agree everywhere (Cohen 1960, Educational and Psychological Measurement
    20, 37-46).

    Examples
    --------
    >>> kappa_of([[20, 5], [10, 15]], [[15, 10], [15, 10]])
    0.4
    """
    counts, chance = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    total = counts.sum()
    beyond = total - np.trace(chance)
    if total == 0 or beyond <= 1e-9 * total:
        return None
    return float((np.trace(counts) - np.trace(chance)) / beyond)


def kappa_of_coders(accuracy: float, prevalence: npt.ArrayLike) -> float:
    """Kappa that two coders reach who each see the true code with one probability and else any other code alike.

    Parameters
    ----------
    accuracy : float
        Probability of the true code, from ``1 / k`` to 1.
    prevalence : array-like
        How often each of the k codes is true; sums to 1.

    Examples
    --------
    Coders who are 85 % accurate, with 2, 3, 5 and 10 codes used alike:

    >>> [round(kappa_of_coders(0.85, np.full(k, 1 / k)), 2) for k in (2, 3, 5, 10)]
    [0.49, 0.6, 0.66, 0.69]
    """
    true = np.asarray(prevalence, dtype=np.float64)
    k = len(true)
    sees = np.full((k, k), (1 - accuracy) / (k - 1))
    np.fill_diagonal(sees, accuracy)
    said_by_both = sees.T @ (true[:, None] * sees)
    margin = said_by_both.sum(axis=1)
    return kappa_of(said_by_both, np.outer(margin, margin)) or 0.0


@measured("Bakeman, Quera, McArthur & Robinson 1997, Psychological Methods 2, 357-370")
def accuracy_of_coders(kappa: Measure, prevalence: tuple[float, ...]) -> Measure:
    """How accurate two equally accurate coders would have to be to reach a kappa.

    Definition: the probability of seeing the true code, mistakes falling on all other codes alike, at which two independent coders reach
    the kappa (:func:`kappa_of_coders`). Unit: %. Range: ``100 / k`` to 100 with k codes. Undefined: without a kappa, with a kappa of 0 or
    less, and with fewer than two codes. Source: Bakeman, Quera, McArthur & Robinson 1997, Psychological Methods 2, 357-370.

    Parameters
    ----------
    kappa : Measure
        What the coders reached.
    prevalence : tuple of float
        How often each code is true, estimated by the mean of the coders' shares; sums to 1.

    Examples
    --------
    >>> accuracy_of_coders(Measure("kappa", 0.36, "", 50, "units", 50.0, "..."), (0.5, 0.5)).value
    80.0
    """
    used = [share for share in prevalence if share > 0]
    why = kappa.why_undefined or _no_accuracy(kappa, len(used))
    value = None
    if not why and kappa.value is not None:
        reached = kappa.value
        value = 100.0 if reached >= 1 else 100 * brentq(lambda a: kappa_of_coders(a, used) - reached, 1 / len(used), 1.0)
    return Measure(
        f"as if both coders were about so accurate ({kappa.name})",
        None if value is None else round(value, 6),
        "% accurate",
        kappa.n,
        kappa.events,
        kappa.codable_s,
        "how often each of two equally accurate coders would have to see the true code for this kappa, with codes used as often as here",
        why,
    )


def _no_accuracy(kappa: Measure, n_codes: int) -> str:
    if n_codes < 2:
        return "fewer than two codes were used"
    return "" if kappa.value is not None and kappa.value > 0 else "no better than chance"
