"""A film's faces in columns: one row for each face in each picture that was looked at, rows of one person's face under one track.

A track is a number without a name: who it is, a person says. Rows stand in order of time, and no track has two rows in one picture.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.time import Span, Ticks, format_time
from workbench.errors import DataFileError, EditError

_MOST_BYTES = 400_000_000


class Reason(IntEnum):
    """Why a face's numbers are there, or are not."""

    MEASURABLE = 0
    TURNED = 1
    SMALL = 2
    BLURRED = 3
    HIDDEN = 4
    CUT_OFF = 5
    SHUT = 6

    @property
    def words(self) -> str:
        """For a guider."""
        return _WORDS[self]


_WORDS = {
    Reason.MEASURABLE: "can be measured",
    Reason.TURNED: "turned too far from the camera",
    Reason.SMALL: "too small in the picture",
    Reason.BLURRED: "too blurred",
    Reason.HIDDEN: "hidden in part",
    Reason.CUT_OFF: "cut off at the border of the picture",
    Reason.SHUT: "the eyes are shut",
}

_COLUMNS: Mapping[str, tuple[Any, tuple[int, ...]]] = {
    "sample": (np.int32, ()),
    "track": (np.int32, ()),
    "box": (np.float32, (4,)),
    "score": (np.float32, ()),
    "yaw": (np.float32, ()),
    "pitch": (np.float32, ()),
    "roll": (np.float32, ()),
    "gaze": (np.float32, (2,)),
    "eyes": (np.float32, (2,)),
    "mouth": (np.float32, ()),
    "reason": (np.int8, ()),
    "gaze_reason": (np.int8, ()),
}
ROW = np.dtype([(name, kind, shape) for name, (kind, shape) in _COLUMNS.items()])
"""One face in one picture, as the columns of :class:`FaceTracks`."""


@dataclass(frozen=True, eq=False)
class FaceTracks:
    """The faces of a film.

    Parameters
    ----------
    at : ndarray of int64, shape (n_samples,)
        Start of every picture that was looked at, in ticks of the film clock, increasing.
    cuts : ndarray of int64, shape (n_cuts,)
        Those of them that are the first after a hard cut.
    sample, track : ndarray of int32, shape (n_rows,)
        Which picture a row belongs to, as an index of `at`; which track.
    box : ndarray of float32, shape (n_rows, 4)
        Left, top, right and bottom, as fractions of the picture; it may reach beyond 0 to 1.
    score : ndarray of float32, shape (n_rows,)
        How sure it is that this is a face, 0 to 1.
    yaw, pitch, roll : ndarray of float32, shape (n_rows,)
        How the head is turned, in degrees (:mod:`workbench.analysis.pose`); nan where `reason` is not MEASURABLE.
    gaze : ndarray of float32, shape (n_rows, 2)
        Yaw and pitch of the eyes' direction, in degrees of the same frame; nan where `gaze_reason` is not MEASURABLE.
    eyes : ndarray of float32, shape (n_rows, 2)
        The point between the eyes, as fractions of the picture.
    mouth : ndarray of float32, shape (n_rows,)
        How far the corners of the mouth are raised, a part of the distance between the eyes; nan where `reason` is not MEASURABLE.
    reason, gaze_reason : ndarray of int8, shape (n_rows,)
        :class:`Reason` for the head, and for the eyes.
    method : str
        The settings the faces were found with, as JSON.

    Raises
    ------
    ValueError
        If columns do not fit together.
    """

    at: npt.NDArray[np.int64]
    cuts: npt.NDArray[np.int64]
    sample: npt.NDArray[np.int32]
    track: npt.NDArray[np.int32]
    box: npt.NDArray[np.float32]
    score: npt.NDArray[np.float32]
    yaw: npt.NDArray[np.float32]
    pitch: npt.NDArray[np.float32]
    roll: npt.NDArray[np.float32]
    gaze: npt.NDArray[np.float32]
    eyes: npt.NDArray[np.float32]
    mouth: npt.NDArray[np.float32]
    reason: npt.NDArray[np.int8]
    gaze_reason: npt.NDArray[np.int8]
    method: str = "{}"

    def __post_init__(self) -> None:
        for name in ("at", "cuts", *_COLUMNS):
            kind, shape = _COLUMNS.get(name, (np.int64, ()))
            column = np.array(getattr(self, name), dtype=kind)
            n = len(self.sample) if name in _COLUMNS else len(column)
            if column.shape != (n, *shape):
                raise ValueError(f"the column {name} has the shape {column.shape}, not {(n, *shape)}")
            column.setflags(write=False)
            object.__setattr__(self, name, column)
        if (np.diff(self.at) <= 0).any():
            raise ValueError("pictures stand in order of time, one an instant")
        if len(self.sample) and not 0 <= self.sample.min() <= self.sample.max() < len(self.at):
            raise ValueError("every row belongs to a picture")
        if (np.diff(self.sample) < 0).any():
            raise ValueError("rows stand in order of time")
        if len(np.unique(np.stack([self.sample, self.track]), axis=1).T) != len(self.sample):
            raise ValueError("a track has one row a picture")

    @classmethod
    def of_rows(cls, at: npt.ArrayLike, cuts: npt.ArrayLike, rows: npt.NDArray[np.void], method: str = "{}") -> "FaceTracks":
        """The tracks of rows of the type :data:`ROW`."""
        columns = {name: rows[name] for name in _COLUMNS}
        return cls(np.asarray(at, np.int64), np.asarray(cuts, np.int64), **columns, method=method)

    @property
    def n_rows(self) -> int:
        """Number of faces in all pictures together."""
        return len(self.sample)

    @property
    def tracks(self) -> tuple[int, ...]:
        """Every track's number, in order of first appearance."""
        numbers, first = np.unique(self.track, return_index=True)
        return tuple(int(number) for number in numbers[np.argsort(first, kind="stable")])

    def rows_of(self, track: int) -> npt.NDArray[np.intp]:
        """The rows of one track, in order of time; empty for a number that no track has."""
        return np.flatnonzero(self.track == track)

    def span_of(self, track: int) -> Span:
        """From the first picture of a track to after its last; KeyError for a number that no track has."""
        rows = self.rows_of(track)
        if not len(rows):
            raise KeyError(track)
        return Span(Ticks(int(self.at[self.sample[rows[0]]])), Ticks(int(self.at[self.sample[rows[-1]]]) + self.step))

    @property
    def step(self) -> int:
        """Ticks from one picture to the next, as it usually is; a tenth of a second where there is one picture only."""
        return int(np.median(np.diff(self.at))) if len(self.at) > 1 else 9_000

    def merged(self, into: int, other: int) -> "FaceTracks":
        """The same faces with two tracks as one, under the number `into`.

        Raises
        ------
        EditError
            If one is not there, or both have a face in the same picture.
        """
        one, two = self._known(into), self._known(other)
        both = np.intersect1d(self.sample[one], self.sample[two])
        if into != other and len(both):
            when = format_time(int(self.at[both[0]]))
            raise EditError(
                f"Tracks {into} and {other} are two faces in the picture at {when}, so they are not one person", "Split one there first"
            )
        return replace(self, track=np.where(self.track == other, into, self.track))

    def split(self, track: int, at: int) -> "FaceTracks":
        """The same faces with a track ending before the picture at `at` ticks; from there on it has a new number, one above the highest.

        Raises
        ------
        EditError
            If the track is not there, or has no face before `at` or none from there on.
        """
        rows = self._known(track)
        later = self.at[self.sample[rows]] >= at
        if later.all() or not later.any():
            raise EditError(
                f"Track {track} has nothing to split at {format_time(at)}", "Choose an instant between its first and its last picture"
            )
        changed = self.track.copy()
        changed[rows[later]] = int(self.track.max()) + 1
        return replace(self, track=changed)

    def _known(self, track: int) -> npt.NDArray[np.intp]:
        rows = self.rows_of(track)
        if not len(rows):
            raise EditError(f"There is no track {track} in this film", "Choose one of those that are drawn on the picture")
        return rows

    def to_bytes(self) -> bytes:
        """All columns as a compressed npz file without pickles."""
        written = io.BytesIO()
        columns: dict[str, Any] = {field.name: np.asarray(getattr(self, field.name)) for field in fields(self)}
        np.savez_compressed(written, **columns)
        return written.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "FaceTracks":
        """What :meth:`to_bytes` wrote.

        Raises
        ------
        DataFileError
            If the bytes are something else, or would unpack to more than 400 MB.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                    raise ValueError("it is too large")
            with np.load(io.BytesIO(data), allow_pickle=False) as columns:
                return cls(
                    **{field.name: columns[field.name] for field in fields(cls) if field.name != "method"}, method=str(columns["method"])
                )
        except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
            raise DataFileError(f"The faces kept for this film cannot be read ({error})", "Look for faces in it again") from error
