"""What the store promises about every kind of thing it keeps."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.assent import Answer, Assent
from workbench.practice.cameras import AlignedBy, Camera
from workbench.practice.casework import Case, CaseKind, Cycle, CycleState, Goal, GoalRating, Recording, RecordingKind
from workbench.practice.clips import Clip, LengthProfile, Moment, MomentKind, PausePoint, Playlist, Stretch, Viewing
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.letters import Letter, LetterKind, LetterStill
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.steps import InteractionStep, Layer, Modality, StepRole
from workbench.practice.supervision import ExternalMeasure, Reflection, SelfAssessment, Supervision
from workbench.practice.who_is_who import Named, StraightAhead, TrackEdit, WhoIsWho
from workbench.store.mapping import KINDS
from workbench.store.workspace import Workspace, open_workspace

DAY = date(2026, 2, 28)
IDS = {kind.word: f"{number:016x}" for number, kind in enumerate(KINDS, start=1)}


def _span(start: int, end: int) -> Span:
    return Span(Ticks(start), Ticks(end))


CASE = Case(
    IDS["case"], "HAZEL", DAY, "home, “evening”", "I wish he'd listen ♥", "that he listens", 4,
    CaseKind.PROFESSIONAL, date(2026, 2, 27), 30, "somebody asked us to wait", date(2026, 3, 9),
)  # fmt: skip
PERSON = Person(IDS["person"], CASE.id, "M1", Role.CLIENT, "Mum", "she", "cy", gaze_meaningful=False, asked_each_time=True)
CYCLE = Cycle(IDS["cycle"], CASE.id, 2, CycleState.FILMED)
RECORDING = Recording(
    IDS["recording"], CASE.id, "ab" * 32, "puzzle", 10_000_000_000, Ticks(2**40), 1280, 720, False, True, DAY,
    CYCLE.id, RecordingKind.TRAINING, date(2026, 2, 1), (PERSON.id,),
)  # fmt: skip
GOAL = Goal(IDS["goal"], CASE.id, "more fun at tea", DAY)
TIER = Tier(IDS["tier"], RECORDING.id, "look", Channel.LOOK, Origin.CANDIDATE, PERSON.id, 3, '{"analysis": "looks"}')
MOMENT = Moment(IDS["moment"], RECORDING.id, _span(0, 2**40), MomentKind.REPAIR, ("E1", "R3"), "she waits", "private")
PLAYLIST = Playlist(IDS["playlist"], CASE.id, "second review", "What stays with you?", LengthProfile.MICRO)
REVIEW = SharedReview(
    IDS["review"], CASE.id, DAY, CYCLE.id, PLAYLIST.id, RECORDING.id, (PERSON.id,), ("welcome",), "wait", "good", "private"
)
THINGS: dict[str, Any] = {
    "case": CASE,
    "goal": GOAL,
    "rating": GoalRating(IDS["rating"], GOAL.id, DAY, 4, "on good days"),
    "cycle": CYCLE,
    "person": PERSON,
    "recording": RECORDING,
    "camera": Camera(IDS["camera"], RECORDING.id, RECORDING.id, Ticks(-90_000), AlignedBy.SOUND, 2.5),
    "consent": Consent(
        IDS["consent"], CASE.id, PERSON.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED, DAY, RECORDING.id, date(2027, 1, 1), "M1", 3
    ),
    "assent": Assent(IDS["assent"], CASE.id, PERSON.id, Scope.SHARED_REVIEW, Answer.NO, DAY, RECORDING.id, "turned away", 2),
    "tier": TIER,
    "interval": Interval(IDS["interval"], TIER.id, _span(7, 8), "child", 0.1 + 0.2, "note"),
    "who is who": WhoIsWho(
        IDS["who is who"], RECORDING.id, "ab" * 32, "cd" * 32, (TrackEdit(1, 2, Ticks(2**40)), TrackEdit(2, 0)),
        (Named(0, PERSON.id), Named(3, "")), (Named(1, PERSON.id),), (StraightAhead(PERSON.id, Ticks(7)),), "ef" * 32,
    ),
    "step": InteractionStep(
        IDS["step"], RECORDING.id, _span(5, 9), PERSON.id, StepRole.RECEPTION, Modality.GAZE, None, ("A1",), "puzzle", "oh", Layer.REVIEW
    ),
    "moment": MOMENT,
    "region": Region(
        IDS["region"], RECORDING.id, _span(3, 90), ShapeKind.LINE,
        (Keyframe(Ticks(3), ((0.1, 0.2), (1 / 3, 1.5))), Keyframe(Ticks(9), ((0.0, -0.5), (0.7, 0.7)))), "look", Purpose.ANONYMISE,
        PERSON.id,
    ),
    "playlist": PLAYLIST,
    "clip": Clip(
        IDS["clip"], PLAYLIST.id, RECORDING.id, _span(10, 99), 5, "Waiting", "Here you wait", "What do you notice?",
        (PausePoint(Ticks(20), "And now?"), PausePoint(Ticks(30))), Ticks(98), 0.3, MOMENT.id, ("D1",), "the wait", "the mess",
        GOAL.id, "he waits", "he points, she looks", ("And then?",), Stretch.SEEN, (Viewing.WHOLE, Viewing.SLOW), "she was tired",
    ),
    "review": REVIEW,
    "response": ClipResponse(IDS["response"], REVIEW.id, "Waiting", IDS["clip"], "he waited!", "the wait", "proud", "wait", True),
    "supervision": Supervision(IDS["supervision"], CASE.id, DAY, 1.5, "S1", CYCLE.id, REVIEW.id, "my pace", "ask less"),
    "self-assessment": SelfAssessment(
        IDS["self-assessment"], CASE.id, DAY, "review", REVIEW.id, (Reflection("wait", "I waited twice"),)
    ),
    "measure": ExternalMeasure(IDS["measure"], CASE.id, "VIG-SDS", "2015", "S1", DAY, "a score"),
    "letter": Letter(
        IDS["letter"], CASE.id, LetterKind.STRENGTHS, DAY, "nl", "Dear", ("one", "two"), True,
        (LetterStill(RECORDING.id, Ticks(7), "look"),),
    ),
    "export": Export(
        IDS["export"], CASE.id, Way.REEL, "packages/x", DAY, "the family", date(2026, 4, 1), date(2026, 3, 1), PLAYLIST.id,
        (RECORDING.id,), (IDS["assent"],), (Hidden(RECORDING.id, PERSON.id),), ("manifest.json",),
        (PERSON.id,), 3,
    ),
}  # fmt: skip

CHANGED: dict[str, dict[str, Any]] = {
    "case": {"hope": "that he laughs"},
    "goal": {"words": "more talk"},
    "rating": {"value": 9},
    "cycle": {"state": CycleState.CLOSED},
    "person": {"shown_name": "Mama"},
    "recording": {"in_view": None},
    "camera": {"starts_at": Ticks(7), "aligned_by": AlignedBy.HAND, "stands_out": None},
    "consent": {"status": ConsentStatus.WITHDRAWN, "recording_id": None},
    "assent": {"answer": Answer.YES, "recording_id": None},
    "tier": {"person_id": None},
    "interval": {"confidence": None},
    "who is who": {"edits": (), "faces": (Named(0, ""),)},
    "step": {"principles": ()},
    "moment": {"span": _span(1, 2)},
    "region": {"keyframes": (Keyframe(Ticks(4), ((0.5, 0.5), (0.6, 0.6))),)},
    "playlist": {"profile": LengthProfile.CLIP},
    "clip": {"pauses": (), "poster_at": None, "moment_id": None},
    "review": {"cycle_id": None, "playlist_id": None, "recording_id": None},
    "response": {"clip_id": None, "kept": False},
    "supervision": {"hours": 2.0, "review_id": None},
    "self-assessment": {"reflections": ()},
    "measure": {"score": "another"},
    "letter": {"paragraphs": ("one",)},
    "export": {"revoked_on": None, "recording_ids": (), "expires_on": None, "hidden": (), "files": ()},
}

WORDS = [kind.word for kind in KINDS]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield workspace


@pytest.fixture
def full(empty: Workspace) -> Workspace:
    with empty.edit("Everything", case_id=CASE.id, lasting=True) as edit:
        edit.put(*THINGS.values())
    return empty


def _content(workspace: Workspace) -> dict[str, list[Any]]:
    return {kind.word: workspace.find(kind.type) for kind in KINDS}


def test_the_examples_leave_no_field_at_its_default_so_that_nothing_is_kept_by_luck() -> None:
    # `answers` has tests of its own
    for word, thing in THINGS.items():
        for field in fields(thing):
            if field.name not in ("answers",):
                assert getattr(thing, field.name) != field.default, f"{word}.{field.name}"


@pytest.mark.parametrize("word", WORDS)
def test_what_was_put_is_got_back_equal_by_another_opening(full: Workspace, word: str) -> None:
    with open_workspace(full.folder) as reopened:
        thing = THINGS[word]
        found = reopened.get(type(thing), thing.id)
    assert found == thing
    assert [type(getattr(found, f.name)) for f in fields(found)] == [type(getattr(thing, f.name)) for f in fields(thing)]


@pytest.mark.parametrize("word", WORDS)
def test_a_thing_is_found_by_each_of_its_fields_and_not_by_another_value(full: Workspace, word: str) -> None:
    thing = THINGS[word]
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, tuple):
            with pytest.raises(ValueError, match="nested"):
                full.find(type(thing), **{field.name: value})
            continue
        assert full.find(type(thing), **{field.name: value}) == [thing], field.name
    assert full.find(type(thing), id="f" * 16) == []


@pytest.mark.parametrize("word", WORDS)
def test_a_changed_thing_replaces_the_old_and_undo_and_redo_go_back_and_forth(full: Workspace, word: str) -> None:
    before = _content(full)
    changed = replace(THINGS[word], **CHANGED[word])
    assert changed != THINGS[word]
    with full.edit("Change", case_id=CASE.id) as edit:
        edit.put(changed)
    after = _content(full)
    assert after == {**before, word: [changed]}
    undone = full.undo(CASE.id)
    assert undone is not None
    assert undone.label == "Change"
    assert undone.undone
    assert _content(full) == before
    redone = full.redo(CASE.id)
    assert redone is not None
    assert not redone.undone
    assert _content(full) == after


@pytest.mark.parametrize("word", WORDS)
def test_removing_a_thing_removes_and_returns_what_cannot_be_without_it_and_undo_brings_all_back(full: Workspace, word: str) -> None:
    before = _content(full)
    thing = THINGS[word]
    with full.edit("Remove", case_id=CASE.id) as edit:
        removed = edit.remove(type(thing), thing.id)
    after = _content(full)
    assert removed[0] == thing
    gone = {found.id for things in before.values() for found in things} - {found.id for things in after.values() for found in things}
    assert {found.id for found in removed} == gone
    assert all(THINGS[word] in removed for word in WORDS if THINGS[word].id in gone)
    with pytest.raises(NotFoundError, match="vig list"):
        full.get(type(thing), thing.id)
    full.undo(CASE.id)
    assert _content(full) == before
    full.redo(CASE.id)
    assert _content(full) == after


EXPECTED_TO_GO = {
    "case": set(WORDS),
    "goal": {"goal", "rating"},
    "rating": {"rating"},
    "cycle": {"cycle"},
    "person": {"person", "consent", "assent", "tier", "interval", "step"},
    "recording": {"recording", "camera", "consent", "assent", "tier", "interval", "who is who", "step", "moment", "region", "clip"},
    "camera": {"camera"},
    "consent": {"consent"},
    "assent": {"assent"},
    "tier": {"tier", "interval"},
    "who is who": {"who is who"},
    "interval": {"interval"},
    "step": {"step"},
    "moment": {"moment"},
    "region": {"region"},
    "playlist": {"playlist", "clip"},
    "clip": {"clip"},
    "review": {"review", "response"},
    "response": {"response"},
    "supervision": {"supervision"},
    "self-assessment": {"self-assessment"},
    "measure": {"measure"},
    "letter": {"letter"},
    "export": {"export"},
}


@pytest.mark.parametrize("word", WORDS)
def test_exactly_the_dependants_go_and_whatever_only_refers_stays(full: Workspace, word: str) -> None:
    with full.edit("Remove", case_id=CASE.id) as edit:
        removed = edit.remove(type(THINGS[word]), THINGS[word].id)
    assert {other for other in WORDS if THINGS[other] in removed} == EXPECTED_TO_GO[word]
    assert {other for other in WORDS if not full.find(type(THINGS[other]))} == EXPECTED_TO_GO[word]


def test_a_clip_outlives_its_moment_and_a_film_its_cycle(full: Workspace) -> None:
    with full.edit("Remove", case_id=CASE.id) as edit:
        edit.remove(Moment, MOMENT.id)
        edit.remove(Cycle, CYCLE.id)
    assert full.find(Clip)[0].moment_id is None
    assert full.find(Recording)[0].cycle_id is None


def test_when_a_person_in_view_is_removed_nobody_is_said_to_be_in_view_any_more(full: Workspace) -> None:
    with full.edit("Remove", case_id=CASE.id) as edit:
        edit.remove(Person, PERSON.id)
    assert full.get(Recording, RECORDING.id).in_view is None
    full.undo(CASE.id)
    assert full.get(Recording, RECORDING.id).in_view == (PERSON.id,)


def test_steps_that_answer_each_other_go_together_and_come_back_linked(full: Workspace) -> None:
    first = THINGS["step"]
    second = replace(first, id=new_id(), answers=first.id)
    with full.edit("Two steps", case_id=CASE.id) as edit:
        edit.put(second)
        edit.put(replace(first, answers=second.id))
    before = _content(full)
    with full.edit("Remove one", case_id=CASE.id) as edit:
        assert [thing.id for thing in edit.remove(InteractionStep, first.id)] == [first.id]
    assert full.get(InteractionStep, second.id).answers is None
    full.undo(CASE.id)
    with full.edit("Remove the film", case_id=CASE.id) as edit:
        removed = edit.remove(Recording, RECORDING.id)
    assert replace(first, answers=second.id) in removed
    full.undo(CASE.id)
    assert _content(full) == before


def test_a_new_thing_may_refer_to_another_of_the_same_put(full: Workspace) -> None:
    first = replace(THINGS["step"], id=new_id())
    second = replace(first, id=new_id(), answers=first.id)
    with full.edit("Two at once", case_id=CASE.id) as edit:
        edit.put(first, second)
    assert full.get(InteractionStep, second.id).answers == first.id


@pytest.mark.parametrize("word", [word for word in WORDS if word != "case"])
def test_a_thing_of_another_case_is_refused_and_nothing_changes(full: Workspace, word: str) -> None:
    other = replace(CASE, id=new_id(), code="OTHER")
    with full.edit("Other", case_id=other.id) as edit:
        edit.put(other)
    before = _content(full)
    with pytest.raises(EditError, match="another case"), full.edit("Wrong", case_id=other.id) as edit:
        edit.put(replace(THINGS[word], **CHANGED[word]))
    with pytest.raises(EditError, match="another case"), full.edit("Wrong", case_id=other.id) as edit:
        edit.remove(type(THINGS[word]), THINGS[word].id)
    assert _content(full) == before
    assert [change.label for change in full.history(other.id)] == ["Other"]


def test_one_case_cannot_be_changed_by_an_edit_of_another(full: Workspace) -> None:
    with pytest.raises(EditError, match="another"), full.edit("Wrong", case_id=new_id()) as edit:
        edit.put(CASE)


def test_a_reference_to_nothing_is_refused(full: Workspace) -> None:
    with pytest.raises(EditError, match="refers to a person that is not in the workspace"), full.edit("Wrong", case_id=CASE.id) as edit:
        edit.put(replace(TIER, person_id=new_id()))
    with pytest.raises(EditError, match="refers to a person"), full.edit("Wrong", case_id=CASE.id) as edit:
        edit.put(replace(RECORDING, in_view=(PERSON.id, new_id())))
    assert full.get(Recording, RECORDING.id) == RECORDING


@pytest.mark.parametrize(
    "twin",
    [
        replace(PERSON, id=new_id()),
        replace(RECORDING, id=new_id()),
        replace(CYCLE, id=new_id()),
    ],
    ids=["a code of a person", "a film", "the number of a cycle"],
)
def test_what_must_be_unique_in_a_case_is(full: Workspace, twin: Any) -> None:
    before = _content(full)
    with pytest.raises(EditError, match="exists"), full.edit("Twin", case_id=CASE.id) as edit:
        edit.put(replace(THINGS["goal"], words="changed too"), twin)
    assert _content(full) == before


def test_two_people_can_swap_their_codes_in_one_edit_and_undo_and_redo_it(full: Workspace) -> None:
    other = replace(PERSON, id=new_id(), code="C1")
    with full.edit("A second person", case_id=CASE.id) as edit:
        edit.put(other)
    with full.edit("Swap", case_id=CASE.id) as edit:
        edit.put(replace(PERSON, code="waiting"))
        edit.put(replace(other, code="M1"))
        edit.put(replace(PERSON, code="C1"))
    full.undo(CASE.id)
    assert [p.id for p in full.find(Person)] == [other.id, PERSON.id]
    full.redo(CASE.id)
    assert [p.id for p in full.find(Person)] == [PERSON.id, other.id]


def test_things_come_in_their_natural_order(full: Workspace) -> None:
    with full.edit("More", case_id=CASE.id) as edit:
        edit.put(*(replace(MOMENT, id=new_id(), span=_span(start, start + 5)) for start in (900, 0, 30)))
        edit.put(*(replace(THINGS["clip"], id=new_id(), position=position) for position in (9, 0, 7)))
    assert [m.span for m in full.find(Moment)] == [_span(0, 5), _span(0, 2**40), _span(30, 35), _span(900, 905)]
    assert [c.position for c in full.find(Clip)] == [0, 5, 7, 9]


def test_an_unknown_field_or_kind_is_named(full: Workspace) -> None:
    with pytest.raises(ValueError, match="a clip has no field colour; it has id, playlist_id"):
        full.find(Clip, colour="red")
    with pytest.raises(ValueError, match="keeps no Span"):
        full.find(Span)  # type: ignore[type-var]


def test_an_id_from_outside_that_is_none_is_simply_not_there(full: Workspace) -> None:
    for name in ("", "../../etc/passwd", "' OR 1=1", IDS["clip"].upper() + "0"):
        with pytest.raises(NotFoundError):
            full.get(Clip, name)
    with pytest.raises(EditError, match="new_id"), full.edit("Wrong", case_id=CASE.id) as edit:
        edit.put(replace(THINGS["goal"], id="../x"))


def test_a_request_is_carried_out_once_though_its_edit_fails_first_and_is_undone_later(full: Workspace) -> None:
    def ask(key: str | None, label: str = "More") -> bool:
        with full.once(key, case_id=CASE.id) as is_new:
            if is_new:
                with full.edit(label, case_id=CASE.id) as edit:
                    edit.put(replace(MOMENT, id=new_id() if label == "More" else "../x"))
        return is_new

    with pytest.raises(EditError):
        ask("a" * 32, "Wrong")
    assert [ask("a" * 32), ask("a" * 32), ask("b" * 32)] == [True, False, True]
    full.undo(CASE.id)
    assert not ask("b" * 32)
    assert [ask(None), ask(None)] == [True, True]


def test_only_the_first_edit_of_a_request_bears_its_key(full: Workspace) -> None:
    with full.once("c" * 32, case_id=CASE.id) as is_new:
        assert is_new
        for _ in range(2):
            with full.edit("More", case_id=CASE.id) as edit:
                edit.put(replace(MOMENT, id=new_id()))
    with full.once("c" * 32, case_id=CASE.id) as is_new, full.edit("More", case_id=CASE.id) as edit:
        assert not is_new
        edit.put(replace(MOMENT, id=new_id()))
    assert len(full.find(Moment)) == 4
