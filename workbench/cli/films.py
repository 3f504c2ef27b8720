"""``vig import``: a film comes in."""

from pathlib import Path

import click

from workbench.cli.console import Answer, Console, counted
from workbench.cli.naming import short_ids
from workbench.cli.program import command
from workbench.core.time import FILM_CLOCK, format_time


@command("import", short_help="Bring a film into a case; may be stopped and started again.")
@click.argument("film", type=click.Path(readable=False, path_type=Path))
@click.option("--case", "code", required=True, metavar="CODE", help="The case; a new code opens a new case.")
@click.option("--title", help='What you call the film; else "Film" and its number, because file names tend to name people.')
def import_(console: Console, film: Path, code: str, title: str | None) -> Answer:
    """Bring a film into a case. The film itself is only read; a working copy is made whose frames can be stepped exactly.

    The same film twice is one recording. Stopped with Ctrl-C, the same command goes on where it was.
    """
    from workbench.media.probe import probe_film
    from workbench.practice.casework import Recording, parse_case_code
    from workbench.session.importing import import_film
    from workbench.store.workspace import open_workspace

    parse_case_code(code)
    probe_film(film)  # before a workspace is made for what is no film
    with open_workspace(console.workspace, create=True) as workspace, console.progress() as progress:
        imported = import_film(workspace, film, code, title=title, progress=progress)
        recording = imported.recording
        short = short_ids([each.id for each in workspace.find(Recording)])[recording.id]
    facts = f"{counted(recording.n_frames, 'frame')}, {format_time(recording.length)}, {recording.width} x {recording.height}"
    rate = ", variable rate: frame numbers are exact" if recording.variable_rate else ""
    sound = "" if recording.has_sound else ", no sound"
    first = f"{recording.title} is film {short}" if imported.new else f"This film is in the case already: {recording.title}, film {short}"
    return Answer(
        [f"{first} ({facts}{rate}{sound}).", "Next: say who can be recognised in it with vig case in-view, then vig open."],
        {
            "recording": {
                "id": recording.id,
                "case_id": recording.case_id,
                "title": recording.title,
                "n_frames": recording.n_frames,
                "length": recording.length,
                "duration_s": round(FILM_CLOCK.seconds(recording.length), 3),
                "width": recording.width,
                "height": recording.height,
                "has_sound": recording.has_sound,
                "variable_rate": recording.variable_rate,
            },
            "new": imported.new,
        },
    )


COMMANDS = (import_,)
