"""The presenter's view beside the family's page, each in a browser of its own: it leads, and the family sees nothing of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from tests.browser.accessibility import problems, small_targets
from tests.browser.test_family_page import Visit
from tests.family_package import CLIP_STARTS, CLOSING_QUESTION, FIRST_PAUSE, SECOND_PAUSE, write_family_package
from tests.servers import Address, served_package
from workbench.render.package import open_package, own_words_folder
from workbench.serve.own_words import FOR_GUIDER_TOO

pytestmark = pytest.mark.browser

CANARIES = {
    "hope_to_notice": "canary-hope",
    "may_be_hard": "canary-hard",
    "initiative": "canary-initiative",
    "note": "canary-note",
    "follow_ups": ["canary-follow-up"],
    "play_plan": ["slow"],
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_family_package(tmp_path_factory.mktemp("package"))


@pytest.fixture
def address(package: Path) -> Iterator[Address]:
    first = open_package(package, date.today()).manifest.clips[0]
    with served_package(package, json.dumps({first.id: CANARIES})) as address:
        yield address


@dataclass
class Traffic:
    """Everything that reached a page, whichever way."""

    received: list[bytes] = field(default_factory=list)

    def of(self, page: Page) -> "Traffic":
        page.on("websocket", self._hear)
        page.on("requestfinished", lambda request: self.received.append(f"{request.url} {request.all_headers()}".encode()))
        return self

    def _hear(self, socket: WebSocket) -> None:
        for event in ("framereceived", "framesent"):
            socket.on(event, lambda frame: self.received.append(frame if isinstance(frame, bytes) else frame.encode()))


@dataclass
class Review:
    """A family's page and a presenter's view."""

    visit: Visit
    view: Page
    traffic: Traffic

    @property
    def family(self) -> Page:
        return self.visit.page

    @property
    def where(self) -> Locator:
        return self.view.locator(".vig-presenter-state")

    def button(self, name: str) -> Locator:
        return self.view.get_by_role("button", name=name, exact=True)

    def lead(self, name: str) -> None:
        self.button(name).click()


@pytest.fixture(params=[(390, 844)], ids=str)
def review(request: pytest.FixtureRequest, browser: Browser, address: Address) -> Iterator[Review]:
    width, height = request.param
    living_room = browser.new_context(viewport={"width": 1366, "height": 768})
    phone = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    page, view = living_room.new_page(), phone.new_page()
    wrong: list[str] = []
    view.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    view.on("pageerror", lambda error: wrong.append(str(error)))
    traffic = Traffic().of(page)
    visit = Visit(page, address)
    view.goto(f"{address.base}presenter")
    view.get_by_label("The code").fill(address.code.lower())
    view.get_by_role("button", name="Open").click()
    expect(view.locator(".vig-presenter-state")).to_have_text("Before the film", timeout=20_000)
    yield Review(visit, view, traffic)
    assert wrong == []
    assert visit.complaints == []
    phone.close()
    living_room.close()


def test_a_presenter_leads_the_familys_page_and_it_shows_nothing_of_that(review: Review) -> None:
    review.family.mouse.click(5, 5)
    review.lead("Play")
    review.visit.await_phase("held")
    assert review.visit.number_on_screen() == CLIP_STARTS + FIRST_PAUSE
    expect(review.where).to_have_text("Held")
    expect(review.view.get_by_text("canary-note")).to_be_visible()
    expect(review.view.get_by_text("canary-follow-up")).to_be_visible()
    expect(review.family.get_by_text("What are you doing just now?")).to_have_count(0)
    review.lead("Show the question")
    expect(review.family.get_by_text("What are you doing just now?")).to_be_visible()
    review.lead("Hide the question")
    expect(review.family.get_by_text("What are you doing just now?")).to_have_count(0)
    review.lead("Slower")
    review.lead("Play")
    review.visit.await_phase("playing")
    assert review.visit.video("video.playbackRate") == 0.5
    review.visit.await_phase("held")
    assert review.visit.number_on_screen() == CLIP_STARTS + SECOND_PAUSE
    review.lead("Plain screen")
    expect(review.family.locator(".vig-family-plain")).to_be_visible()
    review.lead("Go on")
    expect(review.family.locator(".vig-family-plain")).to_be_hidden()
    review.lead("Next")
    expect(review.family.get_by_role("heading", name="To and fro")).to_be_visible()
    expect(review.view.get_by_text("There are no notes beside this film here.")).to_be_visible()
    everything = b"".join(review.traffic.received) + review.family.content().encode()
    assert b"reveal" in everything
    found = re.findall(rb"canary|presenter", everything.replace(b"Presenter", b""), re.IGNORECASE)
    assert found == []


def test_a_soft_light_lies_where_the_presenter_touches_and_goes_when_the_film_moves(review: Review) -> None:
    review.family.mouse.click(5, 5)
    review.lead("Play")
    review.visit.await_phase("held")
    without = review.visit.number_on_screen()
    expect(review.button("Play")).to_be_enabled()
    frame = review.view.locator(".vig-presenter-frame")
    expect(frame).to_be_enabled()
    box = frame.bounding_box()
    assert box is not None
    review.view.touchscreen.tap(box["x"] + 0.25 * box["width"], box["y"] + 0.5 * box["height"])
    light = review.family.locator(".vig-family-light")
    expect(light).to_be_visible()
    x, y = (float(light.evaluate(f"e => e.style.getPropertyValue('--vig-family-light-{axis}')").rstrip("%")) for axis in "xy")
    assert abs(x - 25) < 1
    assert abs(y - 50) < 1
    review.lead("Light off")
    expect(light).to_be_hidden()
    assert review.visit.number_on_screen() == without
    review.view.touchscreen.tap(box["x"] + 5, box["y"] + 5)
    expect(light).to_be_visible()
    review.visit.press(" ")
    expect(light).to_be_hidden()


def test_own_words_are_kept_on_the_familys_word_and_shown_to_the_guider_where_they_wish(review: Review, package: Path) -> None:
    review.lead("Next")
    review.lead("Next")
    expect(review.family.get_by_role("heading", name=CLOSING_QUESTION)).to_be_visible()
    review.family.get_by_label("Your own words").fill("<i>He looked</i> at me.")
    review.family.wait_for_timeout(300)
    assert not own_words_folder(package).exists()
    review.family.get_by_label("Our guider may read it too").check()
    review.family.get_by_role("button", name="Keep my words here").click()
    expect(review.family.get_by_text("Your words are kept, and your guider may read them.")).to_be_visible()
    expect(review.view.get_by_text("<i>He looked</i> at me.")).to_be_visible()
    assert (own_words_folder(package) / FOR_GUIDER_TOO).read_text(encoding="utf-8") == "<i>He looked</i> at me.\n"
    review.family.get_by_label("Your own words").fill("")
    review.family.get_by_role("button", name="Keep my words here").click()
    expect(review.family.get_by_text("Nothing is kept now.")).to_be_visible()
    assert not own_words_folder(package).exists()


def test_the_small_copy_stands_at_the_familys_very_frame_and_a_reload_needs_no_new_code(review: Review) -> None:
    review.family.mouse.click(5, 5)
    review.lead("Play")
    review.visit.await_phase("held")
    review.view.reload()
    expect(review.where).to_have_text("Held", timeout=20_000)
    video = review.view.locator("video")
    expect(video).to_be_visible()
    review.view.wait_for_timeout(500)
    assert abs(video.evaluate("v => v.currentTime") - (FIRST_PAUSE + 0.5) / 25) < 0.01
    assert video.evaluate("v => v.muted && v.paused")


def test_a_wrong_code_is_refused_in_calm_words(browser: Browser, address: Address) -> None:
    with browser.new_context() as context:
        view = context.new_page()
        view.goto(f"{address.base}presenter")
        view.get_by_label("The code").fill("AAAAAA")
        view.get_by_role("button", name="Open").click()
        expect(view.get_by_text("This is not the code.")).to_be_visible(timeout=20_000)
        assert problems(view, ".vig-presenter") == []


@pytest.mark.parametrize("review", [(390, 844), (1024, 768), (320, 256)], indirect=True, ids=str)
def test_axe_finds_nothing_and_everything_is_big_enough_and_reached_by_scrolling_one_way(review: Review) -> None:
    review.family.mouse.click(5, 5)
    review.lead("Play")
    review.visit.await_phase("held")
    expect(review.button("Play")).to_be_enabled()
    for scheme in ("light", "dark"):
        review.view.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert [*problems(review.view, ".vig-presenter"), *small_targets(review.view, ".vig-presenter")] == []
    assert review.view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = "[...document.querySelectorAll('.vig-presenter-button')].filter(b => b.checkVisibility({visibilityProperty: true}))"
    for width, height in review.view.evaluate(f"{shown}.map(b => [b.offsetWidth, b.offsetHeight])"):
        assert min(width, height) >= 48
    for name in ("Show the question", "Play", "Again", "Slower", "Plain screen", "Back", "Next"):
        review.button(name).scroll_into_view_if_needed()
        expect(review.button(name)).to_be_in_viewport(ratio=0.99)
