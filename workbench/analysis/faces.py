"""The faces of a film: found, followed from picture to picture, and measured in each.

Every so often a part of the picture is searched. Between, each face is read where it was last, and searched for nearby where that fails;
a hard cut ends every track. Nothing is kept of a picture, so that films of any length take the same memory but for the columns. Two faces
are read at a time, on a thread each.
"""

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.analysis.cuts import CutWatch
from workbench.analysis.detector import Picture, Search, Square, shared_part
from workbench.analysis.following import Followed, assigned
from workbench.analysis.measuring import FaceReader, FaceSettings, Seen
from workbench.analysis.models import Network, best_engine
from workbench.analysis.tracks import ROW, FaceTracks, Reason
from workbench.core.time import TICKS_PER_S

__all__ = ["FaceSettings", "find_faces", "lasting"]

_One = TypeVar("_One")
_Result = TypeVar("_Result")
_N_THREADS = 2
_LASTING = 3


def find_faces(frames: Iterable[tuple[int, Picture]], settings: FaceSettings | None = None) -> FaceTracks:
    """Every face in a film's pictures.

    Parameters
    ----------
    frames : iterable of (int, ndarray of uint8 of shape (height, width, 3))
        Ticks of the film clock and the picture in red, green, blue; in order of time, about ten a second, 720 pixels high or so. They are
        taken one by one, and none is kept.
    settings : FaceSettings, optional

    Returns
    -------
    FaceTracks
        Without rows where there is no face.

    Raises
    ------
    DataFileError
        If a network's file is missing or changed.
    ValueError
        If a picture is not as said, or not later than the one before.
    """
    with _Watcher(settings or FaceSettings()) as watcher:
        for at, picture in frames:
            watcher.see(int(at), picture)
        return watcher.tracks()


class _Watcher:
    def __init__(self, settings: FaceSettings) -> None:
        self._settings = settings
        self._own = threading.local()
        self._reader()
        self._pool = ThreadPoolExecutor(_N_THREADS)
        self._cuts = CutWatch()
        self._known: list[Followed] = []
        self._n_tracks = 0
        self._searched = self._n_searched = 0
        self._at: list[int] = []
        self._cut_at: list[int] = []
        self._rows = np.zeros(256, ROW)
        self._n_rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def see(self, at: int, picture: Picture) -> None:
        """Look at the next picture."""
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or 0 in picture.shape:
            raise ValueError(f"a picture has the shape (height, width, 3) in uint8, not {picture.shape} in {picture.dtype}")
        if self._at and at <= self._at[-1]:
            raise ValueError(f"the picture at {at} ticks does not come after that at {self._at[-1]}")
        cut, search = self._cuts.sees_cut(picture), Search(picture)
        self._at.append(at)
        if cut:
            self._cut_at.append(at)
            self._known.clear()
        last_at = self._at[-2] if len(self._at) > 1 else at
        current = [track for track in self._known if track.seen >= last_at]
        found_again = self._each(lambda reader, track: reader.followed(track, picture, search), current)
        seen = {track.track: found for track, found in zip(current, found_again, strict=True) if found is not None}
        seen = _one_each(seen)
        squares = self._squares_due(at, search, is_new=cut or len(self._at) == 1, is_lost=len(seen) < len(current))
        if squares:
            seen = self._searched_for(at, picture, search, squares, seen)
        numbered = sorted(seen.items())
        rows = self._each(lambda reader, found: reader.row(found, picture), [found for _, found in numbered])
        for (number, found), row in zip(numbered, rows, strict=True):
            self._note(at, number, found, row)
        oldest = at - self._settings.remembered_s * TICKS_PER_S
        self._known = [track for track in self._known if track.seen >= oldest]

    def tracks(self) -> FaceTracks:
        """All that was seen."""
        method = {**asdict(self._settings), "engine": best_engine(), **{network.file: network.sha256 for network in Network}}
        return FaceTracks.of_rows(self._at, self._cut_at, lasting(self._rows[: self._n_rows], len(self._at)), json.dumps(method))

    def _squares_due(self, at: int, search: Search, *, is_new: bool, is_lost: bool) -> Sequence[Square]:
        """What of the picture is searched now: all after a cut, else one square after the other, so that each comes round in time."""
        if is_new:
            self._searched = at
            return search.squares
        every = self._settings.search_every_s * TICKS_PER_S / len(search.squares)
        if at - self._searched < every and not is_lost:
            return ()
        self._searched, self._n_searched = at, self._n_searched + 1
        return [search.squares[self._n_searched % len(search.squares)]]

    def _searched_for(self, at: int, picture: Picture, search: Search, squares: Sequence[Square], seen: dict[int, Seen]) -> dict[int, Seen]:
        """What some squares of the picture show, together with the faces that were followed into it."""
        found = self._reader().detected(search, squares)
        seen = dict(seen)
        new_ones = []
        for detection in found:
            here = [number for number, there in seen.items() if shared_part(detection.box, there.box) > 0.4]
            for number in here:
                seen[number] = replace(seen[number], score=detection.score)
            if not here:
                new_ones.append(detection)
        new = self._each(lambda reader, detection: reader.read(picture, detection), new_ones)
        away = [track for track in self._known if track.track not in seen]
        pairs = assigned(away, [one.place for one in new], at)
        for index, one in enumerate(new):
            if index in pairs:
                seen[away[pairs[index]].track] = one
            else:
                seen[self._n_tracks] = one
                self._n_tracks += 1
        return _one_each(seen)

    def _note(self, at: int, number: int, found: Seen, row: npt.NDArray[np.void]) -> None:
        """One more row, and the track as it is now."""
        self._known = [track for track in self._known if track.track != number]
        self._known.append(Followed(number, found.place, at, found.mesh, found.score))
        if self._n_rows == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        row["sample"], row["track"] = len(self._at) - 1, number
        self._rows[self._n_rows] = row
        self._n_rows += 1

    def _each(self, work: Callable[[FaceReader, _One], _Result], things: Sequence[_One]) -> list[_Result]:
        """What comes of each thing, in their order, with a reader of the thread's own."""
        return list(self._pool.map(lambda thing: work(self._reader(), thing), things))

    def _reader(self) -> FaceReader:
        if not hasattr(self._own, "reader"):
            self._own.reader = FaceReader(self._settings)
        reader: FaceReader = self._own.reader
        return reader


def _one_each(seen: dict[int, Seen]) -> dict[int, Seen]:
    """Where two tracks came to lie on one face, the older one has it."""
    kept: dict[int, Seen] = {}
    for number, found in sorted(seen.items()):
        if all(shared_part(found.box, other.box) < 0.6 for other in kept.values()):
            kept[number] = found
    return kept


def lasting(rows: npt.NDArray[np.void], n_samples: int) -> npt.NDArray[np.void]:
    """Rows without the tracks of a moment in which no face could be read: what the detector took for one.

    Parameters
    ----------
    rows : ndarray of the type ``tracks.ROW``
        Of a whole film.
    n_samples : int
        How many pictures were looked at; a moment is shorter than three.
    """
    fleeting = [
        track
        for track in np.unique(rows["track"])
        if (own := rows["reason"][rows["track"] == track]).size < min(_LASTING, n_samples) and (own == Reason.HIDDEN).all()
    ]
    return rows[~np.isin(rows["track"], fleeting)]
