"""ELAN's files: 10 000 annotations on three tiers, read and written, beside pympi in the same run."""

import tempfile
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pympi

from tests.bench.registry import Measured, benchmark, best_s
from workbench.exchange.document import Annotation, Constraint, Document, Tier
from workbench.exchange.eaf import Eaf
from workbench.exchange.format import MILLISECONDS

_N = 10_000
_MEGABYTE = 1e6


@benchmark(below=1.0, ratio_below=2.5)
def eaf_of_ten_thousand_annotations() -> Measured:
    """Seconds to read and write it. The peer drops references on writing and checks nothing, which costs it less."""
    return Measured(best_s(_ours, times=3), "s", "pympi", best_s(_peer, times=3))


@benchmark(ratio_below=1.5)
def eaf_memory_of_ten_thousand_annotations() -> Measured:
    """Most memory in use while it is read and written, the file itself not counted."""
    return Measured(_peak(_ours), "MB", "pympi", _peak(_peer))


def _ours() -> object:
    kind = Eaf()
    return kind.write(kind.read(_file().read_bytes(), "long.eaf").document)


def _peer() -> object:
    whole = pympi.Elan.Eaf(str(_file()))
    whole.to_file(str(_file().with_suffix(".peer.eaf")))
    return whole


def _peak(work: Callable[[], object]) -> float:
    _file()
    tracemalloc.start()
    try:
        kept = work()
        _, most = tracemalloc.get_traced_memory()
        del kept
    finally:
        tracemalloc.stop()
    return most / _MEGABYTE


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _file() -> Path:
    """Looks and words one after the other, and a word of its own on each look."""
    n = _N // 3
    looks = tuple(Annotation(k * 500, k * 500 + 400, ("child", "puzzle", "elsewhere")[k % 3], f"l{k}") for k in range(n))
    words = tuple(Annotation(k * 500 + 50, k * 500 + 450, f"word {k} & more", f"w{k}") for k in range(n))
    notes = tuple(Annotation(each.start, each.end, "sure", f"n{k}", parent=each.id, free=(True, True)) for k, each in enumerate(looks))
    below = Tier("sure", notes, kind="sure", parent="looks", constraint=Constraint.SYMBOLIC_ASSOCIATION)
    document = Document(MILLISECONDS, (Tier("looks", looks, "Mum", kind="look"), Tier("words", words, "Child", kind="words"), below))
    path = Path(_folder().name) / "long.eaf"
    path.write_bytes(Eaf().write(document).data)
    return path
