"""How long an edit takes from the page's message until it is on the disk, shown, and acknowledged, in a case of realistic size.

The case: 5,000 intervals in 10 tiers, 300 steps in chains, 50 moments, 5 clips, and as many entries in its history as it took to make it.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from tests.bench.registry import Measured, benchmark
from tests.cases import add_recording, write_case
from workbench.app.desk import Desk
from workbench.app.giving import Giving
from workbench.core.coding import Mark
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.session.casefile import CaseSession
from workbench.store.workspace import DATABASE_NAME, open_workspace
from workbench.widgets.player import PlayerWidget

T = TypeVar("T")

FRAME_TICKS = 3600
N_FRAMES = 15_000
N_TIERS, N_INTERVALS, N_STEPS, N_MOMENTS, N_CLIPS = 10, 5_000, 300, 50, 5
N_EDITS = 60


@benchmark(below=50.0)
def moment_marked_p95() -> Measured:
    """A moment is marked: from the page's message to the acknowledgement, on disk and shown, 95th percentile."""
    with full_case() as (_, page):
        return _p95_ms(page, lambda n: page.send("mark_moment", start=n * 9000, end=(n + 20) * 9000))


@benchmark(below=50.0)
def interval_changed_p95() -> Measured:
    """An interval among 500 of its tier gets another end: the same way, with the tier's intervals sent anew to the page."""
    with full_case() as (session, page):
        recording_id = _film(session)
        tier = session.tiers(recording_id)[3]
        intervals = session.intervals(tier.id)

        def change(n: int) -> None:
            interval = intervals[n * 3]
            changed = {"id": interval.id, "start": interval.span.start, "end": interval.span.end - FRAME_TICKS}
            page.send("change_intervals", intervals=[changed])
            page.send("read_tier", id=tier.id)

        return _p95_ms(page, change)


@benchmark(below=50.0)
def step_marked_p95() -> Measured:
    """A step that answers another is marked: the same way."""
    with full_case() as (session, page):
        return _p95_ms(page, _marking_steps(session, page))


@benchmark(below=250.0)
def step_marked_and_all_said_of_it_p95() -> Measured:
    """A step is marked: until what is next for the family and the checks of the clips are shown too, which nobody waits for."""
    with full_case() as (session, page):
        return _p95_ms(page, _marking_steps(session, page), to_the_end=True)


def _marking_steps(session: CaseSession, page: "Page") -> Callable[[int], object]:
    answered = session.steps(_film(session))[0]
    made = {"actor_id": answered.actor_id, "role": "reception", "modality": "face", "answers": answered.id}

    def mark(n: int) -> None:
        start = answered.span.start + (n + 1) * FRAME_TICKS
        page.send("add_step", start=start, end=start + FRAME_TICKS, **made)

    return mark


@benchmark(below=50.0)
def edit_undone_p95() -> Measured:
    """A moment is marked and taken back; half of both."""
    with full_case() as (_, page):

        def there_and_back(n: int) -> None:
            page.send("mark_moment", start=n * 9000, end=(n + 20) * 9000)
            page.send("undo")

        both = _p95_ms(page, there_and_back)
        return Measured(both.value / 2, both.unit)


N_BULK = 10_000
BULK_TIMES_THE_PEER = 30.0


@benchmark(ratio_below=BULK_TIMES_THE_PEER)
def bulk_entered() -> Measured:
    """10,000 intervals are entered in one row as one edit, with their places in the history."""
    return _bulk("entered")


@benchmark(ratio_below=BULK_TIMES_THE_PEER)
def bulk_removed() -> Measured:
    """They are removed again."""
    return _bulk("removed")


@benchmark(ratio_below=BULK_TIMES_THE_PEER)
def bulk_undone() -> Measured:
    """Their removal is taken back."""
    return _bulk("undone")


@benchmark(ratio_below=BULK_TIMES_THE_PEER)
def bulk_made_again() -> Measured:
    """They are removed once more by redo."""
    return _bulk("made again")


@cache
def _bulk_cpu_s() -> dict[str, float]:
    """Seconds of the processor for each part, and for plain SQLite entering the same rows with ``executemany`` into the same table."""
    took_s: dict[str, float] = {}

    def clock(name: str, work: Callable[[], T]) -> T:
        started_s = time.process_time()
        done = work()
        took_s[name] = time.process_time() - started_s
        return done

    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder) / "workspace", create=True) as workspace:
        session, *_ = write_case(workspace)
        n_frames = 2 * N_BULK
        table = FrameTable(np.arange(n_frames, dtype=np.int64) * FRAME_TICKS, n_frames * FRAME_TICKS)
        tier = session.add_tier(add_recording(session, table, "Very long").id, Channel.OTHER, name="thousands")
        marks = [Mark(_frames(2 * n, 2 * n + 1), "puzzle") for n in range(N_BULK)]
        made = clock("entered", lambda: session.add_intervals(tier.id, marks))
        clock("removed", lambda: session.remove_intervals(each.id for each in made))
        clock("undone", session.undo)
        clock("made again", session.redo)
        database = workspace.folder / DATABASE_NAME
        rows = [(each.id, tier.id, each.span.start, each.span.end, each.label, None, each.note) for each in made]
        with closing(sqlite3.connect(database, isolation_level=None)) as plain:
            plain.execute("PRAGMA synchronous = FULL")
            plain.execute("BEGIN IMMEDIATE")
            clock("plain", lambda: plain.executemany("INSERT INTO intervals VALUES (?, ?, ?, ?, ?, ?, ?)", rows))
            plain.execute("COMMIT")
    return took_s


def _bulk(part: str) -> Measured:
    took_s = _bulk_cpu_s()
    return Measured(took_s[part], "s", "sqlite3 executemany", took_s["plain"])


class Page:
    """A page that sends messages to a player and counts how long it waits for the answers, in `waited_s`."""

    def __init__(self, player: PlayerWidget) -> None:
        self.waited_s = 0.0
        self._player = player
        self._sent_s = 0.0
        self._told: list[dict[str, Any]] = []
        player.send = self._hear

    def send(self, kind: str, **fields: Any) -> None:
        """Send a message; raises unless it is done."""
        self._sent_s = time.perf_counter()
        self._player._handle_custom_msg({"request": len(self._told), "kind": kind, **fields}, [])
        if not self._told[-1]["ok"]:
            raise RuntimeError(self._told[-1])

    def _hear(self, content: dict[str, Any], buffers: object = None) -> None:
        self.waited_s += time.perf_counter() - self._sent_s
        self._told.append(content)


def _p95_ms(page: Page, edit: Callable[[int], object], *, to_the_end: bool = False) -> Measured:
    """Over edits; `to_the_end` counts what the kernel does after its answers too."""
    edit(N_EDITS)
    took_ms = []
    for n in range(N_EDITS):
        started_s, page.waited_s = time.perf_counter(), 0.0
        edit(n)
        took_ms.append(((time.perf_counter() - started_s) if to_the_end else page.waited_s) * 1000)
    return Measured(float(np.percentile(took_ms, 95)), "ms")


@contextmanager
def full_case() -> Iterator[tuple[CaseSession, Page]]:
    """The case, and the page of its player."""
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder) / "workspace", create=True) as workspace:
        session, *_ = write_case(workspace)
        table = FrameTable(np.arange(N_FRAMES, dtype=np.int64) * FRAME_TICKS, N_FRAMES * FRAME_TICKS)
        recording_id = add_recording(session, table, "Ten minutes").id
        _fill(session, recording_id)
        player = PlayerWidget(
            lambda edit: desk.perform(edit),
            reader=lambda question: desk.answer(question),
            afterwards=lambda: desk.show_what_follows(),
        )
        page = Page(player)
        desk = Desk(session, player, Giving(session.workspace))
        desk.show(recording_id)
        yield session, page


def _fill(session: CaseSession, recording_id: str) -> None:
    people = session.people()
    each = N_INTERVALS // N_TIERS
    every = N_FRAMES // each
    with session.workspace.edit("Fill the case", case_id=session.case_id) as edit:
        for place in range(N_TIERS):
            channel = (Channel.LOOK, Channel.VOICE, Channel.WORDS, Channel.FACE, Channel.OTHER)[place % 5]
            tier = Tier(new_id(), recording_id, f"row {place}", channel, Origin.MARKED, people[place % 2].id, place)
            edit.put(tier)
            edit.put(*(Interval(new_id(), tier.id, _frames(n * every, n * every + every - 2), "puzzle") for n in range(each)))
        before: str | None = None
        for n in range(N_STEPS):
            role = (StepRole.INITIATIVE, StepRole.RECEPTION, StepRole.RESPONSE)[n % 3]
            span = _frames(n * 40, n * 40 + 25)
            answers = None if role is StepRole.INITIATIVE else before
            step = InteractionStep(new_id(), recording_id, span, people[n % 2].id, role, Modality.FACE, answers)
            edit.put(step)
            before = step.id
    moments = [session.mark_moment(recording_id, _frames(n * 250, n * 250 + 240), principles=["E1"]) for n in range(N_MOMENTS)]
    for moment in moments[:N_CLIPS]:
        session.make_clip(moment.id)


def _film(session: CaseSession) -> str:
    return next(recording.id for recording in session.recordings() if recording.n_frames == N_FRAMES)


def _frames(first: int, end: int) -> Span:
    return Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS))
