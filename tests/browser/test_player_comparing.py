"""Two places of a film side by side: each picture with its own true frame, stepped and played together, moved by frames, left with Esc."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.picture import READ_NUMBER
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

READ_PICTURES = f"""() => [...document.querySelectorAll(".vig-beside")].map((picture) => {{
  const layers = [...picture.querySelectorAll(".vig-film video, .vig-film canvas")];
  const seen = layers.filter((each) => each.checkVisibility({{ visibilityProperty: true }}));
  return [Number(picture.querySelector("[data-testid=picture-frame]").dataset.frame), ({READ_NUMBER})(seen.at(-1))];
}})"""
"""For every picture on the stage the number that stands under it and the number in it."""


SLOWLY = ("[", "[", "[")
"""Keys for a quarter of the speed: short films are not over before a busy computer has shown something of them."""


def frames_are(screen: Screen, *frames: int) -> None:
    captions = screen.page.get_by_test_id("picture-frame")
    for place, frame in enumerate(frames):
        expect(captions.nth(place)).to_have_attribute("data-frame", str(frame))
    screen.page.wait_for_function(f"(({READ_PICTURES})()).every(([said, seen]) => said === seen)")
    assert screen.page.evaluate(READ_PICTURES) == [[frame, frame] for frame in frames]


def compare(screen: Screen, kept: int, against: int) -> None:
    screen.seek(kept)
    screen.press("c")
    screen.seek(against)
    screen.press("c")
    expect(screen.page.get_by_test_id("companion")).to_be_visible()


def test_two_places_are_side_by_side_and_step_together(open_screen: OpenScreen) -> None:
    screen = open_screen()
    compare(screen, 12, 60)
    frames_are(screen, 60, 12)
    screen.press("ArrowRight", "ArrowRight", "ArrowRight")
    frames_are(screen, 63, 15)
    screen.press("ArrowLeft")
    frames_are(screen, 62, 14)
    screen.press(">", ">")
    frames_are(screen, 62, 16)
    screen.press("<", "<", "<")
    frames_are(screen, 62, 13)
    screen.press("End")
    frames_are(screen, 99, 50)


def test_both_play_in_step_and_stop_on_their_frames(open_screen: OpenScreen) -> None:
    screen = open_screen()
    compare(screen, 0, 5)
    screen.press(*SLOWLY, "Space")
    screen.page.wait_for_function(
        "Number(document.querySelector('[data-testid=frame-number]').dataset.frame) > 45"
        " && !document.querySelector('[data-testid=companion] video').paused"
        " && Math.abs(Number(document.querySelector('[data-testid=companion]').dataset.drift)) <= 1"
    )
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    lead = int(screen.page.get_by_test_id("frame-number").get_attribute("data-frame") or "-1")
    frames_are(screen, lead, lead - 5)


def test_a_place_that_has_no_picture_says_so_calmly_and_escape_leaves(open_screen: OpenScreen) -> None:
    screen = open_screen()
    compare(screen, 5, 60)
    screen.press("Home")
    companion = screen.page.get_by_test_id("companion")
    expect(companion).to_contain_text("No picture from here at this instant")
    expect(companion.get_by_test_id("picture-frame")).to_have_text("–")
    screen.press("Escape")
    expect(companion).to_have_count(0)
    expect(screen.page.get_by_test_id("picture-frame")).to_be_hidden()
    assert screen.page.evaluate("document.querySelectorAll('video').length") == 1


def test_a_kept_place_can_be_let_go_and_the_line_of_controls_does_the_same(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("c")
    expect(screen.page.get_by_test_id("status")).to_contain_text("This place is kept")
    screen.press("Escape")
    expect(screen.page.get_by_test_id("status")).not_to_contain_text("This place is kept")
    screen.press("v")
    screen.page.get_by_test_id("compare").click()
    screen.seek(50)
    screen.page.get_by_test_id("compare").click()
    frames_are(screen, 50, 0)
    screen.page.get_by_test_id("other-on").click()
    frames_are(screen, 50, 1)
    screen.page.get_by_test_id("compare").click()
    expect(screen.page.get_by_test_id("companion")).to_have_count(0)


ALIKE = """(times) => {
  const boxes = [...document.querySelectorAll(".vig-beside")].map((each) => each.querySelector(".vig-cell").getBoundingClientRect());
  const films = [...document.querySelectorAll(".vig-film")].map((each) => each.getBoundingClientRect());
  return films.length === 2 && films.every((film, place) =>
    Math.abs(film.width - films[0].width) <= 1 && Math.abs(film.width / boxes[place].width - times) < 0.05);
}"""
"""Whether two pictures are as wide as each other, and so many times as wide as their places; a page is laid out when it is painted."""


def test_both_are_looked_at_equally_closely(open_screen: OpenScreen) -> None:
    screen = open_screen()
    compare(screen, 12, 60)
    screen.page.wait_for_function(ALIKE, arg=1)
    screen.press("z", "z", "z")
    screen.page.wait_for_function(ALIKE, arg=2)


FILLED = """(n) => {
  const pictures = [...document.querySelectorAll(".vig-beside")].map((picture) => [picture, picture.querySelector(".vig-film")]);
  const sizes = pictures.map((pair) => pair.map((each) => each.getBoundingClientRect()));
  return sizes.length === n && sizes.every(([place, film]) => Math.max(film.width / place.width, film.height / place.height) > 0.9);
}"""


def test_every_picture_fills_its_place_on_the_stage(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.wait_for_function(FILLED, arg=1)
    compare(screen, 12, 60)
    screen.page.wait_for_function(FILLED, arg=2)
