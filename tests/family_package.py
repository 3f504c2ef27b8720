"""A family's package made of a numbered film, for tests of pages."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.films import write_numbered_film
from tests.permits import permit_for
from tests.proxies import write_proxy
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.render.packing import plan_package, write_package
from workbench.store.vault import Vault

HOPE = "that he listens to me"
CLOSING_QUESTION = "What would you like to take with you?"
PRIVATE = "thistledown"
"""A word in every text of the guider's own; where a family can see it, something went wrong."""
FIRST_PAUSE = 30
"""Frame of the first clip at which it holds, counted from the clip's start."""
SECOND_PAUSE = 60
"""Frame at which it holds again; without a question of its own."""
CLIP_STARTS = 10
"""Frame of the film with which the first clip starts."""


def write_family_package(folder: Path, *, n_frames: int = 125, hope: str = HOPE, language: str = "en") -> Path:
    """A package of two clips: the first of 100 frames holds at frame 30 and at frame 60, the second has a poster and no pause."""
    film = write_numbered_film(folder / "film.mov", n_frames=n_frames, size=(640, 360))
    table = write_proxy(film.path, folder / "proxy.mp4")
    recording_id = new_id()
    vault = Vault(folder / "vault")
    staging = vault.staging("ab" * 32)
    shutil.move(folder / "proxy.mp4", staging.path("proxy.mp4"))
    staging.finish(recording_id)
    case = Case(new_id(), PRIVATE.upper(), date.today(), setting=PRIVATE, helping_question=PRIVATE, hope=hope)
    playlist = Playlist(new_id(), case.id, PRIVATE, CLOSING_QUESTION)
    clips = [
        replace(
            _clip(playlist, recording_id, table, 0, CLIP_STARTS, CLIP_STARTS + 100),
            title="Waiting together",
            introduction="Noah looks for the next piece.",
            question="What do you notice here?",
            pauses=(
                PausePoint(_starts(table, CLIP_STARTS + FIRST_PAUSE), "What are you doing just now?"),
                PausePoint(_starts(table, CLIP_STARTS + SECOND_PAUSE)),
            ),
        ),
        replace(_clip(playlist, recording_id, table, 1, 60, 110), title="To and fro", slow_rate=0.25, poster_at=_starts(table, 80)),
    ]
    clips = [replace(clip, hope_to_notice=PRIVATE, may_be_hard=PRIVATE, principles=(PRIVATE,), moment_id=PRIVATE) for clip in clips]
    figure = Keyframe(clips[0].span.start, ((0.6, 0.4), (0.7, 0.5)))
    region = Region(new_id(), recording_id, clips[0].span, ShapeKind.BOX, (figure,), PRIVATE, Purpose.POINT_OUT)
    plan = plan_package(case, playlist, clips, {recording_id: table}, [region], made_on=date.today(), language=language)
    return write_package(plan, vault, folder / "packages", permit_for(plan))


def _clip(playlist: Playlist, recording_id: str, table: FrameTable, position: int, first: int, stop: int) -> Clip:
    return Clip(new_id(), playlist.id, recording_id, Span(_starts(table, first), _starts(table, stop)), position)


def _starts(table: FrameTable, frame: int) -> Ticks:
    return table.span_of(frame).start  # type: ignore[arg-type]
