"""Everybody can use the screens: names, contrast, order, targets, keys, and nothing that moves for those who do not want it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import problems, small_targets
from tests.browser.conftest import OpenPage, OpenScreen
from tests.browser.screen import FRAME_TICKS, Screen
from tests.family_package import CLOSING_QUESTION, write_family_package
from tests.films import write_numbered_film
from tests.servers import Address, served_package
from workbench.core.coding import Mark
from workbench.core.regions import ShapeKind
from workbench.core.tiers import Channel
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.practice.clips import Viewing
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.session.casefile import CaseSession
from workbench.session.importing import import_film

pytestmark = pytest.mark.browser

Theme = Literal["light", "dark"]
TABS = ("case", "moments", "steps", "clip-sheet", "playlist", "consent", "review", "notes", "code")


def span(first: int, end: int) -> Span:
    return Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS))


def full_case(session: CaseSession, recording: Recording) -> None:
    """Something of everything that the screen can show."""
    mum = session.add_person("A1", Role.CLIENT, "Mum")
    session.add_person("C1", Role.CHILD, "Noah")
    session.say_consent(mum.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED, recording_id=recording.id)
    session.set_in_view(recording.id, [person.id for person in session.people()])
    moment = session.mark_moment(recording.id, span(10, 40), principles=["E1", "R3"])
    session.change_moment(moment.id, why="she waits until he looks up", note="ask how it felt")
    session.mark_moment(recording.id, span(50, 70))
    clip = session.make_clip(moment.id)
    session.change_clip(clip.id, title="Waiting together", may_be_hard="the noise outside")
    goal = session.add_goal("that we play together without a fight")
    session.rate_goal(goal.id, 4, words="on a good day")
    session.begin_cycle()
    session.change_clip(clip.id, goal_id=goal.id, play_plan=(Viewing.WHOLE, Viewing.SLOW), follow_ups=("And then?",))
    tier = session.add_tier(recording.id, Channel.LOOK, person_id=mum.id)
    session.add_intervals(tier.id, [Mark(span(0, 20), "noah"), Mark(span(25, 30), ""), Mark(span(40, 60), "uncodable")])
    session.draw_region(recording.id, ShapeKind.BOX, [(0.2, 0.2), (0.5, 0.6)], Ticks(0), span(0, 60), label="her hands")


def shown_in(screen: Screen, theme: Theme) -> None:
    screen.page.evaluate("theme => document.body.dataset.jpThemeLight = String(theme === 'light')", theme)


def found_on(page: Page, within: str = ".vig-root") -> list[str]:
    return [*problems(page, within), *small_targets(page, within)]


def is_clean(page: Page, within: str = ".vig-root") -> None:
    assert "\n".join(found_on(page, within)) == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_guiders_screen_in_any_tab_or_sheet(open_screen: OpenScreen, theme: Theme) -> None:
    screen = open_screen(full_case, viewport={"width": 1280, "height": 900})
    page = screen.page
    page.emulate_media(reduced_motion="reduce")
    shown_in(screen, theme)
    found = {tab: found_in_tab(page, tab) for tab in TABS}
    page.get_by_test_id("player-root").focus()
    screen.press("b")
    expect(page.get_by_test_id("toggle-coding")).to_have_text("Stop coding")
    found["a pass"] = found_on(page)
    screen.press("b", "?")
    expect(page.get_by_test_id("help-sheet")).to_be_visible()
    found["help"] = found_on(page)
    page.get_by_test_id("change-keys").click()
    page.get_by_test_id("change-key-step 1").click()
    page.keyboard.press("m")
    expect(page.get_by_test_id("key-conflict")).to_be_visible()
    found["settings"] = found_on(page)
    page.get_by_test_id("leave-key").click()
    page.get_by_test_id("settings-close").click()
    page.get_by_test_id("tab-moments").click()
    page.get_by_test_id("moment-item").first.click()
    page.get_by_test_id("player-root").focus()
    screen.press("2")
    expect(page.get_by_test_id("level-sheet")).to_be_visible()
    found["principles"] = found_on(page)
    assert all_said(found) == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_one_looks_closer_compares_draws_or_is_refused(open_screen: OpenScreen, theme: Theme) -> None:
    screen = open_screen(full_case, viewport={"width": 1280, "height": 800})
    page = screen.page
    page.emulate_media(reduced_motion="reduce")
    shown_in(screen, theme)
    screen.press("v")
    expect(page.get_by_test_id("look-line")).to_be_visible()
    found = {"looking": found_on(page)}
    screen.press("c", "Shift+ArrowRight", "c")
    expect(page.get_by_test_id("companion")).to_be_visible()
    found["comparing"] = found_on(page)
    screen.press("Escape", "v", "g")
    expect(page.get_by_test_id("figure-about")).to_be_visible()
    found["a figure"] = found_on(page)
    screen.press("h")
    expect(page.get_by_test_id("figure-mode")).to_be_visible()
    found["a figure in hand"] = found_on(page)
    screen.press("Escape", "u")
    expect(page.get_by_test_id("history-sheet")).to_be_visible()
    found["history"] = found_on(page)
    screen.press("Escape")
    screen.case.refusal = EditError("The moment lies outside the film", "Mark it inside")
    screen.press("m")
    expect(page.get_by_test_id("dismiss-problem")).to_be_visible()
    found["a refusal"] = found_on(page)
    assert all_said(found) == ""


def test_axe_finds_nothing_on_the_list_of_cameras_and_on_two_side_by_side(open_screen: OpenScreen, tmp_path: Path) -> None:
    def prepare(session: CaseSession, recording: Recording) -> None:
        full_case(session, recording)
        other = write_numbered_film(tmp_path / "window.mp4", kind="silent", n_frames=50).path
        import_film(session.workspace, other, "HAZEL", title="By the window")

    screen = open_screen(prepare, viewport={"width": 1280, "height": 800})
    screen.press("Shift+V")
    expect(screen.page.get_by_test_id("cameras-list")).to_be_visible()
    found = {"cameras": found_on(screen.page)}
    screen.page.get_by_test_id("camera-place").click()
    expect(screen.page.get_by_test_id("companion")).to_be_visible()
    found["side by side"] = found_on(screen.page)
    assert all_said(found) == ""


def all_said(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{place}: {problem}" for place, all_of_it in found.items() for problem in all_of_it)


def found_in_tab(page: Page, tab: str) -> list[str]:
    page.get_by_test_id(f"tab-{tab}").click()
    if tab == "moments":
        page.get_by_test_id("moment-item").first.click()
    if tab == "code":
        page.get_by_text("How keys are read").click()
    return found_on(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_trainers_screen(open_screen: OpenScreen, theme: Theme) -> None:
    screen = open_screen(full_case, screen="player")
    shown_in(screen, theme)
    is_clean(screen.page)
    screen.press("?")
    expect(screen.page.get_by_test_id("help-sheet")).to_be_visible()
    is_clean(screen.page)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with served_package(write_family_package(tmp_path_factory.mktemp("package"))) as address:
        yield address


def test_axe_finds_nothing_on_the_familys_page_from_the_first_word_to_the_last(package: Address, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.goto(package.link)
    root = page.locator(".vig-family")
    root.wait_for(timeout=60_000)
    is_clean(page, ".vig-family")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(root).to_have_attribute("data-phase", "held", timeout=20_000)
    is_clean(page, ".vig-family")
    page.get_by_role("button", name="Question", exact=True).click()
    is_clean(page, ".vig-family")
    page.get_by_role("button", name="Keep this picture", exact=True).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(CLOSING_QUESTION)).to_be_visible()
    is_clean(page, ".vig-family")


def test_tab_goes_through_everything_there_is_to_press_in_the_order_it_is_read(open_screen: OpenScreen) -> None:
    screen = open_screen(full_case)
    page = screen.page
    places: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const now = document.activeElement;
              if (!now.closest(".vig-root")) return "";
              const style = getComputedStyle(now.matches("[type=radio], [type=checkbox]") ? now.parentElement : now);
              return [now.closest(".vig-header, .vig-main, .vig-below, .vig-panels-place, .vig-sheet").className.split(" ")[0],
                style.outlineStyle !== "none" || now.matches("[type=radio], [type=checkbox]")].join(); }"""
        )
        if not place:
            break
        places.append(place)
    parts = [place.split(",")[0] for place in places]
    in_order = ["vig-header", "vig-main", "vig-below", "vig-panels-place"]
    assert parts == sorted(parts, key=in_order.index)
    assert set(parts) == set(in_order)
    assert all(place.endswith("true") for place in places), "the focus is seen wherever it stands"


def test_nothing_moves_for_those_who_do_not_want_it(browser: Browser, open_screen: OpenScreen) -> None:
    screen = open_screen(full_case)
    screen.page.emulate_media(reduced_motion="reduce")
    screen.page.get_by_test_id("tab-code").click()
    moving = screen.page.evaluate(
        """() => [...document.querySelectorAll(".vig-root *")].filter((each) => {
          const { transitionDuration, animationName } = getComputedStyle(each);
          return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0); }).length"""
    )
    assert moving == 0


def test_nothing_axe_looks_for_would_go_unseen(open_screen: OpenScreen) -> None:
    """The test itself is tried: a nameless button, grey on grey, and a tiny target are found."""
    screen = open_screen()
    screen.page.evaluate(
        """() => document.querySelector(".vig-header").insertAdjacentHTML("beforeend",
          '<button class="vig-button" style="height:9px"></button><p style="color:#999;background:#aaa">hardly read</p>')"""
    )
    found = " ".join(problems(screen.page, ".vig-root"))
    assert "button-name" in found
    assert "color-contrast" in found
    assert small_targets(screen.page, ".vig-root") != []


def test_axe_is_the_one_the_lock_names() -> None:
    frontend = Path(__file__).parents[2] / "workbench" / "widgets" / "frontend"
    assert (frontend / "node_modules" / "axe-core" / "axe.min.js").exists(), "make setup installs what the browser tests need"
