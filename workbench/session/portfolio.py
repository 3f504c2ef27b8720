"""The portfolio of a workspace: read over all its cases, given back as sums alone."""

from workbench.errors import NotFoundError
from workbench.practice.casework import Case, Cycle
from workbench.practice.portfolio import Portfolio, sum_up
from workbench.practice.stages import StageProfile
from workbench.practice.supervision import Supervision
from workbench.session.wording import Wording
from workbench.store.settings import read_settings
from workbench.store.workspace import Workspace


def read_portfolio(workspace: Workspace) -> Portfolio:
    """The sums over all cases."""
    cases = workspace.find(Case)
    return sum_up((workspace.find(Cycle, case_id=case.id), workspace.find(Supervision, case_id=case.id)) for case in cases)


def find_profile(workspace: Workspace, code: str | None = None) -> StageProfile:
    """A profile of stages by its code, the first where none is named, in the guider's language.

    The workspace's own file of stages takes the shipped one's place; one that is not as it must be gives way to it.

    Raises
    ------
    NotFoundError
        If there is no profile of that code.
    """
    profiles = Wording(workspace.folder, read_settings(workspace.folder)[0].language).stages
    if code is None:
        return next(iter(profiles.values()))
    if code not in profiles:
        raise NotFoundError(f"There is no profile {code!r}", f"Choose one of {', '.join(profiles)}")
    return profiles[code]
