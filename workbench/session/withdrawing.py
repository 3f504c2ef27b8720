"""Taking packages back when somebody in them takes their consent back: at once, without being asked twice."""

from workbench.errors import PackageError
from workbench.practice.exports import Export
from workbench.render.package import format_day
from workbench.session.permission import reasons_against
from workbench.session.publishing import withdraw
from workbench.session.reading import CaseReader
from workbench.store.workspace import Workspace


def withdraw_unconsented(case: CaseReader) -> list[Export]:
    """Withdraw every package of the case that shows a film which may not be shown in a shared review any more.

    Returns
    -------
    list of Export
        Those withdrawn now, as they are recorded after it.

    Raises
    ------
    PackageError
        If a file of one cannot be destroyed; that one is not recorded as withdrawn, all others are.
    """
    today = case.today()
    withdrawn, failed = [], []
    for package in case.packages():
        if package.revoked_on is None and _is_forbidden(case, package):
            try:
                withdrawn.append(withdraw(case.workspace, package.id, today=today))
            except PackageError as error:
                failed.append(error)
    if failed:
        raise failed[0]
    return withdrawn


def refuse_withdrawn(workspace: Workspace, package_id: str) -> None:
    """Refuse a package that was withdrawn here or has to be now, also where a copy of its folder is still whole.

    A package that was not made in this workspace is nothing this workspace can speak about.

    Raises
    ------
    PackageError
        If it is withdrawn, or cannot be withdrawn completely.
    """
    for record in workspace.find(Export, id=package_id):
        withdraw_unconsented(CaseReader(workspace, record.case_id))
        on = workspace.get(Export, package_id).revoked_on
        if on is not None:
            raise PackageError(
                f"These clips were withdrawn on {format_day(on)}", "Ask the people in them again, then publish the playlist once more"
            )


def _is_forbidden(case: CaseReader, package: Export) -> bool:
    films = package.recording_ids
    return not films or any(reasons_against(case.workspace, film, case.today()) for film in films)
