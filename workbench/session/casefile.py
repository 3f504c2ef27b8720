"""A case under a guider's hands: every method is one edit, on the disk when it returns, with a label in the guider's words.

Times are snapped to the frames of the film. What makes no sense is refused with an EditError and changes nothing. Each kind of thing has
its edits in a module of its own; reading is in ``reading``, importing a film and publishing a package are modules of their own.
"""

from datetime import date
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Case, parse_case_code
from workbench.session.cameras import CameraEdits
from workbench.session.closing import ClosingEdits
from workbench.session.cycles import CycleEdits
from workbench.session.editing import check_fields
from workbench.session.figures import FigureEdits
from workbench.session.goals import GoalEdits
from workbench.session.letters import LetterEdits
from workbench.session.moments import MomentEdits
from workbench.session.people import CASE_FIELDS, PeopleEdits
from workbench.session.playlists import PlaylistEdits
from workbench.session.reviews import ReviewEdits
from workbench.session.steps import StepEdits
from workbench.session.supervising import SupervisionEdits
from workbench.session.who_is_who import WhoIsWhoEdits
from workbench.store.workspace import Workspace


class CaseSession(
    CameraEdits,
    MomentEdits,
    StepEdits,
    WhoIsWhoEdits,
    FigureEdits,
    PlaylistEdits,
    PeopleEdits,
    GoalEdits,
    CycleEdits,
    ReviewEdits,
    SupervisionEdits,
    ClosingEdits,
    LetterEdits,
):
    """One case, read and edited. All edits raise EditError for what makes no sense and NotFoundError for what is not there."""


def open_case(workspace: Workspace, code: str) -> CaseSession:
    """The case of a code.

    Raises
    ------
    NotFoundError
        If the workspace has none; the next step names those it has.
    """
    found = workspace.find(Case, code=code.strip().upper())
    if not found:
        codes = ", ".join(case.code for case in workspace.find(Case))
        raise NotFoundError(
            f"There is no case {code!r} in {workspace.folder}",
            f"Choose one of {codes}" if codes else "Import a film first: vig import FILM --case CODE",
        )
    return CaseSession(workspace, found[0].id)


def create_case(workspace: Workspace, code: str, *, today: date | None = None, **fields: Any) -> CaseSession:
    """A new case under a pseudonymous code.

    Parameters
    ----------
    code : str
        Up to 32 letters, digits, ``-`` and ``_``, kept in capitals; never a name.
    today : date, optional
        The day it is opened.
    **fields
        Any of :data:`CASE_FIELDS`.

    Raises
    ------
    EditError
        If the code is taken or has another form, or a field is not known.
    """
    code = parse_case_code(code)
    if workspace.find(Case, code=code):
        raise EditError(f"There is a case {code} already", "Open it, or choose another code")
    check_fields("case", fields, CASE_FIELDS)
    case = Case(new_id(), code, today or date.today(), **fields)
    with workspace.edit(f"Open the case {code}", case_id=case.id, lasting=True) as edit:
        edit.put(case)
    return CaseSession(workspace, case.id)
