"""``python -m tests.bench [NAME ...]``: measure, print a table, write ``.bench/results.json``.

A NAME runs the benchmarks whose name begins with it. Ends with status 0 whether goals hold or not, and says so; with 2 where nothing
has one of the names.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from tests.bench.registry import KEPT, all_benchmarks

_COLUMNS = (("name", 34), ("value", 10), ("unit", 7), ("peer", 26), ("peer_value", 10), ("ratio", 7), ("goal", 26), ("holds", 5))


def main(names: Sequence[str]) -> int:
    """Run what is asked for; everything where nothing is."""
    there = all_benchmarks()
    for name in names:
        if not any(one.name.startswith(name) for one in there):
            click.echo(f"No benchmark begins with {name!r}. There are: {', '.join(one.name for one in there)}", err=True)
            return 2
    chosen = [one for one in there if not names or one.name.startswith(tuple(names))]
    KEPT.mkdir(exist_ok=True)
    click.echo("  ".join(f"{name:<{width}}" for name, width in _COLUMNS))
    results = []
    for one in chosen:
        results.append(one.result())
        click.echo(_line(results[-1]))
        (KEPT / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    missed = [result["name"] for result in results if not result["holds"]]
    click.echo(f"Missed: {', '.join(missed)}." if missed else "All goals hold.")
    return 0


def _line(result: dict[str, Any]) -> str:
    def cell(value: object) -> str:
        return "" if value is None else f"{value:.3f}" if isinstance(value, float) else {True: "yes", False: "NO"}.get(value, str(value))  # type: ignore[call-overload]

    return "  ".join(f"{cell(result[name]):<{width}}" for name, width in _COLUMNS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
