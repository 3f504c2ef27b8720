"""The paths of heads in a film: known for the sample film, which was drawn from them.

Paths that an analysis finds are made of plain columns by :func:`workbench.plots.heads.head_path`.
"""

from workbench.errors import NotFoundError
from workbench.plots.heads import HeadPath
from workbench.sample.heads import known_heads
from workbench.sample.rehearsal import FRAMES_PER_S, rehearse
from workbench.sample.truth import derived_id
from workbench.session.reading import CaseReader


def read_heads(case: CaseReader, recording_id: str) -> list[HeadPath]:
    """One path for each person whose head is known, in the order of the case's people.

    Raises
    ------
    NotFoundError
        If nothing is known of where heads are in this film.
    """
    recording = case.recording(recording_id)
    of_sample = [tier for tier in case.tiers(recording_id) if tier.id == derived_id(recording_id, "tier", tier.name)]
    if not of_sample:
        raise NotFoundError(
            "It is not known yet where heads are in this film", "Let the film be analysed first, or look at the sample film"
        )
    heads = known_heads(rehearse(seconds=recording.n_frames / FRAMES_PER_S, is_silent=True))
    by_person = {derived_id(recording_id, "person", who): head for who, head in heads.items()}
    found = ((person, by_person[person.id]) for person in case.people() if person.id in by_person)
    return [HeadPath(person.id, head.at, head.eyes, head.gaze_deg) for person, head in found]
