"""Film over HTTP: one handler for the guider's server and for the family's page.

A file is asked for by ids and part names, never by a path; what an id means is the :class:`Resolver`'s business. Nobody gets a byte without
having logged in, and no other site's page can make a browser fetch one.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.iostream import StreamClosedError

from workbench.core.identity import is_id
from workbench.serve.ranges import ByteRange, UnsatisfiableError, is_unchanged, may_continue, parse_range

CHUNK_BYTES = 1 << 18
"""Bytes read and sent at a time; the next are read when the connection has taken these."""


@dataclass(frozen=True)
class MediaFile:
    """One file to send.

    Parameters
    ----------
    read : callable
        Opens the bytes as a seekable reader; the handler closes it.
    size : int
        In bytes.
    content_type : str
        Its media type.
    etag : str
        A strong validator in its double quotes: two files with the same one have the same bytes.
    """

    read: Callable[[], BinaryIO]
    size: int
    content_type: str
    etag: str


class Resolver(Protocol):
    """Finds the file behind an id and a part's name; called from the server's loop, so quick."""

    def __call__(self, thing_id: str, part: str) -> MediaFile | None:
        """The file, or None where there is none."""
        ...


class OwnPageHandler(JupyterHandler):
    """What all doors to film have in common: a log-in, only this server's own pages, answers that are kept by nobody else."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Let nobody in without a log-in, and no request another site's page has made."""
        await super().prepare(_redirect_to_login=False)
        if self.current_user is None or not self._from_own_page():
            raise web.HTTPError(403)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.clear_header("Content-Type")
        self.finish()

    def say_private(self, etag: str) -> None:
        """The headers of every answer with a picture or a film in it: no browser keeps it, so that what is taken back is gone."""
        self.set_header("Cache-Control", "private, no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Etag", etag)
        self.set_header("X-Content-Type-Options", "nosniff")

    def _from_own_page(self) -> bool:
        if self.token_authenticated:
            return True
        site = self.request.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site in ("same-origin", "none")
        # Browsers leave that header out on a plain network address; there the referrer's host has to be this one.
        referer = self.request.headers.get("Referer")
        return referer is not None and urlsplit(referer).netloc == self.request.host


class MediaHandler(OwnPageHandler):
    """Sends a file or one range of it, in chunks, without holding up the server.

    A range is always answered with 206, a file that has not changed with 304, and a browser that goes away ends the sending without an
    error. Several ranges at once are answered with the whole file.
    """

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, resolver: Resolver) -> None:
        """Keep the resolver this mount was made with."""
        self._resolver = resolver

    async def get(self, thing_id: str, part: str) -> None:
        """Send a file, or the range asked for."""
        await self._answer(thing_id, part, with_body=True)

    async def head(self, thing_id: str, part: str) -> None:
        """Say what a GET without a range would send."""
        await self._answer(thing_id, part, with_body=False)

    async def _answer(self, thing_id: str, part: str, *, with_body: bool) -> None:
        file = self._resolver(thing_id, part) if is_id(thing_id) else None
        if file is None:
            raise web.HTTPError(404)
        self.set_header("Accept-Ranges", "bytes")
        self.set_header("Content-Type", file.content_type)
        self.say_private(file.etag)
        if is_unchanged(self.request.headers.get("If-None-Match", ""), file.etag):
            self.clear_header("Content-Type")
            self.set_status(304)
            return
        try:
            asked = self._asked(file) if with_body else None
        except UnsatisfiableError:
            self.clear_header("Content-Type")
            self.set_header("Content-Range", f"bytes */{file.size}")
            self.set_status(416)
            return
        if asked is not None:
            self.set_status(206)
            self.set_header("Content-Range", asked.content_range)
        start, stop = (asked.start, asked.stop) if asked else (0, file.size)
        self.set_header("Content-Length", stop - start)
        if with_body:
            await self._send(file, start, stop)

    def _asked(self, file: MediaFile) -> ByteRange | None:
        header = self.request.headers.get("Range")
        if header is None or not may_continue(self.request.headers.get("If-Range"), file.etag):
            return None
        return parse_range(header, file.size)

    async def _send(self, file: MediaFile, start: int, stop: int) -> None:
        loop = asyncio.get_running_loop()
        reader = await loop.run_in_executor(None, file.read)
        try:
            await loop.run_in_executor(None, reader.seek, start)
            while start < stop:
                chunk = await loop.run_in_executor(None, reader.read, min(CHUNK_BYTES, stop - start))
                if not chunk:
                    # Shorter than promised: close, so that the browser does not take the part for the whole.
                    self.request.connection.stream.close()  # type: ignore[union-attr]
                    return
                start += len(chunk)
                self.write(chunk)
                await self.flush()
        except StreamClosedError:
            return
        finally:
            await loop.run_in_executor(None, reader.close)
