"""Publishing beside the kernel's own work: bar, stop, and what comes back."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.unit.app.conftest import Office
from workbench.app import giving
from workbench.app.giving import Giving, WorkBar, present_command
from workbench.errors import ConsentError, EditError, StoppedError


class Press:
    """Stands in for the writing of a package: does what a test says, when it says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self.error: Exception | None = None
        self.shown: list[tuple[str, float]] = []
        monkeypatch.setattr(giving, "publish", self._publish)

    def _publish(self, workspace: object, playlist_id: str, *, progress: Any, cancelled: Any) -> Path:
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
    monkeypatch.setattr(giving, "_TELLS_EVERY_S", 0.0)
    return Press(monkeypatch)


@pytest.fixture
def bar() -> WorkBar:
    return WorkBar()


def test_the_bar_is_there_while_it_runs_and_gone_after(office: Office, press: Press, bar: WorkBar) -> None:
    assert bar.layout.display == "none"
    given = Giving(office[0].workspace, bar).begin("playlist")
    assert press.begun.wait(10)
    assert bar.layout.display == "flex"
    assert bar.words.value.startswith("Cutting clip 1, about ")
    assert bar.bar.value == 0.25
    press.go_on.set()
    assert given.result(10)["folder"] == str(Path("packages/it's here"))
    assert bar.layout.display == "none"


def test_one_package_is_written_at_a_time(office: Office, press: Press, bar: WorkBar) -> None:
    giver = Giving(office[0].workspace, bar)
    first = giver.begin("playlist")
    with pytest.raises(EditError, match="being written already"):
        giver.begin("playlist")
    press.go_on.set()
    first.result(10)
    assert giver.begin("playlist").result(10)


def test_stop_ends_it_and_the_next_one_is_not_stopped(office: Office, press: Press, bar: WorkBar) -> None:
    giver = Giving(office[0].workspace, bar)
    given = giver.begin("playlist")
    assert press.begun.wait(10)
    bar.stop.click()
    with pytest.raises(StoppedError):
        given.result(10)
    press.go_on.set()
    assert giver.begin("playlist").result(10)


@pytest.mark.parametrize("error", [ConsentError("Noah has not said yes", "Ask him"), ZeroDivisionError("a bug")])
def test_whatever_ends_it_comes_back_to_the_page(office: Office, press: Press, bar: WorkBar, error: Exception) -> None:
    press.error = error
    press.go_on.set()
    given = Giving(office[0].workspace, bar).begin("playlist")
    assert given.exception(10) is error
    assert bar.layout.display == "none"


def test_the_command_can_be_pasted_as_it_is() -> None:
    assert present_command(Path("packages/a b")) == f"vig present '{Path('packages/a b')}'"


@pytest.mark.parametrize(("left_s", "words"), [(0.2, "about 1 s left"), (89, "about 89 s left"), (150, "about 2 min left")])
def test_the_time_left_is_said_roughly(bar: WorkBar, left_s: float, words: str) -> None:
    bar.tell("Cutting", 0.5, left_s)
    assert bar.words.value == f"Cutting, {words}"
