"""Publishing a playlist to a family, and taking it back. Consent is asked for before it and once more when it is done."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from workbench.core.regions import Region
from workbench.errors import ConsentError, EditError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip, Playlist
from workbench.practice.exports import Export, Way
from workbench.practice.people import Person, Role
from workbench.render.package import format_clip, holds_package, withdraw_package
from workbench.render.packing import EXPIRES_AFTER_DAYS, plan_package, write_package
from workbench.session.permission import UNSAID, last_day, reasons_against
from workbench.session.reading import read_frame_table
from workbench.session.working_copy import is_complete
from workbench.store.faults import disk_faults
from workbench.store.workspace import Workspace

PACKAGES = "packages"


def publish(
    workspace: Workspace,
    playlist_id: str,
    target: Path | None = None,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write a playlist's package and keep a record of it; the new package's folder.

    Parameters
    ----------
    target : Path, optional
        The folder to put the package's folder into; the workspace's own ``packages`` where none is given.
    today : date, optional
        The day it is made on and consent is asked for; the real one where none is given.

    Raises
    ------
    NotFoundError
        If there is no such playlist.
    EditError
        If it has no clip, or the working copy of one of its films is not there yet.
    ConsentError
        Naming for each clip everyone in view who has not consented to a shared review, and clips of which nobody said who is in view.
    RenderError, StoppedError
        As :func:`workbench.render.packing.write_package`; nothing is left and no record is kept.
    """
    day = today or date.today()
    playlist = workspace.get(Playlist, playlist_id)
    case = workspace.get(Case, playlist.case_id)
    clips = sorted(workspace.find(Clip, playlist_id=playlist_id), key=lambda clip: clip.position)
    if not clips:
        raise EditError("This playlist has no clips yet", "Make a clip of a moment first, then publish")
    check_consent(workspace, clips, day)
    recording_ids = tuple(dict.fromkeys(clip.recording_id for clip in clips))
    _check_complete(workspace, recording_ids)
    regions = [region for recording_id in recording_ids for region in workspace.find(Region, recording_id=recording_id)]
    tables = {recording_id: read_frame_table(workspace.vault, recording_id) for recording_id in recording_ids}
    language = next((person.language for person in workspace.find(Person, case_id=case.id) if person.role is Role.CLIENT), "en")
    n_days = _days_it_may_be_watched(workspace, recording_ids, day)
    plan = plan_package(case, playlist, clips, tables, regions, made_on=day, language=language, expires_after_days=n_days)
    parent = target or _own_folder(workspace)
    folder = write_package(plan, workspace.vault, parent, progress=progress, cancelled=cancelled)
    record = Export(
        id=plan.id,
        case_id=case.id,
        way=Way.PACKAGE,
        place=str(folder.absolute()),
        playlist_id=playlist_id,
        made_on=day,
        expires_on=plan.expires_on,
        recording_ids=recording_ids,
    )
    try:
        check_consent(workspace, clips, day)
        with workspace.edit("Publish a playlist", case_id=case.id, lasting=True) as edit:
            edit.put(record)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _check_complete(workspace: Workspace, recording_ids: Sequence[str]) -> None:
    for recording_id in recording_ids:
        if not is_complete(workspace, recording_id):
            title = workspace.get(Recording, recording_id).title
            raise EditError(
                f"The working copy of {title} is not ready yet, and clips are cut from it",
                "Go on marking, and publish when the screen says that it is ready",
            )


def withdraw(workspace: Workspace, package_id: str, *, today: date | None = None) -> Export:
    """Withdraw a package: its clips and stills are destroyed where they were written, and the record says so.

    A package whose folder is gone or elsewhere now is recorded as withdrawn all the same; then copies may still exist.

    Raises
    ------
    NotFoundError
        If no such package was made in this workspace.
    PackageError
        If a file of it cannot be destroyed; it is then not recorded as withdrawn.
    """
    day = today or date.today()
    record = workspace.get(Export, package_id)
    folder = Path(record.place)
    if holds_package(folder):
        withdraw_package(folder, day)
    withdrawn = record if record.revoked_on is not None else replace(record, revoked_on=day)
    if withdrawn is not record:
        with workspace.edit("Withdraw a package", case_id=record.case_id, lasting=True) as edit:
            edit.put(withdrawn)
    return withdrawn


def check_consent(workspace: Workspace, clips: Sequence[Clip], today: date) -> None:
    """Refuse clips that show anyone without live consent to a shared review.

    Raises
    ------
    ConsentError
        Naming everybody who has not consented, clip by clip, and clips of which nobody said who is in view.
    """
    refused: list[str] = []
    unsaid = False
    for number, clip in enumerate(clips, start=1):
        reasons = reasons_against(workspace, clip.recording_id, today)
        unsaid = unsaid or UNSAID in reasons
        if reasons:
            refused.append(f"{format_clip(number, clip.title)}: {', '.join(reasons)}")
    if refused:
        first = "Say who can be seen in each film, and ask" if unsaid else "Ask"
        raise ConsentError(
            f"Not everyone in view has agreed that this may be shown in a review ({'; '.join(refused)})",
            f"{first} the people named for their consent to a shared review, or leave these clips out",
        )


def _own_folder(workspace: Workspace) -> Path:
    """The workspace's own folder of packages, for this person only."""
    folder = workspace.folder / PACKAGES
    with disk_faults(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _days_it_may_be_watched(workspace: Workspace, recording_ids: Sequence[str], today: date) -> int:
    """As usual, but no longer than the consent it rests on."""
    until = last_day(workspace, recording_ids, today)
    return EXPIRES_AFTER_DAYS if until is None else min(EXPIRES_AFTER_DAYS, (until - today).days)
