"""The timeline of a film with many rows: what is fetched, what is seen, what the pointer and the keys do there."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, N_FRAMES
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.practice.people import Role
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

LENGTH = N_FRAMES * FRAME_TICKS
N_TIERS = 30
_VIEW = "() => document.querySelector('[data-testid=timeline-rows]').getAttribute('aria-label')"


def prepare(session: CaseSession, recording: Recording) -> None:
    """Mum with twenty rows, and ten rows of nobody; each row has an interval in every fifth of the film."""
    mum = session.add_person("M", Role.CLIENT, "Mum")
    for place in range(N_TIERS):
        owner = mum.id if place < 20 else None
        put_tier(session, Tier(new_id(), recording.id, f"row {place}", Channel.LOOK, Origin.MARKED, owner, place))


def put_tier(session: CaseSession, tier: Tier) -> None:
    fifth = LENGTH // 5
    spans = [Span(Ticks(at * fifth), Ticks(at * fifth + fifth // 2)) for at in range(5)]
    with session.workspace.edit("A row", case_id=session.case_id) as edit:
        edit.put(tier, *(Interval(new_id(), tier.id, span, "puzzle") for span in spans))


def wait_for_tiers(page: Page) -> None:
    page.wait_for_function("document.querySelectorAll('[data-awaited]').length === 0")


def asked_tiers(page: Page) -> list[str]:
    asked: list[str] = page.evaluate("window.asked.filter((each) => each.kind === 'read_tier').map((each) => each.id)")
    return asked


def wait_for_colours(page: Page, row: int, at_least: int) -> None:
    """Wait until there are so many different colours in a row of the timeline."""
    page.wait_for_function(
        """([row, atLeast]) => {
          const label = document.querySelectorAll(".vig-labels > .vig-row-label")[row];
          const canvas = document.querySelector("[data-testid=timeline-rows]");
          const { data } = canvas.getContext("2d").getImageData(0, label.offsetTop, canvas.width, label.offsetHeight);
          return new Set(new Uint32Array(data.buffer)).size >= atLeast;
        }""",
        arg=[row, at_least],
    )


def test_every_row_is_fetched_once_and_after_an_edit_only_the_one_that_changed(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    wait_for_tiers(screen.page)
    tiers = [tier["id"] for tier in screen.case.traits["tiers"]]
    assert sorted(asked_tiers(screen.page)) == sorted(tiers)
    session = screen.case.session
    with session.workspace.edit("One more", case_id=session.case_id) as edit:
        edit.put(Interval(new_id(), tiers[3], Span(Ticks(LENGTH - 9000), Ticks(LENGTH)), "child"))
    screen.press("m")
    screen.saved()
    wait_for_tiers(screen.page)
    assert asked_tiers(screen.page)[N_TIERS:] == [tiers[3]]
    screen.press("Control+z")
    expect(screen.page.get_by_test_id("redo")).to_be_enabled()
    screen.press("Control+z")
    screen.page.wait_for_function(f"window.asked.filter((each) => each.kind === 'read_tier').length === {N_TIERS + 2}")
    assert asked_tiers(screen.page)[-1] == tiers[3]


def test_many_rows_scroll_under_the_ruler_and_are_as_wide_as_it(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    page = screen.page
    wait_for_tiers(page)
    rows, ruler, overview = (page.get_by_test_id(name).bounding_box() for name in ("timeline-rows", "ruler", "overview"))
    assert rows is not None
    assert ruler is not None
    assert overview is not None
    assert (rows["x"], rows["width"]) == (ruler["x"], ruler["width"]) == (overview["x"], overview["width"])
    seen = page.locator(".vig-rows")
    assert seen.evaluate("(area) => area.clientHeight") <= 0.3 * 900 + 1
    assert rows["height"] > 500
    seen.evaluate("(area) => area.scrollTo(0, 1e6)")
    clips = page.locator(".vig-row-words", has_text="clips").bounding_box()
    area = seen.bounding_box()
    assert clips is not None
    assert area is not None
    assert area["y"] <= clips["y"] <= area["y"] + area["height"]
    assert page.get_by_test_id("ruler").bounding_box() == ruler


def test_a_group_folds_to_one_row_by_pointer_and_by_key_and_keeps_the_focus(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    page = screen.page
    wait_for_tiers(page)
    labels = page.locator(".vig-labels > .vig-row-label")
    before = labels.count()
    page.get_by_role("button", name="Fold Mum's rows").click()
    expect(labels).to_have_count(before - 19)
    assert page.evaluate("document.activeElement.dataset.testid") == "player-root"
    wait_for_colours(page, 2, 2)
    others = page.get_by_role("button", name="Fold the other rows")
    others.focus()
    screen.press("Enter")
    expect(labels).to_have_count(before - 19 - 9)
    expect(page.get_by_role("button", name="Unfold the other rows: 10 rows")).to_be_focused()
    screen.press("Enter")
    expect(labels).to_have_count(before - 19)


def test_the_window_of_the_overview_is_resized_and_the_middle_button_moves_along(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    page = screen.page
    assert page.evaluate(_VIEW).endswith("the whole film")
    screen.drag("overview", (0.999, 0.5), (0.5, 0.5))
    page.wait_for_function(f"({_VIEW})().includes('00:00.000 to 00:01.9') || ({_VIEW})().includes('00:00.000 to 00:02.0')")
    box = page.get_by_test_id("timeline-rows").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
    page.mouse.down(button="middle")
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.up(button="middle")
    page.wait_for_function(f"({_VIEW})().includes('00:00.9') || ({_VIEW})().includes('00:01.0')")
    screen.press("Shift+PageUp")
    page.wait_for_function(f"({_VIEW})().includes('00:00.000 to')")
    screen.frame_is(0)


def test_things_in_the_rows_are_reached_and_spoken_by_keys(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    wait_for_tiers(screen.page)
    spoken = screen.page.get_by_test_id("timeline-spoken")
    expect(spoken).to_have_attribute("aria-live", "polite")
    screen.press("n")
    expect(spoken).to_have_text("Mum look: puzzle, 00:00.000 to 00:00.400")
    screen.press("n", "n")
    expect(spoken).to_have_text("Mum look: puzzle, 00:01.600 to 00:02.000")
    screen.frame_is(2 * LENGTH // 5 // FRAME_TICKS)
    for _ in range(20):
        screen.press("Shift+ArrowDown")
    expect(spoken).to_have_text("row 20: puzzle, 00:01.600 to 00:02.000")
    screen.press("Shift+N")
    expect(spoken).to_have_text("row 20: puzzle, 00:00.800 to 00:01.200")


def test_the_sound_is_shown_as_its_tones_and_as_its_loudness_again(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    with page.expect_response(lambda answer: answer.url.endswith("/spectrogram")) as answered:
        page.get_by_test_id("toggle-sound").click()
    assert answered.value.body()[:4] == b"VIGS"
    wait_for_colours(page, 1, 20)
    expect(page.get_by_test_id("toggle-sound")).to_have_attribute("aria-label", "Show how loud it is")
    screen.press("Shift+T")
    expect(page.get_by_test_id("toggle-sound")).to_have_attribute("aria-label", "Show how high and loud it is")


def test_the_playhead_moves_without_anything_being_drawn(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare)
    page = screen.page
    wait_for_tiers(page)
    page.evaluate(
        """async () => {
          window.nDrawn = 0;
          const clear = CanvasRenderingContext2D.prototype.clearRect;
          CanvasRenderingContext2D.prototype.clearRect = function (...box) {
            if (this.canvas.closest(".vig-timeline")) window.nDrawn++;
            return clear.apply(this, box);
          };
          // What opening the film draws may come late.
          for (let quiet = 0, before = 0; quiet < 30; quiet++) {
            await new Promise((painted) => requestAnimationFrame(painted));
            if (window.nDrawn !== before) quiet = 0;
            before = window.nDrawn;
          }
          window.nDrawn = 0;
        }"""
    )
    first: dict[str, Any] | None = page.get_by_test_id("playhead").bounding_box()  # type: ignore[assignment]
    for frame in range(1, 6):
        screen.press(".")
        screen.frame_is(frame)
    last: dict[str, Any] | None = page.get_by_test_id("playhead").bounding_box()  # type: ignore[assignment]
    assert first is not None
    assert last is not None
    assert last["x"] - first["x"] == pytest.approx(first["width"] * 5 / N_FRAMES, abs=1)
    assert page.evaluate("window.nDrawn") == 0
    screen.press("+")
    page.wait_for_function("window.nDrawn > 0")
