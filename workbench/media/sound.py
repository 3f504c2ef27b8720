"""Reading the sound of a film as numbers, in order or from one place on.

Convention: float samples between -1 and 1, shape (channels, samples), at a rate asked for. Sample `i` of the whole sound is `i` divided by
the rate in seconds of the file's own time; what lies before 0 is left out.
"""

from collections.abc import Iterator

import av
import numpy as np
import numpy.typing as npt

from workbench.media.source import Source, open_film

Samples = npt.NDArray[np.float32]

_LEAD_S = 0.2
"""Decoding begins so much before the wanted place, because the first packets after a seek lack what came before them."""


def sound_chunks(source: Source, rate_hz: int, *, n_channels: int | None = None, from_s: float = 0.0) -> Iterator[tuple[int, Samples]]:
    """The first sound track piece by piece, each with the place of its first sample; nothing for a film without sound.

    Parameters
    ----------
    rate_hz : int
        Samples in a second.
    n_channels : {1, 2} or None
        Mixed to so many channels; None leaves them as they are.
    from_s : float
        Begin a little before this second of the file's own time.

    Yields
    ------
    (int, ndarray of float32, shape (channels, samples))
        Pieces in order of time; gaps in the track are gaps between pieces. The place may be negative, and is for samples before 0.

    Raises
    ------
    FilmError
        If the file cannot be read or its sound is damaged.
    """
    with open_film(source) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        if from_s > 0 and stream.time_base is not None:
            container.seek(int(max(0.0, from_s - _LEAD_S) / stream.time_base), stream=stream)
        layout = None if n_channels is None else "mono" if n_channels == 1 else "stereo"
        to_floats = av.AudioResampler(format="fltp", layout=layout, rate=rate_hz)
        for decoded in container.decode(stream):
            for chunk in to_floats.resample(decoded):
                first = round(float(chunk.pts * chunk.time_base) * rate_hz) if chunk.pts is not None and chunk.time_base else 0
                yield first, chunk.to_ndarray().astype(np.float32, copy=False)


def read_sound(source: Source, start_s: float, length_s: float, rate_hz: int, *, n_channels: int = 1) -> Samples:
    """A stretch of the first sound track.

    Returns
    -------
    ndarray of float32, shape (n_channels, round(length_s * rate_hz))
        Silent (0) where the film has no sound.

    Raises
    ------
    FilmError
        If the file cannot be read or its sound is damaged.
    """
    begin, n_wanted = round(start_s * rate_hz), round(length_s * rate_hz)
    found = np.zeros((n_channels, n_wanted), dtype=np.float32)
    for first, samples in sound_chunks(source, rate_hz, n_channels=n_channels, from_s=start_s):
        if first >= begin + n_wanted:
            break
        low, high = max(first, begin, 0), min(first + samples.shape[1], begin + n_wanted)
        if low < high:
            found[:, low - begin : high - begin] = samples[:, low - first : high - first]
    return found


def count_channels(source: Source) -> int:
    """How many channels the first sound track has; 0 for a film without sound. FilmError if the file cannot be read."""
    with open_film(source) as container:
        return container.streams.audio[0].channels if container.streams.audio else 0
