"""What follows what: lag-sequential analysis of a sequence of codes.

Convention: a sequence is what happened one after the other, without time; None breaks it, so that nothing is counted across. Rows are the
given code, columns the target code that comes `lag` places later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from workbench.measures.provenance import measured
from workbench.measures.quasi_independence import adjusted_residuals, expected_counts
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame
from workbench.measures.units import Code, Integers

Floats = npt.NDArray[np.float64]

_SOURCE = "Bakeman & Quera 2011, Sequential Analysis and Observational Methods, ch. 9-10"


@dataclass(frozen=True)
class Transitions(Reading):
    """Counts of every code after every other, with what chance would give.

    `observed`, `expected`, `residuals` and `yules_q` have shape (n_codes, n_codes) in the order of `codes`. `residuals` are adjusted:
    standard deviations from what was expected; NaN where that is undefined, as is a Q. With an expected count under 5 a residual is not
    to be trusted.
    """

    codes: tuple[str, ...]
    observed: Integers
    expected: Floats
    residuals: Floats
    yules_q: Floats
    chi_square: Measure
    likelihood_ratio: Measure

    @property
    def measures(self) -> Measures:
        """How far the whole table is from independence, in two ways."""
        return Measures((self.chi_square, self.likelihood_ratio))

    @property
    def table(self) -> Any:
        """A pandas table with a row for every two codes: given, target, n, expected, z, yules_q."""
        places = np.ndindex(self.observed.shape)
        rows = [(self.codes[i], self.codes[j], int(self.observed[i, j]), *(float(each[i, j]) for each in self._numbers)) for i, j in places]
        return frame(rows, ["given", "target", "n", "expected", "z", "yules_q"])

    @property
    def _numbers(self) -> tuple[Floats, Floats, Floats]:
        return self.expected, self.residuals, self.yules_q

    def z(self, given: str, target: str) -> float:
        """The adjusted residual of one transition, in standard deviations; NaN where it is undefined."""
        return float(self.residuals[self.codes.index(given), self.codes.index(target)])

    def q(self, given: str, target: str) -> float:
        """Yule's Q of one transition, -1 to 1; NaN where it is undefined."""
        return float(self.yules_q[self.codes.index(given), self.codes.index(target)])


@measured(_SOURCE)
def transitions(
    sequence: Sequence[Code], codable_s: float | None = None, *, lag: int = 1, may_repeat: bool = True, guard: Guard = GUARD
) -> Transitions:
    """How often each code follows each other one, against chance.

    Definition: ``e = r c / N``; ``z = (f - e) / sqrt(e (1 - r/N) (1 - c/N))``; ``Q = (a d - b c) / (a d + b c)`` of the table collapsed to
    one code and one target; ``X2 = sum (f - e)**2 / e``; ``G2 = 2 sum f ln(f / e)``. Where a code cannot follow itself, those cells are
    structural zeros: e by iterative proportional fitting, z corrected for leverage, no Q, which would not be 0 by chance. Unit: counts;
    standard deviations; none. Range: z any, Q -1 to 1, X2 and G2 0 and above. Undefined: X2 and G2 under the guard (codable time,
    transitions) and where nothing is expected; z and Q as NaN where their denominators are 0. Source: Bakeman & Quera 2011, Sequential
    Analysis and Observational Methods, ch. 9-10.

    Parameters
    ----------
    sequence : sequence of str or None
        Codes in order; None where the sequence breaks.
    codable_s : float, optional
        Seconds of film it comes from; without it the guard looks at transitions alone.
    lag : int
        How many places later the target comes, at least 1.
    may_repeat : bool
        Whether a code can follow itself; it can at any lag above 1.
    guard : Guard
        How much film the whole table needs.

    Examples
    --------
    The published example of five codes (p. 159):

    >>> found = transitions("214334342144541345322141252123314414133315211314123345523352544231552213333")
    >>> int(found.observed.sum()), round(found.z("5", "2"), 3), round(found.z("1", "4"), 3), round(found.q("5", "2"), 2)
    (74, 2.898, 1.936, 0.75)
    >>> round(found.chi_square.value, 3), round(found.likelihood_ratio.value, 3)
    (27.662, 30.955)
    """
    if lag < 1:
        raise ValueError(f"a target comes 1 place later or more, not {lag}")
    codes = tuple(sorted({code for code in sequence if code is not None}))
    is_free = may_repeat or lag > 1
    allowed = np.ones((len(codes),) * 2, dtype=bool) if is_free else ~np.eye(len(codes), dtype=bool)
    observed = _counts(sequence, codes, lag)
    if observed[~allowed].any():
        raise ValueError("a code follows itself, though it was said that it cannot; join what repeats, or pass may_repeat=True")
    expected = expected_counts(observed, allowed)
    degrees = (len(codes) - 1) ** 2 - int((~allowed).sum())
    return Transitions(
        codes,
        observed,
        expected,
        adjusted_residuals(observed, allowed),
        _yules_q(observed) if is_free else np.full(observed.shape, np.nan),
        *_whole_table(observed, expected, degrees, codable_s, guard),
    )


def without_repeats(sequence: Sequence[Code]) -> list[Code]:
    """The sequence with every run of one code joined into one.

    Examples
    --------
    >>> without_repeats(["a", "a", None, "a", "b", "b"])
    ['a', None, 'a', 'b']
    """
    return [code for place, code in enumerate(sequence) if place == 0 or code != sequence[place - 1]]


def _counts(sequence: Sequence[Code], codes: Sequence[str], lag: int) -> Integers:
    """How often each target stands `lag` places after each code, with no break between."""
    number: dict[Code, int] = {None: -1, **{code: i for i, code in enumerate(codes)}}
    counts = np.zeros((len(codes), len(codes)), dtype=np.int64)
    if len(sequence) > lag:
        stretches = np.lib.stride_tricks.sliding_window_view(np.array([number[code] for code in sequence], dtype=np.int64), lag + 1)
        whole = stretches[(stretches >= 0).all(axis=1)]
        np.add.at(counts, (whole[:, 0], whole[:, -1]), 1)
    return counts


def _yules_q(observed: Integers) -> Floats:
    counts = observed.astype(np.float64)
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    ad = counts * (counts.sum() - rows - columns + counts)
    bc = (rows - counts) * (columns - counts)
    return np.asarray(np.divide(ad - bc, ad + bc, out=np.full(counts.shape, np.nan), where=ad + bc > 0))


def _whole_table(observed: Integers, expected: Floats, degrees: int, codable_s: float | None, guard: Guard) -> tuple[Measure, Measure]:
    n = int(observed.sum())
    why = guard.objection(codable_s, n) or ("" if degrees > 0 and n else "there are too few codes to compare")
    full = expected > 0
    counts, chance = observed[full], expected[full]
    chi_square = float(((counts - chance) ** 2 / chance).sum())
    likelihood_ratio = max(0.0, 2 * float((xlogy(counts, counts) - xlogy(counts, chance)).sum()))
    said = f"distance of the whole table from what chance alone would give, on {degrees} degrees of freedom"
    return (
        Measure("Pearson's X2", None if why else chi_square, "", n, "transitions", codable_s, said, why),
        Measure("likelihood ratio G2", None if why else likelihood_ratio, "", n, "transitions", codable_s, said, why),
    )
