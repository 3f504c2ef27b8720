"""What happens to films, networks and kernels happens here, and the screen says so, keeps what was marked, and goes on by itself."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.picture import READ_PLAYER
from tests.browser.player_page import CaseOnDisk, EnteredFilm, enter_film, serve_case
from tests.browser.test_player_exactness import WALK
from tests.far_film import move_far_out
from tests.films import write_numbered_film

pytestmark = pytest.mark.browser

N_FRAMES = 90
FAR = 66
"""No browser has fetched it when it stands at the beginning: gibibytes lie before it, and only the very last come with the index."""


@pytest.fixture(scope="module")
def far_film(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], EnteredFilm]:
    @cache
    def make() -> EnteredFilm:
        folder = tmp_path_factory.mktemp("robust")
        source = write_numbered_film(folder / "film.mp4", kind="variable", n_frames=N_FRAMES).path
        return enter_film(source, folder / "workspace")

    return make


def move_out(case_folder: Path, recording_id: str) -> Path:
    """The working copy of a case far out, by its path."""
    proxy = case_folder / "vault" / recording_id / "proxy.mp4"
    move_far_out(proxy, proxy.with_suffix(".far"))
    proxy.with_suffix(".far").replace(proxy)
    proxy.with_name("packets.bin").unlink()
    return proxy


def opened(open_page: OpenPage, case: CaseOnDisk) -> Page:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(case.address)
    page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=30_000)
    return page


def seek(page: Page, case: CaseOnDisk, frame: int) -> None:
    table = case.session.frame_table(case.recording.id)
    page.evaluate("(ticks) => window.command({ command: 'seek', ticks })", table.span_of(frame).start)


def stands_on(page: Page, frame: int, within_ms: float = 40_000) -> None:
    expect(page.get_by_test_id("frame-number")).to_have_attribute("data-frame", str(frame), timeout=within_ms)
    assert page.evaluate(READ_PLAYER) == {"picture": frame, "label": frame}


def test_a_film_of_more_than_four_gibibytes_is_stepped_and_sought_exactly(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    film = far_film()
    with serve_case(film, tmp_path / "case", prepare=lambda _, recording: move_out(tmp_path / "case", recording.id)) as case:
        page = opened(open_page, case)
        places = [[film.table.span_of(frame).start + 1, frame] for frame in (FAR, 3, 89, 59, 60, 61, 0, 88, 30)]
        assert page.evaluate(WALK, places)["wrong"] == []
        assert page.evaluate(WALK, [(".", frame) for frame in range(31, N_FRAMES)])["wrong"] == []
        page.close()


def test_a_film_that_goes_away_is_said_and_goes_on_where_one_was_when_it_is_back(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    with serve_case(far_film(), folder, prepare=lambda _, recording: move_out(folder, recording.id)) as case:
        proxy = folder / "vault" / case.recording.id / "proxy.mp4"
        page = opened(open_page, case)
        page.get_by_test_id("player-root").press("i")
        proxy.rename(proxy.with_suffix(".away"))
        seek(page, case, FAR)
        expect(page.get_by_test_id("status")).to_contain_text("cannot be reached or read", timeout=20_000)
        expect(page.get_by_test_id("player-root")).to_have_attribute("data-state", "ready")
        page.get_by_test_id("player-root").press("m")
        expect(page.get_by_test_id("moment-item")).to_have_count(1)

        proxy.with_suffix(".away").rename(proxy)
        stands_on(page, FAR)
        expect(page.get_by_test_id("status")).not_to_contain_text("cannot be reached")
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        page.close()


def test_a_network_that_hangs_is_said_and_the_film_comes_when_it_moves_again(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    with serve_case(far_film(), folder, prepare=lambda _, recording: move_out(folder, recording.id)) as case:
        page = opened(open_page, case)
        hung: list[Route] = []
        page.route("**/vig/media/**", lambda route: hung.append(route))
        seek(page, case, FAR)
        expect(page.get_by_test_id("status")).to_contain_text("slow to come", timeout=15_000)
        expect(page.get_by_test_id("status")).to_contain_text("cannot be reached or read", timeout=20_000)
        assert hung
        page.unroute("**/vig/media/**")
        stands_on(page, FAR)
        expect(page.get_by_test_id("status")).not_to_contain_text("cannot be reached")
        page.close()


def test_a_workbench_that_stops_is_said_and_all_goes_on_when_it_runs_again(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    with serve_case(far_film(), folder, prepare=lambda _, recording: move_out(folder, recording.id)) as case:
        page = opened(open_page, case)
        root, status = page.get_by_test_id("player-root"), page.get_by_test_id("status")
        page.evaluate(WALK, [("i", 0), *[(".", frame) for frame in range(1, 8)], ("o", 7)])
        case.server.stop()
        root.press("m")
        expect(status).to_contain_text("One change is kept here", timeout=40_000)
        seek(page, case, FAR)
        expect(status).to_contain_text("neither the film nor the kernel can be reached", timeout=40_000)
        assert page.evaluate(READ_PLAYER) == {"picture": 7, "label": 7}

        case.server.start()
        stands_on(page, FAR)
        expect(page.get_by_test_id("moment-item")).to_have_count(1, timeout=20_000)
        expect(status).not_to_contain_text("does not answer")
        expect(status).not_to_contain_text("reached")
        (moment,) = case.session.moments(case.recording.id)
        assert (moment.span.start, moment.span.end) == (0, case.session.frame_table(case.recording.id).span_of(7).end)
        page.close()


def test_an_edit_that_is_done_but_whose_answer_is_lost_is_not_done_twice(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    with serve_case(far_film(), tmp_path / "case") as case:
        page = opened(open_page, case)
        root, status = page.get_by_test_id("player-root"), page.get_by_test_id("status")
        page.evaluate(WALK, [("i", 0), *[(".", frame) for frame in range(1, 8)], ("o", 7)])

        case.is_heard = False
        expect(status).to_contain_text("kernel does not answer", timeout=20_000)
        root.press("m")
        expect(status).to_contain_text("One change is kept here", timeout=20_000)
        assert len(case.session.moments(case.recording.id)) == 1
        case.is_heard = True
        expect(root).to_have_attribute("data-saving", "false", timeout=20_000)
        page.get_by_test_id("tab-moments").click()
        expect(page.get_by_test_id("moment-item")).to_have_count(1)
        assert len(case.session.moments(case.recording.id)) == 1
        page.close()


FAILING_DECODER = """
window.decoders = new Set();
window.VideoDecoder = class extends VideoDecoder {
  constructor(events) {
    super({ ...events, error: (error) => { window.nErrors = (window.nErrors ?? 0) + 1; events.error(error); } });
    window.decoders.add(this);
  }
  decode(chunk) {
    if (!window.failing) return super.decode(chunk);
    const nonsense = new Uint8Array(chunk.byteLength).fill(255);
    super.decode(new EncodedVideoChunk({ type: chunk.type, timestamp: chunk.timestamp, data: nonsense }));
  }
};
"""


def test_a_decoder_that_fails_in_the_middle_of_work_leaves_the_same_frames_to_the_video(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    with serve_case(far_film(), tmp_path / "case") as case:
        page = open_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(FAILING_DECODER)
        page.goto(case.address)
        page.wait_for_selector("[data-testid=player-root][data-state=ready]", timeout=30_000)
        assert page.get_by_test_id("film").get_attribute("data-shown-by") == "decoder"
        assert page.evaluate(WALK, [(".", frame) for frame in range(1, 6)])["wrong"] == []
        before = page.get_by_test_id("status").inner_text()
        page.evaluate("window.failing = true")
        table = case.session.frame_table(case.recording.id)
        places = [(table.span_of(frame).start, frame) for frame in (70, 71, 40, 12, 88)]
        assert page.evaluate(WALK, [*places, ("ArrowLeft", 87), ("ArrowLeft", 86), (".", 87)])["wrong"] == []
        assert page.evaluate("window.nErrors") >= 3
        assert page.get_by_test_id("status").inner_text() == before, "nothing is lost, so nothing is said"
        expect(page.get_by_test_id("exactness")).to_contain_text("exact")
        page.close()


def test_a_film_that_cannot_be_decoded_at_a_place_is_said_and_shown_elsewhere(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    with serve_case(far_film(), folder, prepare=lambda _, recording: move_out(folder, recording.id)) as case:
        page = opened(open_page, case)
        proxy = folder / "vault" / case.recording.id / "proxy.mp4"
        spoil(proxy)
        seek(page, case, FAR)
        expect(page.get_by_test_id("status")).to_contain_text("cannot be reached or read", timeout=20_000)
        expect(page.get_by_test_id("status")).not_to_contain_text("cannot be reached or read", timeout=90_000)
        stands_on(page, 0)
        assert page.evaluate(WALK, [(".", frame) for frame in range(1, 10)])["wrong"] == []
        page.close()


def spoil(proxy: Path) -> None:
    """Make the last pictures unreadable where they lie."""
    from workbench.media.frames import index_frames
    from workbench.media.packets import index_packets

    packets = index_packets(proxy, index_frames(proxy))
    with proxy.open("r+b") as file:
        for frame in range(FAR - 2, N_FRAMES):
            file.seek(int(packets.offsets[frame]) + 4)
            file.write(b"\xff" * (int(packets.sizes[frame]) - 4))


def test_what_a_silent_kernel_does_not_answer_is_kept_said_and_done_once_when_it_answers(
    open_page: OpenPage, far_film: Callable[[], EnteredFilm], tmp_path: Path
) -> None:
    with serve_case(far_film(), tmp_path / "case") as case:
        page = opened(open_page, case)
        root, status = page.get_by_test_id("player-root"), page.get_by_test_id("status")
        root.press("i")
        page.evaluate(WALK, [(".", frame) for frame in range(1, 12)])
        root.press("o")
        root.press("m")
        page.get_by_test_id("moment-item").click()
        hung: list[Route] = []
        page.route("**/ask", lambda route: hung.append(route))
        expect(status).to_contain_text("kernel does not answer", timeout=20_000)
        note = page.get_by_role("textbox").first
        note.fill("she waits for him")
        note.blur()
        expect(status).to_contain_text("One change is kept here", timeout=20_000)
        root.press("m")
        expect(status).to_contain_text("2 changes are kept here", timeout=20_000)
        assert note.input_value() == "she waits for him"

        page.unroute("**/ask")
        expect(status).not_to_contain_text("kernel does not answer", timeout=30_000)
        expect(page.get_by_test_id("moment-item")).to_have_count(2)
        expect(root).to_have_attribute("data-saving", "false")
        moments = case.session.moments(case.recording.id)
        assert len(moments) == 2
        assert "she waits for him" in [moments[0].why, moments[0].note, moments[1].why, moments[1].note]
        page.close()
