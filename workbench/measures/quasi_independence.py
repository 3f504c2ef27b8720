"""What a table of counts would hold if its rows and columns had nothing to do with each other, and how far each cell is from it.

Convention: a table is an array of counts, `allowed` says which cells can hold anything; the others are structural zeros (a code that
cannot follow itself, an event that nobody saw). With structural zeros this is the model of quasi-independence (Goodman 1968), fitted by
iterative proportional fitting; without, it is the plain ``row * column / total``.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# a fit whose margins force a cell to 0 comes there ever more slowly, and is near enough by then
_MOST_ROUNDS = 1_000


def expected_counts(observed: npt.ArrayLike, allowed: Mask | None = None) -> Floats:
    """Expected counts under independence, or under quasi-independence where not every cell is allowed; float64, shape of `observed`.

    Rows and columns sum to what was observed. Cells that are not allowed hold 0.

    Raises
    ------
    ValueError
        If something was counted in a cell that is not allowed.

    Examples
    --------
    >>> expected_counts([[8, 2], [4, 6]]).tolist()
    [[6.0, 4.0], [6.0, 4.0]]
    """
    counts = np.asarray(observed, dtype=np.float64)
    mask = np.ones(counts.shape, dtype=bool) if allowed is None else allowed
    if counts[~mask].any():
        raise ValueError("something was counted where nothing can be")
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    fitted = (mask & ~_forced_to_zero(mask, rows, columns)).astype(np.float64)
    for _ in range(_MOST_ROUNDS):
        before = fitted
        fitted = fitted * _quotient(rows, fitted.sum(axis=1, keepdims=True))
        fitted = fitted * _quotient(columns, fitted.sum(axis=0, keepdims=True))
        if np.abs(fitted - before).max(initial=0.0) < 1e-12 * max(float(counts.sum()), 1.0):
            break
    return fitted


def adjusted_residuals(observed: npt.ArrayLike, allowed: Mask | None = None) -> Floats:
    """How far each cell is from what was expected, in standard deviations; float64, shape of `observed`, NaN where it is undefined.

    Definition: ``z = (f - e) / sqrt(e * (1 - h))`` with the cell's leverage h in the fitted model; without structural zeros that is
    ``(f - e) / sqrt(e * (1 - r / N) * (1 - c / N))``. Unit: standard deviations. Range: any; about normal where the expected count is 5
    or more. Undefined: where nothing is expected, and where the margins leave a cell no choice. Source: Haberman 1973, Biometrics 29,
    205-220.

    Examples
    --------
    >>> adjusted_residuals([[8, 2], [4, 6]]).round(3).tolist()
    [[1.826, -1.826], [-1.826, 1.826]]
    """
    counts = np.asarray(observed, dtype=np.float64)
    expected = expected_counts(counts, allowed)
    row, column = np.nonzero(expected > 0)
    weights = expected[row, column]
    design = np.concatenate([row[:, None] == np.arange(counts.shape[0]), column[:, None] == np.arange(counts.shape[1])], axis=1)
    left, strength, _ = np.linalg.svd(np.sqrt(weights)[:, None] * design, full_matrices=False)
    real = strength > 1e-9 * strength.max(initial=0.0)
    free = 1.0 - (left[:, real] ** 2).sum(axis=1)
    residuals = np.full(counts.shape, np.nan)
    is_free = free > 1e-9
    at = row[is_free], column[is_free]
    residuals[at] = (counts[at] - expected[at]) / np.sqrt(expected[at] * free[is_free])
    return residuals


def _forced_to_zero(allowed: Mask, rows: Floats, columns: Floats) -> Mask:
    """Cells for which nothing is left, since the row and the column of some structural zero already hold everything."""
    forced = np.zeros(allowed.shape, dtype=bool)
    for row, column in zip(*np.nonzero(~allowed), strict=True):
        if rows[row, 0] + columns[0, column] == rows.sum():
            forced |= (np.arange(len(rows)) != row)[:, None] & (np.arange(columns.size) != column)[None, :]
    return forced


def _quotient(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
