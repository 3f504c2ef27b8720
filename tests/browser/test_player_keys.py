"""Keys in a real browser: held together, played around, remapped and kept; and what JupyterLab does not take."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

HEAR_OF_LABELS = """() => {
  const number = document.querySelector("[data-testid=frame-number]");
  window.shown = [];
  const hear = (changes) => window.shown.push(...changes.map(({ oldValue }) => Number(oldValue)));
  new MutationObserver(hear).observe(number, { attributes: true, attributeFilter: ["data-frame"], attributeOldValue: true });
}"""
"""Every number that was shown, also one that stood for less than a painting; the newest comes with the next."""


def play_until(screen: Screen, frame: int) -> None:
    screen.page.wait_for_function(f"Number(document.querySelector('[data-testid=frame-number]').dataset.frame) >= {frame}")


def stands(screen: Screen) -> None:
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")


def test_with_k_held_a_tap_of_l_is_one_frame_and_l_held_creeps_until_it_goes_up(open_screen: OpenScreen) -> None:
    screen = open_screen()
    keyboard = screen.page.keyboard
    keyboard.down("k")
    keyboard.press("l")
    screen.frame_is(1)
    keyboard.press("l")
    screen.frame_is(2)
    keyboard.press("j")
    screen.frame_is(1)
    keyboard.down("l")
    keyboard.down("l")
    expect(screen.page.get_by_test_id("rate")).to_have_value("0.25")
    play_until(screen, 5)
    keyboard.up("l")
    stands(screen)
    keyboard.up("k")
    expect(screen.page.get_by_test_id("rate")).to_have_value("1")


def test_playing_around_a_place_comes_back_to_it(open_screen: OpenScreen) -> None:
    def little(session: CaseSession, _: Recording) -> None:
        (session.workspace.folder / "settings.json").write_text('{"around_before_ms": 400, "around_after_ms": 400}')

    screen = open_screen(little)
    screen.seek(50)
    screen.page.evaluate("window.playheads.length = 0")
    screen.press("/")
    screen.page.wait_for_function("window.playheads.some((head) => head.playing)")
    stands(screen)
    screen.frame_is(50)
    shown = screen.page.evaluate("window.playheads.map((head) => head.frame)")
    assert min(shown) == 40
    assert 50 < max(shown) < 70, "the kernel hears of the playhead ten times a second"


def test_keys_of_ones_own_are_kept_for_the_next_time(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    screen.press("Control+,")
    page.get_by_test_id("change-key-step 1").click()
    page.keyboard.press("Alt+y")
    expect(page.get_by_test_id("keys-step 1")).to_contain_text("Y")
    page.get_by_test_id("change-key-markMoment").click()
    page.keyboard.press("l")
    expect(page.get_by_test_id("key-conflict")).to_contain_text("L is now “play, again for faster”")
    page.get_by_test_id("take-over").click()
    expect(page.get_by_test_id("keys-shuttle 1")).to_contain_text("no key")
    page.reload()
    page.wait_for_selector("[data-testid=player-root][data-state=ready]")
    page.get_by_test_id("player-root").focus()
    screen.press("l")
    expect(page.get_by_test_id("moment-item")).to_have_count(1)
    expect(page.get_by_test_id("mark-moment")).to_have_attribute("title", "Mark moment (L)")
    screen.press("?")
    page.get_by_test_id("change-keys").click()
    page.get_by_test_id("reset-all-keys").click()
    expect(page.get_by_test_id("mark-moment")).to_have_attribute("title", "Mark moment (M)")


def test_the_film_waits_while_a_note_is_written_and_goes_on_afterwards(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    screen.press("m")
    page.get_by_test_id("moment-item").click()
    page.get_by_test_id("player-root").focus()
    page.evaluate(HEAR_OF_LABELS)
    screen.press("Home", "[", "Space")  # slower, so that it is not at its end before a letter is written
    play_until(screen, 30)
    page.get_by_test_id("moment-why").click()
    page.keyboard.type("J K L 1 i o")
    stands(screen)
    page.wait_for_function("shown.some((frame, place) => shown[place - 1] - frame === 25)")
    expect(page.get_by_test_id("moment-why")).to_have_value("J K L 1 i o")
    expect(page.get_by_test_id("player-root")).to_have_attribute("data-motion", "forward")
