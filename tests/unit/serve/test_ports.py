import errno
import socket

import pytest

from workbench.errors import ServeError
from workbench.serve.ports import bind_together


def closed(found: list[socket.socket]) -> list[tuple[str, int]]:
    """Where sockets listen; they are closed."""
    names = [each.getsockname() for each in found]
    for each in found:
        each.close()
    return names


def test_all_addresses_have_one_free_port() -> None:
    (one, port), (other, same) = closed(bind_together(0, ["127.0.0.1", "127.0.0.2"]))
    assert (one, other, port == same, port > 0) == ("127.0.0.1", "127.0.0.2", True, True)


def test_a_port_that_is_taken_is_said_and_a_free_one_is_the_way_out(taken_port: int) -> None:
    with pytest.raises(ServeError, match=rf"Port {taken_port} is taken by another program\. Leave --port out, and a free one is chosen"):
        bind_together(taken_port, ["127.0.0.1"])


def test_one_taken_at_the_second_address_only_leaves_nothing_bound(taken_port: int) -> None:
    for _ in range(2):  # the first address would be in use the second time
        with pytest.raises(ServeError, match="is taken by another program"):
            bind_together(taken_port, ["127.0.0.2", "127.0.0.1"])


def test_without_a_port_named_another_is_tried_until_one_is_free_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    inner, given = socket.create_server, []

    def bind(place: tuple[str, int], **more: int) -> socket.socket:
        given.append(place[0])
        if len(given) == 2:
            raise OSError(errno.EADDRINUSE, "Address already in use")
        return inner(place, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_server", bind)
    assert len(closed(bind_together(0, ["127.0.0.1", "127.0.0.2"]))) == 2
    assert given == ["127.0.0.1", "127.0.0.2"] * 2


@pytest.mark.parametrize(
    ("port", "number", "words"),
    [
        (0, errno.EADDRINUSE, "No free port was found"),
        (80, errno.EACCES, "kept for the system"),
        (9, errno.EIO, "cannot be used"),
    ],
)
def test_what_stands_against_it_is_said(monkeypatch: pytest.MonkeyPatch, port: int, number: int, words: str) -> None:
    def refuse(*_: object, **more: int) -> socket.socket:
        raise OSError(number, "No")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(ServeError, match=words) as refused:
        bind_together(port, ["127.0.0.1"])
    assert ("--port" in refused.value.next_step) == bool(port)
