"""The loudest and the softest swing of the sound in each hundredth of a second: what a waveform is drawn from.

Wire form (``peaks.bin``, little-endian; the browser reads it): ``b"VIGP"``, u32 version 1, u32 pairs in a second, u32 number of pairs,
then two i8 for each pair, lowest and highest, where 127 is full swing.
"""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.errors import FilmError
from workbench.media.sound import sound_chunks
from workbench.media.source import Source

PEAKS_PER_SECOND = 100
_RATE_HZ = 48_000
_PER_PEAK = _RATE_HZ // PEAKS_PER_SECOND
_HEADER = struct.Struct("<4sIII")
_MAGIC = b"VIGP"
_VERSION = 1


@dataclass(frozen=True, eq=False)
class Peaks:
    """Lowest and highest swing over all channels, as ``pairs`` of int8, shape (n, 2), and how many pairs make a second.

    Pair `i` covers the seconds from ``i / per_second`` to ``(i + 1) / per_second`` of the file's own time.
    A film without sound has no pairs.
    """

    pairs: npt.NDArray[np.int8]
    per_second: int = PEAKS_PER_SECOND

    def to_bytes(self) -> bytes:
        """The peaks in their wire form."""
        return _HEADER.pack(_MAGIC, _VERSION, self.per_second, len(self.pairs)) + self.pairs.astype("i1").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Peaks":
        """The peaks in `data`; FilmError if it is not in the wire form of this version."""
        if len(data) >= _HEADER.size:
            magic, version, per_second, n_pairs = _HEADER.unpack_from(data)
            if magic == _MAGIC and version == _VERSION and per_second > 0 and len(data) == _HEADER.size + 2 * n_pairs:
                return cls(np.frombuffer(data, dtype="i1", offset=_HEADER.size).reshape(-1, 2), per_second)
        raise FilmError("The film's drawing of the sound is damaged", "Import the film again")


def build_peaks(source: Source) -> Peaks:
    """The peaks of a film's first sound track, from the file's time 0 on; what is before 0 is left out, gaps are silent.

    Raises
    ------
    FilmError
        If the file cannot be read or its sound is damaged.
    """
    lowest = np.zeros(0, dtype=np.float32)
    highest = np.zeros(0, dtype=np.float32)
    n_peaks = 0
    for first, samples in sound_chunks(source, _RATE_HZ):
        n_needed = -(-(first + samples.shape[1]) // _PER_PEAK)
        if n_needed > len(lowest):
            lowest, highest = _grown(lowest, n_needed), _grown(highest, n_needed)
        places = (first + np.arange(samples.shape[1])) // _PER_PEAK
        heard = places >= 0
        np.minimum.at(lowest, places[heard], samples.min(axis=0)[heard])
        np.maximum.at(highest, places[heard], samples.max(axis=0)[heard])
        n_peaks = max(n_peaks, n_needed)
    swings = np.stack([np.floor(lowest[:n_peaks] * 127), np.ceil(highest[:n_peaks] * 127)], axis=1)
    return Peaks(np.clip(swings, -127, 127).astype(np.int8))


def _grown(values: npt.NDArray[np.float32], n_needed: int) -> npt.NDArray[np.float32]:
    return np.pad(values, (0, max(n_needed, 2 * len(values)) - len(values)))
