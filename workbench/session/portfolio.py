"""The portfolio of a workspace: read over all its cases, given back as sums alone."""

from workbench.errors import NotFoundError
from workbench.practice.casework import Case, Cycle
from workbench.practice.datafiles import FALLBACK, find_data_file
from workbench.practice.portfolio import Portfolio, sum_up
from workbench.practice.stages import StageProfile, read_stages
from workbench.practice.supervision import Supervision
from workbench.store.workspace import Workspace


def read_portfolio(workspace: Workspace) -> Portfolio:
    """The sums over all cases."""
    cases = workspace.find(Case)
    return sum_up((workspace.find(Cycle, case_id=case.id), workspace.find(Supervision, case_id=case.id)) for case in cases)


def find_profile(workspace: Workspace, code: str | None = None) -> StageProfile:
    """A profile of stages by its code, the first where none is named; the workspace's own file of stages takes the shipped one's place.

    Raises
    ------
    NotFoundError
        If there is no profile of that code.
    DataFileError
        If the file is not as it must be.
    """
    profiles = read_stages(find_data_file("stages", FALLBACK, workspace.folder))
    if code is None:
        return next(iter(profiles.values()))
    if code not in profiles:
        raise NotFoundError(f"There is no profile {code!r}", f"Choose one of {', '.join(profiles)}")
    return profiles[code]
