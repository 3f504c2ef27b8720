"""Acts on the cycles of a case."""

from workbench.app.acts.act import Acts, removing
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol

ACTS: Acts = {
    protocol.BeginCycle: lambda session, _, __: {"id": session.begin_cycle().id},
    protocol.MoveCycle: lambda session, _, edit: {"id": session.move_cycle(edit.id, edit.state).id},
    protocol.RemoveCycle: removing(Removable.CYCLE, CaseSession.remove_cycle),
}
