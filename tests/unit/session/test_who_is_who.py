"""Saying who is who: the candidates follow at once, one word is one undo, and what makes no sense is refused."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.analysed import BOXES, MUM, NOAH, faces_at, sounds_to_and_fro, voices_of
from tests.cases import write_case
from workbench.analysis.tracks import ROW, FaceTracks
from workbench.core.tiers import Channel, Origin
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.practice.people import Person, Role
from workbench.practice.who_is_who import Match, Named
from workbench.session.analysis_parts import FACES, VOICES, pack_part, write_voices
from workbench.session.casefile import CaseSession
from workbench.session.matching import match_faces, match_voices
from workbench.session.proposing import propose
from workbench.store.workspace import open_workspace

Case = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A film of which faces and voices are kept, as an analysis keeps them."""
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        session, film, mum, noah = write_case(workspace)
        session.set_in_view(film.id, [mum.id, noah.id])
        tracks = faces_at(np.arange(0, film.length, 9000).tolist())
        workspace.vault.replace(film.id, FACES, pack_part({}, tracks.to_bytes()))
        workspace.vault.replace(film.id, VOICES, pack_part({}, write_voices(voices_of(sounds_to_and_fro(8)))))
        propose(workspace, film.id)
        yield session, film, mum, noah


def _voice_owners(session: CaseSession, film: Recording) -> dict[str | None, int]:
    rows = [t for t in session.tiers(film.id) if (t.channel, t.origin) == (Channel.VOICE, Origin.CANDIDATE)]
    return {tier.person_id: len(session.intervals(tier.id)) for tier in rows}


def _assert_no_row_overlaps_itself(session: CaseSession, film: Recording) -> None:
    for tier in session.tiers(film.id):
        spans = [each.span for each in session.intervals(tier.id)]
        assert all(before.end <= after.start for before, after in pairwise(spans)), tier.name


def test_at_first_the_lower_face_and_the_higher_voice_are_proposed_to_be_the_childs(case: Case) -> None:
    session, film, mum, noah = case
    found = session.found(film.id)
    assert found.faces == {MUM: Match(mum.id, True), NOAH: Match(noah.id, True)}
    assert found.voices == {MUM: Match(mum.id, True), NOAH: Match(noah.id, True)}


def test_a_voice_that_is_named_changes_the_rows_in_one_edit_that_undo_takes_back(case: Case) -> None:
    session, film, mum, noah = case
    assert _voice_owners(session, film) == {mum.id: 4, noah.id: 4}
    session.name_voice(film.id, MUM, noah.id)
    session.name_voice(film.id, NOAH, "")
    assert _voice_owners(session, film) == {noah.id: 4}
    session.name_voice(film.id, NOAH, noah.id)
    _assert_no_row_overlaps_itself(session, film)
    session.undo()
    session.undo()
    session.undo()
    assert _voice_owners(session, film) == {mum.id: 4, noah.id: 4}
    assert session.found(film.id).voices[MUM] == Match(mum.id, True)


def test_faces_are_named_parted_and_made_one_again(case: Case) -> None:
    session, film, mum, noah = case
    session.name_face(film.id, MUM, noah.id)
    assert session.found(film.id).faces == {MUM: Match(noah.id, False), NOAH: Match(mum.id, True)}
    session.split_face(film.id, MUM, 5 * 90_000)
    found = session.found(film.id)
    assert found.tracks is not None
    assert found.tracks.tracks == (MUM, NOAH, 2)
    assert found.tracks.span_of(2).start >= 5 * 90_000
    session.name_face(film.id, 2, mum.id)
    session.merge_faces(film.id, 2, MUM)
    found = session.found(film.id)
    assert found.tracks is not None
    assert found.tracks.tracks == (MUM, NOAH)
    assert found.faces[MUM] == Match(noah.id, False)


def test_what_makes_no_sense_is_refused_and_nothing_is_said(case: Case) -> None:
    session, film, mum, _ = case
    before = session.found(film.id).who
    stranger = session.add_person("A", Role.CARER, "Aunt")
    refused = (
        lambda: session.name_face(film.id, 9, mum.id),
        lambda: session.name_face(film.id, MUM, stranger.id),
        lambda: session.merge_faces(film.id, MUM, NOAH),
        lambda: session.merge_faces(film.id, 9, NOAH),
        lambda: session.split_face(film.id, MUM, 0),
        lambda: session.name_voice(film.id, 5, mum.id),
        lambda: session.look_ahead(film.id, stranger.id, 0),
    )
    for act in refused:
        with pytest.raises(EditError):
            act()
    assert session.found(film.id).who == before


def test_a_film_that_was_not_looked_through_says_so(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "other", create=True) as workspace:
        session, film, mum, _ = write_case(workspace)
        with pytest.raises(EditError, match="Look for places"):
            session.name_voice(film.id, 0, mum.id)


def test_when_somebody_looks_straight_ahead_is_kept_and_can_be_forgotten(case: Case) -> None:
    session, film, _, noah = case
    session.look_ahead(film.id, noah.id, 90_000)
    session.look_ahead(film.id, noah.id, 180_000)
    assert [(each.person_id, each.at) for each in session.found(film.id).who.ahead] == [(noah.id, 180_000)]
    session.look_ahead(film.id, noah.id, None)
    assert session.found(film.id).who.ahead == ()


def test_names_are_of_one_result_and_do_not_pass_to_the_numbers_of_another(case: Case) -> None:
    session, film, mum, noah = case
    session.name_face(film.id, MUM, noah.id)
    session.name_voice(film.id, MUM, noah.id)
    other = faces_at(np.arange(0, film.length, 9000).tolist(), {MUM: BOXES[NOAH], NOAH: BOXES[MUM]})
    session.workspace.vault.replace(film.id, FACES, pack_part({}, other.to_bytes()))
    found = session.found(film.id)
    assert found.faces == {MUM: Match(noah.id, True), NOAH: Match(mum.id, True)}
    assert found.voices[MUM] == Match(noah.id, False)


def test_somebody_who_is_not_in_view_any_more_is_nobody_here(case: Case) -> None:
    session, film, mum, _ = case
    grandma = session.add_person("G", Role.CARER, "Gran")
    session.set_in_view(film.id, [mum.id, grandma.id])
    session.name_voice(film.id, MUM, grandma.id)
    session.set_in_view(film.id, [mum.id])
    assert session.found(film.id).voices[MUM] == Match("", False)


# the first proposal


def _person(name: str, role: Role) -> Person:
    return Person(name, "case", name, role, name)


def _tracks(*stays: tuple[int, int, int, tuple[float, float, float, float]]) -> FaceTracks:
    """Tracks by number, first sample, last sample and box."""
    rows = sorted((sample, track, box) for track, first, last, box in stays for sample in range(first, last + 1))
    made = np.zeros(len(rows), ROW)
    for place, (sample, track, box) in enumerate(rows):
        made[place]["sample"], made[place]["track"], made[place]["box"] = sample, track, box
    return FaceTracks.of_rows(np.arange(200) * 9000, np.zeros(0, np.int64), made)


MOTHER, FATHER, CHILD = _person("m", Role.CLIENT), _person("f", Role.CARER), _person("n", Role.CHILD)
LEFT, RIGHT, LOW = (0.1, 0.1, 0.2, 0.3), (0.7, 0.1, 0.8, 0.3), (0.4, 0.6, 0.5, 0.8)


def test_adults_are_proposed_from_left_to_right_and_children_where_faces_are_lowest() -> None:
    found = match_faces(_tracks((0, 0, 99, LOW), (1, 0, 99, RIGHT), (2, 0, 99, LEFT)), [MOTHER, FATHER, CHILD], ())
    assert {track: match.person_id for track, match in found.items()} == {0: "n", 1: "f", 2: "m"}


def test_a_track_that_begins_where_another_ended_is_proposed_to_be_the_same_person() -> None:
    found = match_faces(_tracks((0, 0, 99, LEFT), (1, 0, 199, LOW), (2, 120, 199, LEFT)), [MOTHER, CHILD], ())
    assert found[2] == Match("m", True)


def test_a_face_beside_somebodys_own_or_far_from_all_is_left_open() -> None:
    found = match_faces(_tracks((0, 0, 199, LEFT), (1, 0, 199, LOW), (2, 50, 60, RIGHT), (3, 70, 80, LEFT)), [MOTHER, CHILD], ())
    assert set(found) == {0, 1}


def test_what_was_said_goes_before_any_proposal() -> None:
    found = match_faces(_tracks((0, 0, 99, LEFT), (1, 0, 99, LOW)), [MOTHER, CHILD], [Named(0, "n"), Named(7, "m")])
    assert found == {0: Match("n", False), 1: Match("m", True)}


def test_voices_that_are_fewer_than_people_go_in_the_order_of_who_speaks_most() -> None:
    assert match_voices({4: None}, [MOTHER, CHILD], ()) == {4: Match("m", True)}
    assert match_voices({}, [MOTHER], ()) == {}
    by_height = match_voices({0: 330.0, 1: 190.0, 2: 120.0}, [MOTHER, CHILD], ())
    assert {speaker: match.person_id for speaker, match in by_height.items()} == {0: "n", 1: "m"}
