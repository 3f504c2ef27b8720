"""The parts of a recording, made one after the other in a staging folder; each appears there when it is whole, and only then.

What is there already is not made again. Entering the recording in the workspace is ``importing``'s.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import FilmError, StoppedError, WorkspaceError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.packets import index_packets
from workbench.media.peaks import build_peaks
from workbench.media.probe import FilmFacts
from workbench.media.progress import Cancelled, Progress
from workbench.media.proxy import ProxyPlan, build_proxy, check_proxy, plan_proxy
from workbench.media.source import COPY_AGAIN
from workbench.media.thumbnails import build_thumbnails, plan_thumbnails
from workbench.store.faults import disk_faults
from workbench.store.files import UNFINISHED, whole_file, write_whole
from workbench.store.vault import Staging

_CHUNK_BYTES = 1 << 22
_LEAST_PROXY_BYTES_PER_S = 60_000

_Report = Callable[[float], None]
_HASHING = "Reading the film"
_STEPS = {
    "original": "Copying the film into the workspace",
    "proxy.mp4": "Making the working copy",
    "frames.bin": "Checking every frame",
    "packets.bin": "Noting where every frame lies",
    "peaks.bin": "Drawing the sound",
    "thumbnails.jpg": "Making the small pictures",
}


class Work:
    """How far an import is: every step weighs as many seconds as it should take on a middling laptop."""

    def __init__(self, film: Path, facts: FilmFacts, table: FrameTable, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress = progress
        self.cancelled = cancelled
        self._costs_s = _costs_s(film, facts, table)

    def drop(self, step: str) -> None:
        """A step was done by an earlier import and takes no time now."""
        self._costs_s[step] = 0.0

    def report(self, step: str, part: float) -> None:
        """Part `part` of a step is done, and all of the steps before it; StoppedError if somebody wants to stop."""
        if self.cancelled is not None and self.cancelled():
            raise StoppedError("The import was stopped", "Import the film again to go on where it stopped")
        if self._progress is not None:
            steps = list(self._costs_s)
            before_s = sum(self._costs_s[earlier] for earlier in steps[: steps.index(step)])
            self._progress(step, min(1.0, (before_s + part * self._costs_s[step]) / sum(self._costs_s.values())))

    def reporter(self, step: str) -> _Report:
        """What tells how far one step is."""
        return lambda part: self.report(step, part)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported and what is known of it before anything is written; `table` is on the film's own clock."""

    film: Path
    film_hash: str
    case_code: str
    facts: FilmFacts
    table: FrameTable

    @property
    def plan(self) -> ProxyPlan:
        """What its working copy will be."""
        return plan_proxy(self.facts, self.table)


def hash_film(film: Path, work: Work) -> str:
    """The SHA-256 of a film's bytes in hexadecimal digits; FilmError if it cannot be read to its end."""
    digest = hashlib.sha256()
    for chunk in _chunks(film, work.reporter(_HASHING)):
        digest.update(chunk)
    return digest.hexdigest()


def build_parts(order: Order, staging: Staging, work: Work) -> None:
    """Make every part that is not in staging yet.

    Raises
    ------
    FilmError
        If the film changes or breaks, or its working copy is not exact.
    WorkspaceError
        If the parts cannot be written.
    StoppedError
        If somebody wants to stop. Parts that are whole stay, here and after any other error.
    """
    folder = staging.path("original").parent
    with disk_faults(folder):
        for unfinished in folder.glob(f"*{UNFINISHED}"):
            unfinished.unlink()
        for part, step in _STEPS.items():
            if staging.has(part):
                work.drop(step)
        _check_space(order, staging)
        for part, step in _STEPS.items():
            if not staging.has(part):
                work.report(step, 0.0)
                _BUILDERS[part](order, staging, work.reporter(step), work.cancelled)
        write_whole(staging.path("facts.json"), _facts_json(order))
        work.report(step, 1.0)


def _copy_film(order: Order, staging: Staging, report: _Report, _: Cancelled | None) -> None:
    """Copy the film while hashing it again, so that what is kept is what was hashed."""
    digest = hashlib.sha256()
    with whole_file(staging.path("original")) as part, part.open("wb") as copy:
        for chunk in _chunks(order.film, report):
            digest.update(chunk)
            copy.write(chunk)
        if digest.hexdigest() != order.film_hash:
            raise FilmError(
                f"{order.film.name} changed while it was being copied", "Wait until it is written completely and import it again"
            )


def _make_proxy(order: Order, staging: Staging, report: _Report, cancelled: Cancelled | None) -> None:
    build_proxy(staging.path("original"), order.plan, staging.path("proxy.mp4"), progress=lambda _, part: report(part), cancelled=cancelled)


def _make_frames(order: Order, staging: Staging, _: _Report, __: Cancelled | None) -> None:
    table = index_frames(staging.path("proxy.mp4"))
    check_proxy(order.table, table)
    write_whole(staging.path("frames.bin"), table.to_bytes())


def _make_packets(_: Order, staging: Staging, __: _Report, ___: Cancelled | None) -> None:
    table = FrameTable.from_bytes(staging.path("frames.bin").read_bytes())
    write_whole(staging.path("packets.bin"), index_packets(staging.path("proxy.mp4"), table).to_bytes())


def _make_peaks(_: Order, staging: Staging, __: _Report, ___: Cancelled | None) -> None:
    write_whole(staging.path("peaks.bin"), build_peaks(staging.path("proxy.mp4")).to_bytes())


def _make_thumbnails(order: Order, staging: Staging, report: _Report, _: Cancelled | None) -> None:
    table = FrameTable.from_bytes(staging.path("frames.bin").read_bytes())
    strip = build_thumbnails(staging.path("proxy.mp4"), table, plan_thumbnails(table, order.plan.width, order.plan.height), progress=report)
    write_whole(staging.path("thumbnails.jpg"), strip)


_BUILDERS: dict[str, Callable[[Order, Staging, _Report, Cancelled | None], None]] = {
    "original": _copy_film,
    "proxy.mp4": _make_proxy,
    "frames.bin": _make_frames,
    "packets.bin": _make_packets,
    "peaks.bin": _make_peaks,
    "thumbnails.jpg": _make_thumbnails,
}


def _facts_json(order: Order) -> bytes:
    """What is known of the film; hash and case say to whom a recording belongs that an interruption kept from being entered."""
    plan = order.plan
    facts = {
        "film_hash": order.film_hash,
        "case_code": order.case_code,
        "film": order.facts.to_json(),
        "proxy": {"width": plan.width, "height": plan.height},
        "thumbnails": plan_thumbnails(order.table, plan.width, plan.height).to_json(),
    }
    return json.dumps(facts, indent=1).encode()


def _costs_s(film: Path, facts: FilmFacts, table: FrameTable) -> dict[str, float]:
    """The steps in order and the seconds each should take."""
    n_bytes, film_s, plan = film.stat().st_size, table.clock.seconds(table.span.length), plan_proxy(facts, table)
    decoding = 2.0 if facts.video_codec == "hevc" else 1.0
    encoding = 4.0 if facts.hdr else 1.0
    per_frame_s = facts.width * facts.height * 4e-9 * decoding + plan.width * plan.height * 8e-9 * encoding
    costs_s = {
        "original": n_bytes / 300e6,
        "proxy.mp4": 0.2 + table.n_frames * per_frame_s,
        "frames.bin": table.n_frames * 3e-5,
        "packets.bin": table.n_frames * 3e-6,
        "peaks.bin": film_s * 3e-3,
        "thumbnails.jpg": min(film_s, 120) * 0.04,
    }
    return {_HASHING: 0.001 + n_bytes / 600e6} | {step: costs_s[part] for part, step in _STEPS.items()}


def _check_space(order: Order, staging: Staging) -> None:
    """Refuse early what cannot fit; the working copy counts with the least it can be."""
    needed = 0 if staging.has("original") else order.film.stat().st_size
    if not staging.has("proxy.mp4"):
        needed += round(order.table.clock.seconds(order.table.span.length) * _LEAST_PROXY_BYTES_PER_S)
    free = shutil.disk_usage(staging.path("original").parent).free
    if free < needed:
        raise WorkspaceError(
            f"There is no space left for the film: it needs about {needed / 1e6:.1f} MB and {free / 1e6:.1f} MB are free",
            "Free some space on the workspace's disk, or choose another workspace folder, and import the film again",
        )


def _chunks(film: Path, report: _Report) -> Iterator[bytes]:
    try:
        n_bytes, n_read = max(1, film.stat().st_size), 0
        file = film.open("rb")
    except OSError as error:
        raise FilmError(f"{film.name} cannot be read any more: {error.strerror}", "Check that its disk or card is connected") from error
    with file:
        report(0.0)
        while True:
            try:
                chunk = file.read(_CHUNK_BYTES)
            except OSError as error:
                raise FilmError(f"{film.name} cannot be read to its end: {error.strerror}", COPY_AGAIN) from error
            if not chunk:
                return
            yield chunk
            n_read += len(chunk)
            report(min(1.0, n_read / n_bytes))
