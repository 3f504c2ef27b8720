"""Edits of moments."""

from typing import Literal

from pydantic import model_validator

from workbench.practice.clips import MomentKind
from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant, PrincipleCodes, Text, with_both


class MarkMoment(BaseEdit):
    """A new moment."""

    kind: Literal["mark_moment"]
    start: Instant
    end: Instant
    moment_kind: MomentKind = MomentKind.BETTER_THAN_USUAL
    principles: PrincipleCodes = []


class ChangeMoment(BaseEdit):
    """Other words, principles or times for a moment; only the fields said are changed, start and end only together."""

    kind: Literal["change_moment"]
    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    moment_kind: MomentKind = MomentKind.BETTER_THAN_USUAL
    principles: PrincipleCodes = []
    why: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "ChangeMoment":
        return with_both(self, "start", "end")


class RemoveMoment(BaseEdit):
    """Take a moment away."""

    kind: Literal["remove_moment"]
    id: Id


MomentEdit = MarkMoment | ChangeMoment | RemoveMoment
