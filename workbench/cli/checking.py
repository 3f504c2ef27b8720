"""``vig check``: a film file or a playlist is looked over; a test film of half a minute before filming, too."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick, short_ids
from workbench.cli.program import command
from workbench.core.time import FILM_CLOCK, format_time

if TYPE_CHECKING:
    from workbench.media.quality.overview import KnownFilm, Overview
    from workbench.practice.film_checks import FilmCheckWords, Finding


@command("check", short_help="Look over a film, a test film too, or a playlist.")
@click.argument("what", metavar="PLAYLIST|FILM")
@click.option(
    "--picture", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.png", help="Draw the film's checks: .png or .svg."
)
@click.option(
    "--plain-copy", "copy", type=click.Path(path_type=Path, dir_okay=False), metavar="COPY", help="Copy the film without place and device."
)
def check(console: Console, what: str, picture: Path | None, copy: Path | None) -> Answer:
    """Look over a film before importing it, half a minute of test film before filming, or a playlist: advice, never a block.

    A film file is looked at and listened to without a workspace, and nothing of it is kept: vig check test.mov --picture checks.png
    """
    if Path(what).is_file() or _looks_like_a_path(what):
        return _checked_film(console, Path(what), picture, copy)
    if picture is not None or copy is not None:
        raise click.UsageError("--picture and --plain-copy are for a film file")
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


def _checked_film(console: Console, film: Path, picture: Path | None, copy: Path | None) -> Answer:
    from workbench.media.quality.overview import know_film, look_over
    from workbench.session.film_checks import copy_plainly, draw_overview, plan_picture

    known = know_film(film)
    words = _words(console.workspace)
    if picture is not None:
        plan_picture(picture)
    with console.progress() as progress:
        overview = look_over(known, progress=progress)
    lines = [f"{film.name} can be imported.", *(f"  {line}" for line in _facts(known)), "", *_said(overview, words)]
    if picture is not None:
        draw_overview(overview, words, picture)
        lines += ["", f"{picture} shows it along the film."]
    if copy is not None:
        copy_plainly(film, copy)
        lines += ["", f"{copy} is the film without anything about place, device or owner in its file."]
    return Answer(lines, _fields(known, overview, words) | {"picture": picture and str(picture), "plain_copy": copy and str(copy)})


def _words(workspace: Path) -> "FilmCheckWords":
    """The sentences in the guider's language; there need not be a workspace yet."""
    from workbench.session.wording import Wording
    from workbench.store.settings import read_settings
    from workbench.store.workspace import holds_workspace

    language = read_settings(workspace)[0].language if holds_workspace(workspace) else "en"
    return Wording(workspace, language).film_checks


def _facts(film: "KnownFilm") -> list[str]:
    facts, table_ = film.facts, film.table
    size = f"{facts.width} x {facts.height} pixels, {facts.video_codec}"
    lines = [f"{format_time(FILM_CLOCK.convert(table_.end, FILM_CLOCK, 'nearest'))} long, {counted(table_.n_frames, 'frame')}, {size}."]
    if facts.has_sound:
        lines.append(f"Sound: {facts.audio_codec}, {counted(facts.n_channels, 'channel')}, {facts.audio_rate_hz} Hz.")
    return lines


def _said(overview: "Overview", words: "FilmCheckWords") -> list[str]:
    """What there is to mend with its next steps; else one line; then what is good to know."""
    from workbench.practice.film_checks import Weight, by_weight

    findings = by_weight(overview.findings)
    advice = [line for each in findings if each.weight is not Weight.KNOW for line in _lines(each, overview, words)]
    facts = [line for each in findings if each.weight is Weight.KNOW for line in _lines(each, overview, words)]
    return [*(advice or [words.good]), *(["", f"{words.know}:", *(f"  {line}" for line in facts)] if facts else [])]


def _lines(finding: "Finding", overview: "Overview", words: "FilmCheckWords") -> list[str]:
    from workbench.practice.film_checks import format_stretches

    said = words.say(finding)
    where = format_stretches(finding.spans, overview.length)
    return [f"{said.words}{'  ' if where else ''}{where}", *([f"  {said.next}"] if said.next else [])]


def _fields(film: "KnownFilm", overview: "Overview", words: "FilmCheckWords") -> dict[str, Any]:
    from workbench.practice.film_checks import by_weight

    findings = [
        {
            **finding.to_json(),
            "weight": finding.weight,
            "words": words.say(finding).words,
            "next_step": words.say(finding).next,
            "seconds": [[FILM_CLOCK.seconds(span.start), FILM_CLOCK.seconds(span.end)] for span in finding.spans],
        }
        for finding in by_weight(overview.findings)
    ]
    return {
        "film": {**film.facts.to_json(), "n_frames": film.table.n_frames, "variable_rate": film.table.is_variable},
        "findings": findings,
    }


COMMANDS = (check,)
