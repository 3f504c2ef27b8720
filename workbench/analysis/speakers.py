"""Who sounds: pieces of sound are grouped by their prints and pitch, and every frame goes to the likeliest voice.

Grouping knows nobody, and how many there are has to be said: in recordings as short as a clip one lively voice spreads as far as two
(measured). What a guider has corrected fixes whose those pieces are; see :mod:`workbench.analysis.learning`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

from workbench.analysis.pitch import Pitch
from workbench.analysis.sampled import Flags, Floats, Samples, runs
from workbench.analysis.voice_prints import mel_bands, voice_prints

Labels = npt.NDArray[np.intp]

PIECE = 100
"""Frames of a piece: 1 s."""

_STEP = 25
_SHORTEST = 15
_PITCH_WEIGHT = 0.35
_MOST_JOINED = 1500
_ROUNDS = 10
_PRINT_EVIDENCE = 1.0
_PITCH_EVIDENCE = 0.05
_LEAST_SPREAD = 0.15
_SWITCH = 3.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """Overlapping pieces of all that sounds: `edges` int[n, 2] in frames, `features` float32[n, 257], a print and a weighted pitch."""

    edges: npt.NDArray[np.intp]
    features: Floats


def cut_pieces(samples: Samples, sounding: Flags, pitch: Pitch) -> Pieces:
    """Pieces of 1 s every 0.25 s of each run of sound; a shorter run is one piece, repeated until it is long enough to be known."""
    edges: list[tuple[int, int]] = []
    waiting: list[Floats] = []
    prints = [np.zeros((0, 256), dtype=np.float32)]
    for start, end in runs(sounding).tolist():
        if end - start < _SHORTEST:
            continue
        last = max(end - start - PIECE, 0)
        for at in (*range(0, last, _STEP), last):
            first, behind = start + at, min(start + at + PIECE, end)
            edges.append((first, behind))
            waiting.append(np.resize(mel_bands(samples, first, behind), (PIECE, 40)))
            if len(waiting) == 128:
                prints.append(voice_prints(np.stack(waiting)))
                waiting = []
    if waiting:
        prints.append(voice_prints(np.stack(waiting)))
    heights = np.array([_height(pitch, first, behind) for first, behind in edges], dtype=np.float32)
    known = np.isfinite(heights)
    heights[~known] = np.median(heights[known]) if known.any() else 0.0
    features = np.hstack([np.concatenate(prints), _PITCH_WEIGHT * heights[:, None]])
    return Pieces(np.array(edges, dtype=np.intp).reshape(-1, 2), features.astype(np.float32))


def _height(pitch: Pitch, start: int, end: int) -> float:
    """Median pitch in octaves above 1 Hz; nan where there is no harmonic frame."""
    clear = pitch.clear[start:end]
    return float(np.median(np.log2(pitch.hz[start:end][clear]))) if clear.any() else float("nan")


def group(features: Floats, n: int) -> Labels:
    """Each piece's group, 0 to n - 1, by joining the nearest (Ward) and then moving pieces to the nearest middle."""
    n = min(n, len(features))
    if n <= 1:
        return np.zeros(len(features), dtype=np.intp)
    some = features[np.unique(np.linspace(0, len(features) - 1, min(len(features), _MOST_JOINED)).astype(np.intp))]
    joined = fcluster(linkage(some, "ward"), n, "maxclust") - 1
    centres = np.array([some[joined == label].mean(axis=0) for label in range(int(joined.max()) + 1)])
    return settle(features, centres)[0]


def distances(features: Floats, centres: Floats) -> Floats:
    """Squared distance of each piece from each middle: shape (pieces, groups)."""
    return np.stack([((features - centre) ** 2).sum(axis=1) for centre in centres], axis=1)


def settle(features: Floats, centres: Floats, fixed: Labels | None = None, *, weight: float = 1.0) -> tuple[Labels, Floats]:
    """Move pieces to the nearest middle and middles to their pieces, a few times.

    Parameters
    ----------
    features : ndarray, shape (pieces, size)
    centres : ndarray, shape (groups, size)
        Where to begin.
    fixed : ndarray of int, shape (pieces,), optional
        The group of pieces that is known, -1 for all others.
    weight : float
        How many others a known piece counts for.

    Returns
    -------
    (labels, centres)
    """
    known = np.full(len(features), -1) if fixed is None else fixed
    counts = np.where(known >= 0, weight, 1.0).astype(np.float32)
    for _ in range(_ROUNDS):
        labels = np.where(known >= 0, known, np.argmin(distances(features, centres), axis=1))
        centres = np.array(
            [
                np.average(features[labels == label], axis=0, weights=counts[labels == label]) if (labels == label).any() else centre
                for label, centre in enumerate(centres)
            ]
        )
    return labels, centres


def evidence(pieces: Pieces, labels: Labels, centres: Floats, pitch: Pitch, n_frames: int) -> Floats:
    """How much each frame speaks for each voice, in nats: from the prints of the pieces around it and from its own pitch.

    Returns
    -------
    ndarray of float32, shape (n_frames, groups)
        Only the differences within a row count.
    """
    far = distances(pieces.features, centres)
    total, weight = np.zeros((n_frames, len(centres)), dtype=np.float32), np.full(n_frames, 1e-6, dtype=np.float32)
    for (first, end), row in zip(pieces.edges, far, strict=True):
        slope = np.bartlett(end - first + 2)[1:-1].astype(np.float32)
        total[first:end] -= slope[:, None] * row
        weight[first:end] += slope
    found = total / weight[:, None] * _PRINT_EVIDENCE
    octaves = np.log2(np.maximum(pitch.hz, 1.0))
    for label in range(len(centres)):
        mine = np.zeros(n_frames, dtype=bool)
        for first, end in pieces.edges[labels == label]:
            mine[first:end] = True
        own = octaves[mine & pitch.clear]
        if len(own) < PIECE // 2:
            continue
        middle, spread = np.median(own), max(float(np.percentile(own, 75) - np.percentile(own, 25)) / 1.35, _LEAST_SPREAD)
        likely = np.maximum(-0.5 * ((octaves - middle) / spread) ** 2, -4.5) - np.log(spread)
        found[:, label] += np.where(pitch.clear, _PITCH_EVIDENCE * likely, 0.0)
    return found


def likeliest(found: Floats, sounding: Flags) -> Labels:
    """The most likely voice of every sounding frame (Viterbi), each change within a run costing 3 nats; -1 where nobody sounds."""
    path = np.full(len(found), -1, dtype=np.intp)
    n = found.shape[1]
    cost = _SWITCH * (1 - np.eye(n, dtype=np.float32))
    for start, end in runs(sounding).tolist():
        best = found[start]
        came = np.zeros((end - start, n), dtype=np.intp)
        for frame in range(start + 1, end):
            ways = best[:, None] - cost
            came[frame - start] = ways.argmax(axis=0)
            best = ways.max(axis=0) + found[frame]
        at = int(best.argmax())
        for frame in range(end - 1, start - 1, -1):
            path[frame] = at
            at = int(came[frame - start, at])
    return path
