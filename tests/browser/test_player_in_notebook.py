"""In JupyterLab the player keeps its keys, the notebook keeps its own, and text keeps every letter."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.notebook import run_notebook
from tests.browser.player_page import EnteredFilm
from tests.servers import served_lab

pytestmark = pytest.mark.browser

NOTEBOOKS_OWN = "abcdmxyrvz0123456789"
"""Single keys with which the notebook makes, deletes, moves and changes cells."""


def cells(page: Page) -> list[str]:
    kinds: list[str] = page.locator(".jp-Cell").evaluate_all(
        "all => all.map((each) => each.className.match(/jp-(Code|Markdown|Raw)Cell/)[1])"
    )
    return kinds


def frame(player: Locator) -> int:
    return int(player.get_by_test_id("frame-number").get_attribute("data-frame") or "")


def test_keys_go_to_the_player_or_to_the_notebook_and_never_to_both(
    numbered_case: EnteredFilm, tmp_path: Path, open_page: OpenPage
) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(numbered_case.workspace, workspace)
    with served_lab(workspace) as lab:
        page = open_page(viewport={"width": 1280, "height": 800})
        player = run_notebook(page, lab.link)
        before = cells(page)
        player.focus()
        number = player.get_by_test_id("frame-number")

        for key, shown in (("ArrowRight", 1), (".", 2), ("ArrowLeft", 1), (",", 0), ("Shift+ArrowRight", 25), ("End", 99), ("Home", 0)):
            page.keyboard.press(key)
            expect(number).to_have_attribute("data-frame", str(shown))
        for key, motion in (("Space", "forward"), ("Space", "still"), ("l", "forward"), ("k", "still"), ("j", "backward"), ("k", "still")):
            page.keyboard.press(key)
            if motion != "backward":
                expect(player).to_have_attribute("data-motion", motion)
        page.keyboard.press("m")
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        page.keyboard.press("3")
        expect(page.get_by_test_id("level-sheet")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Control+z")
        expect(page.get_by_test_id("moment-item")).to_have_count(0)
        for key in NOTEBOOKS_OWN:
            page.keyboard.press(key)
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+s")
        assert cells(page) == before

        player.focus()
        for _ in range(6):
            if not page.evaluate("document.activeElement.closest('.vig-root') !== null"):
                break
            page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.closest('.vig-root') === null")
        stood = frame(player)
        page.locator(".jp-Cell .jp-InputPrompt").first.click()
        page.keyboard.press("b")
        expect(page.locator(".jp-Cell")).to_have_count(len(before) + 1)
        page.keyboard.press("Enter")
        page.keyboard.type("jkl 1m")
        expect(page.locator(".jp-Cell.jp-mod-active .cm-content")).to_have_text("jkl 1m")
        assert frame(player) == stood
        page.close()
