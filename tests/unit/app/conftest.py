"""A case on a desk, without a browser: the player is the real widget, its messages are handed to it."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.cases import write_case
from workbench.app.acts import Result
from workbench.app.giving import Giving
from workbench.practice.casework import Recording
from workbench.practice.people import Person
from workbench.session.casefile import CaseSession
from workbench.store.workspace import open_workspace
from workbench.widgets.player import PlayerWidget


@dataclass
class Page:
    """The page's end of a player: what it sends, what it is told."""

    player: PlayerWidget
    told: list[dict[str, Any]] = field(default_factory=list)
    n_requests: int = 0

    def __post_init__(self) -> None:
        self.player.send = lambda content, buffers=None: self.told.append(content)

    def send(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Ask for something and give the reply; empty where it has not come yet."""
        self.n_requests += 1
        self.player._handle_custom_msg({"request": self.n_requests, "kind": kind, **fields}, [])
        return self.reply(self.n_requests)

    def reply(self, request: int) -> dict[str, Any]:
        """The answer to a request, once there is one; never more than one."""
        replies = [content for content in self.told if content.get("reply") == request]
        assert len(replies) <= 1
        return replies[0] if replies else {}


class NothingGiven(Giving):
    """For desks on which nothing is to be published."""

    def begin(self, playlist_id: str, *, offline: bool = False) -> "Future[Result]":
        """Fail the test."""
        raise AssertionError(f"{playlist_id} was published")


Office = tuple[CaseSession, Recording, Person, Person]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A case with one film, a mother and her son, in a real workspace."""
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        yield write_case(workspace)
