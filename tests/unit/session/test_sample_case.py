"""The sample case: made once, whole, also after an interruption."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import ConsentError
from workbench.practice.assent import Assent
from workbench.practice.casework import Cycle, CycleState, Goal, Recording
from workbench.practice.clips import Playlist
from workbench.practice.exports import Way
from workbench.practice.people import Consent, Person, Role, Scope, people_without_consent
from workbench.practice.steps import InteractionStep
from workbench.practice.verdict import Permit, Stretch
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.sample_case import build_sample_case
from workbench.store.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_workspace(tmp_path_factory.mktemp("sample") / "ws", create=True) as workspace:
        build_sample_case(workspace, seconds=0.8)
        yield workspace


def test_the_case_has_the_familys_question_and_its_second_cycle(built: Workspace) -> None:
    case = build_sample_case(built)
    assert (case.code, case.helping_question, case.hope) == ("SAMPLE", "I wish he would listen to me", "that he listens to me")
    assert [(cycle.number, cycle.state) for cycle in built.find(Cycle, case_id=case.id)] == [
        (1, CycleState.CLOSED),
        (2, CycleState.ANALYSED),
    ]
    assert [goal.words for goal in built.find(Goal, case_id=case.id)] == ["I hope that he listens to me"]


def test_both_are_in_view_and_agree_to_a_shared_review(built: Workspace) -> None:
    (recording,) = built.find(Recording)
    people = built.find(Person)
    assert [(person.code, person.shown_name, person.role) for person in people] == [("C1", "Noah", Role.CHILD), ("M1", "Mum", Role.CLIENT)]
    assert set(recording.in_view or ()) == {person.id for person in people}
    consents = built.find(Consent)
    assert {consent.given_by for consent in consents} == {"Mum"}
    for scope in (Scope.FILM, Scope.SHARED_REVIEW, Scope.FILM_REVIEW, Scope.TRAINING_INTERNAL, Scope.KEEP_COPY_FAMILY):
        assert people_without_consent(people, consents, scope, recording.id, date.today()) == []
    assert len(people_without_consent(people, consents, Scope.PUBLICATION, recording.id, date.today())) == 2


def test_the_truth_stands_in_authored_tiers_on_the_imported_film(built: Workspace) -> None:
    (recording,) = built.find(Recording)
    tiers = built.find(Tier, recording_id=recording.id)
    assert len(tiers) == 7
    assert {tier.origin for tier in tiers} == {Origin.AUTHORED}
    looks = [built.find(Interval, tier_id=tier.id) for tier in tiers if tier.channel is Channel.LOOK]
    assert [(look[0].span.start, look[-1].span.end) for look in looks] == [(0, recording.length)] * 2
    assert (recording.n_frames, recording.length, recording.has_sound, recording.variable_rate) == (20, 72_000, True, False)
    assert built.find(Playlist)
    assert built.find(InteractionStep, recording_id=recording.id) == []


def test_made_again_it_is_left_as_it_is(built: Workspace) -> None:
    case = build_sample_case(built)
    before = built.history(case.id)
    told: list[float] = []
    assert build_sample_case(built, progress=lambda words, done: told.append(done)) == case
    assert built.history(case.id) == before
    assert len(before) == 2
    assert told == [1.0]
    assert not (built.folder / "sample-film").exists()


def test_it_cannot_be_undone_by_mistake(built: Workspace) -> None:
    assert built.undo(build_sample_case(built).id) is None


@pytest.mark.parametrize("at", ["Drawing the sample film", "The sample film is ready", "Checking every frame", "The sample case is ready"])
def test_interrupted_anywhere_it_is_finished_by_the_next_try(tmp_path: Path, at: str) -> None:
    def stop(words: str, done: float) -> None:
        if words == at:
            raise KeyboardInterrupt

    with open_workspace(tmp_path / "ws", create=True) as workspace:
        with pytest.raises(KeyboardInterrupt):
            build_sample_case(workspace, seconds=0.4, progress=stop)
        case = build_sample_case(workspace, seconds=0.4)
        assert len(workspace.history(case.id)) == 2
        assert len(workspace.find(Recording)) == 1
        assert len(workspace.find(Person)) == 2
        assert not (workspace.folder / "sample-film").exists()


def test_it_may_be_published_once_and_then_the_child_is_asked_again(built: Workspace, tmp_path: Path) -> None:
    (recording,) = built.find(Recording)
    child = next(person for person in built.find(Person) if person.role is Role.CHILD)
    assert child.asked_each_time
    assert {(a.person_id, a.scope) for a in built.find(Assent)} == {(child.id, Scope.SHARED_REVIEW), (child.id, Scope.KEEP_COPY_FAMILY)}
    leaving = Leaving(recording.case_id, Way.PACKAGE, [Stretch("clip 1", recording.id, recording.span)])
    place = tmp_path / "clip.mp4"

    def write(_: Permit) -> Written:
        place.write_bytes(b"")
        return Written(place)

    let_out(built, leaving, write, date.today())
    with pytest.raises(ConsentError, match=r"Noah \(has to be asked again.*vig case assent SAMPLE C1 shared_review yes \(or no\)"):
        let_out(built, leaving, write, date.today())
