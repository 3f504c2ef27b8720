"""The guider's server gives any stretch of a film of more than four gibibytes."""

from pathlib import Path

import requests

from tests.far_film import HOLE_BYTES, move_far_out
from tests.films import write_numbered_film
from tests.servers import served_lab
from workbench.core.identity import new_id
from workbench.media.frames import index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.store.workspace import open_workspace


def test_ranges_beyond_the_fourth_gibibyte_are_exact_and_the_end_is_near(tmp_path: Path) -> None:
    source = write_numbered_film(tmp_path / "film.mp4", kind="silent", n_frames=60).path
    near, recording_id = tmp_path / "near.mp4", new_id()
    build_proxy(source, plan_proxy(probe_film(source), index_frames(source)), near)
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        staging = workspace.vault.staging("ab" * 32)
        far = staging.path("proxy.mp4")
        move_far_out(near, far)
        size = far.stat().st_size
        staging.finish(recording_id)
        with workspace.vault.open(recording_id, "proxy.mp4") as film, served_lab(tmp_path / "workspace") as lab, requests.Session() as page:
            page.get(lab.link, timeout=20)
            page.headers["Referer"] = lab.base
            address = f"{lab.base}vig/media/{recording_id}/film"
            for first, last in [
                (2**31 - 3, 2**31 + 3),
                (2**32 - 3, 2**32 + 3),
                (2 * HOLE_BYTES, 2 * HOLE_BYTES + 999),
                (size - 9, size - 1),
            ]:
                answer = page.get(address, headers={"Range": f"bytes={first}-{last}"}, timeout=20)
                film.seek(first)
                assert (answer.status_code, answer.headers["Content-Range"]) == (206, f"bytes {first}-{last}/{size}")
                assert answer.content == film.read(last - first + 1)
            assert page.get(address, headers={"Range": "bytes=-100"}, timeout=20).headers["Content-Length"] == "100"
            assert page.get(address, headers={"Range": f"bytes={size}-"}, timeout=20).status_code == 416
            with page.get(address, headers={"Range": "bytes=0-"}, stream=True, timeout=20) as all_of_it:
                assert all_of_it.headers["Content-Length"] == str(size)
