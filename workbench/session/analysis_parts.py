"""What an analysis of a film found, as it is kept in the vault: a line that says what it was made with, then the numbers themselves.

A part that is damaged, or of another version, is as one that is not there; it can be made again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar

from workbench.analysis.faces import FaceSettings
from workbench.analysis.gaze import GazeSettings
from workbench.analysis.places import PlaceSettings
from workbench.analysis.tracks import FaceTracks
from workbench.analysis.voice import Sound, Unheard, Voices, VoiceSettings
from workbench.core.time import Span
from workbench.errors import DataFileError
from workbench.store.vault import Vault

FACES, VOICES = "faces.bin", "voices.bin"
_VERSION = 1
T = TypeVar("T")
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class AnalysisSettings:
    """All settings of an analysis; `sampled_hz` pictures a second are looked at."""

    sampled_hz: int = 10
    faces: FaceSettings = field(default_factory=FaceSettings)
    voices: VoiceSettings = field(default_factory=VoiceSettings)
    gaze: GazeSettings = field(default_factory=GazeSettings)
    places: PlaceSettings = field(default_factory=PlaceSettings)

    @property
    def of_faces(self) -> dict[str, Any]:
        """What decides which faces are found."""
        return _plain({"sampled_hz": self.sampled_hz, **asdict(self.faces)})

    def voices_of(self, n_people: int) -> VoiceSettings:
        """How voices are found where so many people are in view: one to three can be told apart."""
        return replace(self.voices, n_speakers=min(max(n_people, 1), 3))

    def of_voices(self, n_people: int) -> dict[str, Any]:
        """What decides which voices are found."""
        return _plain(asdict(self.voices_of(n_people)))

    @property
    def of_candidates(self) -> dict[str, Any]:
        """What decides which candidates are made of faces and voices."""
        return _plain({"gaze": asdict(self.gaze), "places": asdict(self.places)})


@dataclass(frozen=True)
class KeptPart:
    """The line before a part's numbers: what it was made with, and the hash of the numbers, by which one result is told from another."""

    made_with: dict[str, Any]
    hash: str


def pack_part(made_with: Mapping[str, Any], numbers: bytes) -> bytes:
    """A part as it is kept."""
    line = json.dumps({"version": _VERSION, "made_with": made_with, "hash": sha256(numbers).hexdigest()}, sort_keys=True)
    return line.encode() + b"\n" + numbers


def find_part(vault: Vault, recording_id: str, part: str) -> KeptPart | None:
    """What a part says it was made with; None where there is none, or none that can be read."""
    if not vault.has(recording_id, part):
        return None
    with vault.open(recording_id, part) as file:
        return _read_line(file.readline(_LONGEST_LINE))


def find_faces_kept(vault: Vault, recording_id: str) -> tuple[KeptPart, FaceTracks] | None:
    """The faces that were found in a film; None where nobody looked for them, or what was kept is damaged."""
    kept = find_part(vault, recording_id, FACES)
    found = _read_faces(vault, recording_id, kept.hash) if kept else None
    return None if kept is None or found is None else (kept, found)


def find_voices_kept(vault: Vault, recording_id: str) -> tuple[KeptPart, Voices] | None:
    """The voices that were found in a film; None where nobody looked for them, or what was kept is damaged."""
    kept = find_part(vault, recording_id, VOICES)
    found = _read_voices(vault, recording_id, kept.hash) if kept else None
    return None if kept is None or found is None else (kept, found)


@lru_cache(maxsize=4)
def _read_faces(vault: Vault, recording_id: str, expected: str) -> FaceTracks | None:
    return _read(vault, recording_id, FACES, expected, FaceTracks.from_bytes)


@lru_cache(maxsize=4)
def _read_voices(vault: Vault, recording_id: str, expected: str) -> Voices | None:
    return _read(vault, recording_id, VOICES, expected, read_voices)


def write_voices(voices: Voices) -> bytes:
    """Voices as JSON."""
    kept = {
        "sounds": [[each.span.start, each.span.end, each.kind, each.speaker, round(each.confidence, 4)] for each in voices.sounds],
        "pitch_hz": voices.pitch_hz,
        "unheard": [[each.span.start, each.span.end, each.reason] for each in voices.unheard],
        "why": voices.why,
    }
    return json.dumps(kept, allow_nan=False).encode()


def read_voices(content: bytes) -> Voices:
    """What :func:`write_voices` wrote.

    Raises
    ------
    DataFileError
        If it is something else.
    """
    try:
        kept = json.loads(content)
        sounds = (Sound(Span(start, end), str(kind), int(speaker), float(sure)) for start, end, kind, speaker, sure in kept["sounds"])
        unheard = (Unheard(Span(start, end), str(reason)) for start, end, reason in kept["unheard"])
        pitch_hz = tuple(None if each is None else float(each) for each in kept["pitch_hz"])
        return Voices(tuple(sounds), pitch_hz, tuple(unheard), str(kept["why"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DataFileError(f"The voices kept for this film cannot be read ({error})", "Look for places in it again") from error


def _read(vault: Vault, recording_id: str, part: str, expected: str, from_bytes: Callable[[bytes], T]) -> T | None:
    with vault.open(recording_id, part) as file:
        file.readline(_LONGEST_LINE)
        numbers = file.read()
    try:
        return from_bytes(numbers) if sha256(numbers).hexdigest() == expected else None
    except DataFileError:
        return None


def _read_line(line: bytes) -> KeptPart | None:
    try:
        said = json.loads(line)
        return KeptPart(said["made_with"], said["hash"]) if said["version"] == _VERSION else None
    except (ValueError, KeyError, TypeError):
        return None


def _plain(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings as they are once they were written and read."""
    plain: dict[str, Any] = json.loads(json.dumps(settings))
    return plain
