"""A figure's own picture: of the exact frame and of its part of it, in the line of the chosen figure and in the list of all figures."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, N_FRAMES, Screen
from workbench.core.regions import Purpose, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

RIGHT_HALF = ((0.65 / 1.15, 0.0), (1.0, 0.52))
"""A box whose picture, with what is seen around it, begins in the middle of the film's: there the lower eight bits of its number stand."""
BELOW = ((0.2, 0.55), (0.6, 0.9))
WHOLE = Span(Ticks(0), Ticks(N_FRAMES * FRAME_TICKS))

PIXELS = """
async (image) => {
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.drawImage(image, 0, 0);
  return [canvas.width, canvas.height, [...brush.getImageData(0, 0, canvas.width, canvas.height).data]];
}
"""


def pixels(image: Locator) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    width, height, values = image.evaluate(PIXELS)
    return np.array(values, dtype=np.uint8).reshape(height, width, 4)[:, :, :3]


def low_byte(image: Locator) -> int:
    """The number's lower eight bits, from eight cells across a picture of the right half."""
    picture = pixels(image)
    row = picture[picture.shape[0] // 8]
    bits = [int(row[int(picture.shape[1] * (bit + 0.5) / 8)].mean() > 127) for bit in range(8)]
    return int("".join(map(str, bits)), 2)


def shown_frame(screen: Screen, frame: int) -> Locator:
    """The chosen figure's picture, once it is the one of a frame."""
    image = screen.page.get_by_test_id("figure-picture").locator("img")
    at_s = frame * FRAME_TICKS / 90_000
    expect(image).to_have_attribute("alt", f"Box: the hands at 00:{at_s:06.3f}")
    screen.page.wait_for_function(f"document.querySelector('[data-testid=figure-picture] img').src.includes('/{frame}?')")
    return image


def with_hands(session: CaseSession, recording: Recording) -> None:
    region = session.draw_region(recording.id, ShapeKind.BOX, RIGHT_HALF, Ticks(0), WHOLE, label="the hands")
    session.change_region(region.id, points=BELOW, at=Ticks(60 * FRAME_TICKS))
    session.change_region(region.id, points=RIGHT_HALF, at=Ticks(40 * FRAME_TICKS))


def test_the_chosen_figures_picture_is_of_the_exact_frame_and_part_and_follows_the_frame(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_hands, viewport={"width": 1280, "height": 800})
    screen.seek(5)
    screen.press("g")
    for frame in (5, 6, 7, 40, 39, 17):
        screen.seek(frame)
        image = shown_frame(screen, frame)
        assert low_byte(image) == frame
        assert pixels(image).shape == (108, 160, 3)
    screen.press(*["."] * 12)
    screen.frame_is(29)
    assert low_byte(shown_frame(screen, 29)) == 29


def test_the_picture_follows_a_change_of_the_figure_and_hides_what_the_figure_hides(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_hands, viewport={"width": 1280, "height": 800})
    screen.seek(21)
    screen.press("g")
    assert low_byte(shown_frame(screen, 21)) == 21
    before = pixels(shown_frame(screen, 21))
    screen.page.get_by_test_id("region-purpose").select_option("anonymise")
    image = screen.page.get_by_test_id("figure-picture").locator("img")
    expect(image).to_have_attribute("alt", "Box, hides: the hands at 00:00.840")
    screen.saved()
    (region,) = screen.case.session.regions(screen.case.recording.id)
    assert region.purpose is Purpose.ANONYMISE
    screen.page.wait_for_function("document.querySelector('[data-testid=figure-picture] img').complete")
    hidden = pixels(image)
    # the cells of black and white are gone where the box lies: what is left changes slowly from left to right
    inside = hidden[8, 40:150].astype(int).mean(axis=1)
    assert np.abs(np.diff(before[8, 40:150].astype(int).mean(axis=1))).max() > 150
    assert np.abs(np.diff(inside)).max() < 30


def test_the_list_shows_each_keyframe_and_goes_to_it_and_never_covers_the_film(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_hands, viewport={"width": 1280, "height": 800})
    screen.seek(5)
    screen.press("g")
    shown_frame(screen, 5)
    screen.page.get_by_test_id("figure-picture").click()
    sheet = screen.page.get_by_test_id("figures-sheet")
    expect(sheet).to_be_visible()
    frames = screen.page.get_by_test_id("figure-frame")
    expect(frames).to_have_count(3)
    assert [low_byte(frames.nth(place).locator("img")) for place in (0, 1)] == [0, 40]
    expect(frames.nth(1).locator("img")).to_have_attribute("alt", "Box: the hands at 00:01.600")
    film, list_ = screen.page.get_by_test_id("stage").bounding_box(), sheet.bounding_box()
    assert film is not None
    assert list_ is not None
    assert list_["y"] >= film["y"] + film["height"]
    frames.nth(1).click()
    screen.frame_is(40)
    expect(frames.nth(1)).to_have_attribute("aria-current", "true")
    assert low_byte(shown_frame(screen, 40)) == 40
    frames.nth(1).press("Escape")
    expect(sheet).to_be_hidden()
    screen.press(".")
    screen.frame_is(41)
