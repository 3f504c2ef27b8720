"""The film's sound: volume, silence, each of two channels, a grain of sound with each step; slow motion keeps its pitch; all given back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.player_page import EnteredFilm, enter_film
from tests.browser.screen import Screen
from tests.films import write_numbered_film
from tests.sounds import lively_room, with_sound

pytestmark = pytest.mark.browser

VIDEO = "document.querySelector('.vig-lead video')"
WATCH = """() => {
  const [Sound, Context] = [window.Audio, window.AudioContext];
  window.grains = [];
  window.contexts = [];
  window.Audio = function () { const made = new Sound(); window.grains.push(made); return made; };
  window.AudioContext = class extends Context { constructor() { super(); window.contexts.push(this); } };
}"""


@pytest.fixture(scope="module")
def two_microphones(tmp_path_factory: pytest.TempPathFactory) -> EnteredFilm:
    folder: Path = tmp_path_factory.mktemp("two_microphones")
    plain = write_numbered_film(folder / "plain.mp4", n_frames=75).path
    film = with_sound(plain, folder / "film.mp4", lively_room(3), lively_room(3, seed=2))
    return enter_film(film, folder / "workspace")


@pytest.fixture
def screen(open_screen: OpenScreen, two_microphones: EnteredFilm) -> Screen:
    opened = open_screen(film=two_microphones)
    opened.page.evaluate(WATCH)
    return opened


def test_volume_and_silence_by_key_and_by_the_line_of_controls(screen: Screen) -> None:
    screen.press("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    assert screen.page.evaluate(f"{VIDEO}.volume") == pytest.approx(0.7)
    screen.press("v", "Shift+M")
    assert screen.page.evaluate(f"{VIDEO}.muted")
    screen.page.get_by_test_id("mute").click()
    assert not screen.page.evaluate(f"{VIDEO}.muted")
    screen.page.get_by_test_id("sound-volume").fill("0.2")
    assert screen.page.evaluate(f"{VIDEO}.volume") == pytest.approx(0.2)


def test_each_of_two_channels_has_its_volume_and_the_mixer_is_closed_with_the_player(screen: Screen) -> None:
    screen.press("v")
    expect(screen.page.get_by_test_id("sound-left")).to_be_visible()
    assert screen.page.evaluate("window.contexts.length") == 0
    screen.press("Shift+H")
    expect(screen.page.get_by_test_id("sound-left")).to_have_value("1")
    expect(screen.page.get_by_test_id("sound-right")).to_have_value("0")
    assert screen.page.evaluate("window.contexts.length") == 1
    screen.press("Shift+H", "ArrowRight")
    screen.frame_is(1)
    screen.page.evaluate("window.unmount()")
    screen.page.wait_for_function("window.contexts[0].state === 'closed'")


def test_a_film_with_one_channel_has_no_sliders_for_two(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.press("v")
    expect(screen.page.get_by_test_id("sound-volume")).to_be_visible()
    expect(screen.page.get_by_test_id("sound-left")).to_be_hidden()


def test_a_step_sounds_for_a_moment_where_scrubbing_is_wanted_and_only_there(screen: Screen) -> None:
    screen.press("ArrowRight")
    screen.frame_is(1)
    assert screen.page.evaluate("window.grains.length") == 0
    screen.press("Shift+X", "ArrowRight")
    screen.frame_is(2)
    screen.page.wait_for_function("window.grains.length === 1 && window.grains[0].played.length > 0 && window.grains[0].paused")
    begun = screen.page.evaluate("window.grains[0].played.start(window.grains[0].played.length - 1)")
    assert begun == pytest.approx(2 / 25, abs=0.01)
    screen.press("Shift+X")
    assert screen.page.evaluate("window.grains[0].getAttribute('src')") is None


def test_slow_motion_keeps_its_pitch(screen: Screen) -> None:
    screen.press("[", "[")
    assert screen.page.evaluate(f"[{VIDEO}.playbackRate, {VIDEO}.preservesPitch]") == [0.5, True]
