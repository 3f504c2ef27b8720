"""What each edit of a page does to a case: one act for each kind of message, gathered by what they are about.

An edit arrives validated (ids, bounds, lengths); whether it makes sense in the case is for the session to say. The result is what the
page is answered, sent only after the edit is on the disk.
"""

from typing import Any

from workbench.app.acts import (
    analysis,
    cameras,
    clips,
    closing,
    cycles,
    goals,
    letters,
    moments,
    people,
    regions,
    reviews,
    steps,
    stills,
    supervision,
    tiers,
    turning,
)
from workbench.app.acts.act import Acts, Result
from workbench.errors import EditError
from workbench.session.casefile import CaseSession

__all__ = ["NEED_NO_FILM", "Result", "perform_edit"]

_OF_A_FILM: Acts = {
    **{**cameras.ACTS, **moments.ACTS, **steps.ACTS, **regions.ACTS, **clips.ACTS, **tiers.ACTS, **analysis.ACTS},
    **{**people.OF_A_FILM, **cycles.OF_A_FILM, **stills.OF_A_FILM},
}
_OF_THE_CASE: Acts = {
    **{**people.ACTS, **goals.ACTS, **cycles.ACTS, **reviews.ACTS, **supervision.ACTS, **letters.ACTS, **closing.ACTS},
    **turning.ACTS,
}
_ACTS = {**_OF_A_FILM, **_OF_THE_CASE}

NEED_NO_FILM = frozenset(_OF_THE_CASE)
"""The kinds of edits that can be carried out where no film is on the screen."""


def perform_edit(session: CaseSession, recording_id: str, edit: Any) -> Result:
    """Carry out any edit but those that are long work of their own.

    Raises
    ------
    WorkbenchError
        If the case does not allow it; nothing is changed then.
    """
    act = _ACTS.get(type(edit))
    if act is None:
        raise EditError(f"This screen cannot do {edit.kind}", "Reload the page and try again")
    return act(session, recording_id, edit)
