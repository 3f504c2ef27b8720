"""A kernel that dies in JupyterLab: the screen says so and keeps what it could not send; the cell run again goes on where one was."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.notebook import NextKernel, choose_run_all, run_notebook
from tests.browser.picture import READ_NUMBER
from tests.browser.test_main_job import go, kill_kernels
from tests.films import write_numbered_film
from tests.servers import served_lab
from workbench.session.casefile import create_case, open_case
from workbench.session.importing import import_film
from workbench.store.workspace import open_workspace

pytestmark = pytest.mark.browser


def test_after_a_kernel_died_and_the_cell_is_run_again_one_is_where_one_was_and_nothing_is_lost(
    open_page: OpenPage, tmp_path: Path
) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", kind="variable", n_frames=60).path
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        create_case(workspace, "HAZEL")
        recording = import_film(workspace, film, "HAZEL").recording
    with served_lab(tmp_path / "workspace") as lab:
        page = open_page(viewport={"width": 1440, "height": 1000})
        player = run_notebook(page, lab.link)
        status, numbers = player.get_by_test_id("status"), player.get_by_test_id("frame-number")
        player.focus()
        player.press("i")
        for frame in range(1, 21):
            go(player, "ArrowRight", frame)
        player.press("o")

        next_kernel = NextKernel(page)
        kill_kernels(lab.kernels())
        expect(status).to_contain_text("kernel does not answer", timeout=30_000)
        next_kernel.wait_until_it_answers()
        dialog = page.locator(".jp-Dialog")
        if dialog.count():
            dialog.get_by_role("button").last.click()
        player.focus()
        player.press("m")
        expect(status).to_contain_text("One change is kept here", timeout=20_000)
        expect(status).to_contain_text("run the cell above once more")
        go(player, "ArrowRight", 21)
        go(player, "ArrowLeft", 20)

        choose_run_all(page)
        page.get_by_test_id("tab-moments").click(timeout=60_000)
        expect(page.get_by_test_id("moment-item")).to_have_count(1, timeout=60_000)
        expect(player).to_have_attribute("data-state", "ready", timeout=60_000)
        expect(numbers).to_have_attribute("data-frame", "20")
        assert player.get_by_test_id("drawn").evaluate(READ_NUMBER) == 20
        expect(status).not_to_contain_text("kernel does not answer")
        expect(player).to_have_attribute("data-saving", "false")
        go(player, "ArrowRight", 21)
        page.close()
    with open_workspace(tmp_path / "workspace") as workspace:
        (moment,) = open_case(workspace, "HAZEL").moments(recording.id)
        table = open_case(workspace, "HAZEL").frame_table(recording.id)
        assert (moment.span.start, moment.span.end) == (0, table.span_of(20).end)
