"""The frame the family's page names is the one in its picture, playing or still, read from the screen itself.

Every reading is one screenshot of the composited page. The page names the frame seen on its canvas (``data-frame``); a script of the
test writes each new name at once, in the same task, as black and white cells along the lower edge of the window, coded as the numbers in
the film's pictures are. What one task changes is painted together, so that picture and name in one screenshot are of one instant, also
while the film plays; a picture that reaches the screen by another way than this task, as a bare ``<video>`` does, is found out.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.family_package import CLIP_STARTS, write_package_of_kinds
from tests.films import N_CELLS, Kind, Picture, read_number
from tests.servers import Address, served_package

pytestmark = pytest.mark.browser

KINDS: tuple[Kind, ...] = ("constant25", "ntsc", "ntsc60", "variable", "rotated")
N_FRAMES = 70
PAUSES = (0, 1, 20, 45)
"""The first frame, the one right after it, and two on the way."""
LAST = N_FRAMES - 1
N_STILLS = 6
LEAST_HELD = 100
LEAST_PLAYING = 50
"""Pictures looked at that stand and that play, of all kinds together."""
CELL_PX = 8
VIEW = {"width": 760, "height": 620}

WRITE_NAMES = f"""
addEventListener("DOMContentLoaded", () => {{
  const strip = document.createElement("div");
  strip.style.cssText = "position: fixed; inset-block-end: 0; inset-inline-start: 0; display: flex; z-index: 99";
  for (let cell = 0; cell < {N_CELLS}; cell++) {{
    const box = strip.appendChild(document.createElement("div"));
    box.style.cssText = "inline-size: {CELL_PX}px; block-size: {CELL_PX}px; background: black";
  }}
  document.documentElement.append(strip);
  window.named = [];
  new MutationObserver(([change]) => {{
    const frame = Number(change.target.dataset.frame ?? 0);
    window.named.push(frame);
    [...strip.children].forEach((box, cell) => box.style.background = frame >> ({N_CELLS - 1} - cell) & 1 ? "white" : "black");
  }}).observe(document, {{ subtree: true, attributes: true, attributeFilter: ["data-frame"] }});
}});
"""


class Watched:
    """The family's page, looked at by screenshots."""

    def __init__(self, page: Page, address: Address) -> None:
        self.page = page
        self.n_held = 0
        self.n_playing = 0
        page.add_init_script(WRITE_NAMES)
        page.goto(address.link)
        page.locator(".vig-family").wait_for(timeout=120_000)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def phase(self) -> str:
        return self.page.locator(".vig-family").get_attribute("data-phase") or ""

    def look(self) -> tuple[int, int]:
        """The number in the picture and the one the page names, of one instant; both as frames of the clip."""
        box = self.page.locator(".vig-family-frame").bounding_box()
        assert box is not None
        screen: Picture = np.asarray(Image.open(BytesIO(self.page.screenshot())).convert("RGB"))
        left, top = round(box["x"]), round(box["y"])
        film = screen[top : top + round(box["height"]), left : left + round(box["width"])]
        return read_number(film) - CLIP_STARTS, read_number(screen[-CELL_PX:, : N_CELLS * CELL_PX])

    def watch_until_it_stands(self) -> int:
        """Look at the film while it plays; the frame on which it then stands."""
        while self.phase() == "playing":
            # Before the first picture there is a plain screen instead.
            if self.page.locator(".vig-family-drawn").get_attribute("data-frame") is None:
                continue
            seen, named = self.look()
            assert seen == named, "the picture is another frame than the page names while it plays"
            self.n_playing += 1
        return self.held()

    def held(self) -> int:
        seen, named = self.look()
        assert seen == named, "the picture that stands is another frame than the page names"
        self.n_held += 1
        return seen

    def go_to_clip(self, place: int) -> None:
        for key in ["ArrowLeft"] * len(KINDS) + ["ArrowRight"] * place:
            self.press(key)
        self.n_held = self.n_playing = 0
        expect(self.page.get_by_role("heading", name=KINDS[place], exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package_of_kinds(tmp_path_factory.mktemp("kinds"), KINDS, PAUSES, n_frames=N_FRAMES, size=(640, 360))


@pytest.fixture(scope="module")
def looked() -> Iterator[list[tuple[int, int]]]:
    """How many pictures that stood and that played each walk has seen."""
    numbers: list[tuple[int, int]] = []
    yield numbers
    print(f"\n{sum(held for held, _ in numbers)} pictures that stood and {sum(played for _, played in numbers)} that played, 0 wrong")


@pytest.fixture(scope="module")
def page_of_all(browser: Browser, package: Path) -> Iterator[Watched]:
    with served_package(package) as address, browser.new_context(viewport=VIEW) as context:  # type: ignore[arg-type]
        watched = Watched(context.new_page(), address)
        yield watched
        watched.page.close(run_before_unload=True)


@pytest.fixture(params=range(len(KINDS)), ids=KINDS)
def watched(request: pytest.FixtureRequest, page_of_all: Watched) -> Watched:
    page_of_all.go_to_clip(request.param)
    return page_of_all


def play_through(watched: Watched, start: str) -> None:
    """Play from the start with a key, on at every pause; each is held at its very frame and none is passed before."""
    for n, pause in enumerate(PAUSES):
        watched.page.evaluate("window.named.length = 0")
        watched.press(start if n == 0 else " ")
        assert watched.watch_until_it_stands() == pause
        assert watched.phase() == "held"
        if n > 0:
            assert max(watched.page.evaluate("window.named"), default=pause) == pause
    watched.press(" ")
    assert watched.watch_until_it_stands() == LAST
    assert watched.phase() == "ended"


def hold_anywhere(watched: Watched, turn: int) -> int:
    """Play on from a pause or from where the film stands, and hold it by hand a little later."""
    before = watched.held()
    watched.press(" ")
    watched.page.wait_for_timeout(120 + 35 * turn)
    watched.press("f")
    held = watched.watch_until_it_stands()
    watched.page.wait_for_timeout(200)
    assert watched.held() == held, "the picture changed while it stood"
    assert held >= before or before == LAST
    return held


def test_picture_and_name_are_one_playing_and_still(watched: Watched, looked: list[tuple[int, int]]) -> None:
    play_through(watched, " ")
    watched.press("r")
    assert watched.watch_until_it_stands() == PAUSES[0]
    for turn in range(N_STILLS // 2):
        hold_anywhere(watched, turn)
    watched.press("s")
    play_through(watched, "r")
    watched.press("r")
    watched.watch_until_it_stands()
    for turn in range(N_STILLS // 2):
        hold_anywhere(watched, turn)
    while watched.n_playing * len(KINDS) < LEAST_PLAYING:
        watched.press(" ")
        watched.watch_until_it_stands()
    assert watched.n_held * len(KINDS) >= LEAST_HELD
    looked.append((watched.n_held, watched.n_playing))
    keep(watched)


def keep(watched: Watched) -> None:
    """The picture kept is the one that stood."""
    held = watched.held()
    watched.press("k")
    for _ in KINDS:
        watched.press("ArrowRight")  # to the last page
    still = watched.page.locator(".vig-family-still")
    still.wait_for()
    assert read_number(np.asarray(Image.open(BytesIO(still.screenshot())).convert("RGB"))) == CLIP_STARTS + held


NO_VIDEO_FRAME = "delete globalThis.VideoFrame"
NO_WORD = "delete HTMLVideoElement.prototype.requestVideoFrameCallback"


@pytest.mark.parametrize("without", [NO_WORD, NO_VIDEO_FRAME, f"{NO_VIDEO_FRAME}; {NO_WORD}"], ids=["no_word", "no_frame", "neither"])
def test_older_browsers_play_hold_and_end_all_the_same(browser: Browser, package: Path, without: str) -> None:
    with served_package(package) as address, browser.new_context(viewport=VIEW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.add_init_script(without)
        watched = Watched(page, address)
        for phase in ("held", "held", "held", "held", "ended"):
            watched.press(" ")
            expect(page.locator(".vig-family")).to_have_attribute("data-phase", phase, timeout=20_000)
        is_drawn = without == NO_WORD
        expect(page.locator(".vig-family-drawn")).to_be_visible(visible=is_drawn)
        expect(page.locator(".vig-family-video")).to_be_visible()
        if is_drawn:
            assert watched.held() == LAST
        watched.press("k")
        expect(page.get_by_role("button", name="Picture kept")).to_be_visible()
        page.close(run_before_unload=True)
