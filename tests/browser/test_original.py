"""A film before its working copy is there: seen as it came where the browser plays it, and exchanged under who looks at it."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.picture import READ_PLAYER
from tests.browser.player_page import CaseOnDisk, EnteredFilm, serve_case
from tests.browser.test_player_exactness import WALK
from tests.films import Kind, write_numbered_film
from workbench.practice.casework import Recording
from workbench.session.alone import alone
from workbench.session.casefile import CaseSession, create_case
from workbench.session.importing import arrive_film
from workbench.session.working_copy import is_complete
from workbench.store.workspace import open_workspace

pytestmark = pytest.mark.browser

PLAYED: tuple[Kind, ...] = ("constant25", "ntsc", "variable", "rotated", "offset", "late_sound", "silent", "odd")
NOT_PLAYED: tuple[tuple[Kind, str], ...] = (("hevc", "mp4"), ("late_sound", "mkv"))
"""Of the second Chromium shows nothing that comes before its sound."""
N_FRAMES = 50


@contextmanager
def served_before_its_copy(kind: Kind, folder: Path, suffix: str = "mp4") -> Iterator[tuple[CaseOnDisk, ExitStack]]:
    """A page of a film, and what seems to be another program that makes its working copy, until it is closed."""
    film = write_numbered_film(folder / f"film.{suffix}", kind=kind, n_frames=N_FRAMES).path
    with open_workspace(folder / "first", create=True) as workspace:
        session = create_case(workspace, "HAZEL")
        recording = arrive_film(workspace, film, "HAZEL").recording
        entered = EnteredFilm(folder / "first", recording.id, session.frame_table(recording.id))

    with ExitStack() as other_program:

        def begin(session: CaseSession, recording: Recording) -> None:
            staging = session.workspace.vault.completing(recording.id)
            staging.make()
            other_program.enter_context(alone(staging.lock))

        with serve_case(entered, folder / "case", prepare=begin) as case:
            yield case, other_program


def opened(open_page: OpenPage, case: CaseOnDisk, state: str = "ready") -> Page:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(case.address)
    page.wait_for_selector(f"[data-testid=player-root][data-state={state}]", timeout=30_000)
    return page


@pytest.mark.parametrize(("kind", "suffix"), [*((kind, "mp4") for kind in PLAYED), ("offset", "mov"), ("variable", "mkv")])
def test_the_label_is_the_number_in_the_picture_of_the_original(open_page: OpenPage, tmp_path: Path, kind: Kind, suffix: str) -> None:
    with served_before_its_copy(kind, tmp_path, suffix) as (case, _):
        page = opened(open_page, case)
        expect(page.get_by_test_id("exactness")).to_contain_text("exact")
        table = case.session.frame_table(case.recording.id)
        last = table.n_frames - 1
        on = [(".", frame) for frame in range(1, N_FRAMES)]
        back = [("ArrowLeft", frame) for frame in range(last - 1, -1, -1)]
        assert page.evaluate(WALK, [*on, *back])["wrong"] == []
        chosen = random.Random(3)
        frames = [chosen.randrange(N_FRAMES) for _ in range(20)] + [last, 0]
        places = [[chosen.randrange(table.span_of(frame).start, table.span_of(frame).end), frame] for frame in frames]
        assert page.evaluate(WALK, places)["wrong"] == []
        expect(page.get_by_test_id("exactness")).to_contain_text("exact")
        page.close()


@pytest.mark.parametrize("kind", ["variable", "offset"])
def test_the_working_copy_takes_the_originals_place_under_the_same_frame_and_marks(open_page: OpenPage, tmp_path: Path, kind: Kind) -> None:
    with served_before_its_copy(kind, tmp_path) as (case, other_program):
        page = opened(open_page, case)
        expect(page.get_by_test_id("preparation")).to_contain_text("Working copy")
        page.evaluate(WALK, [("i", 0), *[(".", frame) for frame in range(1, 18)], ("o", 17)])
        page.get_by_test_id("player-root").press("m")
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        (moment,) = case.session.moments(case.recording.id)
        assert moment.span.end == case.session.frame_table(case.recording.id).span_of(17).end

        other_program.close()
        page.get_by_text("Go on", exact=True).click()
        expect(page.get_by_test_id("preparation")).to_be_hidden(timeout=60_000)
        page.wait_for_function("document.querySelector('[data-testid=stage] video').currentSrc.endsWith('/film')")
        assert is_complete(case.session.workspace, case.recording.id)
        assert page.evaluate(READ_PLAYER) == {"picture": 17, "label": 17}
        assert page.get_by_test_id("player-root").get_attribute("data-state") == "ready"
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        assert case.session.moments(case.recording.id) == [moment]
        assert page.evaluate(WALK, [(".", frame) for frame in range(18, N_FRAMES)])["wrong"] == []
        page.close()


@pytest.mark.parametrize(("kind", "suffix"), NOT_PLAYED)
def test_what_the_browser_cannot_play_is_said_calmly_and_seen_when_its_copy_is_there(
    open_page: OpenPage, tmp_path: Path, kind: Kind, suffix: str
) -> None:
    with served_before_its_copy(kind, tmp_path, suffix) as (case, other_program):
        page = opened(open_page, case, "preparing")
        expect(page.get_by_text("This film can be seen here when its working copy is ready")).to_be_visible()
        expect(page.get_by_test_id("status")).to_contain_text("cannot play this film as it came")
        other_program.close()
        page.get_by_text("Go on", exact=True).click()
        page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=60_000)
        assert page.evaluate(READ_PLAYER) == {"picture": 0, "label": 0}
        page.close()


def test_a_film_whose_times_are_not_those_of_its_table_is_only_about_right(open_page: OpenPage, tmp_path: Path) -> None:
    with served_before_its_copy("constant25", tmp_path) as (case, _):
        with case.session.workspace.vault.path(case.recording.id, "facts.json") as facts:
            facts.write_text(facts.read_text().replace('"starts_at": 0', '"starts_at": 1800'))
        case.desk.show(case.recording.id)
        page = opened(open_page, case)
        expect(page.get_by_test_id("exactness")).to_contain_text("about")
        page.close()
