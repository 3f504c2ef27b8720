"""Where the heads of the sample film are and which way their eyes go: known, because the film was drawn from it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.sample.acting import Part, plan_part
from workbench.sample.choreography import Choreography
from workbench.sample.head import Ball
from workbench.sample.looks import BUILDS, FACES
from workbench.sample.puzzle import Puzzle
from workbench.sample.rehearsal import FRAME_TICKS, Rehearsal
from workbench.sample.script import Who

WIDTH_PX, HEIGHT_PX = 1280, 720
_FURTHEST_YAW_DEG = 90.0


class KnownHead(NamedTuple):
    """One person's head.

    `at` ticks of every k-th frame, int64, shape (n,); `eyes` the point between the eyes as fractions of the picture and `gaze_deg` yaw to
    the picture's right and pitch upwards, float64, shape (n, 2), NaN where the face is turned out of view.
    """

    at: NDArray[np.int64]
    eyes: NDArray[np.float64]
    gaze_deg: NDArray[np.float64]


def known_heads(rehearsal: Rehearsal, *, every: int = 3) -> dict[Who, KnownHead]:
    """The heads of both people in every `every`-th frame."""
    choreography = Choreography(rehearsal, Puzzle(rehearsal.script.puzzle))
    return {
        person.key: _known(plan_part(rehearsal, person.key, choreography), rehearsal.n_frames, every) for person in rehearsal.script.people
    }


def _known(part: Part, n_frames: int, every: int) -> KnownHead:
    frames = range(0, n_frames, every)
    poses = [part.head_pose(frame) for frame in frames]
    face, radius = FACES[part.who], BUILDS[part.who].radius
    between = np.array([[0.0, face.eye_y]])
    eyes = np.array([Ball(pose, radius, face.tall).on_face(between)[0] for pose in poses]) / [WIDTH_PX, HEIGHT_PX]
    gaze = np.array([[pose.yaw + pose.eye_yaw, -pose.pitch - pose.eye_pitch] for pose in poses])
    away = np.abs([pose.yaw for pose in poses]) > _FURTHEST_YAW_DEG
    eyes[away], gaze[away] = np.nan, np.nan
    return KnownHead(np.array(frames, dtype=np.int64) * FRAME_TICKS, eyes, gaze)
