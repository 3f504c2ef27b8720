"""Films as phones and cameras really write them."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from workbench.core.time import FILM_CLOCK
from workbench.media.frames import index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, check_proxy, plan_proxy
from workbench.media.reader import FrameReader

pytestmark = pytest.mark.real
FILMS = ["phone_hevc_vfr.mov", "classroom_gaze.mp4"]


@pytest.mark.parametrize("name", FILMS)
def test_every_frame_of_the_working_copy_is_the_same_frame_of_the_film(name: str, shared_material: Path, tmp_path: Path) -> None:
    film, target = shared_material / "media" / name, tmp_path / "proxy.mp4"
    wanted = index_frames(film)
    build_proxy(film, plan_proxy(probe_film(film), wanted), target)
    made = index_frames(target)
    check_proxy(wanted, made)
    from_zero = wanted.from_zero()
    exact_s = from_zero.pts * float(from_zero.clock.tick)
    assert np.abs(made.pts * float(FILM_CLOCK.tick) - exact_s).max() < 12e-6

    with FrameReader(film) as reader, FrameReader(target) as proxy:
        n = wanted.n_frames
        originals = [coarse(reader.picture(frame)) for frame in range(n)]
        distances = [[distance(coarse(proxy.picture(i)), originals[j]) for j in (i - 1, i, i + 1) if 0 <= j < n] for i in range(n)]
    own = [row[min(i, 1)] for i, row in enumerate(distances)]
    moving = [i for i, row in enumerate(distances) if max(row) > own[i] + 0.5]
    assert max(own) < 3.0
    assert len(moving) > n / 4
    assert all(own[i] == min(distances[i]) for i in moving)


def coarse(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Grey values of every fourth pixel each way."""
    return picture[::4, ::4].mean(axis=2, dtype=np.float32)


def distance(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    return float(np.abs(one - other).mean())
