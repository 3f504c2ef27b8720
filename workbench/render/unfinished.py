"""A hidden folder to work in, beside what is being made: nothing half-made ever stands under a name that somebody would open."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.store.files import UNFINISHED

_FORGOTTEN_AFTER_S = 3600


@contextmanager
def unfinished_folder(parent: Path, name: str) -> Iterator[Path]:
    """An empty hidden folder in `parent`, which is made when absent; gone when the block ends, unless it was given another name there.

    What a run of that name left that was killed, and in which nothing was written for an hour, is cleared away first.

    Raises
    ------
    OSError
        If the folder cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f".{name.partition('-')[0]}-*{UNFINISHED}"):
        if time.time() - _last_written_s(left) > _FORGOTTEN_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
    part = parent / f".{name}-{secrets.token_hex(4)}{UNFINISHED}"
    part.mkdir()
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _last_written_s(folder: Path) -> float:
    """When anything in a folder was written last; now, where it is being taken away by somebody else."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except OSError:
        return time.time()
