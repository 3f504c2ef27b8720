"""``vig case supervision``, ``reflect`` and ``measure``: what a guider learns by; for guider and supervisor only."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.casework import case
from workbench.cli.choosing import DAY, chosen_review, cycle_numbered, day_of, said
from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.opening import opened_case
from workbench.cli.program import command
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.session.casefile import CaseSession


@command("supervision", short_help="Write a meeting with a supervisor down.")
@click.argument("code")
@click.argument("hours", type=click.FloatRange(0, 24, min_open=True))
@click.option("--on", "held_on", type=DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@click.option("--by", "supervisor", help="The supervisor's initials or code.")
@click.option("--cycle", "number", type=click.IntRange(1), metavar="N", help="The cycle that was talked about; else that of the review.")
@click.option("--review", metavar="REVIEW", help="The review that was talked about; else the latest, if there is one.")
@click.option("--focus", help="What was looked at.")
@click.option("--agreed", help="What was agreed.")
def case_supervision(
    console: Console, code: str, hours: float, held_on: datetime | None, number: int | None, review: str | None, **words: Any
) -> Answer:
    """A meeting with a supervisor: vig case supervision HAZEL 1.5 --by AB --focus "my waiting". Its cycle is supervised with it."""
    with opened_case(console, code) as session:
        fields = said({**words, "held_on": day_of(held_on)})
        held = chosen_review(session, review) if review or session.reviews() else None
        if held is not None:
            fields |= said({"review_id": held.id, "cycle_id": held.cycle_id})
        if number is not None:
            fields["cycle_id"] = cycle_numbered(session, number).id
        meeting = session.add_supervision(hours, **fields)
        total = sum(each.hours for each in session.supervisions())
    line = f"Supervision on {meeting.held_on}, {meeting.hours:g} h; {total:g} h in this case so far."
    return Answer([line], {"supervision": asdict(meeting), "hours_so_far": total})


class _Point(click.ParamType[tuple[str, str]]):
    """A point of a checklist with what one writes to it."""

    name = "point=words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two parts."""
        point, found, words = str(value).partition("=")
        if not (found and point.strip() and words.strip()):
            self.fail(f"{value!r} is not POINT=WORDS", param, ctx)
        return point.strip(), words.strip()


@command("reflect", short_help="Look back on a review along a checklist, in words.")
@click.argument("code")
@click.argument("points", type=_Point(), metavar="[POINT=WORDS]...", nargs=-1)
@click.option("--checklist", default="self_reflection", help="The checklist's code.")
@click.option("--review", metavar="REVIEW", help="The review; else the latest, if there is one.")
def case_reflect(console: Console, code: str, points: tuple[tuple[str, str], ...], checklist: str, review: str | None) -> Answer:
    """The guider's own look back, in words and never a mark: vig case reflect HAZEL receiving="I answered before I had received".

    Without a point it shows those of the checklist, and the principles each is about.
    """
    from workbench.practice.supervision import Reflection

    with opened_case(console, code) as session:
        if not points:
            return _points_of(session, checklist)
        held = chosen_review(session, review) if review or session.reviews() else None
        reflections = [Reflection(point, words) for point, words in points]
        written = session.reflect(checklist, reflections, review_id=held.id if held else None)
    return Answer([f"Looked back on {counted(len(written.reflections), 'point')}."], {"self_assessment": asdict(written)})


def _points_of(session: "CaseSession", code: str) -> Answer:
    """A checklist's points in the guider's language, with their codes and what can be seen of the principles they are about."""
    lists, known = session.wording.checklists, session.vocabulary.by_code
    if code not in lists:
        raise NotFoundError(f"There is no checklist {code!r}", f"Choose one of {', '.join(lists)}")
    points = lists[code].point
    rows = [[p.code, p.words, ", ".join(f"{c} {known[c].behaviour}" for c in p.principles if c in known)] for p in points]
    fields = [{"code": p.code, "words": p.words, "principles": list(p.principles)} for p in points]
    return Answer([lists[code].title, *table(rows)], {"checklist": code, "points": fields})


@command("measure", short_help="Log the score of a published instrument.")
@click.argument("code")
@click.argument("name")
@click.argument("score")
@click.option("--version", default="", help="The instrument's version.")
@click.option("--rater", default="", help="Who rated, as initials or a code.")
@click.option("--on", "on", type=DAY, metavar="YYYY-MM-DD", help="The day; else today.")
def case_measure(console: Console, code: str, name: str, score: str, version: str, rater: str, on: datetime | None) -> Answer:
    """Log a score as its rater gave it, for guider and supervisor only: vig case measure HAZEL VIG-SDS 31 --version 2 --rater AB."""
    with opened_case(console, code) as session:
        measure = session.log_measure(name, score, version=version, rater=rater, on=day_of(on))
    return Answer([f"Logged: {measure.name}, {measure.on}. It is shown to guider and supervisor only."], {"measure": asdict(measure)})


for _sub_command in (case_supervision, case_reflect, case_measure):
    case.add_command(_sub_command)

COMMANDS = ()
