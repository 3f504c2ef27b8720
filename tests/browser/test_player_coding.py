"""Coding while a numbered film plays: keys held down and pressed once become intervals on the frames that were on the screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, N_FRAMES, Screen
from workbench.core.coding import Mark
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.practice.people import Role
from workbench.session.casefile import CaseSession

LISTEN = """() => {
  window.pressed = [];
  const shown = () => Number(document.querySelector("[data-testid=frame-number]").dataset.frame);
  for (const type of ["keydown", "keyup"]) {
    document.addEventListener(type, (event) => { if (!event.repeat) window.pressed.push([type, event.key, shown()]); }, true);
  }
}"""


def a_family(session: CaseSession, _: Recording) -> None:
    session.add_person("A1", Role.CLIENT, "Mum")
    session.add_person("C1", Role.CHILD, "Noah")


@pytest.fixture
def coder(open_screen: OpenScreen) -> Screen:
    """The Code tab is open for Mum's looks, and the page writes down on which frame each key came."""
    screen = open_screen(a_family)
    screen.page.evaluate(LISTEN)
    screen.page.get_by_test_id("tab-code").click()
    screen.page.get_by_test_id("player-root").focus()
    return screen


def rows(screen: Screen) -> dict[str, list[Interval]]:
    session = screen.case.session
    return {tier.name: session.intervals(tier.id) for tier in session.tiers(screen.case.recording.id)}


def frames(interval: Interval) -> tuple[str, int, int]:
    return (interval.label, interval.span.start // FRAME_TICKS, interval.span.end // FRAME_TICKS)


def pressed_on(screen: Screen) -> dict[tuple[str, str], int]:
    return {(kind, key): frame for kind, key, frame in screen.page.evaluate("window.pressed")}


def play_until(screen: Screen, frame: int) -> None:
    screen.page.wait_for_function(f"Number(document.querySelector('[data-testid=frame-number]').dataset.frame) >= {frame}")


def kept(screen: Screen, name: str, n: int) -> list[Interval]:
    screen.saved()
    for _ in range(200):
        found = rows(screen).get(name, [])
        if len(found) >= n:
            return found
        screen.page.wait_for_timeout(10)
    raise AssertionError(rows(screen))


@pytest.mark.parametrize(("delay_ms", "rate", "n_frames_off"), [(0, "1", 0), (200, "1", 5), (400, "0.5", 5), (800, "0.25", 5)])
def test_a_key_held_down_codes_the_frames_that_were_seen_less_the_reaction_delay(
    coder: Screen, delay_ms: int, rate: str, n_frames_off: int
) -> None:
    page = coder.page
    page.get_by_text("How keys are read").click()
    page.get_by_test_id("reaction-delay").fill(str(delay_ms))
    page.get_by_test_id("reaction-delay").press("Enter")
    coder.saved()
    page.get_by_test_id("rate").select_option(rate)
    page.get_by_test_id("player-root").focus()
    coder.press("b", "Space")
    play_until(coder, 12)
    page.keyboard.down("1")
    play_until(coder, 20)
    page.keyboard.up("1")
    coder.press("Space")
    (look,) = kept(coder, "Mum looks", 1)
    on = pressed_on(coder)
    assert frames(look) == ("noah", on["keydown", "1"] - n_frames_off, on["keyup", "1"] - n_frames_off)
    assert look.span.start % FRAME_TICKS == look.span.end % FRAME_TICKS == 0


def test_pausing_ends_what_is_held_at_the_frame_on_the_screen(coder: Screen) -> None:
    coder.press("b", "Space")
    play_until(coder, 5)
    coder.page.keyboard.down("u")
    play_until(coder, 15)
    coder.press("Space")
    expect(coder.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    coder.page.keyboard.up("u")
    (look,) = kept(coder, "Mum looks", 1)
    shown = int(coder.page.get_by_test_id("frame-number").get_attribute("data-frame") or "")
    assert frames(look) == ("uncodable", pressed_on(coder)["keydown", "u"], shown + 1)


def test_keys_pressed_once_follow_each_other_without_a_gap_and_undo_takes_the_last_back(coder: Screen) -> None:
    coder.page.get_by_text("How keys are read").click()
    coder.page.get_by_test_id("hold-false").check()
    coder.saved()
    coder.page.get_by_test_id("player-root").focus()
    coder.press("b", "1", "Space")
    for frame, key in ((10, "2"), (20, "u"), (30, "1")):
        play_until(coder, frame)
        coder.press(key)
    play_until(coder, 40)
    coder.press("Space")
    looks = [frames(look) for look in kept(coder, "Mum looks", 4)]
    on = pressed_on(coder)
    assert [label for label, *_ in looks] == ["noah", "elsewhere", "uncodable", "noah"]
    assert [start for _, start, _ in looks] == [0, on["keydown", "2"], on["keydown", "u"], on["keydown", "1"]]
    assert [end for *_, end in looks[:-1]] == [start for _, start, _ in looks[1:]]
    coder.press("Control+z")
    coder.saved()
    assert [frames(look) for look in rows(coder)["Mum looks"]] == looks[:-1]


def test_everybodys_voice_is_coded_at_once_each_in_their_own_row(coder: Screen) -> None:
    page = coder.page
    page.get_by_test_id("code-channel").select_option("voice")
    page.get_by_test_id("code-whose").select_option("everyone")
    page.get_by_test_id("player-root").focus()
    coder.press("b", "Space")
    play_until(coder, 5)
    page.keyboard.down("1")
    play_until(coder, 10)
    page.keyboard.down("2")
    play_until(coder, 15)
    page.keyboard.up("1")
    play_until(coder, 20)
    page.keyboard.up("2")
    coder.press("Space")
    (mum,), (noah,) = kept(coder, "Mum voice", 1), kept(coder, "Noah voice", 1)
    on = pressed_on(coder)
    assert frames(mum) == ("speech", on["keydown", "1"], on["keyup", "1"])
    assert frames(noah) == ("speech", on["keydown", "2"], max(on["keyup", "2"], on["keydown", "2"] + 1))
    assert mum.span.end >= noah.span.start


def marked_row(*marks: tuple[str, int, int]) -> Callable[[CaseSession, Recording], None]:
    def prepare(session: CaseSession, recording: Recording) -> None:
        a_family(session, recording)
        tier = session.add_tier(recording.id, Channel.LOOK, person_id=session.people()[0].id)
        spans = [Mark(Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS)), label) for label, first, end in marks]
        session.add_intervals(tier.id, spans)

    return prepare


@pytest.mark.parametrize(("policy", "expected"), [("true", ["noah", "puzzle", "noah"]), ("false", ["noah"])])
def test_a_second_pass_over_a_selection_writes_over_or_keeps_what_was_coded_there(
    open_screen: OpenScreen, policy: str, expected: list[str]
) -> None:
    screen = open_screen(marked_row(("noah", 0, 40)))
    screen.page.get_by_test_id("tab-code").click()
    screen.page.get_by_text("How keys are read").click()
    if policy == "false":
        screen.page.get_by_test_id("over-false").check()
        screen.saved()
    screen.page.get_by_test_id("new-label").fill("puzzle")
    screen.page.get_by_test_id("add-label").click()
    expect(screen.page.get_by_test_id("code-label-puzzle")).to_be_visible()
    screen.page.get_by_test_id("player-root").focus()
    screen.seek(10)
    screen.press("i")
    screen.seek(29)
    screen.press("o", "b")
    screen.frame_is(10)
    key = screen.page.get_by_test_id("code-key-puzzle").inner_text()
    screen.page.keyboard.down(key)
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "forward")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    screen.page.keyboard.up(key)
    looks = kept(screen, "Mum looks", len(expected))
    assert [look.label for look in looks] == expected
    if policy == "true":
        assert frames(looks[1]) == ("puzzle", 10, 30)


def test_marks_dropped_in_one_pass_are_named_one_after_the_other(coder: Screen) -> None:
    page = coder.page
    page.get_by_text("How keys are read").click()
    page.get_by_test_id("mark-length").fill("200")
    page.get_by_test_id("mark-length").press("Enter")
    coder.saved()
    page.get_by_test_id("player-root").focus()
    for frame in (10, 30, 50):
        coder.seek(frame)
        coder.press("q")
        coder.saved()
    assert [frames(mark)[0] for mark in kept(coder, "Mum looks", 3)] == ["", "", ""]
    coder.seek(0)
    coder.press("Shift+Q")
    progress = page.get_by_test_id("naming-progress")
    expect(progress).to_have_text("0 of 3 named")
    expect(page.get_by_test_id("player-root")).to_have_attribute("data-motion", "forward")
    expect(page.get_by_test_id("loop")).to_have_attribute("aria-pressed", "true")
    for key, words in (("1", "1 of 3 named"), ("u", "2 of 3 named")):
        page.keyboard.press(key)
        expect(progress).to_have_text(words)
    page.get_by_test_id("code-label-elsewhere").click()
    expect(page.get_by_test_id("code-said")).to_have_text("All 3 are named.")
    expect(page.get_by_test_id("loop")).to_have_attribute("aria-pressed", "false")
    assert [frames(mark)[0] for mark in rows(coder)["Mum looks"]] == ["noah", "uncodable", "elsewhere"]


def test_stretches_without_a_code_are_listed_gone_to_and_filled_on_request(open_screen: OpenScreen) -> None:
    screen = open_screen(marked_row(("noah", 0, 20), ("puzzle", 40, 60)))
    page = screen.page
    page.get_by_test_id("tab-code").click()
    gaps = page.get_by_test_id("gaps")
    expect(gaps).to_contain_text("00:00.800")
    page.get_by_test_id(f"gap-{60 * FRAME_TICKS}").click()
    screen.frame_is(60)
    page.get_by_test_id("fill-uncodable").click()
    expect(gaps).to_have_text("Every frame of it has a code.")
    assert [frames(look) for look in rows(screen)["Mum looks"]] == [
        ("noah", 0, 20),
        ("uncodable", 20, 40),
        ("puzzle", 40, 60),
        ("uncodable", 60, N_FRAMES),
    ]
    page.get_by_test_id("player-root").focus()
    screen.press("Control+z")
    expect(gaps).to_contain_text("00:00.800")


def test_nothing_is_coded_in_rows_of_a_script_or_an_analysis(open_screen: OpenScreen) -> None:
    def prepare(session: CaseSession, recording: Recording) -> None:
        a_family(session, recording)
        with session.workspace.edit("a script", case_id=session.case_id) as edit:
            edit.put(Tier("a" * 16, recording.id, "Mum look", Channel.LOOK, Origin.AUTHORED, session.people()[0].id))

    screen = open_screen(prepare)
    screen.page.get_by_test_id("tab-code").click()
    screen.page.get_by_test_id("fill-uncodable").click()
    expect(screen.page.get_by_test_id("gaps")).to_have_text("Every frame of it has a code.")
    assert rows(screen)["Mum look"] == []
    assert len(rows(screen)["Mum looks"]) == 1


def test_what_could_not_be_kept_is_said_and_can_be_tried_again(coder: Screen) -> None:
    coder.case.refusal = EditError("There is no space left on the disk", "Free some space")
    coder.press("b", "Space")
    play_until(coder, 5)
    coder.page.keyboard.down("1")
    play_until(coder, 10)
    coder.page.keyboard.up("1")
    coder.press("Space")
    expect(coder.page.get_by_test_id("unkept")).to_contain_text("One stretch could not be kept.")
    coder.case.refusal = None
    coder.page.get_by_test_id("keep-again").click()
    expect(coder.page.get_by_test_id("unkept")).to_have_count(0)
    (look,) = kept(coder, "Mum looks", 1)
    assert frames(look) == ("noah", pressed_on(coder)["keydown", "1"], pressed_on(coder)["keyup", "1"])


def test_while_coding_text_fields_keep_their_letters_and_escape_leads_out(coder: Screen) -> None:
    coder.press("b")
    expect(coder.page.get_by_test_id("toggle-coding")).to_have_text("Stop coding")
    field = coder.page.get_by_test_id("new-label")
    field.click()
    coder.page.keyboard.type("book1u")
    expect(field).to_have_value("book1u")
    coder.press("Escape")
    expect(coder.page.get_by_test_id("player-root")).to_be_focused()
    coder.press("Escape")
    expect(coder.page.get_by_test_id("toggle-coding")).to_have_text(re.compile("Begin"))
    coder.press("Escape")
    expect(coder.page.locator("#cell")).to_be_focused()
