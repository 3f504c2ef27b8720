"""The written side of a case: each edit is one step of the history, and undo takes it back whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cases import TODAY, open_folder, seconds, write_case
from workbench.errors import EditError, NotFoundError
from workbench.practice.assent import Answer
from workbench.practice.casework import CaseKind, CycleState, Recording, RecordingKind
from workbench.practice.exports import Export, Way
from workbench.practice.letters import Letter, LetterKind
from workbench.practice.people import ConsentStatus, Person, Scope
from workbench.practice.supervision import Reflection
from workbench.session.casefile import CaseSession
from workbench.session.looking_ahead import read_next_steps, read_situation
from workbench.store.mapping import KINDS
from workbench.store.workspace import Workspace, open_workspace

Desk = tuple[CaseSession, Recording, Person, Person]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return write_case(workspace)


def content(session: CaseSession) -> list[Any]:
    return [session.workspace.find(kind.type) for kind in KINDS]


def label(session: CaseSession) -> str:
    return session.history()[-1].label


def reviewed(session: CaseSession, film: Recording) -> tuple[str, str]:
    """A playlist of one clip and its review."""
    clip = session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)
    review = session.add_review(playlist_id=clip.playlist_id)
    return review.id, clip.id


EDITS: dict[str, tuple[str, Callable[[CaseSession, Recording], Any]]] = {
    "a goal": ("Add a goal", lambda s, f: s.add_goal(" that we laugh ")),
    "other words": ("Change a goal", lambda s, f: s.change_goal(s.goals()[0].id, "that we play")),
    "a goal goes": ("Remove a goal", lambda s, f: s.remove_goal(s.goals()[0].id)),
    "a rating": ("Rate a goal", lambda s, f: s.rate_goal(s.goals()[0].id, 6)),
    "a cycle": ("Begin a cycle", lambda s, f: s.begin_cycle()),
    "a cycle on": (
        "Cycle 1 from planned to reviewed, past filmed and analysed",
        lambda s, f: s.move_cycle(s.cycles()[0].id, CycleState.REVIEWED),
    ),
    "a cycle goes": ("Remove cycle 1", lambda s, f: s.remove_cycle(s.cycles()[0].id)),
    "a film's cycle": ("Say what Puzzle is", lambda s, f: s.change_film(f.id, cycle_id=s.cycles()[0].id)),
    "a review": (f"Write down the review of {TODAY}", lambda s, f: s.add_review(cycle_id=s.cycles()[0].id)),
    "a review's words": (f"Change the review of {TODAY}", lambda s, f: s.change_review(s.reviews()[0].id, working_point="wait")),
    "a review goes": (f"Remove the review of {TODAY}", lambda s, f: s.remove_review(s.reviews()[0].id)),
    "a response": ("Write down what the client said", lambda s, f: _respond(s)),
    "a response goes": ("Remove what the client said", lambda s, f: s.remove_response(s.responses(s.reviews()[0].id)[0].id)),
    "a supervision": (f"Write down the supervision of {TODAY}", lambda s, f: s.add_supervision(1.5, cycle_id=s.cycles()[0].id)),
    "a supervision's words": (
        f"Change the supervision of {TODAY}",
        lambda s, f: s.change_supervision(s.supervisions()[0].id, hours=2, agreed="wait"),
    ),
    "a supervision goes": (f"Remove the supervision of {TODAY}", lambda s, f: s.remove_supervision(s.supervisions()[0].id)),
    "a look back": ("Look back on a review", lambda s, f: s.reflect("self_reflection", [Reflection("power", "together")])),
    "a look back goes": ("Remove a look back", lambda s, f: s.remove_self_assessment(s.self_assessments()[0].id)),
    "a score": ("Log a score of CARE-Index", lambda s, f: s.log_measure("CARE-Index", "9", version="2005", rater="AB")),
    "a score goes": ("Remove a score of PDI", lambda s, f: s.remove_measure(s.external_measures()[0].id)),
    "the end": ("Close the case", lambda s, f: s.close_case()),
    "a hold": ("Hold the case's films", lambda s, f: s.hold_case("asked by the court", TOMORROW)),
    "a kind": ("Change the case", lambda s, f: s.change_case(kind=CaseKind.PROFESSIONAL, planned_cycles=4)),
}


def _respond(session: CaseSession) -> Any:
    clip = session.clips(session.playlists()[0].id)[0]
    return session.note_response(session.reviews()[0].id, clip.id, named="his eyes")


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_one_step_with_its_label_that_undo_takes_back_and_redo_makes_again(desk: Desk, name: str) -> None:
    session, film, *_ = desk
    goal = session.add_goal("that he listens")
    session.rate_goal(goal.id, 3)
    session.begin_cycle()
    review_id, clip_id = reviewed(session, film)
    session.note_response(review_id, clip_id, said_first="Oh!")
    session.add_supervision(1.0, review_id=review_id)
    session.reflect("other", [Reflection("power", "alone")], review_id=review_id)
    session.log_measure("PDI", "4")
    before, n_edits = content(session), len(session.history())
    words, edit = EDITS[name]
    edit(session, film)
    after = content(session)
    assert (label(session), len(session.history())) == (words, n_edits + 1)
    assert after != before
    assert content(open_folder(session.workspace.folder)) == after
    session.undo()
    assert content(session) == before
    session.redo()
    assert content(session) == after


REFUSED: dict[str, tuple[str, Callable[[CaseSession, Recording], Any]]] = {
    "a goal without words": ("needs words", lambda s, f: s.add_goal("  ")),
    "eleven of ten": ("from 0 to 10, not 11", lambda s, f: s.rate_goal(s.add_goal("x").id, 11)),
    "a rating to come": ("on a day that was", lambda s, f: s.rate_goal(s.add_goal("x").id, 5, on=TOMORROW)),
    "a film to come": ("on a day that was", lambda s, f: s.change_film(f.id, filmed_on=TOMORROW)),
    "a film without a title": ("needs a title", lambda s, f: s.change_film(f.id, title=" ")),
    "a film's length": ("has no length", lambda s, f: s.change_film(f.id, length=3)),
    "a review to come": ("on a day that was", lambda s, f: s.add_review(held_on=TOMORROW)),
    "a review's score": ("has no score", lambda s, f: s.add_review(score=3)),
    "a clip of another playlist": (
        "was not in the playlist",
        lambda s, f: s.note_response(
            s.add_review(playlist_id=s.add_playlist("Other").id).id, s.clips(s.playlists()[1].id)[0].id, named="x"
        ),
    ),
    "no time at all": ("more than 0", lambda s, f: s.add_supervision(0)),
    "a look back without words": ("some words", lambda s, f: s.reflect("c", [Reflection("a", " ")])),
    "a score without its name": ("needs the instrument's name", lambda s, f: s.log_measure(" ", "3")),
    "an open case opened": ("is open", lambda s, f: s.reopen_case()),
    "closed before it was opened": ("was opened on", lambda s, f: s.close_case(YESTERDAY)),
    "a hold without a reason": ("needs its reason", lambda s, f: s.hold_case(" ", TOMORROW)),
    "a hold looked at today": ("a day to come", lambda s, f: s.hold_case("x", TODAY)),
    "no hold ended": ("Nothing holds", lambda s, f: s.end_hold()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_in_words(desk: Desk, name: str) -> None:
    session, film, *_ = desk
    session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)
    with pytest.raises(EditError, match=REFUSED[name][0]):
        REFUSED[name][1](session, film)
    assert (session.case.closed_on, session.case.hold_reason, session.supervisions(), session.external_measures()) == (None, "", [], [])
    assert [len(session.ratings(goal.id)) for goal in session.goals()] in ([], [0])


def test_of_two_ratings_on_a_day_the_last_stands_and_days_stand_in_order(desk: Desk) -> None:
    session = desk[0]
    goal = session.add_goal("that he listens")
    session.rate_goal(goal.id, 4)
    session.rate_goal(goal.id, 3, on=YESTERDAY, words="a hard week")
    session.rate_goal(goal.id, 6)
    assert [(each.on, each.value, each.words) for each in session.ratings(goal.id)] == [(YESTERDAY, 3, "a hard week"), (TODAY, 6, "")]


def test_what_is_written_down_moves_a_cycle_on_and_never_back(desk: Desk) -> None:
    session, film, *_ = desk
    cycle = session.begin_cycle()

    def state() -> CycleState:
        return session.cycles()[0].state

    session.change_film(film.id, cycle_id=cycle.id, kind=RecordingKind.SHARED_REVIEW)
    session.add_supervision(1, cycle_id=cycle.id)
    assert state() is CycleState.PLANNED
    session.change_film(film.id, kind=RecordingKind.FAMILY_FILM)
    assert state() is CycleState.FILMED
    session.add_review(cycle_id=cycle.id)
    assert state() is CycleState.REVIEWED
    session.change_film(film.id, title="Puzzle again")
    session.add_supervision(1, cycle_id=cycle.id)
    assert state() is CycleState.SUPERVISED
    session.move_cycle(cycle.id, CycleState.FILMED)
    assert label(session) == "Cycle 1 from supervised back to filmed"
    assert session.begin_cycle().number == 2


def test_what_was_said_of_a_clip_is_kept_together_and_stays_when_the_clip_goes(desk: Desk) -> None:
    session, film, *_ = desk
    review_id, clip_id = reviewed(session, film)
    session.change_clip(clip_id, title="Waiting")
    session.note_response(review_id, clip_id, said_first="He looks at me!")
    session.note_response(review_id, clip_id, feeling="warm", kept=True)
    (response,) = session.responses(review_id)
    assert (response.clip_title, response.said_first, response.feeling, response.kept) == ("Waiting", "He looks at me!", "warm", True)
    session.remove_clip(clip_id)
    assert session.responses(review_id) == [replace(response, clip_id=None)]


def test_a_look_back_of_the_same_day_and_review_takes_the_place_of_the_one_before(desk: Desk) -> None:
    session = desk[0]
    session.reflect("self_reflection", [Reflection("power", "alone")])
    last = session.reflect("self_reflection", [Reflection("power", "together"), Reflection("questions", " ")])
    assert session.self_assessments() == [last]
    assert last.reflections == (Reflection("power", "together"),)


def test_a_look_back_grows_point_by_point_on_the_day_it_was_begun_and_goes_with_its_last_word(desk: Desk) -> None:
    session = desk[0]
    review = session.add_review()
    session.look_back(review.id, "next_time", "wait longer ")
    session.today = lambda: TOMORROW
    session.look_back(review.id, "attentive", "when he hummed")
    (kept,) = session.self_assessments()
    assert (kept.on, kept.review_id) == (TODAY, review.id)
    assert kept.reflections == (Reflection("attentive", "when he hummed"), Reflection("next_time", "wait longer"))
    session.look_back(review.id, "attentive", "  ")
    assert session.look_back(review.id, "next_time", "") is None
    assert session.self_assessments() == []
    session.undo()
    assert [line.code for line in session.self_assessments()[0].reflections] == ["next_time"]
    with pytest.raises(EditError, match="no such point"):
        session.look_back(review.id, "speed", "fast")
    assert session.look_back(review.id, "power", " ") is not None


def test_a_case_is_closed_opened_again_held_and_let_go(desk: Desk) -> None:
    session = desk[0]
    assert session.close_case().closed_on == TODAY
    with pytest.raises(EditError, match="closed on 2026-03-10 already"):
        session.close_case()
    assert session.hold_case("asked by the court", TOMORROW).hold_review_on == TOMORROW
    assert (session.reopen_case().closed_on, session.case.hold_reason) == (None, "asked by the court")
    assert (session.end_hold().hold_reason, session.case.hold_review_on) == ("", None)


def test_what_is_next_is_read_from_the_case_as_it_goes_on(desk: Desk) -> None:
    session, film, mum, noah = desk

    def keys() -> list[str]:
        return [step.key for step in read_next_steps(session)]

    session.change_case(planned_cycles=1)
    assert keys() == ["in_view", "moments", "cycle"]
    session.set_in_view(film.id, [mum.id, noah.id])
    session.say_consent(mum.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED, expires=TODAY + timedelta(days=5))
    cycle = session.begin_cycle()
    session.change_film(film.id, cycle_id=cycle.id)
    assert keys() == ["consent_ends", "consent", "moments"]
    assert [(e.name, e.use) for e in read_situation(session).endings] == [("Mum", "watching clips together")]
    for person in (mum, noah):
        session.say_consent(person.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    clip = session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)
    assert keys() == ["playlist"]
    review = session.add_review(playlist_id=clip.playlist_id, cycle_id=cycle.id)
    assert keys() == ["said", "supervision", "letter"]
    session.note_response(review.id, clip.id, said_first="Oh!")
    session.add_supervision(1, review_id=review.id, cycle_id=cycle.id)
    assert keys() == ["letter"]
    with session.workspace.edit("Letter", case_id=session.case_id) as edit:
        edit.put(Letter("1" * 16, session.case_id, LetterKind.CLOSING, TODAY, edited=True))
    assert keys() == ["close"]
    session.close_case(date(2026, 3, 10))
    assert keys() == []


def test_a_child_whose_yes_has_counted_is_asked_anew_for_the_next_playlist_only(desk: Desk) -> None:
    session, film, mum, noah = desk
    session.set_in_view(film.id, [mum.id, noah.id])
    session.change_person(noah.id, asked_each_time=True)
    for person in (mum, noah):
        session.say_consent(person.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    clip = session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)

    def unasked() -> tuple[tuple[str, ...], list[str]]:
        (todo,) = read_situation(session).films
        return todo.unasked, [each.words for each in session.advice(clip.playlist_id) if each.check == "consent"]

    assert unasked() == (("Noah",), ["No consent to show this yet: Noah."])
    answer = session.say_assent(noah.id, Scope.SHARED_REVIEW, Answer.YES, shown_by="a nod")
    with session.workspace.edit("Publish", case_id=session.case_id, lasting=True) as edit:
        edit.put(Export("1" * 16, session.case_id, Way.PACKAGE, "gone", TODAY, playlist_id=clip.playlist_id, assent_ids=(answer.id,)))
    assert unasked() == ((), [])
    with session.workspace.edit("Take back", case_id=session.case_id, lasting=True) as edit:
        edit.put(replace(session.exports()[0], revoked_on=TODAY))
    assert unasked() == (("Noah",), ["No consent to show this yet: Noah."])


def test_an_unknown_id_is_not_found(desk: Desk) -> None:
    for ask in (desk[0].goal, desk[0].cycle, desk[0].review):
        with pytest.raises(NotFoundError):
            ask("0" * 16)
