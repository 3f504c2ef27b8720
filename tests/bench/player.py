"""How long after a key or a click the wanted frame is drawn, in Chromium on long films, and that no late picture is drawn.

The peer is the same player with the ``<video>`` alone, as on a page that is not secure, measured in the same run. Pages are drawn in the
way of a graphics card, as on a guider's computer; where a machine has none, the processor does all of it, which is measured without a goal.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tests.bench.long_case import ten_minutes_720p, write_long_case
from tests.bench.registry import Measured, benchmark
from tests.browser.chromium import GRAPHICS_CARD, LAUNCH_ARGUMENTS, find_chromium
from tests.browser.picture import ONLY_VIDEO, READ_PLAYER
from tests.browser.player_page import EnteredFilm, serve_case

_N_STEPS = 150
_N_JUMPS = 40
_N_NUMBERS = 1_800
"""A long film may be a shorter one many times over: its numbers come again after so many frames."""

_REST_MS = 120
"""Before each order; reading a picture back from the graphics card keeps that busy for a while."""

# From the key or the order until the frame's picture and number are on the canvas; the canvas is read only after the clock is stopped.
_TIME_ORDERS = f"""async (orders) => {{
  const read = {READ_PLAYER};
  const root = document.querySelector("[data-testid=player-root]");
  const number = document.querySelector("[data-testid=frame-number]");
  const label = () => Number(number.dataset.frame);
  const taken = [];
  let nWrong = 0;
  for (const [order, wanted] of orders) {{
    await new Promise((done) => setTimeout(done, {_REST_MS}));
    const before = performance.now();
    if (typeof order === "string") root.dispatchEvent(new KeyboardEvent("keydown", {{ key: order, bubbles: true, cancelable: true }}));
    else window.command({{ command: "seek", ticks: order }});
    if (label() !== wanted) await new Promise((done, fail) => {{
      const patience = setTimeout(() => fail(new Error(`frame ${{wanted}} was not drawn, but ${{label()}}`)), 20_000);
      const watching = new MutationObserver(() => {{
        if (label() === wanted) {{ clearTimeout(patience); watching.disconnect(); done(); }}
      }});
      watching.observe(number, {{ attributes: true }});
    }});
    taken.push(performance.now() - before);
    if ((read().picture - wanted) % {_N_NUMBERS} !== 0) nWrong++;
  }}
  return {{ taken, nWrong }};
}}"""

# A key held for two seconds at 30 repeats a second. Late is a picture that goes back, or that comes a painting after the key is let go.
_HOLD = """async (key) => {
  const root = document.querySelector("[data-testid=player-root]");
  const number = document.querySelector("[data-testid=frame-number]");
  const drawn = [];
  const watching = new MutationObserver(() => drawn.push([performance.now(), Number(number.dataset.frame)]));
  watching.observe(number, { attributes: true });
  const started = Number(number.dataset.frame);
  for (let time = 0; time < 60; time++) {
    root.dispatchEvent(new KeyboardEvent("keydown", { key, repeat: time > 0, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 33));
  }
  await new Promise(requestAnimationFrame);
  const released = performance.now();
  await new Promise((done) => setTimeout(done, 500));
  watching.disconnect();
  const way = key === "." ? 1 : -1;
  const isLate = ([at, frame], place) => at > released || (frame - (place > 0 ? drawn[place - 1][1] : started)) * way < 0;
  return { nDrawn: drawn.length, nLate: drawn.filter(isLate).length };
}"""


@benchmark(below=8.0)
def step_forward_p95_10_minutes_720p() -> Measured:
    """From the key to the next frame drawn, where the place is warm."""
    return _against_video("forward")


@benchmark(below=8.0)
def step_back_p95_10_minutes_720p() -> Measured:
    """From the key to the frame before drawn, where the place is warm."""
    return _against_video("back")


@benchmark()
def step_forward_p95_without_a_graphics_card() -> Measured:
    """The same where the processor draws the page."""
    return Measured(_ten_minutes(LAUNCH_ARGUMENTS)[0]["forward"], "ms", "<video> alone", _ten_minutes(LAUNCH_ARGUMENTS)[1]["forward"])


@benchmark(below=60.0)
def jump_p95_10_minutes_720p() -> Measured:
    """From a click to a frame drawn anywhere in the film, nothing of which is there yet."""
    return _against_video("jump")


@benchmark(below=0.5)
def late_pictures_of_a_held_arrow_10_minutes_720p() -> Measured:
    """Pictures drawn in the wrong order or after the key was let go, of about 240 drawn both ways."""
    return _against_video("late", "pictures")


def _against_video(what: str, unit: str = "ms") -> Measured:
    ours, theirs = _ten_minutes(GRAPHICS_CARD)
    return Measured(ours[what], unit, "<video> alone", theirs[what])


@cache
def _ten_minutes(launch_arguments: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    with opened_case(ten_minutes_720p(), launch_arguments=launch_arguments) as (film, page):
        ours = _measure(film, page)
    with opened_case(ten_minutes_720p(), ONLY_VIDEO, launch_arguments) as (film, page):
        return ours, _measure(film, page)


@contextmanager
def opened_case(
    working_copy: Path, script: str = "", launch_arguments: Sequence[str] = GRAPHICS_CARD
) -> Iterator[tuple[EnteredFilm, Page]]:
    """The player's page with a film as its working copy is, ready, in a Chromium of its own."""
    with tempfile.TemporaryDirectory(dir=working_copy.parent) as name, sync_playwright() as playwright:
        film = write_long_case(Path(name), working_copy)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(launch_arguments))
        with serve_case(film, film.workspace) as case:
            page = chromium.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(script)
            page.goto(case.address)
            page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=60_000)
            yield film, page
        chromium.close()


def _measure(film: EnteredFilm, page: Page) -> dict[str, float]:
    """The 95th percentile of each way to a frame, in milliseconds, and the late pictures of a key held both ways."""
    chosen = random.Random(11)
    middle = film.table.n_frames // 2
    to_middle = [[film.table.span_of(middle).start, middle]]
    forward = [[".", middle + step] for step in range(1, _N_STEPS + 1)]
    back = [["ArrowLeft", middle + step] for step in range(_N_STEPS - 1, -1, -1)]
    jumps = [[film.table.span_of(frame).start, frame] for frame in chosen.sample(range(film.table.n_frames), _N_JUMPS)]
    p95_ms(page, [*to_middle, *forward[:3], *to_middle])
    found = {name: p95_ms(page, orders) for name, orders in (("forward", forward), ("back", back), ("jump", jumps))}
    p95_ms(page, to_middle)
    found["late"] = float(sum(page.evaluate(_HOLD, key)["nLate"] for key in (".", "ArrowLeft")))
    return found


def p95_ms(page: Page, orders: list[list[Any]]) -> float:
    """The 95th percentile, in milliseconds, from each order (a key, or ticks to go to) until its frame is drawn, seen in the picture."""
    measured = page.evaluate(_TIME_ORDERS, orders)
    if measured["nWrong"]:
        raise RuntimeError(f"{measured['nWrong']} of {len(orders)} pictures were not the ones wanted")
    return float(np.percentile(measured["taken"], 95))
