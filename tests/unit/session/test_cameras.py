"""Several cameras of one session: put together by sound or by hand, seen from any of them, corrected by frames, taken apart, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import SECOND, add_recording, open_folder, uneven_table, write_case
from tests.sounds import RATE_HZ, Sound, lively_room, write_sound
from workbench.core.time import Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.cameras import AlignedBy
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession, create_case
from workbench.store.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


@pytest.fixture
def session(workspace: Workspace) -> CaseSession:
    return write_case(workspace)[0]


def film(session: CaseSession, title: str, sound: Sound | None = None) -> Recording:
    """Another recording of the case, with a working copy if it has a sound."""
    recording = add_recording(session, uneven_table(), title)
    if sound is not None:
        made = write_sound(session.workspace.folder / f"{recording.id}.mkv", sound)
        made.rename(session.workspace.folder / "vault" / recording.id / "proxy.mp4")
    return recording


def seen_from(session: CaseSession, recording: Recording) -> dict[str, int]:
    return {beside.recording.title: beside.starts_at for beside in session.cameras(recording.id)}


def test_two_cameras_are_aligned_by_their_sound_and_on_the_disk(session: CaseSession) -> None:
    room = lively_room(30)
    a, b = film(session, "A", room), film(session, "B", room[5 * RATE_HZ :])
    camera = session.align_camera(a.id, b.id)
    assert camera.aligned_by is AlignedBy.SOUND
    assert camera.starts_at == pytest.approx(5 * SECOND, abs=90)
    assert camera.stands_out is not None
    assert camera.stands_out > 1.5
    assert seen_from(open_folder(session.workspace.folder), a) == {"B": camera.starts_at}
    assert seen_from(session, b) == {"A": -camera.starts_at}
    assert session.history()[-1].label == "Align the camera B by its sound"


def test_sounds_that_do_not_agree_are_refused_and_nothing_is_changed(session: CaseSession) -> None:
    a, b = film(session, "A", lively_room(15)), film(session, "B", lively_room(15, seed=9))
    n_changes = len(session.history())
    with pytest.raises(EditError, match="cannot be aligned"):
        session.align_camera(a.id, b.id)
    assert session.cameras(a.id) == []
    assert len(session.history()) == n_changes


def test_a_film_whose_working_copy_is_still_being_made_is_refused(session: CaseSession) -> None:
    with pytest.raises(EditError, match="still being made"):
        session.align_camera(film(session, "A", lively_room(5)).id, film(session, "B").id)


def test_the_session_looks_the_same_from_each_of_its_films(session: CaseSession) -> None:
    a, b, c = (film(session, title) for title in "ABC")
    session.place_camera(a.id, b.id, Ticks(2 * SECOND))
    session.place_camera(b.id, c.id, Ticks(-SECOND))
    assert seen_from(session, a) == {"B": 2 * SECOND, "C": SECOND}
    assert seen_from(session, b) == {"A": -2 * SECOND, "C": -SECOND}
    assert seen_from(session, c) == {"A": -SECOND, "B": SECOND}
    session.place_camera(b.id, a.id, Ticks(-5 * SECOND))
    assert seen_from(session, a) == {"B": 5 * SECOND, "C": SECOND}


def test_a_correction_by_frames_changes_the_frame_shown_by_just_as_many(session: CaseSession) -> None:
    a, b = film(session, "A"), film(session, "B")
    table, at = session.frame_table(b.id), Ticks(6 * SECOND)
    session.place_camera(a.id, b.id, Ticks(SECOND))
    for n_frames in (1, 1, -5, 12):
        before = table.frame_at(at - seen_from(session, a)["B"])
        camera = session.correct_camera(a.id, b.id, at, n_frames)
        assert table.frame_at(at - camera.starts_at) == before + n_frames
        assert camera.aligned_by is AlignedBy.HAND
    assert [change.label for change in session.history()][-2:] == ["Move the camera B by -5 frames", "Move the camera B by +12 frames"]


def test_everything_about_cameras_can_be_undone(session: CaseSession) -> None:
    a, b = film(session, "A"), film(session, "B")
    session.place_camera(a.id, b.id, Ticks(SECOND))
    session.correct_camera(a.id, b.id, Ticks(3 * SECOND), 4)
    session.remove_camera(a.id, b.id)
    assert seen_from(session, a) == {}
    session.undo()
    moved = seen_from(session, a)["B"]
    assert moved != SECOND
    session.undo()
    assert seen_from(session, a) == {"B": SECOND}
    session.undo()
    assert seen_from(session, a) == {}
    for _ in range(2):
        session.redo()
    assert seen_from(session, a) == {"B": moved}


def test_taking_a_camera_away_from_either_side_parts_the_two(session: CaseSession) -> None:
    a, b = film(session, "A"), film(session, "B")
    for looked_at, other in ((a, b), (b, a)):
        session.place_camera(a.id, b.id, Ticks(SECOND))
        session.remove_camera(looked_at.id, other.id)
        assert seen_from(session, a) == {}
    assert {recording.title for recording in session.recordings()} >= {"A", "B"}


def test_what_makes_no_sense_is_refused_in_words(session: CaseSession) -> None:
    a, b, c, d, e, f = (film(session, title) for title in "ABCDEF")
    with pytest.raises(EditError, match="its own second camera"):
        session.place_camera(a.id, a.id, Ticks(0))
    with pytest.raises(NotFoundError, match="B is not beside this film"):
        session.correct_camera(a.id, b.id, Ticks(0), 1)
    with pytest.raises(NotFoundError, match="B is not beside this film"):
        session.remove_camera(a.id, b.id)
    for other in (b, c, d):
        session.place_camera(a.id, other.id, Ticks(0))
    with pytest.raises(EditError, match="4 films are together already"):
        session.place_camera(b.id, e.id, Ticks(0))
    session.place_camera(e.id, f.id, Ticks(0))
    for other in (e, f):
        with pytest.raises(EditError, match="beside other films already"):
            session.place_camera(a.id, other.id, Ticks(0))


def test_films_of_another_case_are_out_of_reach(session: CaseSession) -> None:
    a = film(session, "A")
    foreign = add_recording(create_case(session.workspace, "OTHER"), uneven_table())
    with pytest.raises(NotFoundError):
        session.place_camera(a.id, foreign.id, Ticks(0))
    with pytest.raises(NotFoundError):
        session.cameras(foreign.id)


def test_a_camera_goes_with_its_film(session: CaseSession) -> None:
    a, b, c = (film(session, title) for title in "ABC")
    session.place_camera(a.id, b.id, Ticks(0))
    session.place_camera(a.id, c.id, Ticks(SECOND))
    with session.workspace.edit("Delete a film", case_id=session.case_id) as edit:
        edit.remove(Recording, b.id)
    assert seen_from(session, a) == {"C": SECOND}
