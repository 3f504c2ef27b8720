"""The screens that notebooks show: the guider's, where a review is prepared, and the trainer's, where a film is looked at closely.

What cannot be shown is said in words a guider can act on; no screen shows a traceback.
"""

import html
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Literal

import ipywidgets

from workbench.app.film_screen import FilmScreen
from workbench.app.preparing import Preparing
from workbench.design import DESIGN
from workbench.errors import NotFoundError, PackageError, WorkbenchError, WorkspaceError
from workbench.practice.casework import Case, Recording
from workbench.session import casefile
from workbench.session.casefile import CaseSession
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import Workspace, default_workspace_folder, open_workspace


def open_case(code: str | None = None) -> CaseSession:
    """A case of the workspace in ``VIG_WORKSPACE`` (else in the home folder).

    Parameters
    ----------
    code : str, optional
        The case's code; without one the case named in ``VIG_CASE``, or the only case there is.

    Raises
    ------
    WorkspaceError
        If there is no workspace.
    NotFoundError
        If there is no such case, or several and none is named.
    """
    workspace = _workspace_in(default_workspace_folder().absolute())
    wanted = code or os.environ.get("VIG_CASE")
    if wanted:
        return casefile.open_case(workspace, wanted)
    cases = workspace.find(Case)
    if not cases:
        raise NotFoundError("There is no case here yet", "Bring in a film from a terminal: vig import FILM --case CODE")
    if len(cases) > 1:
        codes = ", ".join(case.code for case in cases)
        raise NotFoundError(f"There are {len(cases)} cases here: {codes}", f'Say which one, for instance "{cases[0].code}"')
    return CaseSession(workspace, cases[0].id)


def guider_screen(case: str | CaseSession | None = None, recording: str | None = None) -> ipywidgets.Widget:
    """The screen on which a guider studies a film and prepares the shared review.

    Parameters
    ----------
    case : str or CaseSession, optional
        A case or its code; as for :func:`open_case`.
    recording : str, optional
        Id or title of the film to begin with; without one the case's first.
    """
    return _screen("guider", case, recording)


def trainer_screen(case: str | CaseSession | None = None, recording: str | None = None) -> ipywidgets.Widget:
    """The film with its overlays and timeline, for looking closely together.

    Nothing but one's own keys and settings can be changed on it. Parameters as above.
    """
    return _screen("player", case, recording)


@cache
def _workspace_in(folder: Path) -> Workspace:
    """One open workspace for all screens of a kernel."""
    return open_workspace(folder)


@cache
def _preparing_in(workspace: Workspace) -> Preparing:
    """One maker of working copies for all screens of a kernel."""
    return Preparing(workspace)


def _screen(kind: Literal["guider", "player"], case: str | CaseSession | None, wanted: str | None) -> ipywidgets.Widget:
    try:
        session = case if isinstance(case, CaseSession) else open_case(case)
        with suppress(PackageError, WorkspaceError):  # films are shut before anything can fail; what failed stays in the register
            withdraw_unconsented(session)
        recordings = session.recordings()
        chosen = _chosen(recordings, wanted) if recordings or wanted else None
        return FilmScreen(kind, session, chosen, _preparing_in(session.workspace), _no_film(session)).box
    except WorkbenchError as error:
        return _card(f"{error.problem}.", f"{error.next_step}.")


def _chosen(recordings: list[Recording], wanted: str | None) -> Recording:
    if wanted is None:
        return recordings[0]
    for recording in recordings:
        if wanted in (recording.id, recording.title):
            return recording
    raise NotFoundError(
        f"This case has no film called {wanted!r}", f"Choose one of {', '.join(repr(recording.title) for recording in recordings)}"
    )


def _no_film(session: CaseSession) -> ipywidgets.Widget:
    return _card(
        f"Case {session.case.code} has no film yet.",
        f"Bring one in below, or from a terminal: vig import FILM --case {session.case.code}. "
        "The film itself stays where it is and is not changed.",
    )


def _card(problem: str, next_step: str) -> ipywidgets.HTML:
    """A calm card in the place of a screen."""
    style = (
        f"font-family:{DESIGN.font};font-size:{DESIGN.text_px['normal']}px;padding:{3 * DESIGN.space_px}px;"
        f"border:1px solid {DESIGN.light.line};border-radius:{DESIGN.radius_px}px"
    )
    return ipywidgets.HTML(
        f'<div style="{html.escape(style)}"><p><b>{html.escape(problem)}</b></p><p>{html.escape(next_step)}</p></div>',
        layout={"width": "100%"},
    )
