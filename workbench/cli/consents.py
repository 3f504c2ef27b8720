"""``vig case assent``, ``vig exports``, ``vig retention`` and ``vig certificate``: who was asked, what left, and what goes."""

from datetime import date
from typing import TYPE_CHECKING

import click

from workbench.cli.casework import case
from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick_people, short_ids
from workbench.cli.opening import film_of, opened, opened_case, session_of, with_withdrawn
from workbench.cli.program import command
from workbench.cli.shown import assent_fields, assent_words, export_state
from workbench.errors import EditError, NotFoundError
from workbench.practice.assent import Answer as Said
from workbench.practice.people import Scope

if TYPE_CHECKING:
    from workbench.practice.casework import Case
    from workbench.practice.certificates import Certificate
    from workbench.store.workspace import Workspace


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


@command("exports", short_help="What left, for whom, until when, and what was taken back.")
@click.argument("code", required=False)
def exports(console: Console, code: str | None) -> Answer:
    """Everything that left the house: packages, reels, stills, letters and more, of one case or of all."""
    from workbench.practice.casework import Case
    from workbench.practice.exports import Export

    with opened(console) as workspace:
        cases = [session_of(workspace, code).case] if code else workspace.find(Case)
        found = [(each, export) for each in cases for export in workspace.find(Export, case_id=each.id)]
        short = short_ids([export.id for export in workspace.find(Export)])
    today = date.today()
    rows = [
        [each.code, short[e.id], e.way.value.replace("_", " "), f"made {e.made_on}", e.for_whom, export_state(e, today), e.place]
        for each, e in found
    ]
    names = ("id", "way", "for_whom", "made_on", "expires_on", "revoked_on", "place", "playlist_id", "recording_ids")
    fields = [{"case": each.code, **{name: getattr(export, name) for name in names}} for each, export in found]
    return Answer(table(rows) or ["Nothing has left yet."], {"exports": fields})


@command("retention", short_help="What is to be deleted and when; delete a case.")
@click.option("--delete", metavar="CODE", help="Delete this case wholly: films, all that left and can be reached, every text.")
@click.option("--reason", default="", help="Why it is deleted; no names, it is kept.")
@click.option("--by", default="", help="Who deletes it, for the certificate.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
def retention(console: Console, delete: str | None, reason: str, by: str, yes: bool) -> Answer:
    """What is due: a case is deleted some weeks (60 days, unless the case says otherwise) after it was closed, with a reminder before.

    vig case close and vig case hold say when a case is over, and that it must be kept.
    """
    from workbench.session.destroying import finish_all
    from workbench.session.retention import read_retention, words_of

    with opened(console) as workspace:
        finish_all(workspace)
        if delete is not None:
            return _delete(console, workspace, session_of(workspace, delete).case, by=by, reason=reason, yes=yes)
        found = read_retention(workspace, date.today())
    rows = [["!" if due.reminds else "", each.code, words_of(each, due)] for each, due in found]
    fields = [{"case": each.code, "due": due.due, "on": due.on, "reminds": due.reminds} for each, due in found]
    return Answer(table(rows) or ["No cases yet."], {"retention": fields})


def _delete(console: Console, workspace: "Workspace", case_: "Case", *, by: str, reason: str, yes: bool) -> Answer:
    from workbench.practice.casework import Recording
    from workbench.practice.exports import Export
    from workbench.session.retention import delete_case

    n_films, n_exports = (len(workspace.find(kind, case_id=case_.id)) for kind in (Recording, Export))
    what = f"{case_.code} with {counted(n_films, 'film')} and {counted(n_exports, 'thing')} that left"
    if not yes and (console.as_json or not click.confirm(f"Delete {what}? It cannot be brought back", err=True)):
        raise EditError(f"{case_.code} was not deleted", f"Say --yes to delete it: vig retention --delete {case_.code} --yes")
    certificate = delete_case(workspace, case_, date.today(), by=by, reason=reason)
    return Answer(
        [
            f"Deleted {what}: {counted(len(certificate.files), 'file')}. Copies made elsewhere are out of reach.",
            f"The certificate of it: vig certificate {certificate.id[:8]}",
        ],
        {"certificate": _fields(certificate)},
    )


@command("certificate", short_help="Certificates of what was deleted: list them, or print one.")
@click.argument("certificate", metavar="[CERTIFICATE]", required=False)
def certificate(console: Console, certificate: str | None) -> Answer:
    """Certificates of deletion. They outlive the case: its code, the day, by whom, why, and every file with its length and SHA-256."""
    with opened(console) as workspace:
        found = workspace.certificates()
    short = short_ids([each.id for each in found])
    if certificate is None:
        rows = [[short[c.id], str(c.on), c.case_code, counted(len(c.files), "file"), _state(c), c.reason] for c in found]
        return Answer(table(rows) or ["Nothing was deleted yet."], {"certificates": [_fields(c) for c in found]})
    chosen = [each for each in found if each.id.startswith(certificate.lower())]
    if len(chosen) != 1:
        raise NotFoundError(f"There is no one certificate {certificate!r}", "Look at them with vig certificate")
    (one,) = chosen
    about = [["case", one.case_code], ["day", str(one.on)], ["by", one.by or "not said"], ["reason", one.reason], ["state", _state(one)]]
    lines = [
        f"Certificate of deletion {one.id}",
        *table(about),
        *table([[file.name, f"{file.length} bytes", f"SHA-256 {file.sha256}"] for file in one.files]),
    ]
    return Answer(lines, {"certificate": _fields(one)})


def _state(certificate: "Certificate") -> str:
    return "all destroyed" if certificate.is_whole else "not finished: run vig retention"


def _fields(certificate: "Certificate") -> dict[str, object]:
    names = ("id", "case_code", "on", "by", "reason", "is_whole")
    files = [{"name": file.name, "length": file.length, "sha256": file.sha256} for file in certificate.files]
    return {**{name: getattr(certificate, name) for name in names}, "files": files}


case.add_command(case_assent)

COMMANDS = (exports, retention, certificate)
