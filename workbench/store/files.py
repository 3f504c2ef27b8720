"""Files written whole or not at all: beside their place first, on the disk, then under their name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core.identity import new_id

UNFINISHED = ".part"
"""How the names of files end that are not whole yet; one that an interruption has left may be deleted."""


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A name to write to, which becomes `target` when the block ends well and is gone when it does not."""
    part = target.with_name(f"{target.name}.{new_id()}{UNFINISHED}")
    try:
        yield part
        flush(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file; one of that name is replaced, and after an error it is what it was."""
    with whole_file(target) as part:
        part.write_bytes(content)


def flush(place: Path) -> None:
    """Put a file or a folder's list of names on the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows cannot flush a folder and needs no flush to rename
    handle = os.open(place, os.O_RDONLY if place.is_dir() or os.name != "nt" else os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
