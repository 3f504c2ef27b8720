"""Giving a still away: one picture that the family keeps, asked for on its own like everything that leaves."""

from datetime import date
from pathlib import Path

from workbench.core.regions import Purpose, Region
from workbench.core.time import Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.practice.clips import Clip
from workbench.practice.exports import Export, Way
from workbench.practice.verdict import Permit, Stretch
from workbench.render.stills import StillPlan, form_of, plan_still, write_still
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.publishing import FAMILY, check_complete
from workbench.session.reading import read_frame_table
from workbench.store.workspace import Workspace


def make_still(
    workspace: Workspace, recording_id: str, at: Ticks, target: Path, *, for_whom: str = FAMILY, today: date | None = None
) -> Export:
    """Write the frame that a film shows at an instant as a picture, and enter it in the register.

    Parameters
    ----------
    target : Path
        A PNG or a JPEG, by its ending; replaced when there.

    Raises
    ------
    EditError
        If the working copy of the film is not ready.
    ConsentError
        If somebody in view does not agree that the family keeps a copy; nothing is written then.
    RenderError, FilmError, WorkspaceError
        As :func:`workbench.render.stills.write_still`.
    """
    form_of(target)
    recording = workspace.get(Recording, recording_id)
    place = target.absolute()

    def write(permit: Permit) -> Written:
        check_complete(workspace, [recording_id])
        write_still(plan_of(workspace, recording_id, at), workspace.vault, place, permit)
        return Written(place)

    leaving = Leaving(recording.case_id, Way.STILL, [stretch_at(workspace, recording_id, at, f"a still of {recording.title}")], for_whom)
    return let_out(workspace, leaving, write, today or date.today())


def chosen_instant(clip: Clip, *, at: Ticks | None = None) -> Ticks:
    """The instant of the film that a clip's still is of: the one the guider chose, or `at`, in ticks from the clip's start.

    Raises
    ------
    EditError
        If none is chosen, or it is not within the clip.
    """
    instant = clip.poster_at if at is None else Ticks(clip.span.start + at)
    if instant is None:
        raise EditError("No still is chosen for this clip", "Choose one on its clip sheet, or give a time of the clip")
    if not clip.span.contains(instant):
        raise EditError("That time is not in the clip", "Count from the clip's own start")
    return instant


def plan_of(workspace: Workspace, recording_id: str, at: Ticks) -> StillPlan:
    """The still of a recording at an instant, with the figures that hide somebody now."""
    hiding = workspace.find(Region, recording_id=recording_id, purpose=Purpose.ANONYMISE)
    return plan_still(recording_id, read_frame_table(workspace.vault, recording_id), at, hiding)


def stretch_at(workspace: Workspace, recording_id: str, at: Ticks, what: str) -> Stretch:
    """What of a film a still at an instant shows, for the gate; all of a film that nobody can look into now."""
    if not workspace.vault.has(recording_id, "frames.bin"):
        return Stretch(what, recording_id)
    return Stretch(what, recording_id, plan_still(recording_id, read_frame_table(workspace.vault, recording_id), at).shown)
