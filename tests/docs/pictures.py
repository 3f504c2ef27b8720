"""Makes the two pictures of the README from the sample film; run by hand after the screens have changed.

``python -m tests.docs.pictures [WORKSPACE]``: with a workspace in which the sample case is (the one of ``make demo`` is in ``.demo``) it
takes half a minute; without one the sample film is drawn first. A Chromium is needed. The workspace gets a desk, and a record of the
package.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium
from tests.browser.notebook import run_notebook
from tests.servers import served_lab, served_package
from workbench.session.casefile import open_case
from workbench.session.publishing import publish
from workbench.session.sample_case import build_sample_case
from workbench.store.workspace import open_workspace

PICTURES = Path(__file__).parents[2] / "docs" / "images"
CASE = "SAMPLE"
COLOUR_STEP = 4
"""Red, green and blue are rounded to this, of 255: nobody sees it, and the file is two thirds as large."""
MOST_BYTES = 500_000


def picture_guider(browser: Browser, workspace: Path, target: Path) -> None:
    """The prepare notebook with a moment chosen, in JupyterLab as it opens."""
    with served_lab(workspace, CASE) as lab:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        player = run_notebook(page, lab.link)
        page.get_by_test_id("tab-moments").click()
        page.get_by_test_id("moment-item").nth(2).click()
        player.focus()
        for _ in range(4):
            player.press("Shift+ArrowRight")
        player.evaluate("(root) => root.scrollIntoView({ block: 'start' })")
        save_picture(page, target)
        page.close()


def picture_family(browser: Browser, package: Path, target: Path) -> None:
    """The family's page while the first clip holds and its question is shown."""
    with served_package(package) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address.link)
        family = page.locator(".vig-family")
        expect(family).to_have_attribute("data-phase", "card", timeout=60_000)
        page.get_by_role("button", name="Play").click()
        expect(family).to_have_attribute("data-phase", "held", timeout=120_000)
        page.get_by_role("button", name="Question").click()
        page.mouse.move(2, 2)
        save_picture(page, target)
        page.close()


def save_picture(page: Page, target: Path) -> None:
    """What the page shows, as a small PNG."""
    page.wait_for_timeout(2000)
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    target.parent.mkdir(parents=True, exist_ok=True)
    shown.point(lambda value: min(255, (value + COLOUR_STEP // 2) // COLOUR_STEP * COLOUR_STEP)).save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{target.name} has {target.stat().st_size} bytes, {MOST_BYTES} are the most")
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


def main(workspace: Path, packages: Path) -> None:
    """Both pictures."""
    with open_workspace(workspace, create=True) as opened:
        build_sample_case(opened)
        package = publish(opened, open_case(opened, CASE).playlists()[0].id, packages)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        picture_guider(browser, workspace, PICTURES / "guider.png")
        picture_family(browser, package, PICTURES / "family.png")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "workspace", Path(folder) / "packages")
