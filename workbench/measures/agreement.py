"""Two coders of one film: kappa by time and kappa by events together, and every place on the film where they differ.

Neither kappa says enough alone (Bakeman, Quera & Gnisci 2009): by time a long event weighs much and a missed short one little; by events
it is the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.core.tiers import Interval
from workbench.core.time import FILM_CLOCK, Span, format_time
from workbench.measures.event_agreement import EventAgreement, event_kappa
from workbench.measures.kappa import Disagreement
from workbench.measures.result import GUARD, Guard, Measures, Reading, frame
from workbench.measures.unit_agreement import UnitAgreement, time_unit_kappa
from workbench.measures.units import NOTHING, Code, codes_in_units


@dataclass(frozen=True)
class Agreement(Reading):
    """How two coders agree, by time and by events."""

    by_time: UnitAgreement
    by_events: EventAgreement

    @property
    def measures(self) -> Measures:
        """All kappas, each with what it says about the coders."""
        return Measures((*self.by_time.measures, *self.by_events.measures))

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Every place where the coders differ, by either way of looking, in order of time."""
        both = {*self.by_time.disagreements, *self.by_events.disagreements}
        return tuple(sorted(both, key=lambda d: (d.span, d.one or "", d.other or "")))

    @property
    def table(self) -> Any:
        """A pandas table of the disagreements: time, start_ticks, end_ticks, one, other."""
        rows = [(format_time(d.span.start), d.span.start, d.span.end, d.one, d.other) for d in self.disagreements]
        return frame(rows, ["time", "start_ticks", "end_ticks", "one", "other"])


def agreement(
    one: Sequence[Interval],
    other: Sequence[Interval],
    whole: Span,
    *,
    unit_s: float = 0.1,
    tolerance_units: int = 0,
    shortest_overlap: float = 0.6,
    unlabelled: Code = NOTHING,
    guard: Guard = GUARD,
) -> Agreement:
    """How two coders of one stretch of film agree.

    Definition, unit, range, when undefined and source: see :func:`workbench.measures.unit_agreement.time_unit_kappa` and
    :func:`workbench.measures.event_agreement.event_kappa`.

    Parameters
    ----------
    one, other : sequence of Interval
        What two coders marked, in one row each.
    whole : Span
        The stretch both coded.
    unit_s : float
        Length of a unit of time, in seconds.
    tolerance_units : int
        How many units off a code may be.
    shortest_overlap : float
        Share of the longer event from which two may be one.
    unlabelled : str or None
        What holds where a coder marked nothing; None where that means it could not be told.
    guard : Guard
        How much film kappa needs.
    """
    unit_ticks = FILM_CLOCK.ticks_from_seconds(unit_s, "nearest")
    mine, theirs = (codes_in_units(rows, whole, unit_ticks, unlabelled=unlabelled) for rows in (one, other))
    return Agreement(
        time_unit_kappa(mine, theirs, unit_ticks, whole.start, tolerance_units=tolerance_units, guard=guard),
        event_kappa(one, other, whole, shortest_overlap=shortest_overlap, guard=guard),
    )
