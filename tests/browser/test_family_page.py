"""The family's page as a family meets it: served, opened by its link, and watched. What is shown is read from the screen itself."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.family_package import CLIP_STARTS, CLOSING_QUESTION, FIRST_PAUSE, HOPE, SECOND_PAUSE, write_family_package
from tests.films import read_number
from tests.servers import Address, served_package

pytestmark = pytest.mark.browser

MOST_BYTES = 1_600_000
"""What the page may weigh on the wire without its films."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with served_package(write_family_package(tmp_path_factory.mktemp("package"))) as address:
        yield address


class Visit:
    """One open page, with everything it asked for and everything it complained of."""

    def __init__(self, page: Page, address: Address) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address.link)
        self.root.wait_for(timeout=60_000)

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

    def video(self, expression: str) -> object:
        return self.page.evaluate(f"(() => {{ const video = document.querySelector('video'); return {expression}; }})()")

    def await_true(self, expression: str) -> None:
        """Ask until it is so; the page's policy forbids Playwright to wait inside the page."""
        deadline = time.monotonic() + 20
        while not self.video(expression):
            assert time.monotonic() < deadline, expression
            self.page.wait_for_timeout(20)


@pytest.fixture(params=[(1366, 768)], ids=lambda size: f"{size[0]}x{size[1]}")
def visit(request: pytest.FixtureRequest, browser: Browser, address: Address) -> Iterator[Visit]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    visit = Visit(context.new_page(), address)
    yield visit
    visit.page.close(run_before_unload=True)
    context.close()
    assert visit.complaints == []
    assert {urlsplit(url).netloc for url in visit.asked if not url.startswith(("blob:", "data:"))} == {address.host}


def test_the_first_screen_is_the_hope_and_a_plain_card_and_nothing_plays(visit: Visit, address: Address) -> None:
    expect(visit.page.get_by_role("heading", name=HOPE)).to_be_visible()
    expect(visit.page.get_by_text("Noah looks for the next piece.")).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Waiting together")).to_be_visible()
    expect(visit.page.locator(".vig-family-video")).to_be_hidden()
    assert visit.page.url == address.base
    visit.page.wait_for_timeout(1500)
    assert visit.video("video.paused && video.currentTime === 0")
    visit.await_phase("card")


def test_the_film_holds_in_silence_at_the_very_frame_of_the_pause_and_waits(visit: Visit) -> None:
    visit.button("Play").click()
    visit.await_phase("held")
    assert visit.number_on_screen() == CLIP_STARTS + FIRST_PAUSE
    assert visit.video("video.paused")
    expect(visit.page.get_by_text("What are you doing just now?")).to_have_count(0)
    visit.page.wait_for_timeout(1500)
    assert visit.number_on_screen() == CLIP_STARTS + FIRST_PAUSE
    visit.button("Question").click()
    expect(visit.page.get_by_text("What are you doing just now?")).to_be_visible()
    visit.press(" ")
    expect(visit.page.get_by_text("What are you doing just now?")).to_have_count(0)
    visit.await_phase("playing")
    visit.await_phase("held")
    assert visit.number_on_screen() == CLIP_STARTS + SECOND_PAUSE
    visit.press("q")
    expect(visit.page.get_by_text("What do you notice here?")).to_be_visible()


def test_the_pause_is_exact_again_and_again_at_every_speed(visit: Visit) -> None:
    wrong = 0
    for turn in range(6):
        if turn == 3:
            visit.press("s")
            expect(visit.button("Slower")).to_have_attribute("aria-pressed", "true")
        visit.press("r")
        visit.await_phase("playing")
        visit.await_phase("held")
        wrong += visit.number_on_screen() != CLIP_STARTS + FIRST_PAUSE
        visit.press(" ")
        visit.await_phase("playing")
        visit.await_phase("held")
        wrong += visit.number_on_screen() != CLIP_STARTS + SECOND_PAUSE
    assert wrong == 0


def test_slower_is_slower_and_keeps_the_voice_at_its_pitch(visit: Visit) -> None:
    visit.press("s", " ")
    assert visit.video("[video.playbackRate, video.preservesPitch]") == [0.5, True]
    visit.press("s")
    assert visit.video("video.playbackRate") == 1


def test_still_holds_what_is_on_the_screen_and_the_picture_can_be_kept_for_the_end(visit: Visit) -> None:
    visit.press("s", " ")
    visit.await_true("document.querySelector('.vig-family-drawn').dataset.frame > 3")
    visit.press("f")
    visit.await_phase("held")
    expect(visit.page.locator(".vig-family-drawn")).to_be_visible()
    held = visit.number_on_screen()
    assert CLIP_STARTS < held < CLIP_STARTS + FIRST_PAUSE
    visit.button("Keep this picture").click()
    expect(visit.button("Picture kept")).to_be_visible()
    visit.press("ArrowRight", "ArrowRight")
    expect(visit.page.get_by_text(CLOSING_QUESTION)).to_be_visible()
    assert visit.number_on_screen(".vig-family-still") == held


def test_the_clip_ends_on_its_last_frame_and_goes_nowhere(visit: Visit) -> None:
    visit.press(" ")
    for _ in range(2):
        visit.await_phase("held")
        visit.press(" ")
        visit.await_phase("playing")
    visit.await_phase("ended")
    assert visit.number_on_screen() == CLIP_STARTS + 99
    visit.page.wait_for_timeout(1000)
    expect(visit.page.get_by_role("heading", name="Waiting together")).to_be_visible()
    assert visit.video("video.paused")


@pytest.mark.parametrize("how", ["button", "Escape", "b"])
def test_stop_for_now_leaves_a_plain_warm_screen_and_silence_at_once(visit: Visit, how: str) -> None:
    visit.press(" ")
    visit.await_true("video.currentTime > 0.2")
    if how == "button":
        visit.button("Stop for now").click()
    else:
        visit.press(how)
    assert visit.video("[video.paused, video.muted]") == [True, True]
    picture = np.asarray(Image.open(BytesIO(visit.page.screenshot())).convert("RGB")).reshape(-1, 3)
    warm = np.array([0xE9, 0xDC, 0xC9])
    assert np.mean(np.abs(picture.astype(int) - warm).max(axis=1) <= 2) > 0.999
    visit.press(" ", "ArrowRight", "Escape")
    assert visit.video("video.paused")
    visit.press("b")
    expect(visit.page.get_by_text("Noah looks for the next piece.")).to_be_visible()
    assert visit.video("video.paused")
    visit.press(" ")
    visit.await_phase("held")
    assert visit.number_on_screen() == CLIP_STARTS + FIRST_PAUSE


def test_the_last_page_asks_the_closing_question_and_keeps_words_to_itself(visit: Visit) -> None:
    visit.press("ArrowRight", "ArrowRight")
    expect(visit.page.get_by_role("heading", name=CLOSING_QUESTION)).to_be_visible()
    before = len(visit.asked)
    visit.page.get_by_label("Your own words").fill("He looked at me. s r b")
    expect(visit.page.get_by_text(re.compile("is only on this screen"))).to_be_visible()
    expect(visit.page.locator(".vig-family-figure")).to_be_hidden()
    visit.page.wait_for_timeout(300)
    assert len(visit.asked) == before
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    visit.press("Escape")
    expect(visit.page.locator(".vig-family-plain")).to_be_visible()


@pytest.mark.parametrize("visit", [(1920, 1080), (1366, 768), (768, 1024)], indirect=True, ids=str)
def test_the_last_page_is_in_view_at_once_with_the_picture_they_kept(visit: Visit) -> None:
    visit.press(" ")
    visit.await_phase("held")
    visit.press("k", "ArrowRight", "ArrowRight")
    expect(visit.page.locator(".vig-family-still")).to_be_in_viewport(ratio=0.99)
    expect(visit.button("Keep my words here")).to_be_in_viewport(ratio=0.99)
    expect(visit.button("Stop for now")).to_be_in_viewport(ratio=0.99)
    assert visit.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_presenter_remote_turns_the_pages_and_makes_the_screen_plain(visit: Visit) -> None:
    visit.press("PageDown")
    expect(visit.page.get_by_role("heading", name="To and fro")).to_be_visible()
    visit.press("PageUp")
    expect(visit.page.get_by_role("heading", name="Waiting together")).to_be_visible()
    visit.press("F5")
    visit.await_phase("held")
    visit.press(".")
    expect(visit.page.locator(".vig-family-plain")).to_be_visible()
    visit.press(".")
    expect(visit.page.locator(".vig-family-plain")).to_be_hidden()
    visit.press("Escape", "F5")
    expect(visit.page.locator(".vig-family-plain")).to_be_hidden()


def test_a_clip_with_a_chosen_still_shows_it_and_no_frame_that_nobody_chose(visit: Visit) -> None:
    visit.press("ArrowRight")
    expect(visit.page.get_by_role("heading", name="To and fro")).to_be_visible()
    visit.await_true("document.querySelector('.vig-family-poster').complete")
    assert visit.number_on_screen() == 80
    expect(visit.page.locator(".vig-family-video")).to_be_hidden()


def test_the_page_weighs_little_and_says_no_word_of_machines(visit: Visit, record_property: pytest.FixtureRequest) -> None:
    weight = visit.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => !e.name.includes('/vig/clip/')).reduce((sum, e) => sum + e.transferSize, 0)"
    )
    record_property("page_weight_bytes", weight)  # type: ignore[operator]
    assert weight < MOST_BYTES
    words = visit.page.evaluate("document.body.innerText + document.title")
    assert not re.search(r"kernel|jupyter|voila|execut|cell|error|loading|\d", words, re.IGNORECASE)


@pytest.mark.parametrize("visit", [(1920, 1080), (1366, 768), (1024, 768), (768, 1024)], indirect=True, ids=str)
def test_everything_is_in_view_and_big_enough_on_every_screen(visit: Visit) -> None:
    visit.press(" ")
    visit.await_phase("held")
    for question in (False, True):
        if question:
            visit.press("q")
        size = visit.page.evaluate(
            "[document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]"
        )
        assert size == [True, True]
    shown = "[...document.querySelectorAll('button')].filter(b => b.offsetParent)"
    for width, height in visit.page.evaluate(f"{shown}.map(b => [b.offsetWidth, b.offsetHeight])"):
        assert min(width, height) >= 48
    film = visit.page.locator(".vig-family-frame").bounding_box()
    assert film is not None
    assert film["width"] * film["height"] > 0.28 * visit.page.evaluate("innerWidth * innerHeight")


@pytest.mark.parametrize("visit", [(320, 256)], indirect=True, ids=str)
def test_at_400_percent_zoom_everything_is_reached_by_scrolling_one_way(visit: Visit) -> None:
    visit.press(" ")
    visit.await_phase("held")
    visit.press("q")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
    for name in ("Play", "Again", "Slower", "Stop for now", "Next", "Question", "Keep this picture"):
        visit.button(name).scroll_into_view_if_needed()
        expect(visit.button(name)).to_be_in_viewport(ratio=0.99)
    expect(visit.page.get_by_text("What are you doing just now?")).to_be_visible()


def test_nothing_moves_when_the_question_is_shown(visit: Visit) -> None:
    visit.press(" ")
    visit.await_phase("held")
    where = "[...document.querySelectorAll('.vig-family-frame, button')].map(e => JSON.stringify(e.getBoundingClientRect()))"
    before = visit.page.evaluate(where)
    visit.press("q")
    assert visit.page.evaluate(where) == before


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_words_stand_out_from_what_is_behind_them(visit: Visit) -> None:
    visit.press(" ")
    visit.await_phase("held")
    visit.press("q")
    pairs = visit.page.evaluate(
        """() => [...document.querySelectorAll('.vig-family *')]
            .filter(e => e.offsetParent && !e.closest(':disabled') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(e => {
                let behind = e;
                while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
                return [e.textContent, getComputedStyle(e).color, getComputedStyle(behind).backgroundColor];
            })"""
    )
    assert len(pairs) >= 8
    for words, ink, paper in pairs:
        lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (words, ink, paper)


def test_two_pages_at_once_do_not_disturb_each_other(browser: Browser, address: Address) -> None:
    with browser.new_context() as one, browser.new_context() as two:
        first, second = Visit(one.new_page(), address), Visit(two.new_page(), address)
        first.press(" ")
        first.await_phase("held")
        second.await_phase("card")


def test_everything_is_gone_when_the_server_is_closed(browser: Browser, tmp_path: Path) -> None:
    with served_package(write_family_package(tmp_path)) as address, browser.new_context() as context:
        visit = Visit(context.new_page(), address)
        kernels = address.kernels()
        assert kernels
        address.stop()
        assert not [pid for pid in kernels if Path(f"/proc/{pid}").exists()]
        visit.press("Escape")
        expect(visit.page.locator(".vig-family-plain")).to_be_visible()
        visit.page.wait_for_timeout(1500)
        assert not re.search("kernel|connection|server", visit.page.evaluate("document.body.innerText"), re.IGNORECASE)


SCREENS = [(1366, 768), (768, 1024), (320, 256)]


def test_a_page_read_from_the_right_goes_that_way(browser: Browser, tmp_path: Path) -> None:
    package = write_family_package(tmp_path, hope="שהוא יקשיב לי", language="he")
    with served_package(package) as address, browser.new_context() as context:
        visit = Visit(context.new_page(), address)
        assert (visit.root.get_attribute("dir"), visit.root.get_attribute("lang")) == ("rtl", "en")
        assert visit.page.locator("q").get_attribute("lang") == "he"
        for width, height in SCREENS:
            visit.page.set_viewport_size({"width": width, "height": height})
            assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            left, right = visit.button("Next").bounding_box(), visit.button("Back").bounding_box()
            assert left is not None
            assert right is not None
            assert left["x"] < right["x"]
        visit.press("ArrowLeft")
        expect(visit.page.locator(".vig-family-title")).to_have_text("To and fro")
        visit.press("ArrowRight")
        expect(visit.page.locator(".vig-family-title")).to_have_text("Waiting together")


def test_a_dutch_family_reads_dutch_and_nothing_is_cut(browser: Browser, tmp_path: Path) -> None:
    package = write_family_package(tmp_path, hope="dat hij naar me luistert", language="nl")
    with served_package(package) as address, browser.new_context() as context:
        visit = Visit(context.new_page(), address)
        assert (visit.root.get_attribute("dir"), visit.root.get_attribute("lang")) == ("ltr", "nl")
        assert not visit.page.get_by_text("You hoped").count()
        cut = (
            "[...document.querySelectorAll('button')].filter(b => b.offsetParent && b.scrollWidth > b.clientWidth).map(b => b.textContent)"
        )
        for width, height in SCREENS:
            visit.page.set_viewport_size({"width": width, "height": height})
            assert visit.page.evaluate(cut) == []
            assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for name in ("Afspelen", "Nog eens", "Trager", "Stilbeeld", "Stop even", "Verder"):
                visit.button(name).scroll_into_view_if_needed()
                expect(visit.button(name)).to_be_in_viewport(ratio=0.99)
