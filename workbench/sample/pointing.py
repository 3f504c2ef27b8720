"""Where something is in the picture, as fractions of it: for rings that point it out."""

from collections.abc import Iterable

from workbench.core.regions import Keyframe
from workbench.core.time import Ticks
from workbench.sample.acting import plan_part
from workbench.sample.canvas import HEIGHT_PX, WIDTH_PX
from workbench.sample.choreography import Choreography
from workbench.sample.looks import BUILDS
from workbench.sample.puzzle import Puzzle
from workbench.sample.rehearsal import FRAME_TICKS, Rehearsal
from workbench.sample.script import Who

_AROUND = 1.42


def ring_around_head(rehearsal: Rehearsal, who: Who, frames: Iterable[int]) -> tuple[Keyframe, ...]:
    """An ellipse around somebody's head at each of the frames: two opposite corners of its box."""
    part = plan_part(rehearsal, who, Choreography(rehearsal, Puzzle(rehearsal.script.puzzle)))
    keyframes = []
    for frame in frames:
        head, radius = part.head_pose(frame), BUILDS[who].radius * _AROUND
        corners = tuple(((head.x + side * radius) / WIDTH_PX, (head.y + side * radius * 1.06) / HEIGHT_PX) for side in (-1, 1))
        keyframes.append(Keyframe(Ticks(frame * FRAME_TICKS), corners))
    return tuple(keyframes)
