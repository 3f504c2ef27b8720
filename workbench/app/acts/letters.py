"""Acts on letters to the family, and the files made of them."""

from workbench.app.acts.act import Acts, Result
from workbench.app.writing import place_of_filming_guide, place_of_letter
from workbench.core.time import Ticks
from workbench.session.casefile import CaseSession
from workbench.session.filming_guide import write_filming_guide
from workbench.widgets import protocol


def _change_letter(session: CaseSession, _: str, edit: protocol.ChangeLetter) -> Result:
    said = edit.changes()
    paragraphs = tuple(said["paragraphs"]) if "paragraphs" in said else None
    return {"id": session.change_letter(edit.id, heading=said.get("heading"), paragraphs=paragraphs).id}


def _write_letter(session: CaseSession, _: str, edit: protocol.WriteLetter) -> Result:
    place = place_of_letter(session, session.letter(edit.id), edit.form)
    return {"place": session.write_letter(edit.id, edit.form, place).place}


def _write_filming_guide(session: CaseSession, *_: object) -> Result:
    place = place_of_filming_guide(session)
    write_filming_guide(session, place)
    return {"place": str(place)}


def _add_still(session: CaseSession, _: str, edit: protocol.AddLetterStill) -> Result:
    return {"id": session.add_still(edit.id, edit.clip_id).id}


def _remove_still(session: CaseSession, _: str, edit: protocol.RemoveLetterStill) -> Result:
    return {"id": session.remove_still(edit.id, edit.recording_id, Ticks(edit.at)).id}


ACTS: Acts = {
    protocol.DraftLetter: lambda session, _, edit: {"id": session.draft_letter(edit.letter_kind, with_ratings=edit.with_ratings).id},
    protocol.ChangeLetter: _change_letter,
    protocol.ApproveLetter: lambda session, _, edit: {"id": session.approve_letter(edit.id).id},
    protocol.AddLetterStill: _add_still,
    protocol.RemoveLetterStill: _remove_still,
    protocol.WriteLetter: _write_letter,
    protocol.WriteFilmingGuide: _write_filming_guide,
}
