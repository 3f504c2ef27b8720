"""``vig import`` and ``vig check``: a film comes in; a film or a playlist is looked over."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick, short_ids
from workbench.cli.program import command
from workbench.core.time import FILM_CLOCK, format_time

if TYPE_CHECKING:
    from workbench.media.probe import FilmFacts


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


@command("check", short_help="Look over a playlist before the review, or a film file.")
@click.argument("what", metavar="PLAYLIST|FILM")
def check(console: Console, what: str) -> Answer:
    """The live checks of a playlist (advice, never a block), or in plain words what a film file is."""
    if Path(what).is_file() or _looks_like_a_path(what):
        return _checked_film(Path(what))
    return _checked_playlist(console, what)


def _looks_like_a_path(what: str) -> bool:
    return Path(what).suffix != "" or "/" in what or "\\" in what


def _checked_playlist(console: Console, beginning: str) -> Answer:
    from workbench.practice.clips import Clip, Playlist
    from workbench.session.casefile import CaseSession
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        playlist = pick(workspace, Playlist, beginning, "playlist")
        session = CaseSession(workspace, playlist.case_id)
        clips = session.clips(playlist.id)
        advice = session.advice(playlist.id)
        short = short_ids([each.id for each in workspace.find(Clip)])
    names = {clip.id: f"Clip {clip.position + 1}" + (f" “{clip.title}”" if clip.title else "") for clip in clips}
    lines = [f"{playlist.title}: {counted(len(clips), 'clip')}."]
    lines += table([[short[clip.id], names[clip.id], format_time(clip.span.length)] for clip in clips])
    lines += [f"  {names[note.clip_id]}: {note.words}" if note.clip_id else f"  {note.words}" for note in advice]
    if not advice:
        lines.append("  Nothing to add.")
    fields = [{"check": note.check, "words": note.words, "clip_id": note.clip_id} for note in advice]
    return Answer(lines, {"playlist_id": playlist.id, "n_clips": len(clips), "advice": fields})


def _checked_film(film: Path) -> Answer:
    from workbench.media.frames import index_frames
    from workbench.media.probe import probe_film

    facts = probe_film(film)
    frames = index_frames(film)
    duration = FILM_CLOCK.convert(frames.on_clock(FILM_CLOCK).end, FILM_CLOCK, "nearest")
    lines = [f"{film.name} can be imported."]
    lines += [f"  {line}" for line in _film_words(facts, frames.n_frames, format_time(duration), variable=frames.is_variable)]
    return Answer(lines, {"film": {**facts.to_json(), "n_frames": frames.n_frames, "variable_rate": frames.is_variable}})


def _film_words(facts: "FilmFacts", n_frames: int, duration: str, *, variable: bool) -> list[str]:
    """What the file says, as a person would say it, with what to know before importing."""
    lines = [f"{duration} long, {counted(n_frames, 'frame')}, {facts.width} x {facts.height} pixels, {facts.video_codec}."]
    if variable:
        lines.append("Its frame rate varies, as phones do it. Frame numbers will be exact all the same.")
    if facts.rotation_deg:
        lines.append(f"It was filmed turned by {facts.rotation_deg} degrees and will be shown upright.")
    if facts.has_sound:
        lines.append(f"Sound: {facts.audio_codec}, {counted(facts.n_channels, 'channel')}, {facts.audio_rate_hz} Hz.")
    else:
        lines.append("It has no sound.")
    if abs(facts.start_offset_s) >= 0.001:
        which = "after" if facts.start_offset_s > 0 else "before"
        lines.append(f"The picture starts {abs(facts.start_offset_s):.3f} s {which} the sound; they stay in step.")
    if min(facts.width, facts.height) < 480:
        lines.append("The picture is small; faces may be hard to read.")
    if facts.has_location:
        lines.append("The file says where it was filmed. The working copy and every clip leave that out.")
    return lines


COMMANDS = (import_, check)
