"""Edits of which films of a session stand beside the one on the screen; times are on that one's clock."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant

SignedInstant = Annotated[int, Field(ge=-LAST_TICK, le=LAST_TICK, strict=True)]
Frames = Annotated[int, Field(ge=-100_000, le=100_000, strict=True)]


class AlignCamera(BaseEdit):
    """Put another film beside this one where their sounds agree; answered when both have been listened to."""

    kind: Literal["align_camera"]
    recording_id: Id


class StopAligning(BaseEdit):
    """Listen no longer to another film; nothing is changed."""

    kind: Literal["stop_aligning"]
    recording_id: Id


class PlaceCamera(BaseEdit):
    """Put another film beside this one by hand: it begins at this instant, which may lie before this film's start."""

    kind: Literal["place_camera"]
    recording_id: Id
    starts_at: SignedInstant


class CorrectCamera(BaseEdit):
    """Move another film so that `at` this instant it shows a frame so many later than now."""

    kind: Literal["correct_camera"]
    recording_id: Id
    at: Instant
    frames: Frames


class RemoveCamera(BaseEdit):
    """Take another film from beside this one; it stays in the case."""

    kind: Literal["remove_camera"]
    recording_id: Id


CameraEdit = AlignCamera | StopAligning | PlaceCamera | CorrectCamera | RemoveCamera
