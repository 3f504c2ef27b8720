"""``vig case`` and ``vig list``: cases, the people in them, their clips, and what there is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.console import Answer, Console, table
from workbench.cli.naming import FilmTime, pick, short_ids
from workbench.cli.opening import film_of, opened, opened_case, session_by_id, session_of, with_withdrawn
from workbench.cli.program import command
from workbench.cli.shown import (
    list_case,
    person_fields,
    person_words,
    show_case,
)
from workbench.core.time import Span, Ticks, format_time
from workbench.errors import EditError
from workbench.practice.casework import CaseKind
from workbench.practice.people import Role

if TYPE_CHECKING:
    from workbench.session.casefile import CaseSession
    from workbench.store.journal import Change


class _CaseGroup(click.Group):
    """Sub-commands, and ``vig case CODE`` for the one that is wanted most."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """``vig case CODE ...`` means ``vig case set CODE ...``."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "set", self.commands["set"], args
        return super().resolve_command(ctx, args)


@click.group(
    "case", cls=_CaseGroup, subcommand_metavar="[CODE | COMMAND] ...", short_help="What is next for a family, and all that is in its case."
)
def case() -> None:
    """A case: vig case CODE shows it, and opens it when the code is new.

    The code is a pseudonym, never a name: vig case HAZEL --hope "that he listens to me".
    """


def _case_words(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """The options for the words of a case."""
    for option in reversed(
        (
            click.option("--setting", help="Where the family is seen."),
            click.option("--question", "helping_question", help="The client's own question."),
            click.option("--hope", help='How the family\'s page says it: "that he listens to me".'),
            click.option("--cycles", "planned_cycles", type=click.IntRange(1, 50), help="Planned cycles of filming and review."),
            click.option("--kind", type=click.Choice([k.value for k in CaseKind], case_sensitive=False), help="With whom one works."),
        )
    ):
        function = option(function)
    return function


@command("create", short_help="Open a new case.")
@click.argument("code")
@_case_words
def case_create(console: Console, code: str, **words: Any) -> Answer:
    """Open a new case under a pseudonymous code; refused where there is one of that code."""
    from workbench.session.casefile import create_case
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace, create=True) as workspace:
        shown = show_case(create_case(workspace, code, **_given(words)))
    return Answer([f"Opened the case {shown.fields['case']['code']}.", *shown.lines], shown.fields)


@command("set", short_help="Show a case, after opening it or changing its words.")
@click.argument("code")
@_case_words
def case_set(console: Console, code: str, **words: Any) -> Answer:
    """Show a case. A new code opens a case; words that are given replace the old ones."""
    from workbench.practice.casework import Case
    from workbench.session.casefile import create_case, open_case
    from workbench.store.workspace import open_workspace

    given = _given(words)
    with open_workspace(console.workspace, create=True) as workspace:
        new = not workspace.find(Case, code=code.strip().upper())
        session = create_case(workspace, code, **given) if new else open_case(workspace, code)
        if given and not new:
            session.change_case(**given)
        shown = show_case(session)
    return Answer([f"Opened the case {shown.fields['case']['code']}.", *shown.lines], {**shown.fields, "new": True}) if new else shown


@command("show", short_help="Show a case.")
@click.argument("code")
def case_show(console: Console, code: str) -> Answer:
    """Show a case: its words, people, what they agreed to, films, playlists and packages."""
    with opened_case(console, code) as session:
        return show_case(session)


@command("person", short_help="Add somebody to a case, or change how they are shown.")
@click.argument("code")
@click.argument("person_code", metavar="PERSON")
@click.option("--role", type=click.Choice([role.value for role in Role], case_sensitive=False), help="Who it is; needed for somebody new.")
@click.option("--name", "shown_name", help='What the family reads, for instance "Mum"; needed for somebody new.')
@click.option("--pronoun", help="For instance she, he or they.")
@click.option("--language", help="Language of the page, for instance en.")
@click.option("--gaze/--no-gaze", "gaze_meaningful", default=None, help="Whether gaze says something for this person.")
@click.option("--ask-each-time/--ask-once", "asked_each_time", default=None, help="Whether a child is asked anew before each showing.")
def case_person(console: Console, code: str, person_code: str, **words: Any) -> Answer:
    """Add somebody under a pseudonymous code of their own (M1, C1), or change how they are shown."""
    given = {name: value for name, value in words.items() if value is not None}
    if "role" in given:
        given["role"] = Role(given["role"])
    with opened_case(console, code) as session:
        known = [person for person in session.people() if person.code.lower() == person_code.lower()]
        if known:
            person = session.change_person(known[0].id, **given) if given else known[0]
        elif missing := [option for option, name in (("--role", "role"), ("--name", "shown_name")) if name not in given]:
            raise EditError(f"{person_code} is new in this case", f"Say {' and '.join(missing)} too")
        else:
            person = session.add_person(person_code, given.pop("role"), given.pop("shown_name"), **given)
    return Answer([f"{person.code}: {person_words(person)}."], {"person": person_fields(person)})


@command("clip", short_help="Mark a moment of a film and make a clip of it.")
@click.argument("film", metavar="FILM")
@click.argument("start", type=FilmTime())
@click.argument("end", type=FilmTime())
@click.option("--playlist", "beginning", metavar="PLAYLIST", help="The playlist it goes to; else the case's first.")
@click.option("--title", help="Neutral, positive words above the clip.")
@click.option("--introduction", help="One neutral line before it.")
@click.option("--question", help="The opening question.")
@click.option("--pause", "pauses", type=FilmTime(), multiple=True, help="Where the picture holds; may be given several times.")
@click.option("--still", "poster_at", type=FilmTime(), help="The frame shown before it plays.")
@click.option("--principle", "principles", multiple=True, help="A principle's code, for instance E1; may be given several times.")
def case_clip(
    console: Console, film: str, start: Ticks, end: Ticks, beginning: str | None, pauses: tuple[Ticks, ...], **words: Any
) -> Answer:
    """A clip from START to END of a film, as times like 00:41.2: vig case clip 3fa2 41.2 1:05 --question "What do you notice?"."""
    from workbench.practice.clips import PausePoint, Playlist

    if end <= start:
        raise click.UsageError("END comes after START")
    given = {name: value for name, value in words.items() if value}
    if pauses:
        given["pauses"] = tuple(PausePoint(at) for at in sorted(set(pauses)))
    with opened(console) as workspace:
        recording = film_of(workspace, film)
        session = session_by_id(workspace, recording.case_id)
        playlist = pick(workspace, Playlist, beginning, "playlist") if beginning else None
        moment = session.mark_moment(recording.id, Span(start, end), principles=given.pop("principles", ()))
        clip = session.make_clip(moment.id, playlist.id if playlist else None)
        if given:
            clip = session.change_clip(clip.id, **given)
        short = short_ids([found.id for found in workspace.find(Playlist)])[clip.playlist_id]
    return Answer(
        [f"Clip {clip.position + 1} of playlist {short}: {format_time(clip.span.start)} to {format_time(clip.span.end)}."],
        {"clip": {"id": clip.id, "playlist_id": clip.playlist_id, "moment_id": moment.id, "start": clip.span.start, "end": clip.span.end}},
    )


@command("history", short_help="What was done in a case, and when.")
@click.argument("code")
def case_history(console: Console, code: str) -> Answer:
    """What was done in a case, oldest first."""
    with opened_case(console, code) as session:
        changes = session.history()
    rows = [[f"{c.at.astimezone():%Y-%m-%d %H:%M:%S}", c.label + (" (undone)" if c.undone else "")] for c in changes]
    fields = [{"at": c.at.isoformat(), "label": c.label, "undone": c.undone, "lasting": c.lasting} for c in changes]
    return Answer(table(rows), {"history": fields})


@command("undo", short_help="Take the latest edit of a case back.")
@click.argument("code")
def case_undo(console: Console, code: str) -> Answer:
    """Take the latest edit of a case back."""
    with opened_case(console, code) as session:
        return _turned(session, session.undo(), "Undone", "There is nothing to undo.")


@command("redo", short_help="Make the edit again that was undone last.")
@click.argument("code")
def case_redo(console: Console, code: str) -> Answer:
    """Make the edit again that was undone last."""
    with opened_case(console, code) as session:
        return _turned(session, session.redo(), "Made again", "There is nothing to make again.")


@command("list", short_help="What there is, with the ids that other commands take.")
@click.option("--case", "code", metavar="CODE", help="This case only.")
def list_(console: Console, code: str | None) -> Answer:
    """Cases with their films, playlists and packages, and the ids that other commands take."""
    from workbench.practice.casework import Case

    with opened(console) as workspace:
        codes = [session_of(workspace, code).case.code] if code else [case.code for case in workspace.find(Case)]
        shown = [list_case(session_of(workspace, each)) for each in codes]
    if not shown:
        return Answer(["No cases yet. vig case CODE opens one, vig demo makes a sample."], {"cases": []})
    return Answer([line for answer in shown for line in answer.lines], {"cases": [answer.fields for answer in shown]})


def _given(words: dict[str, Any]) -> dict[str, Any]:
    """The words of a case that were given."""
    given = {name: value for name, value in words.items() if value is not None}
    return given | {"kind": CaseKind(given["kind"])} if "kind" in given else given


def _turned(session: "CaseSession", change: "Change | None", done: str, nothing: str) -> Answer:
    return with_withdrawn(session, f"{done}: {change.label}." if change else nothing, {"label": change.label if change else None})


for _sub_command in (
    case_create, case_set, case_show, case_person, case_clip, case_history, case_undo, case_redo,
):  # fmt: skip
    case.add_command(_sub_command)

COMMANDS = (case, list_)
