"""One program at a time: a hold on a file that the system ends for a program that dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.errors import WorkspaceError
from workbench.store.faults import disk_faults


@contextmanager
def alone(file: Path, doing: str = "imported") -> Iterator[None]:
    """Within the block no other program works under this file, which is gone afterwards; `doing` says what is done with the film.

    Raises
    ------
    WorkspaceError
        If another does already, or the file cannot be written.
    """
    with disk_faults(file.parent):
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _hold(handle)
    except OSError as error:
        os.close(handle)
        raise WorkspaceError(
            f"This film is being {doing} by another window or program", "Wait until it is done, or stop it there"
        ) from error
    try:
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            file.unlink()


def is_held(file: Path) -> bool:
    """Whether a program that lives works under this file."""
    try:
        handle = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        _hold(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _hold(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
