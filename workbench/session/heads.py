"""The paths of heads in a film: as its analysis found them, and known for the sample film, which was drawn from them."""

import numpy as np

from workbench.errors import NotFoundError
from workbench.plots.heads import HeadPath, head_path
from workbench.practice.people import Person
from workbench.sample.heads import known_heads
from workbench.sample.rehearsal import FRAMES_PER_S, rehearse
from workbench.sample.truth import derived_id
from workbench.session.proposing import Found, read_found
from workbench.session.reading import CaseReader


def read_heads(case: CaseReader, recording_id: str) -> list[HeadPath]:
    """One path for each person whose head is known, in the order of the case's people; what an analysis found are candidates.

    Raises
    ------
    NotFoundError
        If nothing is known of where heads are in this film.
    """
    people = case.people()
    if any(tier.id == derived_id(recording_id, "tier", tier.name) for tier in case.tiers(recording_id)):
        return _drawn(recording_id, case.recording(recording_id).n_frames, people)
    paths = _found(read_found(case.workspace, recording_id), people)
    if not paths:
        problem = "It is not known yet where whose head is in this film"
        raise NotFoundError(problem, f"Let it be analysed: vig analyse {recording_id}")
    return paths


def _drawn(recording_id: str, n_frames: int, people: list[Person]) -> list[HeadPath]:
    heads = known_heads(rehearse(seconds=n_frames / FRAMES_PER_S, is_silent=True))
    by_person = {derived_id(recording_id, "person", who): head for who, head in heads.items()}
    found = ((person, by_person[person.id]) for person in people if person.id in by_person)
    return [HeadPath(person.id, head.at, head.eyes, head.gaze_deg) for person, head in found]


def _found(found: Found, people: list[Person]) -> list[HeadPath]:
    """All tracks of a person as one path; where two were found at once, the one with the lower number."""
    tracks = found.tracks
    if tracks is None:
        return []
    paths: list[HeadPath] = []
    for person in people:
        whose = [track for track, match in sorted(found.faces.items()) if match.person_id == person.id]
        rows = np.flatnonzero(np.isin(tracks.track, whose))
        if len(rows):
            in_order = rows[np.lexsort((tracks.track[rows], tracks.sample[rows]))]
            sample, first = np.unique(tracks.sample[in_order].astype(np.int64), return_index=True)
            kept = in_order[first]
            paths.append(head_path(person.id, tracks.at, sample, tracks.eyes[kept], tracks.gaze[kept]))
    return paths
