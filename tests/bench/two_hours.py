"""A film of two hours and more than 4 GiB in the real player, against one of a minute in the same run: opened, stepped, jumped in, held."""

import random
import time
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.long_case import one_minute_720p, two_hours_720p
from tests.bench.player import opened_case, p95_ms
from tests.bench.registry import Measured, benchmark
from workbench.media.frames import FrameTable

_N_STEPS = 60
_N_JUMPS = 40
_PEER = "a film of one minute"


@benchmark(ratio_below=3.0)
def two_hours_open() -> Measured:
    """From the address of the page until the first frame is drawn and one can work."""
    return _against_a_minute("open", "s")


@benchmark(below=8.0)
def two_hours_step_p95_at_start() -> Measured:
    """From the key to the frame drawn, both ways, where the place is warm: at the beginning."""
    return _against_a_minute("start", "ms")


@benchmark(below=8.0)
def two_hours_step_p95_in_middle() -> Measured:
    """The same an hour in."""
    return _against_a_minute("middle", "ms")


@benchmark(below=8.0)
def two_hours_step_p95_at_end() -> Measured:
    """The same at the end."""
    return _against_a_minute("end", "ms")


@benchmark(ratio_below=1.5)
def two_hours_jump_p95() -> Measured:
    """From a click to a frame drawn anywhere in the film, nothing of which is there yet."""
    return _against_a_minute("jump", "ms")


@benchmark(ratio_below=1.5)
def two_hours_page_memory() -> Measured:
    """What the page's process holds in the end."""
    return _against_a_minute("memory", "MB")


def _against_a_minute(what: str, unit: str) -> Measured:
    long, short = _measured()
    return Measured(long[what], unit, _PEER, short[what])


@cache
def _measured() -> tuple[dict[str, float], dict[str, float]]:
    short = _measure(one_minute_720p())
    return _measure(two_hours_720p()), short


def _measure(working_copy: Path) -> dict[str, float]:
    with opened_case(working_copy) as (film, page):
        started_s = time.perf_counter()
        page.reload()
        page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=60_000)
        found = {"open": time.perf_counter() - started_s}
        n_frames = film.table.n_frames
        places = {"start": 0, "middle": n_frames // 2, "end": n_frames - 1 - _N_STEPS}
        found |= {name: _steps(page, film.table, first) for name, first in places.items()}
        chosen = random.Random(11)
        jumps = [[film.table.span_of(frame).start, frame] for frame in chosen.sample(range(n_frames), _N_JUMPS)]
        return found | {"jump": p95_ms(page, jumps), "memory": _held_mb(page)}


def _steps(page: Page, table: FrameTable, first: int) -> float:
    """To and fro from a place that has been walked once."""
    there = [[table.span_of(first).start, first]]
    forward = [[".", first + step] for step in range(1, _N_STEPS + 1)]
    back = [["ArrowLeft", first + step] for step in range(_N_STEPS - 1, -1, -1)]
    p95_ms(page, [*there, *forward[:3], *there])
    return p95_ms(page, [*forward, *back])


def _held_mb(page: Page) -> float:
    """Resident memory of all renderers of the page's browser; there is one page."""
    browser = page.context.browser
    assert browser is not None
    running = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    held = [Path(f"/proc/{each['id']}/statm").read_text().split()[1] for each in running if each["type"] == "renderer"]
    return sum(int(pages) for pages in held) * 4096 / 1e6
