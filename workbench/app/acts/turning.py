"""Edits taken back and made again."""

from typing import Any

from workbench.app.acts.act import Acts, Result
from workbench.session.casefile import CaseSession
from workbench.widgets import protocol


def _undo(session: CaseSession, *_: Any) -> Result:
    change = session.undo()
    return {"label": change.label if change else None}


def _redo(session: CaseSession, *_: Any) -> Result:
    change = session.redo()
    return {"label": change.label if change else None}


def _turn_to(session: CaseSession, _: str, edit: protocol.TurnTo) -> Result:
    return {"n_turned": len(session.turn_to(edit.change))}


ACTS: Acts = {
    protocol.Undo: _undo,
    protocol.Redo: _redo,
    protocol.TurnTo: _turn_to,
}
