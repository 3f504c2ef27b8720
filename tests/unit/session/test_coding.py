"""Rows and what is coded in them, on a real workspace: one edit each, in words, undoable; candidates become marks or go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import SECOND, open_folder, seconds, write_case
from workbench.core.coding import Mark, Overlap
from workbench.core.identity import new_id
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import Recording
from workbench.practice.people import Person
from workbench.session.casefile import CaseSession
from workbench.store.workspace import open_workspace

Desk = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)


@pytest.fixture
def looks(desk: Desk) -> Tier:
    session, recording, mum, _ = desk
    return session.add_tier(recording.id, Channel.LOOK, person_id=mum.id)


def last(session: CaseSession) -> str:
    return session.history()[-1].label


def coded(session: CaseSession, tier: Tier) -> list[tuple[float, float, str]]:
    """As a second program reads it from the disk: start and end in seconds, label."""
    found = open_folder(session.workspace.folder).intervals(tier.id)
    return [(each.span.start / SECOND, each.span.end / SECOND, each.label) for each in found]


def candidates(session: CaseSession, recording: Recording, person: Person, *spans: tuple[float, float], sure: float = 0.8) -> Tier:
    tier = Tier(new_id(), recording.id, "gaze of Mum (found)", Channel.LOOK, Origin.CANDIDATE, person.id, 9)
    with session.workspace.edit("Look for looks", case_id=session.case_id) as edit:
        edit.put(tier, *(Interval(new_id(), tier.id, seconds(*span), "Noah", sure, "left eye hidden") for span in spans))
    return tier


class TestRows:
    def test_a_row_is_called_after_person_and_channel_and_stands_below_the_others(self, desk: Desk, looks: Tier) -> None:
        session, recording, mum, _ = desk
        assert (looks.name, looks.origin, looks.person_id, looks.position) == ("Mum looks", Origin.MARKED, mum.id, 0)
        other = session.add_tier(recording.id, Channel.OTHER, name=" toys ")
        assert (other.name, other.person_id, other.position) == ("toys", None, 1)
        assert last(session) == "Add the row “toys”"
        with pytest.raises(EditError, match="There is a row “Mum looks” already"):
            session.add_tier(recording.id, Channel.LOOK, person_id=mum.id)

    def test_a_row_is_renamed_and_goes_with_all_that_is_in_it_in_one_step(self, desk: Desk, looks: Tier) -> None:
        session, recording, *_ = desk
        session.add_intervals(looks.id, [Mark(seconds(1, 2), "Noah")])
        assert session.change_tier(looks.id, name="Mum's eyes").name == "Mum's eyes"
        session.remove_tier(looks.id)
        assert session.tiers(recording.id) == []
        assert last(session) == "Remove the row “Mum's eyes”"
        session.undo()
        assert len(session.intervals(looks.id)) == 1

    @pytest.mark.parametrize("fields", [{"name": "  "}, {"name": "a\nb"}, {"channel": "voice"}, {"person_id": "0" * 16}])
    def test_a_row_without_a_name_or_for_somebody_unknown_is_refused(self, desk: Desk, looks: Tier, fields: dict[str, str]) -> None:
        with pytest.raises((EditError, NotFoundError)):
            desk[0].change_tier(looks.id, **fields)
        assert desk[0].tiers(desk[1].id) == [looks]


class TestMarking:
    def test_many_are_marked_at_once_on_whole_frames_and_taken_back_at_once(self, desk: Desk, looks: Tier) -> None:
        session = desk[0]
        added = session.add_intervals(looks.id, [Mark(seconds(1, 2.001), "Noah"), Mark(seconds(3, 4), UNCODABLE, "turned away")])
        assert coded(session, looks) == [(1.0, 2.005, "Noah"), (2.97, 4.055, UNCODABLE)]
        assert (added[1].note, added[1].confidence) == ("turned away", None)
        assert last(session) == "Mark 2 looks"
        session.undo()
        assert session.intervals(looks.id) == []

    def test_what_would_lie_on_another_is_refused_in_words_and_nothing_is_kept(self, desk: Desk, looks: Tier) -> None:
        session = desk[0]
        session.add_intervals(looks.id, [Mark(seconds(1, 2), "Noah")])
        with pytest.raises(EditError, match=r"from 00:01\.475 would lie on the look “Noah” from 00:01\.000 to 00:02\.005"):
            session.add_intervals(looks.id, [Mark(seconds(4, 5)), Mark(seconds(1.5, 3))])
        assert len(session.intervals(looks.id)) == 1

    def test_trimming_lets_what_stands_give_way_in_the_same_step(self, desk: Desk, looks: Tier) -> None:
        session = desk[0]
        session.add_intervals(looks.id, [Mark(seconds(1, 4.1), "Noah")])
        before = coded(session, looks)
        session.add_intervals(looks.id, [Mark(seconds(2.05, 3.075), "puzzle")], overlap=Overlap.TRIM)
        assert [label for *_, label in coded(session, looks)] == ["Noah", "puzzle", "Noah"]
        session.undo()
        assert coded(session, looks) == before

    def test_outside_the_film_nothing_is_marked(self, desk: Desk, looks: Tier) -> None:
        with pytest.raises(EditError, match="Set its start and end on the film"):
            desk[0].add_intervals(looks.id, [Mark(seconds(14, 99))])
        with pytest.raises(EditError, match="nothing to mark"):
            desk[0].add_intervals(looks.id, [])


class TestChanging:
    @pytest.fixture
    def two(self, desk: Desk, looks: Tier) -> list[Interval]:
        return desk[0].add_intervals(looks.id, [Mark(seconds(1.025, 2.05), "Noah"), Mark(seconds(2.05, 3.075), "puzzle")])

    def test_a_shared_boundary_is_moved_in_one_edit(self, desk: Desk, looks: Tier, two: list[Interval]) -> None:
        session = desk[0]
        session.change_intervals({two[0].id: {"span": seconds(1.025, 2.255)}, two[1].id: {"span": seconds(2.255, 3.075)}})
        assert [span[:2] for span in coded(session, looks)] == [(1.025, 2.255), (2.255, 3.075)]
        assert last(session) == "Change 2 looks"

    def test_a_label_is_changed_and_an_edge_dragged_into_a_neighbour_trims_it_only_when_told(
        self, desk: Desk, looks: Tier, two: list[Interval]
    ) -> None:
        session = desk[0]
        session.change_interval(two[0].id, label=UNCODABLE)
        assert last(session) == "Change the look at 00:01.025"
        with pytest.raises(EditError, match="would lie on the look “puzzle”"):
            session.change_interval(two[0].id, span=seconds(1.025, 2.255))
        session.change_interval(two[0].id, span=seconds(1.025, 2.255), overlap=Overlap.TRIM)
        assert coded(session, looks) == [(1.025, 2.255, UNCODABLE), (2.255, 3.075, "puzzle")]

    def test_split_and_merged_it_is_as_it_was(self, desk: Desk, looks: Tier, two: list[Interval]) -> None:
        session = desk[0]
        parts = session.split_intervals([two[0].id], round(1.64 * SECOND))
        assert last(session) == "Split the look at 00:01.640"
        assert [each.span for each in parts] == [seconds(1.025, 1.64), seconds(1.64, 2.05)]
        (merged,) = session.merge_intervals([each.id for each in parts])
        assert merged == two[0]
        assert session.intervals(looks.id) == two

    def test_a_split_at_the_first_frame_or_outside_is_refused(self, desk: Desk, two: list[Interval]) -> None:
        with pytest.raises(EditError, match=r"cannot be split at 00:01\.025"):
            desk[0].split_intervals([two[0].id], round(1.03 * SECOND))
        with pytest.raises(EditError, match="cannot be split"):
            desk[0].split_intervals([each.id for each in two], round(1.64 * SECOND))
        with pytest.raises(EditError, match="film runs from"):
            desk[0].split_intervals([two[0].id], 99 * SECOND)

    def test_a_merge_takes_two_of_one_row_and_what_lies_between_only_when_told(self, desk: Desk, looks: Tier, two: list[Interval]) -> None:
        session = desk[0]
        (third,) = session.add_intervals(looks.id, [Mark(seconds(4.1, 5.125), "Noah")])
        with pytest.raises(EditError, match="two or more in one row"):
            session.merge_intervals([third.id])
        with pytest.raises(EditError, match="would lie on the look “puzzle”"):
            session.merge_intervals([two[0].id, third.id])
        session.merge_intervals([two[0].id, third.id], overlap=Overlap.TRIM)
        assert coded(session, looks) == [(1.025, 5.125, "Noah")]

    def test_merged_words_follow_one_another(self, desk: Desk) -> None:
        session, recording, *_ = desk
        tier = session.add_tier(recording.id, Channel.WORDS)
        said = session.add_intervals(tier.id, [Mark(seconds(3, 4), "the red one"), Mark(seconds(1, 2), "look,")])
        assert session.merge_intervals(each.id for each in said)[0].label == "look, the red one"

    def test_what_is_moved_keeps_its_frames_and_moving_back_leads_back(self, desk: Desk, looks: Tier, two: list[Interval]) -> None:
        session = desk[0]
        ids = [each.id for each in two]
        moved = session.move_intervals(ids, 3 * SECOND + 17)
        assert last(session) == "Move 2 looks"
        assert moved[0].span.end == moved[1].span.start
        session.move_intervals(ids, two[0].span.start - moved[0].span.start)
        assert session.intervals(looks.id) == two
        with pytest.raises(EditError, match="would leave the film"):
            session.move_intervals(ids, -2 * SECOND)
        with pytest.raises(EditError, match="would leave the film"):
            session.move_intervals(ids, round(12.5 * SECOND))

    def test_it_is_moved_and_copied_to_another_row_of_the_same_kind_only(self, desk: Desk, looks: Tier, two: list[Interval]) -> None:
        session, recording, mum, noah = desk
        hers = session.add_tier(recording.id, Channel.LOOK, person_id=noah.id)
        voice = session.add_tier(recording.id, Channel.VOICE, person_id=mum.id)
        session.move_intervals([two[0].id], 0, tier_id=hers.id)
        session.copy_intervals([two[1].id], SECOND, tier_id=hers.id)
        assert [label for *_, label in coded(session, hers)] == ["Noah", "puzzle"]
        assert coded(session, looks) == [(2.05, 3.075, "puzzle")]
        with pytest.raises(EditError, match="“Mum voice” is for voices"):
            session.move_intervals([two[1].id], 0, tier_id=voice.id)

    def test_nothing_chosen_and_what_is_not_there_are_refused(self, desk: Desk, two: list[Interval]) -> None:
        with pytest.raises(EditError, match="Nothing is chosen"):
            desk[0].remove_intervals([])
        with pytest.raises(NotFoundError):
            desk[0].remove_intervals([two[0].id, "0" * 16])
        assert len(desk[0].intervals(two[0].tier_id)) == 2
        desk[0].remove_intervals(each.id for each in two)
        assert last(desk[0]) == "Remove 2 looks"


class TestCandidates:
    def test_an_accepted_one_is_a_persons_mark_in_a_row_of_their_own(self, desk: Desk) -> None:
        session, recording, mum, _ = desk
        found = candidates(session, recording, mum, (1.025, 2.05), (3.075, 4.1))
        first, second = session.intervals(found.id)
        accepted = session.accept_candidates([first.id])
        own = session.tiers(recording.id)[-1]
        assert (own.name, own.origin, own.person_id) == ("Mum looks", Origin.MARKED, mum.id)
        (mark,) = session.intervals(own.id)
        assert accepted.marks == (mark,)
        assert (mark.span, mark.label, mark.confidence) == (first.span, "Noah", None)
        assert mark.note == "Accepted from “gaze of Mum (found)”, confidence 0.80\nleft eye hidden"
        assert session.intervals(found.id) == [second]
        assert last(session) == "Accept the look at 00:01.025"
        session.undo()
        assert session.intervals(found.id) == [first, second]
        assert session.tiers(recording.id) == [found]

    def test_all_are_accepted_where_nothing_is_coded_yet_and_the_rest_stays(self, desk: Desk, looks: Tier) -> None:
        session, recording, mum, _ = desk
        session.add_intervals(looks.id, [Mark(seconds(1.025, 2.05), "puzzle")])
        found = candidates(session, recording, mum, (1.23, 1.64), (1.845, 3.075), (4.1, 5.125))
        accepted = session.accept_all(found.id)
        assert accepted.n_left == 1
        assert coded(session, looks) == [(1.025, 2.05, "puzzle"), (2.05, 3.075, "Noah"), (4.1, 5.125, "Noah")]
        assert len(session.intervals(found.id)) == 1
        with pytest.raises(EditError, match="All of that time is coded already"):
            session.accept_all(found.id)

    def test_dismissed_ones_go_out_of_sight_with_their_row_and_come_back(self, desk: Desk) -> None:
        session, recording, mum, _ = desk
        found = candidates(session, recording, mum, (1, 2), (3, 4), (5, 6))
        kept = session.intervals(found.id)
        session.dismiss_candidates([kept[1].id])
        assert session.intervals(found.id) == [kept[0], kept[2]]
        session.dismiss_all(found.id)
        assert last(session) == "Dismiss 2 looks"
        assert session.tiers(recording.id) == []
        session.undo()
        session.undo()
        assert session.intervals(found.id) == kept

    def test_candidates_are_never_changed_in_place(self, desk: Desk, looks: Tier) -> None:
        session, recording, mum, _ = desk
        found = candidates(session, recording, mum, (1, 2), (3, 4))
        ids = [each.id for each in session.intervals(found.id)]
        for attempt in (
            lambda: session.add_intervals(found.id, [Mark(seconds(6, 7))]),
            lambda: session.change_interval(ids[0], label="puzzle"),
            lambda: session.remove_intervals(ids),
            lambda: session.split_intervals(ids[:1], round(1.5 * SECOND)),
            lambda: session.merge_intervals(ids),
            lambda: session.move_intervals(ids, SECOND),
            lambda: session.move_intervals(ids, 0, tier_id=looks.id),
            lambda: session.copy_intervals(ids, 0),
            lambda: session.change_tier(found.id, name="mine"),
        ):
            with pytest.raises(EditError, match="holds candidates"):
                attempt()
        session.copy_intervals(ids, 0, tier_id=looks.id)
        assert [each.confidence for each in session.intervals(looks.id)] == [None, None]

    def test_what_a_person_marked_is_no_candidate(self, desk: Desk, looks: Tier) -> None:
        session = desk[0]
        with pytest.raises(EditError, match="holds what people marked"):
            session.accept_all(looks.id)
        (mark,) = session.add_intervals(looks.id, [Mark(seconds(1, 2))])
        for attempt in (lambda: session.accept_candidates([mark.id]), lambda: session.dismiss_candidates([mark.id])):
            with pytest.raises(EditError, match="holds what people marked"):
                attempt()


def test_five_thousand_are_taken_away_and_brought_back_in_one_step(desk: Desk) -> None:
    session, recording, *_ = desk
    tier = Tier(new_id(), recording.id, "found", Channel.OTHER, Origin.MARKED)
    many = [Interval(new_id(), tier.id, seconds(0.001 * n, 0.001 * (n + 1)), "x") for n in range(5_000)]
    with session.workspace.edit("Import", case_id=session.case_id) as edit:
        edit.put(tier, *many)
    session.remove_intervals(each.id for each in many)
    assert session.intervals(tier.id) == []
    assert last(session) == "Remove 5000 marks"
    session.undo()
    assert session.intervals(tier.id) == many
