"""``vig letter`` and ``vig filming-guide``: pages for a family, to read and to print."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.console import Answer, Console
from workbench.cli.naming import pick_instant
from workbench.cli.opening import opened_case
from workbench.cli.program import command
from workbench.core.time import format_time
from workbench.errors import EditError
from workbench.practice.letters import Letter, LetterKind

if TYPE_CHECKING:
    from workbench.session.casefile import CaseSession
    from workbench.session.letters import Form

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("letter", short_help="Draft a letter of the client's own words; write it.")
@click.argument("code")
@click.option("--kind", type=click.Choice([kind.value for kind in LetterKind], case_sensitive=False), required=True, help="Which letter.")
@click.option("--draft", is_flag=True, help="Draft it anew from what is known now; the letter that is there goes.")
@click.option("--ratings", is_flag=True, help="With --draft or a first draft: tell the client's own ratings, if they wish.")
@click.option("--edit", is_flag=True, help="Change it in your editor.")
@click.option(
    "--text", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE.txt", help="Take its words from a text."
)
@click.option("--still", "stills", multiple=True, metavar="CLIP[@TIME]", help="A still it holds: a clip's own, or at a time of the clip.")
@click.option("--no-stills", is_flag=True, help="Take all stills out.")
@click.option("--approve", is_flag=True, help="Say that it has been read and may leave.")
@click.option("--docx", type=_FILE, metavar="FILE.docx", help="Write it for a word processor.")
@click.option("--pdf", type=_FILE, metavar="FILE.pdf", help="Write it to print.")
def letter(
    console: Console,
    code: str,
    kind: str,
    draft: bool,
    ratings: bool,
    edit: bool,
    text: Path | None,
    stills: tuple[str, ...],
    no_stills: bool,
    approve: bool,
    docx: Path | None,
    pdf: Path | None,
) -> Answer:
    """A closing letter or a record of strengths, in the client's own words and language: vig letter HAZEL --kind closing.

    The first time it is drafted. It can be written once somebody has changed or approved it. A text begins with the heading; a blank
    line parts its paragraphs. Stills that the client chose stand after the words: --still CLIP, several times in their order; everyone
    seen in them has to agree that the family keeps a copy.
    """
    from workbench.session.casefile import open_case
    from workbench.store.workspace import open_workspace

    if stills and no_stills:
        raise click.UsageError("Say either --still or --no-stills")
    with open_workspace(console.workspace) as workspace:
        session = open_case(workspace, code)
        found = None if draft else session.find_letter(LetterKind(kind))
        shown = found or session.draft_letter(LetterKind(kind), with_ratings=ratings)
        if text is not None:
            shown = _change(session, shown, _read(text))
        if edit:
            shown = _change(session, shown, click.edit("\n".join(_lines(shown)), extension=".txt") or "")
        if stills or no_stills:
            shown = session.choose_stills(shown.id, [pick_instant(workspace, each) for each in stills])
        if approve:
            shown = session.approve_letter(shown.id)
        files: tuple[tuple[Form, Path | None], ...] = (("docx", docx), ("pdf", pdf))
        exports = [session.write_letter(shown.id, form, target) for form, target in files if target is not None]
    written = [f"{export.place} is written." for export in exports]
    state = [] if shown.edited else ["", "This is a draft. Read it, change it with --edit, and say --approve before you write it."]
    return Answer(
        written or [*_lines(shown), *_pictures(shown), *state],
        {"letter": _fields(shown), "files": [export.place for export in exports]},
    )


@command("filming-guide", short_help="Print one page on how to film at home.")
@click.argument("code")
@click.option("--pdf", type=_FILE, metavar="FILE.pdf", required=True, help="The page to write.")
def filming_guide(console: Console, code: str, pdf: Path) -> Answer:
    """Write the filming guide as one page to print, in the client's language."""
    from workbench.session.filming_guide import write_filming_guide

    with opened_case(console, code) as session:
        language = write_filming_guide(session, pdf)
    return Answer([f"{pdf} is written ({language})."], {"file": str(pdf), "language": language})


def _lines(shown: Letter) -> list[str]:
    return [shown.heading, *(line for paragraph in shown.paragraphs for line in ["", *paragraph.split("\n")])]


def _pictures(shown: Letter) -> list[str]:
    """The stills of a letter as lines that are no part of its text."""
    return [line for still in shown.stills for line in ("", f"[a still at {format_time(still.at)}: {still.words}]")]


def _change(session: "CaseSession", shown: Letter, text: str) -> Letter:
    """The letter with the words of a text; nothing is changed where somebody closed the editor without saving."""
    if not text.strip():
        return shown
    blocks = "\n".join(line.strip() for line in text.strip().splitlines()).split("\n\n")
    heading, _, rest = blocks[0].partition("\n")
    return session.change_letter(shown.id, heading=heading, paragraphs=(rest, *blocks[1:]))


def _read(text: Path) -> str:
    try:
        return text.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(f"{text.name} cannot be read as text", "Save it as UTF-8 and try again") from error


def _fields(shown: Letter) -> dict[str, Any]:
    return {
        "id": shown.id,
        "kind": shown.kind,
        "language": shown.language,
        "drafted_on": shown.drafted_on,
        "heading": shown.heading,
        "paragraphs": list(shown.paragraphs),
        "edited": shown.edited,
        "stills": [{"recording_id": still.recording_id, "at": still.at, "words": still.words} for still in shown.stills],
    }


COMMANDS = (letter, filming_guide)
