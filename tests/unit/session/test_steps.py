"""Steps of the exchange on a real workspace: marked, changed, linked, removed, read back by a second program."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases import add_recording, open_folder, seconds, uneven_table, write_case
from workbench.core.identity import new_id
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Recording, RecordingKind
from workbench.practice.people import Person
from workbench.practice.steps import InteractionStep, Layer, Modality, StepRole
from workbench.session.casefile import CaseSession
from workbench.store.workspace import open_workspace

INITIATIVE, RECEPTION, RESPONSE = StepRole.INITIATIVE, StepRole.RECEPTION, StepRole.RESPONSE
Office = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)


def exchange(office: Office) -> tuple[InteractionStep, InteractionStep, InteractionStep]:
    """Noah points, Mum nods, Mum answers."""
    session, film, mum, noah = office
    points = session.add_step(film.id, seconds(1, 2), noah.id, INITIATIVE, Modality.GESTURE)
    nods = session.add_step(film.id, seconds(2, 2.5), mum.id, RECEPTION, Modality.FACE, answers=points.id)
    says = session.add_step(film.id, seconds(2.5, 3), mum.id, RESPONSE, Modality.WORDS, answers=nods.id, words="the blue one")
    return points, nods, says


def kept(session: CaseSession, step: InteractionStep) -> InteractionStep:
    (found,) = [each for each in open_folder(session.workspace.folder).steps(step.recording_id) if each.id == step.id]
    return found


def test_marked_steps_are_on_the_disk_on_whole_frames_with_labels_in_words(office: Office) -> None:
    session, film, mum, _ = office
    points, nods, says = exchange(office)
    assert [step.id for step in open_folder(session.workspace.folder).steps(film.id)] == [points.id, nods.id, says.id]
    assert (kept(session, says).words, kept(session, says).answers, kept(session, says).actor_id) == ("the blue one", nods.id, mum.id)
    assert session.frame_table(film.id).snapped(points.span.start) == points.span.start
    assert [change.label for change in session.history()][-2:] == ["Mark Mum's reception at 00:01.945", "Mark Mum's response at 00:02.500"]
    assert [[step.id for step in chain] for chain in session.yes_cycles(film.id)] == [[points.id, nods.id, says.id]]


def test_every_field_of_a_step_can_be_changed_and_taken_back(office: Office) -> None:
    session, _, mum, _ = office
    points, *_ = exchange(office)
    fields: dict[str, Any] = {
        "actor_id": mum.id,
        "role": RESPONSE,
        "modality": Modality.VOICE,
        "principles": ("E1", "R3"),
        "topic": "blue piece",
        "words": "mmm",
    }
    for name, value in fields.items():
        session.change_step(points.id, **{name: value})
        assert getattr(kept(session, points), name) == value
    for _ in fields:
        session.undo()
    assert kept(session, points) == points


def test_a_step_is_linked_to_an_earlier_one_and_unlinked(office: Office) -> None:
    session, *_ = office
    points, nods, says = exchange(office)
    session.link_step(says.id, points.id)
    assert kept(session, says).answers == points.id
    assert session.history()[-1].label == "Link Mum's response at 00:02.500 to Noah's initiative at 00:01.000"
    session.link_step(nods.id, None)
    assert kept(session, nods).answers is None
    assert session.history()[-1].label == "Unlink Mum's reception at 00:01.945"


def test_what_cannot_be_answered_is_refused_and_changes_nothing(office: Office) -> None:
    session, film, mum, _ = office
    points, nods, says = exchange(office)
    elsewhere = add_recording(session, uneven_table(), "Tea")
    there = session.add_step(elsewhere.id, seconds(0.5, 1), mum.id, INITIATIVE, Modality.GAZE)
    before = session.steps(film.id)
    for step, answers, words in (
        (points, points, "cannot answer itself"),
        (points, says, "in a ring"),
        (says, there, "in different films"),
    ):
        with pytest.raises(EditError, match=words):
            session.link_step(step.id, answers.id)
    session.link_step(nods.id, None)
    with pytest.raises(EditError, match="would begin before the one it answers"):
        session.link_step(points.id, nods.id)
    session.undo()
    assert session.steps(film.id) == before


def test_a_step_is_not_moved_past_what_it_answers_or_what_answers_it(office: Office) -> None:
    session, film, *_ = office
    points, nods, _ = exchange(office)
    before = session.steps(film.id)
    with pytest.raises(EditError, match="would begin before the one it answers"):
        session.change_step(nods.id, span=seconds(0.2, 0.6))
    with pytest.raises(EditError, match="would begin before the one it answers"):
        session.change_step(points.id, span=seconds(2.2, 2.6))
    assert session.steps(film.id) == before
    session.change_step(nods.id, span=seconds(1.5, 2))
    assert kept(session, nods).span.covers(seconds(1.5, 2))


def test_removing_a_step_lets_what_answered_it_begin_a_chain_and_is_one_undo(office: Office) -> None:
    session, film, *_ = office
    points, nods, says = exchange(office)
    before = session.steps(film.id)
    session.remove_step(points.id)
    assert [(step.id, step.answers) for step in session.steps(film.id)] == [(nods.id, None), (says.id, nods.id)]
    session.undo()
    assert session.steps(film.id) == before


def test_steps_of_a_filmed_review_are_of_the_reviews_layer(office: Office) -> None:
    session, film, mum, _ = office
    with session.workspace.edit("It is a review", case_id=session.case_id) as edit:
        edit.put(replace(film, kind=RecordingKind.SHARED_REVIEW))
    assert session.add_step(film.id, seconds(1, 2), mum.id, INITIATIVE, Modality.WORDS).layer is Layer.REVIEW


def test_another_cases_people_and_steps_are_not_found(office: Office) -> None:
    session, film, mum, _ = office
    other, other_film, other_mum, _ = write_case(session.workspace, "ROWAN")
    theirs = other.add_step(other_film.id, seconds(1, 2), other_mum.id, INITIATIVE, Modality.GAZE)
    own = session.add_step(film.id, seconds(1, 2), mum.id, INITIATIVE, Modality.GAZE)
    tries: list[Any] = [
        lambda: session.add_step(film.id, seconds(1, 2), other_mum.id, INITIATIVE, Modality.GAZE),
        lambda: session.add_step(film.id, seconds(2, 3), mum.id, RECEPTION, Modality.GAZE, answers=theirs.id),
        lambda: session.add_step(other_film.id, seconds(1, 2), mum.id, INITIATIVE, Modality.GAZE),
        lambda: session.change_step(theirs.id, words="x"),
        lambda: session.change_step(own.id, actor_id=other_mum.id),
        lambda: session.link_step(own.id, theirs.id),
        lambda: session.link_step(theirs.id, None),
        lambda: session.remove_step(theirs.id),
        lambda: session.remove_step(new_id()),
    ]
    n_changes = len(session.history())
    for each in tries:
        with pytest.raises(NotFoundError):
            each()
    assert other.steps(other_film.id) == [theirs]
    assert session.steps(film.id) == [own]
    assert len(session.history()) == n_changes
