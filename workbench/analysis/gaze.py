"""Who looks towards whom or at what: from where eyes are turned in the picture, to where heads and drawn things are in it.

Convention: a direction is what is seen of it in the plane of the picture, so what lies behind or before one another on one line cannot be
told apart. A look towards the camera has hardly any direction there and counts as elsewhere. Where the eyes cannot be read, the head's
own direction stands in with less confidence, or nothing is said, with the reason. Looking at somebody says nothing about attunement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.analysis.tracks import FaceTracks, Reason
from workbench.core.tiers import UNCODABLE
from workbench.core.time import TICKS_PER_S, Span, Ticks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom as fractions of the picture."""

Where = Callable[[int], Box | None]
"""Where a thing is at an instant of the film clock; None while it is not there."""

ELSEWHERE = "elsewhere"
_NOT_SEEN = "not seen in the picture"
_BY_HEAD = "told by the head, because the eyes cannot be read"
_NOBODY, _CANNOT = -1, -2


@dataclass(frozen=True, slots=True)
class GazeSettings:
    """How looks are told.

    Attributes
    ----------
    beside_deg : float
        How far a direction may pass by the edge of what is looked at, in degrees in the picture.
    least_turn_deg : float
        A direction that is turned from the camera by less is towards nothing in the picture.
    by_head : bool
        Whether the head's direction stands in where the eyes cannot be read.
    shortest_s : float
        A shorter look takes the label of the longer one beside it.
    """

    beside_deg: float = 20.0
    least_turn_deg: float = 8.0
    by_head: bool = True
    shortest_s: float = 0.3


@dataclass(frozen=True, slots=True)
class Look:
    """From when to when somebody looks at somebody (a person's id), a thing (its name), elsewhere, or cannot be read; 0 to 1, and why."""

    span: Span
    label: str
    confidence: float
    reason: str = ""


def looks_of(
    tracks: FaceTracks,
    people: Mapping[int, str],
    things: Mapping[str, Where],
    settings: GazeSettings | None = None,
    *,
    ahead: Mapping[str, int] | None = None,
    aspect: float = 16 / 9,
) -> dict[str, list[Look]]:
    """The looks of each person, one after the other without a gap from the first picture to the last.

    Parameters
    ----------
    people : mapping of int to str
        Whose face each track is; other tracks are left out.
    things : mapping of str to callable
        Where each thing is by time.
    ahead : mapping of str to int, optional
        By person an instant at which they look straight into the camera: their directions are measured from there.
    aspect : float
        The picture's width divided by its height.

    Returns
    -------
    dict of str to list of Look
        Only people who are seen at all.
    """
    settings = settings or GazeSettings()
    faces = {person: _Face.of(tracks, people, person) for person in dict.fromkeys(people.values())}
    boxes = {name: _boxes_of(where, tracks.at) for name, where in things.items()}
    found = {}
    for person, face in faces.items():
        if face.is_there.any():
            others = {**{other: each.box for other, each in faces.items() if other != person}, **boxes}
            found[person] = _looks(tracks, face, others, settings, (ahead or {}).get(person), aspect)
    return found


@dataclass(frozen=True)
class _Face:
    """One person's face in every picture that was looked at; nan and -1 where it is not there."""

    is_there: npt.NDArray[np.bool_]
    box: Floats
    eyes: Floats
    gaze: Floats
    head: Floats
    score: Floats
    reason: Ints

    @classmethod
    def of(cls, tracks: FaceTracks, people: Mapping[int, str], person: str) -> "_Face":
        rows = np.flatnonzero(np.isin(tracks.track, [track for track, whose in people.items() if whose == person]))
        at = tracks.sample[rows]
        n = len(tracks.at)

        def column(values: npt.NDArray[np.floating]) -> Floats:
            filled = np.full((n, *values.shape[1:]), np.nan)
            filled[at] = values[rows]
            return filled

        is_there, reason = np.zeros(n, bool), np.full(n, -1, np.intp)
        is_there[at], reason[at] = True, tracks.gaze_reason[rows]
        head = np.stack([tracks.yaw, tracks.pitch], axis=1)
        return cls(is_there, column(tracks.box), column(tracks.eyes), column(tracks.gaze), column(head), column(tracks.score), reason)


def _boxes_of(where: Where, at: npt.NDArray[np.int64]) -> Floats:
    return np.array([where(instant) or (np.nan,) * 4 for instant in at.tolist()], np.float64).reshape(-1, 4)


def _looks(
    tracks: FaceTracks, face: _Face, others: Mapping[str, Floats], settings: GazeSettings, ahead: int | None, aspect: float
) -> list[Look]:
    direction, by_head = _directions(tracks, face, settings, ahead)
    excess = (
        np.stack([_passes_by(face.eyes, direction, box, aspect) for box in others.values()]) if others else np.empty((0, len(direction)))
    )
    codes, sure = _coded(direction, excess, settings)
    codes = _without_short(codes, max(1, round(settings.shortest_s * TICKS_PER_S / tracks.step)))
    edges = np.flatnonzero(np.diff(codes, prepend=codes[0] - 1, append=codes[-1] - 1))
    names = list(others)
    looks = []
    for first, after in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        end = int(tracks.at[after]) if after < len(codes) else int(tracks.at[-1]) + tracks.step
        span, code = Span(Ticks(int(tracks.at[first])), Ticks(end)), int(codes[first])
        if code == _CANNOT:
            looks.append(Look(span, UNCODABLE, 1.0, _why(face.reason[first:after])))
            continue
        guessed = by_head[first:after] & (codes[first:after] == code)
        confidence = float(np.nanmean(np.where(guessed, 0.6, 1.0) * sure[first:after] * np.nan_to_num(face.score[first:after], nan=0.5)))
        reason = _BY_HEAD if guessed.mean() > 0.5 else ""
        looks.append(Look(span, ELSEWHERE if code == _NOBODY else names[code], min(max(confidence, 0.0), 1.0), reason))
    return looks


def _directions(tracks: FaceTracks, face: _Face, settings: GazeSettings, ahead: int | None) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """What is seen of each direction in the picture (right, down; nan where none), and where it is the head's."""
    gaze, head = (_from_ahead(angles, tracks.at, ahead) for angles in (face.gaze, face.head))
    by_head = np.isnan(gaze[:, 0]) & ~np.isnan(head[:, 0]) & settings.by_head
    yaw, pitch = np.radians(np.where(by_head[:, None], head, gaze)).T
    return np.stack([np.sin(yaw) * np.cos(pitch), -np.sin(pitch)], axis=1), by_head


def _from_ahead(angles: Floats, at: npt.NDArray[np.int64], ahead: int | None) -> Floats:
    """Angles measured from those at an instant, where they were read then."""
    if ahead is None:
        return angles
    zero = angles[int(np.argmin(np.abs(at - ahead)))]
    return angles if np.isnan(zero).any() else angles - zero


def _passes_by(eyes: Floats, direction: Floats, box: Floats, aspect: float) -> Floats:
    """By how many degrees each direction passes by a box as seen from the eyes; below 0 it meets it, inf where there is none."""
    across, down = ((box[:, :2] + box[:, 2:]) / 2 - eyes).T
    across = across * aspect
    away = np.hypot(across, down)
    half = np.hypot((box[:, 2] - box[:, 0]) * aspect, box[:, 3] - box[:, 1]) / 2
    turn = np.arctan2(direction[:, 1], direction[:, 0]) - np.arctan2(down, across)
    between = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    by: Floats = np.degrees(between - np.arctan2(half, away))
    return np.where(np.isnan(by), np.inf, by)


def _coded(direction: Floats, excess: Floats, settings: GazeSettings) -> tuple[Ints, Floats]:
    """What each direction meets, by its place among the others, and how surely."""
    turned = np.hypot(*direction.T) >= np.sin(np.radians(settings.least_turn_deg))
    nearest = np.argmin(excess, axis=0) if len(excess) else np.zeros(len(direction), np.intp)
    least = excess.min(axis=0) if len(excess) else np.full(len(direction), np.inf)
    meets = turned & (least <= settings.beside_deg)
    codes = np.where(np.isnan(direction[:, 0]), _CANNOT, np.where(meets, nearest, _NOBODY))
    off = np.abs(np.clip(least, 0.0, 2 * settings.beside_deg) - settings.beside_deg) / settings.beside_deg
    return codes, 0.4 + 0.5 * off


def _without_short(codes: Ints, shortest: int) -> Ints:
    """Codes in which a run of fewer pictures takes the code of the longer run beside it; what cannot be read stays so where it is long."""
    edges = np.flatnonzero(np.diff(codes, prepend=codes[0] - 1, append=codes[-1] - 1))
    lengths = np.diff(edges)
    kept = codes[edges[:-1]].copy()
    for run in np.flatnonzero(lengths < shortest).tolist():
        beside = [near for near in (run - 1, run + 1) if 0 <= near < len(lengths) and lengths[near] >= shortest]
        if beside:
            kept[run] = codes[edges[max(beside, key=lambda near: lengths[near])]]
    return np.repeat(kept, lengths)


def _why(reasons: Ints) -> str:
    """The most frequent reason of a stretch in which nothing is read."""
    values, counts = np.unique(reasons, return_counts=True)
    most = int(values[np.argmax(counts)])
    return _NOT_SEEN if most < 0 else Reason(most).words
