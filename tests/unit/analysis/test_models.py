"""The networks are the ones they should be, and both engines give the same numbers."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from workbench.analysis.models import FOLDER, Network, load_network
from workbench.errors import DataFileError


@pytest.mark.parametrize("network", list(Network))
def test_both_engines_give_the_same_numbers(network: Network) -> None:
    picture = np.random.default_rng(3).random((network.side_px, network.side_px, 3), dtype=np.float32)
    fast, slow = (load_network(network, engine)(picture) for engine in ("litert", "opencv"))  # type: ignore[arg-type]
    for one, other in zip(fast, slow, strict=True):
        np.testing.assert_allclose(one, other, atol=2e-3)


def test_a_changed_file_is_refused_by_its_sum(tmp_path: Path) -> None:
    (tmp_path / Network.IRIS.file).write_bytes((FOLDER / Network.IRIS.file).read_bytes()[:-1])
    with pytest.raises(DataFileError, match="is not the one it should be") as refused:
        load_network(Network.IRIS, folder=tmp_path)
    assert "Install the workbench again" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="is not there"):
        load_network(Network.MESH, folder=tmp_path)


def test_the_notice_names_every_file_with_its_sum() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    assert {path.name for path in FOLDER.glob("*.tflite")} == {network.file for network in Network}
    assert all(network.file in notice and network.sha256 in notice for network in Network)


def test_nothing_is_told_to_the_terminal() -> None:
    script = "from workbench.analysis.models import *\nfor network in Network: load_network(network)"
    said = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("", "")
