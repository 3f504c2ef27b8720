"""A guider's way so far, beside a profile of stages: sums over all cases, without a code, a name or a day of any of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.practice.casework import Cycle, CycleState
from workbench.practice.stages import Stage, StageProfile
from workbench.practice.supervision import Supervision


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Sums that name nobody: cycles that came to their review, clients with such a cycle, hours of supervision."""

    n_cycles: int
    n_clients: int
    supervision_hours: float

    @property
    def words(self) -> str:
        """The sums as a sentence.

        Examples
        --------
        >>> Portfolio(1, 1, 2.5).words
        'So far 1 cycle, 1 client and 2.5 hours of supervision.'
        """
        cycles, clients = _counted(self.n_cycles, "cycle"), _counted(self.n_clients, "client")
        return f"So far {cycles}, {clients} and {_counted(self.supervision_hours, 'hour')} of supervision."


def sum_up(cases: Iterable[tuple[Iterable[Cycle], Iterable[Supervision]]]) -> Portfolio:
    """The sums over cases, each with its cycles and its meetings with a supervisor; a case is one client, family or professional."""
    n_cycles, n_clients, hours = 0, 0, 0.0
    for cycles, meetings in cases:
        n_reviewed = sum(cycle.state.reaches(CycleState.REVIEWED) for cycle in cycles)
        n_cycles += n_reviewed
        n_clients += n_reviewed > 0
        hours += sum(meeting.hours for meeting in meetings)
    return Portfolio(n_cycles, n_clients, hours)


def compare(portfolio: Portfolio, profile: StageProfile) -> list[str]:
    """A sentence on each stage of a profile: what it usually takes, and what there is of it. Nothing is judged.

    A stage's numbers are taken as of the whole way so far, the stages before it included in it.
    """
    return [f"{stage.name}: {_beside(portfolio, stage)}." for stage in profile.stage]


def _beside(portfolio: Portfolio, stage: Stage) -> str:
    asked: list[tuple[float, float | None, str]] = [
        (portfolio.n_cycles, stage.cycles, "cycles"),
        (portfolio.n_clients, stage.clients, "clients"),
        (portfolio.supervision_hours, stage.supervision_hours, "hours of supervision"),
    ]
    parts = [f"{have:g} of {usual:g} {what}" for have, usual, what in asked if usual is not None]
    return ", ".join(parts) or stage.words or "the profile gives no numbers"


def _counted(number: float, one: str) -> str:
    return f"{number:g} {one if number == 1 else one + 's'}"
