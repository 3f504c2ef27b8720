"""Looking several films through at once: the same function in processes of this computer, or wherever a scheduler sends it.

Films go one to a process. What is done, how far and by whom stands beside each film's parts (``analysing``), so that progress and a stop
go the same way here and there.
"""

import logging
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from typing import Any

from workbench.errors import StoppedError, WorkbenchError, WorkspaceError
from workbench.media.progress import Cancelled, Progress
from workbench.session.analysing import Analysed, analyse_film, ask_to_stop, find_under_way
from workbench.session.analysis_parts import AnalysisSettings
from workbench.store.workspace import Workspace

_LOG = logging.getLogger(__name__)
_LOOKS_EVERY_S = 0.2
_REACHED_WITHIN_S = 10
_INSTALL = "Install it with pip install 'vig-workbench[cluster]', or leave --scheduler out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one film: what was found, or why not and what to do."""

    recording_id: str
    analysed: Analysed | None = None
    error: WorkbenchError | None = None


def analyse_films(
    workspace: Workspace,
    recording_ids: Sequence[str],
    settings: AnalysisSettings | None = None,
    *,
    learn: bool = False,
    today: date | None = None,
    n_workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Outcome]:
    """Look films through; one that cannot be does not keep the others from it.

    Parameters
    ----------
    n_workers : int
        Processes of this computer; a scheduler has its own.
    scheduler : str, optional
        Address of a scheduler of dask.distributed; its workers reach the workspace under the same name.
    progress : callable, optional
        Told what is done and how much of all films together.
    cancelled : callable, optional
        Asked a few times a second; films that are being looked through are then stopped, the others are not begun.

    Returns
    -------
    list of Outcome
        In the order of the films; each that was stopped has a StoppedError.

    Raises
    ------
    WorkspaceError
        If the scheduler cannot be reached, or dask.distributed is not installed.
    """
    if not recording_ids:
        return []
    with _executor(scheduler, min(n_workers, len(recording_ids))) as executor:
        submit = {
            executor.submit(analyse_film, str(workspace.folder), name, settings, learn=learn, today=today): name for name in recording_ids
        }
        try:
            _follow(workspace, submit, progress, cancelled)
        except BaseException:
            _follow(workspace, submit, None, lambda: True)
            raise
        return [_outcome(name, future) for future, name in submit.items()]


def _follow(workspace: Workspace, work: dict["Future[Analysed]", str], progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Until every film is done; one that is asked to stop is waited for."""
    waiting = set(work)
    while waiting or any(find_under_way(workspace.vault, name) for name in work.values()):
        _, waiting = wait(waiting, timeout=_LOOKS_EVERY_S, return_when=FIRST_COMPLETED)
        if cancelled is not None and cancelled():
            _stop(workspace, work)
        if progress is not None:
            progress(*_how_far(workspace, work, waiting))


def _how_far(workspace: Workspace, work: dict["Future[Analysed]", str], waiting: "set[Future[Analysed]]") -> tuple[str, float]:
    """What is done now, in words, and the part of all films that is done."""
    under_way = [each for future in waiting if (each := find_under_way(workspace.vault, work[future])) is not None]
    done = len(work) - len(waiting) + sum(each.part for each in under_way)
    words = under_way[0].words if under_way else "Getting ready"
    return words if len(work) == 1 else f"{words}, {len(work) - len(waiting)} of {len(work)} films done", done / len(work)


def _stop(workspace: Workspace, work: dict["Future[Analysed]", str]) -> None:
    """Begin no other film, and ask for a stop of those that are under way; a scheduler calls these cancelled too."""
    for future, name in work.items():
        future.cancel()
        ask_to_stop(workspace.vault, name)


def _outcome(name: str, future: "Future[Analysed]") -> Outcome:
    try:
        return Outcome(name, future.result())
    except CancelledError:
        return Outcome(name, error=StoppedError("Looking for places was stopped", "Begin again to go on with what is left"))
    except WorkbenchError as error:
        return Outcome(name, error=error)
    except Exception:  # the worker's border: whatever ends one film is told of that film and keeps no other from its turn
        _LOG.exception("looking a film through failed")
        lost = WorkspaceError(
            "Something unexpected ended the looking through of this film", "Close other programs that need much memory, then begin again"
        )
        return Outcome(name, error=lost)


@contextmanager
def _executor(scheduler: str | None, n_workers: int) -> Iterator[Executor]:
    if scheduler is not None:
        with _reached(scheduler) as executor:
            yield executor
        return
    with ProcessPoolExecutor(n_workers, mp_context=get_context("spawn"), initializer=_leave_stopping_to_the_parent) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_stopping_to_the_parent() -> None:
    """A terminal tells all its programs to end; the one that was called asks these to, so that they clear up first."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def _reached(address: str) -> Iterator[Executor]:
    """The workers of a scheduler."""
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkspaceError("dask.distributed is not installed here", _INSTALL) from error
    try:
        connect: Any = Client
        client = connect(address, timeout=_REACHED_WITHIN_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            f"No scheduler answers at {address}",
            "Start one with dask scheduler and give the address it prints, such as tcp://192.168.0.5:8786",
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise WorkspaceError(f"The scheduler at {address} has no workers", f"Start one on each computer with dask worker {address}")
        yield client.get_executor(pure=False)
