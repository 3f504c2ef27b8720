"""What can go wrong between the store and the machine, in words a guider can act on."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from workbench.errors import EditError, WorkspaceError

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def disk_faults(place: Path) -> Iterator[None]:
    """Within the block an OSError becomes a WorkspaceError about `place`."""
    try:
        yield
    except OSError as error:
        raise _disk_fault(error, place) from error


@contextmanager
def database_faults(place: Path) -> Iterator[None]:
    """Within the block an error of the database becomes a WorkspaceError, or an EditError where the data contradict themselves."""
    try:
        yield
    except IntegrityError as error:
        raise EditError(
            f"This edit contradicts what is in the workspace already ({_what_contradicts(error)})",
            "Nothing was changed; look at the case again and repeat what is still wanted",
        ) from error
    except DBAPIError as error:
        raise _database_fault(str(error.orig), place, error.orig) from error


def _what_contradicts(error: IntegrityError) -> str:
    twice = re.search(r"unique.*?(\w+)\.(\w+)$", str(error.orig), re.IGNORECASE)
    if twice:
        return f"among {twice[1]}, something with the same {twice[2].replace('_', ' ')} exists"
    return "something it refers to is gone, or is still in use"


def _disk_fault(error: OSError, place: Path) -> WorkspaceError:
    if error.errno in _NO_SPACE:
        return WorkspaceError(f"There is no space left on the disk of {place}", "Free some space and try again; nothing was left half-made")
    if error.errno in _NO_PERMISSION:
        return WorkspaceError(
            f"{place} may not be written or read by you", "Choose another folder with --workspace, or change its permissions"
        )
    return WorkspaceError(
        f"{place} cannot be used: {error.strerror or error}", "Look whether the disk is connected and sound, then try again"
    )


def _database_fault(words: str, place: Path, error: BaseException | None) -> WorkspaceError:
    code = error.sqlite_errorcode & 0xFF if isinstance(error, sqlite3.Error) and hasattr(error, "sqlite_errorcode") else None
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceError(
                f"The workspace {place.parent} is being written by another program", "Let it finish or close it, then try again"
            )
        case sqlite3.SQLITE_FULL:
            return WorkspaceError(
                f"There is no space left on the disk of {place.parent}", "Free some space and try again; the edit was not made"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return WorkspaceError(
                f"The workspace {place.parent} may not be written by you",
                "Choose another folder with --workspace, or change its permissions",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return WorkspaceError(f"The file {place} is damaged or is not a workspace", "Put the folder back from your last copy of it")
        case _:
            return WorkspaceError(
                f"The workspace {place.parent} cannot be used: {words}", "Look whether the disk is connected and has space, then try again"
            )
