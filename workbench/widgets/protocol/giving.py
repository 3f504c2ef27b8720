"""Edits by which something leaves: the family's package or page, an export for training, a still."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import BaseEdit, Id, Instant, ShortText


class Publish(BaseEdit):
    """Write the family's package of the playlist, or its page for a stick; answered when it is written."""

    kind: Literal["publish"]
    offline: bool = False


class ExportForTraining(BaseEdit):
    """Write the playlist's clips with their coding for training, for somebody and for some days; answered when it is written."""

    kind: Literal["export_for_training"]
    way: Literal["training_internal", "training_external"]
    for_whom: ShortText
    days: Annotated[int, Field(ge=1, le=3650, strict=True)]


class StopPublishing(BaseEdit):
    """Stop writing what is being published or exported; nothing of it is left."""

    kind: Literal["stop_publishing"]


class WriteStill(BaseEdit):
    """Write the picture that a film of the case shows at an instant as a file, which the family keeps."""

    kind: Literal["write_still"]
    recording_id: Id
    at: Instant


GivingEdit = Publish | ExportForTraining | StopPublishing | WriteStill
