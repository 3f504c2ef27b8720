"""Long work beside the kernel's own, so that marking goes on meanwhile."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def work_beside(work: Callable[[], T]) -> "Future[T]":
    """Begin `work` in a thread of its own; the future has what it returns or the error that ended it."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # the worker's border: whatever happens is told to the page, never lost in a thread
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name="beside", daemon=True).start()
    return future
