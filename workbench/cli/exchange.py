"""``vig exchange``: what was coded, in from files of other tools and out to them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.console import Answer, Console, counted, table
from workbench.cli.naming import pick
from workbench.cli.opening import session_by_id, session_of
from workbench.cli.program import command
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.exchange.format import Format


@click.group("exchange", short_help="Bring coding in from other tools, and write it for them.")
def exchange() -> None:
    """ELAN, Praat, BORIS, Datavyu, WebVTT, OpenTimelineIO, RTTM, tidy tables and GSEQ. Every time a report says what could not be held."""


@command("formats", short_help="List the formats and what each holds.")
def formats_command(console: Console) -> Answer:
    """The formats by name, their files, and what of a document each cannot hold."""
    from workbench.exchange.features import Feature
    from workbench.exchange.formats import formats

    rows = [[each.name, ", ".join(each.suffixes), each.title, f"holds {len(each.holds)} of {len(Feature)} features"] for each in formats()]
    fields = [
        {
            "name": each.name,
            "title": each.title,
            "suffixes": each.suffixes,
            "holds": sorted(each.holds),
            "not_held": sorted(set(Feature) - each.holds),
        }
        for each in formats()
    ]
    return Answer([*table(rows), "docs/exchange.md says what each can and cannot hold."], {"formats": fields})


class _Aimed(click.ParamType[tuple[str, str, str]]):
    """A tier with whose it becomes and what it is about: ``CHI=C1:voice``, ``notes=:other``, ``CHI=-`` to leave it out."""

    name = "tier=person:channel"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str, str]:
        """Tier, person and channel."""
        from workbench.core.tiers import Channel

        tier, found, aim = str(value).rpartition("=")
        person, parted, channel = aim.partition(":")
        if not found or not (aim == "-" or (parted and channel in set(Channel))):
            self.fail(f"{value!r} is not TIER=PERSON:CHANNEL with a channel of {', '.join(Channel)}, or TIER=-", param, ctx)
        return tier, person.strip("-") if aim == "-" else person, channel


@command("import", short_help="Bring a file of another tool into a film as new rows.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--case", "code", required=True, metavar="CODE", help="The case of the film.")
@click.option("--film", metavar="FILM", help="The film; else the one the file says it is about.")
@click.option("--format", "name", metavar="NAME", help="The file's format; else by the ending of its name.")
@click.option(
    "--tier", "tiers", type=_Aimed(), multiple=True, help="Whose a tier becomes and what it is about: CHI=C1:voice; CHI=- leaves it out."
)
@click.option("--observation", default="", help="Which observation of a BORIS project.")
@click.option(
    "--unpaired",
    type=click.Choice(["refuse", "leave_out", "to_last"]),
    default="refuse",
    show_default=True,
    help="BORIS states without an end.",
)
@click.option(
    "--instants", type=click.Choice(["refuse", "one_frame", "leave_out"]), default="refuse", show_default=True, help="Marks without length."
)
@click.option(
    "--outside", type=click.Choice(["refuse", "leave_out"]), default="refuse", show_default=True, help="Marks that are not within the film."
)
@click.option("--rounding", type=click.Choice(["nearest", "floor"]), default="nearest", show_default=True, help="The frame a time goes to.")
def import_command(console: Console, file: Path, code: str, film: str | None, name: str | None, **given: Any) -> Answer:
    """Bring a file of another tool into a film: vig exchange import coded.eaf --case HAZEL --tier CHI=C1:voice. It can be undone.

    What is wrong in the file is told all at once, and nothing is changed then.
    """
    from workbench.practice.casework import Recording
    from workbench.session.bringing_in import Policies, aims_for, choose_recording, import_document, read_file
    from workbench.store.workspace import open_workspace

    read = read_file(file, _chosen_format(file, name, given["observation"], given["unpaired"]))
    with open_workspace(console.workspace) as workspace:
        session = session_of(workspace, code)
        wanted = pick(workspace, Recording, film, "film").id if film else None
        recording_id, starts_at, how = choose_recording(session, read.document, file, wanted)
        aims = aims_for(read.document, session.people(), {tier: (person, channel) for tier, person, channel in given["tiers"]})
        policies = Policies(given["rounding"], given["instants"], given["outside"])
        made = import_document(session, recording_id, read, aims, policies, starts_at=starts_at)
        names = {person.id: person.code for person in session.people()}
    rows = [[tier.name, names.get(tier.person_id or "", "nobody"), tier.channel.value] for tier in made.tiers]
    lines = [
        f"{counted(made.n_intervals, 'mark')} in {counted(len(made.tiers), 'new row')} (film {how}):",
        *table(rows),
        *made.report.lines(),
    ]
    fields = [{"id": tier.id, "name": tier.name, "person_id": tier.person_id, "channel": tier.channel} for tier in made.tiers]
    report = {
        "changes": made.report.changes,
        "losses": [{"name": each.name, "n": each.n, "where": each.where} for each in made.report.losses],
    }
    return Answer(lines, {"recording_id": recording_id, "tiers": fields, "n_intervals": made.n_intervals, "report": report})


def _chosen_format(file: Path, name: str | None, observation: str, unpaired: Any) -> "Format":
    from workbench.exchange.boris import Boris
    from workbench.exchange.boris_csv import BorisCsv
    from workbench.exchange.formats import format_named, format_of

    kind = format_named(name) if name else format_of(file.name)
    told: dict[str, Format] = {"boris": Boris(observation, unpaired), "boris-csv": BorisCsv(unpaired)}
    return told.get(kind.name, kind)


@command("export", short_help="Write what was coded for another tool, without pictures and names.")
@click.argument("what", metavar="FILM | PLAYLIST")
@click.option("--format", "name", required=True, metavar="NAME", help="The format, as vig exchange formats names it.")
@click.option("--for", "for_whom", required=True, help="Who gets it, as initials or a code.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR", help="Where to put it.")
def export_command(console: Console, what: str, name: str, for_whom: str, output: Path) -> Answer:
    """Write what was coded of a film, or of a playlist's films: vig exchange export 5f0c --format eaf --for AB -o DIR.

    Everyone in view and everyone coded has to have agreed to research_numeric. People stand under letters; notes and spoken words stay.
    """
    from workbench.exchange.formats import format_named
    from workbench.practice.casework import Recording
    from workbench.practice.clips import Playlist
    from workbench.render.research import REPORT
    from workbench.session.exchanging import export_coding
    from workbench.store.workspace import open_workspace

    kind = format_named(name)
    with open_workspace(console.workspace) as workspace:
        playlists = [each for each in workspace.find(Playlist) if what and each.id.startswith(what.lower())]
        films = [each for each in workspace.find(Recording) if what and each.id.startswith(what.lower())]
        if playlists and films:
            raise NotFoundError(f"Films and playlists begin with {what!r}", "Give a digit or two more")
        chosen = pick(workspace, Playlist, what, "playlist") if playlists else pick(workspace, Recording, what, "film or playlist")
        session = session_by_id(workspace, chosen.case_id)
        ids, playlist_id = ([], chosen.id) if isinstance(chosen, Playlist) else ([chosen.id], None)
        made = export_coding(session, ids, kind, output, for_whom=for_whom, playlist_id=playlist_id)
    lost = (Path(made.place) / REPORT).read_text(encoding="utf-8").splitlines()
    until = f", until {made.expires_on}" if made.expires_on else ""
    return Answer(
        [
            f"{made.place} is written, for {made.for_whom}{until}.",
            *lost,
            "Look through the labels before it goes: only names entered in the case are taken out.",
        ],
        {"coding": {"id": made.id, "folder": made.place, "files": made.files, "expires_on": made.expires_on, "report": lost}},
    )


for _sub_command in (import_command, export_command, formats_command):
    exchange.add_command(_sub_command)

COMMANDS = (exchange,)
