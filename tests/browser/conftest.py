"""One browser for all tests of this folder, and pages that fail their test when a script in them fails."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium
from tests.browser.player_page import EnteredFilm, Prepare, enter_film, serve_case
from tests.browser.screen import N_FRAMES, Screen
from tests.films import write_numbered_film

OF_A_KERNEL_THAT_WENT = "Canceled future for"
"""JupyterLab's own word, said to nobody, for what a kernel that died or was restarted did not answer."""

OpenPage = Callable[..., Page]
OpenScreen = Callable[..., Screen]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium; not for the whole session, because Playwright's event loop would be in the way of other tests' own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page in a context of its own, with the options of one; an error in a page fails the test at its end.

    ``open_page(within=another_browser, viewport={...})``
    """
    contexts = []
    wrong: list[str] = []

    def open_one(within: Browser = browser, **options: Any) -> Page:
        contexts.append(within.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [error for error in wrong if OF_A_KERNEL_THAT_WENT not in error] == []


@pytest.fixture(scope="package")
def numbered_case(tmp_path_factory: pytest.TempPathFactory) -> EnteredFilm:
    """A case with a numbered film of 100 frames at 25 a second, imported once; every page gets a copy."""
    folder = tmp_path_factory.mktemp("numbered_case")
    write_numbered_film(folder / "film.mp4", n_frames=N_FRAMES)
    return enter_film(folder / "film.mp4", folder / "workspace")


@pytest.fixture
def open_screen(open_page: OpenPage, numbered_case: EnteredFilm, tmp_path: Path) -> Iterator[OpenScreen]:
    """Open the guider's screen on a copy of the numbered case, with the focus in the player.

    ``open_screen(prepare=..., screen="player", viewport={...})``; `prepare` is given session and recording before the page is opened.
    """
    with ExitStack() as serving:

        def open_one(
            prepare: Prepare | None = None,
            screen: Literal["guider", "player"] = "guider",
            viewport: dict[str, int] | None = None,
            film: EnteredFilm = numbered_case,
        ) -> Screen:
            folder = tmp_path / f"workspace{len(list(tmp_path.glob('workspace*')))}"
            case = serving.enter_context(serve_case(film, folder, prepare=prepare, screen=screen))
            page = open_page(viewport=viewport or {"width": 1280, "height": 900})
            serving.callback(page.close)
            page.goto(case.address)
            page.wait_for_selector("[data-testid=player-root][data-state=ready]")
            page.get_by_test_id("player-root").focus()
            return Screen(page, case)

        yield open_one
