"""Figures that were stored before they could be turned are read, changed and undone as if nothing had happened."""

import json
import sqlite3
from pathlib import Path

from tests.cases import seconds, write_case
from workbench.core.regions import Form, Keyframe, Region, ShapeKind
from workbench.core.time import Ticks
from workbench.session.casefile import open_case
from workbench.store.workspace import open_workspace

CORNERS = ((0.1, 0.1), (0.4, 0.5))
AS_WRITTEN_THEN = [{"at": 0, "points": [[0.1, 0.1], [0.4, 0.5]]}]


def test_a_row_and_its_history_written_without_turns_are_read_changed_and_undone(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        session, recording, *_ = write_case(workspace)
        region = session.draw_region(recording.id, ShapeKind.ELLIPSE, CORNERS, Ticks(0), seconds(0, 4), label="hand")
        code = session.case.code
    with sqlite3.connect(tmp_path / "ws" / "workspace.db") as raw:
        raw.execute("UPDATE regions SET keyframes = ?", (json.dumps(AS_WRITTEN_THEN),))
        rows = raw.execute("SELECT rowid, after FROM change_rows WHERE table_name = 'regions'").fetchall()
        for rowid, after in rows:
            document = {**json.loads(after), "keyframes": AS_WRITTEN_THEN}
            raw.execute("UPDATE change_rows SET after = ? WHERE rowid = ?", (json.dumps(document), rowid))
    assert len(rows) == 1
    with open_workspace(tmp_path / "ws") as workspace:
        assert workspace.get(Region, region.id).keyframes == (Keyframe(Ticks(0), CORNERS, 0.0),)
        session = open_case(workspace, code)
        turned = session.change_region(region.id, turn_deg=30.0, at=Ticks(0))
        assert turned.form_at(0) == Form(CORNERS, 30.0)
        session.undo()
        assert session.regions(recording.id) == [region]
        session.undo()
        assert session.regions(recording.id) == []
        session.redo()
        assert session.regions(recording.id) == [region]
