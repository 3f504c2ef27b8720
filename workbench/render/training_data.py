"""An export for training: clips of a playlist, cut exactly, with what was coded in them, under letters instead of names.

The folder holds ``films/<number>.mp4`` and ``coding.json``. What may be in the list is a whitelist, the classes below: of a person a letter
and a role, of a clip its principles, of a row its channel and who made it, of a step all but its words. Nothing says which case, film or
playlist it was, on which day, or what anybody is called; no note and no spoken word is written down. Times are ticks of 1/90000 s from the
start of the clip, half-open. ``docs/training_export.md`` explains every field.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from workbench.core.tiers import Channel, Origin
from workbench.core.time import TICKS_PER_S
from workbench.practice.people import Role
from workbench.practice.steps import Layer, Modality, StepRole


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonEntry(_Entry):
    """Somebody who is coded, under a letter that means nothing outside this export."""

    code: str
    role: Role


class IntervalEntry(_Entry):
    """A labelled stretch. `whole` is false where it goes on before the clip or after it."""

    start: int
    end: int
    whole: bool
    label: str
    confidence: float | None


class TierEntry(_Entry):
    """One row of intervals; `person` is None for a row that is nobody's."""

    name: str
    channel: Channel
    origin: Origin
    person: str | None
    intervals: tuple[IntervalEntry, ...]


class StepEntry(_Entry):
    """One step of the exchange; `answers` is the number of the step it answers, `topic` the same number for the same topic."""

    number: int
    start: int
    end: int
    whole: bool
    actor: str
    role: StepRole
    modality: Modality
    layer: Layer
    answers: int | None
    topic: int | None
    principles: tuple[str, ...]


class TrainingClip(_Entry):
    """One clip and what was coded in it. `pts` are the starts of its frames."""

    number: int
    file: str
    sha256: str
    pts: tuple[int, ...]
    end: int
    principles: tuple[str, ...]
    tiers: tuple[TierEntry, ...]
    steps: tuple[StepEntry, ...]


class TrainingData(_Entry):
    """The whole list. `use` is what everyone in view agreed to, `last_day` the last on which it may be used."""

    format: Literal["vig-training"] = "vig-training"
    version: Literal[1] = 1
    ticks_per_second: int = TICKS_PER_S
    use: Literal["training_internal", "training_external"]
    last_day: date
    people: tuple[PersonEntry, ...]
    clips: tuple[TrainingClip, ...]
