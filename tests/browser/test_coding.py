"""Coding in the rows with pointer and keys, read back from the case: edges, moving, splitting, labels, candidates."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, N_FRAMES, Screen
from workbench.core.coding import Mark
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.practice.people import Role
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser


def frames(first: int, after: int) -> Span:
    return Span(Ticks(first * FRAME_TICKS), Ticks(after * FRAME_TICKS))


AT_FIRST = [(10, 30, "Noah"), (30, 50, "puzzle"), (70, 80, "Noah")]
"""The mother's looks: first frame, frame after the last, label."""


@dataclass
class Rows:
    """A mother's and her son's looks, and what an analysis found of his, on an open screen."""

    open_screen: OpenScreen
    tiers: dict[str, str] = field(default_factory=dict)
    screen: Screen = field(init=False)

    def __post_init__(self) -> None:
        self.screen = self.open_screen(self._prepare, viewport={"width": 1280, "height": 1000})
        self.settled()

    def _prepare(self, session: CaseSession, recording: Recording) -> None:
        mum, noah = session.add_person("M", Role.CLIENT, "Mum"), session.add_person("N", Role.CHILD, "Noah")
        for name, person, channel in (("mum", mum, Channel.LOOK), ("noah", noah, Channel.LOOK), ("voice", mum, Channel.VOICE)):
            self.tiers[name] = session.add_tier(recording.id, channel, person_id=person.id).id
        session.add_intervals(self.tiers["mum"], [Mark(frames(first, after), label) for first, after, label in AT_FIRST])
        found = Tier(new_id(), recording.id, "Noah looks (found)", Channel.LOOK, Origin.CANDIDATE, noah.id, 9)
        self.tiers["found"] = found.id
        with session.workspace.edit("Find looks", case_id=session.case_id) as edit:
            edit.put(found, *(Interval(new_id(), found.id, frames(n, n + 10), "Mum", 0.8) for n in (5, 40, 60)))

    def coded(self, row: str) -> list[tuple[int, int, str]]:
        """First frame, frame after the last, and label of everything in a row, from the disk."""
        intervals = self.screen.case.session.intervals(self.tiers[row])
        return [(i.span.start // FRAME_TICKS, i.span.end // FRAME_TICKS, i.label) for i in intervals]

    def place(self, row: str, frame: float) -> tuple[float, float]:
        """Where a frame's start is on the screen in a row."""
        rows = self.screen.page.get_by_test_id("timeline-rows").bounding_box()
        label = self.screen.page.locator(f"[data-tier='{self.tiers[row]}']").bounding_box()
        assert rows is not None
        assert label is not None
        return rows["x"] + rows["width"] * frame / N_FRAMES, label["y"] + label["height"] / 2

    def click(self, row: str, frame: float, *held: str) -> None:
        mouse = self.screen.page.mouse
        with_keys(self.screen, held, lambda: mouse.click(*self.place(row, frame)))

    def drag(self, start: tuple[str, float], end: tuple[str, float], *held: str, drop: bool = True) -> None:
        """From a place to a place, in steps, with keys held down."""
        mouse = self.screen.page.mouse

        def dragged() -> None:
            mouse.move(*self.place(*start))
            mouse.down()
            mouse.move(*self.place(*end), steps=5)
            if drop:
                mouse.up()

        with_keys(self.screen, held, dragged)

    def settled(self) -> None:
        """Wait until the rows shown are those of the case."""
        expect(self.screen.page.locator("[data-awaited]")).to_have_count(0)

    def until(self, row: str, wanted: list[tuple[int, int, str]]) -> None:
        """Wait until everything asked for is acknowledged, then compare with the disk; keys that were counted meanwhile go after that."""
        for _ in range(100):
            self.screen.saved()
            self.settled()
            if self.coded(row) == wanted:
                return
            self.screen.page.wait_for_timeout(50)
        assert self.coded(row) == wanted


def with_keys(screen: Screen, held: tuple[str, ...], act: Callable[[], None]) -> None:
    for key in held:
        screen.page.keyboard.down(key)
    act()
    for key in held:
        screen.page.keyboard.up(key)


@pytest.fixture
def rows(open_screen: OpenScreen) -> Rows:
    return Rows(open_screen)


def test_an_edge_is_dragged_stops_at_its_neighbour_and_pushes_it_with_shift(rows: Rows) -> None:
    rows.drag(("mum", 10.2), ("mum", 12.1))
    rows.until("mum", [(12, 30, "Noah"), (30, 50, "puzzle"), (70, 80, "Noah")])
    rows.drag(("mum", 29.7), ("mum", 44))
    rows.until("mum", [(12, 30, "Noah"), (30, 50, "puzzle"), (70, 80, "Noah")])
    rows.drag(("mum", 29.7), ("mum", 44.1), "Shift", "Alt")
    rows.until("mum", [(12, 44, "Noah"), (44, 50, "puzzle"), (70, 80, "Noah")])
    expect(rows.screen.page.get_by_test_id("undo")).to_have_attribute("title", "Undo: Change 2 looks")
    rows.screen.press("Control+z")
    rows.until("mum", [(12, 30, "Noah"), (30, 50, "puzzle"), (70, 80, "Noah")])


def test_an_edge_snaps_to_the_edge_of_another_row_and_with_alt_only_to_frames(rows: Rows) -> None:
    rows.drag(("mum", 79.7), ("mum", 69.5 + 20.4))
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (70, 90, "Noah")])
    rows.drag(("mum", 70.3), ("mum", 60.4))
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (60, 90, "Noah")])
    rows.drag(("mum", 60.3), ("mum", 61.1), "Alt")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (61, 90, "Noah")])


def test_the_middle_is_moved_to_another_row_copied_and_refused_calmly_where_something_stands(rows: Rows) -> None:
    rows.drag(("mum", 75), ("noah", 25), "Alt")
    rows.until("noah", [(20, 30, "Noah")])
    rows.drag(("noah", 25), ("mum", 65), "Alt", "Control")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (60, 70, "Noah")])
    assert rows.coded("noah") == [(20, 30, "Noah")]
    rows.drag(("mum", 65), ("mum", 45), "Alt")
    expect(rows.screen.page.get_by_test_id("status")).to_contain_text("would lie on the look “puzzle”")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (60, 70, "Noah")])
    rows.drag(("mum", 65), ("mum", 45), "Alt", "Shift")
    rows.until("mum", [(10, 30, "Noah"), (30, 40, "puzzle"), (40, 50, "Noah")])
    rows.drag(("mum", 45), ("voice", 65), "Alt")
    rows.until("mum", [(10, 30, "Noah"), (30, 40, "puzzle"), (60, 70, "Noah")])
    assert rows.coded("voice") == []


def test_many_are_picked_by_band_and_keys_and_go_in_one_step(rows: Rows) -> None:
    count = rows.screen.page.get_by_test_id("n-picked")
    rows.drag(("noah", 45), ("mum", 75))
    expect(count).to_have_text("2 chosen")
    rows.click("mum", 20.5)
    rows.click("mum", 75, "Shift")
    expect(count).to_have_text("3 chosen")
    rows.click("mum", 40, "Control")
    expect(count).to_have_text("2 chosen")
    rows.screen.press("Control+a")
    expect(count).to_have_text("3 chosen")
    rows.screen.press("Delete")
    rows.until("mum", [])
    rows.screen.press("Control+z")
    rows.until("mum", AT_FIRST)


def test_by_keys_alone_one_walks_splits_labels_merges_nudges_copies_and_codes(rows: Rows) -> None:
    screen = rows.screen
    rows.click("mum", 20.5)
    screen.frame_is(20)
    screen.press("s")
    rows.until("mum", [(10, 20, "Noah"), (20, 30, "Noah"), (30, 50, "puzzle"), (70, 80, "Noah")])
    screen.press("Shift+S")
    rows.until("mum", AT_FIRST)
    screen.press("n")
    screen.frame_is(30)
    screen.press("n", "Alt+,", "Alt+,", "Alt+>")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (68, 81, "Noah")])
    screen.press("e")
    expect(screen.page.get_by_test_id("label-sheet")).to_be_visible()
    screen.press("u")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (68, 81, "uncodable")])
    screen.seek(85)
    screen.press("Control+c", "Control+v")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (68, 81, "uncodable"), (85, 98, "uncodable")])
    screen.seek(52)
    screen.press("i")
    screen.seek(59)
    screen.press("o", "Shift+B")
    expect(screen.page.get_by_test_id("label-input")).to_be_focused()
    screen.page.keyboard.type("the ball")
    screen.press("Enter")
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (52, 60, "the ball"), (68, 81, "uncodable"), (85, 98, "uncodable")])


def test_candidates_are_walked_accepted_and_dismissed_one_by_one_and_all(rows: Rows) -> None:
    screen = rows.screen
    screen.press("Control+ArrowRight")
    screen.frame_is(5)
    screen.press("a")
    screen.frame_is(40)
    rows.until("noah", [(5, 15, "Mum")])
    screen.press("s")
    expect(screen.page.get_by_test_id("status")).to_contain_text("Candidates are only to be looked at")
    screen.press("Escape", "d")
    screen.frame_is(60)
    rows.until("found", [(60, 70, "Mum")])
    screen.page.get_by_test_id("accept-all").click()
    screen.saved()
    assert rows.coded("noah") == [(5, 15, "Mum"), (60, 70, "Mum")]
    expect(screen.page.locator(f"[data-tier='{rows.tiers['found']}']")).to_have_count(0)
    for _ in range(3):
        screen.press("Control+z")
    screen.saved()
    expect(screen.page.locator(f"[data-tier='{rows.tiers['found']}']")).to_have_count(1)
    assert len(rows.coded("found")) == 3


def test_a_row_is_added_renamed_and_taken_away_with_what_is_in_it(rows: Rows) -> None:
    page = rows.screen.page
    rows.screen.press("t")
    page.get_by_test_id("row-channel").select_option("face")
    page.get_by_test_id("add-row").click()
    rows.screen.saved()
    session = rows.screen.case.session
    made = session.tiers(rows.screen.case.recording.id)[-1]
    assert (made.name, made.channel, made.origin) == ("Mum face", Channel.FACE, Origin.MARKED)
    page.get_by_test_id("player-root").focus()
    rows.screen.press("Shift+B")
    expect(page.get_by_test_id("label-input")).to_be_focused()
    page.keyboard.type("smile")
    rows.screen.press("Enter")
    rows.screen.saved()
    assert [i.label for i in session.intervals(made.id)] == ["smile"]
    rows.screen.press("t")
    page.locator("form[data-tier] [data-testid=row-name]").fill("Mum's face")
    page.get_by_test_id("rename-row").click()
    expect(page.get_by_test_id("undo")).to_have_attribute("title", "Undo: Change the row “Mum face”")
    assert session.tiers(rows.screen.case.recording.id)[-1].name == "Mum's face"
    rows.screen.press("t")
    expect(page.get_by_test_id("remove-row")).to_have_text("Remove it with 1 mark")
    page.get_by_test_id("remove-row").click()
    expect(page.get_by_test_id("undo")).to_have_attribute("title", "Undo: Remove the row “Mum's face”")
    assert made.id not in [tier.id for tier in session.tiers(rows.screen.case.recording.id)]


def test_a_moment_is_resized_and_moved_on_the_timeline(open_screen: OpenScreen) -> None:
    screen = open_screen(lambda session, recording: session.mark_moment(recording.id, frames(40, 60)))
    box = screen.page.get_by_test_id("timeline-rows").bounding_box()
    assert box is not None
    y = (box["height"] - 30) / box["height"]
    screen.drag("timeline-rows", (0.597, y), (0.703, y))
    screen.saved()
    (moment,) = screen.case.session.moments(screen.case.recording.id)
    assert moment.span == frames(40, 70)
    screen.drag("timeline-rows", (0.5, y), (0.351, y))
    screen.saved()
    (moment,) = screen.case.session.moments(screen.case.recording.id)
    assert moment.span == frames(25, 55)


def test_what_is_dragged_is_shown_with_the_line_it_meets_and_let_go_nothing_is_left(rows: Rows) -> None:
    over = "document.querySelector('[data-testid=timeline-over]')"
    painted = f"(() => {{ const c = {over}; return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0); }})()"
    assert not rows.screen.page.evaluate(painted)
    rows.drag(("mum", 75), ("mum", 65.2), drop=False)
    rows.screen.page.wait_for_function(painted)
    rows.screen.page.mouse.up()
    rows.until("mum", [(10, 30, "Noah"), (30, 50, "puzzle"), (60, 70, "Noah")])
    rows.screen.press("Escape")
    rows.screen.page.wait_for_function(f"!{painted}")
