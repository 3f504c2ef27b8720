"""Acts on the record of shared reviews."""

from workbench.app.acts.act import Acts, Result, removing
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _add_review(session: CaseSession, _: str, edit: protocol.AddReview) -> Result:
    fields = _with_tuples(edit)
    under_way = session.cycle_under_way()
    if "cycle_id" not in fields and under_way is not None:
        fields["cycle_id"] = under_way.id
    return {"id": session.add_review(**fields).id}


def _note_response(session: CaseSession, _: str, edit: protocol.NoteResponse) -> Result:
    fields = edit.changes()
    return {"id": session.note_response(fields.pop("review_id"), fields.pop("clip_id"), **fields).id}


def _with_tuples(edit: protocol.AddReview | protocol.ChangeReview) -> Result:
    return {name: tuple(said) if isinstance(said, list) else said for name, said in edit.changes().items()}


ACTS: Acts = {
    protocol.AddReview: _add_review,
    protocol.ChangeReview: lambda session, _, edit: {"id": session.change_review(edit.id, **_with_tuples(edit)).id},
    protocol.RemoveReview: removing(Removable.REVIEW, CaseSession.remove_review),
    protocol.NoteResponse: _note_response,
}
