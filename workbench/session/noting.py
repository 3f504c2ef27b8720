"""Saying how far long work on a film is, beside its parts, where every other program can read it."""

import time

from workbench.store.vault import Staging

_EVERY_S = 0.3


class Noted:
    """Writes down how far the work is, a few times a second."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._started_s = time.monotonic()
        self._first: float | None = None
        self._noted_s = 0.0

    def __call__(self, words: str, part: float) -> None:
        """Part `part` of the work is done, which is doing `words` now."""
        now_s = time.monotonic()
        if now_s - self._noted_s < _EVERY_S:
            return
        self._noted_s = now_s
        self._first = part if self._first is None else self._first
        done = part - self._first
        left_s = (now_s - self._started_s) * (1 - part) / done if done > 0.01 else None
        self._staging.write_note(words=words, part=part, left_s=left_s)
