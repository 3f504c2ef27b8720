"""How high and how loud the sound is in each moment, coarse enough to be drawn at once and fine enough to see voices.

Bands are evenly spaced on the mel scale from :data:`LOWEST_HZ` to :data:`HIGHEST_HZ`, narrow where voices differ and wide above. A level
is in steps from 0 (:data:`QUIETEST_DB` below a sine of full swing, or quieter) to 255 (as loud as that sine).

Wire form (``spectrogram.bin``, little-endian; the browser reads it): ``b"VIGS"``, u32 version 1, u32 columns in a second, u32 bands,
u32 number of columns, then for each column one u8 for each band, the lowest band first.
"""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.errors import FilmError
from workbench.media.sound import Samples, sound_chunks
from workbench.media.source import Source

N_BANDS = 64
LOWEST_HZ, HIGHEST_HZ = 80.0, 8000.0
QUIETEST_DB = 90.0
MOST_BYTES = 12_000_000
"""No spectrogram is larger; of a longer film it has fewer columns in a second."""

_RATE_HZ = 16_000
_WINDOW = 512
_COLUMNS_PER_SECOND = (100, 50, 25, 10, 5, 2, 1)
_BATCH = 4096
_HEADER = struct.Struct("<4sIIII")
_MAGIC, _VERSION = b"VIGS", 1

Levels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Spectrogram:
    """Levels of shape (columns, bands), 0 to 255; column `i` is about the seconds from ``i / per_second`` to ``(i + 1) / per_second``.

    A film without sound has no columns.
    """

    levels: Levels
    per_second: int

    def to_bytes(self) -> bytes:
        """The spectrogram in its wire form."""
        n, bands = self.levels.shape
        return _HEADER.pack(_MAGIC, _VERSION, self.per_second, bands, n) + self.levels.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Spectrogram":
        """The spectrogram in `data`; FilmError if it is not in the wire form of this version."""
        if len(data) >= _HEADER.size:
            magic, version, per_second, bands, n = _HEADER.unpack_from(data)
            if magic == _MAGIC and version == _VERSION and per_second > 0 and len(data) == _HEADER.size + bands * n:
                return cls(np.frombuffer(data, dtype=np.uint8, offset=_HEADER.size).reshape(n, bands), per_second)
        raise FilmError("The film's drawing of the tones is damaged", "Import the film again")


def build_spectrogram(source: Source, length_s: float) -> Spectrogram:
    """The spectrogram of a film's first sound track, mixed to one channel, from the file's time 0 on; gaps are silent.

    Parameters
    ----------
    length_s : float
        About how long the film is, in seconds; decides how many columns a second has.

    Raises
    ------
    FilmError
        If the file cannot be read or its sound is damaged.
    """
    per_second = columns_per_second(length_s)
    hop = _RATE_HZ // per_second
    waiting = np.zeros(_WINDOW // 2, dtype=np.float32)  # half a window of silence before the sound, as every column has after it
    waiting_from = -(_WINDOW // 2)
    parts: list[Levels] = []
    n_columns = 0
    for first, samples in sound_chunks(source, _RATE_HZ, n_channels=1):
        place = max(first, 0)
        heard = samples[0, place - first :]
        missing = place - (waiting_from + len(waiting))
        waiting = np.concatenate([waiting, np.zeros(max(0, missing), dtype=np.float32), heard[max(0, -missing) :]])
        while len(waiting) >= _needed(n_columns, _BATCH, hop, waiting_from):
            parts.append(_columns(waiting, n_columns, _BATCH, hop, waiting_from))
            n_columns += _BATCH
            done = n_columns * hop - _WINDOW // 2 - waiting_from
            waiting, waiting_from = waiting[done:], waiting_from + done
    n_samples = waiting_from + len(waiting)
    n_left = max(0, -(-n_samples // hop) - n_columns)
    if n_left:
        waiting = np.pad(waiting, (0, max(0, _needed(n_columns, n_left, hop, waiting_from) - len(waiting))))
        parts.append(_columns(waiting, n_columns, n_left, hop, waiting_from))
    return Spectrogram(np.concatenate(parts) if parts else np.zeros((0, N_BANDS), dtype=np.uint8), per_second)


def columns_per_second(length_s: float) -> int:
    """As many as fit into :data:`MOST_BYTES`: 100 for up to half an hour, 25 for two."""
    fitting = (rate for rate in _COLUMNS_PER_SECOND if rate * length_s * N_BANDS <= MOST_BYTES)
    return next(fitting, _COLUMNS_PER_SECOND[-1])


def band_edges_hz() -> npt.NDArray[np.float64]:
    """The lowest, middle and highest frequency of every band, shape (bands, 3): the middle of one is where its neighbours end."""
    mels = np.linspace(_mel(LOWEST_HZ), _mel(HIGHEST_HZ), N_BANDS + 2)
    edges = 700.0 * (10.0 ** (mels / 2595.0) - 1.0)
    return np.stack([edges[:-2], edges[1:-1], edges[2:]], axis=1)


def _needed(first: int, n: int, hop: int, begins: int) -> int:
    """How many samples from `begins` on it takes for `n` columns; a column's window has its middle in the middle of the column."""
    return (first + n - 1) * hop + hop // 2 + _WINDOW // 2 - begins


def _columns(samples: Samples, first: int, n: int, hop: int, begins: int) -> Levels:
    starts = (first + np.arange(n)) * hop + hop // 2 - _WINDOW // 2 - begins
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[starts]
    shape = np.hanning(_WINDOW).astype(np.float32)
    power = np.abs(np.fft.rfft(windows * (shape / (shape.sum() / 2)), axis=1)) ** 2
    loudness_db = 10.0 * np.log10(np.maximum(power @ _WEIGHTS, 1e-12))
    levels: Levels = np.clip(np.round((loudness_db / QUIETEST_DB + 1.0) * 255.0), 0, 255).astype(np.uint8)
    return levels


def _mel(frequency_hz: float) -> float:
    return float(2595.0 * np.log10(1.0 + frequency_hz / 700.0))


def _band_weights() -> npt.NDArray[np.float32]:
    """What each of the transform's frequencies gives to each band, shape (frequencies, bands): a triangle, at least the nearest one."""
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / _RATE_HZ)[:, None]
    low, middle, high = band_edges_hz().T
    weights: npt.NDArray[np.float64] = np.clip(
        np.minimum((frequencies - low) / (middle - low), (high - frequencies) / (high - middle)), 0, None
    )
    nearest = np.abs(frequencies - middle).argmin(axis=0)
    weights[nearest, np.arange(N_BANDS)] = np.maximum(weights[nearest, np.arange(N_BANDS)], 1.0)
    return weights.astype(np.float32)


_WEIGHTS = _band_weights()
