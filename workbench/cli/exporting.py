"""``vig still`` and ``vig training``: a picture for the family, and clips with their coding for training."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.console import Answer, Console, counted
from workbench.cli.naming import FilmTime, pick
from workbench.cli.program import command
from workbench.core.time import Ticks, format_time
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.practice.exports import Export
    from workbench.store.workspace import Workspace


@command("still", short_help="Write one picture of a film for the family.")
@click.argument("what", metavar="CLIP | FILM")
@click.option(
    "--at", type=FilmTime(), metavar="TIME", help="Which picture: a time of the clip, or of the film; else the clip's chosen still."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.png", help="A .png, or a .jpg."
)
def still(console: Console, what: str, at: Ticks | None, output: Path) -> Answer:
    """Write one picture, exact to the frame, with nothing said in the file: vig still 5f0c -o waiting.png.

    The family keeps it, so everyone in view has to have agreed to keep_copy_family; who is hidden in the film is hidden in it.
    """
    from workbench.session.stills import make_still
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        recording_id, instant = _place_of(workspace, what, at)
        made = make_still(workspace, recording_id, instant, output)
    return Answer(
        [f"{output} is written: the picture at {format_time(instant)}. {_kept(made)}"],
        {"still": str(output), "id": made.id, "recording_id": recording_id, "at": instant, "expires_on": made.expires_on},
    )


def _place_of(workspace: "Workspace", what: str, at: Ticks | None) -> tuple[str, Ticks]:
    """The film and the instant of it: of a clip by its own time, of a film by the film's."""
    from workbench.practice.casework import Recording
    from workbench.practice.clips import Clip
    from workbench.session.stills import chosen_instant

    clips = [clip for clip in workspace.find(Clip) if what and clip.id.startswith(what.lower())]
    films = [film for film in workspace.find(Recording) if what and film.id.startswith(what.lower())]
    if clips and films:
        raise NotFoundError(f"Clips and films begin with {what!r}", "Give a digit or two more")
    if clips or not films:
        clip = pick(workspace, Clip, what, "clip or film")
        return clip.recording_id, chosen_instant(clip, at=at)
    if at is None:
        raise click.UsageError("Say with --at which picture of the film")
    return pick(workspace, Recording, what, "film").id, at


def _kept(made: "Export") -> str:
    until = f", and may be kept until {made.expires_on}" if made.expires_on else ""
    return f"It stays with the family{until}; vig exports lists it."


@command("training", short_help="Write clips with their coding for training.")
@click.argument("playlist", metavar="PLAYLIST")
@click.option("--internal", "where", flag_value="training_internal", help="For training in the service.")
@click.option("--external", "where", flag_value="training_external", help="For training elsewhere.")
@click.option("--for", "for_whom", required=True, help="Who gets it, as initials or a code.")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="For how many days it may be used at most.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR", help="Where to put it.")
def training(console: Console, playlist: str, where: str | None, for_whom: str, days: int, output: Path) -> Answer:
    """Write a playlist's clips and what was coded in them, without names: vig training 5f0c --internal --for AB -o DIR.

    Everyone in view has to have agreed to training_internal or training_external. Voices are heard as they are, names in them too.
    """
    from workbench.cli.opening import session_by_id
    from workbench.practice.clips import Playlist
    from workbench.practice.exports import Way
    from workbench.session.training import export_for_training
    from workbench.store.workspace import open_workspace

    if where is None:
        raise click.UsageError("Say --internal or --external")
    with open_workspace(console.workspace) as workspace, console.progress() as progress:
        chosen = pick(workspace, Playlist, playlist, "playlist")
        session = session_by_id(workspace, chosen.case_id)
        made = export_for_training(session, chosen.id, Way(where), output, for_whom=for_whom, days=days, progress=progress)
        n_clips = len(session.clips(chosen.id))
    return Answer(
        [
            f"{made.place} is written ({counted(n_clips, 'clip')}), for {made.for_whom}, until {made.expires_on}.",
            "Listen to it before it goes: names are heard where they are spoken. vig exports lists it.",
        ],
        {"training": {"id": made.id, "way": made.way, "folder": made.place, "expires_on": made.expires_on, "n_clips": n_clips}},
    )


COMMANDS = (still, training)
