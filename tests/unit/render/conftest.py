import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.films import Kind, NumberedFilm, write_numbered_film
from tests.permits import permit_for
from tests.proxies import write_proxy
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.render.packing import PackagePlan, plan_package, write_package
from workbench.store.vault import Vault

MADE_ON = date(2026, 11, 20)
CANARY = "CANARY"
Proxy = tuple[Path, FrameTable, NumberedFilm]


class Desk:
    """One recording in a vault and a playlist of two clips, with a canary in every field that is not for the family."""

    def __init__(self, folder: Path, film: Path, table: FrameTable) -> None:
        self.table = table
        self.recording_id = new_id()
        self.vault = Vault(folder / f"{CANARY}-vault")
        staging = self.vault.staging("ab" * 32)
        shutil.copy(film, staging.path("proxy.mp4"))
        staging.finish(self.recording_id)
        self.case = Case(new_id(), f"{CANARY}-1", MADE_ON, f"{CANARY} setting", f"{CANARY} question", "that he listens to me")
        self.playlist = Playlist(new_id(), self.case.id, f"{CANARY} title", "What would you like to take with you?")
        self.clips = [self.clip(0, 10, 29, "Waiting together"), self.clip(1, 35, 59, "To and fro", poster_at=self.starts(40))]
        corners = (Keyframe(self.starts(5), ((0.1, 0.3), (0.3, 0.5))), Keyframe(self.starts(25), ((0.5, 0.3), (0.7, 0.5))))
        span = Span(self.starts(15), self.starts(45))
        self.regions = [Region(new_id(), self.recording_id, span, ShapeKind.ELLIPSE, corners, f"{CANARY} label")]

    def starts(self, frame: int) -> Ticks:
        return self.table.span_of(frame).start

    def clip(self, position: int, first: int, last: int, title: str, poster_at: Ticks | None = None) -> Clip:
        pauses = (PausePoint(Ticks(self.starts(first + 5) + 7), "What is she doing here?"), PausePoint(self.starts(last)))
        span = Span(self.starts(first), self.table.span_of(last).end)
        private = {"principles": (f"{CANARY} P1",), "hope_to_notice": f"{CANARY} hope", "may_be_hard": f"{CANARY} hard"}
        private |= {
            "why_better": f"{CANARY} better",
            "initiative": f"{CANARY} begins",
            "follow_ups": (f"{CANARY}?",),
            "note": f"{CANARY} note",
        }
        ids = {"moment_id": f"{CANARY}-moment", "goal_id": f"{CANARY}-goal"}
        clip = Clip(
            f"{CANARY}-{position}", self.playlist.id, self.recording_id, span, position, title, "Look at her hands.", "What do you notice?"
        )
        return replace(clip, pauses=pauses, poster_at=poster_at, slow_rate=0.4, **private, **ids)

    def plan(self) -> PackagePlan:
        return plan_package(self.case, self.playlist, self.clips, {self.recording_id: self.table}, self.regions, made_on=MADE_ON)

    def write(self, folder: Path, **more: Any) -> Path:
        """A package of it, permitted."""
        plan = self.plan()
        return write_package(plan, self.vault, folder, permit_for(plan), **more)


def check_nothing_private(folder: Path, desk: Desk) -> None:
    """No canary, no id of the guider's and no tool's name is in any byte or name of what was written."""
    private = [CANARY, desk.recording_id, desk.case.id, desk.playlist.id, desk.regions[0].id, "proxy", "Lavf", "x264"]
    for path in folder.rglob("*"):
        assert not [word for word in private if word in path.relative_to(folder.parent).as_posix()]
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in private if word.encode() in content], path.name


@pytest.fixture(scope="session")
def proxy_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Proxy]:
    """Numbered films as the workbench keeps them: the proxy, its frame table, and what is in it."""
    made: dict[tuple[Kind, int], Proxy] = {}

    def proxy(kind: Kind = "constant25", n_frames: int = 60) -> Proxy:
        if (kind, n_frames) not in made:
            folder = tmp_path_factory.mktemp("films")
            film = write_numbered_film(folder / "film.mov", kind=kind, n_frames=n_frames)
            made[kind, n_frames] = folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4"), film
        return made[kind, n_frames]

    return proxy


@pytest.fixture
def desk(proxy_of: Callable[..., Proxy], tmp_path: Path) -> Desk:
    film, table, _ = proxy_of("variable")
    return Desk(tmp_path, film, table)


@pytest.fixture(scope="session")
def written(proxy_of: Callable[..., Proxy], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Desk]:
    film, table, _ = proxy_of("variable")
    desk = Desk(tmp_path_factory.mktemp("desk"), film, table)
    return desk.write(tmp_path_factory.mktemp("out")), desk
