"""Acts on the case's words, its people and their consent."""

from workbench.app.acts.act import Acts, Result
from workbench.session.casefile import CaseSession
from workbench.widgets import protocol


def _change_case(session: CaseSession, _: str, edit: protocol.ChangeCase) -> Result:
    fields = edit.changes()
    if "case_kind" in fields:
        fields["kind"] = fields.pop("case_kind")
    return {"id": session.change_case(**fields).id}


def _say_consent(session: CaseSession, recording_id: str, edit: protocol.SayConsent) -> Result:
    film = recording_id or None
    said = session.say_consent(edit.person_id, edit.scope, edit.status, recording_id=film, expires=edit.expires, given_by=edit.given_by)
    return {"id": said.id}


def _say_assent(session: CaseSession, recording_id: str, edit: protocol.SayAssent) -> Result:
    said = session.say_assent(edit.person_id, edit.scope, edit.answer, recording_id=recording_id or None, shown_by=edit.shown_by)
    return {"id": said.id}


ACTS: Acts = {
    protocol.ChangeCase: _change_case,
    protocol.AddPerson: lambda session, _, edit: {"id": session.add_person(edit.code, edit.role, edit.shown_name).id},
    protocol.ChangePerson: lambda session, _, edit: {"id": session.change_person(edit.id, **edit.changes()).id},
    protocol.SayConsent: _say_consent,
    protocol.SayAssent: _say_assent,
}

OF_A_FILM: Acts = {
    protocol.SetInView: lambda session, film, edit: {"in_view": list(session.set_in_view(film, edit.person_ids).in_view or ())},
}
