"""The main job, as a guider and a family do it: from a film to the page on which a family stops for now.

A numbered film goes in by ``vig import``; JupyterLab opens on the prepare notebook; the guider steps, marks, draws, clips and publishes;
the package opens in Voila; the film holds at the pause point. The picture's own number says which frame is on the screen.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.notebook import run_notebook
from tests.browser.picture import READ_NUMBER
from tests.films import write_numbered_film
from tests.servers import served_lab, served_package
from workbench.practice.clips import Clip, Moment
from workbench.store.workspace import open_workspace

pytestmark = pytest.mark.browser

IN_FRAME, OUT_FRAME, PAUSE_FRAME = 25, 575, 31


def vig(workspace: Path, *words: str) -> Any:
    """What a command answers."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", *words, "--workspace", str(workspace), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one numbered film of 24 s, and the consent of who is in it."""
    folder = tmp_path_factory.mktemp("main_job")
    film = write_numbered_film(folder / "film.mov", kind="variable", n_frames=600, size=(640, 360))
    place = folder / "workspace"
    vig(place, "case", "set", "HAZEL", "--hope", "that he listens to me")
    vig(place, "case", "person", "HAZEL", "M1", "--role", "client", "--name", "Mum")
    vig(place, "case", "consent", "HAZEL", "M1", "shared_review", "granted")
    recording = vig(place, "import", str(film.path), "--case", "HAZEL")["recording"]["id"]
    vig(place, "case", "in-view", recording, "M1")
    return place


def hosts_asked(page: Page) -> set[str]:
    """The hosts a page asks from now on; what it has in its own memory or in its address is no request to anybody."""
    hosts: set[str] = set()

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("blob", "data"):
            hosts.add(f"{address.scheme}://{address.netloc}")

    page.on("request", note)
    page.on("websocket", lambda socket: hosts.add(f"http://{urlsplit(socket.url).netloc}"))
    return hosts


def errors_said(page: Page) -> list[str]:
    """The parts of JupyterLab that say from now on that they could not start."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "plugin" in message.text.lower() else None)
    return said


def shown(player: Locator) -> tuple[int, int]:
    """The number in the picture and the number on the label."""
    label = player.get_by_test_id("frame-number").get_attribute("data-frame")
    return int(player.get_by_test_id("drawn").evaluate(READ_NUMBER)), int(label or -1)


def go(player: Locator, key: str, frame: int) -> None:
    """Press a key and wait until the label says a frame; the picture must say the same."""
    player.press(key)
    expect(player.get_by_test_id("frame-number")).to_have_attribute("data-frame", str(frame), timeout=15_000)
    assert shown(player) == (frame, frame)


def go_to(player: Locator, frame: int) -> None:
    """Step to a frame that is not far from the first, the last or the frame on the screen."""
    now = shown(player)[1]
    if abs(600 - frame) < abs(now - frame):
        go(player, "End", 599)
        now = 599
    for n in range(now + 1, frame + 1):
        go(player, "ArrowRight", n)
    for n in range(now - 1, frame - 1, -1):
        go(player, "ArrowLeft", n)


def test_from_a_film_to_stop_for_now(workspace: Path, open_page: OpenPage) -> None:
    with served_lab(workspace) as lab:
        page = open_page(viewport={"width": 1440, "height": 1000})
        hosts, complaints = hosts_asked(page), errors_said(page)
        player = run_notebook(page, lab.link)
        expect(page.locator("#jp-left-stack")).to_be_hidden()
        player.focus()

        assert shown(player) == (0, 0)
        go_to(player, IN_FRAME)
        player.press("i")
        go_to(player, OUT_FRAME)
        player.press("o")
        player.press("m")
        moment = page.get_by_test_id("moment-item")
        expect(moment).to_have_count(1)
        player.press("2")
        player.get_by_test_id("principle-E1").click()
        player.press("Escape")
        expect(moment).to_contain_text("E1")

        go(player, "Home", 0)
        draw_box(page, player)
        page.get_by_test_id("tab-moments").click()
        moment.click()
        page.get_by_test_id("make-clip").click()
        write_clip(page, player)
        assert shown(player)[0] == shown(player)[1]

        page.get_by_test_id("tab-playlist").click()
        page.get_by_test_id("publish").click()
        result = page.get_by_test_id("publish-result")
        expect(result).to_be_visible(timeout=120_000)
        package = Path(re.search(r"(/\S*review-[0-9a-z-]+)", result.inner_text())[1])  # type: ignore[index]

        kill_kernels(lab.kernels())
        page.reload()
        player = run_notebook(page, lab.link)
        page.get_by_test_id("tab-moments").click()
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        assert hosts == {f"http://{lab.host}"}
        assert complaints == []
        page.close()

    watch_with_the_family(open_page, package)


def draw_box(page: Page, player: Locator) -> None:
    """Draw a box on the picture and wait until it is on disk."""
    saved = player.get_by_test_id("saved-at")
    player.get_by_test_id("region-box").click()
    stage = player.get_by_test_id("drawn").bounding_box()
    assert stage is not None
    x, y = stage["x"] + stage["width"] * 0.3, stage["y"] + stage["height"] * 0.4
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 60, steps=4)
    page.mouse.up()
    expect(player.get_by_test_id("regions").locator("[data-region]:not([data-region=draft])")).to_have_count(1)
    expect(saved).to_contain_text("saved")


def write_clip(page: Page, player: Locator) -> None:
    """Give the clip its words and a pause point at a frame."""
    page.get_by_test_id("tab-clip-sheet").click()
    page.get_by_test_id("clip-title").fill("Waiting together")
    page.get_by_test_id("clip-question").fill("What do you notice here?")
    page.get_by_test_id("clip-question").blur()
    player.focus()
    go(player, "Home", 0)
    go_to(player, PAUSE_FRAME)
    page.get_by_test_id("add-pause").click()
    question = page.get_by_test_id(re.compile("^pause-question-"))
    expect(question).to_have_count(1)
    question.fill("What are you doing just now?")
    question.blur()
    expect(player.get_by_test_id("saved-at")).to_contain_text("saved")


def kill_kernels(pids: list[int]) -> None:
    """End the kernels as a crash does."""
    assert pids
    subprocess.run(["kill", "-9", *map(str, pids)], check=True)


def watch_with_the_family(open_page: OpenPage, package: Path) -> None:
    with served_package(package) as address:
        page = open_page(viewport={"width": 1366, "height": 768})
        hosts = hosts_asked(page)
        page.goto(address.link)
        family = page.locator(".vig-family")
        expect(family).to_have_attribute("data-phase", "card", timeout=60_000)
        expect(page.get_by_text("that he listens to me")).to_be_visible()
        expect(page.get_by_text("What are you doing just now?")).to_be_hidden()

        page.get_by_role("button", name="Play").click()
        expect(family).to_have_attribute("data-phase", "held", timeout=30_000)
        assert page.locator(".vig-family-drawn").evaluate(READ_NUMBER) == PAUSE_FRAME
        page.get_by_role("button", name="Question").click()
        expect(page.get_by_text("What are you doing just now?")).to_be_visible()

        page.get_by_role("button", name="Stop for now").click()
        expect(family).to_have_attribute("data-stopped", "true")
        expect(page.locator("video")).to_be_hidden()
        assert page.locator("video").evaluate("(video) => video.paused")
        assert hosts == {f"http://{address.host}"}
        page.close()


def test_what_the_guider_did_is_on_disk(workspace: Path) -> None:
    """Runs after the main job, on the same workspace."""
    with open_workspace(workspace) as opened:
        (moment,) = opened.find(Moment)
        (clip,) = opened.find(Clip)
    assert moment.principles == ("E1",)
    assert clip.moment_id == moment.id
    assert clip.title == "Waiting together"
    assert [pause.question for pause in clip.pauses] == ["What are you doing just now?"]
