"""The offline page as a family meets it: a file opened in a browser without network. What is shown is read from the screen itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessibility import problems
from tests.family_package import CLIP_STARTS, CLOSING_QUESTION, FIRST_PAUSE, HOPE, SECOND_PAUSE, write_family_package
from tests.films import read_number

pytestmark = pytest.mark.browser

HEAR_OF_PICTURES = """
window.painted = [];
addEventListener("DOMContentLoaded", () => {
  const video = document.querySelector("video");
  const hear = (_, { mediaTime }) => { window.painted.push(Math.round(25 * mediaTime)); video?.requestVideoFrameCallback(hear); };
  video?.requestVideoFrameCallback(hear);
});
"""
"""Run before the page's own script: which frames the browser has put on the screen, as it says itself."""


class Visit:
    """One page opened from its folder, with everything that it asked for and complained of."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.context.set_offline(True)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(HEAR_OF_PICTURES)
        page.goto((folder / "index.html").as_uri())
        self.root.wait_for()

    @property
    def root(self) -> Locator:
        return self.page.locator(".vig-family")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def await_phase(self, phase: str) -> None:
        expect(self.root).to_have_attribute("data-phase", phase, timeout=20_000)

    def number_on_screen(self, selector: str = ".vig-family-frame") -> int:
        return read_number(np.asarray(Image.open(BytesIO(self.page.locator(selector).screenshot())).convert("RGB")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_family_package(tmp_path_factory.mktemp("offline"), offline=True)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(new_page: Page, folder: Path) -> Iterator[Visit]:
    visit = Visit(new_page, folder)
    yield visit
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(folder.as_uri())] == []
    assert any(url.endswith(".mp4") for url in visit.asked)


def test_it_plays_holds_asks_stops_and_ends_without_network(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_role("heading", name=HOPE)).to_be_visible()
    expect(page.get_by_text("Noah looks for the next piece.")).to_be_visible()
    visit.await_phase("card")
    visit.button("Play").click()
    visit.await_phase("held")
    assert visit.number_on_screen() == CLIP_STARTS + FIRST_PAUSE
    visit.button("Question").click()
    expect(page.get_by_text("What are you doing just now?")).to_be_visible()
    visit.button("Keep this picture").click()
    visit.press(" ")
    visit.await_phase("held")
    assert visit.number_on_screen() == CLIP_STARTS + SECOND_PAUSE
    visit.button("Stop for now").click()
    expect(page.locator(".vig-family-content")).to_have_attribute("inert", "")
    assert page.evaluate("document.querySelector('video').paused")
    visit.press("b", "ArrowRight")
    expect(page.get_by_role("heading", name="To and fro")).to_be_visible()
    assert page.evaluate("document.querySelector('img').decode().then(() => true)")
    visit.press(" ")
    visit.await_phase("ended")
    visit.press("ArrowRight")
    expect(page.get_by_text(CLOSING_QUESTION)).to_be_visible()
    assert visit.number_on_screen(".vig-family-still") == CLIP_STARTS + FIRST_PAUSE


def test_it_holds_at_the_very_frame_at_every_speed_and_shows_none_beyond(visit: Visit) -> None:
    for turn in range(4):
        if turn == 2:
            visit.press("s")
        for key, pause in (("r", FIRST_PAUSE), (" ", SECOND_PAUSE)):
            visit.page.evaluate("window.painted.length = 0")
            visit.press(key)
            visit.await_phase("held")
            assert visit.number_on_screen() == CLIP_STARTS + pause
            visit.page.wait_for_function(f"window.painted.includes({pause})")  # the browser tells of a picture after it is seen
            painted = visit.page.evaluate("window.painted")
            assert len(painted) > 5
            assert max(painted) == pause


def test_the_policy_is_the_browsers_too(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "other.js").write_text("window.ran = true")
    tries = f"""() => {{
      const refused = [];
      addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      document.body.append(Object.assign(document.createElement("script"), {{ textContent: "window.ran = true" }}));
      document.body.append(Object.assign(document.createElement("script"), {{ src: "{(tmp_path / "other.js").as_uri()}" }}));
      document.body.append(Object.assign(document.createElement("img"), {{ src: "http://192.0.2.1/a.png" }}));
      document.body.append(Object.assign(document.createElement("iframe"), {{ src: "http://192.0.2.1/" }}));
      return fetch("http://192.0.2.1/").catch(() => new Promise((done) => setTimeout(() => done([refused, window.ran ?? false]), 200)));
    }}"""
    refused, ran = visit.page.evaluate(tries)
    assert sorted(refused) == ["connect-src", "frame-src", "img-src", "script-src-elem", "script-src-elem"]
    assert ran is False
    visit.complaints.clear()
    visit.asked = [url for url in visit.asked if "192.0.2.1" not in url and "other.js" not in url]


def test_axe_finds_nothing_on_it(browser: Browser, folder: Path) -> None:
    with browser.new_context(bypass_csp=True) as context:
        visit = Visit(context.new_page(), folder)
        assert problems(visit.page, "html") == []
        visit.press("ArrowRight", "ArrowRight")
        assert problems(visit.page, "html") == []


def test_after_its_last_day_there_are_plain_words_and_no_film(new_page: Page, tmp_path: Path) -> None:
    folder = write_family_package(tmp_path, offline=True, language="nl", made_on=date.today() - timedelta(days=61))
    visit = Visit(new_page, folder)
    expect(visit.root).to_contain_text("Deze films waren te zien tot en met")
    expect(new_page.locator("video")).to_have_count(0)
    assert visit.asked == [(folder / "index.html").as_uri()]
    assert visit.complaints == []


def test_a_language_read_from_the_right_turns_the_page(new_page: Page, tmp_path: Path) -> None:
    visit = Visit(new_page, write_family_package(tmp_path, offline=True, hope="שהוא יקשיב לי", language="he"))
    assert (visit.root.get_attribute("dir"), visit.root.get_attribute("lang")) == ("rtl", "en")
    expect(new_page.locator(".vig-family-hope q")).to_have_attribute("lang", "he")
    play, stop = (visit.button(name).bounding_box() for name in ("Play", "Stop for now"))
    assert play is not None
    assert stop is not None
    assert stop["x"] < play["x"]
