"""How long the timeline takes to draw half a million intervals while somebody zooms and moves it, in Chromium."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from tests.bench.registry import Measured, benchmark
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium
from tests.browser.player_page import enter_film, serve_case
from tests.films import write_numbered_film
from workbench.core.identity import new_id
from workbench.widgets.protocol import ReadTier
from workbench.widgets.snapshot import WireTier
from workbench.widgets.tier_columns import pack_intervals

N_TIERS = 30
N_INTERVALS = 500_000
N_DRAWN = 240
_LABELS = ("child", "puzzle", "elsewhere", "uncodable")

_TIMED_FRAMES = """
window.drawnMs = [];
const request = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) => request((now) => {
  const before = performance.now();
  callback(now);
  window.drawnMs.push(performance.now() - before);
});
"""

# One turn of the wheel for each frame: closer, along, further away and along again; gives the milliseconds of every drawing.
_TURN_THE_WHEEL = """async (nDrawn) => {
  const rows = document.querySelector("[data-testid=timeline-rows]");
  const { left, top, width } = rows.getBoundingClientRect();
  const nextFrame = () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
  const turn = (index) => {
    const phase = Math.floor((index * 8) / nDrawn) % 4;
    const deltaY = [-90, 60, 90, -60][phase];
    const place = { clientX: left + width * (0.3 + 0.4 * Math.abs(Math.sin(index))), clientY: top + 90 };
    rows.dispatchEvent(new WheelEvent("wheel", { deltaY, shiftKey: phase % 2 === 1, bubbles: true, cancelable: true, ...place }));
  };
  const taken = [];
  for (let index = 0; index < nDrawn; index++) {
    window.drawnMs.length = 0;
    turn(index);
    await nextFrame();
    taken.push(window.drawnMs.reduce((sum, each) => sum + each, 0));
  }
  return taken;
}"""

# As many intervals, each a rectangle drawn at once, on a canvas of the same size that shows the whole film.
_PLAIN_RECTANGLES = """([nTiers, perTier, nDrawn]) => {
  const rows = document.querySelector("[data-testid=timeline-rows]");
  const canvas = document.createElement("canvas");
  canvas.width = rows.width;
  canvas.height = rows.height;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const starts = Float64Array.from({ length: perTier }, (_, index) => (index + Math.random() / 2) / perTier);
  const taken = [];
  for (let index = 0; index < nDrawn; index++) {
    const before = performance.now();
    brush.clearRect(0, 0, canvas.width, canvas.height);
    for (let row = 0; row < nTiers; row++) {
      brush.fillStyle = row % 2 ? "#3f5fa8" : "#c4922a";
      for (let at = 0; at < perTier; at++) brush.fillRect(starts[at] * canvas.width, row * 17, 0.5, 14);
    }
    brush.getImageData(0, 0, 1, 1);
    taken.push(performance.now() - before);
  }
  return taken;
}"""


@benchmark(below=8.0)
def timeline_drawing_p95_of_500_000_intervals() -> Measured:
    """One drawing of the timeline, zoomed and moved by the wheel, against a plain rectangle for each interval."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        film = enter_film(write_numbered_film(folder / "film.mp4", kind="constant25", n_frames=1500).path, folder / "entered")
        tiers = {new_id(): columns for columns in _columns(film.table.end)}
        packed = {tier_id: pack_intervals(1, columns) for tier_id, columns in tiers.items()}
        with serve_case(film, folder / "served", screen="player") as case:
            answer = case.desk.answer
            case.desk.answer = lambda asked: packed[asked.id] if isinstance(asked, ReadTier) else answer(asked)  # type: ignore[method-assign]
            case.player.show(tiers=[_header(tier_id, place) for place, tier_id in enumerate(tiers)])
            chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
            page = chromium.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(_TIMED_FRAMES)
            page.goto(case.address)
            page.wait_for_selector("[data-testid=player-root][data-state=ready]")
            page.wait_for_function("document.querySelectorAll('[data-testid=timeline] [data-awaited]').length === 0")
            page.get_by_test_id("player-root").focus()
            page.evaluate(_TURN_THE_WHEEL, N_DRAWN)
            ours = page.evaluate(_TURN_THE_WHEEL, N_DRAWN)
            theirs = page.evaluate(_PLAIN_RECTANGLES, [N_TIERS, N_INTERVALS // N_TIERS, 5])
            chromium.close()
    return Measured(_p95(ours), "ms", "plain rectangles", _p95(theirs))


def _columns(length: int) -> list[dict[str, list[Any]]]:
    rng = np.random.default_rng(1)
    per_tier = N_INTERVALS // N_TIERS
    tiers = []
    for _ in range(N_TIERS):
        edges = np.sort(rng.choice(length, 2 * per_tier, replace=False))
        ids = [f"{number:016x}" for number in rng.integers(0, 2**62, per_tier)]
        labels = [_LABELS[place] for place in rng.integers(0, len(_LABELS), per_tier)]
        spans = {"span_start": edges[::2].tolist(), "span_end": edges[1::2].tolist()}
        tiers.append({"id": ids, **spans, "label": labels, "confidence": [None] * per_tier, "note": [""] * per_tier})
    return tiers


def _header(tier_id: str, place: int) -> WireTier:
    origin = "candidate" if place % 5 == 4 else "marked"
    channel = "look" if place % 2 else "voice"
    return WireTier(id=tier_id, name=f"row {place}", channel=channel, origin=origin, person_id=None, position=place, revision=1)


def _p95(taken_ms: list[float]) -> float:
    return float(np.percentile(taken_ms, 95))
