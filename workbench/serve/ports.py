"""One port at several addresses of this computer, or words for why not."""

import errno
import socket
from collections.abc import Sequence
from contextlib import ExitStack

from workbench.errors import ServeError

_TRIES = 20


def bind_together(port: int, addresses: Sequence[str]) -> list[socket.socket]:
    """A listening socket at each of the addresses, all at one port; with port 0 at one that is free at all of them.

    Raises
    ------
    ServeError
        If the port cannot be had; nothing is bound then.
    """
    for left in reversed(range(_TRIES if port == 0 else 1)):
        try:
            return _bound(port, addresses)
        except OSError as error:
            if not left:
                raise _refused(port, error) from error
    raise AssertionError("there is a last try")


def _bound(port: int, addresses: Sequence[str]) -> list[socket.socket]:
    with ExitStack() as opened:
        found = []
        for address in addresses:
            found.append(opened.enter_context(socket.create_server((address, port), backlog=128)))
            found[-1].setblocking(False)
            port = found[-1].getsockname()[1]
        opened.pop_all()
    return found


def _refused(port: int, error: OSError) -> ServeError:
    if port == 0:
        return ServeError("No free port was found for the page", "Close programs that serve pages, or start this computer again")
    if error.errno == errno.EADDRINUSE:
        return ServeError(f"Port {port} is taken by another program", "Leave --port out, and a free one is chosen; or close that program")
    if error.errno == errno.EACCES:
        return ServeError(f"Port {port} is kept for the system", "Leave --port out, and a free one is chosen; or take one above 1023")
    reason = (error.strerror or str(error)).lower()
    return ServeError(f"Port {port} cannot be used ({reason})", "Leave --port out, and a free one is chosen")
