"""What people have put right about the voices of a film, for an analysis to learn from: their own marks of who is heard when."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.analysis.learning import Taught
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.store.workspace import Workspace

_MOST = 3
"""No more people than so many are told apart by their voices."""


def taught_by(workspace: Workspace, recording: Recording) -> tuple[Taught, ...]:
    """What people have marked of the voices of those in view, in order of time; a speaker's number is the person's place among them.

    Raises
    ------
    EditError
        If nobody has marked any.
    """
    places = {person_id: place for place, person_id in enumerate((recording.in_view or ())[:_MOST])}
    rows = workspace.find(Tier, recording_id=recording.id, channel=Channel.VOICE, origin=Origin.MARKED)
    taught = [
        Taught(mark.span, places[row.person_id])
        for row in rows
        if row.person_id in places
        for mark in workspace.find(Interval, tier_id=row.id)
        if mark.label != UNCODABLE
    ]
    if not taught:
        raise EditError("Nobody has marked a voice under this film yet", "Accept or mark some voices of each person, then learn again")
    return tuple(sorted(taught, key=lambda each: each.span))


def plain_taught(taught: Sequence[Taught]) -> dict[str, Any]:
    """What was learned from, as it is kept beside the voices."""
    return {"taught": [[each.span.start, each.span.end, each.speaker] for each in taught]}


def taught_before(made_with: Mapping[str, Any]) -> tuple[Taught, ...]:
    """What voices that are kept were learned from; nothing where they were not."""
    return tuple(Taught(Span(Ticks(start), Ticks(end)), speaker) for start, end, speaker in made_with.get("taught", ()))
