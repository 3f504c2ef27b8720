"""``vig publish``, ``vig present`` and ``vig reel``: what is given to a family."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.console import Answer, Console, counted
from workbench.cli.naming import pick, short_ids
from workbench.cli.program import command
from workbench.errors import NotFoundError, PackageError

if TYPE_CHECKING:
    from workbench.practice.exports import Export
    from workbench.practice.verdict import Permit


@command("publish", short_help="Write a playlist's clips as a package for the family.")
@click.argument("playlist", metavar="PLAYLIST")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Put the new folder in here.")
@click.option("--offline", is_flag=True, help="Write a page that opens from a USB stick, without VIG Workbench.")
def publish(console: Console, playlist: str, output: Path | None, offline: bool) -> Answer:
    """Write a playlist's clips as a package: a folder with nothing in it but what the family may see.

    Refused, with names, while somebody in view has not agreed to a shared review; with --offline, to the family keeping a copy.
    """
    from workbench.practice.clips import Playlist
    from workbench.practice.exports import Export
    from workbench.session.publishing import publish as publish_playlist
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace, console.progress() as progress:
        chosen = pick(workspace, Playlist, playlist, "playlist")
        folder = publish_playlist(workspace, chosen.id, output, offline=offline, progress=progress)
        record = next(each for each in workspace.find(Export, playlist_id=chosen.id) if each.place == str(folder.absolute()))
        short = short_ids([each.id for each in workspace.find(Export)])[record.id]
    what = "Offline page" if offline else "Package"
    return Answer(
        [
            f"{what} {short}, until {record.expires_on}, is in",
            f"  {folder}",
            *(_on_a_stick(record) if offline else [f"Show it with vig present {short}"]),
        ],
        {
            "offline_page" if offline else "package": {
                "id": record.id,
                "playlist_id": chosen.id,
                "folder": str(folder),
                "made_on": record.made_on,
                "expires_on": record.expires_on,
            }
        },
    )


def _on_a_stick(record: "Export") -> list[str]:
    """How an offline page is used, and what nobody can undo."""
    return [
        "Copy the whole folder to a stick; it opens in a browser with a double click on index.html.",
        "What is on a stick cannot be taken back: when somebody withdraws, the folder above is destroyed, and copies stay where they are.",
        f"After {record.expires_on} the page shows no film, if the clock there is right; the films stay on the stick as files.",
    ]


@command("reel", short_help="Write a package as one film to watch anywhere.")
@click.argument("package", metavar="PACKAGE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.mp4", help="The film to write."
)
def reel(console: Console, package: str, output: Path) -> Answer:
    """Write a package (its id or its folder) as one film: title cards, clips, held pauses, slow motion.

    The family keeps it, so everyone in view has to have agreed to keep_copy_family.
    """
    from workbench.render.package import read_manifest
    from workbench.session.reels import make_reel
    from workbench.store.workspace import open_workspace

    folder = _package_folder(console, package)
    with open_workspace(console.workspace) as workspace, console.progress() as progress:
        made = make_reel(workspace, folder, output, progress=progress)
    n_clips = len(read_manifest(folder).clips)
    return Answer(
        [f"{output} is written ({counted(n_clips, 'clip')}). It stays with the family; vig exports lists it."],
        {"reel": str(output), "n_clips": n_clips, "id": made.id},
    )


def _package_folder(console: Console, package: str) -> Path:
    """A package's folder as given, or where the package of that id was written."""
    if Path(package).is_dir() or "/" in package or "\\" in package:
        return Path(package)
    from workbench.practice.exports import Export, Way
    from workbench.store.workspace import open_workspace

    with open_workspace(console.workspace) as workspace:
        record = pick(workspace, Export, package, "package")
    if record.way is not Way.PACKAGE:
        kind = record.way.value.replace("_", " ")
        raise NotFoundError(f"{package} is no package but of another kind ({kind})", "Publish the playlist as a package, and give that")
    return Path(record.place)


def _permit(console: Console, folder: Path) -> "Permit":
    """The permit to show a package; asked for anew where this workspace made it, be it a copy."""
    from workbench.session.permission import permit_showing
    from workbench.session.withdrawing import permit_anew
    from workbench.store.workspace import holds_workspace, open_workspace

    if not holds_workspace(console.workspace):
        return permit_showing(None, folder, date.today())
    with open_workspace(console.workspace) as workspace:
        return permit_anew(workspace, folder, date.today())


@command("present", short_help="Open a package as the family's page, on this computer.")
@click.argument("package", metavar="PACKAGE")
@click.option("--lan", is_flag=True, help="Let a tablet or television in the same network open it, too.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; else a free one.")
@click.option("--no-browser", is_flag=True, help="Only say the address.")
def present(console: Console, package: str, lan: bool, port: int, no_browser: bool) -> None:
    """Open a package (its id or its folder) as the family's page, until Ctrl-C.

    Your own view for a phone or a second window, with your notes, what comes next and the buttons that lead the family's page, stands
    beside it; it opens with the code that is said. With --lan both are encrypted, and the browser asks once whether it may open them.
    """
    from workbench.serve.present import present as present_package

    folder = _package_folder(console, package)
    permit = _permit(console, folder)
    announce = (lambda opened: console.write_json({"ok": True, "url": opened.urls[0], **asdict(opened)})) if console.as_json else None
    beside = _told_beside(console, folder)
    present_package(folder, permit, port=port, lan=lan, open_browser=not no_browser, announce=announce, **beside)


def _told_beside(console: Console, folder: Path) -> dict[str, Any]:
    """What the workspace has for the pages: the guider's notes, where it made the package, and the page's words as they are edited here."""
    from workbench.render.package import read_manifest
    from workbench.session.presenting import read_notes
    from workbench.session.wording import Wording
    from workbench.store.workspace import holds_workspace, open_workspace

    if not holds_workspace(console.workspace):
        return {}
    try:
        manifest = read_manifest(folder)
    except PackageError:
        return {}  # whoever opens it says what is wrong with it
    with open_workspace(console.workspace) as workspace:
        return {"notes": read_notes(workspace, manifest), "words": Wording(workspace.folder, manifest.language).page}


COMMANDS = (publish, present, reel)
