"""Two cases in one workspace: whatever a session is asked to do with an id of the other case is refused, and changes nothing there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cases import SECOND, add_recording, seconds, uneven_table, write_case
from workbench.core.coding import Mark
from workbench.core.identity import new_id
from workbench.core.regions import ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.assent import Answer
from workbench.practice.casework import CycleState, Recording
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.practice.letters import LetterKind
from workbench.practice.people import ConsentStatus, Person, Scope
from workbench.practice.steps import Modality, StepRole
from workbench.practice.supervision import Reflection
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.store.workspace import open_workspace

CORNERS = ((0.1, 0.1), (0.4, 0.5))


@dataclass(frozen=True)
class Other:
    """What the other case holds."""

    session: CaseSession
    film: Recording
    second: Recording
    person: Person
    moment: Moment
    clip: Clip
    playlist: Playlist
    region: str
    polygon: str
    tier: str
    interval: str
    candidates: str
    candidate: str
    step: str
    goal: str
    cycle: str
    review: str
    response: str
    supervision: str
    assessment: str
    measure: str
    letter: str


Cases = tuple[CaseSession, Recording, Other]


@pytest.fixture
def cases(tmp_path: Path) -> Iterator[Cases]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        own, film, *_ = write_case(workspace)
        session, other_film, person, _ = write_case(workspace, "ROWAN")
        second = add_recording(session, uneven_table(), "From the door")
        session.place_camera(other_film.id, second.id, Ticks(SECOND))
        moment = session.mark_moment(other_film.id, seconds(1, 3))
        clip = session.make_clip(moment.id)
        region = session.draw_region(other_film.id, ShapeKind.BOX, CORNERS, Ticks(90_000), seconds(1, 2))
        session.change_region(region.id, points=CORNERS, at=Ticks(135_000))
        corners = (*CORNERS, (0.9, 0.1), (0.8, 0.8))
        polygon = session.draw_region(other_film.id, ShapeKind.POLYGON, corners, Ticks(90_000), seconds(1, 2))
        tier = Tier(new_id(), other_film.id, "Mum voice", Channel.VOICE, Origin.AUTHORED, person.id)
        with session.workspace.edit("truth", case_id=session.case_id) as edit:
            found = Tier(new_id(), other_film.id, "found", Channel.LOOK, Origin.CANDIDATE, person.id)
            interval, candidate = (Interval(new_id(), each.id, seconds(1, 2), "Noah") for each in (tier, found))
            edit.put(tier, found, interval, candidate)
        step = session.add_step(other_film.id, seconds(1, 2), person.id, StepRole.INITIATIVE, Modality.GAZE)
        own.make_clip(own.mark_moment(film.id, seconds(1, 3)).id)
        review = session.add_review()
        yield (
            own,
            film,
            Other(
                session,
                other_film,
                second,
                person,
                moment,
                clip,
                session.playlists()[0],
                region.id,
                polygon.id,
                tier.id,
                interval.id,
                found.id,
                candidate.id,
                step.id,
                session.add_goal("that we laugh").id,
                session.begin_cycle().id,
                review.id,
                session.note_response(review.id, clip.id, said_first="Oh!").id,
                session.add_supervision(1.0).id,
                session.reflect("self_reflection", [Reflection("power", "together")]).id,
                session.log_measure("CARE-Index", "9").id,
                session.draft_letter(LetterKind.STRENGTHS).id,
            ),
        )


ASKED: dict[str, Callable[[CaseSession, Recording, Other], Any]] = {
    "mark_moment": lambda own, film, other: own.mark_moment(other.film.id, seconds(1, 2)),
    "change_moment": lambda own, film, other: own.change_moment(other.moment.id, why="x"),
    "change_moment span": lambda own, film, other: own.change_moment(other.moment.id, span=seconds(2, 3)),
    "remove_moment": lambda own, film, other: own.remove_moment(other.moment.id),
    "draw_region": lambda own, film, other: own.draw_region(other.film.id, ShapeKind.BOX, CORNERS, Ticks(0), seconds(0, 1)),
    "change_region": lambda own, film, other: own.change_region(other.region, label="x"),
    "change_region points": lambda own, film, other: own.change_region(other.region, points=CORNERS, at=Ticks(100_000)),
    "remove_keyframe": lambda own, film, other: own.remove_keyframe(other.region, Ticks(90_000)),
    "add_point": lambda own, film, other: own.add_point(other.polygon, 0, 0.5),
    "remove_point": lambda own, film, other: own.remove_point(other.polygon, 0),
    "remove_region": lambda own, film, other: own.remove_region(other.region),
    "found": lambda own, film, other: own.found(other.film.id),
    "name_face": lambda own, film, other: own.name_face(other.film.id, 0, ""),
    "merge_faces": lambda own, film, other: own.merge_faces(other.film.id, 1, 0),
    "split_face": lambda own, film, other: own.split_face(other.film.id, 0, 90_000),
    "name_voice": lambda own, film, other: own.name_voice(other.film.id, 0, ""),
    "look_ahead": lambda own, film, other: own.look_ahead(other.film.id, other.person.id, 90_000),
    "add_tier": lambda own, film, other: own.add_tier(other.film.id, Channel.LOOK),
    "add_tier person": lambda own, film, other: own.add_tier(film.id, Channel.LOOK, person_id=other.person.id),
    "change_tier": lambda own, film, other: own.change_tier(other.tier, name="x"),
    "remove_tier": lambda own, film, other: own.remove_tier(other.tier),
    "add_intervals": lambda own, film, other: own.add_intervals(other.tier, [Mark(seconds(3, 4))]),
    "change_interval": lambda own, film, other: own.change_interval(other.interval, label="x"),
    "change_intervals": lambda own, film, other: own.change_intervals({other.interval: {"span": seconds(3, 4)}}),
    "remove_intervals": lambda own, film, other: own.remove_intervals([other.interval]),
    "split_intervals": lambda own, film, other: own.split_intervals([other.interval], 130_000),
    "merge_intervals": lambda own, film, other: own.merge_intervals([other.interval]),
    "move_intervals": lambda own, film, other: own.move_intervals([other.interval], 90_000),
    "copy_intervals": lambda own, film, other: own.copy_intervals([other.interval], 90_000),
    "accept_candidates": lambda own, film, other: own.accept_candidates([other.candidate]),
    "accept_all": lambda own, film, other: own.accept_all(other.candidates),
    "dismiss_candidates": lambda own, film, other: own.dismiss_candidates([other.candidate]),
    "dismiss_all": lambda own, film, other: own.dismiss_all(other.candidates),
    "add_step": lambda own, film, other: own.add_step(film.id, seconds(1, 2), other.person.id, StepRole.INITIATIVE, Modality.GAZE),
    "change_step": lambda own, film, other: own.change_step(other.step, words="x"),
    "link_step": lambda own, film, other: own.link_step(other.step, None),
    "remove_step": lambda own, film, other: own.remove_step(other.step),
    "step": lambda own, film, other: own.step(other.step),
    "turn_to": lambda own, film, other: own.turn_to(other.session.history()[0].id),
    "what_depends_on": lambda own, film, other: own.what_depends_on(Removable.MOMENT, other.moment.id),
    "what_depends_on step": lambda own, film, other: own.what_depends_on(Removable.STEP, other.step),
    "change_playlist": lambda own, film, other: own.change_playlist(other.playlist.id, title="x"),
    "make_clip": lambda own, film, other: own.make_clip(other.moment.id),
    "make_clip there": lambda own, film, other: own.make_clip(own.moments(film.id)[0].id, other.playlist.id),
    "change_clip": lambda own, film, other: own.change_clip(other.clip.id, title="x"),
    "order_clips": lambda own, film, other: own.order_clips(other.playlist.id, [other.clip.id]),
    "order_clips of none": lambda own, film, other: own.order_clips(other.session.add_playlist("empty").id, []),
    "order_clips mixed": lambda own, film, other: own.order_clips(own.playlists()[0].id, [other.clip.id]),
    "remove_clip": lambda own, film, other: own.remove_clip(other.clip.id),
    "change_person": lambda own, film, other: own.change_person(other.person.id, shown_name="x"),
    "say_consent": lambda own, film, other: own.say_consent(other.person.id, Scope.FILM, ConsentStatus.GRANTED),
    "say_consent film": lambda own, film, other: own.say_consent(
        own.people()[0].id, Scope.FILM, ConsentStatus.GRANTED, recording_id=other.film.id
    ),
    "set_in_view film": lambda own, film, other: own.set_in_view(other.film.id, []),
    "set_in_view person": lambda own, film, other: own.set_in_view(film.id, [other.person.id]),
    "recording": lambda own, film, other: own.recording(other.film.id),
    "playlist": lambda own, film, other: own.playlist(other.playlist.id),
    "tiers": lambda own, film, other: own.tiers(other.film.id),
    "intervals": lambda own, film, other: own.intervals(other.tier),
    "interval_columns": lambda own, film, other: own.interval_columns(other.tier),
    "tier_revisions": lambda own, film, other: own.tier_revisions(other.film.id),
    "steps": lambda own, film, other: own.steps(other.film.id),
    "yes_cycles": lambda own, film, other: own.yes_cycles(other.film.id),
    "take_fives": lambda own, film, other: own.take_fives(other.film.id),
    "moments": lambda own, film, other: own.moments(other.film.id),
    "regions": lambda own, film, other: own.regions(other.film.id),
    "clips": lambda own, film, other: own.clips(other.playlist.id),
    "frame_table": lambda own, film, other: own.frame_table(other.film.id),
    "cameras": lambda own, film, other: own.cameras(other.film.id),
    "align_camera": lambda own, film, other: own.align_camera(film.id, other.film.id),
    "align_camera there": lambda own, film, other: own.align_camera(other.film.id, film.id),
    "place_camera": lambda own, film, other: own.place_camera(film.id, other.film.id, Ticks(0)),
    "place_camera there": lambda own, film, other: own.place_camera(other.film.id, film.id, Ticks(0)),
    "correct_camera": lambda own, film, other: own.correct_camera(film.id, other.second.id, Ticks(0), 1),
    "correct_camera there": lambda own, film, other: own.correct_camera(other.film.id, other.second.id, Ticks(0), 1),
    "remove_camera": lambda own, film, other: own.remove_camera(film.id, other.second.id),
    "remove_camera there": lambda own, film, other: own.remove_camera(other.film.id, other.second.id),
    "advice": lambda own, film, other: own.advice(other.playlist.id),
    "goal": lambda own, film, other: own.goal(other.goal),
    "ratings": lambda own, film, other: own.ratings(other.goal),
    "change_goal": lambda own, film, other: own.change_goal(other.goal, "x"),
    "remove_goal": lambda own, film, other: own.remove_goal(other.goal),
    "rate_goal": lambda own, film, other: own.rate_goal(other.goal, 3),
    "cycle": lambda own, film, other: own.cycle(other.cycle),
    "move_cycle": lambda own, film, other: own.move_cycle(other.cycle, CycleState.FILMED),
    "remove_cycle": lambda own, film, other: own.remove_cycle(other.cycle),
    "change_film": lambda own, film, other: own.change_film(other.film.id, title="x"),
    "change_film cycle": lambda own, film, other: own.change_film(film.id, cycle_id=other.cycle),
    "review": lambda own, film, other: own.review(other.review),
    "responses": lambda own, film, other: own.responses(other.review),
    "add_review cycle": lambda own, film, other: own.add_review(cycle_id=other.cycle),
    "add_review playlist": lambda own, film, other: own.add_review(playlist_id=other.playlist.id),
    "add_review film": lambda own, film, other: own.add_review(recording_id=other.film.id),
    "add_review person": lambda own, film, other: own.add_review(present=(other.person.id,)),
    "change_review": lambda own, film, other: own.change_review(other.review, note="x"),
    "remove_review": lambda own, film, other: own.remove_review(other.review),
    "note_response": lambda own, film, other: own.note_response(other.review, other.clip.id, named="x"),
    "note_response clip": lambda own, film, other: own.note_response(own.add_review().id, other.clip.id, named="x"),
    "remove_response": lambda own, film, other: own.remove_response(other.response),
    "add_supervision cycle": lambda own, film, other: own.add_supervision(1, cycle_id=other.cycle),
    "add_supervision review": lambda own, film, other: own.add_supervision(1, review_id=other.review),
    "change_supervision": lambda own, film, other: own.change_supervision(other.supervision, focus="x"),
    "remove_supervision": lambda own, film, other: own.remove_supervision(other.supervision),
    "reflect": lambda own, film, other: own.reflect("c", [Reflection("a", "b")], review_id=other.review),
    "look_back": lambda own, film, other: own.look_back(other.review, "power", "together"),
    "remove_self_assessment": lambda own, film, other: own.remove_self_assessment(other.assessment),
    "remove_measure": lambda own, film, other: own.remove_measure(other.measure),
    "letter": lambda own, film, other: own.letter(other.letter),
    "change_letter": lambda own, film, other: own.change_letter(other.letter, heading="x"),
    "approve_letter": lambda own, film, other: own.approve_letter(other.letter),
    "choose_stills": lambda own, film, other: own.choose_stills(other.letter, []),
    "add_still": lambda own, film, other: own.add_still(other.letter, other.clip.id),
    "add_still clip": lambda own, film, other: own.add_still(own.draft_letter(LetterKind.CLOSING).id, other.clip.id),
    "remove_still": lambda own, film, other: own.remove_still(other.letter, other.film.id, Ticks(0)),
    "choose_stills clip": lambda own, film, other: own.choose_stills(own.draft_letter(LetterKind.CLOSING).id, [(other.clip.id, None)]),
    "write_letter": lambda own, film, other: own.write_letter(other.letter, "docx", Path("letter.docx")),
    "say_assent": lambda own, film, other: own.say_assent(other.person.id, Scope.FILM, Answer.YES),
    "speech_around": lambda own, film, other: own.speech_around(other.film.id, [seconds(1, 2)]),
}
TAKES_NO_ID = {
    *("add_person", "add_playlist", "change_case", "undo", "redo", "history", "next_turns"),
    *("add_goal", "begin_cycle", "log_measure", "close_case", "reopen_case", "hold_case", "end_hold"),
    *("cycle_under_way", "reviews", "supervisions", "self_assessments", "external_measures", "letters", "exports"),
    *("all_recordings", "assents", "client", "draft_letter", "find_letter", "family_wording", "given_playlists"),
    *(
        "case",
        "case_id",
        "workspace",
        "today",
        "vocabulary",
        "recordings",
        "people",
        "goals",
        "cycles",
        "consents",
        "playlists",
        "packages",
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_an_id_of_another_case_is_refused(cases: Cases, asked: str) -> None:
    own, film, other = cases
    with pytest.raises((EditError, NotFoundError)):
        ASKED[asked](own, film, other)
    assert other.session.moments(other.film.id) == [other.moment]
    assert [len(other.session.intervals(tier)) for tier in (other.tier, other.candidates)] == [1, 1]
    assert own.tiers(film.id) == []
    assert other.session.clips(other.playlist.id) == [other.clip]
    assert own.recording(film.id) == film
    assert [(beside.recording, beside.starts_at) for beside in other.session.cameras(other.film.id)] == [(other.second, SECOND)]
    assert own.cameras(film.id) == []
    assert own.consents() == other.session.consents() == []
    assert [len(found) for found in (other.session.goals(), other.session.cycles(), other.session.supervisions())] == [1, 1, 1]
    assert [response.id for response in other.session.responses(other.review)] == [other.response]
    assert (own.goals(), own.supervisions(), own.self_assessments()) == ([], [], [])


def test_every_method_of_a_session_is_asked() -> None:
    public = {name for name in dir(CaseSession) if not name.startswith("_")}
    assert {name.split()[0] for name in ASKED} | TAKES_NO_ID >= public
