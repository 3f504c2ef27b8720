"""Cycles of filming and review: begun, moved on or back, and the films that belong to them."""

from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import EditError
from workbench.practice.casework import Cycle, CycleState, Recording, RecordingKind
from workbench.session.editing import CaseEditor, check_fields
from workbench.session.goals import past_day
from workbench.session.records import CaseRecords
from workbench.store.edit import Edit

FILM_FIELDS = frozenset({"title", "cycle_id", "kind", "filmed_on"})


class CycleEdits(CaseEditor, CaseRecords):
    """Edits of cycles, and of what is said about a film as a whole."""

    def begin_cycle(self) -> Cycle:
        """The next cycle, planned."""
        with self._edit("Begin a cycle") as edit:
            number = max((cycle.number for cycle in edit.find(Cycle, case_id=self.case_id)), default=0) + 1
            cycle = Cycle(new_id(), self.case_id, number)
            edit.put(cycle)
        return cycle

    def move_cycle(self, id: str, state: CycleState) -> Cycle:  # noqa: A002
        """A cycle in another state; back is allowed, and states that are passed over are named in the history."""
        cycle = self.cycle(id)
        return self._change(cycle, describe_move(cycle, state), {"state": state}, frozenset({"state"}))

    def remove_cycle(self, id: str) -> Cycle:  # noqa: A002
        """Take a cycle away; its films and reviews stay and belong to none."""
        cycle = self.cycle(id)
        with self._edit(f"Remove cycle {cycle.number}") as edit:
            edit.remove(Cycle, id)
        return cycle

    def change_film(self, recording_id: str, **fields: Any) -> Recording:
        """Change any of :data:`FILM_FIELDS` of a recording. A family's film brings a planned cycle to filmed."""
        recording = self.recording(recording_id)
        check_fields("recording", fields, FILM_FIELDS)
        if fields.get("cycle_id"):
            self.cycle(fields["cycle_id"])
        if fields.get("filmed_on"):
            past_day(fields["filmed_on"], self.today(), "A film was made")
        if not fields.get("title", recording.title).strip():
            raise EditError("A film needs a title", "Write a neutral one that names nobody")
        changed = replace(recording, **fields)
        with self._edit(f"Say what {changed.title} is") as edit:
            edit.put(changed)
            if changed.kind is RecordingKind.FAMILY_FILM:
                bring_cycle_to(edit, changed.cycle_id, CycleState.FILMED)
        return changed


def describe_move(cycle: Cycle, state: CycleState) -> str:
    """A change of a cycle's state as people read it, with what it leaves out."""
    words = f"Cycle {cycle.number} from {cycle.state} {'back ' if cycle.state.reaches(state) else ''}to {state}"
    passed = [each.value for each in cycle.state.passed_over(state)]
    return words + (f", past {' and '.join(passed)}" if passed else "")


def bring_cycle_to(edit: Edit, cycle_id: str | None, state: CycleState) -> None:
    """Within an edit, move a cycle on as far as what was just written down shows; never back."""
    if cycle_id is not None:
        cycle = edit.get(Cycle, cycle_id)
        if not cycle.state.reaches(state):
            edit.put(replace(cycle, state=state))
