"""What a page reads of the case beyond its films: what is next, goals, cycles, its end; and values of practice as these."""

from collections.abc import Iterable, Sequence

from workbench.practice.casework import Case, CaseKind, Cycle, CycleState, Goal, GoalRating
from workbench.practice.next_steps import NextStep, Place
from workbench.practice.retention import Due, Retention
from workbench.widgets.form import Form


class WireNextStep(Form):
    """One thing to do: a sentence, the panel where it is done, and the command that does it."""

    key: str
    words: str
    place: Place
    command: str


class WireRating(Form):
    """How near the client felt to a goal on a day (``YYYY-MM-DD``), from 0 to 10."""

    id: str
    on: str
    value: int
    words: str


class WireGoal(Form):
    """What the client works towards; ratings oldest first."""

    id: str
    words: str
    set_on: str
    ratings: list[WireRating]


class WireCycle(Form):
    """One round of filming and review; `n_films` belong to it."""

    id: str
    number: int
    state: CycleState
    n_films: int


class WireCasework(Form):
    """The case beyond its films: what is next (most urgent first), goals, cycles by number, and its end.

    `deleted_on` is when the films of a closed case are to be deleted; None while it is open or held. `page_languages` are those in which
    the family's page has words of its own.
    """

    kind: CaseKind
    planned_cycles: int
    opened: str
    closed_on: str | None
    retention_days: int
    deleted_on: str | None
    hold_reason: str
    hold_review_on: str | None
    next_steps: list[WireNextStep]
    goals: list[WireGoal]
    cycles: list[WireCycle]
    page_languages: list[str]


def wire_casework(
    case: Case,
    kept: Retention,
    next_steps: Iterable[NextStep],
    goals: Iterable[tuple[Goal, Sequence[GoalRating]]],
    cycles: Iterable[tuple[Cycle, int]],
    page_languages: Iterable[str] = (),
) -> WireCasework:
    """The case beyond its films.

    Parameters
    ----------
    kept : Retention
        How long its films are kept.
    goals : iterable of (goal, its ratings)
        Oldest first, both.
    cycles : iterable of (cycle, how many films belong to it)
        By number.
    page_languages : iterable of str
        Languages in which there are words for the family's page.
    """
    is_held = kept.due in (Due.HELD, Due.LOOK_AGAIN)
    return WireCasework(
        kind=case.kind,
        planned_cycles=case.planned_cycles,
        opened=case.opened.isoformat(),
        closed_on=case.closed_on.isoformat() if case.closed_on else None,
        retention_days=case.retention_days,
        deleted_on=kept.on.isoformat() if kept.on and not is_held else None,
        hold_reason=case.hold_reason,
        hold_review_on=case.hold_review_on.isoformat() if case.hold_review_on else None,
        next_steps=[WireNextStep(key=s.key, words=s.words, place=s.place, command=s.command) for s in next_steps],
        goals=[WireGoal(id=g.id, words=g.words, set_on=g.set_on.isoformat(), ratings=[_wire_rating(r) for r in rs]) for g, rs in goals],
        cycles=[WireCycle(id=c.id, number=c.number, state=c.state, n_films=n) for c, n in cycles],
        page_languages=list(page_languages),
    )


def _wire_rating(rating: GoalRating) -> WireRating:
    return WireRating(id=rating.id, on=rating.on.isoformat(), value=rating.value, words=rating.words)
