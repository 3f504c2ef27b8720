"""Places to look: stretches of a film in which two people are to and fro with one another, found from looks, voices and faces.

A place is worth a look and nothing more. It has reasons in words and an order, no number of how good it is: a stretch without looks or
turns may be the best of a film, and what the faces mean is for people to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from workbench.analysis.tracks import FaceTracks
from workbench.core.time import TICKS_PER_S, Span, Ticks

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_UNIT = TICKS_PER_S // 10
_HALF_A_UNIT = _UNIT // 2


class LabelledSpan(Protocol):
    """A look: from when to when, and at whom or what."""

    @property
    def span(self) -> Span:
        """When."""

    @property
    def label(self) -> str:
        """A person's key, or what else is looked at."""


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What makes a stretch a place.

    Attributes
    ----------
    length_s : float
        How far the first and the last sign of an exchange in a place are apart at most, in seconds.
    lead_s, tail_s : float
        What is kept before the first sign of an exchange and after the last one.
    most : int
        No more places than so many.
    apart_faces : float
        Two heads are near one another when the middles of their faces are closer than so many heights of a face.
    answer_s : float
        A look back begins while the other still looks, or so soon after.
    gap_s : float
        Voices change to and fro when the next begins so soon after the one before has ended (or before it has).
    least_changes, least_looks_back : int
        It takes so many changes of voice, or so many looks back.
    """

    length_s: float = 12.0
    lead_s: float = 1.5
    tail_s: float = 2.0
    most: int = 12
    apart_faces: float = 4.0
    answer_s: float = 2.0
    gap_s: float = 5.0
    least_changes: int = 3
    least_looks_back: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch worth a look: `rank` counts from 1, `people` are the two it is about, `reasons` are sentences without a full stop."""

    span: Span
    rank: int
    people: tuple[str, str]
    reasons: tuple[str, ...]


def places_to_look(
    looks: Mapping[str, Sequence[LabelledSpan]],
    voices: Mapping[str, Sequence[Span]],
    tracks: FaceTracks | None,
    people: Mapping[int, str],
    *,
    length: int,
    names: Mapping[str, str],
    aspect: float = 16 / 9,
    settings: PlaceSettings | None = None,
) -> list[Place]:
    """The places of a film in the order in which they are worth a look.

    Parameters
    ----------
    looks : mapping of str to sequence
        By person, their looks in order of time; the label of a look at somebody is that person's key.
    voices : mapping of str to sequence of Span
        By person, when their voice is heard.
    tracks : FaceTracks or None
        Where faces were found; None where no picture was looked at.
    people : mapping of int to str
        Whose face each track follows; tracks that are not in it are left out.
    length : int
        The film's length in ticks of the film clock.
    names : mapping of str to str
        What people are called in the reasons.
    aspect : float
        The picture's width divided by its height.
    settings : PlaceSettings, optional
        What makes a place.

    Returns
    -------
    list of Place
        None overlaps another; empty where nothing of an exchange could be seen or heard.
    """
    chosen = settings or PlaceSettings()
    n = -(-length // _UNIT)
    faces = {} if tracks is None else _faces_of(tracks, people, n)
    keys = [key for key in names if key in looks or key in voices or key in faces]
    pairs = [_Pair.of((a, b), looks, voices, faces, n, aspect, chosen) for a, b in combinations(keys, 2)]
    found = [(pair, first, after) for pair, first, after in _best_windows(pairs, n, chosen)]
    return [
        Place(_span_of(first, after, length), rank, pair.people, pair.reasons(first, after, names))
        for rank, (pair, first, after) in enumerate(found, 1)
    ]


@dataclass(frozen=True)
class _Face:
    """One person's face in every unit of a tenth of a second: whether it is there, its middle and its height (fractions)."""

    is_there: Bools
    middle: Floats
    height: Floats


@dataclass(frozen=True)
class _Pair:
    """What happens between two people in every unit."""

    people: tuple[str, str]
    both: Bools
    near: Bools
    mutual: Bools
    changes: Floats
    looks_back: Floats

    @classmethod
    def of(
        cls,
        people: tuple[str, str],
        looks: Mapping[str, Sequence[LabelledSpan]],
        voices: Mapping[str, Sequence[Span]],
        faces: Mapping[str, _Face],
        n: int,
        aspect: float,
        settings: PlaceSettings,
    ) -> "_Pair":
        one, other = people
        first = [look.span for look in looks.get(one, ()) if look.label == other]
        second = [look.span for look in looks.get(other, ()) if look.label == one]
        both, near = _together(faces.get(one), faces.get(other), n, aspect, settings.apart_faces)
        backs = [*_looks_back(first, second, settings.answer_s), *_looks_back(second, first, settings.answer_s)]
        changes = list(_changes(voices.get(one, ()), voices.get(other, ()), settings.gap_s))
        return cls(people, both, near, _during(first, n) & _during(second, n), _counted(changes, n), _counted(backs, n))

    def weights(self, width: int, settings: PlaceSettings) -> Floats:
        """For each first unit of a window how much in it invites a look; 0 where there is too little. Only its order is used."""
        changes, backs = _in_windows(self.changes, width), _in_windows(self.looks_back, width)
        both, near, mutual = (_in_windows(each.astype(np.float64), width) / width for each in (self.both, self.near, self.mutual))
        weight = np.minimum(changes, 6) / 3 + np.minimum(backs, 4) / 2 + mutual + near + both / 2
        enough = (changes >= settings.least_changes) | (backs >= settings.least_looks_back)
        return np.where(enough, weight, 0.0)

    def events(self, first: int, after: int) -> npt.NDArray[np.intp]:
        """The units of a window in which a voice changes or a look comes back."""
        return first + np.flatnonzero(self.changes[first:after] + self.looks_back[first:after])

    def reasons(self, first: int, after: int, names: Mapping[str, str]) -> tuple[str, ...]:
        """Why one may want to look, in words."""
        here = slice(first, after)
        both, near, n = int(self.both[here].sum()), int(self.near[here].sum()), after - first
        changes, backs, mutual = int(self.changes[here].sum()), int(self.looks_back[here].sum()), int(self.mutual[here].sum())
        one, other = (names[person] for person in self.people)
        said = []
        if 2 * both >= n:
            said.append(f"{one} and {other} are both in view" + (", near one another" if 2 * near >= n else ""))
        elif not both:
            said.append(f"{one} and {other} cannot both be seen here, so only what is heard speaks for it")
        if changes:
            said.append(f"their voices change to and fro {_times(changes)}")
        if backs:
            said.append(f"a look comes back {_times(backs)}")
        if mutual:
            said.append(f"they look at one another for {mutual / 10:.1f} s in all")
        return tuple(f"{words[0].upper()}{words[1:]}" for words in said)


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _faces_of(tracks: FaceTracks, people: Mapping[int, str], n: int) -> dict[str, _Face]:
    """Each person's face by units; where several tracks of one person stand in a unit the last row counts."""
    unit = np.minimum((np.asarray(tracks.at) + _HALF_A_UNIT) // _UNIT, n - 1)[tracks.sample]
    found = {}
    for person in dict.fromkeys(people.values()):
        mine = np.isin(tracks.track, [track for track, whose in people.items() if whose == person])
        if not mine.any():
            continue
        face = _Face(np.zeros(n, bool), np.full((n, 2), np.nan), np.full(n, np.nan))
        box, units = np.asarray(tracks.box, np.float64)[mine], unit[mine]
        face.is_there[units] = True
        face.middle[units] = (box[:, :2] + box[:, 2:]) / 2
        face.height[units] = box[:, 3] - box[:, 1]
        found[person] = face
    return found


def _together(one: _Face | None, other: _Face | None, n: int, aspect: float, apart_faces: float) -> tuple[Bools, Bools]:
    """When both faces are there, and when they are near one another."""
    if one is None or other is None:
        return np.zeros(n, bool), np.zeros(n, bool)
    both = one.is_there & other.is_there
    across, down = ((one.middle - other.middle) * (aspect, 1.0)).T
    near = np.zeros(n, bool)
    near[both] = np.hypot(across, down)[both] < apart_faces * (one.height + other.height)[both] / 2
    return both, near


def _looks_back(looks: Sequence[Span], answers: Sequence[Span], answer_s: float) -> Iterator[int]:
    """When the answers begin that come while the other looks, or so soon after; each counts once."""
    after = round(answer_s * TICKS_PER_S)
    starts = np.array([look.start for look in looks], np.int64)
    for answer in answers:
        place = int(np.searchsorted(starts, answer.start, side="right")) - 1
        if place >= 0 and looks[place].start < answer.start <= looks[place].end + after:
            yield answer.start


def _changes(one: Sequence[Span], other: Sequence[Span], gap_s: float) -> Iterator[int]:
    """When a voice begins and the one before was the other's."""
    heard = sorted([(span.start, span.end, 0) for span in one] + [(span.start, span.end, 1) for span in other])
    for (_, end, before), (start, _, now) in pairwise(heard):
        if now != before and start - end < gap_s * TICKS_PER_S:
            yield start


def _during(spans: Sequence[Span], n: int) -> Bools:
    units = np.zeros(n, bool)
    for span in spans:
        units[span.start // _UNIT : -(-span.end // _UNIT)] = True
    return units


def _counted(instants: Sequence[int], n: int) -> Floats:
    units = np.minimum(np.array(instants, np.int64) // _UNIT, n - 1)
    return np.bincount(units, minlength=n).astype(np.float64)


def _in_windows(values: Floats, width: int) -> Floats:
    """The sum of each window of so many units, by its first one; the last windows are cut off at the end."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    first = np.arange(len(values))
    sums: Floats = total[np.minimum(first + width, len(values))] - total[first]
    return sums


def _best_windows(pairs: Sequence[_Pair], n: int, settings: PlaceSettings) -> Iterator[tuple[_Pair, int, int]]:
    """The windows that invite most, none over another, each drawn in to what happens in it."""
    width, lead, tail = (max(1, round(each * 10)) for each in (settings.length_s, settings.lead_s, settings.tail_s))
    if not pairs or n == 0:
        return
    weights = np.stack([pair.weights(width, settings) for pair in pairs])
    for _ in range(settings.most):
        which, first = np.unravel_index(int(np.argmax(weights)), weights.shape)
        if weights[which, first] <= 0:
            return
        pair = pairs[int(which)]
        events = pair.events(int(first), int(first) + width)
        begin, after = max(0, int(events[0]) - lead), min(n, int(events[-1]) + tail + 1)
        yield pair, begin, after
        weights[:, max(0, begin - width - tail + 1) : after + lead] = 0.0


def _span_of(first: int, after: int, length: int) -> Span:
    return Span(Ticks(first * _UNIT), Ticks(min(after * _UNIT, length)))
