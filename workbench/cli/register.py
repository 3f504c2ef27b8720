"""``vig exports``, ``vig case withdraw``, ``vig retention`` and ``vig certificate``: what left, and what goes."""

from datetime import date
from typing import TYPE_CHECKING

import click

from workbench.cli.casework import case
from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick, short_ids
from workbench.cli.opening import opened, session_of
from workbench.cli.program import command
from workbench.cli.shown import export_state
from workbench.errors import EditError, NotFoundError

if TYPE_CHECKING:
    from workbench.practice.casework import Case
    from workbench.practice.certificates import Certificate
    from workbench.store.workspace import Workspace


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


@command("withdraw", short_help="Take back what left: a package, a reel; it is destroyed.")
@click.argument("package", metavar="PACKAGE")
def case_withdraw(console: Console, package: str) -> Answer:
    """Take back a package that was given to a family, or anything else that vig exports lists: it is destroyed where it was written.

    Copies made elsewhere are out of reach.
    """
    from workbench.practice.exports import Export
    from workbench.session.withdrawing import withdraw

    with opened(console) as workspace:
        record = withdraw(workspace, pick(workspace, Export, package, "package").id)
    what = record.way.value.replace("_", " ")
    words = f"The {what} is withdrawn; what was written is destroyed, copies made elsewhere are out of reach."
    return Answer([words], {"package": {"id": record.id, "revoked_on": record.revoked_on}})


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
    from workbench.session.retention import find_own_words, read_retention, words_of

    with opened(console) as workspace:
        finish_all(workspace)
        if delete is not None:
            return _delete(console, workspace, session_of(workspace, delete).case, by=by, reason=reason, yes=yes)
        found = read_retention(workspace, date.today())
        own = {each.code: [str(folder) for folder in find_own_words(workspace, each.id)] for each, due in found if due.reminds}
    rows = [["!" if due.reminds else "", each.code, words_of(each, due)] for each, due in found]
    kept = [f"{code}: give the family its own words first, in {', '.join(places)}" for code, places in own.items() if places]
    fields = [{"case": c.code, "due": d.due, "on": d.on, "reminds": d.reminds, "own_words": own.get(c.code, [])} for c, d in found]
    return Answer([*table(rows), *kept] or ["No cases yet."], {"retention": fields})


def _delete(console: Console, workspace: "Workspace", case_: "Case", *, by: str, reason: str, yes: bool) -> Answer:
    from workbench.practice.casework import Recording
    from workbench.practice.exports import Export
    from workbench.session.retention import delete_case, find_own_words

    n_films, n_exports = (len(workspace.find(kind, case_id=case_.id)) for kind in (Recording, Export))
    what = f"{case_.code} with {counted(n_films, 'film')} and {counted(n_exports, 'thing')} that left"
    own = find_own_words(workspace, case_.id)
    if own and not yes:
        console.tell(f"The family's own words go too; give these to the family first: {', '.join(map(str, own))}")
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
        *table([[file.name, f"{file.length} bytes", f"SHA-256 {file.sha256}" if file.sha256 else "not opened"] for file in one.files]),
        *(f"Left where it was: {each}." for each in one.left),
    ]
    return Answer(lines, {"certificate": _fields(one)})


def _state(certificate: "Certificate") -> str:
    return "all destroyed" if certificate.is_whole else "not finished: run vig retention"


def _fields(certificate: "Certificate") -> dict[str, object]:
    names = ("id", "case_code", "on", "by", "reason", "is_whole", "left")
    files = [{"name": file.name, "length": file.length, "sha256": file.sha256} for file in certificate.files]
    return {**{name: getattr(certificate, name) for name in names}, "files": files}


case.add_command(case_withdraw)

COMMANDS = (exports, retention, certificate)
