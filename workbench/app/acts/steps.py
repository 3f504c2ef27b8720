"""Acts on steps."""

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.time import Span, Ticks
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _add_step(session: CaseSession, recording_id: str, edit: protocol.AddStep) -> Result:
    step = session.add_step(
        recording_id,
        Span(Ticks(edit.start), Ticks(edit.end)),
        edit.actor_id,
        edit.role,
        edit.modality,
        answers=edit.answers,
        principles=edit.principles,
        topic=edit.topic,
        words=edit.words,
    )
    return {"id": step.id}


ACTS: Acts = {
    protocol.AddStep: _add_step,
    protocol.ChangeStep: lambda session, _, edit: {"id": session.change_step(edit.id, **with_span(edit.changes())).id},
    protocol.LinkStep: lambda session, _, edit: {"id": session.link_step(edit.id, edit.answers).id},
    protocol.RemoveStep: removing(Removable.STEP, CaseSession.remove_step),
}
