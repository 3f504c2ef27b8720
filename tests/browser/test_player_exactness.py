"""The number in the picture is the number on the label: stepped, sought and played, on every kind of film a phone writes."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.picture import READ_NUMBER
from tests.browser.player_page import EnteredFilm, enter_film, serve_case
from tests.films import Kind, write_numbered_film

pytestmark = pytest.mark.browser

KINDS: tuple[Kind, ...] = ("constant25", "ntsc", "variable", "rotated", "hevc", "offset", "silent", "odd")
N_FRAMES = 60
SMALL = {"width": 760, "height": 560}

READ_PICTURE = f"""() => ({{
  picture: ({READ_NUMBER})(document.querySelector("[data-testid=stage] video")),
  label: Number(document.querySelector("[data-testid=frame-number]").dataset.frame),
}})"""

PRESS_AND_READ = (
    "async (presses) => {\n  const read = "
    + READ_PICTURE
    + """;
  const root = document.querySelector("[data-testid=player-root]");
  const until = async (wanted) => {
    for (let tries = 0; tries < 600 && read().label !== wanted; tries++) await new Promise(requestAnimationFrame);
  };
  const seen = [];
  for (const [key, shiftKey, wanted] of presses) {
    root.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
    await until(wanted);
    seen.push({ ...read(), wanted });
  }
  return seen;
}"""
)

SEEK_AND_READ = (
    "async (places) => {\n  const read = "
    + READ_PICTURE
    + """;
  const seen = [];
  for (const [ticks, wanted] of places) {
    window.command({ command: "seek", ticks });
    for (let tries = 0; tries < 600 && read().label !== wanted; tries++) await new Promise(requestAnimationFrame);
    seen.push({ ...read(), wanted });
  }
  return seen;
}"""
)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], EnteredFilm]:
    folder = tmp_path_factory.mktemp("player_films")

    @cache
    def make(kind: Kind) -> EnteredFilm:
        source = folder / f"{kind}.mp4"
        write_numbered_film(source, kind=kind, n_frames=N_FRAMES)
        return enter_film(source, folder / kind)

    return make


@pytest.fixture(params=KINDS)
def player(
    request: pytest.FixtureRequest, open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path
) -> Iterator[tuple[Page, EnteredFilm]]:
    film = entered(request.param)
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport=SMALL)
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=30_000)
        yield page, film
        page.close()


def test_the_label_is_the_number_in_the_picture_after_steps_seeks_and_playing(player: tuple[Page, EnteredFilm]) -> None:
    page, film = player
    last = film.table.n_frames - 1
    assert film.table.n_frames == N_FRAMES

    on = [(".", False, frame) for frame in range(1, N_FRAMES)]
    back = [("ArrowLeft", False, frame) for frame in range(last - 1, -1, -1)]
    stepped = page.evaluate(PRESS_AND_READ, [*on, *back])
    assert [seen for seen in stepped if not seen["picture"] == seen["label"] == seen["wanted"]] == []

    chosen = random.Random(7)
    frames = [chosen.randrange(N_FRAMES) for _ in range(37)] + [last, 0, last]
    places = [[chosen.randrange(film.table.span_of(frame).start, film.table.span_of(frame).end), frame] for frame in frames]
    sought = page.evaluate(SEEK_AND_READ, places)
    assert [seen for seen in sought if not seen["picture"] == seen["label"] == seen["wanted"]] == []

    page.get_by_test_id("player-root").focus()
    for _ in range(3):
        page.keyboard.press("Home")
        page.wait_for_function("document.querySelector('[data-testid=frame-number]').dataset.frame === '0'")
        page.keyboard.press("Space")
        page.wait_for_function("Number(document.querySelector('[data-testid=frame-number]').dataset.frame) > 5")
        page.keyboard.press("Space")
        page.wait_for_selector("[data-testid=player-root][data-motion=still]")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        paused = page.evaluate(READ_PICTURE)
        assert paused["picture"] == paused["label"]


def test_taps_faster_than_the_film_add_up_and_end_on_the_newest_frame(
    open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path
) -> None:
    film = entered("constant25")
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport=SMALL)
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]")
        seen = page.evaluate(
            "async () => {"
            "  const root = document.querySelector('[data-testid=player-root]');"
            "  for (let tap = 0; tap < 20; tap++) root.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }));"
            "  const label = () => document.querySelector('[data-testid=frame-number]').dataset.frame;"
            "  for (let tries = 0; tries < 600 && label() !== '20'; tries++) await new Promise(requestAnimationFrame);"
            "  return label();"
            "}"
        )
        assert seen == "20"
        picture = page.evaluate(READ_PICTURE)
        assert picture == {"picture": 20, "label": 20}
        page.close()


def test_the_page_asks_only_its_own_server(open_page: OpenPage, entered: Callable[[Kind], EnteredFilm], tmp_path: Path) -> None:
    film = entered("silent")
    with serve_case(film, tmp_path / "workspace") as case:
        page = open_page(viewport=SMALL)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]")
        assert asked
        assert [url for url in asked if not url.startswith(case.address)] == []
        page.close()
