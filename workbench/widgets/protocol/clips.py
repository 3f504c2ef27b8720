"""Edits of the playlist and its clips."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.practice.clips import LengthProfile, Stretch, Viewing
from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant, PrincipleCodes, Said, ShortText, Text, with_both


class MakeClip(BaseEdit):
    """A clip of a moment, at the end of the playlist."""

    kind: Literal["make_clip"]
    moment_id: Id


class Pause(Said):
    """Where the picture holds, on the film clock."""

    at: Instant
    question: Text = ""


class ChangeClip(BaseEdit):
    """Other words, times or pauses for a clip; only the fields said are changed, start and end only together."""

    kind: Literal["change_clip"]
    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    title: ShortText = ""
    introduction: Text = ""
    question: Text = ""
    pauses: Annotated[list[Pause], Field(max_length=50)] = []
    poster_at: Instant | None = None
    slow_rate: Annotated[float, Field(ge=0.1, lt=1.0, allow_inf_nan=False)] = 0.5
    principles: PrincipleCodes = []
    hope_to_notice: Text = ""
    may_be_hard: Text = ""
    goal_id: Id | None = None
    why_better: Text = ""
    initiative: Text = ""
    follow_ups: Annotated[list[Text], Field(max_length=20)] = []
    stretch: Stretch | None = None
    play_plan: Annotated[list[Viewing], Field(max_length=12)] = []
    note: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "ChangeClip":
        return with_both(self, "start", "end")


class OrderClips(BaseEdit):
    """All clips of the playlist in their new order."""

    kind: Literal["order_clips"]
    clip_ids: Annotated[list[Id], Field(max_length=200)]


class RemoveClip(BaseEdit):
    """Take a clip out of the playlist; its moment stays."""

    kind: Literal["remove_clip"]
    id: Id


class ChangePlaylist(BaseEdit):
    """Other words or another usual length for the case's playlist; only the fields said are changed."""

    kind: Literal["change_playlist"]
    title: ShortText = ""
    closing_question: Text = ""
    profile: LengthProfile = LengthProfile.CLIP


ClipEdit = MakeClip | ChangeClip | OrderClips | RemoveClip | ChangePlaylist
