"""A family's package made of a numbered film, for tests of pages."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from tests.films import Kind, write_numbered_film
from tests.permits import permit_for
from tests.proxies import write_proxy
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.practice.exports import Way
from workbench.practice.page_words import shipped_page_words
from workbench.render.offline import write_offline_page
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


def write_family_package(
    folder: Path, *, n_frames: int = 125, hope: str = HOPE, language: str = "en", made_on: date | None = None, offline: bool = False
) -> Path:
    """A package of two clips, or its offline page.

    The first clip has 100 frames and holds at frame 30 and at frame 60, the second has a poster and no pause.
    """
    vault = Vault(folder / "vault")
    recording_id, table = _enter(vault, folder, "constant25", n_frames, (640, 360))
    case, playlist = _review(hope)
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
    plan = plan_package(case, playlist, clips, {recording_id: table}, [region], made_on=made_on or date.today(), language=language)
    if offline:
        return write_offline_page(plan, vault, folder / "stick", permit_for(plan, Way.OFFLINE_PAGE), shipped_page_words(language))
    return write_package(plan, vault, folder / "packages", permit_for(plan))


def write_package_of_kinds(folder: Path, kinds: Sequence[Kind], pauses: Sequence[int], *, n_frames: int, size: tuple[int, int]) -> Path:
    """A package with one clip of each kind of film: its `n_frames` frames from ``CLIP_STARTS`` on, holding at the frames `pauses` of it."""
    vault = Vault(folder / "vault")
    case, playlist = _review(HOPE)
    clips: list[Clip] = []
    tables: dict[str, FrameTable] = {}
    for place, kind in enumerate(kinds):
        recording_id, table = _enter(vault, folder, kind, CLIP_STARTS + n_frames + 10, size)
        clip = _clip(playlist, recording_id, table, place, CLIP_STARTS, CLIP_STARTS + n_frames)
        points = tuple(PausePoint(_starts(table, CLIP_STARTS + frame)) for frame in pauses)
        clips.append(replace(clip, title=kind, pauses=points))
        tables[recording_id] = table
    plan = plan_package(case, playlist, clips, tables, [], made_on=date.today(), language="en")
    return write_package(plan, vault, folder / "packages", permit_for(plan))


def _enter(vault: Vault, folder: Path, kind: Kind, n_frames: int, size: tuple[int, int]) -> tuple[str, FrameTable]:
    """A numbered film in the vault: its recording's id and frames."""
    film = write_numbered_film(folder / f"{kind}.mov", kind=kind, n_frames=n_frames, size=size)
    table = write_proxy(film.path, folder / "proxy.mp4")
    recording_id = new_id()
    staging = vault.staging(sha256(kind.encode()).hexdigest())
    shutil.move(folder / "proxy.mp4", staging.path("proxy.mp4"))
    staging.finish(recording_id)
    return recording_id, table


def _review(hope: str) -> tuple[Case, Playlist]:
    case = Case(new_id(), PRIVATE.upper(), date.today(), setting=PRIVATE, helping_question=PRIVATE, hope=hope)
    return case, Playlist(new_id(), case.id, PRIVATE, CLOSING_QUESTION)


def _clip(playlist: Playlist, recording_id: str, table: FrameTable, position: int, first: int, stop: int) -> Clip:
    return Clip(new_id(), playlist.id, recording_id, Span(_starts(table, first), _starts(table, stop)), position)


def _starts(table: FrameTable, frame: int) -> Ticks:
    return table.span_of(frame).start  # type: ignore[arg-type]
