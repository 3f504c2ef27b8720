"""Edits of the cycles of filming and review, and of what the film on the screen is among them."""

from typing import Literal

from workbench.practice.casework import CycleState, RecordingKind
from workbench.widgets.protocol.values import BaseEdit, Id


class BeginCycle(BaseEdit):
    """The next cycle, planned."""

    kind: Literal["begin_cycle"]


class MoveCycle(BaseEdit):
    """A cycle in another state, on or back."""

    kind: Literal["move_cycle"]
    id: Id
    state: CycleState


class RemoveCycle(BaseEdit):
    """Take a cycle away; its films and reviews stay and belong to none."""

    kind: Literal["remove_cycle"]
    id: Id


class ChangeFilm(BaseEdit):
    """To which cycle the film on the screen belongs, and what was filmed; only the fields said are changed."""

    kind: Literal["change_film"]
    cycle_id: Id | None = None
    film_kind: RecordingKind = RecordingKind.FAMILY_FILM


CycleEdit = BeginCycle | MoveCycle | RemoveCycle | ChangeFilm
