"""The panels in a real browser: dragging with mouse and finger, keys, typing while the case changes, sizes of what one presses."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

ADDRESS = "http://panels.test"
BUNDLE = Path(str(files("workbench.widgets") / "static"))
PAGE = Path(__file__).with_name("panels_page.html")


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    opened = open_page(viewport={"width": 400, "height": 700}, has_touch=True)
    opened.route("**/*", _answer)
    opened.goto(f"{ADDRESS}/")
    opened.wait_for_function("window.python !== undefined")
    return opened


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(ADDRESS)
    if path == "/":
        route.fulfill(path=PAGE, content_type="text/html")
    elif path.startswith("/static/"):
        route.fulfill(path=BUNDLE / path.removeprefix("/static/"))
    else:
        route.fulfill(status=404)


def titles(page: Page) -> list[str]:
    return page.locator(".vp-card-title span:last-child").all_inner_texts()


def sent(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate("python.sent"))


def open_playlist(page: Page) -> None:
    page.get_by_test_id("tab-playlist").click()
    expect(page.get_by_test_id("clip-card")).to_have_count(3)


def middle(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_card_dragged_with_the_mouse_stays_where_it_is_dropped(page: Page) -> None:
    open_playlist(page)
    x, y = middle(page.get_by_test_id("drag-handle").first)
    _, below = middle(page.get_by_test_id("clip-card").nth(2))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, (y + below) / 2, steps=4)
    page.mouse.move(x, below, steps=4)
    made_room = page.get_by_test_id("clip-card").nth(1).evaluate("card => card.style.transform")
    assert made_room.startswith("translateY(-")
    page.mouse.up()
    assert titles(page) == ["Waiting together", "To and fro", "Side by side"]
    assert sent(page) == [{"kind": "order_clips", "clipIds": ["two", "three", "one"]}]
    expect(page.get_by_test_id("said")).to_have_text("Side by side is now 3 of 3")


def test_a_card_dragged_with_a_finger_moves_and_the_list_does_not_scroll(page: Page) -> None:
    open_playlist(page)
    x, y = middle(page.get_by_test_id("drag-handle").nth(2))
    _, above = middle(page.get_by_test_id("clip-card").first)
    fingers = page.context.new_cdp_session(page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in (0.25, 0.5, 0.75, 1.0):
        point = {"x": x, "y": y + (above - y) * part}
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".vp-card-title span:last-child").first).to_have_text("To and fro")
    assert sent(page) == [{"kind": "order_clips", "clipIds": ["three", "one", "two"]}]
    assert page.locator(".vp-body").evaluate("body => body.scrollTop") == 0


def test_a_drag_given_up_with_escape_changes_nothing(page: Page) -> None:
    open_playlist(page)
    x, y = middle(page.get_by_test_id("drag-handle").first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 150, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert titles(page) == ["Side by side", "Waiting together", "To and fro"]
    assert sent(page) == []


def test_cards_move_by_keys_and_the_focus_goes_with_them(page: Page) -> None:
    open_playlist(page)
    handle = page.get_by_test_id("drag-handle").first
    handle.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert titles(page) == ["Waiting together", "To and fro", "Side by side"]
    expect(page.get_by_test_id("drag-handle").nth(2)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_test_id("said")).to_have_text("This is the last clip")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_test_id("drag-handle").nth(1)).to_be_focused()
    assert [edit["clipIds"] for edit in sent(page)][-1] == ["two", "one", "three"]


def test_typing_goes_on_undisturbed_while_the_case_changes(page: Page) -> None:
    open_playlist(page)
    page.get_by_test_id("open-clip-sheet").nth(1).click()
    title = page.get_by_test_id("clip-title")
    title.fill("Wait")
    title.press("ArrowLeft")
    page.evaluate("python.data.set({ ...python.data.get(), moments: [] })")
    page.keyboard.type("-i-")
    expect(title).to_have_value("Wai-i-t")
    page.get_by_test_id("clip-question").focus()
    page.wait_for_function("python.sent.length > 0")
    assert sent(page)[-1] == {"kind": "change_clip", "id": "two", "title": "Wai-i-t"}


def test_another_clip_opened_under_the_typing_hand_takes_nothing_away(page: Page) -> None:
    page.get_by_test_id("tab-clip-sheet").click()
    page.evaluate("python.selection.set({ kind: 'clip', id: 'two' })")
    page.get_by_test_id("clip-title").fill("Waiting")
    page.evaluate("python.selection.set({ kind: 'clip', id: 'three' })")
    expect(page.get_by_test_id("clip-title")).to_have_value("To and fro")
    expect(page.get_by_test_id("clip-sheet")).to_have_count(1)
    page.wait_for_function("python.sent.length > 0")
    assert sent(page) == [{"kind": "change_clip", "id": "two", "title": "Waiting"}]


def test_a_moment_chosen_on_the_timeline_comes_into_sight_in_the_list(page: Page) -> None:
    page.evaluate(
        """() => {
            const [first] = python.data.get().moments;
            const moments = Array.from({ length: 40 }, (_, n) => ({ ...first, id: `m${n}`, start: n * 90000, end: n * 90000 + 45000 }));
            python.data.set({ ...python.data.get(), moments });
            python.selection.set({ kind: "moment", id: "m30" });
        }"""
    )
    chosen, around = (page.locator(css).bounding_box() for css in ("[aria-current=true]", ".vp-list"))
    assert chosen is not None
    assert around is not None
    assert around["y"] <= chosen["y"]
    assert chosen["y"] + chosen["height"] <= around["y"] + around["height"]


def test_a_tab_opens_where_it_was_left(page: Page) -> None:
    page.get_by_test_id("tab-clip-sheet").click()
    body = page.locator(".vp-body")
    body.evaluate("body => body.scrollTo(0, 120)")
    page.get_by_test_id("tab-consent").click()
    expect(page.get_by_test_id("consent-table")).to_be_visible()
    assert body.evaluate("body => body.scrollTop") == 0
    page.get_by_test_id("tab-clip-sheet").click()
    assert body.evaluate("body => body.scrollTop") == 120


def test_everything_one_presses_is_large_enough(page: Page) -> None:
    for tab in ("case", "moments", "playlist", "clip-sheet", "consent", "notes"):
        page.get_by_test_id(f"tab-{tab}").click()
        if tab == "moments":
            page.get_by_test_id("moment-item").first.click()
        small = page.evaluate(
            """() => [...document.querySelectorAll("#panels button, #panels label:has(input[type=checkbox])")]
                .map((each) => [each.textContent, each.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24)
                .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)"""
        )
        assert small == [], tab
    page.get_by_test_id("tab-consent").click()
    for main in (page.get_by_test_id("tab-consent"), page.locator("label", has=page.get_by_test_id("in-view-P1"))):
        box = main.bounding_box()
        assert box is not None
        assert box["height"] >= 44
