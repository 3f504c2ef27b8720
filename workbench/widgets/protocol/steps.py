"""Edits of the steps of an exchange."""

from typing import Literal

from pydantic import model_validator

from workbench.practice.steps import Modality, StepRole
from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant, PrincipleCodes, ShortText, Text, with_both


class AddStep(BaseEdit):
    """A new step; `answers` is the step it answers."""

    kind: Literal["add_step"]
    start: Instant
    end: Instant
    actor_id: Id
    role: StepRole
    modality: Modality
    answers: Id | None = None
    principles: PrincipleCodes = []
    topic: ShortText = ""
    words: Text = ""


class ChangeStep(BaseEdit):
    """Another actor, role, modality, time or other words for a step; only the fields said are changed, start and end only together."""

    kind: Literal["change_step"]
    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    actor_id: Id = ""
    role: StepRole = StepRole.INITIATIVE
    modality: Modality = Modality.GAZE
    principles: PrincipleCodes = []
    topic: ShortText = ""
    words: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "ChangeStep":
        return with_both(self, "start", "end")


class LinkStep(BaseEdit):
    """What a step answers; None for nothing."""

    kind: Literal["link_step"]
    id: Id
    answers: Id | None


class RemoveStep(BaseEdit):
    """Take a step away; what answered it forgets it."""

    kind: Literal["remove_step"]
    id: Id


StepEdit = AddStep | ChangeStep | LinkStep | RemoveStep
