"""What a benchmark is, and the list of all of them.

A benchmark is a function without arguments in a module of this folder, under :func:`benchmark`; its name is the function's. It returns
:class:`Measured`. What it needs to keep between runs lies in :data:`KEPT`, which may be deleted at any time.
"""

import importlib
import pkgutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = REPOSITORY / ".bench"


@dataclass(frozen=True)
class Measured:
    """A number with its unit, and what it is held against: a `peer` that does the same, in the same unit."""

    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value it is; None without a peer."""
        return self.value / self.peer_value if self.peer_value else None


@dataclass(frozen=True)
class Benchmark:
    """A measurement and its goal: a value below `below`, or a ratio to the peer below `ratio_below`."""

    name: str
    run: Callable[[], Measured]
    below: float | None
    ratio_below: float | None

    def result(self) -> dict[str, Any]:
        """Run it once; a line of ``results.json``."""
        measured = self.run()
        goal, holds = "", True
        if self.below is not None:
            goal, holds = f"below {self.below:g} {measured.unit}", measured.value < self.below
        if self.ratio_below is not None:
            goal, holds = f"below {self.ratio_below:g} times the peer", measured.ratio is not None and measured.ratio < self.ratio_below
        return {"name": self.name, **asdict(measured), "ratio": measured.ratio, "goal": goal, "holds": holds}


_ALL: dict[str, Benchmark] = {}


def benchmark(
    *, below: float | None = None, ratio_below: float | None = None
) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Add a function to the list, with its goal; one without a goal always holds."""

    def add(run: Callable[[], Measured]) -> Callable[[], Measured]:
        name: str = run.__name__
        if name in _ALL:
            raise ValueError(f"two benchmarks are called {name}")
        _ALL[name] = Benchmark(name, run, below, ratio_below)
        return run

    return add


def all_benchmarks() -> list[Benchmark]:
    """Every benchmark of every module in this folder, by name."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith(("__", "test_")):
            importlib.import_module(f"tests.bench.{module.name}")
    return [_ALL[name] for name in sorted(_ALL)]


def best_s(work: Callable[[], object], *, times: int = 5) -> float:
    """Seconds of the fastest of several runs: what the machine can do when nothing else is in the way."""
    taken_s = []
    for _ in range(times):
        started_s = time.perf_counter()
        work()
        taken_s.append(time.perf_counter() - started_s)
    return min(taken_s)
