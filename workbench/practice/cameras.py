"""Several recordings of one session: which belong together, and when each of them began."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.time import Ticks

MOST_CAMERAS = 4
"""Recordings of one session that can be seen together, the leading one counted."""


class AlignedBy(StrEnum):
    """How it is known when a camera began."""

    SOUND = "sound"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Camera:
    """Another recording of the session that a leading recording is of.

    `starts_at` is the instant of the leading film's clock at which this camera's film begins; negative where it began earlier. The two
    clocks are taken to run equally fast. `stands_out` is how clearly the sounds agreed, as ``workbench.media.alignment`` defines it; None
    where the place was set by hand. A recording is the camera of one leading recording at most.
    """

    id: str
    leading_id: str
    recording_id: str
    starts_at: Ticks
    aligned_by: AlignedBy
    stands_out: float | None = None
