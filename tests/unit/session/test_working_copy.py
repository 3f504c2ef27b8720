"""A film in its case before its working copy is there: what can be done with it, and what waits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.films import Kind, NumberedFilm
from workbench.core.time import Span, Ticks
from workbench.errors import EditError, StoppedError, WorkspaceError
from workbench.practice.casework import Recording
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.session.alone import alone, is_held
from workbench.session.casefile import open_case
from workbench.session.importing import arrive_film, import_film
from workbench.session.publishing import publish
from workbench.session.working_copy import complete, is_complete, read_preparation
from workbench.store.workspace import Workspace, open_workspace

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "workspace", create=True) as opened:
        yield opened


@pytest.fixture
def arrived(workspace: Workspace, numbered_film: Film) -> Recording:
    return arrive_film(workspace, numbered_film("variable").path, "A7").recording


def test_a_film_that_has_arrived_is_there_to_be_marked_and_waits_for_its_copy(workspace: Workspace, arrived: Recording) -> None:
    waiting = read_preparation(workspace, arrived.id)
    assert waiting is not None
    assert (waiting.is_going_on, waiting.problem, waiting.part) == (False, "", 0.0)
    session = open_case(workspace, "A7")
    moment = session.mark_moment(arrived.id, Span(Ticks(0), arrived.length))

    complete(workspace, arrived.id)
    assert read_preparation(workspace, arrived.id) is None
    assert is_complete(workspace, arrived.id)
    assert session.moments(arrived.id) == [moment]
    complete(workspace, arrived.id)
    assert not list((workspace.folder / "vault" / "staging").iterdir())


def test_arriving_again_or_importing_later_is_the_same_recording(workspace: Workspace, arrived: Recording, numbered_film: Film) -> None:
    film = numbered_film("variable").path
    again = arrive_film(workspace, film, "A7")
    assert (again.recording, again.new) == (arrived, False)
    whole = import_film(workspace, film, "A7")
    assert (whole.recording, whole.new) == (arrived, True)
    assert is_complete(workspace, arrived.id)


def test_arriving_tells_the_whole_of_its_own_time(workspace: Workspace, numbered_film: Film) -> None:
    told: list[tuple[str, float]] = []
    arrive_film(workspace, numbered_film("ntsc").path, "A7", progress=lambda words, part: told.append((words, part)))
    assert list(dict.fromkeys(words for words, _ in told)) == ["Reading the film", "Copying the film into the workspace"]
    assert told[-1][1] == 1.0


def test_a_playlist_waits_for_the_working_copies_its_clips_are_cut_from(workspace: Workspace, arrived: Recording) -> None:
    session = open_case(workspace, "A7")
    mum = session.add_person("M1", Role.CLIENT, "Mum")
    session.say_consent(mum.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    session.set_in_view(arrived.id, [mum.id])
    clip = session.make_clip(session.mark_moment(arrived.id, Span(Ticks(0), arrived.length)).id)
    with pytest.raises(EditError, match=r"working copy of Film 1 is not ready yet.*Go on marking"):
        publish(workspace, clip.playlist_id)
    assert session.packages() == []
    complete(workspace, arrived.id)
    assert publish(workspace, clip.playlist_id).is_dir()


def test_how_far_it_is_can_be_read_by_every_other_program(workspace: Workspace, arrived: Recording) -> None:
    seen = []

    def look(words: str, part: float) -> None:
        seen.append(read_preparation(workspace, arrived.id))

    complete(workspace, arrived.id, progress=look)
    known = [each for each in seen if each is not None]
    assert known
    assert all(each.is_going_on for each in known)
    assert known[-1].words == "Making the working copy"


def test_one_program_at_a_time_makes_it_and_a_stopped_one_is_gone_on_with(workspace: Workspace, arrived: Recording) -> None:
    lock = workspace.vault.completing(arrived.id).lock
    workspace.vault.completing(arrived.id).make()
    with alone(lock):
        assert is_held(lock)
        with pytest.raises(WorkspaceError, match="imported by another window"):
            complete(workspace, arrived.id)
    assert not is_held(lock)
    steps: list[str] = []
    with pytest.raises(StoppedError):
        complete(workspace, arrived.id, progress=lambda words, _: steps.append(words), cancelled=lambda: "Drawing the sound" in steps)
    waiting = read_preparation(workspace, arrived.id)
    assert waiting is not None
    assert not waiting.is_going_on
    steps.clear()
    complete(workspace, arrived.id, progress=lambda words, _: steps.append(words))
    assert "Making the working copy" not in steps
    assert is_complete(workspace, arrived.id)


def test_a_recording_destroyed_takes_what_was_made_of_its_copy_along(workspace: Workspace, arrived: Recording) -> None:
    steps: list[str] = []
    with pytest.raises(StoppedError):
        complete(workspace, arrived.id, progress=lambda words, _: steps.append(words), cancelled=lambda: "Drawing the sound" in steps)
    assert workspace.vault.completing(arrived.id).has("proxy.mp4")
    workspace.vault.destroy(arrived.id)
    assert not workspace.vault.completing(arrived.id).folder.exists()
    assert workspace.vault.recording_ids() == []
