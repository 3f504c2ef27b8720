"""Acts on the client's goals and ratings."""

from workbench.app.acts.act import Acts, removing
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol

ACTS: Acts = {
    protocol.AddGoal: lambda session, _, edit: {"id": session.add_goal(edit.words).id},
    protocol.ChangeGoal: lambda session, _, edit: {"id": session.change_goal(edit.id, edit.words).id},
    protocol.RemoveGoal: removing(Removable.GOAL, CaseSession.remove_goal),
    protocol.RateGoal: lambda session, _, edit: {"id": session.rate_goal(edit.goal_id, edit.value, on=edit.on, words=edit.words).id},
}
