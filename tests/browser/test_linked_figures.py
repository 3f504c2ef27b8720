"""The figures beneath a film in JupyterLab: one live widget for all of them, tied to the player both ways, and the view in space."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.notebook import run_notebook
from tests.servers import served_lab
from workbench.session.sample_case import build_sample_case
from workbench.store.workspace import open_workspace

pytestmark = pytest.mark.browser

N_FRAMES = 150


def shown(number: Locator) -> int:
    return int(number.get_attribute("data-frame") or "")


def click_in(page: Page, surface: Locator, across: float, down: float) -> None:
    """Point at a place of something, wait a painting, and click: plotly clicks on what is pointed at."""
    box = surface.bounding_box()
    assert box
    place = box["x"] + across * box["width"], box["y"] + down * box["height"]
    page.mouse.move(*place, steps=3)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.click(*place)


def test_a_click_in_a_figure_goes_to_the_frame_the_playhead_follows_and_one_widget_draws_them_all(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        build_sample_case(workspace, seconds=N_FRAMES / 25)
    with served_lab(tmp_path / "ws", "SAMPLE") as lab:
        page = open_page(viewport={"width": 1280, "height": 900})
        player = run_notebook(page, lab.link)
        number = player.get_by_test_id("frame-number")
        figure = page.locator(".js-plotly-plot")
        expect(figure).to_have_count(1, timeout=60_000)
        figure.evaluate("(root) => root.scrollIntoView({ block: 'center' })")
        playhead_s = "(root) => root.layout.shapes[0].x0"

        click_in(page, figure.locator(".nsewdrag").first, 0.5, 0.2)
        expect(number).not_to_have_attribute("data-frame", "0")
        assert abs(shown(number) - N_FRAMES / 2) <= 3
        page.wait_for_function(
            "([root, at]) => Math.abs(root.layout.shapes[0].x0 - at) < 0.05", arg=[figure.element_handle(), shown(number) / 25]
        )

        page.get_by_role("button", name="Ribbon of turns").click()
        expect(figure.locator(".gtitle").first).to_have_text("The ribbon of turns")
        assert abs(figure.evaluate(playhead_s) - shown(number) / 25) < 0.05
        expect(figure).to_have_count(1)

        page.get_by_role("button", name="In space").click()
        space = page.locator("canvas[data-engine], .jupyter-widgets canvas").last
        expect(figure).to_be_hidden(timeout=60_000)
        space.wait_for(timeout=60_000)
        assert space.bounding_box() is not None
        page.get_by_role("button", name="Timeline").click()
        expect(figure.locator(".gtitle").first).to_have_text("Looks, voices, turns and steps: click anywhere and the film goes there")
        expect(figure.locator(".barlayer .point path").first).to_be_visible()
        page.close()
