"""The log of unexpected errors: when, which kind, and where in the program; never what was being worked on.

Messages and values are left out, because they may hold names, words or file names of a case.
"""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

LOG_NAME = "vig.log"

_MOST_BYTES = 1_000_000


def note_fault(error: BaseException, workspace: Path | None) -> Path | None:
    """Append an error to the log and say where it is: in the workspace, or in the person's own log folder where there is none.

    None where it cannot be written.
    """
    log = (workspace if workspace is not None and workspace.is_dir() else _own_folder()) / LOG_NAME
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _MOST_BYTES:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write(describe_fault(error))
    except OSError:
        return None
    return log


def describe_fault(error: BaseException) -> str:
    """The lines about an error and those that led to it, without any message."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  {type(error).__module__}.{type(error).__qualname__}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.extend(_places(cause.__traceback__))
        cause = cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append(f"  after {type(cause).__module__}.{type(cause).__qualname__}")
    return "\n".join(lines) + "\n"


def print_traceback(error: BaseException) -> None:
    """The whole traceback on standard error, for those who asked for it."""
    traceback.print_exception(error, file=sys.stderr)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"    {_short(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def _short(file: Path) -> str:
    """A source file without the folders above its package, which may bear a person's name."""
    for root in ("site-packages", "workbench"):
        if root in file.parts:
            start = len(file.parts) - 1 - file.parts[::-1].index(root)
            return "/".join(file.parts[start + (root == "site-packages") :])
    return file.name


def _own_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path("vig-workbench", appauthor=False)
