"""``vig supervision`` and ``vig portfolio``: what is taken to a supervisor, and how far one has come."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.choosing import chosen_review
from workbench.cli.console import Answer, Console, counted
from workbench.cli.opening import opened_case
from workbench.cli.program import command

if TYPE_CHECKING:
    from workbench.session.casefile import CaseSession

_SEALED = ".age"
_FILE = click.Path(path_type=Path, dir_okay=False)


@command("supervision", short_help="What a review's film shows, and the package for the supervisor.")
@click.argument("what", metavar="CODE | FILE.age")
@click.option("--review", metavar="REVIEW", help="The review; else the latest.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.age | DIR", help="Write the package; or open one into DIR.")
@click.option("--for", "for_whom", default="", help="Whom the package is for, as initials or a code.")
@click.option("--passphrase-from", type=_FILE, metavar="FILE", help="A file whose first line is the passphrase; else it is asked for.")
def supervision(
    console: Console, what: str, review: str | None, output: Path | None, for_whom: str, passphrase_from: Path | None
) -> Answer:
    """What the films of a case's reviews show of guider and client, in words: vig supervision HAZEL.

    With -o HAZEL.age it writes what may go to a supervisor of one review, sealed with a passphrase (age format). Tell the passphrase by
    another way than the file. A file that was given to you is opened with vig supervision FILE.age -o DIR.
    """
    if what.lower().endswith(_SEALED):
        return _open(Path(what), output, passphrase_from)
    with opened_case(console, what) as session:
        if output is None:
            return _readings(session)
        from workbench.session.supervision_package import write_supervision_package

        held = chosen_review(session, review)
        passphrase = _passphrase(passphrase_from, new=True)
        with console.progress() as progress:
            made = write_supervision_package(session, held.id, passphrase, output, for_whom=for_whom, progress=progress)
    lines = [f"{output} is written, sealed with the passphrase. Tell it by another way than the file."]
    lines += [f"Left out: {each}." for each in made.left_out]
    return Answer(lines, {"package": asdict(made.export), "left_out": list(made.left_out)})


@command("portfolio", short_help="Cycles, clients and hours of supervision, beside stages.")
@click.option("--profile", "code", metavar="PROFILE", help="The profile's code; else the first in the file of stages.")
def portfolio(console: Console, code: str | None) -> Answer:
    """Cycles, clients and hours of supervision so far in all cases, beside a profile of stages. It names no case and nobody in one."""
    from workbench.practice.portfolio import compare
    from workbench.session.portfolio import find_profile, read_portfolio
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        sums, profile = read_portfolio(workspace), find_profile(workspace, code)
    stages = compare(sums, profile)
    lines = [sums.words, f"{profile.name}:", *(f"  {line}" for line in stages)]
    return Answer(lines, {"portfolio": asdict(sums), "profile": profile.code, "stages": stages})


def _readings(session: "CaseSession") -> Answer:
    """What the film of each review shows, or why that cannot be said."""
    from workbench.errors import WorkbenchError
    from workbench.practice.casework import RecordingKind
    from workbench.session.review_film import CURIOUS, measure_review

    lines: list[str] = []
    fields: list[dict[str, Any]] = []
    for film in session.recordings():
        if film.kind is not RecordingKind.SHARED_REVIEW:
            continue
        lines.append(film.title)
        try:
            read = measure_review(session, film.id)
        except WorkbenchError as error:
            lines.append(f"  {error}")
            fields.append({"recording_id": film.id, "problem": error.problem})
            continue
        lines += [f"  {sentence}" for sentence in read.sentences]
        fields.append(
            {"recording_id": film.id, "measures": [asdict(m) for m in read.measures], "after_clips": [asdict(a) for a in read.after]}
        )
    if not fields:
        return Answer(
            ["This case has no film of a review yet; vig case cycle CODE --film FILM --kind shared_review says which is one."],
            {"films": []},
        )
    return Answer([CURIOUS, *lines], {"films": fields})


def _open(file: Path, target: Path | None, passphrase_from: Path | None) -> Answer:
    from workbench.session.supervision_package import open_supervision_package

    if target is None:
        raise click.UsageError("Say with -o which new folder to open it into")
    names = open_supervision_package(file, _passphrase(passphrase_from, new=False), target)
    n_clips = sum(name.startswith("clips/") for name in names)
    return Answer([f"{target / 'index.html'} is there, with {counted(n_clips, 'clip')}."], {"folder": str(target), "files": names})


def _passphrase(file: Path | None, *, new: bool) -> str:
    """The passphrase, from a file or typed unseen, twice for a new one: never an argument, which other programs could read."""
    if file is None:
        typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
        return typed
    try:
        return file.read_text(encoding="utf-8").split("\n")[0]
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"The passphrase cannot be read from {file.name}") from error


COMMANDS = (supervision, portfolio)
