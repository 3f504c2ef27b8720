"""The family's page: how soon its first picture is there and what it weighs; and what it costs that the family sees a canvas and not the
``<video>``: pictures lost, and the work of the browser, on a clip in 720p.

The peer is the same page in a browser without ``VideoFrame``, which shows the ``<video>`` itself, measured in the same run.
"""

import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bench.long_case import one_minute_720p
from tests.bench.registry import KEPT, Measured, benchmark
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium
from tests.permits import permit_for
from tests.servers import served_package
from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.media.frames import index_frames
from workbench.practice.casework import Case
from workbench.practice.clips import Clip, Playlist
from workbench.render.packing import plan_package, write_package
from workbench.store.vault import Vault

_CLIP_S = 20
_PLAYED_S = 10

# Told of every painted frame beside the page itself; what the canvas is told to bear is counted as drawn.
_COUNT = """() => {
  const video = document.querySelector("video");
  const count = window.count = { presented: 0, first: null, drawn: 0 };
  new MutationObserver(() => count.drawn++).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-frame"] });
  const hear = (_, { presentedFrames }) => {
    count.first ??= presentedFrames - 1;
    count.presented = presentedFrames - count.first;
    video.requestVideoFrameCallback(hear);
  };
  video.requestVideoFrameCallback(hear);
}"""


@dataclass(frozen=True)
class _Played:
    presented: int
    drawn: int
    cpu_s: float
    wall_s: float


@benchmark(below=5.0)
def family_pictures_lost_720p() -> Measured:
    """Pictures the browser presented while a clip played at 30 a second that were not drawn, in percent of those presented."""
    drawn, _ = _both()
    return Measured(100 * max(0, drawn.presented - drawn.drawn) / drawn.presented, "%")


@benchmark()
def family_cpu_playing_720p() -> Measured:
    """Processor time of the whole browser for each second played, where pictures are composed by the processor too."""
    drawn, bare = _both()
    return Measured(drawn.cpu_s / drawn.wall_s, "s/s", "bare <video>", bare.cpu_s / bare.wall_s)


@benchmark(below=3.0)
def family_first_picture_cold() -> Measured:
    """From the link to the first picture, in a browser that was never here, the moment the server answers."""
    return Measured(_opened().cold_s, "s")


@benchmark(below=1.0)
def family_first_picture_warm() -> Measured:
    """The same once more in the same browser, a server's breath later."""
    return Measured(_opened().warm_s, "s")


@benchmark(below=2.0)
def family_page_weight() -> Measured:
    """What the page brings over the wire the first time, over its sockets too and until it is quiet, without its films."""
    return Measured(_opened().weight_bytes / 1_000_000, "MB")


@dataclass(frozen=True)
class _Opened:
    cold_s: float
    warm_s: float
    weight_bytes: float


@cache
def _opened() -> _Opened:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        package = _package(Path(folder))
        with sync_playwright() as playwright, served_package(package) as address:
            chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
            page = chromium.new_page(viewport={"width": 1366, "height": 768})
            over_sockets: list[int] = []
            page.on("websocket", lambda socket: socket.on("framereceived", lambda said: over_sockets.append(len(said))))
            cold_s = _first_picture_s(page, address.link)
            page.wait_for_timeout(6000)
            weight = page.evaluate(_WEIGHT) + sum(over_sockets)
            warm_s = _first_picture_s(page, address.link)
            chromium.close()
    return _Opened(cold_s, warm_s, weight)


_WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((each) => !each.name.includes("/vig/clip/")).reduce((sum, each) => sum + each.transferSize, 0)"""


def _first_picture_s(page: Page, link: str) -> float:
    """Until the card is in view and the film behind it has its first picture ready to be shown."""
    started = time.perf_counter()
    page.goto(link, wait_until="commit")
    page.locator(".vig-family").wait_for(timeout=60_000)
    while not page.evaluate("document.querySelector('video').readyState >= 2"):
        page.wait_for_timeout(10)
    return time.perf_counter() - started


@cache
def _both() -> tuple[_Played, _Played]:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder, served_package(_package(Path(folder))) as address:
        return _play(address.link, ""), _play(address.link, "delete globalThis.VideoFrame")


def _package(folder: Path) -> Path:
    film = one_minute_720p()
    table = index_frames(film)
    vault = Vault(folder / "vault")
    recording_id = new_id()
    staging = vault.staging("ab" * 32)
    staging.path("proxy.mp4").hardlink_to(film)
    staging.finish(recording_id)
    case = Case(new_id(), "HAZEL", date.today())
    playlist = Playlist(new_id(), case.id, "Review")
    clip = Clip(new_id(), playlist.id, recording_id, Span(Ticks(0), Ticks(_CLIP_S * 90_000)), 0)
    plan = plan_package(case, playlist, [clip], {recording_id: table}, [], made_on=date.today())
    return write_package(plan, vault, folder / "packages", permit_for(plan))


def _play(link: str, script: str) -> _Played:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(script)
        page.goto(link)
        expect(page.locator(".vig-family")).to_have_attribute("data-phase", "card", timeout=120_000)
        page.wait_for_timeout(3000)
        page.evaluate(_COUNT)
        page.keyboard.press(" ")
        page.wait_for_timeout(2000)
        before, cpu_s, started = _counted(page), _cpu_s(chromium), time.monotonic()
        page.wait_for_timeout(1000 * _PLAYED_S)
        after, wall_s = _counted(page), time.monotonic() - started
        played = _Played(after[0] - before[0], after[1] - before[1], _cpu_s(chromium) - cpu_s, wall_s)
        chromium.close()
        return played


def _counted(page: Page) -> tuple[int, int]:
    count = page.evaluate("window.count")
    return count["presented"], count["drawn"]


def _cpu_s(browser: Browser) -> float:
    """Seconds that all processes of the browser have worked."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(float(each["cpuTime"]) for each in processes)
