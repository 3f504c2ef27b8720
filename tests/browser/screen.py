"""The guider's screen on the bare page, under a test's hands."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.player_page import CaseOnDisk

FRAME_TICKS = 3600
"""Ticks of one frame of the film that :func:`tests.browser.conftest.open_screen` shows: 25 frames a second."""

N_FRAMES = 100
"""Its number of frames."""


@dataclass
class Screen:
    """An open page and the case behind it."""

    page: Page
    case: CaseOnDisk

    def frame_is(self, frame: int) -> None:
        expect(self.page.get_by_test_id("frame-number")).to_have_attribute("data-frame", str(frame))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def seek(self, frame: int) -> None:
        self.page.evaluate(f"window.command({{ command: 'seek', ticks: {frame * FRAME_TICKS} }})")
        self.frame_is(frame)

    def drag(self, test_id: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """With the pointer, between two places of an element as fractions of its size."""
        box = self.page.get_by_test_id(test_id).bounding_box()
        assert box is not None
        (x0, y0), (x1, y1) = ((box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end))
        self.page.mouse.move(x0, y0)
        self.page.mouse.down()
        self.page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2)
        self.page.mouse.move(x1, y1)
        self.page.mouse.up()

    def saved(self) -> None:
        """Wait until what was asked for is acknowledged."""
        expect(self.page.get_by_test_id("saved-at")).to_have_text(re.compile(r"saved \d\d:\d\d:\d\d"))
        expect(self.page.get_by_test_id("player-root")).to_have_attribute("data-saving", "false")
