"""The number in the picture is the number on the label: stepped, sought, held and played, on every kind of film a phone writes.

Each kind is shown by the decoder over the video and by the video alone, and together they take more than ten thousand steps and seeks.
The bulk is read from the canvas the page draws on; what really stands on the screen, still and playing, is read from pictures of the page.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.chromium import GRAPHICS_CARD, find_chromium
from tests.browser.conftest import OpenPage
from tests.browser.picture import NEAR_CANVASES, ONLY_VIDEO, READ_PLAYER
from tests.browser.player_page import EnteredFilm, enter_film, serve_case
from tests.films import Kind, Picture, read_number, write_numbered_film

pytestmark = pytest.mark.browser

KINDS: tuple[Kind, ...] = ("constant25", "constant30", "ntsc", "ntsc60", "variable", "rotated", "hevc", "offset", "silent", "odd")
SOURCES = {"decoder": 900, "video": 140}
"""What shows the frames, and how many steps and seeks it takes on a film of each kind at least."""
N_FRAMES = 150
KEYFRAMES = range(0, N_FRAMES, 8)
N_IN_ALL = 10_000
SMALL = {"width": 760, "height": 560}

DRIVE = f"""
const read = {READ_PLAYER};
const root = document.querySelector("[data-testid=player-root]");
const press = (key, more = {{}}) => root.dispatchEvent(new KeyboardEvent("keydown", {{ key, bubbles: true, cancelable: true, ...more }}));
const until = (holds) => new Promise((done) => {{
  const end = () => {{ watching.disconnect(); clearTimeout(patience); done(); }};
  const watching = new MutationObserver(() => holds() && end());
  watching.observe(root, {{ subtree: true, attributes: true }});
  const patience = setTimeout(end, 10_000);
  if (holds()) end();
}});
const label = () => Number(document.querySelector("[data-testid=frame-number]").dataset.frame);
"""

WALK = (
    "async (orders) => {"
    + DRIVE
    + """
  const wrong = [];
  let taken = 0;
  for (const [order, wanted] of orders) {
    taken++;
    if (typeof order === "string") press(order);
    else window.command({ command: "seek", ticks: order });
    await until(() => label() === wanted);
    const seen = read();
    if (seen.picture !== wanted || seen.label !== wanted) wrong.push({ ...seen, order, wanted });
    if (wrong.length === 5) break;
  }
  return { taken, wrong };
}"""
)

HOLD = (
    "async ([key, n]) => {"
    + DRIVE
    + """
  const seen = [read()];
  let painting = true;
  const watch = () => { seen.push(read()); if (painting) requestAnimationFrame(watch); };
  requestAnimationFrame(watch);
  for (let time = 0; time < n; time++) {
    press(key, { repeat: time > 0 });
    await new Promise((done) => setTimeout(done, 8));
  }
  const released = seen.push(read());
  await new Promise((done) => setTimeout(done, 250));
  painting = false;
  return { seen, released };
}"""
)

PLAY = (
    "async ([place, rateKeys]) => {"
    + DRIVE
    + """
  for (const key of rateKeys) press(key);
  window.command({ command: "seek", ticks: place[0] });
  await until(() => label() === place[1]);
  const seen = [];
  let playing = true;
  const watch = () => { seen.push(read()); if (playing) requestAnimationFrame(watch); };
  press(" ");
  requestAnimationFrame(watch);
  await until(() => label() >= place[1] + 6);
  press(" ");
  await until(() => root.dataset.motion === "still");
  playing = false;
  return { seen, stands: read(), rate: document.querySelector("video").playbackRate };
}"""
)

SAY_IN_CELLS = """() => {
  const said = document.querySelector("[data-testid=frame-number]");
  const cells = Object.assign(document.createElement("div"), { id: "cells" });
  cells.style.cssText = "position: fixed; left: 0; bottom: 0; width: 320px; height: 16px; z-index: 9999";
  const show = () => {
    const number = Number(said.dataset.frame);
    const colours = Array.from({ length: 16 }, (_, cell) => ((number >> (15 - cell)) & 1 ? "white" : "black"));
    const stops = colours.map((colour, cell) => `${colour} ${cell * 20}px ${(cell + 1) * 20}px`);
    cells.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
  };
  show();
  new MutationObserver(show).observe(said, { attributes: true });
  document.body.append(cells);
}"""
"""Puts the number the player says on the page in cells like those of the film, so that a picture of the page can be read for both."""


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest) -> Iterator[list[int]]:
    """How many steps and seeks each walk took; the whole is told at the end, whatever else the suite keeps to itself."""
    numbers: list[int] = []
    yield numbers
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{sum(numbers):,} steps and seeks on {len(numbers)} walks, 0 wrong")


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], EnteredFilm]:
    folder = tmp_path_factory.mktemp("player_films")

    @cache
    def make(kind: Kind) -> EnteredFilm:
        source = folder / f"{kind}.mp4"
        write_numbered_film(source, kind=kind, n_frames=N_FRAMES)
        return enter_film(source, folder / kind)

    return make


@contextmanager
def opened(open_page: OpenPage, film: EnteredFilm, source: str, folder: Path, script: str = "") -> Iterator[Page]:
    """The player with a film, shown by one of SOURCES."""
    with serve_case(film, folder) as case:
        page = open_page(viewport=SMALL)
        page.add_init_script(script)
        if source == "video":
            page.add_init_script(ONLY_VIDEO)
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=30_000)
        assert page.get_by_test_id("film").get_attribute("data-shown-by") == source
        yield page
        page.close()


@pytest.fixture(params=[(kind, source) for kind in KINDS for source in SOURCES], ids="-".join)
def player(
    request: pytest.FixtureRequest, open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path
) -> Iterator[tuple[Page, EnteredFilm, str]]:
    kind, source = request.param
    film = entered(kind)
    with opened(open_page, film, source, tmp_path / "workspace", NEAR_CANVASES) as page:
        yield page, film, source


def plan_walk(film: EnteredFilm, n_steps: int, n_seeks: int) -> list[tuple[str | int, int]]:
    """Orders (a key, or ticks to seek to) with the frame each must show: steps there and back, both sides of every keyframe, both ends."""
    chosen = random.Random(7)
    last = film.table.n_frames - 1

    def seek(frame: int) -> tuple[int, int]:
        span = film.table.span_of(frame)
        return chosen.randrange(span.start, span.end), frame

    on: list[tuple[str | int, int]] = [(".", frame) for frame in range(1, n_steps + 1)]
    back: list[tuple[str | int, int]] = [("ArrowLeft", frame) for frame in range(n_steps - 1, -1, -1)]
    beside = [frame for key in KEYFRAMES for frame in (key - 1, key, key + 1) if 0 <= frame <= last]
    sought = [*beside, last, 0, last, *(chosen.randrange(last + 1) for _ in range(n_seeks))]
    chosen.shuffle(sought)
    return [*on, *back, *(seek(frame) for frame in sought), seek(last), ("ArrowLeft", last - 1), (".", last), seek(0), (".", 1)]


def test_the_label_is_the_number_in_the_picture_stepped_sought_held_and_played(
    player: tuple[Page, EnteredFilm, str], walked: list[int]
) -> None:
    page, film, source = player
    assert film.table.n_frames == N_FRAMES
    orders = plan_walk(film, *((N_FRAMES - 1, 570) if source == "decoder" else (45, 20)))
    assert len(orders) >= SOURCES[source]
    assert sum(SOURCES.values()) * len(KINDS) >= N_IN_ALL
    assert page.evaluate(WALK, orders) == {"taken": len(orders), "wrong": []}
    walked.append(len(orders))
    hold_arrows(page)
    play_and_pause(page, film)


def hold_arrows(page: Page) -> None:
    """Each picture seen has its number, and nothing is drawn after the key is let go but what was on its way."""
    for key, way in ((".", 1), ("ArrowLeft", -1)):
        held: dict[str, Any] = page.evaluate(HOLD, [key, 60])
        seen, released = held["seen"], held["released"]
        assert [each for each in seen if each["picture"] != each["label"]] == []
        numbers = [each["picture"] * way for each in seen]
        assert numbers == sorted(numbers), "a held arrow goes one way"
        assert abs(numbers[-1] - numbers[0]) >= 5
        assert abs(numbers[-1] - numbers[released - 1]) <= 1


def play_and_pause(page: Page, film: EnteredFilm) -> None:
    """At any speed each picture that is seen has its number, the film stands on the frame it names, and steps go on from there."""
    rates = []
    for start, keys in ((0, ""), (70, "["), (16, "["), (100, "]]]"), (44, "]")):
        played = page.evaluate(PLAY, [[film.table.span_of(start).start, start], list(keys)])
        seen = [each["picture"] for each in played["seen"]]
        assert [each for each in played["seen"] if each["picture"] != each["label"]] == []
        assert seen == sorted(seen)
        stands = played["stands"]["label"]
        assert played["stands"]["picture"] == stands >= start + 6
        rates.append(played["rate"])
        assert page.evaluate(WALK, [("ArrowLeft", stands - 1), (".", stands)])["wrong"] == []
    assert len(set(rates)) >= 4


@pytest.fixture(params=["processor", "graphics card"], scope="module")
def screens(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Browser]:
    """Browsers in which pages are put on the screen by the processor, as in all tests, and in the way of a graphics card."""
    if request.param == "processor":
        yield browser
        return
    other = browser.browser_type.launch(executable_path=find_chromium(), args=GRAPHICS_CARD)
    yield other
    other.close()


@pytest.mark.parametrize("source", SOURCES)
def test_the_screen_itself_shows_the_number(
    screens: Browser, open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path, source: str
) -> None:
    film = entered("variable")
    chosen = random.Random(3)
    with opened(partial(open_page, within=screens), film, source, tmp_path / "workspace") as page:
        page.evaluate(SAY_IN_CELLS)
        for frame in [*chosen.sample(range(1, N_FRAMES - 1), 20), 1, N_FRAMES - 1]:
            assert page.evaluate(WALK, [(film.table.span_of(frame).start, frame), ("ArrowLeft", frame - 1)])["wrong"] == []
            assert read_screen(page) == (frame - 1, frame - 1)


@pytest.mark.parametrize("source", SOURCES)
def test_on_the_screen_picture_and_number_belong_together_while_playing(
    screens: Browser, open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path, source: str
) -> None:
    film = entered("constant25")
    with opened(partial(open_page, within=screens), film, source, tmp_path / "workspace") as page:
        page.evaluate(SAY_IN_CELLS)
        page.get_by_test_id("rate").select_option("0.25")
        page.get_by_test_id("player-root").focus()
        page.keyboard.press("Space")
        seen = [read_screen(page) for _ in range(15)]
        assert page.get_by_test_id("player-root").get_attribute("data-motion") == "forward"
        assert [each for each in seen if each[0] != each[1]] == []
        assert seen == sorted(seen)
        assert len(set(seen)) >= 5


def read_screen(page: Page) -> tuple[int, int]:
    """The number in the film's picture and the number in the cells of SAY_IN_CELLS, from one picture of the page."""
    screen = np.asarray(Image.open(BytesIO(page.screenshot())).convert("RGB"))
    return number_in(screen, page.get_by_test_id("regions")), number_in(screen, page.locator("#cells"))


def number_in(screen: Picture, place: Locator) -> int:
    box = place.bounding_box()
    assert box is not None
    left, top = round(box["x"]), round(box["y"])
    return read_number(screen[top : top + round(box["height"]), left : left + round(box["width"])])


def test_taps_faster_than_the_film_add_up_and_end_on_the_newest_frame(
    open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path
) -> None:
    film = entered("constant25")
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport=SMALL)
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]")
        seen = page.evaluate(
            "async () => {"
            "  const root = document.querySelector('[data-testid=player-root]');"
            "  for (let tap = 0; tap < 20; tap++) root.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }));"
            "  const label = () => document.querySelector('[data-testid=frame-number]').dataset.frame;"
            "  for (let tries = 0; tries < 600 && label() !== '20'; tries++) await new Promise(requestAnimationFrame);"
            "  return label();"
            "}"
        )
        assert seen == "20"
        picture = page.evaluate(READ_PLAYER)
        assert picture == {"picture": 20, "label": 20}
        page.close()


def test_the_page_asks_only_its_own_server(open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path) -> None:
    film = entered("silent")
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport=SMALL)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]")
        assert asked
        assert [url for url in asked if not url.startswith(case.address)] == []
        page.close()
