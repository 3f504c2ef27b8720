"""Steps of the exchange: marked, changed, linked to what they answer, taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.core.time import Span, format_time
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import RecordingKind
from workbench.practice.people import Person
from workbench.practice.steps import InteractionStep, Layer, Modality, StepRole
from workbench.session.editing import CaseEditor
from workbench.session.placing import span_on_frames

STEP_FIELDS = frozenset({"span", "actor_id", "role", "modality", "principles", "topic", "words"})

_ONE_ANSWERED = "Choose the step that came before it, or let it begin a chain of its own"


class StepEdits(CaseEditor):
    """Edits of steps."""

    def step(self, step_id: str) -> InteractionStep:
        """One step of this case; NotFoundError for any other."""
        step = self.workspace.get(InteractionStep, step_id)
        self.recording(step.recording_id)
        return step

    def add_step(
        self,
        recording_id: str,
        span: Span,
        actor_id: str,
        role: StepRole,
        modality: Modality,
        *,
        answers: str | None = None,
        principles: Sequence[str] = (),
        topic: str = "",
        words: str = "",
    ) -> InteractionStep:
        """A new step on a film; `answers` is the step it answers."""
        span = span_on_frames(span, self.frame_table(recording_id), "step")
        actor = self._person(actor_id)
        layer = Layer.REVIEW if self.recording(recording_id).kind is RecordingKind.SHARED_REVIEW else Layer.FAMILY
        codes = self._known(principles)
        step = InteractionStep(new_id(), recording_id, span, actor.id, role, modality, None, codes, topic, words, layer)
        if answers is not None:
            step = self._linked(step, answers)
        return self._add(step, f"Mark {_called(step, actor)} at {format_time(span.start)}")

    def change_step(self, id: str, **fields: Any) -> InteractionStep:  # noqa: A002
        """Change any of :data:`STEP_FIELDS` of a step."""
        step = self.step(id)
        label = f"Change {self._in_words(step)}"
        self._place(fields, step.recording_id, "step")
        if "actor_id" in fields:
            self._person(fields["actor_id"])
        if "span" in fields:
            self._check_order(replace(step, span=fields["span"]))
        return self._change(step, label, fields, STEP_FIELDS)

    def link_step(self, id: str, answers: str | None) -> InteractionStep:  # noqa: A002
        """Say which step a step answers; with None it answers nothing any more.

        Raises
        ------
        EditError
            If that is a step of another film, begins later, or already answers this one in the end.
        """
        step = self.step(id)
        if answers is None:
            return self._add(replace(step, answers=None), f"Unlink {self._in_words(step)}")
        columns = self.workspace.find_columns(InteractionStep, recording_id=step.recording_id)
        if id != answers and id in _chain_before(answers, dict(zip(columns["id"], columns["answers"], strict=True))):
            raise EditError("These steps would answer one another in a ring", _ONE_ANSWERED)
        linked = self._linked(step, answers)
        return self._add(linked, f"Link {self._in_words(step)} to {self._in_words(self.step(answers))}")

    def remove_step(self, id: str) -> InteractionStep:  # noqa: A002
        """Take a step away; what answered it answers nothing any more."""
        step = self.step(id)
        with self._edit(f"Remove {self._in_words(step)}") as edit:
            edit.remove(InteractionStep, id)
        return step

    def _linked(self, step: InteractionStep, answers: str) -> InteractionStep:
        if answers == step.id:
            raise EditError("A step cannot answer itself", _ONE_ANSWERED)
        answered = self.step(answers)
        if answered.recording_id != step.recording_id:
            raise EditError("These two steps are in different films", "Link steps of one film")
        linked = replace(step, answers=answers)
        _check_begins_later(linked, answered)
        return linked

    def _check_order(self, moved: InteractionStep) -> None:
        for other in self.steps(moved.recording_id):
            if other.id == moved.answers:
                _check_begins_later(moved, other)
            if other.answers == moved.id:
                _check_begins_later(other, moved)

    def _person(self, person_id: str) -> Person:
        person = self.workspace.get(Person, person_id)
        if person.case_id != self.case_id:
            raise NotFoundError("That person is not in this case", "Choose somebody of the case")
        return person

    def _in_words(self, step: InteractionStep) -> str:
        return f"{_called(step, self.workspace.get(Person, step.actor_id))} at {format_time(step.span.start)}"


def _called(step: InteractionStep, actor: Person) -> str:
    """For instance "Noah's initiative"."""
    return f"{actor.shown_name}'s {step.role}"


def _chain_before(step_id: str, answers: Mapping[str, str | None]) -> set[str]:
    """The step, what it answers, and so on to the first, by their ids; a ring is gone through once."""
    chain: set[str] = set()
    here: str | None = step_id
    while here is not None and here not in chain:
        chain.add(here)
        here = answers.get(here)
    return chain


def _check_begins_later(step: InteractionStep, answered: InteractionStep) -> None:
    if step.span.start < answered.span.start:
        raise EditError(
            f"The step at {format_time(step.span.start)} would begin before the one it answers, at {format_time(answered.span.start)}",
            _ONE_ANSWERED,
        )
