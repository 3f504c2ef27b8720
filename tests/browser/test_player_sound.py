"""The film's sound: volume, silence, each of two channels, a grain of sound with each step; slow motion keeps its pitch; all given back."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.player_page import EnteredFilm, enter_film
from tests.browser.screen import Screen
from tests.films import write_numbered_film
from tests.sounds import RATE_HZ, lively_room, with_sound

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


LISTEN = """(context, node) => {
  const ear = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
  node.connect(ear);
  const loudness = new Float32Array(ear.frequencyBinCount);
  window.peaks = [];
  const listen = () => {
    ear.getFloatFrequencyData(loudness);
    const loudest = loudness.reduce((best, each, bin) => each > loudness[best] ? bin : best, 0);
    if (loudness[loudest] > -60) window.peaks.push(loudest * context.sampleRate / ear.fftSize);
    requestAnimationFrame(listen);
  };
  listen();
  return ear;
}"""
"""Begins to note, from painting to painting, the loudest pitch in hertz that goes through a node."""

PITCH = """(skipped) => {
  const heard = window.peaks.slice(skipped).sort((a, b) => a - b);
  return heard.length < 15 ? null : heard[Math.floor(heard.length / 2)];
}"""
"""The middle one of the pitches noted after the first few; null before there are enough of them."""


@pytest.fixture(scope="module")
def two_tones(tmp_path_factory: pytest.TempPathFactory) -> EnteredFilm:
    """440 Hz on the left, 1000 Hz on the right."""
    folder: Path = tmp_path_factory.mktemp("two_tones")
    plain = write_numbered_film(folder / "plain.mp4", n_frames=100).path
    times = np.arange(4 * RATE_HZ) / RATE_HZ
    left, right = (0.4 * np.sin(2 * np.pi * pitch_hz * times) for pitch_hz in (440, 1000))
    return enter_film(with_sound(plain, folder / "film.mp4", left, right), folder / "workspace")


def heard_pitch(screen: Screen) -> float:
    """Of what is heard from now on."""
    n_heard = screen.page.evaluate("window.peaks.length")
    return float(screen.page.wait_for_function(PITCH, arg=n_heard).json_value())


@pytest.mark.parametrize(("keeps", "pitch_hz"), [(True, 440), (False, 220)])
def test_slow_motion_keeps_its_pitch(open_screen: OpenScreen, two_tones: EnteredFilm, keeps: bool, pitch_hz: int) -> None:
    """Told not to, the same element sounds an octave lower, so that what is measured is what the player has asked for."""
    screen = open_screen(film=two_tones)
    screen.press("[", "[", "Space")
    assert screen.page.evaluate(f"[{VIDEO}.playbackRate, {VIDEO}.preservesPitch]") == [0.5, True]
    screen.page.evaluate(f"""() => {{
      const context = new AudioContext();
      if (!{str(keeps).lower()}) {VIDEO}.preservesPitch = false;
      const left = new GainNode(context);
      context.createMediaElementSource({VIDEO}).connect(new ChannelSplitterNode(context, {{ numberOfOutputs: 2 }})).connect(left, 0);
      ({LISTEN})(context, left).connect(context.destination);
    }}""")
    screen.page.wait_for_function("window.peaks.length > 10")
    assert heard_pitch(screen) == pytest.approx(pitch_hz, abs=15)


LISTENING_CONTEXT = f"""() => {{
  window.AudioContext = class extends AudioContext {{
    get destination() {{
      if (!this.ear) {{
        this.ear = new GainNode(this);
        ({LISTEN})(this, this.ear).connect(super.destination);
      }}
      return this.ear;
    }}
  }};
}}"""


def pitch_while_held(screen: Screen) -> float | None:
    """What is heard while arrow keys are held down, to and fro, but for the first of it."""
    n_heard = screen.page.evaluate("window.peaks.length") + 10
    for turn in range(12):
        key = ("ArrowRight", "ArrowLeft")[turn % 2]
        for _ in range(80):
            screen.page.keyboard.down(key)
            pitch = screen.page.evaluate(PITCH, n_heard)
            if pitch is not None:
                screen.page.keyboard.up(key)
                return float(pitch)
        screen.page.keyboard.up(key)
    return None


def test_steps_sound_by_the_channels_that_are_wanted_and_also_while_a_key_is_held(open_screen: OpenScreen, two_tones: EnteredFilm) -> None:
    screen = open_screen(film=two_tones)
    screen.page.evaluate(WATCH)
    screen.page.evaluate(LISTENING_CONTEXT)
    screen.press("Shift+X", "ArrowRight")
    screen.page.wait_for_function("window.grains[0]?.played.length > 0")
    for pitch_hz in (440, 1000):
        screen.press("Shift+H")
        assert pitch_while_held(screen) == pytest.approx(pitch_hz, abs=30)
    screen.press("Home", "Shift+M")
    screen.frame_is(0)
    screen.page.wait_for_function("window.grains[0].paused")
    screen.page.evaluate("window.grains[0].addEventListener('play', () => { window.soundedMuted = true; })")
    screen.press("ArrowRight", "ArrowRight")
    screen.frame_is(2)
    assert screen.page.evaluate("[window.soundedMuted ?? false, window.grains[0].muted, window.grains.length]") == [False, True, 1]


WAITS = """() => {
  window.waits = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  window.grains[0].addEventListener("playing", () => window.waits.push(performance.now() - pressed));
}"""


def test_a_step_is_heard_soon_after_its_key_by_one_element_for_all_steps(screen: Screen) -> None:
    screen.press("Shift+X", "ArrowRight")
    screen.page.wait_for_function("window.grains[0]?.played.length > 0 && window.grains[0].paused")
    screen.page.evaluate(WAITS)
    for n_heard in range(1, 21):
        screen.press("ArrowRight")
        screen.page.wait_for_function("(n) => window.waits.length === n && window.grains[0].paused", arg=n_heard)
    waits_ms = sorted(screen.page.evaluate("window.waits"))
    print(f"from key to sound: median {waits_ms[10]:.0f} ms, longest {waits_ms[-1]:.0f} ms")
    assert waits_ms[10] < 150
    assert screen.page.evaluate("window.grains.length") == 1
