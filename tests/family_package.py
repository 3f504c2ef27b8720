"""A family's package made of a numbered film, and the server that shows it, for tests of pages."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from tests.films import write_numbered_film
from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.render.packing import plan_package, write_package
from workbench.store.vault import Vault

HOPE = "that he listens to me"
CLOSING_QUESTION = "What would you like to take with you?"
FIRST_PAUSE = 30
"""Frame of the first clip at which it holds, counted from the clip's start."""
CLIP_STARTS = 10
"""Frame of the film with which the first clip starts."""


@dataclass(frozen=True)
class Address:
    """Where a page is served."""

    host: str
    token: str
    process: "subprocess.Popen[str]"

    @property
    def base(self) -> str:
        return f"http://{self.host}/"

    @property
    def link(self) -> str:
        return f"{self.base}?token={self.token}"


def write_family_package(folder: Path, *, n_frames: int = 125, hope: str = HOPE, language: str = "en") -> Path:
    """A package of two clips: the first of 100 frames holds at frame 30 and at frame 60, the second has a poster and no pause."""
    film = write_numbered_film(folder / "film.mov", n_frames=n_frames, size=(640, 360))
    build_proxy(film.path, plan_proxy(probe_film(film.path), index_frames(film.path)), folder / "proxy.mp4")
    table = index_frames(folder / "proxy.mp4")
    recording_id = new_id()
    vault = Vault(folder / "vault")
    staging = vault.staging("ab" * 32)
    shutil.move(folder / "proxy.mp4", staging.path("proxy.mp4"))
    staging.finish(recording_id)
    case = Case(new_id(), "HAZEL", date.today(), hope=hope)
    playlist = Playlist(new_id(), case.id, "first", CLOSING_QUESTION)
    clips = [
        replace(
            _clip(playlist, recording_id, table, 0, CLIP_STARTS, CLIP_STARTS + 100),
            title="Waiting together",
            introduction="Noah looks for the next piece.",
            question="What do you notice here?",
            pauses=(
                PausePoint(_starts(table, CLIP_STARTS + FIRST_PAUSE), "What are you doing just now?"),
                PausePoint(_starts(table, CLIP_STARTS + 60)),
            ),
        ),
        replace(
            _clip(playlist, recording_id, table, 1, 60, 110), title="To and fro", slow_rate=0.25, poster_at=_starts(table, 80)
        ),
    ]
    plan = plan_package(case, playlist, clips, {recording_id: table}, made_on=date.today(), language=language)
    return write_package(plan, vault, folder / "packages")


@contextmanager
def served(package: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Address]:
    """The package's page, served by a process of its own; ended when the block ends."""
    code = (
        "import sys; from pathlib import Path; from workbench.serve.present import present\n"
        "present(Path(sys.argv[1]), lan='lan' in sys.argv, open_browser=False)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(package), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )
    try:
        yield _address(process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise


def _address(process: "subprocess.Popen[str]") -> Address:
    assert process.stdout is not None
    for line in process.stdout:
        url = urlsplit(line.strip())
        if url.scheme == "http":
            return Address(url.netloc, url.query.removeprefix("token="), process)
    assert process.stderr is not None
    raise AssertionError(f"the server did not start: {process.stderr.read()}")


def _clip(playlist: Playlist, recording_id: str, table: FrameTable, position: int, first: int, stop: int) -> Clip:
    return Clip(new_id(), playlist.id, recording_id, Span(_starts(table, first), _starts(table, stop)), position)


def _starts(table: FrameTable, frame: int) -> Ticks:
    return table.span_of(frame).start  # type: ignore[arg-type]
