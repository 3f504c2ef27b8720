"""How well voices are found, in per cent, and how fast: the sample film, composed talk with known truth, and real talk when it is there.

Composed and drawn voices are clean and sharply different: they say what can be expected at best. The real talk is of two adults alone. For
real children and real laughter there is no material here with a truth, so that nothing is claimed of them.
"""

import os
import wave
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from tests.bench.registry import REPOSITORY, Measured, benchmark, best_s
from tests.diarisation import DiarisationError, Sounding, diarisation_error, kappa_by_tenths, precision, recall, sounding
from tests.voices import CHILD, MAN, RATE_HZ, WOMAN, Said, Talk, talk
from workbench.analysis.sampled import FRAME_TICKS
from workbench.analysis.voice import Sound, VoiceSettings, find_voices
from workbench.core.tiers import Channel
from workbench.core.time import FILM_CLOCK
from workbench.sample.rehearsal import rehearse
from workbench.sample.soundtrack import build_soundtrack
from workbench.sample.truth import build_truth

_REAL = Path(os.environ.get("VIG_REAL_MEDIA") or REPOSITORY.parent / "shared") / "media"


@cache
def _sample_film() -> Talk:
    rehearsal = rehearse()
    truth = build_truth("bench", {"mum": "0", "child": "1"}, rehearsal)
    who = {tier.id: int(tier.person_id or 0) for tier in truth.tiers if tier.channel is Channel.VOICE}
    said = tuple(
        Said(who[one.tier_id], FILM_CLOCK.seconds(one.span.start), FILM_CLOCK.seconds(one.span.end), one.label)
        for one in truth.intervals
        if one.tier_id in who
    )
    return Talk(resample_poly(build_soundtrack(rehearsal).mean(axis=0), 1, 3).astype(np.float32), said)


def _real_talk() -> Talk:
    with wave.open(str(_REAL / "two_speakers.wav")) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / 32768
    said = []
    for line in (_REAL / "two_speakers.rttm").read_text(encoding="utf-8").splitlines():
        words = line.split()
        said.append(Said(int(words[7] == "speaker91"), float(words[3]), float(words[3]) + float(words[4]), "speech"))
    return Talk(samples, tuple(said))


@dataclass(frozen=True)
class _Heard:
    """Truth and what was found of one recording, frame by frame and with found speakers in the order of the true ones."""

    talk: Talk
    sounds: tuple[Sound, ...]
    true: Sounding
    found: Sounding
    error: DiarisationError

    def true_kind(self, *kinds: str, who: int | None = None) -> Sounding:
        """Where somebody, or one person, truly makes one of these sounds."""
        return self._table(((s.who, s.start_s, s.end_s) for s in self.talk.said if s.kind in kinds), who)

    def found_kind(self, *kinds: str, who: int | None = None) -> Sounding:
        """Where it was found."""
        place = {found: true for true, found in enumerate(self.error.pairing)}
        return self._table(((place[s.speaker], *_seconds(s)) for s in self.sounds if s.kind in kinds), who)

    def _table(self, stretches: object, who: int | None) -> Sounding:
        table = sounding(stretches, *self.true.shape)  # type: ignore[arg-type]
        return np.asarray(table.any(axis=1) if who is None else table[:, who])


def _seconds(sound: Sound) -> tuple[float, float]:
    return FILM_CLOCK.seconds(sound.span.start), FILM_CLOCK.seconds(sound.span.end)


def _heard(recording: Talk) -> _Heard:
    n_people = 1 + max(one.who for one in recording.said)
    n_frames = len(recording.samples) // (RATE_HZ * FRAME_TICKS // 90_000)
    sounds = find_voices(recording.samples, VoiceSettings(n_speakers=n_people)).sounds
    true = sounding(((one.who, one.start_s, one.end_s) for one in recording.said), n_frames, n_people)
    found = sounding(((one.speaker, *_seconds(one)) for one in sounds), n_frames, n_people)
    error = diarisation_error(true, found)
    return _Heard(recording, sounds, true, found[:, error.pairing], error)


_MATERIAL: dict[str, Callable[[], Talk]] = {
    "sample": _sample_film,
    "two": lambda: talk((WOMAN, CHILD), 60, seed=71),
    "three": lambda: talk((WOMAN, MAN, CHILD), 90, seed=72, overlapping=0.3),
    "noisy": lambda: talk((WOMAN, CHILD), 60, seed=71, noise_db=-33),
    **({"real": _real_talk} if (_REAL / "two_speakers.rttm").exists() else {}),
}
_CHILD = {"sample": 1, "two": 1, "three": 2, "noisy": 1}
_heard_of = cache(lambda name: _heard(_MATERIAL[name]()))

_FIGURES: dict[str, Callable[[_Heard], float | None]] = {
    "der": lambda h: h.error.total,
    "confused": lambda h: h.error.confused,
    "kappa": lambda h: kappa_by_tenths(h.true, h.found),
    "voice_precision": lambda h: precision(h.true.any(axis=1), h.found.any(axis=1)),
    "voice_recall": lambda h: recall(h.true.any(axis=1), h.found.any(axis=1)),
    "speech_precision": lambda h: precision(h.true_kind("speech"), h.found_kind("speech")),
    "speech_recall": lambda h: recall(h.true_kind("speech"), h.found_kind("speech")),
}
_OVERLAP: dict[str, Callable[[_Heard], float | None]] = {
    "overlap_precision": lambda h: precision(h.true.sum(axis=1) > 1, h.found.sum(axis=1) > 1),
    "overlap_recall": lambda h: recall(h.true.sum(axis=1) > 1, h.found.sum(axis=1) > 1),
}
_LAUGHTER: dict[str, Callable[[_Heard], float | None]] = {
    "laugh_precision": lambda h: precision(h.true_kind("laugh"), h.found_kind("laugh")),
    "laugh_recall": lambda h: recall(h.true_kind("laugh"), h.found_kind("laugh")),
}


def _child_figures(who: int) -> dict[str, Callable[[_Heard], float | None]]:
    return {
        "child_precision": lambda h: precision(h.true[:, who], h.found[:, who]),
        "child_recall": lambda h: recall(h.true[:, who], h.found[:, who]),
    }


def _register(material: str, figure: str, of: Callable[[_Heard], float | None]) -> None:
    def run() -> Measured:
        value = of(_heard_of(material))
        return Measured(0.0, "none") if value is None else Measured(100 * value, "%")

    run.__name__ = f"voices_{material}_{figure}"
    benchmark()(run)


for _name in _MATERIAL:
    _figures = dict(_FIGURES)
    if _name in _CHILD:
        _figures |= _LAUGHTER | _child_figures(_CHILD[_name])
    if _name != "sample":
        _figures |= _OVERLAP
    for _figure, _of in _figures.items():
        _register(_name, _figure, _of)


@benchmark(below=2.5)
def voices_of_a_minute() -> Measured:
    """Seconds for a minute of talk without long silences; a ten-minute film takes ten times as long at most."""
    samples = _heard_of("two").talk.samples
    return Measured(best_s(lambda: find_voices(samples), times=2), "s")
