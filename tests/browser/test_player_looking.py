"""How the film is looked at: closer and across with pointer and keys, with the figures exactly on the picture; on the whole screen."""

import pytest
from playwright.sync_api import CDPSession, Locator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.test_figures import ASPECT, with_figure
from workbench.core.figures import corners_of
from workbench.core.regions import Form, ShapeKind

pytestmark = pytest.mark.browser


def box_of(part: Locator) -> dict[str, float]:
    box = part.bounding_box()
    assert box is not None
    return {name: float(value) for name, value in box.items()}


def picture_box(screen: Screen) -> dict[str, float]:
    """Where the whole picture lies on the page, also what of it is outside the stage."""
    return box_of(screen.page.locator(".vig-lead .vig-film"))


def place_on_picture(screen: Screen, x: float, y: float) -> tuple[float, float]:
    box = picture_box(screen)
    return (x - box["x"]) / box["width"], (y - box["y"]) / box["height"]


def wheel_at(screen: Screen, x: float, y: float, units: float) -> None:
    screen.page.mouse.move(x, y)
    screen.page.keyboard.down("Control")
    screen.page.mouse.wheel(0, units)
    screen.page.keyboard.up("Control")


def test_the_wheel_goes_closer_to_the_place_under_the_pointer(open_screen: OpenScreen) -> None:
    screen = open_screen()
    stage = box_of(screen.page.get_by_test_id("picture"))
    x, y = stage["x"] + stage["width"] * 0.4, stage["y"] + stage["height"] * 0.6
    before, width = place_on_picture(screen, x, y), picture_box(screen)["width"]
    for _ in range(5):
        wheel_at(screen, x, y, -120)
    expect(screen.page.get_by_test_id("picture")).not_to_have_attribute("data-scale", "1.00")
    assert picture_box(screen)["width"] > 2 * width
    assert place_on_picture(screen, x, y) == pytest.approx(before, abs=0.002)


def test_without_a_modifier_the_wheel_is_the_pages(open_screen: OpenScreen) -> None:
    screen = open_screen()
    stage = box_of(screen.page.get_by_test_id("picture"))
    screen.page.mouse.move(stage["x"] + 50, stage["y"] + 50)
    screen.page.mouse.wheel(0, -240)
    screen.press("ArrowRight")
    screen.frame_is(1)
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "1.00")


def test_a_figure_drawn_while_close_is_where_it_was_drawn_on_the_picture(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("z", "z", "z", "z")
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "3.00")
    screen.press("Alt+Shift+ArrowRight", "Alt+Shift+ArrowDown", "r")
    stage = box_of(screen.page.get_by_test_id("picture"))
    corners = [(stage["x"] + stage["width"] * across, stage["y"] + stage["height"] * down) for across, down in ((0.3, 0.3), (0.6, 0.7))]
    expected = [place_on_picture(screen, *corner) for corner in corners]
    screen.drag("picture", (0.3, 0.3), (0.6, 0.7))
    screen.saved()
    (region,) = screen.case.session.regions(screen.case.recording.id)
    for drawn, wanted in zip(region.keyframes[0].points, expected, strict=True):
        assert drawn == pytest.approx(wanted, abs=0.003)
    figure = screen.page.locator(".vig-figure .vig-stroke")
    for keys in ((), ("w",), ("z",)):
        screen.press(*keys)
        seen, picture = box_of(figure), picture_box(screen)
        assert (seen["x"] - picture["x"]) / picture["width"] == pytest.approx(expected[0][0], abs=0.004)
        assert (seen["y"] - picture["y"]) / picture["height"] == pytest.approx(expected[0][1], abs=0.006)


def test_dragging_moves_a_close_picture_and_a_double_click_brings_all_of_it_back(open_screen: OpenScreen) -> None:
    screen = open_screen()
    stage = box_of(screen.page.get_by_test_id("picture"))
    screen.page.mouse.dblclick(stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "2.00")
    before = picture_box(screen)
    screen.drag("picture", (0.5, 0.5), (0.4, 0.55))
    after = picture_box(screen)
    assert after["x"] - before["x"] == pytest.approx(-0.1 * stage["width"], abs=1.5)
    assert after["y"] - before["y"] == pytest.approx(0.05 * stage["height"], abs=1.5)
    screen.page.mouse.dblclick(stage["x"] + 40, stage["y"] + 40)
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "1.00")
    assert screen.case.session.regions(screen.case.recording.id) == []


def test_everything_about_looking_is_in_one_line_that_keys_reach(open_screen: OpenScreen) -> None:
    screen = open_screen()
    line = screen.page.get_by_test_id("look-line")
    expect(line).to_be_hidden()
    screen.press("v")
    expect(line).to_be_visible()
    screen.page.get_by_test_id("picture-scale").select_option("4")
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "4.00")
    screen.page.get_by_test_id("picture-smaller").click()
    expect(screen.page.get_by_test_id("picture-scale")).to_have_value("3")
    screen.press("Shift+W")
    assert picture_box(screen)["width"] == pytest.approx(320, abs=1)
    screen.press("v")
    expect(line).to_be_hidden()


def test_the_film_fills_the_screen_and_keeps_its_keys(open_screen: OpenScreen) -> None:
    screen = open_screen()
    root = screen.page.get_by_test_id("player-root")
    screen.press("f")
    expect(root).to_have_attribute("data-fullscreen", "true")
    expect(screen.page.get_by_test_id("timeline")).to_be_hidden()
    screen.press("ArrowRight", "ArrowRight")
    screen.frame_is(2)
    screen.press("Shift+F")
    expect(screen.page.get_by_test_id("timeline")).to_be_visible()
    screen.press("Shift+F")
    expect(root).to_have_attribute("data-fullscreen", "false")


def touch(fingers: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]})


def test_two_fingers_spread_the_picture_around_the_place_between_them(open_screen: OpenScreen) -> None:
    screen = open_screen()
    stage = box_of(screen.page.get_by_test_id("picture"))
    x, y = stage["x"] + stage["width"] * 0.5, stage["y"] + stage["height"] * 0.5
    fingers = screen.page.context.new_cdp_session(screen.page)
    between, width = place_on_picture(screen, x, y), picture_box(screen)["width"]
    touch(fingers, "touchStart", (x - 40, y))
    touch(fingers, "touchStart", (x - 40, y), (x + 40, y))
    for apart in (50, 60, 70, 80, 90, 100):
        touch(fingers, "touchMove", (x - apart, y), (x + apart, y))
    touch(fingers, "touchEnd")
    assert picture_box(screen)["width"] / width == pytest.approx(100 / 40, rel=0.02)
    assert place_on_picture(screen, x, y) == pytest.approx(between, abs=0.02)
    touch(fingers, "touchStart", (x - 100, y))
    touch(fingers, "touchStart", (x - 100, y), (x + 100, y))
    for apart in (80, 60, 40, 20):
        touch(fingers, "touchMove", (x - apart, y), (x + apart, y))
    touch(fingers, "touchEnd")
    expect(screen.page.get_by_test_id("picture")).to_have_attribute("data-scale", "0.50")
    assert screen.case.session.regions(screen.case.recording.id) == []


def test_a_polygon_drawn_while_close_is_where_it_was_drawn_on_the_picture(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("z", "z", "z", "z", "Alt+Shift+ArrowRight", "Alt+Shift+ArrowDown")
    stage = box_of(screen.page.get_by_test_id("picture"))
    across_down = ((0.3, 0.3), (0.7, 0.4), (0.6, 0.8), (0.35, 0.6))
    corners = [(stage["x"] + stage["width"] * across, stage["y"] + stage["height"] * down) for across, down in across_down]
    wanted = [place_on_picture(screen, *corner) for corner in corners]
    screen.page.get_by_test_id("region-polygon").click()
    for corner in corners:
        screen.page.mouse.click(*corner)
    screen.press("Enter")
    screen.saved()
    (region,) = screen.case.session.regions(screen.case.recording.id)
    for drawn, expected in zip(region.keyframes[0].points, wanted, strict=True):
        assert drawn == pytest.approx(expected, abs=0.003)
    for keys in ((), ("w",), ("z", "z")):
        screen.press(*keys)
        figure_covers(screen, wanted)


def figure_covers(screen: Screen, corners: list[tuple[float, float]]) -> None:
    """The figure's outline reaches exactly as far on the picture as these corners."""
    seen = box_of(screen.page.locator(".vig-figure .vig-stroke"))
    for x, y, pick in ((seen["x"], seen["y"], min), (seen["x"] + seen["width"], seen["y"] + seen["height"], max)):
        assert place_on_picture(screen, x, y) == pytest.approx((pick(x for x, _ in corners), pick(y for _, y in corners)), abs=0.006)


def test_a_turned_box_is_turned_and_shown_where_it_is_however_close_one_looks(open_screen: OpenScreen) -> None:
    corners = ((0.42, 0.4), (0.56, 0.62))
    screen = open_screen(prepare=with_figure(ShapeKind.BOX, Form(corners, 30.0)))
    for keys in ((), ("z", "z", "z"), ("Alt+Shift+ArrowRight",)):
        screen.press(*keys)
        figure_covers(screen, list(corners_of(Form(corners, 30.0), ASPECT)))
    screen.press("g")
    layer, handle = (box_of(screen.page.get_by_test_id(name)) for name in ("regions", "handle-turn"))
    middle = (layer["x"] + layer["width"] * 0.49, layer["y"] + layer["height"] * 0.51)
    screen.page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] + 30, middle[1] - 90)
    screen.page.mouse.move(middle[0] + 90, middle[1] - 90)
    screen.page.mouse.up()
    screen.saved()
    (region,) = screen.case.session.regions(screen.case.recording.id)
    form = region.form_at(0)
    assert form.turn_deg == pytest.approx(45, abs=1.5)
    for drawn, kept_corner in zip(form.points, corners, strict=True):
        assert drawn == pytest.approx(kept_corner, abs=0.001)
    figure_covers(screen, list(corners_of(form, ASPECT)))
