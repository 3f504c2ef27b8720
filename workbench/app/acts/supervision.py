"""Acts on what a guider learns by; sealing a package for the supervisor is long work of the desk's own."""

from workbench.app.acts.act import Acts, Result
from workbench.session.casefile import CaseSession
from workbench.session.for_supervision import gather_for_supervision
from workbench.widgets import protocol
from workbench.widgets.record import WireMayGo


def read_may_go(session: CaseSession, review_id: str) -> WireMayGo:
    """What may go to a supervisor of a review, as a page is answered; nothing is written."""
    found = gather_for_supervision(session, review_id)
    return WireMayGo(n_clips=len(found.cuts), measures=found.content["measures"], left_out=list(found.left_out), is_empty=found.is_empty)


def _add_supervision(session: CaseSession, _: str, edit: protocol.AddSupervision) -> Result:
    fields = edit.changes()
    if edit.review_id is not None:
        fields["cycle_id"] = session.review(edit.review_id).cycle_id
    return {"id": session.add_supervision(fields.pop("hours"), **fields).id}


def _look_back(session: CaseSession, _: str, edit: protocol.LookBack) -> Result:
    written = session.look_back(edit.review_id, edit.point, edit.words)
    return {"id": written.id if written else None}


ACTS: Acts = {
    protocol.AddSupervision: _add_supervision,
    protocol.ChangeSupervision: lambda session, _, edit: {"id": session.change_supervision(edit.id, **edit.changes()).id},
    protocol.RemoveSupervision: lambda session, _, edit: {"id": session.remove_supervision(edit.id).id},
    protocol.LookBack: _look_back,
    protocol.LogMeasure: lambda session, _, edit: {"id": session.log_measure(**edit.changes()).id},
    protocol.RemoveMeasure: lambda session, _, edit: {"id": session.remove_measure(edit.id).id},
}
