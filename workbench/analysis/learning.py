"""Learning the voices of one recording anew from what its guider has corrected.

Nothing is learnt beyond the recording: the middles of the voices move to the corrected pieces, all other pieces follow, and what was
corrected stays as it was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from workbench.analysis.sampled import FRAME_TICKS, Flags, Floats
from workbench.analysis.speakers import Labels, settle
from workbench.core.time import Span

_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Taught:
    """A stretch that a guider has corrected: `speaker` is heard there and nobody else; None where nobody is."""

    span: Span
    speaker: int | None


def frames_taught(taught: Sequence[Taught], n_frames: int) -> tuple[Labels, Flags]:
    """Of each frame the speaker that was said (-1 for none), and whether anything was; where stretches overlap the later one holds.

    Returns
    -------
    (ndarray of int, ndarray of bool), shape (n_frames,)
    """
    speaker, said = np.full(n_frames, -1, dtype=np.intp), np.zeros(n_frames, dtype=bool)
    for one in taught:
        here = slice(max(round(one.span.start / FRAME_TICKS), 0), max(round(one.span.end / FRAME_TICKS), 0))
        speaker[here] = -1 if one.speaker is None else one.speaker
        said[here] = True
    return speaker, said


def known_pieces(edges: npt.NDArray[np.intp], speaker: Labels) -> Labels:
    """The speaker of every piece of which at least 60 % were said to be one person's; -1 for all others."""
    known = np.full(len(edges), -1, dtype=np.intp)
    for place, (first, end) in enumerate(edges):
        here = speaker[first:end]
        counts = np.bincount(here[here >= 0], minlength=1)
        if counts.max() >= 0.6 * (end - first):
            known[place] = counts.argmax()
    return known


def learn(features: Floats, labels: Labels, known: Labels, n_speakers: int) -> tuple[Labels, Floats]:
    """Group the pieces around what is known of them.

    Parameters
    ----------
    features : ndarray, shape (pieces, size)
    labels : ndarray of int, shape (pieces,)
        What grouping alone made of them; says where voices begin of which nothing was corrected.
    known : ndarray of int, shape (pieces,)
        From :func:`known_pieces`.
    n_speakers : int
        How many there are.

    Returns
    -------
    (labels, centres)
        Numbered as the guider numbers them.
    """
    shared = np.zeros((n_speakers, n_speakers))
    np.add.at(shared, (labels[known >= 0], known[known >= 0]), 1)
    groups, speakers = linear_sum_assignment(-shared)
    renamed = np.empty(n_speakers, dtype=np.intp)
    renamed[groups] = speakers
    labels = renamed[labels]
    everywhere = features.mean(axis=0)
    centres = []
    for speaker in range(n_speakers):
        mine = features[known == speaker] if (known == speaker).any() else features[labels == speaker]
        centres.append(mine.mean(axis=0) if len(mine) else everywhere)
    return settle(features, np.array(centres), known, weight=_WEIGHT)
