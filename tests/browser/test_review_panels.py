"""What follows the clips, on the whole screen: who is asked, what was said, a sealed package, a letter, the end; clean for everybody."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.accessibility import problems, small_targets
from tests.browser.conftest import OpenScreen
from tests.browser.screen import FRAME_TICKS, Screen
from workbench.core.regions import Purpose, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.practice.assent import Answer
from workbench.practice.casework import Recording
from workbench.practice.exports import Way
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

PASSPHRASE = "four plain words here"


def prepared(session: CaseSession, recording: Recording) -> None:
    """One clip with a mother, a child who is asked each time, and a neighbour under a blur that names nobody yet."""
    mum = session.add_person("A1", Role.CLIENT, "Mum")
    noah = session.add_person("C1", Role.CHILD, "Noah", asked_each_time=True)
    session.add_person("B1", Role.BYSTANDER, "A neighbour")
    session.set_in_view(recording.id, [person.id for person in session.people()])
    for person in (mum, noah):
        for scope in (Scope.SHARED_REVIEW, Scope.SUPERVISION):
            session.say_consent(person.id, scope, ConsentStatus.GRANTED, given_by="Mum")
    session.say_assent(noah.id, Scope.SUPERVISION, Answer.YES)
    span = Span(Ticks(10 * FRAME_TICKS), Ticks(40 * FRAME_TICKS))
    clip = session.make_clip(session.mark_moment(recording.id, span, principles=["E1"]).id)
    session.change_clip(clip.id, title="Waiting together", poster_at=Ticks(20 * FRAME_TICKS))
    session.draw_region(recording.id, ShapeKind.BLUR, [(0.7, 0.2), (0.9, 0.6)], span.start, span, purpose=Purpose.ANONYMISE)
    goal = session.add_goal("that we play together without a fight")
    session.rate_goal(goal.id, 4, words="on a good day")
    session.begin_cycle()


def agree(session: CaseSession, person: Person, scope: Scope) -> None:
    """They say yes, and a child who is asked each time too."""
    session.say_consent(person.id, scope, ConsentStatus.GRANTED, given_by="Mum")
    if person.asked_each_time:
        session.say_assent(person.id, scope, Answer.YES)


class Walk:
    """Looks at each place in both themes, and remembers what axe finds there."""

    def __init__(self, screen: Screen) -> None:
        self.page: Page = screen.page
        self.found: list[str] = []

    def look(self, place: str) -> None:
        for theme in ("light", "dark"):
            self.page.evaluate("theme => document.body.dataset.jpThemeLight = String(theme === 'light')", theme)
            self.found += [
                f"{place}, {theme}: {each}" for each in (*problems(self.page, ".vig-root"), *small_targets(self.page, ".vig-root"))
            ]

    def click(self, *test_ids: str) -> None:
        for test_id in test_ids:
            self.page.get_by_test_id(test_id).click()

    def fill(self, test_id: str, words: str) -> None:
        self.page.get_by_test_id(test_id).fill(words)


def _stills_and_training(walk: Walk, session: CaseSession) -> None:
    """A still and an export for training: refused with names, then written where everyone has agreed, one of them until a day."""
    page = walk.page
    mum, noah = (person for person in session.people() if person.code in ("A1", "C1"))
    (clip,) = session.clips(session.playlists()[0].id)
    walk.click("tab-clip-sheet", "write-still")
    expect(page.get_by_test_id("still-refusal")).to_contain_text("Mum")
    walk.click("tab-consent", f"consent-{mum.id}-keep_copy_family", "consent-answer-granted")
    walk.fill("consent-expires", "2099-12-31")
    walk.look("a consent with an end")
    walk.click("consent-keep")
    expect(page.get_by_test_id(f"consent-{mum.id}-keep_copy_family")).to_contain_text("until 31 Dec 2099")
    agree(session, noah, Scope.KEEP_COPY_FAMILY)
    walk.click("tab-clip-sheet", "write-still")
    expect(page.get_by_test_id(f"written-still-{clip.id}")).to_contain_text(".png")
    (still,) = (export for export in session.exports() if export.way is Way.STILL)
    (recording,) = session.recordings()
    with Image.open(still.place) as picture:
        assert (still.expires_on, picture.size) == (date(2099, 12, 31), (recording.width, recording.height))

    for person in (mum, noah):
        agree(session, person, Scope.TRAINING_INTERNAL)
    walk.click("tab-playlist", "training")
    walk.look("an export for training")
    walk.fill("training-for", "AB")
    page.keyboard.press("Enter")
    folder = page.get_by_test_id("training-folder")
    expect(folder).to_contain_text("training-", timeout=60_000)
    assert sorted(file.name for file in Path(folder.inner_text()).iterdir()) == ["coding.json", "films"]


def test_a_guider_goes_from_who_has_to_be_asked_to_the_end_of_the_case(open_screen: OpenScreen) -> None:
    screen = open_screen(prepared, viewport={"width": 1280, "height": 800})
    page, session = screen.page, screen.case.session
    page.emulate_media(reduced_motion="reduce")
    walk = Walk(screen)

    walk.click("tab-consent")
    expect(page.get_by_test_id("to-ask")).to_have_count(2)
    walk.look("consent")
    walk.click("to-ask-C1")
    expect(page.get_by_test_id("assent-yes")).to_be_focused()
    page.keyboard.press("Enter")
    walk.fill("assent-shown-by", "a nod")
    walk.look("an answer")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("assent")).to_contain_text("yes")
    walk.click("to-ask-B1")
    hides = page.get_by_test_id("hiding-figure").get_by_role("combobox")
    expect(hides).to_be_focused()
    hides.select_option(label="Hides A neighbour")
    expect(page.get_by_test_id("asking")).to_contain_text("everyone in view has agreed")

    walk.click("tab-review")
    walk.look("no review yet")
    walk.click("add-review")
    expect(page.get_by_test_id("review-day")).to_be_focused()
    walk.click("response-1", "checklist", "done-wait")
    walk.fill("said-first", "He looks at me!")
    walk.click("kept", "present-A1")
    screen.saved()
    walk.look("a review")
    (review,) = session.reviews()
    (response,) = session.responses(review.id)
    assert (response.said_first, response.kept, review.done, len(review.present)) == ("He looks at me!", True, ("wait",), 1)

    page.get_by_test_id("review-part-supervision").check(force=True)
    walk.click("add-meeting")
    walk.look("a new meeting")
    walk.fill("new-meeting-hours", "1.5")
    page.keyboard.press("Enter")
    walk.fill("meeting-focus", "my waiting")
    walk.look("a meeting")
    walk.click("fold-look-back", "point-receiving")
    walk.fill("point-words", "I answered at once")
    screen.saved()
    walk.look("looking back")
    walk.click("fold-scores", "add-measure")
    walk.look("a score")
    walk.click("fold-sealed")
    expect(page.get_by_test_id("goes-along")).to_contain_text("1 clip")
    walk.fill("seal-passphrase", PASSPHRASE)
    walk.fill("seal-again", PASSPHRASE)
    walk.look("the sealed package")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("written-sealed")).to_contain_text(".age", timeout=60_000)
    assert page.evaluate("secret => document.documentElement.outerHTML.includes(secret)", PASSPHRASE) is False
    expect(page.get_by_test_id("seal-passphrase")).to_have_value("")

    page.get_by_test_id("review-part-letters").check(force=True)
    walk.look("no letter yet")
    walk.click("draft-letter")
    expect(page.get_by_test_id("letter-state")).to_contain_text("Nobody has read it yet")
    walk.look("a draft")
    walk.click("approve-letter", "letter-pdf")
    expect(page.get_by_text("HAZEL-closing.pdf")).to_be_visible()
    assert [export.way for export in session.exports()] == [Way.SUPERVISION_PACKAGE, Way.LETTER]

    (clip,) = session.clips(session.playlists()[0].id)
    walk.click(f"add-letter-still-{clip.id}")
    expect(page.get_by_test_id("letter-still")).to_contain_text("He looks at me!")
    walk.look("a letter with a still")
    walk.click("letter-pdf")
    expect(page.get_by_test_id("letter-refusal")).to_contain_text("Mum")
    _stills_and_training(walk, session)

    walk.click("tab-case", "close-case")
    walk.look("closing")
    walk.click("ending-keep", "hold-case")
    walk.fill("hold-reason", "asked by the court")
    walk.fill("hold-review-on", "2099-03-01")
    walk.look("holding")
    walk.click("ending-keep")
    expect(page.get_by_test_id("hold")).to_contain_text("asked by the court")
    walk.look("held")
    assert "\n".join(walk.found) == ""
