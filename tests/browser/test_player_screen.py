"""The guider's screen under somebody's hands: drawing, marking, the timeline, keys, focus, refusals."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, OpenScreen
from tests.browser.player_page import EnteredFilm, serve_case
from tests.browser.screen import FRAME_TICKS, N_FRAMES
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.practice.clips import MomentKind
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser


def test_a_moment_is_marked_given_principles_taken_back_and_brought_again(open_screen: OpenScreen) -> None:
    screen = open_screen()
    expect(screen.page.get_by_test_id("status")).to_have_text("Press M where something is a little better than usual.")
    screen.seek(20)
    screen.press("i", "Shift+ArrowRight", "o", "m")
    screen.saved()
    marked = screen.case.traits["moments"]
    assert [(m["start"], m["end"]) for m in marked] == [(20 * FRAME_TICKS, 46 * FRAME_TICKS)]

    screen.press("2")
    screen.page.get_by_test_id("principle-E1").check()
    expect(screen.page.get_by_test_id("principle-E1")).to_be_checked()
    screen.press("Escape")
    screen.saved()
    assert screen.case.traits["moments"][0]["principles"] == ["E1"]

    screen.press("Control+z")
    expect(screen.page.get_by_test_id("redo")).to_be_enabled()
    assert screen.case.traits["moments"][0]["principles"] == []
    screen.press("Control+z")
    expect(screen.page.get_by_test_id("undo")).to_be_disabled()
    assert screen.case.traits["moments"] == []
    screen.press("Control+Shift+z", "Control+Shift+z")
    expect(screen.page.get_by_test_id("redo")).to_be_disabled()
    assert screen.case.traits["moments"][0]["principles"] == ["E1"]


@pytest.mark.parametrize("shape", ["box", "ellipse", "arrow", "line"])
def test_a_figure_is_drawn_where_the_pointer_was_on_the_picture(open_screen: OpenScreen, shape: str) -> None:
    screen = open_screen()
    screen.seek(10)
    screen.page.get_by_test_id(f"region-{shape}").click()
    screen.drag("regions", (0.25, 0.25), (0.75, 0.5))
    expect(screen.page.get_by_test_id("region")).to_have_count(1)
    screen.saved()
    (region,) = screen.case.traits["regions"]
    assert (region["shape"], region["start"], region["end"]) == (shape, 10 * FRAME_TICKS, 85 * FRAME_TICKS)
    (keyframe,) = region["keyframes"]
    assert keyframe["at"] == 10 * FRAME_TICKS
    assert keyframe["points"][0] == pytest.approx((0.25, 0.25), abs=0.005)
    assert keyframe["points"][-1] == pytest.approx((0.75, 0.5), abs=0.005)
    expect(screen.page.get_by_test_id("region")).to_have_count(1)
    screen.seek(9)
    expect(screen.page.get_by_test_id("region")).to_have_count(0)


def test_a_figure_is_labelled_moved_in_time_and_removed(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("r")
    screen.drag("regions", (0.2, 0.2), (0.4, 0.4))
    screen.saved()
    screen.page.get_by_test_id("region-label").fill("his hand")
    screen.press("Enter")
    expect(screen.page.locator(".vig-figure-words")).to_have_text("his hand")
    screen.seek(50)
    screen.drag("regions", (0.3, 0.2), (0.5, 0.4))
    screen.saved()
    (region,) = screen.case.traits["regions"]
    assert [keyframe["at"] for keyframe in region["keyframes"]] == [0, 50 * FRAME_TICKS]
    assert region["keyframes"][1]["points"][0] == pytest.approx((0.4, 0.4), abs=0.01)
    assert region["label"] == "his hand"
    expect(screen.page.locator("[data-testid=region] .vig-stroke")).to_be_visible()
    box = screen.page.locator("[data-testid=region] .vig-stroke").bounding_box()
    screen.seek(25)
    halfway = screen.page.locator("[data-testid=region] .vig-stroke").bounding_box()
    assert box is not None
    assert halfway is not None
    assert halfway["x"] < box["x"]
    screen.press("Delete")
    expect(screen.page.get_by_test_id("region")).to_have_count(0)
    assert screen.case.traits["regions"] == []


def test_the_timeline_goes_where_it_is_clicked_and_selects_what_is_dragged(open_screen: OpenScreen) -> None:
    def prepare(session: CaseSession, recording: Recording) -> None:
        span = Span(Ticks(40 * FRAME_TICKS), Ticks(60 * FRAME_TICKS))
        session.mark_moment(recording.id, span, kind=MomentKind.REPAIR, principles=["R3"])

    screen = open_screen(prepare)
    rows = screen.page.get_by_test_id("timeline-rows")
    box = rows.bounding_box()
    assert box is not None
    rows.click(position={"x": box["width"] * 0.305, "y": 10})
    screen.frame_is(30)
    moments_y = box["height"] - 30
    rows.click(position={"x": box["width"] * 0.5, "y": moments_y})
    screen.frame_is(40)
    expect(screen.page.get_by_test_id("status")).to_contain_text("repair · R3")
    rows.dblclick(position={"x": box["width"] * 0.5, "y": moments_y})
    expect(screen.page.get_by_test_id("selection")).to_contain_text("00:01.600 – 00:02.400")
    screen.drag("timeline-rows", (0.101, 0.05), (0.299, 0.05))
    expect(screen.page.get_by_test_id("selection")).to_contain_text("00:00.400 – 00:01.200")
    screen.drag("ruler", (0.5, 0.5), (0.705, 0.5))
    screen.frame_is(70)


def test_zooming_and_moving_the_view_keeps_time_and_place_together(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.seek(50)
    screen.press("+", "+")
    rows = screen.page.get_by_test_id("timeline-rows")
    box = rows.bounding_box()
    head = screen.page.get_by_test_id("playhead").bounding_box()
    assert box is not None
    assert head is not None
    assert (head["x"] - box["x"]) / box["width"] == pytest.approx(0.5, abs=0.01)
    rows.click(position={"x": box["width"] * 0.12, "y": 10})
    screen.frame_is(40)
    screen.page.mouse.wheel(0, -2000)
    screen.press("0")
    rows.click(position={"x": box["width"] * 0.905, "y": 10})
    screen.frame_is(90)


def test_the_selection_repeats_and_playing_backwards_goes_back(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.seek(20)
    screen.press("i")
    screen.seek(24)
    screen.press("o", "Shift+L", "Space")
    seen = screen.page.evaluate(
        """() => new Promise((done) => {
          const number = document.querySelector("[data-testid=frame-number]");
          const seen = [];
          const observer = new MutationObserver(() => {
            seen.push(Number(number.dataset.frame));
            const turns = seen.filter((frame, index) => index > 0 && frame < seen[index - 1]).length;
            if (turns >= 3) { observer.disconnect(); done(seen); }
          });
          observer.observe(number, { attributes: true, attributeFilter: ["data-frame"] });
        })"""
    )
    assert min(seen[5:]) >= 20
    assert max(seen) < N_FRAMES - 1, "it may turn a few frames late on a slow computer, but never plays on"
    screen.press("k", "Shift+L")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    screen.seek(60)
    screen.press("j")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "backward")
    screen.page.wait_for_function("Number(document.querySelector('[data-testid=frame-number]').dataset.frame) < 50")
    screen.press("k")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")


def test_speeds_keep_the_pitch_and_reach_the_film(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_test_id("rate").select_option("0.25")
    assert screen.page.evaluate("[document.querySelector('video').playbackRate, document.querySelector('video').preservesPitch]") == [
        0.25,
        True,
    ]
    screen.press("]")
    expect(screen.page.get_by_test_id("rate")).to_have_value("0.5")


def test_a_refusal_is_a_quiet_line_below_the_film(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.case.refusal = EditError("The moment lies outside the film", "Mark it inside")
    screen.press("m")
    status = screen.page.get_by_test_id("status")
    expect(status).to_have_text("The moment lies outside the film. Mark it inside.")
    film, line = screen.page.get_by_test_id("stage").bounding_box(), status.bounding_box()
    assert film is not None
    assert line is not None
    assert line["y"] > film["y"] + film["height"]
    screen.page.get_by_test_id("dismiss-problem").click()
    expect(status).to_have_text("Press M where something is a little better than usual.")


def test_after_a_click_on_a_button_space_still_plays(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_test_id("mark-in").click()
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "forward")
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")


def test_escape_leaves_to_the_notebook_and_its_keys_are_its_own_again(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("Escape")
    assert screen.page.evaluate("document.activeElement.id") == "cell"
    screen.press("m")
    assert screen.page.evaluate("window.asked.length") == 0


def test_the_kernel_hears_of_the_playhead_but_not_too_often(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.evaluate("window.playheads.length = 0")
    screen.press("Space")
    screen.page.wait_for_function("Number(document.querySelector('[data-testid=frame-number]').dataset.frame) > 40", timeout=60_000)
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    frame = int(screen.page.get_by_test_id("frame-number").get_attribute("data-frame") or -1)
    screen.page.wait_for_function(f"window.playheads.at(-1)?.frame === {frame} && window.playheads.at(-1).playing === false")
    told = screen.page.evaluate("window.playheads")
    assert (told[-1]["frame"], told[-1]["ticks"], told[-1]["playing"]) == (frame, frame * FRAME_TICKS, False)
    assert len(told) >= 3


def test_ten_views_opened_and_closed_leave_no_listener_on_the_model(open_screen: OpenScreen) -> None:
    screen = open_screen()
    before = screen.page.evaluate("window.nListeners()")
    assert before > 0
    after = screen.page.evaluate(
        """async () => {
          window.unmount();
          for (let time = 0; time < 10; time++) {
            const unmount = window.mount();
            if (time % 2) await new Promise((done) => setTimeout(done, 50));
            unmount();
          }
          return [window.nListeners(), document.querySelectorAll("video, [data-testid=player-root]").length];
        }"""
    )
    assert after == [0, 0]


@pytest.mark.parametrize("width", [1280, 1920, 640])
def test_the_player_fills_its_place_and_nothing_sticks_out(open_screen: OpenScreen, width: int) -> None:
    screen = open_screen()
    screen.page.set_viewport_size({"width": width, "height": 900})
    root = screen.page.get_by_test_id("player-root").bounding_box()
    assert root is not None
    assert root["width"] == pytest.approx(width - 16, abs=16)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
    picture = screen.page.get_by_test_id("regions").bounding_box()
    assert picture is not None
    assert picture["width"] / picture["height"] == pytest.approx(16 / 9, rel=0.02)


@pytest.mark.parametrize("size", [(848, 800), (1130, 800), (1500, 1080)], ids=str)
def test_the_whole_player_fits_and_nothing_moves_the_film_or_covers_it(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    """Sizes of a notebook's column in windows of 1280 by 800, with files beside it and without, and of 1920 by 1080."""
    screen = open_screen(viewport={"width": size[0], "height": size[1]})
    page = screen.page

    def places() -> list[list[float]]:
        seen: list[list[float]] = page.evaluate(
            """() => [".vig-root", ".vig-stage", ".vig-timeline-place", ".vig-below", ".vig-panels-place"].map((each) => {
              const box = document.querySelector(each).getBoundingClientRect();
              return [box.x, box.y, box.width, box.height].map(Math.round); })"""
        )
        return seen

    def is_seen_whole() -> bool:
        seen: bool = page.evaluate(
            """() => { const box = document.querySelector(".vig-stage").getBoundingClientRect();
              return [0.02, 0.5, 0.98].every((x) => [0.02, 0.5, 0.98].every((y) => document.querySelector(".vig-stage").contains(
                document.elementFromPoint(box.x + x * box.width, box.y + y * box.height)))); }"""
        )
        return seen

    before = places()
    (_, _, _, height), (_, _, film_width, film_height), (_, _, timeline_width, timeline_height), _, (_, _, panels_width, _) = before
    assert height <= size[1] - 96, "the notebook's own menus and toolbars take 97 pixels of 800 and 1080"
    assert film_height >= 0.42 * height
    assert film_width * film_height > timeline_width * timeline_height
    assert film_width > 1.5 * panels_width
    for keys in (("v",), ("v", "r"), ("Escape", "?"), ("?", "u"), ("u", "m", "2"), ("Escape", "t"), ("Escape",)):
        screen.press(*keys)
        assert places() == before, keys
        assert is_seen_whole(), keys
    for tab in ("case", "steps", "clip-sheet", "playlist", "consent", "notes", "code", "moments"):
        page.get_by_test_id(f"tab-{tab}").click()
        assert places() == before, tab
    tops = page.locator(".vp-tab").evaluate_all("(all) => [...new Set(all.map((each) => Math.round(each.getBoundingClientRect().top)))]")
    assert len(tops) == 1, "the tabs stand in one line"
    assert page.locator(".vp-tabs").evaluate("(row) => row.scrollWidth <= row.clientWidth")


def test_the_trainers_screen_has_film_and_timeline_only(open_screen: OpenScreen) -> None:
    screen = open_screen(screen="player")
    expect(screen.page.get_by_test_id("case-code")).not_to_be_visible()
    expect(screen.page.get_by_test_id("timeline")).to_be_visible()
    assert screen.page.locator(".vig-panels").count() == 0


def test_a_film_that_cannot_be_fetched_is_said_calmly(open_page: OpenPage, numbered_case: EnteredFilm, tmp_path: Path) -> None:
    with serve_case(numbered_case, tmp_path / "workspace") as case:
        case.session.workspace.vault.destroy(case.recording.id)
        page = open_page()
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=failed]")
        expect(page.get_by_test_id("status")).to_contain_text("The film cannot be shown here")
        page.close()
