"""Acts on figures."""

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.time import Span, Ticks
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _draw_region(session: CaseSession, recording_id: str, edit: protocol.DrawRegion) -> Result:
    span = Span(Ticks(edit.start), Ticks(edit.end))
    region = session.draw_region(recording_id, edit.shape, edit.points, Ticks(edit.at), span, label=edit.label, purpose=edit.purpose)
    return {"id": region.id}


ACTS: Acts = {
    protocol.DrawRegion: _draw_region,
    protocol.ChangeRegion: lambda session, _, edit: {"id": session.change_region(edit.id, **with_span(edit.changes())).id},
    protocol.RemoveRegion: removing(Removable.REGION, CaseSession.remove_region),
}
