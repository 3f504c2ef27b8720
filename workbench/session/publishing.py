"""Publishing a playlist to a family, as a package or as an offline page; taking it back is in ``withdrawing``."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from workbench.core.regions import Region
from workbench.errors import EditError
from workbench.media.progress import Cancelled, Progress
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip, Playlist
from workbench.practice.exports import Way
from workbench.practice.people import Person, Role
from workbench.practice.verdict import Permit
from workbench.render.offline import write_offline_page
from workbench.render.packing import EXPIRES_AFTER_DAYS, PackagePlan, plan_package, write_package
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.permission import PACKAGES, stretches_of
from workbench.session.reading import read_frame_table
from workbench.session.wording import Wording
from workbench.session.working_copy import is_complete
from workbench.store.faults import disk_faults
from workbench.store.workspace import Workspace

FAMILY = "the family"


def publish(
    workspace: Workspace,
    playlist_id: str,
    target: Path | None = None,
    *,
    offline: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write a playlist's package or its offline page and keep a record of it; the new folder.

    Parameters
    ----------
    target : Path, optional
        The folder to put the new folder into; the workspace's own ``packages`` where none is given.
    offline : bool, optional
        Whether it is to be a page that opens without Python, which the family keeps.
    today : date, optional
        The day it is made on and consent is asked for; the real one where none is given.

    Raises
    ------
    NotFoundError
        If there is no such playlist.
    EditError
        If it has no clip, or the working copy of one of its films is not there yet.
    ConsentError
        Naming for each clip everyone in view who has not consented to a shared review, or for an offline page to the family keeping a
        copy, or has to be asked again, and clips of which nobody said who is in view.
    RenderError, StoppedError
        As :func:`workbench.render.packing.write_package`; nothing is left and no record is kept.
    """
    day = today or date.today()
    case_id = workspace.get(Playlist, playlist_id).case_id
    clips = clips_of(workspace, playlist_id)

    def write(permit: Permit) -> Written:
        plan = plan_playlist(workspace, playlist_id, day, until=permit.until)
        parent = target or _own_folder(workspace)
        if offline:
            words = Wording(workspace.folder, plan.language).page
            page = write_offline_page(plan, workspace.vault, parent, permit, words, progress=progress, cancelled=cancelled)
            return Written(page, plan.id)
        return Written(write_package(plan, workspace.vault, parent, permit, progress=progress, cancelled=cancelled), plan.id)

    leaving = Leaving(
        case_id,
        Way.OFFLINE_PAGE if offline else Way.PACKAGE,
        stretches_of(workspace, clips),
        for_whom=FAMILY,
        days=EXPIRES_AFTER_DAYS,
        playlist_id=playlist_id,
    )
    return Path(let_out(workspace, leaving, write, day).place)


def clips_of(workspace: Workspace, playlist_id: str) -> list[Clip]:
    """The clips of a playlist in playing order; EditError where it has none."""
    clips = sorted(workspace.find(Clip, playlist_id=playlist_id), key=lambda clip: clip.position)
    if not clips:
        raise EditError("This playlist has no clips yet", "Make a clip of a moment first, then publish")
    return clips


def plan_playlist(workspace: Workspace, playlist_id: str, day: date, *, until: date | None = None) -> PackagePlan:
    """What a package made of a playlist on a day would hold, to be watched until another day at most.

    Raises
    ------
    EditError
        If it has no clip, or the working copy of one of its films is not there yet.
    RenderError
        If a clip cannot be cut as it stands.
    """
    playlist = workspace.get(Playlist, playlist_id)
    clips = clips_of(workspace, playlist_id)
    recording_ids = list(dict.fromkeys(clip.recording_id for clip in clips))
    check_complete(workspace, recording_ids)
    regions = [region for recording_id in recording_ids for region in workspace.find(Region, recording_id=recording_id)]
    tables = {recording_id: read_frame_table(workspace.vault, recording_id) for recording_id in recording_ids}
    language = next((p.language for p in workspace.find(Person, case_id=playlist.case_id) if p.role is Role.CLIENT), "en")
    n_days = (until - day).days if until else EXPIRES_AFTER_DAYS
    case = workspace.get(Case, playlist.case_id)
    return plan_package(case, playlist, clips, tables, regions, made_on=day, language=language, expires_after_days=n_days)


def check_complete(workspace: Workspace, recording_ids: Sequence[str]) -> None:
    """Refuse films whose working copy is not ready yet, with an EditError: what leaves is cut from that."""
    for recording_id in recording_ids:
        if not is_complete(workspace, recording_id):
            title = workspace.get(Recording, recording_id).title
            raise EditError(
                f"The working copy of {title} is not ready yet, and clips are cut from it",
                "Go on marking, and publish when the screen says that it is ready",
            )


def _own_folder(workspace: Workspace) -> Path:
    """The workspace's own folder of packages, for this person only."""
    folder = workspace.folder / PACKAGES
    with disk_faults(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
