"""The code that opens the presenter's view: it works once, for a while, and guessing is slow and soon over.

Whoever gives it is handed a key for as long as the server runs. A new code is made and announced where somebody asks with one that is
used up, so the person at the computer always has the next.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable

EXPIRES_AFTER_S = 30 * 60
MOST_WRONG = 5
"""After so many wrong codes the code is another one."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
_N_LETTERS = 6
_LONGEST_WAIT_S = 8.0
_MOST_WAITING = 4

WRONG = "This is not the code. Please look at it once more; a small l or a nought is never in it."
USED_UP = "This code cannot be used any more. A new one stands where vig present runs."
BUSY = "Somebody is just trying codes. Please try again in a minute."


class CodeRefusedError(Exception):
    """The code does not open anything; the words say what to do."""


class OneTimeCode:
    """Codes, and the keys they were exchanged for.

    Parameters
    ----------
    announce : callable
        Given each code that comes after the first, to show it to the person at the computer.
    clock, wait : callable
        Seconds that only grow, and a pause of so many seconds.
    """

    def __init__(
        self,
        announce: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._announce, self._clock, self._wait = announce, clock, wait
        self._keys: list[str] = []
        self._turn = asyncio.Lock()
        self._n_waiting = 0
        self._n_wrong_in_all = 0
        self._code, self._is_used, self._n_wrong, self._expires_at = "", False, 0, 0.0
        self._make()

    @property
    def shown(self) -> str:
        """The code as people read it, in two halves."""
        return f"{self._code[: _N_LETTERS // 2]} {self._code[_N_LETTERS // 2 :]}"

    def knows(self, key: str) -> bool:
        """Whether a key was given for a code."""
        return any(secrets.compare_digest(key.encode(), each.encode()) for each in self._keys)

    async def exchange(self, typed: str) -> str:
        """A key for a code; spaces, hyphens and small letters do not matter. One attempt at a time, a wrong one after a pause.

        Raises
        ------
        CodeRefusedError
            If it is not the code, or the code was used, has expired, or was guessed at too often.
        """
        if self._n_waiting >= _MOST_WAITING:
            raise CodeRefusedError(BUSY)
        self._n_waiting += 1
        try:
            async with self._turn:
                return await self._exchanged("".join(filter(str.isalnum, typed)).upper())
        finally:
            self._n_waiting -= 1

    async def _exchanged(self, typed: str) -> str:
        is_right = secrets.compare_digest(typed.encode(), self._code.encode())
        if self._is_used or self._clock() >= self._expires_at:
            await self._be_slow()
            self._renew()
            raise CodeRefusedError(USED_UP)
        if is_right:
            self._is_used = True
            self._n_wrong_in_all = 0
            self._keys.append(secrets.token_urlsafe(32))
            return self._keys[-1]
        self._n_wrong += 1
        await self._be_slow()
        if self._n_wrong >= MOST_WRONG:
            self._renew()
            raise CodeRefusedError(USED_UP)
        raise CodeRefusedError(WRONG)

    async def _be_slow(self) -> None:
        """Twice as long each time, also from one code to the next."""
        self._n_wrong_in_all += 1
        await self._wait(min(0.5 * 2 ** min(self._n_wrong_in_all, 10), _LONGEST_WAIT_S))

    def _renew(self) -> None:
        self._make()
        self._announce(self.shown)

    def _make(self) -> None:
        self._code = "".join(secrets.choice(_LETTERS) for _ in range(_N_LETTERS))
        self._is_used = False
        self._n_wrong = 0
        self._expires_at = self._clock() + EXPIRES_AFTER_S
