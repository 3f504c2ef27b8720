"""``vig case next``, ``close``, ``reopen`` and ``hold``: what waits in a case, and how it ends."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.casework import case
from workbench.cli.choosing import DAY
from workbench.cli.console import Answer, Console
from workbench.cli.opening import opened_case
from workbench.cli.program import command

if TYPE_CHECKING:
    from workbench.practice.casework import Case


@command("next", short_help="What is next for this family.")
@click.argument("code")
def case_next(console: Console, code: str) -> Answer:
    """What is next for this family, most urgent first, with the command for each."""
    from workbench.cli.shown import next_answer

    with opened_case(console, code) as session:
        return next_answer(session)


@command("close", short_help="End a case; the days its films are kept begin.")
@click.argument("code")
@click.option("--on", "on", type=DAY, metavar="YYYY-MM-DD", help="The day it ended; else today.")
def case_close(console: Console, code: str, on: datetime | None) -> Answer:
    """End a case. Its films are kept for a while and deleted then, unless it is opened again or held."""
    with opened_case(console, code) as session:
        closed = session.close_case(on.date() if on else None)
    return Answer(
        [f"The case {closed.code} is closed on {closed.closed_on}; its films are kept for {closed.retention_days} days."], _state(closed)
    )


@command("reopen", short_help="Go on in a case that was closed.")
@click.argument("code")
def case_reopen(console: Console, code: str) -> Answer:
    """Go on in a case that was closed."""
    with opened_case(console, code) as session:
        opened = session.reopen_case()
    return Answer([f"The case {opened.code} is open."], _state(opened))


@command("hold", short_help="Keep a case's films for safeguarding, or end that.")
@click.argument("code")
@click.option("--reason", help="Why, without a name.")
@click.option("--until", "review_on", type=DAY, metavar="YYYY-MM-DD", help="The day on which somebody looks at it again.")
@click.option("--end", is_flag=True, help="End the hold.")
def case_hold(console: Console, code: str, reason: str | None, review_on: datetime | None, end: bool) -> Answer:
    """Keep films for safeguarding: vig case hold OAK --reason "asked by the court" --until 2027-03-01. Alone it says what holds."""
    if (end and (reason or review_on)) or bool(reason) is not bool(review_on):
        raise click.UsageError("Give --reason and --until together, or --end alone")
    with opened_case(console, code) as session:
        if end:
            session.end_hold()
        elif reason and review_on:
            session.hold_case(reason, review_on.date())
        held = session.case
    why = f"held ({held.hold_reason}); look again on {held.hold_review_on}" if held.hold_reason else "not held"
    return Answer([f"The films of case {held.code} are {why}."], _state(held))


def _state(shown: "Case") -> dict[str, Any]:
    names = ("id", "code", "closed_on", "retention_days", "hold_reason", "hold_review_on")
    return {"case": {name: value for name, value in asdict(shown).items() if name in names}}


for _sub_command in (case_next, case_close, case_reopen, case_hold):
    case.add_command(_sub_command)

COMMANDS = ()
