"""Publishing beside the kernel's own work: how far it is, stop, and what comes back."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cases import TODAY, seconds
from tests.unit.app.conftest import Office
from workbench.app import giving
from workbench.app.giving import Giving, present_command
from workbench.app.work_bar import WorkBar
from workbench.core.identity import new_id
from workbench.errors import ConsentError, EditError, StoppedError
from workbench.practice.exports import Export, Way


class Press:
    """Stands in for the writing of a package: does what a test says, when it says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self.error: Exception | None = None
        self.offline: list[bool] = []
        monkeypatch.setattr(giving, "publish", self._publish)

    def _publish(self, workspace: object, playlist_id: str, *, offline: bool, progress: Any, cancelled: Any) -> Path:
        self.offline.append(offline)
        progress("Cutting clip 1", 0.25)
        self.begun.set()
        while not self.go_on.wait(0.01):
            if cancelled():
                raise StoppedError("Stopped", "Publish again")
        if self.error:
            raise self.error
        return Path("packages/it's here")


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press(monkeypatch)


@pytest.fixture
def giver(office: Office) -> Giving:
    return Giving(office[0].workspace)


def test_it_says_how_far_it_is_while_it_runs_and_nothing_after(giver: Giving, press: Press) -> None:
    assert giver.state is None
    given = giver.begin("playlist")
    assert press.begun.wait(10)
    state = giver.state
    assert state is not None
    assert (state.words, state.part, state.way) == ("Cutting clip 1", 0.25, Way.PACKAGE)
    assert state.left_s is not None
    assert 0 <= state.left_s < 60
    press.go_on.set()
    folder = Path("packages/it's here")
    assert given.result(10) == {"folder": str(folder), "command": present_command(folder)}
    assert giver.state is None


def test_a_page_for_a_stick_has_no_command(giver: Giving, press: Press) -> None:
    press.go_on.set()
    assert giver.begin("playlist", offline=True).result(10)["command"] == ""
    assert press.offline == [True]


def test_one_package_is_written_at_a_time(giver: Giving, press: Press) -> None:
    first = giver.begin("playlist")
    with pytest.raises(EditError, match="being written already"):
        giver.begin("playlist")
    press.go_on.set()
    first.result(10)
    assert giver.begin("playlist").result(10)


def test_stop_ends_it_and_the_next_one_is_not_stopped(giver: Giving, press: Press) -> None:
    given = giver.begin("playlist")
    assert press.begun.wait(10)
    giver.stop()
    with pytest.raises(StoppedError):
        given.result(10)
    giver.stop()
    press.go_on.set()
    assert giver.begin("playlist").result(10)


@pytest.mark.parametrize("error", [ConsentError("Noah has not said yes", "Ask him"), ZeroDivisionError("a bug")])
def test_whatever_ends_it_comes_back_to_the_page(giver: Giving, press: Press, error: Exception) -> None:
    press.error = error
    press.go_on.set()
    given = giver.begin("playlist")
    assert given.exception(10) is error
    assert giver.state is None


def test_an_export_for_training_is_written_beside_under_the_same_bar(
    office: Office, giver: Giving, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, begun = office[0], threading.Event()

    def export(
        case: object, playlist_id: str, way: Way, target: Path, *, for_whom: str, days: int, progress: Any, cancelled: Any
    ) -> Export:
        progress("Cutting clip 1 of 2", 0.0)
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        place = str(target / "training-2026-03-10-1234")
        return Export(new_id(), session.case_id, way, place, TODAY, for_whom, TODAY + timedelta(days=days))

    monkeypatch.setattr(giving, "export_for_training", export)
    given = giver.begin_training(session, "playlist", "training_external", for_whom="AB", days=90)
    assert begun.wait(10)
    state = giver.state
    assert state is not None
    assert (state.words, state.way, state.left_s) == ("Cutting clip 1 of 2", Way.TRAINING_EXTERNAL, None)
    with pytest.raises(EditError, match="being written already"):
        giver.begin("playlist")
    giver.stop()
    folder = session.workspace.folder / "training" / "training-2026-03-10-1234"
    assert given.result(10) == {"folder": str(folder), "last_day": "2026-06-08"}
    assert giver.state is None


def test_an_export_for_training_that_somebody_does_not_agree_to_leaves_nothing(office: Office, giver: Giving) -> None:
    session, film, mum, noah = office
    session.set_in_view(film.id, [mum.id, noah.id])
    clip = session.make_clip(session.mark_moment(film.id, seconds(1, 3)).id)
    refused = giver.begin_training(session, clip.playlist_id, "training_internal", for_whom="AB", days=90).exception(10)
    assert isinstance(refused, ConsentError)
    assert "Noah" in str(refused)
    assert list((session.workspace.folder / "training").iterdir()) == []
    assert session.exports() == []


def test_the_command_can_be_pasted_as_it_is() -> None:
    assert present_command(Path("packages/a b")) == f"vig present '{Path('packages/a b')}'"


@pytest.mark.parametrize(("left_s", "words"), [(0.2, "about 1 s left"), (89, "about 89 s left"), (150, "about 2 min left")])
def test_the_time_left_is_said_roughly(left_s: float, words: str) -> None:
    bar = WorkBar()
    bar.tell("Cutting", 0.5, left_s)
    assert bar.words.value == f"Cutting, {words}"
