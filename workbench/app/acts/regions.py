"""Acts on figures."""

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.time import Span, Ticks
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _draw_region(session: CaseSession, recording_id: str, edit: protocol.DrawRegion) -> Result:
    span = Span(Ticks(edit.start), Ticks(edit.end))
    region = session.draw_region(
        recording_id, edit.shape, edit.points, Ticks(edit.at), span, turn_deg=edit.turn_deg, label=edit.label, purpose=edit.purpose
    )
    return {"id": region.id}


ACTS: Acts = {
    protocol.DrawRegion: _draw_region,
    protocol.ChangeRegion: lambda session, _, edit: {"id": session.change_region(edit.id, **with_span(edit.changes())).id},
    protocol.RemoveKeyframe: lambda session, _, edit: {"id": session.remove_keyframe(edit.id, Ticks(edit.at)).id},
    protocol.AddPoint: lambda session, _, edit: {"id": session.add_point(edit.id, edit.after, edit.part).id},
    protocol.RemovePoint: lambda session, _, edit: {"id": session.remove_point(edit.id, edit.index).id},
    protocol.RemoveRegion: removing(Removable.REGION, CaseSession.remove_region),
}
