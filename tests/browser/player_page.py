"""A bare page for the player: the committed bundle, a stand-in for anywidget's model, a small server with ranges, and a case in memory.

What the page asks goes through the real protocol (``parse_edit``); the case then does the plainest thing and the page gets the traits.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import WorkbenchError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.packets import index_packets
from workbench.media.peaks import build_peaks
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy
from workbench.media.thumbnails import build_thumbnails, plan_thumbnails
from workbench.practice.principles import read_vocabulary
from workbench.widgets import protocol, wire

STATIC = Path(wire.__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".mp4": "video/mp4", ".jpg": "image/jpeg", ".bin": "application/octet-stream"}

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>player</title>
<link rel="stylesheet" href="/player.css">
<style>body { margin: 0; padding: 8px } body[data-jp-theme-light="false"] { background: #111 }</style>
<script id="jupyter-config-data" type="application/json">{"baseUrl": "/base/"}</script></head>
<body data-jp-theme-light="true"><div tabindex="0" id="cell"><div id="widget"></div></div>
<script type="module">
import player from "/player.js";
const traits = await (await fetch("/traits")).json();
const listeners = new Map();
const tell = (event, ...given) => { for (const listener of [...(listeners.get(event) ?? [])]) listener(...given); };
window.asked = [];
window.playheads = [];
window.nListeners = () => [...listeners.values()].reduce((sum, each) => sum + each.length, 0);
const take = (changed) => { for (const [name, value] of Object.entries(changed)) { traits[name] = value; tell(`change:${name}`); } };
window.model = {
  get: (name) => traits[name],
  set: (name, value) => { traits[name] = value; if (name === "playhead") window.playheads.push(value); },
  save_changes() {},
  on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
  off: (event, listener) => listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener)),
  async send(content) {
    window.asked.push(content);
    const answer = await (await fetch("/ask", { method: "POST", body: JSON.stringify(content) })).json();
    take(answer.traits);
    tell("msg:custom", answer.reply);
  },
};
window.command = (content) => tell("msg:custom", content);
window.showTraits = take;
window.mount = () => player.render({ model: window.model, el: document.getElementById("widget") });
window.unmount = window.mount();
</script></body></html>"""


@dataclass
class FilmFiles:
    """A proxy and what was made of it, in a folder."""

    folder: Path
    table: FrameTable
    traits: dict[str, Any]


def make_film_files(source: Path, folder: Path, title: str = "a film") -> FilmFiles:
    """The working copy of a film as an import makes it."""
    folder.mkdir(parents=True)
    facts = probe_film(source)
    plan = plan_proxy(facts, index_frames(source))
    proxy = folder / "film.mp4"
    build_proxy(source, plan, proxy)
    table = index_frames(proxy)
    film_table = table.from_zero()
    (folder / "frames.bin").write_bytes(film_table.to_bytes())
    (folder / "packets.bin").write_bytes(index_packets(proxy, film_table).to_bytes())
    (folder / "peaks.bin").write_bytes(build_peaks(proxy).to_bytes())
    strip = plan_thumbnails(table, plan.width, plan.height)
    (folder / "thumbnails.jpg").write_bytes(build_thumbnails(proxy, table, strip))
    film = {
        "recording_id": new_id(),
        "title": title,
        "n_frames": table.n_frames,
        "length": film_table.end,
        "width": plan.width,
        "height": plan.height,
        "has_sound": facts.has_sound,
        "variable_rate": film_table.is_variable,
        "media": {
            "film": "media/film.mp4",
            "frames": "media/frames.bin",
            "packets": "media/packets.bin",
            "peaks": "media/peaks.bin",
            "thumbnails": "media/thumbnails.jpg",
        },
        "thumbnails": strip.to_json(),
    }
    return FilmFiles(folder, film_table, film)


@dataclass
class CaseInMemory:
    """The traits of one page and the plainest answer to every edit."""

    traits: dict[str, Any]
    refusal: WorkbenchError | None = None
    undone: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    done: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def answer(self, content: dict[str, Any]) -> dict[str, Any]:
        """The reply and the traits that changed."""
        request = content.pop("request")
        try:
            edit = protocol.parse_edit(content)
            if self.refusal is not None:
                raise self.refusal
            result = self._perform(edit)
        except WorkbenchError as error:
            refused = protocol.Refused(reply=request, ok=False, problem=error.problem, next_step=error.next_step)
            return {"reply": refused.model_dump(), "traits": {}}
        self.traits["history"] = {
            "undo": self.done[-1][0] if self.done else None,
            "redo": self.undone[-1][0] if self.undone else None,
            "saved_at": "14:02:11",
        }
        changed = {name: self.traits[name] for name in ("moments", "regions", "history")}
        return {"reply": {"reply": request, "ok": True, "result": result}, "traits": changed}

    def _perform(self, edit: Any) -> dict[str, Any]:
        if isinstance(edit, protocol.Undo | protocol.Redo):
            origin, target = (self.done, self.undone) if isinstance(edit, protocol.Undo) else (self.undone, self.done)
            if origin:
                label, kept = origin.pop()
                target.append((label, self._kept()))
                self.traits.update(kept)
            return {}
        self.done.append((edit.kind.replace("_", " "), self._kept()))
        self.undone.clear()
        return _ACTS[type(edit)](self.traits, edit)

    def _kept(self) -> dict[str, Any]:
        return json.loads(json.dumps({name: self.traits[name] for name in ("moments", "regions")}))


def _mark_moment(traits: dict[str, Any], edit: protocol.MarkMoment) -> dict[str, Any]:
    moment = {"id": new_id(), "start": edit.start, "end": edit.end, "kind": edit.moment_kind, "principles": edit.principles}
    traits["moments"] = sorted([*traits["moments"], {**moment, "why": "", "note": ""}], key=lambda m: m["start"])
    return {"id": moment["id"]}


def _change_moment(traits: dict[str, Any], edit: protocol.ChangeMoment) -> dict[str, Any]:
    changes = edit.changes()
    traits["moments"] = [{**m, **changes} if m["id"] == edit.id else m for m in traits["moments"]]
    return {"id": edit.id}


def _draw_region(traits: dict[str, Any], edit: protocol.DrawRegion) -> dict[str, Any]:
    region = {"id": new_id(), "start": edit.start, "end": edit.end, "shape": edit.shape, "label": edit.label, "purpose": edit.purpose}
    traits["regions"] = [*traits["regions"], {**region, "keyframes": [{"at": edit.at, "points": edit.points}]}]
    return {"id": region["id"]}


def _change_region(traits: dict[str, Any], edit: protocol.ChangeRegion) -> dict[str, Any]:
    changes = edit.changes()
    for region in traits["regions"]:
        if region["id"] != edit.id:
            continue
        if "points" in changes:
            others = [k for k in region["keyframes"] if k["at"] != edit.at]
            region["keyframes"] = sorted([*others, {"at": edit.at, "points": edit.points}], key=lambda k: k["at"])
        region.update({name: value for name, value in changes.items() if name not in ("points", "at")})
    return {"id": edit.id}


def _remove(kind: str) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    def remove(traits: dict[str, Any], edit: Any) -> dict[str, Any]:
        traits[kind] = [each for each in traits[kind] if each["id"] != edit.id]
        return {"id": edit.id}

    return remove


_ACTS: dict[type, Callable[[dict[str, Any], Any], dict[str, Any]]] = {
    protocol.MarkMoment: _mark_moment,
    protocol.ChangeMoment: _change_moment,
    protocol.RemoveMoment: _remove("moments"),
    protocol.DrawRegion: _draw_region,
    protocol.ChangeRegion: _change_region,
    protocol.RemoveRegion: _remove("regions"),
}


def bare_traits(film: dict[str, Any] | None, **others: Any) -> dict[str, Any]:
    """Traits of a case with nothing in it but a film."""
    traits: dict[str, Any] = {"film": film, "people": [], "tiers": [], "steps": [], "moments": [], "regions": []}
    traits["case"] = {"code": "HAZEL", "cycle": 2, "helping_question": "I wish he would listen to me", "hope": "that he listens to me"}
    traits["playlist"] = None
    traits["consent"] = {"in_view": None, "statements": [], "missing": []}
    traits["vocabulary"] = wire.wire_vocabulary(read_vocabulary()).model_dump(mode="json")
    traits["history"] = {"undo": None, "redo": None, "saved_at": None}
    return {**traits, "screen": "guider", "playhead": {"frame": 0, "ticks": 0, "playing": False}, **others}


@contextmanager
def serve_player(case: CaseInMemory, folder: Path) -> Iterator[str]:
    """Serve the page of a case; gives its address. The folder's files are below ``/base/media/``."""
    handler = type("Handler", (_Handler,), {"case": case, "folder": folder})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    case: CaseInMemory
    folder: Path
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/":
            self._say(PAGE.encode(), "text/html; charset=utf-8")
        elif self.path == "/traits":
            self._say(json.dumps(self.case.traits).encode(), "application/json")
        elif self.path.startswith("/base/media/") and (self.folder / Path(self.path).name).exists():
            self._say_part(self.folder / Path(self.path).name)
        elif self.path in ("/player.js", "/player.css"):
            self._say((STATIC / self.path[1:]).read_bytes(), TYPES[Path(self.path).suffix])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._say(json.dumps(self.case.answer(content)).encode(), "application/json")

    def _say_part(self, path: Path) -> None:
        whole = path.read_bytes()
        asked = self.headers.get("Range")
        if asked is None:
            self._say(whole, TYPES[path.suffix])
            return
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), int(last) + 1 if last else len(whole)
        self._say(whole[start:end], TYPES[path.suffix], status=206, range_said=f"bytes {start}-{min(end, len(whole)) - 1}/{len(whole)}")

    def _say(self, body: bytes, kind: str, *, status: int = 200, range_said: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Accept-Ranges", "bytes")
        if range_said:
            self.send_header("Content-Range", range_said)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """A test's page is quiet."""
