"""Whatever is done to a case can be undone to the beginning and redone to the end."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.people import Person, Role
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.store.edit import Edit
from workbench.store.mapping import KINDS
from workbench.store.workspace import Workspace, open_workspace

DAY = date(2026, 1, 1)
KINDS_TOUCHED = (Person, Recording, InteractionStep, Moment, Playlist, Clip)

action = st.tuples(
    st.sampled_from(["add", "change", "remove"]), st.sampled_from(KINDS_TOUCHED), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)
)
edits = st.lists(st.lists(action, min_size=1, max_size=4), min_size=1, max_size=8)


@contextmanager
def _workspace() -> Iterator[tuple[Workspace, Case]]:
    case = Case(new_id(), "HAZEL", DAY)
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder), create=True) as workspace:
        with workspace.edit("Start", case_id=case.id, lasting=True) as edit:
            edit.put(case)
        yield workspace, case


def _pick(edit: Edit, kind: Any, number: int) -> Any:
    things = edit.find(kind)
    return things[number % len(things)] if things else None


def _new(edit: Edit, case: Case, kind: Any, a: int, b: int) -> Any:
    person, film, playlist = (_pick(edit, kind_, a) for kind_ in (Person, Recording, Playlist))
    span = Span(Ticks(a), Ticks(a + b + 1))
    if kind is Person:
        return Person(new_id(), case.id, f"P{a}", Role.CHILD, "Noah")
    if kind is Recording:
        in_view = (person.id,) if person else None
        return Recording(new_id(), case.id, f"{a}" * 64, "film", 9, Ticks(900), 320, 180, True, False, DAY, in_view=in_view)
    if kind is Playlist:
        return Playlist(new_id(), case.id, "review")
    if film is None:
        return None
    if kind is Moment:
        return Moment(new_id(), film.id, span)
    if kind is InteractionStep and person:
        answers = _pick(edit, InteractionStep, b)
        return InteractionStep(new_id(), film.id, span, person.id, StepRole.INITIATIVE, Modality.FACE, answers.id if answers else None)
    if kind is Clip and playlist:
        moment = _pick(edit, Moment, b)
        return Clip(new_id(), playlist.id, film.id, span, b, moment_id=moment.id if moment else None)
    return None


def _changed(edit: Edit, thing: Any, a: int, b: int) -> Any:
    match thing:
        case Person():
            return replace(thing, code=f"P{b}")
        case InteractionStep():
            return replace(thing, answers=_pick(edit, InteractionStep, b).id)
        case Moment() | Clip():
            return replace(thing, span=Span(Ticks(a), Ticks(a + b + 1)), principles=("E1",) * a)
        case _:
            return replace(thing, title=f"{a} {b}")


def _do(edit: Edit, case: Case, step: tuple[str, Any, int, int, int]) -> None:
    verb, kind, number, a, b = step
    if verb == "add":
        thing = _new(edit, case, kind, a, b)
        if thing is not None:
            edit.put(thing)
        return
    thing = _pick(edit, kind, number)
    if thing is not None and verb == "change":
        edit.put(_changed(edit, thing, a, b))
    elif thing is not None:
        edit.remove(kind, thing.id)


def _content(workspace: Workspace) -> list[Any]:
    return [workspace.find(kind.type) for kind in KINDS]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits)
def test_as_many_undos_as_edits_give_the_beginning_and_as_many_redos_the_end(sequence: list[Any]) -> None:
    with _workspace() as (workspace, case):
        states = [_content(workspace)]
        for number, steps in enumerate(sequence):
            before = _content(workspace)
            try:
                with workspace.edit(f"edit {number}", case_id=case.id) as edit:
                    for step in steps:
                        _do(edit, case, step)
            except EditError:
                assert _content(workspace) == before  # a refused edit changed nothing
                continue
            if edit.change is not None:
                states.append(_content(workspace))
            else:
                assert _content(workspace) == before
        for state in reversed(states[:-1]):
            assert workspace.undo(case.id) is not None
            assert _content(workspace) == state
        assert workspace.undo(case.id) is None
        for state in states[1:]:
            assert workspace.redo(case.id) is not None
            assert _content(workspace) == state
        assert workspace.redo(case.id) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=14))
def test_undo_and_redo_walk_a_line_of_states_that_a_new_edit_cuts_off(verbs: list[str]) -> None:
    with _workspace() as (workspace, case):
        line, here, made = [""], 0, 0
        for verb in verbs:
            if verb == "edit":
                made += 1
                line, here = [*line[: here + 1], f"hope {made}"], here + 1
                with workspace.edit(verb, case_id=case.id) as edit:
                    edit.put(replace(case, hope=line[here]))
            elif verb == "undo":
                assert (workspace.undo(case.id) is None) == (here == 0)
                here = max(here - 1, 0)
            else:
                assert (workspace.redo(case.id) is None) == (here == len(line) - 1)
                here = min(here + 1, len(line) - 1)
            assert workspace.get(Case, case.id).hope == line[here]
        assert [change.undone for change in workspace.history(case.id)[1:]] == [False] * here + [True] * (len(line) - 1 - here)
