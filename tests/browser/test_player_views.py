"""Two views of one player on one page: the one in use leads, the other goes along in silence, and each may take the lead."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, Screen

pytestmark = pytest.mark.browser


@pytest.fixture
def views(open_screen: OpenScreen) -> tuple[Screen, Locator, Locator]:
    screen = open_screen()
    open_another(screen.page)
    first, second = screen.page.get_by_test_id("player-root").all()
    return screen, first, second


def open_another(page: Page) -> None:
    page.evaluate(
        """async () => {
          const place = document.body.appendChild(document.createElement("div"));
          const player = (await import("/player.js")).default;
          window.unmountOther = player.render({ model: window.model, el: place });
        }"""
    )
    expect(page.get_by_test_id("player-root")).to_have_count(2)
    expect(page.get_by_test_id("player-root").nth(1)).to_have_attribute("data-state", "ready")


def frame_of(view: Locator) -> int:
    return int(view.get_by_test_id("frame-number").get_attribute("data-frame") or "-1")


def stands_at(view: Locator, frame: int) -> None:
    expect(view.get_by_test_id("frame-number")).to_have_attribute("data-frame", str(frame))


def test_steps_marks_and_speed_of_one_view_are_followed_by_the_other_and_back(views: tuple[Screen, Locator, Locator]) -> None:
    screen, first, second = views
    first.focus()
    screen.press("ArrowRight", "ArrowRight", "ArrowRight", "i")
    stands_at(second, 3)
    screen.press("ArrowRight", "o", "[")
    for view in (first, second):
        stands_at(view, 4)
        expect(view.get_by_test_id("rate")).to_have_value("0.75")
        expect(view).to_contain_text("00:00.120")
    second.focus()
    screen.press("End")
    stands_at(first, 99)
    screen.press("x", "ArrowLeft")
    stands_at(first, 98)
    expect(first).to_have_attribute("data-leads", "false")
    expect(second).to_have_attribute("data-leads", "true")


def test_both_play_and_stop_together_and_only_the_leading_one_is_heard(views: tuple[Screen, Locator, Locator]) -> None:
    screen, first, second = views
    first.focus()
    screen.press("Space")
    expect(second).to_have_attribute("data-motion", "forward")
    screen.page.wait_for_function("[...document.querySelectorAll('[data-testid=frame-number]')].every((view) => view.dataset.frame > 12)")
    muted = screen.page.evaluate("[...document.querySelectorAll('.vig-lead video')].map((video) => video.muted)")
    assert muted == [False, True]
    screen.press("Space")
    for view in (first, second):
        expect(view).to_have_attribute("data-motion", "still")
    stands_at(second, frame_of(first))
    assert frame_of(first) < 99


def test_what_is_chosen_in_one_view_is_chosen_in_the_other(views: tuple[Screen, Locator, Locator]) -> None:
    screen, first, second = views
    first.focus()
    screen.press("i", "ArrowRight", "ArrowRight", "o", "m")
    for view in (first, second):
        expect(view.locator("[data-testid=moment-item][aria-current=true]")).to_have_count(1)


def test_a_view_that_is_opened_later_begins_where_the_other_is_and_nothing_echoes(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.seek(40)
    screen.press("ArrowRight")
    screen.frame_is(41)
    open_another(screen.page)
    second = screen.page.get_by_test_id("player-root").nth(1)
    stands_at(second, 41)
    screen.page.evaluate("window.playheads.length = 0")
    screen.press("ArrowRight")
    stands_at(second, 42)
    told = screen.page.evaluate("window.playheads.map(({ view, frame, ticks }) => [view, frame, ticks])")
    assert len({view for view, *_ in told}) == 1
    assert told[-1][1:] == [42, 42 * FRAME_TICKS]
    screen.page.evaluate("window.unmountOther()")
    screen.press("ArrowLeft")
    stands_at(screen.page.get_by_test_id("player-root"), 41)
