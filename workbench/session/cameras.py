"""Several cameras of one session: put together by their sound or by hand, corrected by frames, taken apart.

Whichever film of a session one looks at, the others are said on its own clock; which of them leads is kept, but makes no difference to
anybody who asks.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.core.identity import new_id
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Ticks
from workbench.errors import EditError, NotFoundError, StoppedError
from workbench.media.alignment import align_films
from workbench.media.progress import Cancelled, Progress
from workbench.practice.cameras import MOST_CAMERAS, AlignedBy, Camera
from workbench.practice.casework import Recording
from workbench.session.editing import CaseEditor

_SOUND_PART = "proxy.mp4"


@dataclass(frozen=True, slots=True)
class CameraBeside:
    """Another film of the same session as seen from one of them: `starts_at` on that one's clock."""

    recording: Recording
    starts_at: Ticks
    aligned_by: AlignedBy
    stands_out: float | None


class CameraEdits(CaseEditor):
    """Edits of what films belong together."""

    def cameras(self, recording_id: str) -> list[CameraBeside]:
        """The other films of the session that a film is of, by title."""
        leading_id, placed = self._session_of(self.recording(recording_id).id)
        own = next((camera for camera in placed if camera.recording_id == recording_id), None)
        zero = own.starts_at if own else Ticks(0)
        beside = [
            CameraBeside(self.recording(camera.recording_id), Ticks(camera.starts_at - zero), camera.aligned_by, camera.stands_out)
            for camera in placed
            if camera.recording_id != recording_id
        ]
        if own is not None:
            beside.append(CameraBeside(self.recording(leading_id), Ticks(-zero), own.aligned_by, own.stands_out))
        return sorted(beside, key=lambda each: each.recording.title)

    def align_camera(
        self, recording_id: str, other_id: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Camera:
        """Put another film of the session beside one, where the sounds of the two agree. Reads both films, which takes a while.

        Raises
        ------
        EditError
            If the sounds do not agree clearly at one place, or the working copy of a film is not there yet; nothing is changed.
        StoppedError
            If `cancelled` said so; nothing is changed.
        """
        other = self._check_other(recording_id, other_id)
        with ExitStack() as reading:
            recordings = [self.recording(film_id) for film_id in (recording_id, other_id)]
            leading, beside = (self._open_sound(reading, recording) for recording in recordings)
            whole_s = sum(recording.length for recording in recordings) / TICKS_PER_S
            found = align_films(leading, beside, heard=_Listening(whole_s, progress, cancelled))
        starts_at = FILM_CLOCK.ticks_from_seconds(found.starts_at_s, "nearest")
        return self._put(recording_id, other, starts_at, AlignedBy.SOUND, found.stands_out, f"Align the camera {other.title} by its sound")

    def place_camera(self, recording_id: str, other_id: str, starts_at: Ticks) -> Camera:
        """Put another film of the session beside one by hand: it begins at this instant of the first one's clock."""
        other = self._check_other(recording_id, other_id)
        return self._put(recording_id, other, starts_at, AlignedBy.HAND, None, f"Set the camera {other.title} by hand")

    def correct_camera(self, recording_id: str, other_id: str, at: Ticks, n_frames: int) -> Camera:
        """Move a camera so that at an instant of the first film it shows the frame `n_frames` later (below 0: earlier) than now."""
        beside = self._beside(recording_id, other_id)
        table = self.frame_table(other_id)
        now = table.frame_at(min(max(at - beside.starts_at, 0), table.end - 1))
        wanted = min(max(now + n_frames, 0), table.n_frames - 1)
        starts_at = Ticks(beside.starts_at - int(table.pts[wanted] - table.pts[now]))
        label = f"Move the camera {beside.recording.title} by {n_frames:+d} frame{'' if abs(n_frames) == 1 else 's'}"
        return self._put(recording_id, beside.recording, starts_at, AlignedBy.HAND, None, label)

    def remove_camera(self, recording_id: str, other_id: str) -> Camera:
        """Take a film out of the session that one is of; the film itself stays in the case."""
        beside = self._beside(recording_id, other_id)
        camera = self._row_between(recording_id, other_id)
        with self._edit(f"Take the camera {beside.recording.title} away") as edit:
            edit.remove(Camera, camera.id)
        return camera

    def _put(
        self, recording_id: str, other: Recording, starts_at: Ticks, aligned_by: AlignedBy, stands_out: float | None, label: str
    ) -> Camera:
        leading_id, placed = self._session_of(recording_id)
        by_film = {camera.recording_id: camera for camera in placed}
        own = by_film.get(recording_id)
        if other.id == leading_id and own is not None:
            camera = replace(own, starts_at=Ticks(-starts_at), aligned_by=aligned_by, stands_out=stands_out)
        else:
            known = by_film.get(other.id)
            if known is None and len(placed) + 2 > MOST_CAMERAS:
                raise EditError(f"{MOST_CAMERAS} films are together already, which is all a screen can show", "Take one of them away first")
            zero = own.starts_at if own else 0
            camera_id = known.id if known else new_id()
            camera = Camera(camera_id, leading_id, other.id, Ticks(starts_at + zero), aligned_by, stands_out)
        return self._add(camera, label)

    def _session_of(self, recording_id: str) -> tuple[str, list[Camera]]:
        """The leading recording of the session a film is of, and all its cameras."""
        own = self.workspace.find(Camera, recording_id=recording_id)
        leading_id = own[0].leading_id if own else recording_id
        return leading_id, self.workspace.find(Camera, leading_id=leading_id)

    def _check_other(self, recording_id: str, other_id: str) -> Recording:
        self.recording(recording_id)
        other = self.recording(other_id)
        if other_id == recording_id:
            raise EditError("A film cannot be its own second camera", "Choose another film of the session")
        if self._session_of(other_id)[0] != self._session_of(recording_id)[0] and self._session_of(other_id)[1]:
            raise EditError(f"{other.title} is beside other films already", "Take it away there first")
        return other

    def _beside(self, recording_id: str, other_id: str) -> CameraBeside:
        for beside in self.cameras(recording_id):
            if beside.recording.id == other_id:
                return beside
        raise NotFoundError(f"{self.recording(other_id).title} is not beside this film", "Put the two together first")

    def _row_between(self, recording_id: str, other_id: str) -> Camera:
        """The row whose removal parts two films: the other one's own, or where the other one leads this one's."""
        rows = {camera.recording_id: camera for camera in self._session_of(recording_id)[1]}
        return rows.get(other_id) or rows[recording_id]

    def _open_sound(self, reading: ExitStack, recording: Recording) -> Path:
        if not self.workspace.vault.has(recording.id, _SOUND_PART):
            raise EditError(f"The working copy of {recording.title} is still being made", "Wait until it is there, then align the cameras")
        return reading.enter_context(self.workspace.vault.path(recording.id, _SOUND_PART))


class _Listening:
    """Tells how much of two sounds has been listened to, and ends it where that is wanted."""

    def __init__(self, whole_s: float, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._whole_s = whole_s
        self._progress = progress
        self._cancelled = cancelled
        self._heard_s = 0.0

    def __call__(self, seconds: float) -> None:
        if self._cancelled is not None and self._cancelled():
            raise StoppedError("Listening was stopped", "Nothing was changed; align the camera again whenever you like")
        self._heard_s += seconds
        if self._progress is not None:
            self._progress("listening to both films", min(self._heard_s / self._whole_s, 1.0))
