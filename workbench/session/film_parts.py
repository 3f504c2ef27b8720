"""The parts of a recording, made one after the other in a staging folder; each appears there when it is whole, and only then.

What is there already is not made again. The first parts are quick and enough to look at a film a browser can play; the working copy and
what is drawn from it take long. Entering the recording in the workspace is ``importing``'s.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.core.time import FILM_CLOCK
from workbench.errors import FilmError, StoppedError, WorkspaceError
from workbench.media.frames import FrameTable, index_frames
from workbench.media.packets import index_packets
from workbench.media.peaks import build_peaks
from workbench.media.probe import FilmFacts, probe_film
from workbench.media.progress import Cancelled, Progress
from workbench.media.proxy import ProxyPlan, build_proxy, check_proxy, plan_proxy
from workbench.media.source import COPY_AGAIN
from workbench.media.thumbnails import build_thumbnails, plan_thumbnails
from workbench.store.faults import disk_faults
from workbench.store.files import UNFINISHED, whole_file, write_whole
from workbench.store.vault import WORKING_COPY, Staging

_CHUNK_BYTES = 1 << 22
_LEAST_PROXY_BYTES_PER_S = 60_000

_Report = Callable[[float], None]
READING = "Reading the film"
COPYING = "Copying the film into the workspace"
_MAKING = "Making the working copy"
_CHECKING = "Checking every frame"
_NOTING = "Noting where every frame lies"
_SOUND = "Drawing the sound"
_PICTURES = "Making the small pictures"
_STEP_OF = {"original": COPYING, WORKING_COPY: _MAKING, "packets.bin": _NOTING, "peaks.bin": _SOUND, "thumbnails.jpg": _PICTURES}


@dataclass(frozen=True, slots=True)
class SourceFilm:
    """A film and what its file says; `table` is on the film's own clock and zero."""

    path: Path
    facts: FilmFacts
    table: FrameTable

    @property
    def plan(self) -> ProxyPlan:
        """What its working copy will be."""
        return plan_proxy(self.facts, self.table)

    @property
    def film_table(self) -> FrameTable:
        """Its frames on the film clock from 0, which are the working copy's to the tick: made is compared with this, and refused else."""
        return self.table.from_zero().on_clock(FILM_CLOCK)


def look_at(film: Path) -> SourceFilm:
    """A film with its facts and its table; FilmError as :func:`probe_film` and :func:`index_frames`."""
    return SourceFilm(film, probe_film(film), index_frames(film))


class Work:
    """How far an import is: every step weighs as many seconds as it should take on a middling laptop."""

    def __init__(self, film: SourceFilm, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self.film = film
        self._listeners = [progress] if progress is not None else []
        self.cancelled = cancelled
        self._costs_s = _costs_s(film)

    def also_tell(self, listener: Progress) -> None:
        """Tell one more how far it is."""
        self._listeners.append(listener)

    def drop(self, *steps: str) -> None:
        """Steps that were done by an earlier import and take no time now."""
        self._costs_s |= dict.fromkeys(steps, 0.0)

    def leave_long_parts(self) -> None:
        """The long parts are somebody else's work."""
        self.drop(_MAKING, _CHECKING, _NOTING, _SOUND, _PICTURES)

    def report(self, step: str, part: float) -> None:
        """Part `part` of a step is done, and all of the steps before it; StoppedError if somebody wants to stop."""
        if self.cancelled is not None and self.cancelled():
            raise StoppedError("The import was stopped", "Import the film again to go on where it stopped")
        steps = list(self._costs_s)
        before_s = sum(self._costs_s[earlier] for earlier in steps[: steps.index(step)])
        done = min(1.0, (before_s + part * self._costs_s[step]) / (sum(self._costs_s.values()) or 1.0))
        for listener in self._listeners:
            listener(step, done)

    def reporter(self, step: str) -> _Report:
        """What tells how far one step is."""
        return lambda part: self.report(step, part)


def hash_film(film: Path, work: Work) -> str:
    """The SHA-256 of a film's bytes in hexadecimal digits; FilmError if it cannot be read to its end."""
    digest = hashlib.sha256()
    for chunk in _chunks(film, work.reporter(READING)):
        digest.update(chunk)
    return digest.hexdigest()


def build_first_parts(film: SourceFilm, film_hash: str, case_code: str, staging: Staging, work: Work) -> None:
    """Copy the film and write down what is known of it, unless that is in staging.

    Raises
    ------
    FilmError
        If the film changes or breaks.
    WorkspaceError
        If the parts cannot be written, or there is no space for the film and the least its working copy can be.
    StoppedError
        If somebody wants to stop. Parts that are whole stay, here and after any other error.
    """
    with disk_faults(staging.folder):
        _clear_unfinished(staging)
        _check_space(staging, (0 if staging.has("original") else film.path.stat().st_size) + _least_proxy_bytes(film))
        if staging.has("original"):
            work.drop(COPYING)
        else:
            work.report(COPYING, 0.0)
            _copy_film(film.path, film_hash, staging, work.reporter(COPYING))
        write_whole(staging.path("frames.bin"), film.film_table.to_bytes())
        write_whole(staging.path("facts.json"), _facts_json(film, film_hash, case_code))


def build_long_parts(film: SourceFilm, staging: Staging, work: Work) -> None:
    """Make the working copy and what is drawn from it, unless they are in staging.

    Raises
    ------
    FilmError
        If the film breaks or its working copy is not exact.
    WorkspaceError
        If the parts cannot be written.
    StoppedError
        If somebody wants to stop. Parts that are whole stay, here and after any other error.
    """
    with disk_faults(staging.folder):
        _clear_unfinished(staging)
        for part in (WORKING_COPY, "packets.bin", "peaks.bin", "thumbnails.jpg"):
            if staging.has(part):
                work.drop(_STEP_OF[part], *([_CHECKING] if part == WORKING_COPY else []))
        if not staging.has(WORKING_COPY):
            _check_space(staging, _least_proxy_bytes(film))
            _make_proxy(film, staging, work)
        proxy = staging.path(WORKING_COPY)
        if not staging.has("packets.bin"):
            work.report(_NOTING, 0.0)
            write_whole(staging.path("packets.bin"), index_packets(proxy, film.film_table).to_bytes())
        if not staging.has("peaks.bin"):
            work.report(_SOUND, 0.0)
            write_whole(staging.path("peaks.bin"), build_peaks(proxy).to_bytes())
        if not staging.has("thumbnails.jpg"):
            work.report(_PICTURES, 0.0)
            table, plan = film.film_table, film.plan
            strip = build_thumbnails(proxy, table, plan_thumbnails(table, plan.width, plan.height), progress=work.reporter(_PICTURES))
            write_whole(staging.path("thumbnails.jpg"), strip)
        work.report(_PICTURES, 1.0)


def _copy_film(film: Path, film_hash: str, staging: Staging, report: _Report) -> None:
    """Copy the film while hashing it again, so that what is kept is what was hashed."""
    digest = hashlib.sha256()
    with whole_file(staging.path("original")) as part, part.open("wb") as copy:
        for chunk in _chunks(film, report):
            digest.update(chunk)
            copy.write(chunk)
        if digest.hexdigest() != film_hash:
            raise FilmError(f"{film.name} changed while it was being copied", "Wait until it is written completely and import it again")


def _make_proxy(film: SourceFilm, staging: Staging, work: Work) -> None:
    """Only a copy whose frames are exactly those of the recording's table becomes a part."""
    work.report(_MAKING, 0.0)
    with whole_file(staging.path(WORKING_COPY)) as unchecked:
        tell = work.reporter(_MAKING)
        build_proxy(film.path, film.plan, unchecked, progress=lambda _, part: tell(part), cancelled=work.cancelled)
        work.report(_CHECKING, 0.0)
        check_proxy(film.table, index_frames(unchecked))


def _clear_unfinished(staging: Staging) -> None:
    for unfinished in staging.folder.glob(f"*{UNFINISHED}"):
        unfinished.unlink()


def _facts_json(film: SourceFilm, film_hash: str, case_code: str) -> bytes:
    """What is known of the film; hash and case say to whom a recording belongs that an interruption kept from being entered."""
    plan = film.plan
    facts = {
        "film_hash": film_hash,
        "case_code": case_code,
        "film": film.facts.to_json(),
        "starts_at": FILM_CLOCK.ticks_from_seconds(film.table.span.start * film.table.clock.tick, "nearest"),
        "proxy": {"width": plan.width, "height": plan.height},
        "thumbnails": plan_thumbnails(film.table, plan.width, plan.height).to_json(),
    }
    return json.dumps(facts, indent=1).encode()


def _costs_s(film: SourceFilm) -> dict[str, float]:
    """The steps in order and the seconds each should take."""
    facts, table, plan = film.facts, film.table, film.plan
    n_bytes, film_s = film.path.stat().st_size, table.clock.seconds(table.span.length)
    decoding = 2.0 if facts.video_codec == "hevc" else 1.0
    encoding = 4.0 if facts.hdr else 1.0
    per_frame_s = facts.width * facts.height * 4e-9 * decoding + plan.width * plan.height * 8e-9 * encoding
    return {
        READING: 0.001 + n_bytes / 600e6,
        COPYING: n_bytes / 300e6,
        _MAKING: 0.2 + table.n_frames * per_frame_s,
        _CHECKING: table.n_frames * 3e-5,
        _NOTING: table.n_frames * 3e-6,
        _SOUND: film_s * 3e-3,
        _PICTURES: min(film_s, 120) * 0.04,
    }


def _least_proxy_bytes(film: SourceFilm) -> int:
    """The least the working copy can be."""
    return round(film.table.clock.seconds(film.table.span.length) * _LEAST_PROXY_BYTES_PER_S)


def _check_space(staging: Staging, needed: int) -> None:
    """Refuse early what cannot fit."""
    free = shutil.disk_usage(staging.folder).free
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
