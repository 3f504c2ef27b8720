"""The screens that notebooks show: the guider's, where a review is prepared, and the trainer's, where a film is looked at closely.

What cannot be shown is said in words a guider can act on; no screen shows a traceback.
"""

import html
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import ipywidgets

from workbench.app.desk import Desk
from workbench.app.fitting import WidthKeeper
from workbench.app.giving import Giving, WorkBar
from workbench.app.linking import LinkedTimeline
from workbench.design import DESIGN
from workbench.errors import NotFoundError, WorkbenchError
from workbench.plots.timeline import TimelineContent
from workbench.practice.casework import Case, Recording
from workbench.session import casefile
from workbench.session.casefile import CaseSession
from workbench.store.workspace import Workspace, default_workspace_folder, open_workspace
from workbench.widgets.player import Handler, PlayerWidget


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


def _screen(kind: Literal["guider", "player"], case: str | CaseSession | None, wanted: str | None) -> ipywidgets.Widget:
    try:
        session = case if isinstance(case, CaseSession) else open_case(case)
        recordings = session.recordings()
        if not recordings:
            return _card(
                f"Case {session.case.code} has no film yet.",
                f"Bring one in from a terminal: vig import FILM --case {session.case.code}. It takes about as long as a cup of tea; "
                "the film itself stays where it is and is not changed.",
            )
        return _laid_out(kind, session, recordings, _chosen(recordings, wanted))
    except WorkbenchError as error:
        return _card(f"{error.problem}.", f"{error.next_step}.")


def _laid_out(kind: Literal["guider", "player"], session: CaseSession, recordings: list[Recording], chosen: Recording) -> ipywidgets.Widget:
    bar = WorkBar()
    desk: Desk
    handle: Handler = (lambda edit: desk.perform(edit)) if kind == "guider" else (lambda edit: desk.prefer(edit))
    player = PlayerWidget(handle, reader=lambda question: desk.answer(question), screen=kind)
    desk = Desk(session, player, Giving(session.workspace, bar).begin)
    desk.show(chosen.id)
    timeline = LinkedTimeline(_timeline_of(session, chosen), player.seek)

    def show(recording_id: str) -> None:
        desk.show(recording_id)
        timeline.show(_timeline_of(session, session.recording(recording_id)))

    def redraw() -> None:
        if desk.recording_id is not None:
            timeline.show_moments(session.moments(desk.recording_id))

    desk.on_change(redraw)
    player.observe(lambda change: timeline.follow(change["new"]), "playhead")
    parts = [player, bar, timeline.figure, WidthKeeper()]
    if len(recordings) > 1:
        parts.insert(0, _chooser(recordings, chosen, show))
    return ipywidgets.VBox(parts, layout={"width": "100%"})


def _timeline_of(session: CaseSession, recording: Recording) -> TimelineContent:
    return TimelineContent(
        "Looks, voices and steps: click anywhere and the film goes there",
        recording.length,
        session.people(),
        [(tier, session.intervals(tier.id)) for tier in session.tiers(recording.id)],
        session.steps(recording.id),
        session.moments(recording.id),
    )


def _chooser(recordings: list[Recording], chosen: Recording, show: Callable[[str], None]) -> ipywidgets.Widget:
    chooser = ipywidgets.Dropdown(
        description="Film", options=[(recording.title, recording.id) for recording in recordings], value=chosen.id, layout={"width": "24em"}
    )
    chooser.observe(lambda change: show(change["new"]), "value")
    return chooser


def _chosen(recordings: list[Recording], wanted: str | None) -> Recording:
    if wanted is None:
        return recordings[0]
    for recording in recordings:
        if wanted in (recording.id, recording.title):
            return recording
    raise NotFoundError(
        f"This case has no film called {wanted!r}", f"Choose one of {', '.join(repr(recording.title) for recording in recordings)}"
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
