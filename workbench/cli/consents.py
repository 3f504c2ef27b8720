"""``vig case consent``, ``in-view`` and ``assent``: who can be recognised, what they agree to, and what a child answers when asked."""

from datetime import datetime

import click

from workbench.cli.casework import case
from workbench.cli.choosing import DAY
from workbench.cli.console import Answer, Console
from workbench.cli.naming import pick_people
from workbench.cli.opening import film_of, opened, opened_case, session_by_id, with_withdrawn
from workbench.cli.program import command
from workbench.cli.shown import assent_fields, assent_words, consent_fields, consent_words, film_fields, in_view_words
from workbench.practice.assent import Answer as Said
from workbench.practice.people import ConsentStatus, Scope


@command("consent", short_help="Say what somebody agreed to, refused or took back.")
@click.argument("code")
@click.argument("person_code", metavar="PERSON")
@click.argument("scope", type=click.Choice([scope.value for scope in Scope], case_sensitive=False))
@click.argument("status", type=click.Choice([status.value for status in ConsentStatus], case_sensitive=False))
@click.option("--film", metavar="FILM", help="For this film only; else for the whole case.")
@click.option("--until", type=DAY, metavar="YYYY-MM-DD", help="The last day it holds.")
@click.option("--by", "given_by", default="", help="Who said it, if somebody said it on their behalf.")
def case_consent(
    console: Console, code: str, person_code: str, scope: str, status: str, film: str | None, until: datetime | None, given_by: str
) -> Answer:
    """What one person says today about one use of film: vig case consent HAZEL M1 shared_review granted.

    Packages that somebody in them does not agree to any more are withdrawn at once.
    """
    with opened_case(console, code) as session:
        (person,) = pick_people(session.people(), [person_code])
        consent = session.say_consent(
            person.id,
            Scope(scope),
            ConsentStatus(status),
            recording_id=film_of(session.workspace, film).id if film else None,
            expires=until.date() if until else None,
            given_by=given_by,
        )
        words = consent_words(consent, {person.id: person}, {film.id: film.title for film in session.all_recordings()})
        return with_withdrawn(session, f"{words}.", {"consent": consent_fields(consent)})


@command("in-view", short_help="Say who can be recognised in a film.")
@click.argument("film", metavar="FILM")
@click.argument("person_codes", metavar="[PERSON]...", nargs=-1)
@click.option("--nobody", is_flag=True, help="Nobody can be recognised in it.")
@click.option("--not-said", is_flag=True, help="Take back what was said; then nothing of it may be shown.")
def case_in_view(console: Console, film: str, person_codes: tuple[str, ...], nobody: bool, not_said: bool) -> Answer:
    """Who can be recognised in a film: vig case in-view 3fa2 M1 C1. Nothing of a film is shown before this is said.

    Packages in which somebody turns out to be who has not agreed are withdrawn at once.
    """
    if sum((bool(person_codes), nobody, not_said)) != 1:
        raise click.UsageError("Name the people in view, or say --nobody or --not-said")
    with opened(console) as workspace:
        recording = film_of(workspace, film)
        session = session_by_id(workspace, recording.case_id)
        people = pick_people(session.people(), person_codes)
        changed = session.set_in_view(recording.id, None if not_said else [person.id for person in people])
        words = in_view_words(changed, {person.id: person for person in session.people()})
        return with_withdrawn(session, f"{changed.title}: {words}.", {"recording": film_fields(changed)})


@command("assent", short_help="Say what a child answered when asked, each time anew.")
@click.argument("code")
@click.argument("person_code", metavar="PERSON")
@click.argument("scope", type=click.Choice([scope.value for scope in Scope], case_sensitive=False))
@click.argument("answer", type=click.Choice([said.value for said in Said], case_sensitive=False))
@click.option("--film", metavar="FILM", help="Asked about this film only; else about all of the case.")
@click.option("--shown-by", default="", help="How it was said: words, a nod, turning away.")
def case_assent(console: Console, code: str, person_code: str, scope: str, answer: str, film: str | None, shown_by: str) -> Answer:
    """What a child answers today when asked about one use of film: vig case assent HAZEL C1 shared_review yes.

    A yes counts for one package, reel or letter; for the next the child is asked again. A no wins over what everybody else agreed to, and
    what is out there is taken back at once.
    """
    with opened_case(console, code) as session:
        (person,) = pick_people(session.people(), [person_code])
        recording_id = film_of(session.workspace, film).id if film else None
        said = session.say_assent(person.id, Scope(scope), Said(answer), recording_id=recording_id, shown_by=shown_by)
        words = assent_words(said, {person.id: person}, {film.id: film.title for film in session.all_recordings()})
        return with_withdrawn(session, f"{words}.", {"assent": assent_fields(said)})


for _sub_command in (case_consent, case_in_view, case_assent):
    case.add_command(_sub_command)

COMMANDS = ()
