"""Acts on what films of a session stand beside one another; listening to them is long work of the desk's own."""

from workbench.app.acts.act import Acts, Result
from workbench.core.time import Ticks
from workbench.practice.cameras import Camera
from workbench.session.casefile import CaseSession
from workbench.widgets import protocol


def say_camera(camera: Camera) -> Result:
    """What a page is answered about a camera that was put or taken away."""
    return {"recording_id": camera.recording_id, "aligned_by": camera.aligned_by, "stands_out": camera.stands_out}


def _place(session: CaseSession, film: str, edit: protocol.PlaceCamera) -> Result:
    return say_camera(session.place_camera(film, edit.recording_id, Ticks(edit.starts_at)))


def _correct(session: CaseSession, film: str, edit: protocol.CorrectCamera) -> Result:
    return say_camera(session.correct_camera(film, edit.recording_id, Ticks(edit.at), edit.frames))


def _remove(session: CaseSession, film: str, edit: protocol.RemoveCamera) -> Result:
    before = session.cameras(film)
    said = say_camera(session.remove_camera(film, edit.recording_id))
    left = {edit.recording_id, *(camera.recording.id for camera in session.cameras(film))}
    parted = [f"{camera.recording.title} goes too" for camera in before if camera.recording.id not in left]
    return {**said, "also": [*parted, "no film leaves the case"]}


ACTS: Acts = {
    protocol.PlaceCamera: _place,
    protocol.CorrectCamera: _correct,
    protocol.RemoveCamera: _remove,
}
