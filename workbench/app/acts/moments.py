"""Acts on moments."""

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.time import Span, Ticks
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _mark_moment(session: CaseSession, recording_id: str, edit: protocol.MarkMoment) -> Result:
    span = Span(Ticks(edit.start), Ticks(edit.end))
    return {"id": session.mark_moment(recording_id, span, kind=edit.moment_kind, principles=edit.principles).id}


def _change_moment(session: CaseSession, _: str, edit: protocol.ChangeMoment) -> Result:
    fields = with_span(edit.changes())
    if "moment_kind" in fields:
        fields["kind"] = fields.pop("moment_kind")
    return {"id": session.change_moment(edit.id, **fields).id}


ACTS: Acts = {
    protocol.MarkMoment: _mark_moment,
    protocol.ChangeMoment: _change_moment,
    protocol.RemoveMoment: removing(Removable.MOMENT, CaseSession.remove_moment),
}
