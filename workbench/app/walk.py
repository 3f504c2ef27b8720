"""What a trainer walks through beside the film: the steps of one yes-cycle, and numbers with their definitions."""

import html
from dataclasses import dataclass

from workbench.app.drawing import film_of
from workbench.core.time import format_time
from workbench.errors import NotFoundError
from workbench.measures.result import Measures
from workbench.session.casefile import CaseSession
from workbench.session.measuring import measure_gaze, measure_recurrence, measure_steps, measure_turns


@dataclass(frozen=True)
class Sheet:
    """A table as a notebook shows it; plain text of the same where there is no page."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_html_(self) -> str:
        head = "".join(f'<th style="text-align:left">{html.escape(word)}</th>' for word in self.heads)
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align:left">{html.escape(cell)}</td>' for cell in row) + "</tr>" for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def __repr__(self) -> str:
        return "\n".join("  ".join(row) for row in (self.heads, *self.rows))


def show_cycle(case: CaseSession, number: int = 1, recording: str | None = None) -> Sheet:
    """The steps of one yes-cycle in order of time: who does what, how it can be seen or heard, and which principles are in it.

    Parameters
    ----------
    number : int
        Which chain of the film, counted from 1.
    recording : str, optional
        Id of the film; without one the case's first.

    Raises
    ------
    NotFoundError
        If the film has no such chain.
    """
    film = film_of(case, recording)
    chains = case.yes_cycles(film)
    if not 1 <= number <= len(chains):
        raise NotFoundError(f"This film has {len(chains)} yes-cycles, and number {number} is not among them", "Take a number from 1 on")
    people = {person.id: person.shown_name for person in case.people()}
    vocabulary = case.vocabulary.by_code
    rows = [
        (
            format_time(step.span.start),
            people.get(step.actor_id, ""),
            step.role.value,
            step.modality.value,
            step.words,
            ", ".join(f"{code} {vocabulary[code].behaviour}" for code in step.principles if code in vocabulary),
        )
        for step in chains[number - 1]
    ]
    return Sheet(("time", "who", "step", "seen or heard in", "words", "principles"), tuple(rows))


def explain_gaze(case: CaseSession, recording: str | None = None) -> Measures:
    """Every number about looking, with what it rests on and its definition; NotFoundError where two people's looks are not marked."""
    return Measures(measure_gaze(case, film_of(case, recording)).measures)


def explain_turns(case: CaseSession, recording: str | None = None) -> Measures:
    """Every number about turns, with what it rests on and its definition; NotFoundError where two people's voices are not marked."""
    return Measures(measure_turns(case, film_of(case, recording)).measures)


def explain_exchange(case: CaseSession, recording: str | None = None) -> Measures:
    """Every number about what follows what, steps first and then looks, with what it rests on and its definition.

    NotFoundError where two people's steps and looks are not marked.
    """
    film = film_of(case, recording)
    return Measures((*measure_steps(case, film).measures, *measure_recurrence(case, film).measures))
