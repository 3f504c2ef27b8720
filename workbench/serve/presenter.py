"""The doors of the presenter's view, and the one door of the family's page that joins it.

The view's page is the same for everybody and has nothing in it. A one-time code opens it: the key it is exchanged for stays in the page's
memory and goes with each request, never in a cookie, so that no other page of the same browser, the family's least of all, can use it.
"""

import json
from html import escape
from typing import Any

from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from workbench.design import DESIGN
from workbench.serve.company import MOST_CHARACTERS, Company
from workbench.serve.doors import CalmErrors
from workbench.serve.media import MediaHandler, Resolver
from workbench.serve.one_time import CodeRefusedError, OneTimeCode

PROTOCOL = "vig.presenter"
"""The socket's protocol; the key is named after it, because a browser lets a page set no other header."""
KEY_HEADER = "Vig-Presenter-Key"

_ALIVE_S = 15.0


class PresenterPage(web.RequestHandler):
    """The view's page: a script, a style sheet and a place for both."""

    SUPPORTED_METHODS = ("GET",)

    def get(self) -> None:
        """Send it, with the cookie that entering the code has to show."""
        _ = self.xsrf_token
        self.set_header("Cache-Control", "no-store")
        paper = escape(DESIGN.light.paper, quote=True)
        self.write(
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
            f'<meta name="theme-color" content="{paper}"><title>Presenter</title><link rel="icon" href="data:,">'
            '<link rel="stylesheet" href="presenter/presenter.css"><script type="module" src="presenter/presenter.js"></script>'
            f'</head><body style="margin:0;background:{paper}"></body></html>'
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.finish()


class PresenterFile(web.StaticFileHandler):
    """The view's script and style sheet; the route names both."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.finish()


class CodeDoor(web.RequestHandler):
    """Takes a code and gives a key."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, code: OneTimeCode) -> None:
        """Keep the codes of this presentation."""
        self._code = code

    async def post(self) -> None:
        """Write the key, or one sentence with status 403."""
        self.set_header("Cache-Control", "no-store")
        typed = json_body(self.request.body, 200).get("code")
        if not isinstance(typed, str):
            raise web.HTTPError(400)
        try:
            self.write({"key": await self._code.exchange(typed)})
        except CodeRefusedError as refusal:
            self.set_status(403)
            self.write({"sentence": str(refusal)})

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.finish()


class PresenterMedia(MediaHandler):
    """Clips and stills of the package for the view's small copy."""

    def initialize(self, resolver: Resolver, code: OneTimeCode) -> None:  # type: ignore[override]
        """Keep where the files are found, and who may see them."""
        super().initialize(resolver)
        self._code = code

    async def prepare(self) -> None:  # type: ignore[override]
        """Let in who shows a key; the family's link and cookie are none."""
        self.current_user = self._jupyter_current_user = None
        if not self._code.knows(self.request.headers.get(KEY_HEADER, "")):
            raise web.HTTPError(403)


class _JoinedSocket(WebSocketHandler):
    """A socket of small messages that notices when the other end has gone."""

    def initialize(self, company: Company, **_: Any) -> None:
        """Keep the company this socket joins."""
        self._company = company

    @property
    def ping_interval(self) -> float:
        """Seconds between two signs of life."""
        return _ALIVE_S

    @property
    def ping_timeout(self) -> float:
        """Seconds a sign of life may take."""
        return _ALIVE_S

    def tell(self, message: str) -> None:
        """Send a message, or nothing where the page has gone."""
        try:
            self.write_message(message)
        except WebSocketClosedError:
            return

    def on_close(self) -> None:
        """Leave the company."""
        self._company.leave(self)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.finish()

    def _is_too_long(self, message: str | bytes) -> bool:
        if len(message) > MOST_CHARACTERS:
            self.close(1009)
            return True
        return False


class FamilySocket(_JoinedSocket, CalmErrors):  # type: ignore[misc]
    """The family's side: is told orders from a list, and says what it shows."""

    def open(self, *_: str) -> None:
        """Join."""
        if not self._company.join_family(self):
            self.close(1013)

    def on_message(self, message: str | bytes) -> None:
        """Hear a report."""
        if not self._is_too_long(message):
            self._company.hear_family(self, message)


class PresenterSocket(_JoinedSocket):
    """The presenter's side: is told everything, and gives orders."""

    def initialize(self, company: Company, code: OneTimeCode) -> None:  # type: ignore[override]
        """Keep the company and who may join it here."""
        super().initialize(company)
        self._code = code

    def prepare(self) -> None:
        """Let in who shows a key."""
        offered = [each.strip() for each in self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
        if len(offered) != 2 or offered[0] != PROTOCOL or not self._code.knows(offered[1]):
            raise web.HTTPError(403)

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """The protocol; the key is not said back."""
        return PROTOCOL

    def open(self, *_: str) -> None:
        """Join."""
        if not self._company.join_presenter(self):
            self.close(1013)

    def on_message(self, message: str | bytes) -> None:
        """Hear an order."""
        if not self._is_too_long(message):
            self._company.hear_presenter(message)


def json_body(body: bytes, most_bytes: int) -> dict[str, Any]:
    """The JSON object somebody has posted.

    Raises
    ------
    tornado.web.HTTPError
        413 if it is too long, 400 if it is none.
    """
    if len(body) > most_bytes:
        raise web.HTTPError(413)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise web.HTTPError(400) from error
    if not isinstance(content, dict):
        raise web.HTTPError(400)
    return content
