"""What hangs on a thing is said in words before it goes, and all of it comes back in one step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases import seconds, write_case
from workbench.core.identity import new_id
from workbench.core.regions import ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Recording
from workbench.practice.people import ConsentStatus, Person, Scope
from workbench.practice.steps import Modality, StepRole
from workbench.session.casefile import CaseSession
from workbench.session.depending import Depending, Removable
from workbench.store.workspace import open_workspace

Office = tuple[CaseSession, Recording, Person, Person]
NOTHING = Depending(0, ())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)


def add_tier(session: CaseSession, film: Recording, person: Person, n: int) -> Tier:
    tier = Tier(new_id(), film.id, f"{person.shown_name} looks", Channel.LOOK, Origin.MARKED, person.id)
    with session.workspace.edit("Looks", case_id=session.case_id) as edit:
        edit.put(tier, *(Interval(new_id(), tier.id, seconds(i / 4, i / 4 + 0.2), "puzzle") for i in range(n)))
    return tier


def test_a_moment_names_the_clips_that_keep_their_own_times(office: Office) -> None:
    session, film, *_ = office
    moment = session.mark_moment(film.id, seconds(1, 3))
    assert session.what_depends_on(Removable.MOMENT, moment.id) == NOTHING
    session.make_clip(moment.id)
    assert session.what_depends_on(Removable.MOMENT, moment.id) == Depending(0, ("1 clip keeps its own times",))
    session.make_clip(moment.id)
    assert session.what_depends_on(Removable.MOMENT, moment.id).words == ("2 clips keep their own times",)


def test_a_tier_names_the_intervals_that_go_with_it(office: Office) -> None:
    session, film, _, noah = office
    assert session.what_depends_on(Removable.TIER, add_tier(session, film, noah, 34).id) == Depending(34, ("34 intervals go too",))
    assert session.what_depends_on(Removable.TIER, add_tier(session, film, noah, 1).id) == Depending(1, ("1 interval goes too",))
    empty = add_tier(session, film, noah, 0)
    assert session.what_depends_on(Removable.TIER, empty.id) == NOTHING


def test_a_step_names_those_that_answer_it(office: Office) -> None:
    session, film, mum, noah = office
    first = session.add_step(film.id, seconds(1, 2), noah.id, StepRole.INITIATIVE, Modality.GAZE)
    for start in (2, 3):
        session.add_step(film.id, seconds(start, start + 1), mum.id, StepRole.RECEPTION, Modality.FACE, answers=first.id)
    assert session.what_depends_on(Removable.STEP, first.id) == Depending(0, ("2 steps that answer it begin chains of their own",))


def test_a_person_names_everything_that_is_theirs_and_each_thing_once(office: Office) -> None:
    session, film, mum, noah = office
    add_tier(session, film, noah, 3)
    first = session.add_step(film.id, seconds(1, 2), noah.id, StepRole.INITIATIVE, Modality.GAZE)
    session.add_step(film.id, seconds(2, 3), mum.id, StepRole.RECEPTION, Modality.FACE, answers=first.id)
    session.add_step(film.id, seconds(3, 4), noah.id, StepRole.INITIATIVE, Modality.FACE, answers=first.id)
    session.set_in_view(film.id, [mum.id, noah.id])
    session.say_consent(noah.id, Scope.FILM, ConsentStatus.GRANTED)
    depending = session.what_depends_on(Removable.PERSON, noah.id)
    assert depending.n_going == 7
    assert set(depending.words) == {
        "1 word about consent goes too",
        "1 tier goes too",
        "2 steps go too",
        "3 intervals go too",
        "1 film forgets who is in view",
        "1 step of others begins a chain of its own",
    }


def test_figures_clips_and_intervals_have_nothing_hanging_on_them(office: Office) -> None:
    session, film, mum, _ = office
    clip = session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)
    figure = session.draw_region(film.id, ShapeKind.BOX, ((0.1, 0.1), (0.4, 0.5)), Ticks(90_000), seconds(1, 2))
    (interval,) = session.intervals(add_tier(session, film, mum, 1).id)
    for thing, id_ in ((Removable.CLIP, clip.id), (Removable.REGION, figure.id), (Removable.INTERVAL, interval.id)):
        assert session.what_depends_on(thing, id_) == NOTHING


def test_asking_about_what_is_not_there_or_of_another_case_is_refused(office: Office) -> None:
    session, *_ = office
    other, film, mum, _ = write_case(session.workspace, "ROWAN")
    moment = other.mark_moment(film.id, seconds(1, 3))
    with pytest.raises(NotFoundError):
        session.what_depends_on(Removable.MOMENT, new_id())
    asked: list[tuple[Removable, Any]] = [(Removable.MOMENT, moment.id), (Removable.PERSON, mum.id)]
    for thing, id_ in asked:
        with pytest.raises(EditError):
            session.what_depends_on(thing, id_)


def test_going_to_a_place_in_the_history_turns_several_edits_at_once_and_back(office: Office) -> None:
    session, film, *_ = office
    start = session.history()[-1].id
    moments = [session.mark_moment(film.id, seconds(n, n + 1)).id for n in range(4)]
    changes = [change.id for change in session.history() if change.id > start]
    assert [change.label[:6] for change in session.turn_to(changes[1])] == ["Mark a"] * 2
    assert {moment.id for moment in session.moments(film.id)} == set(moments[:2])
    session.turn_to(changes[2])
    assert {moment.id for moment in session.moments(film.id)} == set(moments[:3])
    assert [change.undone for change in session.history() if change.id > start] == [False, False, False, True]
    session.turn_to(start)
    assert session.moments(film.id) == []
    session.turn_to(changes[3])
    assert {moment.id for moment in session.moments(film.id)} == set(moments)
    assert session.turn_to(changes[3]) == []
    session.turn_to(0)
    assert session.recordings() != [], "what lasts stays"
