"""Edits of the cycles of filming and review."""

from typing import Literal

from workbench.practice.casework import CycleState
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


CycleEdit = BeginCycle | MoveCycle | RemoveCycle
