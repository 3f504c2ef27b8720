"""Publishing a playlist to a family, and taking it back. The one place where consent to be shown is asked for."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from workbench.core.regions import Region
from workbench.errors import ConsentError, EditError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Case, PackageRecord, Recording
from workbench.practice.clips import Clip, Playlist
from workbench.practice.people import Consent, Person, Role, Scope, people_without_consent
from workbench.render.package import holds_package, withdraw_package
from workbench.render.packing import plan_package, write_package
from workbench.session.reading import read_frame_table
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
        If it has no clip.
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
    regions = [region for recording_id in recording_ids for region in workspace.find(Region, recording_id=recording_id)]
    tables = {recording_id: read_frame_table(workspace.vault, recording_id) for recording_id in recording_ids}
    language = next((person.language for person in workspace.find(Person, case_id=case.id) if person.role is Role.CLIENT), "en")
    plan = plan_package(case, playlist, clips, tables, regions, made_on=day, language=language)
    folder = write_package(plan, workspace.vault, target or workspace.folder / PACKAGES, progress=progress, cancelled=cancelled)
    record = PackageRecord(
        id=plan.id,
        case_id=case.id,
        playlist_id=playlist_id,
        folder=str(folder.absolute()),
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


def withdraw(workspace: Workspace, package_id: str, *, today: date | None = None) -> PackageRecord:
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
    record = workspace.get(PackageRecord, package_id)
    folder = Path(record.folder)
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
        which = f"clip {number}" + (f" (“{clip.title}”)" if clip.title else "")
        recording = workspace.get(Recording, clip.recording_id)
        if recording.in_view is None:
            unsaid = True
            refused.append(f"{which}: nobody has said who can be seen")
            continue
        missing = _people_missing(workspace, recording, today)
        if missing:
            refused.append(f"{which}: {', '.join(missing)}")
    if refused:
        first = "Say who can be seen in each film, and ask" if unsaid else "Ask"
        raise ConsentError(
            f"Not everyone in view has agreed that this may be shown in a review ({'; '.join(refused)})",
            f"{first} the people named for their consent to a shared review, or leave these clips out",
        )


def _people_missing(workspace: Workspace, recording: Recording, today: date) -> list[str]:
    """The shown names of those in view who have not consented; someone in view whom the case does not know has not."""
    people = {person.id: person for person in workspace.find(Person, case_id=recording.case_id)}
    in_view = recording.in_view or ()
    known = [people[person_id] for person_id in in_view if person_id in people]
    consents = workspace.find(Consent, case_id=recording.case_id)
    missing = people_without_consent(known, consents, Scope.SHARED_REVIEW, recording.id, today)
    return [person.shown_name or person.code for person in missing] + ["someone unknown"] * (len(in_view) - len(known))
