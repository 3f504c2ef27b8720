"""Every edit of a case on a real workspace, read back by a second program."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases import SECOND, TODAY, add_recording, open_folder, seconds, uneven_table, write_case
from workbench.core.identity import new_id
from workbench.core.regions import Purpose, ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Recording
from workbench.practice.clips import Clip, LengthProfile, MomentKind, PausePoint
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.session.casefile import CaseSession, create_case, open_case
from workbench.store.workspace import Workspace, open_workspace

GRANTED, REFUSED = ConsentStatus.GRANTED, ConsentStatus.REFUSED
CORNERS = ((0.1, 0.1), (0.4, 0.5))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace) -> tuple[CaseSession, Recording, Person, Person]:
    return write_case(workspace)


Desk = tuple[CaseSession, Recording, Person, Person]


def labels(session: CaseSession) -> list[str]:
    return [change.label for change in session.history()]


def three_clips(session: CaseSession, recording: Recording) -> list[Clip]:
    return [session.make_clip(session.mark_moment(recording.id, seconds(n, n + 2)).id) for n in (1, 4, 8)]


class TestCases:
    def test_a_case_opens_by_its_code_in_any_letters(self, desk: Desk, workspace: Workspace) -> None:
        assert open_case(workspace, "hazel").case == desk[0].case
        assert desk[0].case.hope == "that he listens to me"

    def test_a_code_that_is_not_there_names_those_that_are(self, desk: Desk, workspace: Workspace) -> None:
        with pytest.raises(NotFoundError, match="Choose one of HAZEL"):
            open_case(workspace, "ROWAN")

    def test_an_empty_workspace_says_how_to_begin(self, workspace: Workspace) -> None:
        with pytest.raises(NotFoundError, match="vig import FILM --case CODE"):
            open_case(workspace, "ROWAN")

    @pytest.mark.parametrize("code", ["", "a b", "../x", "é", "x" * 33, "-a"])
    def test_a_code_is_short_and_plain(self, workspace: Workspace, code: str) -> None:
        with pytest.raises(EditError, match="cannot be a case's code"):
            create_case(workspace, code)

    def test_a_code_is_given_once(self, desk: Desk, workspace: Workspace) -> None:
        with pytest.raises(EditError, match="There is a case HAZEL already"):
            create_case(workspace, "hazel")

    def test_unknown_fields_are_refused_by_name(self, workspace: Workspace) -> None:
        with pytest.raises(EditError, match="diagnosis"):
            create_case(workspace, "ROWAN", diagnosis="none")

    def test_a_recording_of_another_case_is_not_found(self, desk: Desk, workspace: Workspace) -> None:
        other = create_case(workspace, "ROWAN", today=TODAY)
        with pytest.raises(NotFoundError, match="not in case ROWAN"):
            other.recording(desk[1].id)
        with pytest.raises(NotFoundError, match="not in case ROWAN"):
            other.mark_moment(desk[1].id, seconds(1, 2))

    def test_the_cases_own_words_can_be_changed(self, desk: Desk) -> None:
        desk[0].change_case(hope="that we laugh")
        assert desk[0].case.hope == "that we laugh"


class TestMoments:
    def test_a_marked_moment_is_on_the_disk_with_its_label(self, desk: Desk, workspace: Workspace) -> None:
        session, recording, *_ = desk
        moment = session.mark_moment(recording.id, seconds(4.1, 5), kind=MomentKind.REPAIR, principles=("E1", "R3", "E1"))
        assert open_folder(workspace.folder).moments(recording.id) == [moment]
        assert moment.principles == ("E1", "R3")
        assert labels(session)[-1] == "Mark a moment at 00:04.100"

    def test_a_moment_holds_whole_frames(self, desk: Desk) -> None:
        session, recording, *_ = desk
        starts = session.frame_table(recording.id).pts
        moment = session.mark_moment(recording.id, Span(Ticks(int(starts[10]) + 7), Ticks(int(starts[12]) + 1)))
        assert moment.span == Span(Ticks(int(starts[10])), Ticks(int(starts[13])))

    def test_a_moment_outside_the_film_changes_nothing(self, desk: Desk) -> None:
        session, recording, *_ = desk
        before = session.history()
        with pytest.raises(EditError, match="The moment runs from"):
            session.mark_moment(recording.id, seconds(1, 60))
        assert session.moments(recording.id) == []
        assert session.history() == before

    def test_only_known_fields_change(self, desk: Desk) -> None:
        session, recording, *_ = desk
        moment = session.mark_moment(recording.id, seconds(1, 2))
        changed = session.change_moment(moment.id, why="he waits for her", span=seconds(1, 3), kind=MomentKind.FIRST_TIME)
        assert session.moments(recording.id) == [changed]
        assert (changed.why, changed.id, changed.span.start) == ("he waits for her", moment.id, moment.span.start)
        for wrong in ({"score": 3}, {"recording_id": recording.id}):
            with pytest.raises(EditError, match=f"has no {next(iter(wrong))} to change"):
                session.change_moment(moment.id, **wrong)

    def test_a_principle_has_to_be_in_the_vocabulary(self, desk: Desk) -> None:
        session, recording, *_ = desk
        with pytest.raises(EditError, match="no principle Z9"):
            session.mark_moment(recording.id, seconds(1, 2), principles=("E1", "Z9"))

    def test_removing_a_moment_leaves_its_clip(self, desk: Desk) -> None:
        session, recording, *_ = desk
        moment = session.mark_moment(recording.id, seconds(1, 3))
        clip = session.make_clip(moment.id)
        assert session.remove_moment(moment.id) == moment
        (left,) = session.clips(clip.playlist_id)
        assert (left.id, left.moment_id) == (clip.id, None)

    def test_undo_and_redo_go_through_every_edit_and_say_which(self, desk: Desk) -> None:
        session, recording, *_ = desk
        moment = session.mark_moment(recording.id, seconds(1, 2))
        changed = session.change_moment(moment.id, note="again")
        first = session.undo()
        assert first is not None
        assert first.label == "Change the moment at 00:01.000"
        assert session.moments(recording.id) == [moment]
        session.undo()
        assert session.moments(recording.id) == []
        session.redo()
        session.redo()
        assert session.moments(recording.id) == [changed]
        assert session.redo() is None

    def test_everything_can_be_undone_down_to_the_import(self, desk: Desk) -> None:
        session, recording, *_ = desk
        three_clips(session, recording)
        while session.undo() is not None:
            pass
        assert (session.people(), session.playlists(), session.moments(recording.id)) == ([], [], [])
        assert session.recordings() == [recording]


class TestRegions:
    def test_a_figure_is_drawn_on_a_frame_and_moved_by_another_keyframe(self, desk: Desk, workspace: Workspace) -> None:
        session, recording, *_ = desk
        region = session.draw_region(recording.id, ShapeKind.BOX, CORNERS, Ticks(2 * SECOND + 3), seconds(2, 4), label="hand")
        assert region.keyframes[0].at == session.frame_table(recording.id).snapped(2 * SECOND + 3)
        moved = session.change_region(region.id, points=((0.5, 0.5), (0.8, 0.9)), at=Ticks(3 * SECOND))
        assert [len(k.points) for k in moved.keyframes] == [2, 2]
        named = session.change_region(region.id, label="her hand", span=seconds(2, 5))
        assert named.keyframes == moved.keyframes
        assert open_folder(workspace.folder).regions(recording.id) == [named]
        session.remove_region(region.id)
        assert session.regions(recording.id) == []

    @pytest.mark.parametrize(
        ("kind", "points", "at_s", "words"),
        [
            (ShapeKind.BOX, ((0.1, 0.1),), 2, "number of points"),
            (ShapeKind.BOX, ((0.1, 0.1), (3.0, 0.1)), 2, "on the picture"),
            (ShapeKind.ARROW, CORNERS, 60, "The figure is at 01:00.000"),
        ],
    )
    def test_a_figure_that_makes_no_sense_is_refused(self, desk: Desk, kind: ShapeKind, points: Any, at_s: int, words: str) -> None:
        with pytest.raises(EditError, match=words):
            desk[0].draw_region(desk[1].id, kind, points, Ticks(at_s * SECOND), seconds(2, 4))
        assert desk[0].regions(desk[1].id) == []

    def test_a_figure_that_hides_says_whom_and_one_that_points_out_hides_nobody(self, desk: Desk) -> None:
        session, recording, mum, noah = desk
        blur = session.draw_region(recording.id, ShapeKind.BLUR, CORNERS, Ticks(0), seconds(0, 4), hides=noah.id)
        assert session.change_region(blur.id, hides=mum.id).hides == mum.id
        box = session.draw_region(recording.id, ShapeKind.BOX, CORNERS, Ticks(0), seconds(0, 4))
        for hides in (noah.id, new_id()):
            with pytest.raises(EditError):
                session.change_region(box.id, hides=hides)
        with pytest.raises(EditError):
            session.change_region(blur.id, hides=new_id())
        assert {region.id: region.hides for region in session.regions(recording.id)} == {blur.id: mum.id, box.id: None}

    def test_a_turn_is_set_by_itself_and_the_points_stay_as_they_are_on_that_frame(self, desk: Desk) -> None:
        session, recording, *_ = desk
        region = session.draw_region(recording.id, ShapeKind.BOX, CORNERS, Ticks(0), seconds(0, 4), turn_deg=10)
        session.change_region(region.id, points=((0.5, 0.5), (0.8, 0.9)), at=Ticks(2 * SECOND))
        at = session.frame_table(recording.id).snapped(SECOND)
        turned = session.change_region(region.id, turn_deg=-40.0, at=Ticks(SECOND))
        between = session.regions(recording.id)[0].without_keyframe(at).form_at(at)
        assert turned.form_at(at) == replace(between, turn_deg=-40.0)
        assert between.turn_deg == 10

    def test_one_keyframe_is_taken_away_the_last_one_is_not_and_both_can_be_undone(self, desk: Desk) -> None:
        session, recording, *_ = desk
        region = session.draw_region(recording.id, ShapeKind.BOX, CORNERS, Ticks(0), seconds(0, 4))
        both = session.change_region(region.id, points=((0.5, 0.5), (0.8, 0.9)), at=Ticks(2 * SECOND))
        with pytest.raises(EditError, match="has no keyframe at 00:01"):
            session.remove_keyframe(region.id, Ticks(SECOND))
        first_gone = session.remove_keyframe(region.id, Ticks(0))
        assert first_gone.keyframes == both.keyframes[1:]
        with pytest.raises(EditError, match="only keyframe of the box") as refused:
            session.remove_keyframe(region.id, both.keyframes[1].at)
        assert refused.value.next_step.startswith("Remove the whole figure")
        assert session.regions(recording.id) == [first_gone]
        session.undo()
        assert session.regions(recording.id) == [both]

    def test_a_polygon_gets_and_loses_points_in_every_keyframe(self, desk: Desk) -> None:
        session, recording, *_ = desk
        region = session.draw_region(recording.id, ShapeKind.POLYGON, (*CORNERS, (0.9, 0.1)), Ticks(0), seconds(0, 4))
        session.change_region(region.id, points=((0.2, 0.2), (0.5, 0.6), (0.9, 0.2)), at=Ticks(SECOND))
        more = session.add_point(region.id, 0, 0.5)
        assert [len(k.points) for k in more.keyframes] == [4, 4]
        assert [len(k.points) for k in session.remove_point(region.id, 1).keyframes] == [3, 3]
        with pytest.raises(EditError, match="number of points of a polygon"):
            session.remove_point(region.id, 1)
        with pytest.raises(EditError, match="same number of points"):
            session.change_region(region.id, points=CORNERS, at=Ticks(2 * SECOND))

    def test_a_blur_hides_without_being_told_and_cannot_be_made_to_point(self, desk: Desk) -> None:
        session, recording, *_ = desk
        blur = session.draw_region(recording.id, ShapeKind.BLUR, CORNERS, Ticks(0), seconds(0, 4))
        assert blur.purpose is Purpose.ANONYMISE
        with pytest.raises(EditError, match="a blur always hides what is under it"):
            session.change_region(blur.id, purpose=Purpose.POINT_OUT)
        with pytest.raises(EditError, match="a spotlight always points something out"):
            session.draw_region(recording.id, ShapeKind.SPOTLIGHT, CORNERS, Ticks(0), seconds(0, 4), purpose=Purpose.ANONYMISE)
        assert session.regions(recording.id) == [blur]

    def test_a_figure_of_another_film_or_none_is_not_found(self, desk: Desk) -> None:
        session = desk[0]
        for ask in (
            lambda: session.remove_keyframe(new_id(), Ticks(0)),
            lambda: session.add_point(new_id(), 0, 0.5),
            lambda: session.remove_point(new_id(), 0),
        ):
            with pytest.raises(NotFoundError):
                ask()

    def test_points_and_their_time_come_together(self, desk: Desk) -> None:
        session, recording, *_ = desk
        region = session.draw_region(recording.id, ShapeKind.ARROW, CORNERS, Ticks(0), seconds(0, 1))
        with pytest.raises(EditError, match="said together"):
            session.change_region(region.id, at=Ticks(0))
        with pytest.raises(EditError, match="has no keyframes"):
            session.change_region(region.id, keyframes=())


class TestClips:
    def test_the_first_clip_begins_a_playlist_and_the_next_one_joins_it(self, desk: Desk) -> None:
        session, recording, *_ = desk
        clips = three_clips(session, recording)
        (playlist,) = session.playlists()
        assert session.clips(playlist.id) == clips
        assert [clip.position for clip in clips] == [0, 1, 2]
        assert playlist.title == "Shared review"

    def test_a_clip_takes_span_and_principles_of_its_moment(self, desk: Desk) -> None:
        session, recording, *_ = desk
        moment = session.mark_moment(recording.id, seconds(1, 3), principles=("D5",))
        clip = session.make_clip(moment.id)
        assert (clip.span, clip.principles, clip.moment_id) == (moment.span, ("D5",), moment.id)

    def test_undo_of_the_first_clip_takes_its_playlist_back_too(self, desk: Desk) -> None:
        session, recording, *_ = desk
        session.make_clip(session.mark_moment(recording.id, seconds(1, 3)).id)
        session.undo()
        assert session.playlists() == []

    def test_a_clip_can_go_into_a_named_playlist(self, desk: Desk) -> None:
        session, recording, *_ = desk
        three_clips(session, recording)
        second = session.add_playlist("Second review")
        clip = session.make_clip(session.mark_moment(recording.id, seconds(10, 11)).id, second.id)
        assert (clip.playlist_id, clip.position) == (second.id, 0)
        changed = session.change_playlist(second.id, profile=LengthProfile.MICRO)
        assert changed in session.playlists()

    def test_the_clip_sheet_is_kept_with_pauses_and_still_on_frames(self, desk: Desk, workspace: Workspace) -> None:
        session, recording, *_ = desk
        clip = three_clips(session, recording)[1]
        table = session.frame_table(recording.id)
        at = Ticks(5 * SECOND + 11)
        changed = session.change_clip(
            clip.id, title="Waiting", question="What do you notice?", pauses=[PausePoint(at, "Here?")], poster_at=at
        )
        assert changed.pauses == (PausePoint(table.snapped(at), "Here?"),)
        assert changed.poster_at == table.snapped(at)
        assert changed in open_folder(workspace.folder).clips(clip.playlist_id)
        assert session.change_clip(clip.id, poster_at=None).poster_at is None

    def test_a_clip_is_not_shortened_past_its_pause_point_or_its_still(self, desk: Desk) -> None:
        session, recording, *_ = desk
        clip = three_clips(session, recording)[1]
        session.change_clip(clip.id, pauses=[PausePoint(Ticks(5 * SECOND))])
        with pytest.raises(EditError, match="would lie outside"):
            session.change_clip(clip.id, span=seconds(4, 4.5))
        moved = session.change_clip(clip.id, span=seconds(4, 4.5), pauses=[])
        assert moved.pauses == ()

    @pytest.mark.parametrize("fields", [{"slow_rate": 2.0}, {"position": 3}, {"playlist_id": "x"}, {"principles": ["Z1"]}])
    def test_a_clip_that_makes_no_sense_is_refused(self, desk: Desk, fields: dict[str, Any]) -> None:
        session, recording, *_ = desk
        clip = three_clips(session, recording)[0]
        with pytest.raises(EditError):
            session.change_clip(clip.id, **fields)
        assert session.clips(clip.playlist_id)[0] == clip

    def test_clips_are_numbered_anew_when_ordered_and_when_one_goes(self, desk: Desk) -> None:
        session, recording, *_ = desk
        a, b, c = (clip.id for clip in three_clips(session, recording))
        (playlist,) = session.playlists()
        ordered = session.order_clips(playlist.id, [c, a, b])
        assert [(clip.id, clip.position) for clip in session.clips(playlist.id)] == [(c, 0), (a, 1), (b, 2)]
        assert [clip.id for clip in ordered] == [c, a, b]
        session.remove_clip(a)
        assert [(clip.id, clip.position) for clip in session.clips(playlist.id)] == [(c, 0), (b, 1)]
        session.undo()
        assert [clip.id for clip in session.clips(playlist.id)] == [c, a, b]

    @pytest.mark.parametrize("pick", [[0, 1], [0, 1, 1], [0, 1, 2, 2]])
    def test_an_order_names_all_clips_once(self, desk: Desk, pick: list[int]) -> None:
        session, recording, *_ = desk
        ids = [clip.id for clip in three_clips(session, recording)]
        with pytest.raises(EditError, match="new order"):
            session.order_clips(session.playlists()[0].id, [ids[i] for i in pick])


class TestPeopleAndConsent:
    def test_somebody_is_added_once_under_a_code(self, desk: Desk) -> None:
        session, *_ = desk
        gran = session.add_person("G", Role.CARER, "Grandma", pronoun="she")
        assert session.change_person(gran.id, shown_name="Gran") in session.people()
        with pytest.raises(EditError, match="somebody called G"):
            session.add_person("G", Role.SIBLING, "Gus")
        with pytest.raises(EditError, match="diagnosis"):
            session.add_person("H", Role.SIBLING, "Gus", diagnosis="x")

    @pytest.mark.parametrize("code", ["", "  ", "\0", "M\n1"])
    def test_a_person_has_a_code_that_can_be_read(self, desk: Desk, code: str) -> None:
        with pytest.raises(EditError, match="cannot be a person's code"):
            desk[0].add_person(code, Role.CARER, "Gran")

    def test_what_is_said_twice_a_day_is_the_last_word(self, desk: Desk) -> None:
        session, recording, mum, _ = desk
        for status in (GRANTED, REFUSED, GRANTED):
            session.say_consent(mum.id, Scope.SHARED_REVIEW, status, recording_id=recording.id)
        (statement,) = session.consents()
        assert (statement.status, statement.on, statement.recording_id) == (GRANTED, TODAY, recording.id)
        assert labels(session)[-1] == "Mum: shared review granted"

    def test_a_word_for_one_film_stands_beside_a_word_for_all(self, desk: Desk) -> None:
        session, recording, mum, _ = desk
        session.say_consent(mum.id, Scope.SHARED_REVIEW, GRANTED)
        session.say_consent(mum.id, Scope.SHARED_REVIEW, REFUSED, recording_id=recording.id)
        session.say_consent(mum.id, Scope.SUPERVISION, GRANTED)
        assert len(session.consents()) == 3

    def test_undo_passes_over_somebody_who_has_said_something(self, desk: Desk) -> None:
        session, recording, mum, _ = desk
        session.mark_moment(recording.id, seconds(1, 2))
        gran = session.add_person("G", Role.CARER, "Gran")
        session.say_consent(gran.id, Scope.SHARED_REVIEW, REFUSED)
        session.mark_moment(recording.id, seconds(3, 4))
        while session.undo() is not None:
            pass
        assert session.moments(recording.id) == []
        assert session.people() == [gran]
        while session.redo() is not None:
            pass
        assert len(session.moments(recording.id)) == 2
        assert mum in session.people()

    def test_who_is_in_view_is_said_and_taken_back(self, desk: Desk) -> None:
        session, recording, mum, noah = desk
        assert session.set_in_view(recording.id, [mum.id, noah.id, mum.id]).in_view == (mum.id, noah.id)
        assert session.set_in_view(recording.id, None).in_view is None
        with pytest.raises(EditError):
            session.set_in_view(recording.id, [new_id()])


class TestAdvice:
    def checks(self, session: CaseSession) -> set[str]:
        return {advice.check for advice in session.advice(session.playlists()[0].id)}

    def test_advice_knows_consent_and_who_is_in_view(self, desk: Desk) -> None:
        session, recording, mum, noah = desk
        three_clips(session, recording)
        assert "in_view" in self.checks(session)
        session.set_in_view(recording.id, [mum.id, noah.id])
        session.say_consent(mum.id, Scope.SHARED_REVIEW, GRANTED)
        missing = [a.words for a in session.advice(session.playlists()[0].id) if a.check == "consent"]
        assert missing == ["No consent to show this yet: Noah."] * 3
        session.say_consent(noah.id, Scope.SHARED_REVIEW, GRANTED)
        assert not {"consent", "in_view"} & self.checks(session)

    def test_advice_knows_initiatives_and_words_of_the_film(self, desk: Desk) -> None:
        session, recording, _, noah = desk
        three_clips(session, recording)
        assert not {"start", "word"} & self.checks(session)
        voice = Tier(new_id(), recording.id, "Noah voice", Channel.VOICE, Origin.AUTHORED, noah.id)
        step = InteractionStep(new_id(), recording.id, seconds(14, 14.5), noah.id, StepRole.INITIATIVE, Modality.WORDS)
        with session.workspace.edit("truth", case_id=session.case_id) as edit:
            edit.put(voice, Interval(new_id(), voice.id, seconds(0.5, 1.5), "sound"), step)
        assert {"start", "word"} <= self.checks(session)
        words = Tier(new_id(), recording.id, "Noah words", Channel.WORDS, Origin.AUTHORED, noah.id)
        with session.workspace.edit("truth", case_id=session.case_id) as edit:
            edit.put(words, Interval(new_id(), words.id, seconds(12, 13), "blue"))
        assert "word" not in self.checks(session)
        elsewhere = open_folder(session.workspace.folder)
        with elsewhere.workspace.edit("another program", case_id=session.case_id) as edit:
            edit.put(Interval(new_id(), words.id, seconds(0.5, 1.5), "look"))
        assert "word" in self.checks(session), "also where another program has marked it"

    def test_a_film_of_the_case_does_not_advise_on_another(self, desk: Desk) -> None:
        session, recording, _, noah = desk
        three_clips(session, recording)
        other = add_recording(session, uneven_table(), "Tea")
        with session.workspace.edit("truth", case_id=session.case_id) as edit:
            edit.put(InteractionStep(new_id(), other.id, seconds(9, 9.5), noah.id, StepRole.INITIATIVE, Modality.GAZE))
        assert "start" not in self.checks(session)


def test_chains_of_a_film_are_read_from_its_steps(desk: Desk) -> None:
    session, recording, mum, noah = desk
    first = InteractionStep(new_id(), recording.id, seconds(1, 2), noah.id, StepRole.INITIATIVE, Modality.GAZE)
    answer = InteractionStep(new_id(), recording.id, seconds(2, 3), mum.id, StepRole.RECEPTION, Modality.FACE, first.id)
    with session.workspace.edit("truth", case_id=session.case_id) as edit:
        edit.put(first, answer)
    assert session.yes_cycles(recording.id) == [(first, answer)]
    assert session.take_fives(recording.id) == []
