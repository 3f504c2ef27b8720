"""Who sounds when in a recording: speech, other sounds of a voice and laughter, each with its speaker.

Candidates to look at, to be corrected by a person. Convention: mono float samples at 16 000 a second, the first at 0 of the film clock;
spans end on whole hundredths of a second. Numbers of speakers are of this recording alone, in the order in which they are first heard.
Sounds of different speakers may overlap; those of one do not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbench.analysis.learning import Taught, frames_taught, known_pieces, learn
from workbench.analysis.overlapping import second_voices
from workbench.analysis.pitch import Pitch, follow_pitch
from workbench.analysis.sampled import (
    FRAMES_PER_S,
    HOP,
    RATE_HZ,
    Flags,
    Floats,
    Samples,
    block,
    runs,
    span_of,
    without_short_gaps,
    without_short_runs,
)
from workbench.analysis.speakers import Labels, cut_pieces, evidence, group, likeliest, settle
from workbench.analysis.speech import CHUNK, speech_probability
from workbench.analysis.vocalising import CallSettings, find_calls, laughing
from workbench.analysis.voice_prints import mel_bands
from workbench.core.time import Span
from workbench.errors import FilmError

SPEECH, SOUND, LAUGH = "speech", "sound", "laugh"

_SHORTEST_S = 0.5
_SILENT_DB = -75.0
_FULL_SCALE = 0.998
_FADED_DB = 30.0
_UNIT = FRAMES_PER_S


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How voices are found; stored with what was found.

    Attributes
    ----------
    n_speakers : int
        How many people are heard, 1 to 3: known from who is in view, because it cannot be told from the sound of a short recording.
    speech_from, speech_until : float
        Speech begins where its probability reaches the first and ends where it falls below the second.
    longest_pause_s : float
        Shorter silences belong to the sound around them.
    shortest_s : float
        Shorter sounds are dropped.
    laugh_repetition : float
        How alike a sound has to be to itself a moment later to be called laughter, up to 1.
    calls : CallSettings
        What counts as a child's call.
    """

    n_speakers: int = 2
    speech_from: float = 0.5
    speech_until: float = 0.35
    longest_pause_s: float = 0.15
    shortest_s: float = 0.1
    laugh_repetition: float = 0.6
    calls: CallSettings = field(default_factory=CallSettings)

    def __post_init__(self) -> None:
        if not 1 <= self.n_speakers <= 3:
            raise ValueError(f"one to three people are told apart, not {self.n_speakers}")


@dataclass(frozen=True, slots=True)
class Sound:
    """One person's sound: `kind` is ``"speech"``, ``"sound"`` or ``"laugh"``, `confidence` 0 to 1 (1 where a guider has said so)."""

    span: Span
    kind: str
    speaker: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Unheard:
    """A stretch where voices could not be told, and why, in words."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything found in one recording, in order of time.

    `pitch_hz` has for every speaker the median pitch of what that voice sounds, None where no pitch was clear: the highest is most often
    the child. `unheard` are stretches where more may sound than was found. `why` says what was not measurable of the whole, else nothing.
    """

    sounds: tuple[Sound, ...] = ()
    pitch_hz: tuple[float | None, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    why: str = ""


def find_voices(samples: Samples, settings: VoiceSettings | None = None, taught: Sequence[Taught] = ()) -> Voices:
    """Find who sounds when.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,)
        The recording's sound, mono, 16 000 samples a second, between -1 and 1; may be mapped from a file, it is read in blocks.
    settings : VoiceSettings, optional
    taught : sequence of Taught
        What the guider has corrected, from which this recording's voices are learnt anew; the later one holds.

    Raises
    ------
    FilmError
        If the sound holds values that are no numbers.
    ValueError
        If it has more than one channel, or somebody is taught who is not among the speakers.
    """
    settings = settings or VoiceSettings()
    if samples.ndim != 1:
        raise ValueError(f"voices are found in one channel, not in an array of shape {samples.shape}")
    if any(one.speaker is not None and not 0 <= one.speaker < settings.n_speakers for one in taught):
        raise ValueError(f"speakers are numbered from 0 to {settings.n_speakers - 1}")
    n_frames = len(samples) // HOP
    if n_frames < _SHORTEST_S * FRAMES_PER_S:
        return Voices(why="The sound is shorter than half a second" if n_frames else "The film has no sound")
    clipped = _clipped(samples, n_frames)
    pitch = follow_pitch(samples)
    if float(pitch.level_db.max()) < _SILENT_DB:
        return Voices(why="The film is silent")
    speech = np.repeat(speech_probability(samples), CHUNK)[HOP // 2 :: HOP][:n_frames]
    said_by, said = frames_taught(taught, n_frames)
    sounding = _sounding(speech, pitch, settings)
    sounding = np.where(said, said_by >= 0, sounding)
    if not sounding.any():
        return Voices((), (None,) * settings.n_speakers, clipped, "No voice was found")
    return _told_apart(samples, _Heard(speech, pitch, sounding, said_by, said), settings, clipped)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is known of every frame before voices are told apart."""

    speech: Floats
    pitch: Pitch
    sounding: Flags
    said_by: Labels
    said: Flags


def _sounding(speech: Floats, pitch: Pitch, settings: VoiceSettings) -> Flags:
    """Frames of speech or calls."""
    maybe = speech >= settings.speech_until
    for start, end in runs(maybe):
        maybe[start:end] = bool(speech[start:end].max() >= settings.speech_from)
        loud = pitch.level_db[start:end]
        maybe[start:end] &= _between_loud(loud > np.percentile(loud, 90) - _FADED_DB)
    found = maybe | find_calls(pitch, settings.calls)
    found = without_short_gaps(found, round(settings.longest_pause_s * FRAMES_PER_S))
    return without_short_runs(found, round(settings.shortest_s * FRAMES_PER_S))


def _between_loud(loud: Flags) -> Flags:
    """From the first to the last loud frame: what fades away at either end is left out."""
    return np.logical_or.accumulate(loud) & np.logical_or.accumulate(loud[::-1])[::-1]


def _told_apart(samples: Samples, heard: _Heard, settings: VoiceSettings, clipped: tuple[Unheard, ...]) -> Voices:
    n_frames = len(heard.sounding)
    pieces = cut_pieces(samples, heard.sounding, heard.pitch)
    labels = group(pieces.features, settings.n_speakers)
    known = known_pieces(pieces.edges, heard.said_by)
    if (known >= 0).any():
        labels, centres = learn(pieces.features, labels, known, settings.n_speakers)
    elif len(labels):
        labels, centres = settle(pieces.features, np.array([pieces.features[labels == one].mean(axis=0) for one in np.unique(labels)]))
    else:
        centres = np.zeros((1, pieces.features.shape[1]), dtype=np.float32)
    found = evidence(pieces, labels, centres, heard.pitch, n_frames)
    first = likeliest(found, heard.sounding)
    first[heard.said] = heard.said_by[heard.said]
    if not (known >= 0).any():
        first = _numbered(first)
    second = np.where(heard.said, -1, second_voices(samples, first, heard.pitch, settings.n_speakers))
    sounds = sorted(_sounds(samples, first, second, heard, settings), key=lambda sound: (sound.span, sound.speaker))
    heights = tuple(_median_hz(heard.pitch, first == speaker) for speaker in range(settings.n_speakers))
    return Voices(tuple(sounds), heights, clipped)


def _numbered(path: Labels) -> Labels:
    """The same with voices numbered by when they are first heard."""
    there, first = np.unique(path[path >= 0], return_index=True)
    renamed = np.full(int(path.max()) + 2, -1, dtype=np.intp)
    renamed[there[np.argsort(first)]] = np.arange(len(there))
    return renamed[path]


def _median_hz(pitch: Pitch, mine: Flags) -> float | None:
    clear = pitch.hz[mine & pitch.clear]
    return float(np.median(clear)) if len(clear) else None


def _sounds(samples: Samples, first: Labels, second: Labels, heard: _Heard, settings: VoiceSettings) -> Iterator[Sound]:
    shortest = round(settings.shortest_s * FRAMES_PER_S)
    for speaker in range(settings.n_speakers):
        mine = (first == speaker) | (second == speaker)
        for start, end in runs(mine).tolist():
            told = heard.said[start:end].all()
            if end - start < shortest and not told:
                continue
            sure = np.maximum(heard.speech[start:end], heard.pitch.harmonicity[start:end])
            confidence = 1.0 if told else float(np.clip(np.mean(np.where(second[start:end] == speaker, 0.5, 1.0) * sure), 0, 1))
            yield Sound(span_of(start, end), _kind(samples, start, end, heard.speech, settings), speaker, confidence)


def _kind(samples: Samples, start: int, end: int, speech: Floats, settings: VoiceSettings) -> str:
    if laughing(mel_bands(samples, start, end), settings.laugh_repetition):
        return LAUGH
    return SPEECH if np.mean(speech[start:end] >= settings.speech_until) >= 0.5 else SOUND


def _clipped(samples: Samples, n_frames: int) -> tuple[Unheard, ...]:
    """Seconds in which at least one sample in a hundred lies at full scale; FilmError where values are no numbers."""
    flags = np.zeros(-(-n_frames // _UNIT), dtype=bool)
    for second in range(len(flags)):
        here = block(samples, second * RATE_HZ, (second + 1) * RATE_HZ)
        if not np.isfinite(here).all():
            raise FilmError(f"The sound holds values that are no numbers in second {second}", "Import the film again")
        flags[second] = np.mean(np.abs(here) >= _FULL_SCALE) >= 0.01
    return tuple(
        Unheard(span_of(start * _UNIT, min(end * _UNIT, n_frames)), "the sound is too loud for the recording (clipped)")
        for start, end in runs(flags).tolist()
    )
