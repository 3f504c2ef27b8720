"""A package for the supervisor sealed from the screen: the file opens with the passphrase, which stands nowhere else."""

import logging
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.cases import TODAY
from tests.unit.app.conftest import Office
from tests.unit.app.test_desk import Table
from workbench.app import sealing
from workbench.app.work_bar import WorkBar
from workbench.errors import StoppedError
from workbench.render.sealing import unseal
from workbench.widgets.snapshot import Snapshot

PASSPHRASE = "marmalade under seven lanterns"


@pytest.fixture
def table(office: Office) -> Table:
    return Table(office)


def reviewed(table: Table) -> str:
    review: str = table.send("add_review")["id"]
    table.send("look_back", review_id=review, point="receiving", words="I answered at once")
    return review


def answered(table: Table, request: int) -> dict[str, Any]:
    """The answer to long work, once it is there."""
    told = threading.Event()
    for _ in range(3000):
        reply = table.page.reply(request)
        if reply:
            return reply
        told.wait(0.01)
    raise AssertionError("no answer came")


def test_what_may_go_is_said_before_it_is_sealed(table: Table) -> None:
    review = reviewed(table)
    said = table.page.send("what_may_go", review_id=review)["result"]
    assert (said["n_clips"], said["is_empty"]) == (0, False)
    assert said["left_out"] == ["the client's words and scores: Mum (has not said anything about it)"]


def test_the_sealed_file_opens_with_the_passphrase_and_that_stands_nowhere_else(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    review = reviewed(table)
    with caplog.at_level(logging.DEBUG):
        table.page.send("seal_for_supervision", review_id=review, passphrase=PASSPHRASE, for_whom="AB")
        reply = answered(table, table.page.n_requests)
    assert reply["ok"], reply
    place = Path(reply["result"]["place"])
    assert (place.parent.name, place.name) == ("supervision", f"HAZEL-{TODAY.isoformat()}.age")
    assert unseal(place.read_bytes(), PASSPHRASE).startswith(b"PK")
    (export,) = table.session.exports()
    assert (export.place, export.for_whom) == (str(place), "AB")
    state = repr({name: getattr(table.player, name) for name in Snapshot.model_fields}) + repr(table.player.get_state())
    for where in (caplog.text, state, repr(table.page.told), repr(table.session.history())):
        assert PASSPHRASE not in where
    for file in table.session.workspace.folder.rglob("*"):
        if file.is_file():
            assert PASSPHRASE.encode() not in file.read_bytes(), file


def test_a_second_package_of_a_day_takes_a_name_of_its_own(table: Table) -> None:
    review = reviewed(table)
    names = []
    for _ in range(2):
        table.page.send("seal_for_supervision", review_id=review, passphrase=PASSPHRASE)
        names.append(Path(answered(table, table.page.n_requests)["result"]["place"]).name)
    assert names == [f"HAZEL-{TODAY}.age", f"HAZEL-{TODAY}-2.age"]


def test_what_is_refused_leaves_no_file_and_names_no_passphrase(table: Table) -> None:
    empty: str = table.send("add_review")["id"]
    table.page.send("seal_for_supervision", review_id=empty, passphrase=PASSPHRASE)
    nothing = answered(table, table.page.n_requests)
    table.page.send("seal_for_supervision", review_id=reviewed(table), passphrase="short words")
    short = answered(table, table.page.n_requests)
    unknown = table.page.send("seal_for_supervision", review_id="f" * 16, passphrase=PASSPHRASE)
    assert [reply["ok"] for reply in (nothing, short, unknown)] == [False, False, False]
    assert "11 characters" in short["problem"]
    assert "short words" not in repr(table.page.told)
    assert list(table.session.workspace.folder.rglob("*.age")) == []


def test_one_package_is_sealed_at_a_time_and_can_be_stopped(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def write(*_: Any, cancelled: Any, **__: Any) -> None:
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise StoppedError("Stopped", "Seal it again")

    bar = WorkBar()
    table.desk._sealing = sealing.Sealing(bar)
    monkeypatch.setattr(sealing, "write_supervision_package", write)
    review = reviewed(table)
    table.page.send("seal_for_supervision", review_id=review, passphrase=PASSPHRASE)
    first = table.page.n_requests
    assert begun.wait(10)
    assert bar.layout.display == "flex"
    busy = table.page.send("seal_for_supervision", review_id=review, passphrase=PASSPHRASE)
    assert "already" in busy["problem"]
    bar.stop.click()
    assert answered(table, first)["problem"] == "Stopped"
    assert bar.layout.display == "none"
