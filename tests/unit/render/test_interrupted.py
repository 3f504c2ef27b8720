"""A small disk, and a program that is killed: what is left has no name that anybody would open, and the next run clears it away."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.machine import small_disk
from tests.permits import permit_of
from tests.unit.render.conftest import MADE_ON, Desk, Proxy
from workbench.errors import RenderError
from workbench.render.package import Package, open_package
from workbench.render.plan import ReelChoices, plan_reel
from workbench.render.reel import write_reel
from workbench.render.unfinished import unfinished_folder

REPOSITORY = Path(__file__).parents[3]
SMALL = ReelChoices(hold_s=0.4, short_side_px=180)


@pytest.fixture(scope="module")
def package(proxy_of: Callable[..., Proxy], tmp_path_factory: pytest.TempPathFactory) -> Package:
    film, table, _ = proxy_of("constant25")
    folder = tmp_path_factory.mktemp("interrupted")
    desk = Desk(folder, film, table)
    return open_package(desk.write(folder), MADE_ON)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_package_that_does_not_fit_on_the_disk_leaves_it_empty(desk: Desk, package: Package, tmp_path: Path, part: float) -> None:
    with small_disk(tmp_path / "disk", round(size_of(package.folder) * part / 1024)) as disk:
        with pytest.raises(RenderError, match="no space left on the disk") as told:
            desk.write(disk)
        assert "Free some space" in told.value.next_step
        assert list(disk.iterdir()) == []


@pytest.mark.parametrize("n_kilobytes", [40, 400])
def test_a_reel_that_does_not_fit_on_the_disk_leaves_the_old_one(package: Package, tmp_path: Path, n_kilobytes: int) -> None:
    with small_disk(tmp_path / "disk", n_kilobytes) as disk:
        (disk / "reel.mp4").write_bytes(b"the old one")
        with pytest.raises(RenderError, match="no space left on the disk"):
            write_reel(package, disk / "reel.mp4", permit_of(package), plan=plan_reel(package.manifest, SMALL))
        assert [path.name for path in disk.iterdir()] == ["reel.mp4"]
        assert (disk / "reel.mp4").read_bytes() == b"the old one"


KILLED = """
import sys
from datetime import date
from pathlib import Path
from tests.permits import permit_of
from workbench.render.package import open_package
from workbench.render.plan import ReelChoices, plan_reel
from workbench.render.reel import write_reel
package = open_package(Path(sys.argv[1]), date(2026, 11, 20))
write_reel(package, Path(sys.argv[2]), permit_of(package), plan=plan_reel(package.manifest, ReelChoices(short_side_px=720)))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_killed_reel_leaves_the_old_one_and_what_it_left_is_cleared_by_a_later_run(package: Package, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "reel.mp4").write_bytes(b"the old one")
    running = subprocess.Popen([sys.executable, "-c", KILLED, str(package.folder), str(out / "reel.mp4")], cwd=REPOSITORY)
    while running.poll() is None and not list(out.glob(".reel-*/*.mp4")):
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    (left,) = out.glob(".reel-*.part")
    assert (out / "reel.mp4").read_bytes() == b"the old one"
    with unfinished_folder(out, "reel"):
        assert left.exists()
    for path in (*left.rglob("*"), left):
        os.utime(path, (1.6e9, 1.6e9))
    with unfinished_folder(out, "reel"):
        assert not left.exists()


def test_a_folder_in_which_somebody_still_writes_is_left_alone(tmp_path: Path) -> None:
    with unfinished_folder(tmp_path, "review-2026-11-20-ab12") as theirs:
        (theirs / "clip.mp4").write_bytes(b"now")
        os.utime(theirs, (1.6e9, 1.6e9))
        with unfinished_folder(tmp_path, "review-2026-11-20-cd34"):
            assert theirs.exists()
        shutil.rmtree(theirs)
    assert list(tmp_path.iterdir()) == []
