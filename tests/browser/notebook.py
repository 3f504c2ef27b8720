"""A notebook in JupyterLab, run as a person runs it."""

from playwright.sync_api import Locator, Page, WebSocket, expect
from playwright.sync_api import TimeoutError as NothingCameError


def run_notebook(page: Page, link: str) -> Locator:
    """Open a notebook and choose Run, Run All Cells; gives its player when the film is ready."""
    with page.expect_websocket(_is_kernels, timeout=90_000) as opened:
        page.goto(link)
    # JupyterLab drops what is asked before the kernel has answered, and its own sign of readiness shows earlier.
    opened.value.wait_for_event("framereceived", _is_first_answer, timeout=90_000)
    choose_run_all(page)
    player = page.get_by_test_id("player-root")
    player.wait_for(timeout=90_000)
    expect(player).to_have_attribute("data-state", "ready", timeout=60_000)
    return player


def choose_run_all(page: Page) -> None:
    """Choose Run, Run All Cells, once the kernel stands idle; once more where JupyterLab has dropped it, as a person would."""
    for _ in range(3):
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=90_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        try:
            page.locator(".jp-InputPrompt", has_text="[*]").first.wait_for(timeout=5_000)
        except NothingCameError:
            continue
        return
    raise AssertionError("JupyterLab ran no cell, although it was asked three times")


class NextKernel:
    """The kernel that comes after the one that runs now: whether it has answered yet."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._has_answered = False
        page.on("websocket", self._listen)

    def wait_until_it_answers(self) -> None:
        """JupyterLab makes it by itself."""
        for _ in range(900):
            if self._has_answered:
                return
            self._page.wait_for_timeout(100)
        raise AssertionError("no other kernel came")

    def _listen(self, socket: WebSocket) -> None:
        if _is_kernels(socket):
            socket.on("framereceived", self._hear)

    def _hear(self, frame: str | bytes) -> None:
        self._has_answered = self._has_answered or _is_first_answer(frame)


def _is_kernels(socket: WebSocket) -> bool:
    return "/api/kernels/" in socket.url


def _is_first_answer(frame: str | bytes) -> bool:
    return b"kernel_info_reply" in (frame.encode() if isinstance(frame, str) else frame)
