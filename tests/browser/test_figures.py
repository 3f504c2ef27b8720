"""Figures under somebody's hands: each kind by pointer and by keys, read back from the case on the disk; what is shown is what is kept."""

import math
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, N_FRAMES, Screen
from workbench.core.figures import corners_of
from workbench.core.regions import FRAMED, Form, Keyframe, Purpose, Region, ShapeKind, usual_purpose
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

WIDTH_PX, HEIGHT_PX = 320, 180
ASPECT = WIDTH_PX / HEIGHT_PX
CORNERS = ((0.3, 0.3), (0.6, 0.7))
TRIANGLE = ((0.3, 0.2), (0.7, 0.3), (0.5, 0.8))
WHOLE = Span(Ticks(0), Ticks(N_FRAMES * FRAME_TICKS))


def kept(screen: Screen) -> list[Region]:
    screen.saved()
    return screen.case.session.regions(screen.case.recording.id)


def only(screen: Screen) -> Region:
    (region,) = kept(screen)
    return region


def with_figure(kind: ShapeKind, form: Form, *others: tuple[int, Form], span: Span = WHOLE) -> Any:
    def prepare(session: CaseSession, recording: Recording) -> None:
        region = session.draw_region(recording.id, kind, form.points, span.start, span, turn_deg=form.turn_deg)
        for frame, other in others:
            session.change_region(region.id, points=other.points, turn_deg=other.turn_deg, at=Ticks(frame * FRAME_TICKS))

    return prepare


def place(screen: Screen, point: tuple[float, float]) -> tuple[float, float]:
    """A place of the picture in pixels of the page."""
    box = screen.page.get_by_test_id("regions").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * point[0], box["y"] + box["height"] * point[1]


def move(screen: Screen, *points: tuple[float, float]) -> None:
    """Press at the first place, go on to the others, let go; and wait until the page has asked for what that means."""
    n_asked = screen.page.evaluate("window.asked.length")
    for number, point in enumerate(points):
        screen.page.mouse.move(*place(screen, point))
        if number == 0:
            screen.page.mouse.down()
    screen.page.mouse.up()
    screen.page.wait_for_function(f"window.asked.length > {n_asked}")


def near(points: tuple[tuple[float, float], ...], *wanted: tuple[float, float]) -> bool:
    pairs = zip(points, wanted, strict=True)
    return all(math.hypot(x - wx, y - wy) < 0.006 for (x, y), (wx, wy) in pairs)


@pytest.mark.parametrize("kind", [kind for kind in ShapeKind if kind is not ShapeKind.POLYGON])
def test_each_kind_is_drawn_by_pointer_with_its_usual_purpose(open_screen: OpenScreen, kind: ShapeKind) -> None:
    screen = open_screen()
    screen.seek(10)
    screen.page.get_by_test_id(f"region-{kind}").click()
    move(screen, (0.25, 0.25), (0.5, 0.4), (0.75, 0.5))
    region = only(screen)
    assert (region.kind, region.purpose) == (kind, usual_purpose(kind))
    assert region.span == Span(Ticks(10 * FRAME_TICKS), Ticks(85 * FRAME_TICKS))
    form = region.form_at(10 * FRAME_TICKS)
    assert near((form.points[0], form.points[-1]), (0.25, 0.25), (0.75, 0.5))
    expect(screen.page.locator(f"[data-region='{region.id}'][data-shape='{kind}']")).to_have_count(1)
    screen.press("Control+z")
    expect(screen.page.get_by_test_id("region")).to_have_count(0)
    assert kept(screen) == []


@pytest.mark.parametrize("finish", ["Enter", "double click", "first corner"])
def test_a_polygon_is_drawn_corner_by_corner(open_screen: OpenScreen, finish: str) -> None:
    screen = open_screen()
    screen.page.get_by_test_id("region-polygon").click()
    corners = ((0.2, 0.2), (0.8, 0.3), (0.6, 0.8), (0.3, 0.7))
    for corner in corners[:-1]:
        screen.page.mouse.click(*place(screen, corner))
    if finish == "double click":
        screen.page.mouse.dblclick(*place(screen, corners[-1]))
    else:
        screen.page.mouse.click(*place(screen, corners[-1]))
        if finish == "Enter":
            screen.press("Enter")
        else:
            screen.page.mouse.click(*place(screen, corners[0]))
    expect(screen.page.get_by_test_id("region")).to_have_count(1)
    region = only(screen)
    assert region.kind is ShapeKind.POLYGON
    assert near(region.form_at(0).points, *corners)


@pytest.mark.parametrize("kind", list(ShapeKind))
def test_each_kind_is_drawn_by_keys_alone(open_screen: OpenScreen, kind: ShapeKind) -> None:
    screen = open_screen()
    screen.press(*["r"] * (list(ShapeKind).index(kind) + 1))
    expect(screen.page.get_by_test_id("regions")).to_have_attribute("data-tool", kind)
    expect(screen.page.get_by_test_id("status")).to_contain_text("arrows move the cross")
    screen.press("Space", "Shift+ArrowRight", "ArrowDown", "Shift+ArrowDown")
    if kind in (ShapeKind.POLYGON, ShapeKind.LINE):
        screen.press("Space", "Shift+ArrowLeft", "Shift+ArrowLeft", "Space")
    screen.press("Enter")
    expect(screen.page.get_by_test_id("region")).to_have_count(1)
    region = only(screen)
    right, down = 0.5 + 10 / WIDTH_PX, 0.5 + 11 / HEIGHT_PX
    wanted: tuple[tuple[float, float], ...] = ((0.5, 0.5), (right, down))
    if kind in (ShapeKind.POLYGON, ShapeKind.LINE):
        wanted = (*wanted, (right - 20 / WIDTH_PX, down))
    assert region.kind is kind
    assert near(region.form_at(0).points, *wanted)
    screen.frame_is(0)


def test_enter_makes_a_figure_in_the_middle_and_esc_puts_the_tool_away(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_test_id("region-polygon").click()
    screen.press("Space", "Enter")
    expect(screen.page.get_by_test_id("status")).to_contain_text("A polygon has at least three corners")
    screen.press("Escape")
    expect(screen.page.get_by_test_id("regions")).to_have_attribute("data-tool", "none")
    screen.page.get_by_test_id("region-blur").click()
    screen.press("Enter")
    expect(screen.page.get_by_test_id("region")).to_have_count(1)
    assert near(only(screen).form_at(0).points, (0.375, 0.375), (0.625, 0.625))


def test_arrows_belong_to_the_film_until_a_figure_is_taken_in_hand_and_again_after_esc(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.BOX, Form(CORNERS)))
    screen.press("g", "ArrowRight")
    screen.frame_is(1)
    screen.press("h")
    mode = screen.page.get_by_test_id("figure-mode")
    expect(mode).to_have_text("Moving the figure: arrows move it, Esc gives the arrows back to the film")
    expect(screen.page.get_by_test_id("status")).to_contain_text("Moving the figure: arrows move it")
    expect(screen.page.get_by_test_id("status")).to_contain_text("Esc gives the arrows back to the film")
    screen.press("ArrowRight", "Shift+ArrowDown")
    region = only(screen)
    assert [keyframe.at for keyframe in region.keyframes] == [0, FRAME_TICKS]
    x, y = 1 / WIDTH_PX, 10 / HEIGHT_PX
    (x0, y0), (x1, y1) = CORNERS
    assert region.form_at(FRAME_TICKS).points[0] == pytest.approx((x0 + x, y0 + y))
    screen.press(".")
    screen.frame_is(2)
    screen.press("Alt+ArrowRight", "Alt+Shift+ArrowUp")
    wider = only(screen).form_at(2 * FRAME_TICKS).points
    assert wider[1] == pytest.approx((x1 + 2 * x, y1 + 2 * y))
    screen.press("<", "<", ">", "<")
    assert only(screen).form_at(2 * FRAME_TICKS).turn_deg == -2
    screen.press("Escape", "ArrowRight")
    screen.frame_is(3)
    expect(screen.page.get_by_test_id("figure-mode")).to_be_hidden()
    assert [keyframe.at for keyframe in only(screen).keyframes] == [0, FRAME_TICKS, 2 * FRAME_TICKS]


@pytest.mark.parametrize("kind", [kind for kind in ShapeKind if kind in FRAMED])
@pytest.mark.parametrize("turn", [0.0, 35.0, -110.0])
def test_the_handles_of_a_turned_figure_are_where_its_corners_are(open_screen: OpenScreen, kind: ShapeKind, turn: float) -> None:
    screen = open_screen(prepare=with_figure(kind, Form(CORNERS, turn)))
    screen.press("g")
    before = corners_of(Form(CORNERS, turn), ASPECT)
    taken = before[1][0] + 0.03, before[1][1] - 0.02
    move(screen, before[1], taken)
    form = only(screen).form_at(0)
    after = corners_of(form, ASPECT)
    assert form.turn_deg == pytest.approx(turn)
    assert any(near((corner,), taken) for corner in after)
    assert any(near((corner,), before[3]) for corner in after)
    shown = [screen_middle(screen, f"handle-{number}") for number in range(4)]
    assert all(any(near((corner,), handle) for handle in shown) for corner in after)


def screen_middle(screen: Screen, test_id: str) -> tuple[float, float]:
    """The middle of a handle as a place of the picture."""
    layer, box = (screen.page.get_by_test_id(name).bounding_box() for name in ("regions", test_id))
    assert layer is not None
    assert box is not None
    return (
        (box["x"] + box["width"] / 2 - layer["x"]) / layer["width"],
        (box["y"] + box["height"] / 2 - layer["y"]) / layer["height"],
    )


def test_a_figure_is_turned_by_its_handle_in_displayed_pixels(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.BLUR, Form(CORNERS)))
    screen.press("g")
    middle = 0.45, 0.5
    far = 0.3
    move(screen, screen_middle(screen, "handle-turn"), (middle[0] + far / ASPECT * 0.5, 0.4), (middle[0] + far / ASPECT, middle[1] - far))
    assert only(screen).form_at(0).turn_deg == pytest.approx(45, abs=1.5)
    assert near(only(screen).form_at(0).points, *CORNERS)


def test_points_of_a_polygon_are_moved_added_and_taken_off_by_pointer_and_by_keys(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.POLYGON, Form(TRIANGLE), (50, Form(((0.4, 0.2), (0.8, 0.3), (0.6, 0.8))))))
    screen.press("g")
    move(screen, TRIANGLE[0], (0.2, 0.1))
    assert near(only(screen).form_at(0).points, (0.2, 0.1), *TRIANGLE[1:])
    screen.page.mouse.dblclick(*place(screen, (0.6, 0.55)))
    expect(screen.page.get_by_test_id("handle-3")).to_have_count(1)
    four = only(screen)
    assert [len(keyframe.points) for keyframe in four.keyframes] == [4, 4]
    assert near((four.form_at(0).points[2],), (0.6, 0.55))
    screen.page.mouse.dblclick(*place(screen, (0.6, 0.55)))
    expect(screen.page.get_by_test_id("handle-3")).to_have_count(0)
    screen.press("h", "p", "p", "Shift+ArrowRight")
    assert only(screen).form_at(0).points[1] == pytest.approx((0.7 + 10 / WIDTH_PX, 0.3), abs=0.002)
    screen.press("a")
    expect(screen.page.get_by_test_id("handle-3")).to_have_count(1)
    screen.press("Backspace")
    expect(screen.page.get_by_test_id("handle-3")).to_have_count(0)
    assert len(only(screen).form_at(0).points) == 3


def test_one_goes_from_figure_to_figure_by_keys(open_screen: OpenScreen) -> None:
    def prepare(session: CaseSession, recording: Recording) -> None:
        for number, label in enumerate(("hand", "face", "later")):
            span = Span(Ticks((60 if label == "later" else number) * FRAME_TICKS), WHOLE.end)
            session.draw_region(recording.id, ShapeKind.BOX, CORNERS, span.start, span, label=label)

    screen = open_screen(prepare=prepare)
    label = screen.page.get_by_test_id("region-label")
    screen.seek(5)
    for keys, words in ((("g",), "hand"), (("g",), "face"), (("g",), "hand"), (("h", "Tab"), "face"), (("Shift+Tab",), "hand")):
        screen.press(*keys)
        expect(label).to_have_value(words)
    expect(screen.page.get_by_test_id("take-in-hand")).to_have_attribute("aria-pressed", "true")
    screen.press("F2")
    screen.page.keyboard.type("her hand")
    screen.press("Enter")
    expect(screen.page.locator(".vig-figure-words", has_text="her hand")).to_have_count(1)


def test_keyframes_are_visited_copied_and_removed_and_the_last_one_stays(open_screen: OpenScreen) -> None:
    there = Form(((0.5, 0.4), (0.8, 0.8)), 20.0)
    screen = open_screen(prepare=with_figure(ShapeKind.BOX, Form(CORNERS), (40, there)))
    screen.press("g", "PageDown")
    screen.frame_is(40)
    screen.press("PageUp")
    screen.frame_is(0)
    screen.seek(60)
    screen.page.get_by_test_id("figure-keyframes").select_option("copy 0")
    screen.page.wait_for_function("window.asked.length === 1")
    assert only(screen).form_at(60 * FRAME_TICKS) == Form(CORNERS)
    screen.seek(50)
    screen.press("Shift+C")
    assert only(screen).form_at(50 * FRAME_TICKS) == there
    screen.press("PageDown")
    screen.frame_is(60)
    screen.press("Shift+Delete")
    assert [keyframe.at // FRAME_TICKS for keyframe in only(screen).keyframes] == [0, 40, 50]
    screen.page.get_by_test_id("figure-keyframes").select_option(str(40 * FRAME_TICKS))
    screen.frame_is(40)
    n_keyframes = screen.page.get_by_test_id("figure-keyframes").locator("option").first
    screen.page.get_by_test_id("keyframe-remove").click()
    expect(n_keyframes).to_have_text("2 keyframes")
    screen.press("PageDown")
    screen.frame_is(50)
    screen.press("Shift+Delete")
    expect(n_keyframes).to_have_text("1 keyframe")
    screen.press("PageUp")
    screen.frame_is(0)
    expect(screen.page.get_by_test_id("keyframe-remove")).to_be_disabled()
    screen.press("Shift+Delete")
    expect(screen.page.get_by_test_id("status")).to_contain_text("This is the only keyframe of the box")
    assert only(screen).keyframes == (Keyframe(Ticks(0), CORNERS),)
    screen.press("Escape", "Control+z")
    expect(n_keyframes).to_have_text("2 keyframes")


def test_when_a_figure_is_seen_is_said_by_keys_and_by_choice(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.ARROW, Form(CORNERS)))
    screen.press("g")
    screen.seek(20)
    screen.press("Alt+i")
    assert only(screen).span == Span(Ticks(20 * FRAME_TICKS), WHOLE.end)
    screen.seek(30)
    screen.press("Alt+o")
    assert only(screen).span == Span(Ticks(20 * FRAME_TICKS), Ticks(31 * FRAME_TICKS))
    screen.page.get_by_test_id("figure-seen").select_option("selection")
    expect(screen.page.get_by_test_id("status")).to_contain_text("No stretch is selected")
    screen.press("Escape", "i")
    screen.seek(40)
    screen.press("o")
    screen.page.get_by_test_id("figure-seen").select_option("selection")
    screen.page.wait_for_function("window.asked.length === 3")
    assert only(screen).span == Span(Ticks(30 * FRAME_TICKS), Ticks(41 * FRAME_TICKS))
    screen.page.get_by_test_id("figure-seen").select_option("film")
    screen.page.wait_for_function("window.asked.length === 4")
    assert only(screen).span == WHOLE


def test_what_a_figure_is_for_is_chosen_but_a_blur_always_hides(open_screen: OpenScreen) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.ELLIPSE, Form(CORNERS)))
    screen.press("g")
    screen.page.get_by_test_id("region-purpose").select_option("anonymise")
    expect(screen.page.locator(".vig-cover")).to_have_count(1)
    assert only(screen).purpose is Purpose.ANONYMISE
    screen.press("Delete")
    screen.page.get_by_test_id("region-blur").click()
    screen.press("Enter")
    expect(screen.page.get_by_test_id("region-purpose")).to_be_disabled()
    expect(screen.page.get_by_test_id("region-purpose")).to_have_value("anonymise")


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "change_region", "at": 0, "points": [[0.1, None], [0.2, 0.2]]},
        {"kind": "change_region", "at": 0, "points": [[0.1, 0.1]] * 2001},
        {"kind": "change_region", "at": 0, "points": [[0.1, 0.1]] * 3},
        {"kind": "change_region", "at": 0, "turn_deg": 1e9},
        {"kind": "change_region", "at": 10**9, "turn_deg": 5},
        {"kind": "change_region", "purpose": "erase"},
        {"kind": "remove_keyframe", "at": 0},
        {"kind": "remove_keyframe", "at": 3600},
        {"kind": "add_point", "after": 0, "part": 0.5},
        {"kind": "remove_point", "index": 0},
        {"kind": "remove_region", "id": "f" * 16},
    ],
    ids=lambda message: message["kind"],
)
def test_a_hostile_page_changes_nothing(open_screen: OpenScreen, message: dict[str, Any]) -> None:
    screen = open_screen(prepare=with_figure(ShapeKind.BOX, Form(CORNERS)))
    (before,) = screen.case.session.regions(screen.case.recording.id)
    reply = screen.case.answer({"id": before.id, **message, "request": 77})["reply"]
    assert reply["ok"] is False
    assert reply["problem"]
    assert reply["next_step"]
    assert screen.case.session.regions(screen.case.recording.id) == [before]


def test_the_row_of_figures_goes_to_keyframes_and_its_edges_are_dragged(open_screen: OpenScreen) -> None:
    span = Span(Ticks(20 * FRAME_TICKS), Ticks(80 * FRAME_TICKS))
    screen = open_screen(prepare=with_figure(ShapeKind.SPOTLIGHT, Form(CORNERS), (50, Form(CORNERS, 30.0)), span=span))
    rows = screen.page.get_by_test_id("timeline-rows")
    label = screen.page.locator(".vig-row-label", has_text="figures").bounding_box()
    box = rows.bounding_box()
    assert label is not None
    assert box is not None
    y = label["y"] + label["height"] / 2 - box["y"]

    def x(frame: float) -> float:
        return box["width"] * frame / N_FRAMES

    rows.click(position={"x": x(50), "y": y})
    screen.frame_is(50)
    expect(screen.page.get_by_test_id("figure-about")).to_be_visible()
    rows.click(position={"x": x(65.5), "y": y})
    screen.frame_is(65)
    rows.click(position={"x": x(20) + 2, "y": y})
    screen.frame_is(20)

    def drag(start: float, end: float) -> None:
        screen.page.mouse.move(box["x"] + start, box["y"] + y)
        screen.page.mouse.down()
        screen.page.mouse.move(box["x"] + (start + end) / 2, box["y"] + y)
        screen.page.mouse.move(box["x"] + end, box["y"] + y)
        screen.page.mouse.up()

    drag(x(20) + 2, x(30.5))
    assert only(screen).span == Span(Ticks(30 * FRAME_TICKS), Ticks(80 * FRAME_TICKS))
    drag(x(80) - 2, x(90.5))
    assert only(screen).span == Span(Ticks(30 * FRAME_TICKS), Ticks(91 * FRAME_TICKS))
    assert [keyframe.at // FRAME_TICKS for keyframe in only(screen).keyframes] == [20, 50]
    screen.press("Control+z", "Control+z")
    screen.page.wait_for_function("window.asked.length === 4")
    assert only(screen).span == span
