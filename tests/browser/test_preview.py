"""The preview: the family's own page on the workspace's films, exact, hiding what will be hidden, leaving no trace."""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.picture import READ_NUMBER
from tests.browser.screen import FRAME_TICKS
from workbench.core.regions import Purpose, ShapeKind
from workbench.core.time import FrameIndex, Span, Ticks
from workbench.media.reader import FrameReader
from workbench.practice.casework import Recording
from workbench.practice.clips import PausePoint
from workbench.practice.people import Role
from workbench.render.hiding import hide_in_picture
from workbench.session.casefile import CaseSession

pytestmark = pytest.mark.browser

FIRST, PAUSE, LAST = 30, 45, 69
"""Of the first clip, in frames of the film: where it starts, holds and ends."""


def ticks(frame: int) -> Ticks:
    return Ticks(frame * FRAME_TICKS)


def review(session: CaseSession, recording: Recording) -> None:
    """Two clips; a visitor who moves is hidden, and nobody has been asked."""
    mum = session.add_person("A1", Role.CLIENT, "Mum")
    visitor = session.add_person("B1", Role.BYSTANDER, "the visitor")
    session.set_in_view(recording.id, [mum.id, visitor.id])
    for first, end, title in ((FIRST, LAST + 1, "Waiting together"), (10, 40, "To and fro")):
        clip = session.make_clip(session.mark_moment(recording.id, Span(ticks(first), ticks(end))).id)
        session.change_clip(clip.id, title=title, introduction="Noah looks for the next piece.", question="What do you notice here?")
        if first == FIRST:
            session.change_clip(clip.id, pauses=[PausePoint(ticks(PAUSE), "What are you doing just now?")])
    span, purpose = Span(ticks(20), ticks(90)), Purpose.ANONYMISE
    hiding = session.draw_region(
        recording.id, ShapeKind.ELLIPSE, [(0.1, 0.4), (0.4, 0.9)], ticks(20), span, purpose=purpose, hides=visitor.id
    )
    session.change_region(hiding.id, points=[(0.5, 0.5), (0.8, 0.95)], at=ticks(80))


def drawn(page: FrameLocator) -> tuple[int, int, npt.NDArray[np.int16]]:
    """The frame the page says, the number in its picture, and the picture."""
    canvas = page.locator(".vig-family-drawn")
    said = canvas.get_attribute("data-frame")
    number = canvas.evaluate(READ_NUMBER)
    address = canvas.evaluate("canvas => canvas.toDataURL('image/png')")
    picture = np.asarray(Image.open(BytesIO(b64decode(address.split(",")[1]))).convert("RGB"), dtype=np.int16)
    return int(said or -1), number, picture


def test_a_guider_sees_what_the_family_will_see_and_the_player_stands_as_before(open_screen: OpenScreen) -> None:
    screen = open_screen(review, viewport={"width": 1366, "height": 900})
    screen.seek(12)
    page, history = screen.page, screen.case.session.history()
    page.get_by_test_id("tab-playlist").click()
    page.get_by_test_id("preview").click()
    family = page.frame_locator("[data-testid=preview-page]")
    root = family.locator(".vig-family")
    expect(root).to_have_attribute("data-phase", "card")
    expect(family.locator(".vig-family-hope")).to_have_text("You hoped: that he listens to me")
    expect(family.locator(".vig-family-introduction")).to_have_text("Noah looks for the next piece.")
    expect(page.get_by_test_id("preview-notes")).to_contain_text("it cannot be published yet")
    expect(page.get_by_test_id("preview-notes")).to_contain_text("Mum (has not said anything about it)")
    expect(family.locator(".vig-family-drawn")).to_have_attribute("data-frame", str(FIRST))

    screen.press(" ")
    expect(root).to_have_attribute("data-phase", "held")
    assert drawn(family)[:2] == (PAUSE, PAUSE)
    expect(family.locator(".vig-family-question")).to_have_text("")
    screen.press("q")
    expect(family.locator(".vig-family-question")).to_have_text("What are you doing just now?")
    _hidden_as_in_the_package(drawn(family)[2], screen.case.session)
    screen.press(" ")
    expect(root).to_have_attribute("data-phase", "ended")
    assert drawn(family)[:2] == (LAST, LAST)
    screen.press("r")
    expect(root).to_have_attribute("data-phase", "held")
    assert drawn(family)[:2] == (PAUSE, PAUSE)
    family.get_by_role("button", name="Stop for now").click()
    expect(root).to_have_attribute("data-stopped", "true")
    screen.press("b", "ArrowRight")
    expect(family.locator(".vig-family-title")).to_have_text("To and fro")
    screen.press("ArrowRight")
    expect(family.locator(".vig-family-closing")).to_have_text("What would you like to take with you?")
    family.get_by_role("button", name="Keep my words here").click()
    expect(family.locator(".vig-family-kept-words")).to_contain_text("This is a preview, and nothing is kept.")

    screen.press("i", "o", "m", "Escape")
    expect(page.get_by_test_id("preview-sheet")).to_be_hidden()
    screen.press(".")
    screen.frame_is(13)
    screen.press("Shift+R")
    expect(root).to_have_attribute("data-phase", "card")
    screen.press("Escape")
    assert screen.case.session.history() == history
    assert not (screen.case.session.workspace.folder / "packages").exists()


def _hidden_as_in_the_package(picture: npt.NDArray[np.int16], session: CaseSession) -> None:
    """Over the figure as coarse as it will be burnt in, everywhere else as in the film."""
    (recording,) = session.recordings()
    with session.workspace.vault.path(recording.id, "proxy.mp4") as film, FrameReader(Path(film)) as reader:
        plain = reader.picture(FrameIndex(PAUSE))
    burnt = hide_in_picture(plain, session.regions(recording.id), Span(ticks(PAUSE), ticks(PAUSE + 1))).astype(np.int16)
    inside = np.abs(burnt - plain).max(axis=2) > 0
    assert 0.05 < inside.mean() < 0.4
    assert np.abs(picture - burnt)[inside].mean() < 8
    assert np.abs(picture - burnt)[~inside].mean() < 4
    assert np.abs(picture - plain)[inside].mean() > 2 * np.abs(picture - burnt)[inside].mean()
