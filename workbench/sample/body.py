"""How a body and its hands are held."""

from dataclasses import dataclass

import numpy as np

from workbench.sample.canvas import Points
from workbench.sample.looks import Build


@dataclass(frozen=True, slots=True)
class HandPose:
    """A hand: where its fingertips are in the picture, and how much it rests, pinches, points and opens (together 1)."""

    x: float
    y: float
    rest: float = 1.0
    pinch: float = 0.0
    point: float = 0.0
    open: float = 0.0


@dataclass(frozen=True, slots=True)
class BodyPose:
    """How a body leans (pixels right and down at the shoulders), breathes (pixels up) and turns (-1 to 1), and its two hands.

    `inner` is the hand on the other person's side.
    """

    lean_x: float
    lean_y: float
    breath: float
    turn: float
    inner: HandPose
    outer: HandPose


def neck_base(build: Build, pose: BodyPose) -> Points:
    """The middle between the shoulders, at their height."""
    return np.array([build.head[0] + pose.lean_x * 0.75, build.shoulder_y + pose.lean_y * 0.8 - pose.breath])


def shoulder_half(build: Build, pose: BodyPose) -> float:
    """Half the shoulders' width in the picture: narrower when turned."""
    return build.shoulder_half * (1 - 0.10 * abs(pose.turn))


def shoulder(build: Build, pose: BodyPose, side: int) -> Points:
    """Where an arm begins; `side` 1 is the picture's right."""
    out = side * shoulder_half(build, pose) * 0.86 + pose.turn * 8
    return np.asarray(neck_base(build, pose) + np.array([out, 30 + side * pose.turn * 6]))
