"""The faces of a film: found, followed from picture to picture, and measured in each.

Every so often the whole picture is searched. Between, each face is read where it was last, and searched for nearby where that fails; a
hard cut ends every track. Nothing is kept of a picture, so that films of any length take the same memory but for the columns.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import numpy as np
import numpy.typing as npt

from workbench.analysis.cuts import CutWatch
from workbench.analysis.detector import Detection, Picture, detect_faces, detect_in_square, shared_part
from workbench.analysis.following import Followed, Place, assigned, place_of_detection, place_of_mesh
from workbench.analysis.iris import gaze_of
from workbench.analysis.mesh import Mesh, patch_of_detection, patch_of_mesh, read_mesh
from workbench.analysis.models import Floats, Network, best_engine, load_network
from workbench.analysis.pose import mouth_corners, pose_of
from workbench.analysis.tracks import ROW, FaceTracks, Reason
from workbench.core.time import TICKS_PER_S

_FACE = 0.5
_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class FaceSettings:
    """How faces are looked for.

    Parameters
    ----------
    search_every_s : float
        How often the whole picture is searched, in seconds; a new face is there after that time at the latest.
    lowest_score : float
        Below which the detector's score is no face, 0 to 1.
    widest_yaw_deg : float
        Beyond which turn of the head nothing is measured: the mesh fails there.
    smallest_face_px, smallest_eye_px : float
        Width of a face below which its head, and distance between an eye's corners below which its gaze, is not measured, in pixels.
    lowest_sharpness : float
        Details of a face beside its contrast, below which it is too blurred.
    most_outside : float
        Part of a face beyond the border of the picture, above which it is cut off.
    remembered_s : float
        How long a face that is not seen keeps its track, in seconds.
    """

    search_every_s: float = 0.5
    lowest_score: float = 0.5
    widest_yaw_deg: float = 65.0
    smallest_face_px: float = 32.0
    smallest_eye_px: float = 12.0
    lowest_sharpness: float = 0.15
    most_outside: float = 0.15
    remembered_s: float = 2.0


def find_faces(frames: Iterable[tuple[int, Picture]], settings: FaceSettings | None = None) -> FaceTracks:
    """Every face in a film's pictures.

    Parameters
    ----------
    frames : iterable of (int, ndarray of uint8 of shape (height, width, 3))
        Ticks of the film clock and the picture in red, green, blue; in order of time, about ten a second, 720 pixels high or so. They are
        taken one by one, and none is kept.
    settings : FaceSettings, optional

    Returns
    -------
    FaceTracks
        Without rows where there is no face.

    Raises
    ------
    DataFileError
        If a network's file is missing or changed.
    ValueError
        If a picture is not as said, or not later than the one before.
    """
    watcher = _Watcher(settings or FaceSettings())
    for at, picture in frames:
        watcher.see(int(at), picture)
    return watcher.tracks()


@dataclass(slots=True)
class _Seen:
    """One face in the picture at hand."""

    place: Place
    box: Floats
    score: float
    mesh: Mesh | None
    turned: bool


class _Watcher:
    def __init__(self, settings: FaceSettings) -> None:
        self._settings = settings
        self._detector, self._mesh, self._iris = (load_network(network) for network in Network)
        self._cuts = CutWatch()
        self._known: list[Followed] = []
        self._n_tracks = 0
        self._searched: int | None = None
        self._at: list[int] = []
        self._cut_at: list[int] = []
        self._rows = np.zeros(256, ROW)
        self._n_rows = 0

    def see(self, at: int, picture: Picture) -> None:
        """Look at the next picture."""
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or 0 in picture.shape:
            raise ValueError(f"a picture has the shape (height, width, 3) in uint8, not {picture.shape} in {picture.dtype}")
        if self._at and at <= self._at[-1]:
            raise ValueError(f"the picture at {at} ticks does not come after that at {self._at[-1]}")
        cut = self._cuts.sees_cut(picture)
        self._at.append(at)
        if cut:
            self._cut_at.append(at)
            self._known.clear()
        last_at = self._at[-2] if len(self._at) > 1 else at
        current = [track for track in self._known if track.seen >= last_at]
        seen = {track.track: found for track in current if (found := self._followed(track, picture)) is not None}
        seen = _one_each(seen)
        due = self._searched is None or at - self._searched >= self._settings.search_every_s * TICKS_PER_S
        if cut or due or len(seen) < len(current):
            self._searched = at
            seen = self._searched_for(at, picture, seen)
        for number, found in sorted(seen.items()):
            self._note(at, number, found, picture)
        oldest = at - self._settings.remembered_s * TICKS_PER_S
        self._known = [track for track in self._known if track.seen >= oldest]

    def tracks(self) -> FaceTracks:
        """All that was seen."""
        method = {**asdict(self._settings), "engine": best_engine(), **{network.file: network.sha256 for network in Network}}
        return FaceTracks.of_rows(self._at, self._cut_at, self._rows[: self._n_rows], json.dumps(method))

    def _followed(self, track: Followed, picture: Picture) -> _Seen | None:
        """A face of the picture before, in this one: read where it was, else searched for nearby."""
        if track.mesh is not None:
            mesh = read_mesh(picture, self._mesh, patch_of_mesh(track.mesh))
            if mesh.score >= _FACE and place_of_mesh(mesh).distance(track.place) < 1:
                return _Seen(place_of_mesh(mesh), mesh.box, track.score, mesh, turned=False)
        side = 3 * track.place.width
        square = (track.place.x - side / 2, track.place.y - side / 2, side)
        near = detect_in_square(picture, self._detector, square, lowest_score=self._settings.lowest_score)
        pairs = assigned([track], [place_of_detection(found) for found in near], track.seen)
        return next((self._seen(picture, near[index]) for index in pairs), None)

    def _searched_for(self, at: int, picture: Picture, seen: dict[int, _Seen]) -> dict[int, _Seen]:
        """What the whole picture shows, together with the faces that were followed into it."""
        found = detect_faces(picture, self._detector, lowest_score=self._settings.lowest_score)
        seen = dict(seen)
        new = []
        for detection in found:
            here = [number for number, there in seen.items() if shared_part(detection.box, there.box) > 0.4]
            for number in here:
                seen[number] = replace(seen[number], score=detection.score)
            if not here:
                new.append(self._seen(picture, detection))
        away = [track for track in self._known if track.track not in seen]
        pairs = assigned(away, [one.place for one in new], at)
        for index, one in enumerate(new):
            if index in pairs:
                seen[away[pairs[index]].track] = one
            else:
                seen[self._n_tracks] = one
                self._n_tracks += 1
        return _one_each(seen)

    def _seen(self, picture: Picture, found: Detection) -> _Seen:
        mesh = read_mesh(picture, self._mesh, patch_of_detection(found))
        if mesh.score >= _FACE:
            return _Seen(place_of_mesh(mesh), mesh.box, found.score, mesh, turned=False)
        return _Seen(place_of_detection(found), found.box, found.score, None, turned=_is_turned(found))

    def _note(self, at: int, number: int, found: _Seen, picture: Picture) -> None:
        """One more row, and the track as it is now."""
        self._known = [track for track in self._known if track.track != number]
        self._known.append(Followed(number, found.place, at, found.mesh, found.score))
        if self._n_rows == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[self._n_rows] = self._row(number, found, picture)
        self._n_rows += 1

    def _row(self, number: int, found: _Seen, picture: Picture) -> npt.NDArray[np.void]:
        height, width = picture.shape[:2]
        size = np.array([width, height], np.float32)
        row = np.zeros((), ROW)
        for name in ("yaw", "pitch", "roll", "gaze", "mouth"):
            row[name] = _NAN
        row["sample"], row["track"] = len(self._at) - 1, number
        row["box"] = found.box / np.tile(size, 2)
        row["eyes"] = np.array([found.place.x, found.place.y], np.float32) / size
        row["score"] = found.score * (found.mesh.score if found.mesh else 1.0)
        row["reason"] = row["gaze_reason"] = self._why_not(found, width, height)
        if row["reason"] != Reason.MEASURABLE or found.mesh is None:
            return row
        pose = pose_of(found.mesh.points)
        if abs(pose.yaw) > self._settings.widest_yaw_deg:
            row["reason"] = row["gaze_reason"] = Reason.TURNED
            return row
        row["yaw"], row["pitch"], row["roll"] = pose.yaw, pose.pitch, pose.roll
        row["mouth"] = mouth_corners(found.mesh.points, pose)
        gaze = gaze_of(picture, self._iris, found.mesh, pose, smallest_px=self._settings.smallest_eye_px)
        row["gaze_reason"], row["gaze"] = (
            gaze if isinstance(gaze, Reason) else Reason.MEASURABLE,
            _NAN if isinstance(gaze, Reason) else gaze,
        )
        return row

    def _why_not(self, found: _Seen, width: int, height: int) -> Reason:
        """Why a face cannot be measured, before its turn is known."""
        left, top, right, bottom = (float(edge) for edge in found.box)
        inside = max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
        if inside < (1 - self._settings.most_outside) * (right - left) * (bottom - top):
            return Reason.CUT_OFF
        if bottom - top < self._settings.smallest_face_px:
            return Reason.SMALL
        if found.mesh is None:
            return Reason.TURNED if found.turned else Reason.HIDDEN
        return Reason.BLURRED if found.mesh.sharpness < self._settings.lowest_sharpness else Reason.MEASURABLE


def _is_turned(found: Detection) -> bool:
    """Whether the nose lies beyond the eyes, along the line through them, as in a face seen from the side."""
    left, right, nose = found.points[:3].astype(np.float64)
    across = right - left
    along = float((nose - (left + right) / 2) @ across) / max(float(across @ across), 1e-6)
    return abs(along) > 0.4


def _one_each(seen: dict[int, _Seen]) -> dict[int, _Seen]:
    """Where two tracks came to lie on one face, the older one has it."""
    kept: dict[int, _Seen] = {}
    for number, found in sorted(seen.items()):
        if all(shared_part(found.box, other.box) < 0.6 for other in kept.values()):
            kept[number] = found
    return kept
