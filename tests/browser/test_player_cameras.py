"""Several cameras of one session: aligned by their sound, stepped and played in step, each with its own true frame; corrected by frames."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.player_page import EnteredFilm, enter_film
from tests.browser.screen import Screen
from tests.browser.test_player_comparing import READ_PICTURES, SLOWLY, frames_are
from tests.films import write_numbered_film
from tests.sounds import RATE_HZ, lively_room, with_sound
from workbench.core.time import TICKS_PER_S, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession
from workbench.session.importing import import_film

pytestmark = pytest.mark.browser

WINDOW_BEGINS_S = 2


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three films of one lively room: by the door at 25 frames a second; by the window, 2 s later, at 29.97; one without sound."""
    folder = tmp_path_factory.mktemp("cameras")
    room = lively_room(9)
    for name, kind, n_frames, from_s in (
        ("door", "constant25", 200, 0),
        ("window", "ntsc", 150, WINDOW_BEGINS_S),
        ("mute", "silent", 100, 0),
    ):
        written = write_numbered_film(folder / f"{name}_plain.mp4", kind=kind, n_frames=n_frames).path
        if kind == "silent":
            written.rename(folder / "mute.mp4")
        else:
            with_sound(written, folder / f"{name}.mp4", room[from_s * RATE_HZ : (from_s + 8) * RATE_HZ])
    return folder


@pytest.fixture(scope="module")
def session_films(films: Path, tmp_path_factory: pytest.TempPathFactory) -> EnteredFilm:
    return enter_film(films / "door.mp4", tmp_path_factory.mktemp("session") / "workspace", "By the door")


@pytest.fixture
def screen(open_screen: OpenScreen, session_films: EnteredFilm, films: Path) -> Screen:
    def prepare(session: CaseSession, _: Recording) -> None:
        import_film(session.workspace, films / "window.mp4", "HAZEL", title="By the window")

    return open_screen(prepare=prepare, film=session_films)


def window_frame(screen: Screen, frame: int) -> int:
    """The frame of the window's film that is right for a frame of the door's, by what is kept on the disk."""
    session = screen.case.session
    (beside,) = session.cameras(screen.case.recording.id)
    door, window = session.frame_table(screen.case.recording.id), session.frame_table(beside.recording.id)
    span = door.span_of(frame)
    return int(window.frame_at((span.start + span.end) // 2 - beside.starts_at))


def align(screen: Screen) -> None:
    screen.press("Shift+V")
    screen.page.get_by_test_id("camera-align").click()
    expect(screen.page.get_by_test_id("companion")).to_be_visible(timeout=30_000)


def test_two_cameras_are_aligned_by_their_sound_and_stepped_together(screen: Screen) -> None:
    align(screen)
    expect(screen.page.get_by_test_id("cameras-list")).to_contain_text("begins 2.0")
    (beside,) = screen.case.session.cameras(screen.case.recording.id)
    assert beside.starts_at == pytest.approx(WINDOW_BEGINS_S * TICKS_PER_S, abs=1500)
    screen.page.get_by_test_id("player-root").focus()
    expect(screen.page.get_by_test_id("companion")).to_contain_text("No picture from here at this instant")
    screen.seek(100)
    frames_are(screen, 100, window_frame(screen, 100))
    assert window_frame(screen, 100) in (60, 61)
    for frame in range(101, 106):
        screen.press("ArrowRight")
        frames_are(screen, frame, window_frame(screen, frame))
    screen.press("End")
    expect(screen.page.get_by_test_id("companion")).to_contain_text("No picture from here at this instant")


def test_they_play_in_step_and_only_the_leading_one_is_heard(screen: Screen) -> None:
    align(screen)
    screen.page.get_by_test_id("player-root").focus()
    screen.seek(60)
    screen.press("Space")
    screen.page.wait_for_function(
        "Number(document.querySelector('[data-testid=frame-number]').dataset.frame) > 90"
        " && !document.querySelector('[data-testid=companion] video').paused"
        " && Math.abs(Number(document.querySelector('[data-testid=companion]').dataset.drift)) <= 1"
    )
    assert screen.page.evaluate("[...document.querySelectorAll('.vig-film video')].map((video) => video.muted)") == [False, True]
    screen.press("Space")
    expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
    lead = int(screen.page.get_by_test_id("frame-number").get_attribute("data-frame") or "-1")
    frames_are(screen, lead, window_frame(screen, lead))


def test_a_camera_is_corrected_by_frames_and_the_correction_undone(screen: Screen) -> None:
    align(screen)
    screen.page.get_by_test_id("player-root").focus()
    screen.seek(100)
    before = window_frame(screen, 100)
    screen.press(">")
    frames_are(screen, 100, before + 1)
    screen.page.get_by_test_id("camera-move+25").click()
    frames_are(screen, 100, before + 26)
    screen.press("Control+Z", "Control+Z")
    frames_are(screen, 100, before)
    screen.page.get_by_test_id("camera-remove").click()
    expect(screen.page.get_by_test_id("companion")).to_have_count(0)
    screen.press("Control+Z")
    frames_are(screen, 100, before)
    screen.page.get_by_test_id("cameras-seen").click()
    expect(screen.page.get_by_test_id("companion")).to_have_count(0)


def test_sounds_that_do_not_agree_are_said_and_the_camera_can_be_set_by_hand(
    open_screen: OpenScreen, session_films: EnteredFilm, films: Path
) -> None:
    def prepare(session: CaseSession, _: Recording) -> None:
        import_film(session.workspace, films / "mute.mp4", "HAZEL", title="Without sound")

    screen = open_screen(prepare=prepare, film=session_films)
    screen.press("Shift+V")
    screen.page.get_by_test_id("camera-align").click()
    expect(screen.page.get_by_test_id("status")).to_contain_text("no sound that could be compared")
    expect(screen.page.get_by_test_id("companion")).to_have_count(0)
    screen.page.get_by_test_id("camera-place").click()
    frames_are(screen, 0, 0)
    screen.page.get_by_test_id("player-root").focus()
    screen.press("ArrowRight", "ArrowRight", "<")
    frames_are(screen, 2, 1)


def test_four_cameras_stand_in_a_grid(open_screen: OpenScreen, session_films: EnteredFilm, films: Path) -> None:
    def prepare(session: CaseSession, recording: Recording) -> None:
        for name, starts_s in (("window", 2), ("mute", 1), ("door_plain", 0)):
            other = import_film(session.workspace, films / f"{name}.mp4", "HAZEL", title=name).recording
            session.place_camera(recording.id, other.id, Ticks(starts_s * TICKS_PER_S))

    screen = open_screen(prepare=prepare, film=session_films)
    expect(screen.page.get_by_test_id("companion")).to_have_count(3)
    screen.seek(75)
    frames_are(screen, 75, 75, 50, 30)
    boxes = [cell.bounding_box() for cell in screen.page.locator(".vig-beside").all()]
    assert len({(round(box["x"]), round(box["y"])) for box in boxes if box}) == 4
    assert len({round(box["width"]) for box in boxes if box}) == 1


MOSTLY_APART = 2
"""Three short runs are mostly starts, in which a film that began when it liked was ten frames and more away."""

WATCH_PICTURES = f"""() => {{
  window.seen = [];
  const look = () => {{
    const player = document.querySelector("[data-testid=player-root]");
    if (player.dataset.motion === "forward") window.seen.push(({READ_PICTURES})().map(([, number]) => number));
    requestAnimationFrame(look);
  }};
  look();
}}"""
"""Notes from painting to painting, while the film is under way, the number in every picture."""


@pytest.mark.parametrize("names", [("window",), ("window", "mute", "door_plain")], ids=["two", "four"])
def test_all_pictures_begin_together_and_stand_exactly_where_playing_stops_by_the_numbers_in_them(
    open_screen: OpenScreen, session_films: EnteredFilm, films: Path, names: tuple[str, ...]
) -> None:
    tables: list[FrameTable] = []

    def prepare(session: CaseSession, recording: Recording) -> None:
        for name in sorted(names):
            other = import_film(session.workspace, films / f"{name}.mp4", "HAZEL", title=name).recording
            session.place_camera(recording.id, other.id, Ticks(0))
            tables.append(session.frame_table(other.id))

    screen = open_screen(prepare=prepare, film=session_films)
    lead_table = session_films.table
    expect(screen.page.get_by_test_id("companion")).to_have_count(len(names))

    def wanted(frame: int) -> list[int]:
        span = lead_table.span_of(frame)
        return [int(table.frame_at((span.start + span.end) // 2)) for table in tables]

    screen.press(*SLOWLY)
    screen.page.evaluate(WATCH_PICTURES)
    apart: list[int] = []
    for stop in (25, 30, 35):
        screen.seek(10)
        frames_are(screen, 10, *wanted(10))
        screen.press("Space")
        screen.page.wait_for_function(
            "(stop) => Number(document.querySelector('[data-testid=frame-number]').dataset.frame) >= stop", arg=stop
        )
        screen.press("Space")
        expect(screen.page.get_by_test_id("player-root")).to_have_attribute("data-motion", "still")
        lead = int(screen.page.get_by_test_id("frame-number").get_attribute("data-frame") or "-1")
        frames_are(screen, lead, *wanted(lead))
    for lead, *others in screen.page.evaluate("window.seen"):
        if lead > 10:
            apart += [abs(seen - right) for seen, right in zip(others, wanted(lead), strict=True)]
    print(f"{len(names) + 1} films: mostly {np.median(apart):.0f} frames apart, at most {max(apart)}, in {len(apart)} pictures")
    assert np.median(apart) <= MOSTLY_APART
