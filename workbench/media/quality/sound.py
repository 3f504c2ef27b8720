"""What the whole sound of a film says, a tenth of a second after the other: how loud, clipped where, which channels, and its clock.

Loudness (EBU R128) and true peak are measured by ffmpeg's own filter ``ebur128``; nothing is kept of the sound but numbers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.media.quality.limits import CLIPPED, CLIPPED_PART, GAP_S, SAME_BELOW_DB, SILENT_BELOW_DB, SILENT_LUFS
from workbench.media.source import Source, open_film

_VOICE_HZ = (200.0, 4000.0)
_NOTHING_DB = -120.0
_NOTHING = 10 ** (_NOTHING_DB / 20)

Numbers = npt.NDArray[np.float32]
Look = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Sound:
    """What was measured, one value for each tenth of a second.

    Parameters
    ----------
    at : ndarray of int64, shape (n,)
        Where each begins, in ticks of the film clock from the film's first picture; below 0 before it.
    end : int
        Where the last one ends, in the same.
    loudness : ndarray of float32, shape (n,)
        Of the last 0.4 s (EBU R128 momentary), in LUFS; -120 for silence.
    voice_band : ndarray of float32, shape (n,)
        Level between 200 and 4000 Hz in dB below full scale; -120 for silence.
    clipped : ndarray of bool, shape (n,)
        Whether a channel stands at the end of the scale.
    integrated : float
        Loudness of the whole (EBU R128 integrated, gated), in LUFS; -70 where nothing passes the gate.
    peak_db : float
        True peak in dB of full scale.
    channel_db : ndarray of float32, shape (n_channels,)
        Level of each channel in dB of full scale.
    all_same : bool
        Whether there are several channels, and none is heard to differ from the first.
    gaps : tuple of Span
        Where the clock of the file goes on without sound.
    drift_s : float
        By how much its samples, gaps left out, last longer than the clock of the file says, in seconds; below 0 shorter.
    """

    at: npt.NDArray[np.int64]
    end: int
    loudness: Numbers
    voice_band: Numbers
    clipped: npt.NDArray[np.bool_]
    integrated: float
    peak_db: float
    channel_db: Numbers
    all_same: bool
    gaps: tuple[Span, ...]
    drift_s: float

    @property
    def is_silent(self) -> bool:
        """Whether nothing can be heard in all of it."""
        return self.integrated < SILENT_LUFS

    @property
    def n_silent_channels(self) -> int:
        """How many channels are silent while another is not."""
        return int((self.channel_db < self.channel_db.max() - SILENT_BELOW_DB).sum())


def measure_sound(source: Source, starts_at: int, *, look: Look = lambda _: None) -> Sound | None:
    """Listen to the first sound of a film; None where it has none that can be decoded, or not a single sample.

    Parameters
    ----------
    starts_at : int
        When the first picture is shown by the clock of the file, in ticks of the film clock.

    Raises
    ------
    FilmError
        If the film cannot be read or its sound is damaged.
    """
    with open_film(source) as container:
        stream = next((each for each in container.streams.audio if each.codec_context is not None), None)
        if stream is None:
            return None
        clock, listening = _Clock(starts_at), _Listening(starts_at)
        for decoded in container.decode(stream):
            look(clock.take(decoded))
            listening.take(decoded)
        listening.finish()
    return listening.heard(clock) if listening.at else None


class _Clock:
    """The clock of the file held against the number of samples."""

    def __init__(self, starts_at: int) -> None:
        self._starts_at = starts_at
        self._due_s: float | None = None
        self.gaps: list[Span] = []
        self.off_s = 0.0

    def take(self, decoded: av.AudioFrame) -> float:
        """The seconds at which it ends."""
        begins_s = decoded.time if decoded.time is not None else (self._due_s or 0.0)
        if self._due_s is not None:
            late_s = begins_s - self._due_s
            if late_s >= GAP_S:
                start, end = (FILM_CLOCK.ticks_from_seconds(at_s, "nearest") - self._starts_at for at_s in (self._due_s, begins_s))
                self.gaps.append(Span(Ticks(start), Ticks(end)))
            else:
                self.off_s -= late_s
        self._due_s = begins_s + decoded.samples / decoded.sample_rate
        return self._due_s


class _Listening:
    """Blocks of a tenth of a second through ffmpeg's filter, each turned into a row of numbers."""

    def __init__(self, starts_at: int) -> None:
        self._starts_at = starts_at
        self._graph: Graph | None = None
        self._mix: av.AudioResampler | None = None
        self._energy = self._apart = np.zeros(0)
        self._n_samples = 0
        self._said: dict[str, str] = {}
        self.at: list[int] = []
        self._end = 0
        self._rows: list[tuple[float, float, bool]] = []

    def take(self, decoded: av.AudioFrame) -> None:
        """A piece of sound; one that suddenly has other channels or another rate is brought to the form of the first."""
        if self._mix is None:
            self._mix = av.AudioResampler("fltp", decoded.layout.name, decoded.sample_rate)
            self._energy = self._apart = np.zeros(len(decoded.layout.channels))
        for piece in self._mix.resample(decoded):
            self._graph = self._graph or _linked(piece)
            self._graph.push(piece)
            self._pull()

    def finish(self) -> None:
        """What is left in the filter."""
        if self._graph is not None:
            self._graph.push(None)
            self._pull()

    def heard(self, clock: _Clock) -> Sound:
        """All that was measured."""
        loudness, voice_band, clipped = zip(*self._rows, strict=True)
        power = self._energy / max(self._n_samples, 1)
        return Sound(
            np.array(self.at, dtype=np.int64),
            self._end,
            np.array(loudness, dtype=np.float32),
            np.array(voice_band, dtype=np.float32),
            np.array(clipped, dtype=np.bool_),
            integrated=float(self._said.get("lavfi.r128.I", "-70")),
            peak_db=_db(float(self._said.get("lavfi.r128.true_peak", "0"))),
            channel_db=np.array([_db(value**0.5) for value in power], dtype=np.float32),
            all_same=len(power) > 1 and bool((self._apart < self._energy.max() * 10 ** (-SAME_BELOW_DB / 10)).all()),
            gaps=tuple(clock.gaps),
            drift_s=clock.off_s,
        )

    def _pull(self) -> None:
        for block in _pulled(self._graph):
            self._said = block.metadata or self._said
            at = FILM_CLOCK.ticks_from_seconds(block.time or 0.0, "nearest") - self._starts_at
            if self.at and at <= self.at[-1]:
                continue  # a clock that runs backwards
            self.at.append(at)
            self._end = at + round(block.samples / block.sample_rate * TICKS_PER_S)
            self._rows.append(self._row(_channels(block), block.sample_rate, float(self._said.get("lavfi.r128.M", "-120"))))

    def _row(self, samples: npt.NDArray[np.float64], rate_hz: int, loudness: float) -> tuple[float, float, bool]:
        self._energy = self._energy + (samples**2).sum(axis=1)
        self._apart = self._apart + ((samples - samples[0]) ** 2).sum(axis=1)
        self._n_samples += samples.shape[1]
        clipped = bool(((np.abs(samples) >= CLIPPED).mean(axis=1) >= CLIPPED_PART).any())
        return max(_NOTHING_DB, loudness), voice_level_db(samples.mean(axis=0), rate_hz), clipped


def voice_level_db(samples: npt.NDArray[np.float64], rate_hz: int) -> float:
    """The level of mono samples between 200 and 4000 Hz, in dB of full scale (0 is a square wave that fills it); -120 for silence.

    Examples
    --------
    >>> round(voice_level_db(np.sin(np.arange(4800) * 2 * np.pi * 1000 / 48000), 48000))
    -3
    >>> voice_level_db(np.zeros(4800), 48000)
    -120.0
    """
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / rate_hz)
    within = (hz >= _VOICE_HZ[0]) & (hz <= _VOICE_HZ[1])
    return _db(float(np.sqrt(2 * (np.abs(spectrum[within]) ** 2).sum()) / len(samples)))


def _channels(block: av.AudioFrame) -> npt.NDArray[np.float64]:
    n_channels = len(block.layout.channels)
    return block.to_ndarray().reshape(-1, n_channels).T.astype(np.float64, copy=False)


def _linked(decoded: av.AudioFrame) -> Graph:
    graph = Graph()
    first = graph.add_abuffer(sample_rate=decoded.sample_rate, format="fltp", layout=decoded.layout.name, time_base=decoded.time_base)
    meter, last = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
    first.link_to(meter)
    meter.link_to(last)
    graph.configure()
    return graph


def _pulled(graph: Graph | None) -> Iterator[av.AudioFrame]:
    while graph is not None:
        try:
            block = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(block, av.AudioFrame)
        yield block


def _db(amplitude: float) -> float:
    return float(20 * np.log10(max(amplitude, _NOTHING)))
