"""Talk with known truth: synthetic people in one room who speak, babble and laugh, sometimes at once, over noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.signal import resample_poly

from workbench.sample.articulation import Speaker
from workbench.sample.voice import RATE_HZ as SPOKEN_HZ
from workbench.sample.voice import speak

RATE_HZ = 16_000
Samples = npt.NDArray[np.float32]

MAN = Speaker(pitch_hz=112.0, tract=0.86, pace=1.15, breath=0.010, tilt_hz=2000.0, liveliness=0.8, seed=41)
WOMAN = Speaker(pitch_hz=208.0, tract=1.0, pace=1.25, breath=0.015, tilt_hz=2700.0, liveliness=1.1, seed=42)
CHILD = Speaker(pitch_hz=330.0, tract=1.28, pace=1.4, breath=0.015, tilt_hz=3100.0, liveliness=1.0, seed=43)

SENTENCES = (
    "Where does this one go?",
    "Now the boat. Look, Mum!",
    "Oh! What have you got?",
    "The boat is going away.",
    "Where is it going? To the moon?",
    "Me too? And who drives the boat?",
    "We did it together!",
    "Yes, he can swim.",
    "You come too. Your turn.",
    "He can have a red fish.",
)
LAUGHS = ("Ha ha ha!", "Ha ha ha ha ha!")
BABBLES = ("Mm?", "Oh!", "Mm. Mm.")


@dataclass(frozen=True)
class Said:
    """What one person did: `kind` is ``"speech"``, ``"laugh"`` or ``"sound"``; seconds."""

    who: int
    start_s: float
    end_s: float
    kind: str


@dataclass(frozen=True)
class Talk:
    """A recording and what is true of it, in order of time."""

    samples: Samples
    said: tuple[Said, ...]


@cache
def line(text: str, speaker: Speaker) -> Samples:
    """What somebody says, at 16 000 samples a second."""
    return resample_poly(speak(text, speaker).samples, RATE_HZ, SPOKEN_HZ).astype(np.float32)


def talk(
    people: Sequence[Speaker], length_s: float, *, seed: int, overlapping: float = 0.2, noise_db: float = -50.0, laughing: float = 0.15
) -> Talk:
    """People who take turns at random until `length_s`.

    Parameters
    ----------
    people : sequence of Speaker
        The first in the list are as likely to go on as the others.
    overlapping : float
        Share of turns that begin before the last one has ended, by 0.3 to 1.2 s.
    noise_db : float
        Level of the room's noise (falling 3 dB an octave) against full scale; voices lie near -25 dB.
    laughing : float
        Share of turns that are laughter; half as many are babble.
    """
    rng = np.random.default_rng(seed)
    samples = _room(round(length_s * RATE_HZ), noise_db, rng)
    said: list[Said] = []
    at, who = 0.8, int(rng.integers(len(people)))
    while True:
        who = (who + int(rng.integers(1, len(people)))) % len(people) if len(people) > 1 and rng.random() < 0.8 else who
        chance = rng.random()
        kind = "laugh" if chance < laughing else "sound" if chance < 1.5 * laughing else "speech"
        spoken = line(str(rng.choice({"laugh": LAUGHS, "sound": BABBLES, "speech": SENTENCES}[kind])), people[who])
        first = round(at * RATE_HZ)
        if first + len(spoken) > len(samples) - RATE_HZ // 2:
            return Talk(np.clip(samples, -1, 1), tuple(said))
        samples[first : first + len(spoken)] += spoken * np.float32(rng.uniform(0.6, 1.1))
        said.append(Said(who, at, at + len(spoken) / RATE_HZ, kind))
        last = said[-1]
        if rng.random() < overlapping and last.end_s - last.start_s > 1.0:
            at = last.end_s - rng.uniform(0.3, min(1.2, last.end_s - last.start_s - 0.2))
            who = (who + 1) % len(people)
        else:
            at = max(one.end_s for one in said) + rng.uniform(0.15, 1.2)


def _room(n: int, noise_db: float, rng: np.random.Generator) -> Samples:
    """Noise whose power falls with frequency."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), len(spectrum) / 160)), n)
    return (noise / np.std(noise) * 10 ** (noise_db / 20)).astype(np.float32)
