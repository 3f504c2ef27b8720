"""What stands in front of every door of the family's page: host, origin and method checks, and the headers of every answer."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from tornado import httputil, web

_METHODS = ("GET", "HEAD", "POST")
_HOST = re.compile(r"[\w.:\[\]-]+", re.ASCII)


class Door:
    """Decides by its headers whether a request is one of the page's own.

    Parameters
    ----------
    hosts : iterable of str
        The ``host:port`` names this server answers to. Any other name in the ``Host`` header means that a foreign page has pointed its own
        name at this machine (DNS rebinding).
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)

    def lets_in(self, request: httputil.HTTPServerRequest) -> bool:
        """Whether the request names this server and does not come from another site."""
        if request.method not in _METHODS or request.headers.get("Host", "").lower() not in self.hosts:
            return False
        origin = request.headers.get("Origin")
        if origin is not None and (urlsplit(origin).scheme != request.protocol or urlsplit(origin).netloc.lower() != request.host.lower()):
            return False
        # A link in a message may open the page; nothing else of another site may touch it.
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return site in ("same-origin", "none") or (request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate")


class GuardedApplication(web.Application):
    """A tornado application that turns away what its door does not let in, before any handler sees it."""

    def __init__(self, door: Door, handlers: list[Any], **settings: Any) -> None:
        self._door = door
        super().__init__(handlers, transforms=[SafeHeaders, web.GZipContentEncoding], **settings)

    def find_handler(self, request: httputil.HTTPServerRequest, **kwargs: Any) -> Any:
        """The handler for a request, or the refusal."""
        if not self._door.lets_in(request):
            return self.get_handler_delegate(request, Refusal)
        return super().find_handler(request, **kwargs)


class Refusal(web.RequestHandler):
    """Says no, and nothing else."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

    def prepare(self) -> None:
        """Answer 403 without a body."""
        self.set_status(403)
        self.finish()


class SafeHeaders(web.OutputTransform):
    """Adds to every answer the headers that keep the page to itself."""

    def __init__(self, request: httputil.HTTPServerRequest) -> None:
        super().__init__(request)
        self._host = request.host if _HOST.fullmatch(request.host) else ""
        self._socket = "wss" if request.protocol == "https" else "ws"

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        """Set the headers; the body stays as it is."""
        headers["Content-Security-Policy"] = content_security_policy(self._host, self._socket)
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), display-capture=()"
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        for name in ("Server", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"):
            headers.pop(name, None)
        return status_code, headers, chunk


def content_security_policy(host: str, socket: str = "ws") -> str:
    """The page's policy: its own host and nothing else; its sockets are ``ws`` or ``wss``.

    ``blob:`` films are those that the presenter's view has fetched with its key, ``blob:`` scripts the widget's own module, which anywidget
    loads from the page's memory; inline styles are those of the widget libraries. The socket is named beside ``'self'`` for browsers whose
    ``'self'`` does not cover it.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {socket}://{host}" if host else "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )
