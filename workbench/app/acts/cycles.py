"""Acts on the cycles of a case, and on what the film on the screen is among them."""

from workbench.app.acts.act import Acts, Result, removing
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _change_film(session: CaseSession, film: str, edit: protocol.ChangeFilm) -> Result:
    fields = edit.changes()
    if "film_kind" in fields:
        fields["kind"] = fields.pop("film_kind")
    return {"id": session.change_film(film, **fields).id}


ACTS: Acts = {
    protocol.BeginCycle: lambda session, _, __: {"id": session.begin_cycle().id},
    protocol.MoveCycle: lambda session, _, edit: {"id": session.move_cycle(edit.id, edit.state).id},
    protocol.RemoveCycle: removing(Removable.CYCLE, CaseSession.remove_cycle),
}

OF_A_FILM: Acts = {protocol.ChangeFilm: _change_film}
