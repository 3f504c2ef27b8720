"""Edits of the record of shared reviews, in the client's own words."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import NO_DAY, BaseEdit, Day, Id, Said, ShortText, Text

PointCodes = Annotated[list[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]], Field(max_length=100)]


class _OfAReview(Said):
    held_on: Day = NO_DAY
    cycle_id: Id | None = None
    playlist_id: Id | None = None
    recording_id: Id | None = None
    present: Annotated[list[Id], Field(max_length=100)] = []
    done: PointCodes = []
    working_point: Text = ""
    how_it_was: Text = ""
    note: Text = ""


class AddReview(_OfAReview, BaseEdit):
    """Write a shared review down; without a cycle it belongs to the latest that has not come to its review."""

    kind: Literal["add_review"]


class ChangeReview(_OfAReview, BaseEdit):
    """Another day, other people or words for a review; only the fields said are changed."""

    kind: Literal["change_review"]
    id: Id


class RemoveReview(BaseEdit):
    """Take the record of a review away, and what was said of its clips with it."""

    kind: Literal["remove_review"]
    id: Id


class NoteResponse(BaseEdit):
    """What the client said of a clip in a review; only the fields said are changed."""

    kind: Literal["note_response"]
    review_id: Id
    clip_id: Id
    said_first: Text = ""
    named: Text = ""
    feeling: ShortText = ""
    working_point: Text = ""
    kept: bool = False


ReviewEdit = AddReview | ChangeReview | RemoveReview | NoteResponse
