"""What every edit of a case rests on: one transaction with a label in the guider's words, values that make sense, fields that are known."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, TypeVar

from workbench.core.regions import Region
from workbench.core.tiers import Interval, Tier
from workbench.errors import EditError
from workbench.practice.cameras import Camera
from workbench.practice.casework import Case, Cycle, Goal, GoalRating, Recording
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.people import Person
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.steps import InteractionStep
from workbench.practice.supervision import ExternalMeasure, SelfAssessment, Supervision
from workbench.session.depending import Depending, Removable, read_depending
from workbench.session.placing import span_on_frames
from workbench.session.reading import CaseReader
from workbench.store.edit import Edit
from workbench.store.journal import Change

T = TypeVar(
    "T",
    Case,
    Person,
    Goal,
    GoalRating,
    Cycle,
    Recording,
    Tier,
    Interval,
    InteractionStep,
    Moment,
    Region,
    Playlist,
    Clip,
    Camera,
    SharedReview,
    ClipResponse,
    Supervision,
    SelfAssessment,
    ExternalMeasure,
)
V = TypeVar("V")


class CaseEditor(CaseReader):
    """One case, read and edited; what can be edited is in the classes that build on this one."""

    def undo(self) -> Change | None:
        """Take the latest edit back; None if there is none left."""
        return self.workspace.undo(self.case_id)

    def redo(self) -> Change | None:
        """Make again what was undone last; None if there is nothing."""
        return self.workspace.redo(self.case_id)

    def turn_to(self, change_id: int) -> list[Change]:
        """Go to the case as it was right after one of its edits, back or forward at once; 0 is before the first."""
        return self.workspace.turn_to(self.case_id, change_id)

    def what_depends_on(self, thing: Removable, id: str) -> Depending:  # noqa: A002
        """What would go with a thing if it were removed, and what would forget it. Nothing is changed."""
        return read_depending(self, thing, id)

    def _edit(self, label: str) -> AbstractContextManager[Edit]:
        return self.workspace.edit(label, case_id=self.case_id)

    def _add(self, thing: T, label: str) -> T:
        with self._edit(label) as edit:
            edit.put(thing)
        return thing

    def _change(self, thing: T, label: str, fields: dict[str, Any], known: frozenset[str]) -> T:
        check_fields(type(thing).__name__.lower(), fields, known)
        if "principles" in fields:
            fields["principles"] = self._known(fields["principles"])
        return self._add(sensible(lambda: replace(thing, **fields)), label)

    def _place(self, fields: dict[str, Any], recording_id: str, what: str) -> None:
        if "span" in fields:
            fields["span"] = span_on_frames(fields["span"], self.frame_table(recording_id), what)

    def _known(self, principles: Iterable[str]) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(principles))
        unknown = [code for code in codes if code not in self.vocabulary.by_code]
        if unknown:
            raise EditError(f"The vocabulary has no principle {', '.join(unknown)}", "Choose from the list of principles")
        return codes


def sensible(make: Callable[[], V]) -> V:
    """What `make` makes; a value that cannot be becomes an EditError with its reason."""
    try:
        return make()
    except ValueError as error:
        raise EditError(f"That makes no sense: {error}", "Change it and try again") from error


def check_fields(what: str, fields: dict[str, Any], known: frozenset[str]) -> None:
    """EditError for a field that a thing has not."""
    unknown = sorted(set(fields) - known)
    if unknown:
        raise EditError(f"A {what} has no {', '.join(unknown)} to change", f"Change any of {', '.join(sorted(known))}")
