"""Film cut into equal units of time, each with one code: what kappa, recurrence and sequences are counted in.

Convention: a code is a label, ``""`` where nothing happens, None where it cannot be told. Unit i of a stretch is the half-open
``[start + i * unit, start + (i + 1) * unit)`` in ticks and bears what holds at its first tick; a rest shorter than a unit is left out.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span

Code = str | None
NOTHING = ""

Integers = npt.NDArray[np.int64]


def codes_in_units(intervals: Sequence[Interval], whole: Span, unit_ticks: int, *, unlabelled: Code = None) -> list[Code]:
    """The code of every unit of a stretch; a stretch of film labelled as uncodable gives None.

    Parameters
    ----------
    intervals : sequence of Interval
        Of one row, none overlapping another.
    whole : Span
        The stretch that is cut, from its first tick on.
    unit_ticks : int
        Length of a unit, above 0.
    unlabelled : str or None
        What holds where there is no interval.

    Examples
    --------
    >>> from workbench.core.time import Ticks
    >>> look = Interval("a", "t", Span(Ticks(2), Ticks(5)), "puzzle")
    >>> codes_in_units([look], Span(Ticks(0), Ticks(8)), 2, unlabelled=NOTHING)
    ['', 'puzzle', 'puzzle', '']
    """
    if unit_ticks < 1:
        raise ValueError(f"a unit is at least 1 tick long, not {unit_ticks}")
    rows = sorted(intervals, key=lambda interval: interval.span)
    starts = np.array([row.span.start for row in rows], dtype=np.int64)
    at = whole.start + unit_ticks * np.arange(whole.length // unit_ticks, dtype=np.int64)
    labels: list[Code] = [None if row.label == UNCODABLE else row.label for row in rows]
    return [
        labels[place] if place >= 0 and rows[place].span.end > tick else unlabelled
        for tick, place in zip(at.tolist(), (np.searchsorted(starts, at, side="right") - 1).tolist(), strict=True)
    ]


def numbered(*series: Sequence[Code]) -> tuple[tuple[str, ...], list[Integers]]:
    """Codes as whole numbers that mean the same in all series: 0 nothing, 1 and up the sorted labels, -1 what cannot be told.

    Raises
    ------
    ValueError
        If the series are not of one length.

    Examples
    --------
    >>> numbered(["b", "", None], ["a", "b", "b"])
    (('a', 'b'), [array([ 2,  0, -1]), array([1, 2, 2])])
    """
    if len({len(each) for each in series}) > 1:
        raise ValueError(f"series of one length are needed, not of {' and '.join(str(len(each)) for each in series)} units")
    labels = tuple(sorted({code for each in series for code in each if code}))
    number: dict[Code, int] = {None: -1, NOTHING: 0, **{label: i for i, label in enumerate(labels, start=1)}}
    return labels, [np.array([number[code] for code in each], dtype=np.int64) for each in series]


def n_stretches(codes: Integers) -> int:
    """Number of stretches of one code, nothing and what cannot be told left out."""
    changed = np.concatenate([[True], codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, dtype=bool)
    return int(np.count_nonzero(changed & (codes > 0)))


def runs(holds: npt.NDArray[np.bool_]) -> Integers:
    """First and one past the last place of every unbroken stretch of True; int64, shape (n, 2).

    Examples
    --------
    >>> runs(np.array([True, True, False, True])).tolist()
    [[0, 2], [3, 4]]
    """
    padded = np.zeros(len(holds) + 2, dtype=bool)
    padded[1:-1] = holds
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2).astype(np.int64)
