"""A bare page for the player: the committed bundle, a stand-in for anywidget's model, and behind it a real case.

A film is imported once (:func:`enter_film`); each page gets a copy of that workspace, and what it asks goes through the real widget, desk,
session and store. Only the notebook around it is missing: messages and traits travel over a small HTTP server of the test.
"""

import asyncio
import json
import shutil
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any, Literal
from urllib.parse import parse_qs

from workbench.app.desk import Desk
from workbench.app.giving import Giving
from workbench.errors import WorkbenchError
from workbench.media.frames import FrameTable
from workbench.practice.casework import Recording
from workbench.serve.lab import VaultFilms
from workbench.serve.stills import Stills, parse_order
from workbench.session.casefile import CaseSession, create_case, open_case
from workbench.session.importing import import_film
from workbench.session.late_parts import make_spectrogram
from workbench.store.workspace import open_workspace
from workbench.widgets import wire
from workbench.widgets.player import PlayerWidget
from workbench.widgets.protocol import Edit
from workbench.widgets.snapshot import Snapshot

STATIC = Path(wire.__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css"}

_CHUNK_BYTES = 1 << 18

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>player</title>
<link rel="stylesheet" href="/player.css">
<style>body { margin: 0; padding: 8px } body[data-jp-theme-light="false"] { background: #111 }</style>
<script id="jupyter-config-data" type="application/json">{"baseUrl": "/base/"}</script></head>
<body data-jp-theme-light="true"><div tabindex="0" id="cell"><div id="widget"></div></div>
<script type="module">
import player from "/player.js";
const bytesBack = (_, value) => typeof value?.$bytes === "string"
  ? new DataView(Uint8Array.from(atob(value.$bytes), (letter) => letter.charCodeAt(0)).buffer) : value;
const readJson = async (response) => JSON.parse(await response.text(), bytesBack);
const traits = await readJson(await fetch("/traits"));
const listeners = new Map();
const tell = (event, ...given) => { for (const listener of [...(listeners.get(event) ?? [])]) listener(...given); };
window.asked = [];
window.playheads = [];
window.nListeners = () => [...listeners.values()].reduce((sum, each) => sum + each.length, 0);
const take = (changed) => { for (const [name, value] of Object.entries(changed)) { traits[name] = value; tell(`change:${name}`); } };
window.model = {
  get: (name) => traits[name],
  set(name, value) {
    traits[name] = value;
    if (name === "playhead") window.playheads.push(value);
    tell(`change:${name}`);
  },
  save_changes() {},
  on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
  off: (event, listener) => listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener)),
  async send(content) {
    if (content.kind !== "look") window.asked.push(content);
    // A server that is gone answers as a kernel does that is gone: not at all.
    const said = await fetch("/ask", { method: "POST", body: JSON.stringify(content) }).catch(() => null);
    if (!said) return;
    const answer = await readJson(said);
    take(answer.traits);
    tell("msg:custom", answer.reply, answer.buffers);
  },
};
window.command = (content) => tell("msg:custom", content);
window.showTraits = take;
window.mount = () => player.render({ model: window.model, el: document.getElementById("widget") });
window.unmount = window.mount();
</script></body></html>"""


@dataclass(frozen=True)
class EnteredFilm:
    """A workspace with one case and one film in it, which pages get copies of."""

    workspace: Path
    recording_id: str
    table: FrameTable


def enter_film(source: Path, workspace: Path, title: str = "a film") -> EnteredFilm:
    """Import a film into a new case HAZEL of a new workspace."""
    with open_workspace(workspace, create=True) as opened:
        session = create_case(opened, "HAZEL", helping_question="I wish he would listen to me", hope="that he listens to me")
        recording = import_film(opened, source, "HAZEL", title=title).recording
        return EnteredFilm(workspace, recording.id, session.frame_table(recording.id))


Prepare = Callable[[CaseSession, Recording], object]
"""Puts into a case what a test begins with, by real edits."""


class CaseOnDisk:
    """The kernel's side of one page: the real player, desk and session on a workspace of its own.

    Attributes
    ----------
    server : PageServer
        Serves the page.
    is_heard : bool
        Whether the page hears the answers to what is done for it.
    refusal : WorkbenchError or None
        A failure to inject: every edit is refused with it.
    """

    def __init__(self, session: CaseSession, recording_id: str, screen: Literal["guider", "player"]) -> None:
        self.session = session
        self.recording = session.recording(recording_id)
        self.refusal: WorkbenchError | None = None
        self.is_heard = True
        self.server = PageServer()
        self.player = PlayerWidget(
            self._perform if screen == "guider" else None,
            reader=lambda question: self.desk.answer(question),
            afterwards=lambda: self.desk.show_what_follows(),
            screen=screen,
        )
        self.player.send = lambda content, buffers=None: self._told.put((content, buffers or []))
        self.player.observe(lambda change: self._changed.add(change["name"]), list(Snapshot.model_fields))
        self.desk = Desk(session, self.player, Giving(session.workspace))
        self._told: Queue[tuple[dict[str, Any], list[bytes]]] = Queue()
        self._changed: set[str] = set()
        self._asking = threading.Lock()
        self.desk.show(recording_id)

    @property
    def address(self) -> str:
        """Where the page is served."""
        return f"http://127.0.0.1:{self.server.port}/"

    @property
    def traits(self) -> dict[str, Any]:
        """What the page is shown now, as plain JSON values."""
        return {name: getattr(self.player, name) for name in (*Snapshot.model_fields, "playhead")}

    def answer(self, content: dict[str, Any]) -> dict[str, Any]:
        """The reply to a page's message, once it is there, and the traits that changed meanwhile."""
        with self._asking:
            self._changed.clear()
            self.player._handle_custom_msg(content, [])
            reply, buffers = self._told.get(timeout=60)
            return {
                "reply": reply if self.is_heard else {},
                "buffers": buffers,
                "traits": {name: getattr(self.player, name) for name in sorted(self._changed)},
            }

    def _perform(self, edit: Edit) -> Any:
        if self.refusal is not None:
            raise self.refusal
        return self.desk.perform(edit)


@contextmanager
def serve_case(
    film: EnteredFilm, folder: Path, *, prepare: Prepare | None = None, screen: Literal["guider", "player"] = "guider"
) -> Iterator[CaseOnDisk]:
    """Serve a page of a copy of a film's case, made in `folder` (which must not exist) after `prepare` put into it what it needs.

    Where `folder` is the film's own workspace, that itself is served: a film of gibibytes is not copied to be looked at.
    """
    if folder != film.workspace:
        shutil.copytree(film.workspace, folder)
    with open_workspace(folder) as workspace:
        session = open_case(workspace, "HAZEL")
        if prepare is not None:
            prepare(session, session.recording(film.recording_id))
        case = CaseOnDisk(session, film.recording_id, screen)
        stills = Stills(workspace)
        handler = type("Handler", (_Handler,), {"case": case, "films": VaultFilms(workspace.vault), "stills": stills})
        case.server.start(handler)
        try:
            yield case
        finally:
            case.server.stop()
            stills.close()


class PageServer:
    """Serves one page, at the same address again after it was stopped."""

    def __init__(self) -> None:
        self.port = 0
        self._handler: type[BaseHTTPRequestHandler] = _Handler
        self._running: tuple[_Listening, threading.Thread] | None = None

    def start(self, handler: type[BaseHTTPRequestHandler] | None = None) -> None:
        """Serve with a handler, or with the one before."""
        self._handler = handler or self._handler
        listening = _Listening(("127.0.0.1", self.port), self._handler)
        self.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
        thread.start()
        self._running = listening, thread

    def stop(self) -> None:
        """Go away as a program does that ends: whoever is being answered hears no more."""
        if self._running is None:
            return
        listening, thread = self._running
        self._running = None
        listening.shutdown()
        thread.join()
        listening.server_close()
        listening.hang_up()


class _Listening(ThreadingHTTPServer):
    def __init__(self, *given: Any) -> None:
        self._callers: set[socket.socket] = set()
        super().__init__(*given)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._callers.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._callers.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who was hung up on is no error of the server."""

    def hang_up(self) -> None:
        for caller in list(self._callers):
            with suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)


def _plain_json(value: object) -> bytes:
    """JSON in which bytes stand as ``{"$bytes": base64}``; the page makes them a DataView, as a notebook does."""

    def encode(each: object) -> Any:
        if isinstance(each, bytes | bytearray | memoryview):
            return {"$bytes": b64encode(each).decode()}
        raise TypeError(f"{each!r} cannot be sent to a page")

    return json.dumps(value, default=encode).encode()


class _Handler(BaseHTTPRequestHandler):
    case: CaseOnDisk
    films: VaultFilms
    stills: Stills
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/":
            self._say(PAGE.encode(), "text/html; charset=utf-8")
        elif self.path == "/traits":
            self._say(_plain_json(self.case.traits), "application/json")
        elif self.path.startswith("/base/vig/media/"):
            self._say_part(*self.path.split("/")[4:6])
        elif self.path.startswith("/base/vig/still/"):
            self._say_still(*self.path.split("/")[4:6])
        elif self.path in ("/player.js", "/player.css"):
            self._say((STATIC / self.path[1:]).read_bytes(), TYPES[Path(self.path).suffix])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._say(_plain_json(self.case.answer(content)), "application/json")

    def _say_part(self, recording_id: str, part: str) -> None:
        if part == "spectrogram":
            make_spectrogram(self.case.session.workspace.vault, recording_id)
        file = self.films(recording_id, part)
        if file is None:
            self.send_error(404)
            return
        asked = self.headers.get("Range")
        first, _, last = (asked or "bytes=0-").removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last) + 1, file.size) if last else file.size
        self._begin(file.content_type, end - start, None if asked is None else f"bytes {start}-{end - 1}/{file.size}")
        with file.read() as reader, suppress(BrokenPipeError, ConnectionResetError):
            reader.seek(start)
            for at in range(start, end, _CHUNK_BYTES):
                self.wfile.write(reader.read(min(_CHUNK_BYTES, end - at)))
            return
        self.close_connection = True

    def _say_still(self, recording_id: str, asked: str) -> None:
        """As the server's door does it, but for log-ins: the same parsing, the same maker."""
        frame, _, query = asked.partition("?")
        values = parse_qs(query)
        order = parse_order(recording_id, frame, lambda name: values.get(name, [None])[0])
        version = self.stills.find_version(recording_id)
        if version is None:
            self.send_error(404)
            return
        self._say(asyncio.run(self.stills.make(order, version)), "image/jpeg")

    def _say(self, body: bytes, kind: str) -> None:
        self._begin(kind, len(body), None)
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _begin(self, kind: str, n_bytes: int, range_said: str | None) -> None:
        self.send_response(206 if range_said else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(n_bytes))
        self.send_header("Accept-Ranges", "bytes")
        if range_said:
            self.send_header("Content-Range", range_said)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """A test's page is quiet."""
