"""Steps and the history under somebody's hands: marked, linked, dragged, walked with exact pictures, taken away, gone back to."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.picture import READ_NUMBER
from tests.browser.screen import FRAME_TICKS, Screen
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.practice.people import Role
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

STILL_NUMBERS = f"""() => Promise.all([...document.querySelectorAll("[data-testid=walk] img")].map(async (img) => {{
  await img.decode();
  return ({READ_NUMBER})(await createImageBitmap(img));
}}))"""


def span(first: int, end: int) -> Span:
    return Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS))


def two_people(session: CaseSession, _: Recording) -> None:
    session.add_person("M", Role.CLIENT, "Mum")
    session.add_person("N", Role.CHILD, "Noah")


def an_exchange(session: CaseSession, film: Recording) -> None:
    """Noah at frame 10, Mum at 30 and 50, Noah again at 70, each answering the one before."""
    two_people(session, film)
    mum, noah = session.people()
    roles = (StepRole.INITIATIVE, StepRole.RECEPTION, StepRole.RESPONSE, StepRole.RECEPTION)
    before: str | None = None
    for place, (actor, role) in enumerate(zip((noah, mum, mum, noah), roles, strict=True)):
        frames = span(10 + 20 * place, 20 + 20 * place)
        before = session.add_step(film.id, frames, actor.id, role, Modality.GAZE, answers=before).id


def steps(screen: Screen) -> list[InteractionStep]:
    return screen.case.session.steps(screen.case.recording.id)


def place_of(screen: Screen, frame: int, lane: int) -> tuple[float, float]:
    """Where on the page a step's mark stands on the timeline; lane 0 is the first person's."""
    box = screen.page.get_by_test_id("timeline-rows").bounding_box()
    label = screen.page.locator(".vig-row-label[title^=Open]").bounding_box()
    assert box is not None
    assert label is not None
    return box["x"] + box["width"] * (frame + 0.2) / 100, label["y"] + 10 + 20 * lane


def test_an_exchange_is_marked_with_three_keys_and_links_itself(open_screen: OpenScreen) -> None:
    screen = open_screen(two_people)
    for frame, key in ((10, "7"), (30, "8"), (50, "9")):
        screen.seek(frame)
        screen.press(key)
        screen.saved()
    initiative, reception, response = steps(screen)
    mum, noah = screen.case.session.people()
    assert [(s.actor_id, s.role.value, s.span.start // FRAME_TICKS) for s in steps(screen)] == [
        (noah.id, "initiative", 10),
        (mum.id, "reception", 30),
        (mum.id, "response", 50),
    ]
    assert (initiative.answers, reception.answers, response.answers) == (None, initiative.id, reception.id)
    screen.press("p")
    screen.saved()
    screen.press("Shift+P")
    screen.saved()
    assert (steps(screen)[2].actor_id, steps(screen)[2].modality) == (noah.id, Modality.TOUCH)
    screen.press("y")
    screen.saved()
    assert steps(screen)[2].answers is None
    screen.press("y")
    screen.saved()
    assert steps(screen)[2].answers == reception.id


def test_walking_a_chain_goes_to_each_frame_and_shows_its_exact_pictures(open_screen: OpenScreen) -> None:
    screen = open_screen(an_exchange)
    screen.page.get_by_test_id("tab-steps").click()
    screen.page.get_by_test_id("chain-item").click()
    screen.frame_is(10)
    expect(screen.page.get_by_test_id("walk-place")).to_have_text("Step 1 of 4")
    assert screen.page.evaluate(STILL_NUMBERS) == [10, 30, 50]
    expect(screen.page.get_by_test_id("still-initiative")).to_contain_text("Noah begins")
    expect(screen.page.get_by_test_id("still-reception")).to_contain_text("Mum receives")
    expect(screen.page.get_by_test_id("still-response")).to_contain_text("Mum answers")
    screen.page.get_by_test_id("player-root").focus()
    for frame, place in ((30, 2), (50, 3), (70, 4)):
        screen.press("Control+ArrowDown")
        screen.frame_is(frame)
        expect(screen.page.get_by_test_id("walk-place")).to_have_text(f"Step {place} of 4")
    assert screen.page.evaluate(STILL_NUMBERS) == [30, 50, 70]
    expect(screen.page.get_by_test_id("walk-on")).to_be_disabled()
    screen.page.get_by_test_id("walk-back").click()
    screen.frame_is(50)


def test_a_step_is_clicked_dragged_in_time_and_linked_by_a_click(open_screen: OpenScreen) -> None:
    screen = open_screen(an_exchange)
    mouse = screen.page.mouse
    mouse.click(*place_of(screen, 70, 1))
    screen.frame_is(70)
    expect(screen.page.get_by_test_id("step-editor")).to_be_visible()
    x, y = place_of(screen, 70, 1)
    to_x, _ = place_of(screen, 80, 1)
    mouse.move(x, y)
    mouse.down()
    mouse.move((x + to_x) / 2, y, steps=3)
    mouse.move(to_x, y, steps=3)
    mouse.up()
    screen.saved()
    last = steps(screen)[-1]
    assert (last.span.start // FRAME_TICKS, last.span.end // FRAME_TICKS) == (80, 90)
    screen.page.get_by_test_id("player-root").focus()
    screen.press("Shift+Y")
    expect(screen.page.get_by_test_id("status")).to_have_text("Click the step it answers. Esc leaves it as it is.")
    mouse.click(*place_of(screen, 10, 1))
    screen.saved()
    assert steps(screen)[-1].answers == steps(screen)[0].id
    expect(screen.page.get_by_test_id("chain-item")).to_have_count(2)


def test_a_steps_words_and_kind_are_changed_in_the_panel(open_screen: OpenScreen) -> None:
    screen = open_screen(an_exchange)
    screen.page.get_by_test_id("tab-steps").click()
    screen.page.get_by_test_id("chain-item").click()
    screen.page.get_by_test_id("step-words").fill("look, the blue one")
    screen.page.get_by_test_id("step-topic").fill("blue piece")
    screen.page.get_by_test_id("step-modality-voice").check(force=True)
    screen.page.get_by_test_id("step-role-response").check(force=True)
    screen.saved()
    expect(screen.page.get_by_test_id("still-response").first).to_contain_text("Noah answers")
    screen.page.wait_for_function("document.querySelector('[data-testid=player-root]').dataset.saving === 'false'")
    first = steps(screen)[0]
    assert (first.words, first.topic, first.modality, first.role) == (
        "look, the blue one",
        "blue piece",
        Modality.VOICE,
        StepRole.RESPONSE,
    )


def test_a_removed_step_says_what_became_of_the_rest_and_comes_back_whole(open_screen: OpenScreen) -> None:
    screen = open_screen(an_exchange)
    before = steps(screen)
    screen.page.mouse.click(*place_of(screen, 30, 0))
    screen.press("Delete")
    screen.saved()
    status = screen.page.get_by_test_id("status")
    expect(status).to_have_text("The step is removed: 1 step that answers it begins a chain of its own.")
    assert len(steps(screen)) == 3
    screen.page.get_by_test_id("notice-undo").click()
    screen.page.wait_for_function("document.querySelector('[data-testid=player-root]').dataset.saving === 'false'")
    expect(screen.page.get_by_test_id("redo")).to_be_enabled()
    assert steps(screen) == before


def test_the_history_is_read_and_gone_back_and_forward_in(open_screen: OpenScreen) -> None:
    screen = open_screen(two_people)
    for frame in (20, 40, 60):
        screen.seek(frame)
        screen.press("m")
        screen.saved()
    screen.press("u")
    lines = screen.page.get_by_test_id("history-line")
    expect(lines).to_have_count(7)
    expect(lines.nth(0)).to_have_attribute("data-state", "here")
    expect(lines.nth(6)).to_contain_text("lasts")
    lines.nth(2).click()
    expect(lines.nth(2)).to_have_attribute("data-state", "here")
    assert [each.get_attribute("data-state") for each in lines.all()[:3]] == ["undone", "undone", "here"]
    assert len(screen.case.session.moments(screen.case.recording.id)) == 1
    lines.nth(0).click()
    expect(lines.nth(0)).to_have_attribute("data-state", "here")
    assert len(screen.case.session.moments(screen.case.recording.id)) == 3
    lines.nth(5).click()
    expect(lines.nth(5)).to_have_attribute("data-state", "here")
    assert screen.case.session.people() == []
    screen.press("Escape")
    expect(screen.page.get_by_test_id("history-sheet")).not_to_be_visible()
    screen.press("Control+Shift+z")
    expect(screen.page.get_by_test_id("undo")).to_be_enabled()


READ_STILL = f"""async (css) => {{
  const img = document.querySelector(`${{css}} img`);
  await img.decode();
  return ({READ_NUMBER})(await createImageBitmap(img));
}}"""


def test_the_chosen_still_and_the_moments_are_shown_as_pictures(open_screen: OpenScreen) -> None:
    def prepare(session: CaseSession, film: Recording) -> None:
        moment = session.mark_moment(film.id, span(33, 60))
        session.change_clip(session.make_clip(moment.id).id, poster_at=Ticks(42 * FRAME_TICKS))

    screen = open_screen(prepare)
    screen.page.get_by_test_id("tab-moments").click()
    assert screen.page.evaluate(READ_STILL, "[data-testid=moment-item]") == 33
    screen.page.get_by_test_id("tab-clip-sheet").click()
    assert screen.page.evaluate(READ_STILL, "[data-testid=poster]") == 42
