"""Clips cut by copying, as Chromium shows them: every frame is sought, in no order, and the number in the picture is read."""

import random
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.picture import READ_NUMBER
from tests.films import Kind, write_numbered_film
from tests.proxies import write_proxy
from workbench.core.time import Span
from workbench.render.clips import write_clip
from workbench.render.cut import plan_cut

pytestmark = pytest.mark.browser

N_FRAMES = 76
CUTS = ((0, 75), (1, 40), (7, 44), (8, 46), (9, 75), (31, 61), (32, 33), (33, 39), (41, 52), (74, 75))
"""First and last frame: on a keyframe (every 8), one before, one after, within one group, the last of the film."""

SEEK_ALL = f"""
async ([address, places_s]) => {{
  const read = {READ_NUMBER};
  const video = document.body.appendChild(document.createElement("video"));
  const heard = (name) => new Promise((done) => video.addEventListener(name, done, {{ once: true }}));
  video.muted = true;
  video.src = address;
  await heard("canplaythrough");
  const seen = [];
  for (const place of places_s) {{
    const drawn = new Promise((done) => video.requestVideoFrameCallback(done));
    const sought = heard("seeked");
    video.currentTime = place;
    await Promise.all([drawn, sought]);
    seen.push(read(video));
  }}
  video.remove();
  return seen;
}}
"""


@pytest.mark.parametrize("kind", ["constant25", "ntsc", "ntsc60", "variable", "rotated", "silent"])
def test_every_frame_of_every_cut_is_the_one_in_its_place(open_page: OpenPage, tmp_path: Path, kind: Kind) -> None:
    write_numbered_film(tmp_path / "film.mov", kind=kind, n_frames=N_FRAMES)
    table = write_proxy(tmp_path / "film.mov", tmp_path / "proxy.mp4")
    page = open_page()
    page.goto("about:blank")
    for first, last in CUTS:
        cut = plan_cut(table, Span(table.span_of(first).start, table.span_of(last).end))
        written = write_clip(tmp_path / "proxy.mp4", cut, tmp_path / "clip.mp4")
        assert written.n_coded == min(-first % 8, last - first + 1)
        places = [(number, (start + after) / 2 / 90_000) for number, (start, after) in enumerate(pairwise((*cut.table.pts, cut.table.end)))]
        random.Random(first).shuffle(places)
        if places[0][0] == 0:
            places.append(places.pop(0))
        address = "data:video/mp4;base64," + b64encode((tmp_path / "clip.mp4").read_bytes()).decode()
        seen = page.evaluate(SEEK_ALL, [address, [float(at_s) for _, at_s in places]])
        assert [number - first for number in seen] == [number for number, _ in places], (first, last)
