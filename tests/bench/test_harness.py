import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as running
from tests.bench.registry import Benchmark, Measured, all_benchmarks

REPOSITORY = Path(__file__).parents[2]
KEYS = ["name", "value", "unit", "peer", "peer_value", "ratio", "goal", "holds"]


@pytest.mark.parametrize(
    ("measured", "below", "ratio_below", "goal", "holds"),
    [
        (Measured(1.9, "s"), 2.0, None, "below 2 s", True),
        (Measured(2.0, "s"), 2.0, None, "below 2 s", False),
        (Measured(3.0, "s", "other", 2.0), None, 1.6, "below 1.6 times the peer", True),
        (Measured(3.0, "s", "other", 2.0), None, 1.5, "below 1.5 times the peer", False),
        (Measured(3.0, "s"), None, 1.5, "below 1.5 times the peer", False),
        (Measured(3.0, "s"), None, None, "", True),
    ],
)
def test_a_goal_holds_when_the_number_is_below_it(
    measured: Measured, below: float | None, ratio_below: float | None, goal: str, holds: bool
) -> None:
    result = Benchmark("one", lambda: measured, below, ratio_below).result()
    assert list(result) == KEYS
    assert (result["goal"], result["holds"]) == (goal, holds)


def test_the_ratio_is_to_the_peer() -> None:
    assert Measured(3.0, "s", "other", 2.0).ratio == 1.5
    assert Measured(3.0, "s").ratio is None


def test_the_promised_benchmarks_are_there() -> None:
    assert {"index_of_10_minutes_1080p", "proxy_cpu_against_bare_ffmpeg", "import_of_a_phone_film_to_first_frame"} <= {
        one.name for one in all_benchmarks()
    }


def test_one_benchmark_is_run_by_name_and_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "KEPT", tmp_path / "kept")
    assert running.main(["import_of_a_phone"]) == 0
    (result,) = json.loads((tmp_path / "kept" / "results.json").read_text())
    assert list(result) == KEYS
    assert result["name"] == "import_of_a_phone_film_to_first_frame"
    assert f"{result['value']:.3f}" in capsys.readouterr().out


def test_a_name_that_no_benchmark_has_is_told() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.bench", "no such"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "index_of_10_minutes_1080p" in done.stderr
