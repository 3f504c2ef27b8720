"""The Case tab and the clip sheet on the whole screen: what is next leads there, proposals are taken and undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS
from workbench.core.coding import Mark
from workbench.core.tiers import Channel
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording
from workbench.practice.people import Role
from workbench.practice.steps import Modality, StepRole
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser


def span(first: int, end: int) -> Span:
    return Span(Ticks(first * FRAME_TICKS), Ticks(end * FRAME_TICKS))


def two_clips(session: CaseSession, recording: Recording) -> None:
    """Two clips, the harder one first; the first starts within a word."""
    mum = session.add_person("A1", Role.CLIENT, "Mum")
    session.set_in_view(recording.id, [mum.id])
    words = session.add_tier(recording.id, Channel.WORDS)
    session.add_intervals(words.id, [Mark(span(15, 30), "look")])
    session.add_step(recording.id, span(35, 40), mum.id, StepRole.INITIATIVE, Modality.GAZE)
    for first, principle, title in ((20, "D1", "To and fro"), (50, "A1", "Side by side")):
        clip = session.make_clip(session.mark_moment(recording.id, span(first, first + 40)).id)
        session.change_clip(clip.id, title=title, principles=[principle])
    goal = session.add_goal("that we play together without a fight")
    session.rate_goal(goal.id, 4, words="on a good day")
    session.begin_cycle()


def test_a_guider_goes_from_what_is_next_to_a_better_clip_and_back(open_screen: OpenScreen) -> None:
    screen = open_screen(two_clips, viewport={"width": 1280, "height": 800})
    page = screen.page
    expect(page.get_by_test_id("tab-case")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_test_id("rating")).to_contain_text("4 of 10")
    page.get_by_test_id("next-playlist").click()
    page.get_by_test_id("take-order").click()
    expect(page.get_by_test_id("proposed-order")).to_have_count(0)
    titles = page.locator(".vp-card-title span:last-child")
    expect(titles.first).to_have_text("Side by side")
    page.get_by_test_id("open-clip-sheet").nth(1).click()
    page.get_by_test_id("around-start").click()
    expect(page.get_by_test_id("around-start")).to_be_visible()
    page.get_by_test_id("take-start").click()
    expect(page.get_by_test_id("take-start")).to_have_count(0)
    expect(page.get_by_test_id("handles")).to_contain_text("0.6 s of film before it")
    page.get_by_test_id("plan-slow").click()
    expect(page.get_by_test_id("play-plan")).to_contain_text("1 Slow")
    page.get_by_test_id("clip-reach-within_reach").check(force=True)
    page.get_by_test_id("player-root").focus()
    for _ in range(4):
        screen.press("Control+z")
    page.get_by_test_id("tab-playlist").click()
    expect(titles.first).to_have_text("To and fro")
