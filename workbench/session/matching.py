"""Whose a track or a speaker is: what the guider said, and for the rest a first proposal from what can be seen and heard. Pure.

The proposal knows nobody: of faces the lower ones go to children and the others from left to right, of voices the higher ones go to
children. It is called a proposal wherever it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from workbench.analysis.tracks import FaceTracks
from workbench.practice.people import Person, Role
from workbench.practice.who_is_who import Match, Named, TrackEdit

_CHILDREN = (Role.CHILD, Role.SIBLING)
_LEAST_S = 1.0
_FAR = 0.35


def edited_tracks(tracks: FaceTracks, edits: Iterable[TrackEdit]) -> FaceTracks:
    """Tracks with what was put right by hand, in its order.

    Raises
    ------
    EditError
        If a track is not there, or two cannot be one.
    """
    for edit in edits:
        tracks = tracks.merged(edit.into, edit.track) if edit.at is None else tracks.split(edit.track, edit.at)
    return tracks


def match_faces(tracks: FaceTracks, people: Sequence[Person], named: Iterable[Named]) -> dict[int, Match]:
    """Who each track is; a track for which there is no telling is left out.

    Whoever has no track yet gets one of the longest; what is left goes to the one whose face was nearest to it, if that person has no
    other face at the time.
    """
    by_id = {person.id: person for person in people}
    said = {each.number: Match(each.person_id if each.person_id in by_id else "", False) for each in named}
    about = {track: _About.of(tracks, track) for track in tracks.tracks}
    found = {track: match for track, match in said.items() if track in about}
    free = sorted((track for track in about if track not in found), key=lambda track: -len(about[track].samples))
    waiting = [person for person in people if person.id not in {match.person_id for match in found.values()}]
    chosen = [track for track in free if about[track].seconds >= _LEAST_S][: len(waiting)]
    for person, track in _paired(waiting, chosen, about):
        found[track] = Match(person.id, True)
    for track in free:
        if track not in found:
            whose = _nearest(about[track], about, found)
            if whose is not None:
                found[track] = Match(whose, True)
    return found


def match_voices(pitch_hz: Mapping[int, float | None], people: Sequence[Person], named: Iterable[Named]) -> dict[int, Match]:
    """Who each speaker is; `pitch_hz` is how high the voice of each usually is, in the order of who speaks most."""
    by_id = {person.id: person for person in people}
    found = {each.number: Match(each.person_id if each.person_id in by_id else "", False) for each in named if each.number in pitch_hz}
    waiting = [person for person in people if person.id not in {match.person_id for match in found.values()}]
    free = [speaker for speaker in pitch_hz if speaker not in found][: len(waiting)]
    children = [person for person in waiting if person.role in _CHILDREN]
    adults = [person for person in waiting if person.role not in _CHILDREN]
    by_height = sorted(free, key=lambda speaker: pitch_hz[speaker] or 0.0)
    for speaker, person in zip(by_height, [*adults, *children] if len(free) == len(waiting) else waiting, strict=False):
        found[speaker] = Match(person.id, True)
    return found


@dataclass(frozen=True)
class _About:
    """Where a track is: its samples, and the middle of its face (fractions of the picture)."""

    samples: frozenset[int]
    seconds: float
    across: float
    down: float

    @classmethod
    def of(cls, tracks: FaceTracks, track: int) -> "_About":
        rows = tracks.rows_of(track)
        middle = np.median((tracks.box[rows, :2] + tracks.box[rows, 2:]) / 2, axis=0)
        seconds = len(rows) * tracks.step / 90_000
        return cls(frozenset(tracks.sample[rows].tolist()), seconds, float(middle[0]), float(middle[1]))


def _paired(people: Sequence[Person], tracks: Sequence[int], about: Mapping[int, _About]) -> list[tuple[Person, int]]:
    """Each person with a track; where there are fewer tracks than people, simply from left to right."""
    children = [person for person in people if person.role in _CHILDREN] if len(tracks) == len(people) else []
    adults = [person for person in people if person not in children]
    low = sorted(tracks, key=lambda track: -about[track].down)[: len(children)]
    from_left = sorted(tracks, key=lambda track: about[track].across)
    ordered = [*(track for track in from_left if track not in low), *(track for track in from_left if track in low)]
    return list(zip([*adults, *children], ordered, strict=False))


def _nearest(mine: _About, about: Mapping[int, _About], found: Mapping[int, Match]) -> str | None:
    """The person one of whose tracks is nearest and none of whose tracks is beside this one; None where nobody is near."""
    own: dict[str, list[_About]] = {}
    for track, match in found.items():
        own.setdefault(match.person_id, []).append(about[track])
    away = {
        person_id: min(hypot(mine.across - each.across, mine.down - each.down) for each in tracks)
        for person_id, tracks in own.items()
        if person_id and not any(mine.samples & each.samples for each in tracks)
    }
    best = min(away, key=lambda person_id: away[person_id], default=None)
    return best if best is not None and away[best] < _FAR else None
