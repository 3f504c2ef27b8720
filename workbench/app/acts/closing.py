"""Acts on the end of a case."""

from workbench.app.acts.act import Acts
from workbench.widgets import protocol

ACTS: Acts = {
    protocol.CloseCase: lambda session, _, edit: {"id": session.close_case(edit.on).id},
    protocol.ReopenCase: lambda session, *_: {"id": session.reopen_case().id},
    protocol.HoldCase: lambda session, _, edit: {"id": session.hold_case(edit.reason, edit.review_on).id},
    protocol.EndHold: lambda session, *_: {"id": session.end_hold().id},
}
