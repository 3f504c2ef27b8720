"""The doors of the family's page: the page itself, its libraries, the socket to its kernel, the farewell, and nothing else.

Voila's own list of doors is not used: it has files, themes, a tree of notebooks and a socket without a log-in.
"""

import json
from collections.abc import Awaitable
from html import escape
from typing import Any

from jupyter_server.auth.identity import IdentityProvider
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workbench.design import DESIGN
from workbench.practice.page_words import PageWords

MOST_KERNELS = 12
"""How many pages may be open at once; each has a process of its own."""

_SENTENCES = {403: "own_link", 410: "over", 404: "not_here", 503: "too_many"}
"""Which of the page's words say what a status means."""

_ALLOWED_MESSAGES = frozenset({"comm_info_request", "kernel_info_request"})
_COMM_MESSAGES = frozenset({"comm_msg", "comm_close"})
_ALLOWED_COMM = "jupyter.widget.control"
_MOST_PARTS = 32
_MOST_COMMS = 32


class LinkOnly(IdentityProvider):
    """Lets in who comes with the token, or with the cookie the token was exchanged for; has no log-in form."""

    @property
    def login_available(self) -> bool:
        """There is nothing to type."""
        return False

    @property
    def logout_available(self) -> bool:
        """Closing the browser ends the visit."""
        return False


class CalmErrors(JupyterHandler):
    """Answers every error with one calm sentence, and asks nobody to log in."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Check the visitor; unknown visitors get the sentence, not a form."""
        await super().prepare(_redirect_to_login=False)
        if self.current_user is None:
            raise web.HTTPError(403)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Write the sentence; never a traceback."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        words: PageWords = self.settings["words"]
        self.finish(calm_page(getattr(words, _SENTENCES.get(status_code, "trouble")), words.language))


class NothingHere(CalmErrors):
    """Every address that is not a door."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Answer before anything is looked up."""
        self.current_user = self._jupyter_current_user = None
        raise web.HTTPError(404)


class PageHandler(CalmErrors, TornadoVoilaHandler):  # type: ignore[misc]
    """The family's page. The link's token is exchanged for a cookie and leaves the address at once; no other argument is taken."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, path: str | None = None) -> None:
        """Send the page, or move on from the link to the page."""
        if "token" in self.request.arguments:
            self.set_header("Cache-Control", "no-store")
            self.redirect(self.base_url)
            return
        if self.request.query:
            raise web.HTTPError(404)
        if not self.settings["shelf"].is_open:
            raise web.HTTPError(410)
        if len(self.kernel_manager.list_kernel_ids()) > MOST_KERNELS:
            raise web.HTTPError(503)
        _ = self.xsrf_token  # sets the cookie the farewell has to show
        async for html in self.get_generator(path=None):
            self.write(html)
            await self.flush()


class LibraryHandler(CalmErrors, web.StaticFileHandler):
    """A file of one script library; the route fixes the folder."""

    def get(self, path: str, include_body: bool = True) -> Awaitable[None]:  # type: ignore[override]
        """Send the file."""
        sending: Awaitable[None] = super().get(path, include_body)
        return sending


class FarewellHandler(CalmErrors):
    """Ends the page's kernel when the page is closed."""

    async def post(self, kernel_id: str) -> None:
        """Shut the kernel down; one that is gone already is gone."""
        if kernel_id in self.kernel_manager:
            await self.kernel_manager.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
        self.set_status(204)


class KernelHandler(CalmErrors):
    """Says that the page's kernel is there, which the widget library asks before it opens its socket; nothing can be changed here."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, kernel_id: str) -> None:
        """Write the kernel's id and kind."""
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", "no-store")
        self.write({"id": kernel_id, "name": "python3"})


class NarrowConnection(ZMQChannelsWebsocketConnection):
    """Passes on only what the page's widgets need: no code, no inspection, no new widgets, nothing said to those that are there.

    All that a page may say is that it wants to know of its widgets, over a comm of its own for just that.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._own_comms: set[str] = set()

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Drop every message that is not one of the few, without an answer."""
        if self._is_allowed(incoming_msg):
            super().handle_incoming_message(incoming_msg)

    def _is_allowed(self, message: Any) -> bool:
        if self.subprotocol != "v1.kernel.websocket.jupyter.org" or not isinstance(message, bytes):
            return False
        kind = _json_part(message, 1).get("msg_type")
        if kind == "comm_open":
            return self._opens_its_own(_json_part(message, 4))
        if kind in _COMM_MESSAGES:
            return _json_part(message, 4).get("comm_id") in self._own_comms
        return kind in _ALLOWED_MESSAGES

    def _opens_its_own(self, content: dict[str, Any]) -> bool:
        comm_id = content.get("comm_id")
        if content.get("target_name") != _ALLOWED_COMM or not isinstance(comm_id, str) or len(self._own_comms) >= _MOST_COMMS:
            return False
        self._own_comms.add(comm_id)
        return True


class SocketHandler(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The socket between the page and its kernel."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone."""
        self.finish()


def calm_page(sentence: str, language: str) -> str:
    """A whole page in the family's colours with one sentence on it."""
    family = DESIGN.family
    return (
        f'<!DOCTYPE html><html lang="{escape(language, quote=True)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>&#8203;</title></head>'
        f'<body style="margin:0;min-height:100vh;display:grid;place-items:center;background:{family.paper};color:{family.ink};'
        f'font:{DESIGN.family_text_px["large"]}px/1.5 {escape(DESIGN.font, quote=True)}">'
        f'<p dir="auto" style="max-width:26em;padding:1em;text-align:center">{escape(sentence)}</p></body></html>'
    )


def _json_part(message: bytes, number: int) -> dict[str, Any]:
    """One JSON part of a binary message (1 header, 4 content); empty where the message is malformed."""
    n_offsets = int.from_bytes(message[:8], "little")
    if not 6 <= n_offsets <= _MOST_PARTS or len(message) < 8 * (n_offsets + 1):
        return {}
    offsets = [int.from_bytes(message[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(n_offsets)]
    try:
        part = json.loads(message[offsets[number] : offsets[number + 1]])
    except ValueError:
        return {}
    return part if isinstance(part, dict) else {}
