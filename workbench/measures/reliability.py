"""Agreement of any number of coders or raters: Krippendorff's alpha and the intraclass correlation.

Convention: ratings have no time of their own, so that these measures rest on ratings and not on seconds of film.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.measures.provenance import measured
from workbench.measures.result import GUARD, Guard, Measure

Floats = npt.NDArray[np.float64]
Scale = Literal["nominal", "ordinal", "interval"]
Form = Literal["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]


@measured("Krippendorff 2011, Computing Krippendorff's Alpha-Reliability")
def krippendorff_alpha(ratings: Sequence[Sequence[str | float | None]], *, scale: Scale = "nominal", guard: Guard = GUARD) -> Measure:
    """Agreement beyond chance of any number of coders, some of whom may have left units out.

    Definition: ``1 - D_o / D_e``, the disagreement seen over that expected, both weighed by the scale: any two values alike (nominal), by
    how many values lie between (ordinal), by the squared distance (interval). Unit: none. Range: up to 1; 0 by chance, below it worse
    than chance. Undefined: under the guard (values that have a partner) and where all values are the same. Bias: none from missing values
    that are missing by chance. Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    Parameters
    ----------
    ratings : sequence of sequences
        A row for each coder, a value for each unit, None where there is none. Numbers for ordinal and interval scales.
    scale : {"nominal", "ordinal", "interval"}
        What a distance between two values means.
    guard : Guard
        How many values alpha needs.

    Examples
    --------
    Krippendorff's own example of four observers and twelve units:

    >>> observers = [
    ...     [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    ...     [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    ...     [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    ...     [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ... ]
    >>> [round(krippendorff_alpha(observers, scale=scale).value, 3) for scale in ("nominal", "ordinal", "interval")]
    [0.743, 0.815, 0.849]
    """
    values, counts = _values_by_unit(ratings, scale)
    paired = counts[counts.sum(axis=1) >= 2].astype(np.float64)
    seen = sum(((np.outer(unit, unit) - np.diag(unit)) / (unit.sum() - 1) for unit in paired), start=np.zeros((len(values), len(values))))
    totals = seen.sum(axis=0)
    distances = _squared_distances(values, totals, scale)
    n = round(float(totals.sum()))
    expected = float((np.outer(totals, totals) * distances).sum())
    why = guard.objection(None, n) or ("" if expected > 0 else "all values are the same")
    return Measure(
        f"Krippendorff's alpha, {scale}",
        None if why else 1.0 - (n - 1) * float((seen * distances).sum()) / expected,
        "",
        n,
        "values with a partner",
        None,
        f"one minus the disagreement seen over that expected by chance, values at {scale} distance",
        why,
    )


def _values_by_unit(ratings: Sequence[Sequence[str | float | None]], scale: Scale) -> tuple[list[str | float], npt.NDArray[np.int64]]:
    """The values in order, and how often each was given to each unit; int64, shape (n_units, n_values)."""
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("every coder needs a value, or None, for every unit")
    given = {value for row in ratings for value in row if value is not None}
    if scale != "nominal" and any(isinstance(value, str) for value in given):
        raise ValueError(f"values of {scale} scale are numbers, not words")
    values: list[str | float] = sorted(given, key=lambda value: (isinstance(value, str), value))
    number = {value: i for i, value in enumerate(values)}
    counts = np.zeros((len(ratings[0]) if ratings else 0, len(values)), dtype=np.int64)
    for row in ratings:
        for unit, value in enumerate(row):
            if value is not None:
                counts[unit, number[value]] += 1
    return values, counts


def _squared_distances(values: Sequence[str | float], totals: Floats, scale: Scale) -> Floats:
    if scale == "nominal":
        return 1.0 - np.eye(len(values))
    # of two ordinal values: how many values lie from the middle of the one to the middle of the other
    places = np.cumsum(totals) - totals / 2 if scale == "ordinal" else np.array(values, dtype=np.float64)
    return np.asarray((places[:, None] - places[None, :]) ** 2, dtype=np.float64)


@measured("Shrout & Fleiss 1979, Psychological Bulletin 86, 420-428")
def intraclass_correlation(ratings: npt.ArrayLike, *, form: Form = "ICC(2,1)", guard: Guard = GUARD) -> Measure:
    """How much of the variance of ratings is between the targets.

    Definition: from the mean squares between targets, judges and what is left. Forms: 1 each target by its own judges; 2 the same judges
    for all, drawn from many; 3 these very judges. The second place is 1 for one judge's rating, k for the mean of all. Unit: none. Range:
    up to 1; below 0 where targets differ less than chance. Undefined: under the guard (ratings) and where all ratings are the same.
    Source: Shrout & Fleiss 1979, Psychological Bulletin 86, 420-428.

    Parameters
    ----------
    ratings : array-like
        Numbers of shape (targets, judges), at least 2 by 2, none missing.
    form : str
        One of the six forms.
    guard : Guard
        How many ratings the correlation needs.

    Examples
    --------
    The published example of six targets and four judges:

    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> [round(intraclass_correlation(table, form=f"ICC({i},1)").value, 2) for i in (1, 2, 3)]
    [0.17, 0.29, 0.71]
    >>> [round(intraclass_correlation(table, form=f"ICC({i},k)").value, 2) for i in (1, 2, 3)]
    [0.44, 0.62, 0.91]
    """
    rated = np.asarray(ratings, dtype=np.float64)
    if rated.ndim != 2 or min(rated.shape) < 2 or not np.isfinite(rated).all():
        raise ValueError(f"ratings are numbers of two targets or more by two judges or more, none missing, not of shape {rated.shape}")
    part, whole = _variances(rated, form)
    why = guard.objection(None, rated.size) or ("" if abs(whole) > 1e-12 * max(1.0, float(np.abs(rated).max())) ** 2 else _NO_VARIANCE)
    return Measure(
        form,
        None if why else part / whole,
        "",
        rated.size,
        "ratings",
        None,
        "share of the variance of ratings that lies between the targets",
        why,
    )


_NO_VARIANCE = "the ratings do not differ in what is compared"


def _variances(rated: Floats, form: Form) -> tuple[float, float]:
    """Numerator and denominator of a form, by Shrout & Fleiss's equations."""
    n, k = rated.shape
    mean = rated.mean()
    between = k * float(((rated.mean(axis=1) - mean) ** 2).sum()) / (n - 1)
    within = float(((rated - rated.mean(axis=1, keepdims=True)) ** 2).sum()) / (n * (k - 1))
    judges = n * float(((rated.mean(axis=0) - mean) ** 2).sum()) / (k - 1)
    left = (within * n * (k - 1) - judges * (k - 1)) / ((n - 1) * (k - 1))
    match form:
        case "ICC(1,1)":
            return between - within, between + (k - 1) * within
        case "ICC(2,1)":
            return between - left, between + (k - 1) * left + k * (judges - left) / n
        case "ICC(3,1)":
            return between - left, between + (k - 1) * left
        case "ICC(1,k)":
            return between - within, between
        case "ICC(2,k)":
            return between - left, between + (judges - left) / n
        case "ICC(3,k)":
            return between - left, between
