"""Agreement of two coders unit of time by unit of time, with some tolerance.

Convention: both coders' codes stand in units of one length from one start (:mod:`workbench.measures.units`). Units that either cannot
code are left out; where that is itself in question, pass a label for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.measures.kappa import Disagreement, accuracy_of_coders, kappa_of
from workbench.measures.provenance import measured
from workbench.measures.quasi_independence import expected_counts
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame
from workbench.measures.units import NOTHING, Code, Integers, numbered

_SOURCE = "Bakeman, Quera & Gnisci 2009, Behavior Research Methods 41, 137-147"


@dataclass(frozen=True)
class UnitAgreement(Reading):
    """Two coders' units against each other, from either side.

    `tables` has the counts with the one's, then the other's units looked for among the other coder's; rows are the one's codes, columns
    the other's, both in the order of `labels`. `disagreements` are the places on the film where neither finds the other's code.
    """

    labels: tuple[str, ...]
    tables: tuple[Integers, Integers]
    disagreements: tuple[Disagreement, ...]
    kappas: tuple[Measure, Measure]
    accuracy: Measure

    @property
    def measures(self) -> Measures:
        """Both kappas, and how accurate the coders would be for the lower one."""
        return Measures((*self.kappas, self.accuracy))

    def table(self, side: int = 0) -> Any:
        """The counts as a pandas table, the one's codes down and the other's across; `side` 0 or 1 as in `tables`."""
        shown = [label or "(nothing)" for label in self.labels]
        return frame(self.tables[side].tolist(), shown).set_axis(shown, axis="index")


@measured(_SOURCE)
def time_unit_kappa(
    one: Sequence[Code],
    other: Sequence[Code],
    unit_ticks: int,
    start: int = 0,
    *,
    tolerance_units: int = 0,
    guard: Guard = GUARD,
) -> UnitAgreement:
    """Cohen's kappa of two coders over units of time, with tolerance, from either side.

    Definition: a unit agrees where the other coder has its code at most `tolerance_units` away; else it is counted with what the other has
    at the very unit. As one coder's units are looked for among the other's, there are two kappas, which are the same without tolerance.
    Unit: none. Range: -1 to 1. Undefined: under the guard (codable time, units) and where chance alone would agree everywhere. Source:
    Bakeman, Quera & Gnisci 2009, Behavior Research Methods 41, 137-147.

    Parameters
    ----------
    one, other : sequence of str or None
        The codes of two coders, equally many.
    unit_ticks : int
        Length of a unit.
    start : int
        Where the first unit starts, in ticks.
    tolerance_units : int
        How many units off a code may be.
    guard : Guard
        How much film kappa needs.

    Examples
    --------
    >>> from workbench.measures.result import UNGUARDED
    >>> found = time_unit_kappa("AAAABBBB", "AAABBBBB", 90_000, guard=UNGUARDED)
    >>> [kappa.value for kappa in found.kappas], [(d.span.start, d.one, d.other) for d in found.disagreements]
    ([0.75, 0.75], [(270000, 'A', 'B')])
    >>> time_unit_kappa("AAAABBBB", "AAABBBBB", 90_000, tolerance_units=1, guard=UNGUARDED).kappas[0].value
    1.0
    """
    if tolerance_units < 0:
        raise ValueError(f"a tolerance is 0 units or more, not {tolerance_units}")
    labels, (mine, theirs) = numbered(one, other)
    codable = (mine >= 0) & (theirs >= 0)
    found = [_found_nearby(mine, theirs, codable, tolerance_units), _found_nearby(theirs, mine, codable, tolerance_units)]
    n_codes = len(labels) + 1
    sides = (
        _counts(mine, np.where(found[0], mine, theirs), codable, n_codes),
        _counts(np.where(found[1], theirs, mine), theirs, codable, n_codes),
    )
    used = np.flatnonzero(sum(table.sum(axis=0) + table.sum(axis=1) for table in sides))
    tables = (sides[0][np.ix_(used, used)], sides[1][np.ix_(used, used)])
    codable_s = FILM_CLOCK.seconds(int(codable.sum()) * unit_ticks)
    kappas = (_kappa(tables[0], "first", codable_s, guard), _kappa(tables[1], "second", codable_s, guard))
    lower = min(kappas, key=lambda kappa: 2.0 if kappa.value is None else kappa.value)
    total = 2 * max(int(tables[0].sum()), 1)
    names = (NOTHING, *labels)
    return UnitAgreement(
        tuple(names[code] for code in used),
        tables,
        tuple(_places(mine, theirs, codable & ~found[0] & ~found[1], names, Ticks(start), unit_ticks)),
        kappas,
        accuracy_of_coders(lower, tuple(((tables[0].sum(axis=0) + tables[0].sum(axis=1)) / total).tolist())),
    )


def _found_nearby(sought: Integers, among: Integers, codable: npt.NDArray[np.bool_], tolerance: int) -> npt.NDArray[np.bool_]:
    """Where a code stands in the other series at most `tolerance` units away."""
    found = np.zeros(len(sought), dtype=bool)
    seen = np.where(codable, among, -2)
    for away in range(-min(tolerance, len(sought)), min(tolerance, len(sought)) + 1):
        here = slice(max(0, -away), len(sought) - max(0, away))
        there = slice(max(0, away), len(sought) - max(0, -away))
        found[here] |= sought[here] == seen[there]
    return found & codable


def _counts(rows: Integers, columns: Integers, codable: npt.NDArray[np.bool_], n_codes: int) -> Integers:
    pairs = rows[codable] * n_codes + columns[codable]
    return np.bincount(pairs, minlength=n_codes**2).reshape(n_codes, n_codes).astype(np.int64)


def _kappa(table: Integers, whose: str, codable_s: float, guard: Guard) -> Measure:
    value = kappa_of(table, expected_counts(table))
    n = int(table.sum())
    why = guard.objection(codable_s, n) or ("" if value is not None else "both coders use one and the same code throughout")
    return Measure(
        f"kappa by units of time, the {whose} coder's units",
        None if why else value,
        "",
        n,
        "units",
        codable_s,
        f"agreement beyond chance over units of time; a unit of the {whose} coder agrees where the other has its code within the tolerance",
        why,
    )


def _places(
    mine: Integers, theirs: Integers, apart: npt.NDArray[np.bool_], names: tuple[str, ...], start: Ticks, unit_ticks: int
) -> list[Disagreement]:
    """Neighbouring units with the same two codes as one stretch of film."""
    pair = np.where(apart, mine * len(names) + theirs, -1)
    cuts = np.flatnonzero(np.diff(pair)) + 1
    places = []
    for first, last in zip([0, *cuts.tolist()], [*cuts.tolist(), len(pair)], strict=True):
        if first < last and apart[first]:
            span = Span(Ticks(start + first * unit_ticks), Ticks(start + last * unit_ticks))
            places.append(Disagreement(span, names[mine[first]] or None, names[theirs[first]] or None))
    return places
