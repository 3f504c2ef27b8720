"""A film in a case with what an analysis may find in it, without an analysis: faces and voices as a test says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import TODAY, seconds
from workbench.analysis.learning import Taught
from workbench.analysis.tracks import ROW, FaceTracks
from workbench.analysis.voice import Sound, Voices
from workbench.practice.casework import Recording
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.session import analysing
from workbench.session.casefile import CaseSession, open_case
from workbench.session.importing import import_film
from workbench.store.workspace import Workspace

MUM, NOAH = 0, 1
"""Tracks and speakers as the stand-in numbers them."""

BOXES = {MUM: (0.2, 0.15, 0.35, 0.45), NOAH: (0.55, 0.5, 0.7, 0.75)}


def faces_at(at: Sequence[int], boxes: dict[int, tuple[float, float, float, float]] | None = None) -> FaceTracks:
    """Faces that stand still in every picture; Noah's is the lower one."""
    boxes = BOXES if boxes is None else boxes
    rows = np.zeros(len(at) * len(boxes), ROW)
    rows["sample"] = np.repeat(np.arange(len(at)), len(boxes))
    rows["track"] = np.tile(list(boxes), len(at))
    rows["box"] = np.array([boxes[track] for track in rows["track"].tolist()], np.float32).reshape(-1, 4)
    rows["score"] = 1.0
    rows["eyes"] = (rows["box"][:, :2] + rows["box"][:, 2:]) / 2
    return FaceTracks.of_rows(np.asarray(at, np.int64), np.zeros(0, np.int64), rows)


def sounds_to_and_fro(n: int, begin_s: float = 0.1, every_s: float = 0.3) -> tuple[Sound, ...]:
    """Short sounds of two speakers in turn."""
    return tuple(Sound(seconds(begin_s + every_s * k, begin_s + every_s * k + 0.2), "speech", k % 2, 0.8) for k in range(n))


def voices_of(sounds: Iterable[Sound]) -> Voices:
    """Voices with these sounds; Noah's is the higher one."""
    return Voices(tuple(sounds), (210.0, 320.0))


@dataclass
class Engine:
    """Stands in for the search for faces and voices: looks at every picture, and finds what it was told."""

    faces: dict[int, tuple[float, float, float, float]] = field(default_factory=lambda: dict(BOXES))
    sounds: tuple[Sound, ...] = field(default_factory=lambda: sounds_to_and_fro(6))
    n_faces: int = 0
    n_voices: int = 0
    pictures: list[tuple[int, Any]] = field(default_factory=list)
    samples: Any = None
    taught: Sequence[Taught] = ()

    def find_faces(self, frames: Iterator[tuple[int, Any]], settings: object) -> FaceTracks:
        self.n_faces += 1
        self.pictures = [(at, picture) for at, picture in frames]
        return faces_at([at for at, _ in self.pictures], self.faces)

    def find_voices(self, samples: Any, settings: object, taught: Sequence[Taught]) -> Voices:
        self.n_voices += 1
        self.samples, self.taught = np.array(samples), taught
        return voices_of(self.sounds)


def stand_in(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Put a stand-in in the place of the analysis."""
    engine = Engine()
    monkeypatch.setattr(analysing, "find_faces", engine.find_faces)
    monkeypatch.setattr(analysing, "find_voices", engine.find_voices)
    return engine


def filmed_case(workspace: Workspace, film: Path, code: str = "HAZEL") -> tuple[CaseSession, Recording, Person, Person]:
    """A case with a real film in which mother and son are in view, who agreed to it."""
    recording = import_film(workspace, film, code).recording
    session = open_case(workspace, code)
    session.today = lambda: TODAY
    mum, noah = session.add_person("M", Role.CLIENT, "Mum"), session.add_person("N", Role.CHILD, "Noah")
    session.set_in_view(recording.id, [mum.id, noah.id])
    for person in (mum, noah):
        session.say_consent(person.id, Scope.SHARED_REVIEW, ConsentStatus.GRANTED)
    return session, session.recording(recording.id), mum, noah
