"""Which face of a picture is the same as one of the pictures before: by place and size alone, never by what somebody looks like.

Convention: a place is the point between the eyes and the width of the face, in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from workbench.analysis.detector import Detection
from workbench.analysis.mesh import LEFT_EYE, RIGHT_EYE, Mesh
from workbench.core.time import TICKS_PER_S

_NEAR = 0.9
_FARTHER_PER_S = 0.6
_MUCH = 1e6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a face is."""

    x: float
    y: float
    width: float

    def distance(self, other: "Place") -> float:
        """How unlike two places are: their distance in faces, and how much larger one is."""
        return float(
            np.hypot(self.x - other.x, self.y - other.y) / np.sqrt(self.width * other.width) + abs(np.log(self.width / other.width))
        )


@dataclass(slots=True)
class Followed:
    """A track as it was last seen: its number, its `place` at `seen` ticks, the mesh if one was read then, and the detector's score."""

    track: int
    place: Place
    seen: int
    mesh: Mesh | None
    score: float


def place_of_detection(found: Detection) -> Place:
    """The place of a face that was detected."""
    x, y = found.points[:2].mean(axis=0)
    return Place(float(x), float(y), max(1.0, float(found.box[2] - found.box[0])))


def place_of_mesh(mesh: Mesh) -> Place:
    """The place of a face whose points were read."""
    x, y = mesh.points[[*LEFT_EYE, *RIGHT_EYE], :2].mean(axis=0)
    box = mesh.box
    return Place(float(x), float(y), max(1.0, float(box[3] - box[1])))


def assigned(known: Sequence[Followed], places: Sequence[Place], at: int) -> dict[int, int]:
    """For places of faces at `at` ticks, the known track each belongs to, as index to index; those that belong to none are left out.

    All pairs together have the smallest sum of distances. A track that has not been seen for a while may have gone farther.
    """
    if not known or not places:
        return {}
    distances = np.array([[track.place.distance(place) for place in places] for track in known])
    farthest = np.array([_NEAR + _FARTHER_PER_S * (at - track.seen) / TICKS_PER_S for track in known])
    allowed = distances <= farthest[:, None]
    rows, columns = linear_sum_assignment(np.where(allowed, distances, _MUCH))
    return {int(place): int(track) for track, place in zip(rows, columns, strict=True) if allowed[track, place]}
