"""Acts on stills that leave as files of their own."""

from workbench.app.acts.act import Acts, Result
from workbench.app.writing import place_of_still
from workbench.core.time import Ticks
from workbench.session.casefile import CaseSession
from workbench.session.stills import make_still
from workbench.widgets import protocol


def _write_still(session: CaseSession, _: str, edit: protocol.WriteStill) -> Result:
    film, at = session.recording(edit.recording_id), Ticks(edit.at)
    made = make_still(session.workspace, film.id, at, place_of_still(session, film.id, at), today=session.today())
    return {"place": made.place}


OF_A_FILM: Acts = {protocol.WriteStill: _write_still}
