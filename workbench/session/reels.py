"""A reel: one film of a package that the family keeps, which is another use than the review and asked for on its own."""

from datetime import date
from pathlib import Path

from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import Export, Way
from workbench.practice.verdict import Permit
from workbench.render.package import open_package
from workbench.render.reel import write_reel
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.permission import find_made, stretches_in
from workbench.session.publishing import FAMILY
from workbench.session.withdrawing import permit_anew
from workbench.store.workspace import Workspace


def make_reel(
    workspace: Workspace,
    package_folder: Path,
    target: Path,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Export:
    """Write a package as one film, and enter it in the register.

    Parameters
    ----------
    target : Path
        The file to write; replaced when there.

    Raises
    ------
    PackageError
        If the package is expired, withdrawn or damaged, or was not made in this workspace.
    ConsentError
        If somebody in it does not agree that the family keeps a copy; nothing is written then.
    RenderError, StoppedError
        As :func:`workbench.render.reel.write_reel`.
    """
    day = today or date.today()
    permit_anew(workspace, package_folder, day)
    package = open_package(package_folder, day)
    made = find_made(workspace, package.manifest.id)

    def write(permit: Permit) -> Written:
        write_reel(package, target, permit, progress=progress, cancelled=cancelled)
        return Written(target)

    leaving = Leaving(
        made.case_id,
        Way.REEL,
        stretches_in(workspace, made),
        for_whom=FAMILY,
        playlist_id=made.playlist_id,
        hidden=made.hidden,
        made_of=made.id,
    )
    return let_out(workspace, leaving, write, day)
