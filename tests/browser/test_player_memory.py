"""What a page holds while a film is looked at, and that closing the player gives all of it back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.player_page import EnteredFilm, enter_film, serve_case
from tests.films import write_numbered_film
from workbench.core.time import Ticks

pytestmark = pytest.mark.browser

N_ROUNDS = 20
MOST_PICTURE_BYTES = 300_000_000
MOST_GROWTH_BYTES = 1_000_000

COUNT_OPEN = """
window.pictures = new Map();
window.decoders = new Set();
window.mostBytes = 0;
const keep = (picture) => {
  window.pictures.set(picture, picture.codedWidth * picture.codedHeight * 1.5);
  window.mostBytes = Math.max(window.mostBytes, [...window.pictures.values()].reduce((sum, each) => sum + each, 0));
};
const { close } = VideoFrame.prototype;
VideoFrame.prototype.close = function () {
  window.pictures.delete(this);
  close.call(this);
};
window.VideoFrame = class extends VideoFrame {
  constructor(...given) {
    super(...given);
    keep(this);
  }
};
window.VideoDecoder = class extends VideoDecoder {
  constructor({ output, error }) {
    super({ error, output: (picture) => { keep(picture); output(picture); } });
    window.decoders.add(this);
  }
  close() {
    window.decoders.delete(this);
    super.close();
  }
};
"""

LOOK_AROUND = """async (places) => {
  const root = document.querySelector("[data-testid=player-root]");
  const label = () => Number(document.querySelector("[data-testid=frame-number]").dataset.frame);
  const until = async (frame) => { while (label() !== frame) await new Promise(requestAnimationFrame); };
  for (const [ticks, frame] of places) {
    window.command({ command: "seek", ticks });
    await until(frame);
    for (const [key, way] of [[".", 1], ["ArrowLeft", -1]]) {
      for (let step = 1; step <= 8; step++) {
        const wanted = label() + way;
        root.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await until(wanted);
      }
    }
  }
  return { pictures: window.pictures.size, decoders: window.decoders.size };
}"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> EnteredFilm:
    folder = tmp_path_factory.mktemp("memory")
    write_numbered_film(folder / "film.mp4", n_frames=150, size=(1280, 720))
    return enter_film(folder / "film.mp4", folder / "workspace")


def test_twenty_players_opened_stepped_and_closed_leave_nothing_behind(
    open_page: OpenPage, film: EnteredFilm, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    places: list[tuple[Ticks, int]] = [(film.table.span_of(frame).start, frame) for frame in (20, 120)]
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport={"width": 760, "height": 560})
        page.add_init_script(COUNT_OPEN)
        page.goto(case.address)
        # Not `wait_for_selector`: what that gives back holds the element, and with it the player.
        expect(page.get_by_test_id("player-root")).to_have_attribute("data-state", "ready", timeout=30_000)
        page.evaluate("window.unmount()")
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable")
        curve: list[dict[str, Any]] = []
        for _ in range(N_ROUNDS):
            page.evaluate("void (window.unmount = window.mount())")
            expect(page.get_by_test_id("player-root")).to_have_attribute("data-state", "ready", timeout=30_000)
            at_work = page.evaluate(LOOK_AROUND, places)
            page.wait_for_function("window.pictures.size > 15", timeout=30_000)
            assert at_work["pictures"] <= 60
            assert at_work["decoders"] == 1
            page.evaluate("window.unmount()")
            assert page.evaluate("[window.pictures.size, window.decoders.size, window.nListeners()]") == [0, 0, 0]
            tools.send("HeapProfiler.collectGarbage")
            curve.append({each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]})
        most = page.evaluate("window.mostBytes")
        page.close()

    heap = [round(each["JSHeapUsedSize"]) for each in curve]
    print(f"\npictures: at most {most / 1e6:.1f} MB; heap after each of {N_ROUNDS} players in kB: {[each // 1000 for each in heap]}")
    record_property("heap_bytes", heap)
    assert 20_000_000 < most <= MOST_PICTURE_BYTES
    assert min(heap[-5:]) - min(heap[2:7]) < MOST_GROWTH_BYTES
    for held in ("JSEventListeners", "Nodes", "Documents"):
        assert min(each[held] for each in curve[-5:]) <= max(each[held] for each in curve[2:7]), held
