"""``vig case goal``, ``rate`` and ``cycle``: what the client works towards, and the rounds of filming and review."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from workbench.cli.casework import case
from workbench.cli.choosing import DAY, cycle_numbered, day_of, numbered, said
from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick
from workbench.cli.opening import opened_case
from workbench.cli.program import command
from workbench.practice.casework import CycleState, RecordingKind

if TYPE_CHECKING:
    from workbench.session.casefile import CaseSession


@command("goal", short_help="Show a case's goals; add, change or remove one.")
@click.argument("code")
@click.argument("words", required=False)
@click.option("--change", "number", type=click.IntRange(1), metavar="N", help="Give goal N these words.")
@click.option("--remove", "removed", type=click.IntRange(1), metavar="N", help="Remove goal N with its ratings.")
def case_goal(console: Console, code: str, words: str | None, number: int | None, removed: int | None) -> Answer:
    """The client's goals in their own words: vig case goal HAZEL "that we laugh at breakfast". Without words it shows them."""
    if sum((words is not None, removed is not None)) > 1 or (number is not None and words is None):
        raise click.UsageError("Give the words of one goal, or --remove")
    with opened_case(console, code) as session:
        how = f"vig case goal {session.case.code}"
        if removed is not None:
            session.remove_goal(numbered(session.goals(), removed, "goal", how).id)
        elif number is not None:
            session.change_goal(numbered(session.goals(), number, "goal", how).id, words or "")
        elif words is not None:
            session.add_goal(words)
        return show_goals(session)


@command("rate", short_help="How near the client feels to a goal, 0 to 10.")
@click.argument("code")
@click.argument("number", type=click.IntRange(1))
@click.argument("value", type=click.IntRange(0, 10))
@click.option("--on", "on", type=DAY, metavar="YYYY-MM-DD", help="The day it was said; else today.")
@click.option("--words", default="", help="What the client said with it.")
def case_rate(console: Console, code: str, number: int, value: int, on: datetime | None, words: str) -> Answer:
    """How near the client feels to goal NUMBER, from 0 (not at all) to 10: vig case rate HAZEL 1 6. Once a day; the last stands."""
    with opened_case(console, code) as session:
        goal = numbered(session.goals(), number, "goal", f"vig case goal {session.case.code}")
        rating = session.rate_goal(goal.id, value, on=day_of(on), words=words)
    return Answer([f"Goal {number} on {rating.on}: {rating.value} of 10."], {"rating": asdict(rating)})


@command("cycle", short_help="Show cycles; begin one, move one, put a film into it.")
@click.argument("code")
@click.argument("number", type=click.IntRange(1), required=False)
@click.argument("state", type=click.Choice([state.value for state in CycleState], case_sensitive=False), required=False)
@click.option("--begin", is_flag=True, help="Begin the next cycle.")
@click.option("--film", metavar="FILM", help="A film that belongs to cycle NUMBER.")
@click.option("--kind", type=click.Choice([kind.value for kind in RecordingKind], case_sensitive=False), help="What was filmed.")
@click.option("--filmed-on", type=DAY, metavar="YYYY-MM-DD", help="The day it was filmed.")
def case_cycle(
    console: Console,
    code: str,
    number: int | None,
    state: str | None,
    begin: bool,
    film: str | None,
    kind: str | None,
    filmed_on: datetime | None,
) -> Answer:
    """The cycles of a case: vig case cycle HAZEL --begin, then vig case cycle HAZEL 1 analysed.

    Going back is allowed, and states that are passed over are said. With --film a film is put into the cycle: vig case cycle HAZEL 1
    --film 3fa2; --kind shared_review says that it is the film of the review itself.
    """
    if (begin and (number is not None or film)) or (film is None and (kind or filmed_on)):
        raise click.UsageError("Say --begin, or the number of a cycle with its state or --film")
    with opened_case(console, code) as session:
        moved = []
        if begin:
            moved.append(f"Cycle {session.begin_cycle().number} is planned.")
        if film is not None:
            moved.append(_put_film(session, film, number, said({"kind": kind and RecordingKind(kind), "filmed_on": day_of(filmed_on)})))
        if number is not None and state is not None:
            cycle = cycle_numbered(session, number)
            session.move_cycle(cycle.id, CycleState(state))
            moved.append(f"{session.history()[-1].label}." if cycle.state != state else f"Cycle {number} is {state} already.")
        elif number is not None and film is None:
            cycle_numbered(session, number)
        shown = show_cycles(session)
    return Answer([*moved, *shown.lines], shown.fields)


def show_goals(session: "CaseSession") -> Answer:
    """The goals with the client's ratings, the latest last."""
    rows, fields = [], []
    for number, goal in enumerate(session.goals(), start=1):
        ratings = session.ratings(goal.id)
        rows.append([str(number), f"“{goal.words}”", ", ".join(f"{each.value} on {each.on}" for each in ratings) or "not rated yet"])
        fields.append({**asdict(goal), "ratings": [asdict(rating) for rating in ratings]})
    return Answer(table(rows) or ["No goals yet."], {"goals": fields})


def show_cycles(session: "CaseSession") -> Answer:
    """The cycles with their states and films."""
    films = session.recordings()
    rows, fields = [], []
    for cycle in session.cycles():
        own = [film for film in films if film.cycle_id == cycle.id]
        rows.append([f"cycle {cycle.number}", cycle.state.value, counted(len(own), "film")])
        fields.append({**asdict(cycle), "recording_ids": [film.id for film in own]})
    planned = f"{session.case.planned_cycles} planned"
    return Answer(table(rows) or [f"No cycle yet, {planned}."], {"cycles": fields, "planned_cycles": session.case.planned_cycles})


def _put_film(session: "CaseSession", beginning: str, number: int | None, fields: dict[str, object]) -> str:
    from workbench.practice.casework import Recording

    film = pick(session.workspace, Recording, beginning, "film")
    if number is not None:
        fields["cycle_id"] = cycle_numbered(session, number).id
    changed = session.change_film(film.id, **fields)
    where = f", cycle {number}" if number is not None else ""
    return f"{changed.title}: {changed.kind.value.replace('_', ' ')}{where}."


for _sub_command in (case_goal, case_rate, case_cycle):
    case.add_command(_sub_command)

COMMANDS = ()
