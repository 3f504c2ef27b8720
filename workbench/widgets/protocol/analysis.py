"""Edits of what a computer found in a film: looking it through, and saying who is who."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import BaseEdit, Id, Instant

Number = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
"""A track's or a speaker's."""

Somebody = Annotated[str, Field(pattern=r"^([0-9a-f]{16})?$")]
"""A person's id, or "" for nobody of those in view."""


class LookForPlaces(BaseEdit):
    """Look the film through; with `learn` learn the voices anew from what is marked. Answered when it is done."""

    kind: Literal["look_for_places"]
    learn: bool = False


class StopLooking(BaseEdit):
    """Stop looking the film through; what is whole stays, and nothing else is left."""

    kind: Literal["stop_looking"]


class NameFace(BaseEdit):
    """Say whose face a track is."""

    kind: Literal["name_face"]
    track: Number
    person_id: Somebody


class MergeFaces(BaseEdit):
    """Say that two tracks are one face, named as the second is."""

    kind: Literal["merge_faces"]
    track: Number
    into: Number


class SplitFace(BaseEdit):
    """Say that a track is another face from an instant on."""

    kind: Literal["split_face"]
    track: Number
    at: Instant


class NameVoice(BaseEdit):
    """Say whose voice a speaker is."""

    kind: Literal["name_voice"]
    speaker: Number
    person_id: Somebody


class LookAhead(BaseEdit):
    """Say that somebody looks straight ahead at an instant, or with None that nothing is known of it."""

    kind: Literal["look_ahead"]
    person_id: Id
    at: Instant | None


AnalysisEdit = LookForPlaces | StopLooking | NameFace | MergeFaces | SplitFace | NameVoice | LookAhead
