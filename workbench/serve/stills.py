"""Single pictures of a film over HTTP, exact by their frame: decoded here, off the server's loop, never a screenshot of the page.

``vig/still/<recording>/<frame>``, with ``?width=`` (pixels, never enlarged) and ``?region=x,y,width,height`` (fractions of the displayed
picture). A still is a JPEG without metadata. What a figure hides is hidden in it, also in a part of it. What was made lately is kept in
memory, nothing on the disk.
"""

import asyncio
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from PIL import Image
from tornado import web

from workbench.core.identity import is_id
from workbench.core.regions import Purpose, Region
from workbench.errors import NotFoundError, WorkbenchError
from workbench.media.frames import FrameTable
from workbench.media.reader import FrameReader
from workbench.render.stills import encode_still, hidden_still
from workbench.serve.media import OwnPageHandler
from workbench.serve.ranges import is_unchanged
from workbench.store.workspace import Workspace

LEAST_WIDTH_PX, MOST_WIDTH_PX = 16, 3840
MOST_WAITING = 64
"""Stills that may be waited for at a time; who asks for more is told to come back."""

_KEPT_BYTES = 32_000_000
_IDLE_S = 10.0
_FRAME = re.compile(r"[0-9]{1,8}")
_FRACTION = re.compile(r"0|1|[01]?\.[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class StillOrder:
    """One still: which picture, how wide at most (None: as it is), and which part of it as left, top, width, height in fractions."""

    recording_id: str
    frame: int
    width_px: int | None = None
    region: tuple[float, float, float, float] | None = None


class BusyError(WorkbenchError):
    """More stills are waited for than the server makes at a time."""


class Stills:
    """Makes stills of a workspace's films, one after another in a thread of its own.

    A film's reader stays open for a few seconds, so that neighbouring stills are quick.

    Parameters
    ----------
    workspace : Workspace
        Where the films are, and the figures that hide something in them.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._vault = workspace.vault
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stills")
        self._n_waiting = 0
        self._kept: OrderedDict[tuple[str, StillOrder], bytes] = OrderedDict()
        self._open: tuple[str, FrameReader, ExitStack] | None = None
        self._closing: threading.Timer | None = None

    def find_version(self, recording_id: str) -> str | None:
        """What tells one state of a film's stills from another, its working copy and all it hides; None where there is no copy. Quick."""
        film = self._find_film(recording_id)
        if film is None:
            return None
        hides = hashlib.sha256(repr(self._hiding(recording_id)).encode()).hexdigest()[:12]
        return f"{film}-{hides}"

    def _find_film(self, recording_id: str) -> str | None:
        try:
            with self._vault.path(recording_id, "proxy.mp4") as path:
                status = path.stat()
        except (NotFoundError, OSError):
            return None
        return f"{recording_id}-{status.st_mtime_ns:x}-{status.st_size:x}"

    def _hiding(self, recording_id: str) -> list[Region]:
        return self._workspace.find(Region, recording_id=recording_id, purpose=Purpose.ANONYMISE)

    def forget(self, recording_id: str) -> None:
        """Keep no picture of a film any longer, and let go of it; called on the server's loop."""
        for key in [key for key in self._kept if key[1].recording_id == recording_id]:
            del self._kept[key]
        if self._open is not None and self._open[0].startswith(recording_id):
            self._close_later()

    async def make(self, order: StillOrder, version: str) -> bytes:
        """The still as a JPEG; called on the server's loop.

        Raises
        ------
        NotFoundError
            If the film is gone or has no such frame.
        FilmError
            If the film is damaged there.
        BusyError
            If too many stills are waited for.
        """
        key = version, order
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if self._n_waiting >= MOST_WAITING:
            raise BusyError("Too many stills are being made at once", "Wait a moment")
        self._n_waiting += 1
        try:
            still = await asyncio.get_running_loop().run_in_executor(self._worker, self._made, order)
        finally:
            self._n_waiting -= 1
        self._keep(key, still)
        return still

    def close(self) -> None:
        """Let go of the open film and end the thread; stills waited for are made first."""
        if self._closing is not None:
            self._closing.cancel()
        self._worker.submit(self._close_film)
        self._worker.shutdown()

    def _keep(self, key: tuple[str, StillOrder], still: bytes) -> None:
        self._kept[key] = still
        while sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)

    def _made(self, order: StillOrder) -> bytes:
        """In the worker's thread, as all below."""
        if self._closing is not None:
            self._closing.cancel()
        reader = self._reader(order.recording_id)
        if order.frame >= reader.table.n_frames:
            raise NotFoundError(f"The film has no frame {order.frame}", f"Ask for one from 0 to {reader.table.n_frames - 1}")
        still = _in_parts(hidden_still(reader, order.frame, self._hiding(order.recording_id)), order)
        self._closing = threading.Timer(_IDLE_S, self._close_later)
        self._closing.daemon = True
        self._closing.start()
        return still

    def _reader(self, recording_id: str) -> FrameReader:
        film = self._find_film(recording_id)
        if film is None:
            raise NotFoundError("The film is gone", "Look at the films of the case")
        if self._open is None or self._open[0] != film:
            self._close_film()
            with self._vault.open(recording_id, "frames.bin") as file:
                table = FrameTable.from_bytes(file.read())
            with ExitStack() as opening:
                file = opening.enter_context(self._vault.open(recording_id, "proxy.mp4"))
                reader = opening.enter_context(FrameReader(file, table))
                self._open = film, reader, opening.pop_all()
        assert self._open is not None
        return self._open[1]

    def _close_film(self) -> None:
        if self._open is not None:
            self._open[2].close()
            self._open = None

    def _close_later(self) -> None:
        try:
            self._worker.submit(self._close_film)
        except RuntimeError:
            return  # closed meanwhile, and the film with it


def _in_parts(picture: Image.Image, order: StillOrder) -> bytes:
    """The part asked for of a picture, at most as wide as asked for, as a JPEG."""
    if order.region is not None:
        left, top, width, height = order.region
        x, y = min(round(left * picture.width), picture.width - 1), min(round(top * picture.height), picture.height - 1)
        right, bottom = round((left + width) * picture.width), round((top + height) * picture.height)
        picture = picture.crop((x, y, min(max(x + 1, right), picture.width), min(max(y + 1, bottom), picture.height)))
    if order.width_px is not None and order.width_px < picture.width:
        size = order.width_px, max(1, round(order.width_px * picture.height / picture.width))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return encode_still(picture, "jpg")


def parse_order(recording_id: str, frame: str, ask: Callable[[str], str | None]) -> StillOrder:
    """The order in an address.

    Parameters
    ----------
    recording_id : str
        A recording's id.
    frame : str
        The number in the path.
    ask : callable
        Gives a value of the query by its name, or None.

    Raises
    ------
    ValueError
        If a number is not one, or a region is not inside the picture.
    """
    if _FRAME.fullmatch(frame) is None:
        raise ValueError("a frame is a number")
    width, region = ask("width"), ask("region")
    if width is not None and (_FRAME.fullmatch(width) is None or not LEAST_WIDTH_PX <= int(width) <= MOST_WIDTH_PX):
        raise ValueError(f"a width is a number from {LEAST_WIDTH_PX} to {MOST_WIDTH_PX}")
    return StillOrder(recording_id, int(frame), int(width) if width else None, None if region is None else _parse_region(region))


def _parse_region(words: str) -> tuple[float, float, float, float]:
    parts = words.split(",")
    if len(parts) != 4 or any(_FRACTION.fullmatch(part) is None for part in parts):
        raise ValueError("a region is four fractions")
    left, top, width, height = map(float, parts)
    if not (width > 0 and height > 0 and left + width <= 1 + 1e-6 and top + height <= 1 + 1e-6):
        raise ValueError("a region lies inside the picture")
    return left, top, width, height


class StillHandler(OwnPageHandler):
    """Answers with one still, or that it has not changed."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, stills: Stills) -> None:
        """Keep the maker this mount was made with."""
        self._stills = stills

    async def get(self, recording_id: str, frame: str) -> None:
        """Send a still."""
        version = self._stills.find_version(recording_id) if is_id(recording_id) else None
        if version is None:
            self._stills.forget(recording_id)
            raise web.HTTPError(404)
        try:
            order = parse_order(recording_id, frame, lambda name: self.get_query_argument(name, None))
        except ValueError as error:
            raise web.HTTPError(400) from error
        etag = f'"{version}-{frame}-{order.width_px}-{order.region}"'.replace(" ", "")
        self.say_private(etag)
        if is_unchanged(self.request.headers.get("If-None-Match", ""), etag):
            self.set_status(304)
            return
        try:
            still = await self._stills.make(order, version)
        except NotFoundError as error:
            raise web.HTTPError(404) from error
        except BusyError as error:
            raise web.HTTPError(503) from error
        self.set_header("Content-Type", "image/jpeg")
        self.set_header("Content-Length", len(still))
        self.write(still)
