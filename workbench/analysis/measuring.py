"""One face in one picture: read where it was before or where it was detected, and measured, or the reason why it cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.analysis.detector import Detection, Picture, Search, Square
from workbench.analysis.following import Followed, Place, assigned, place_of_detection, place_of_mesh
from workbench.analysis.iris import gaze_of
from workbench.analysis.mesh import Mesh, patch_of_detection, patch_of_mesh, read_mesh
from workbench.analysis.models import Floats, Network, load_network
from workbench.analysis.pose import mouth_corners, pose_of
from workbench.analysis.tracks import ROW, Reason

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

    search_every_s: float = 1.0
    lowest_score: float = 0.5
    widest_yaw_deg: float = 65.0
    smallest_face_px: float = 32.0
    smallest_eye_px: float = 12.0
    lowest_sharpness: float = 0.15
    most_outside: float = 0.15
    remembered_s: float = 2.0


@dataclass(slots=True)
class Seen:
    """One face in the picture at hand."""

    place: Place
    box: Floats
    score: float
    mesh: Mesh | None
    turned: bool


class FaceReader:
    """Reads faces with networks of its own; belongs to the thread that makes it."""

    def __init__(self, settings: FaceSettings) -> None:
        self._settings = settings
        self._detector, self._mesh, self._iris = (load_network(network) for network in Network)

    def detected(self, search: Search, squares: Sequence[Square]) -> list[Detection]:
        """The faces in some squares of a picture, the surest first."""
        return search.faces(self._detector, squares, lowest_score=self._settings.lowest_score)

    def followed(self, track: Followed, picture: Picture, search: Search) -> Seen | None:
        """A face of the picture before, in this one: read where it was, else searched for nearby; None where it is not."""
        if track.mesh is not None:
            mesh = read_mesh(picture, self._mesh, patch_of_mesh(track.mesh))
            if mesh.score >= _FACE and place_of_mesh(mesh).distance(track.place) < 1:
                return Seen(place_of_mesh(mesh), mesh.box, track.score, mesh, turned=False)
        side = 3 * track.place.width
        square = (track.place.x - side / 2, track.place.y - side / 2, side)
        near = self.detected(search, [square])
        pairs = assigned([track], [place_of_detection(found) for found in near], track.seen)
        return next((self.read(picture, near[index]) for index in pairs), None)

    def read(self, picture: Picture, found: Detection) -> Seen:
        """A face that was detected, with its points where they can be read."""
        mesh = read_mesh(picture, self._mesh, patch_of_detection(found))
        if mesh.score >= _FACE:
            return Seen(place_of_mesh(mesh), mesh.box, found.score, mesh, turned=False)
        return Seen(place_of_detection(found), found.box, found.score, None, turned=is_turned(found))

    def row(self, found: Seen, picture: Picture) -> npt.NDArray[np.void]:
        """The numbers of a face as a row of the type ``tracks.ROW``; its picture and track are for others to say."""
        height, width = picture.shape[:2]
        size = np.array([width, height], np.float32)
        row = np.zeros((), ROW)
        for name in ("yaw", "pitch", "roll", "gaze", "mouth"):
            row[name] = _NAN
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

    def _why_not(self, found: Seen, width: int, height: int) -> Reason:
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


def is_turned(found: Detection) -> bool:
    """Whether the nose lies beyond the eyes, along the line through them, as in a face seen from the side."""
    left, right, nose = found.points[:3].astype(np.float64)
    across = right - left
    along = float((nose - (left + right) / 2) @ across) / max(float(across @ across), 1e-6)
    return abs(along) > 0.4
