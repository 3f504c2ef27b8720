from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.films import Kind, NumberedFilm, read_number, write_numbered_film
from workbench.media.frames import FrameTable, index_frames
from workbench.media.thumbnails import build_thumbnails, plan_thumbnails

Film = Callable[[Kind], NumberedFilm]


def evenly(n_frames: int, step: int = 3600) -> FrameTable:
    return FrameTable(np.arange(n_frames) * step, n_frames * step)


def test_every_picture_of_the_strip_is_the_frame_planned_for_it(numbered_film: Film) -> None:
    film = numbered_film("ntsc")
    table = index_frames(film.path)
    plan = plan_thumbnails(table, film.width, film.height)
    strip = np.asarray(Image.open(BytesIO(build_thumbnails(film.path, table, plan))))
    assert strip.shape == (90, 160 * len(plan.frames), 3)
    assert [read_number(strip[:, 160 * n : 160 * (n + 1)]) for n in range(len(plan.frames))] == list(plan.frames)


@pytest.mark.parametrize(
    ("n_frames", "frames"),
    [(1, [0]), (10, [5]), (50, [12, 37]), (75, [12, 37, 62])],
)
def test_a_second_has_a_picture_from_its_middle(n_frames: int, frames: list[int]) -> None:
    assert list(plan_thumbnails(evenly(n_frames), 320, 180).frames) == frames


def test_a_long_film_has_120_pictures_evenly_spaced_over_all_of_it() -> None:
    table = evenly(15_000)
    frames = plan_thumbnails(table, 320, 180).frames
    assert len(frames) == 120
    assert set(np.diff(frames)) == {125}
    assert (frames[0], frames[-1]) == (62, 14_937)


def test_a_film_slower_than_a_picture_a_second_shows_each_once() -> None:
    assert list(plan_thumbnails(evenly(3, step=450_000), 320, 180).frames) == [0, 1, 2]


def test_an_upright_film_has_upright_pictures() -> None:
    assert plan_thumbnails(evenly(25), 720, 1280).to_json() == {"n": 1, "width_px": 160, "height_px": 284}


def test_progress_ends_at_1(tmp_path: Path) -> None:
    film = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=100)
    table, parts = index_frames(film.path), list[float]()
    build_thumbnails(film.path, table, plan_thumbnails(table, 320, 180), progress=parts.append)
    assert parts == [0.25, 0.5, 0.75, 1.0]
