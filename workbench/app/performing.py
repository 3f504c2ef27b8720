"""What each edit of a page does to a case: one function of the session for each kind of message.

An edit arrives validated (ids, bounds, lengths); whether it makes sense in the case is for the session to say. The result is what the
page is answered, sent only after the edit is on the disk.
"""

from collections.abc import Callable
from typing import Any

from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.clips import PausePoint
from workbench.session.casefile import CaseSession
from workbench.widgets import protocol

Result = dict[str, Any]


def perform_edit(session: CaseSession, recording_id: str, edit: Any) -> Result:
    """Carry out any edit but publishing, which is long work of its own.

    Raises
    ------
    WorkbenchError
        If the case does not allow it; nothing is changed then.
    """
    act = _ACTS.get(type(edit))
    if act is None:
        raise EditError(f"This screen cannot do {edit.kind}", "Reload the page and try again")
    return act(session, recording_id, edit)


def _mark_moment(session: CaseSession, recording_id: str, edit: protocol.MarkMoment) -> Result:
    span = Span(Ticks(edit.start), Ticks(edit.end))
    return {"id": session.mark_moment(recording_id, span, kind=edit.moment_kind, principles=edit.principles).id}


def _change_moment(session: CaseSession, _: str, edit: protocol.ChangeMoment) -> Result:
    fields = _with_span(edit.changes())
    if "moment_kind" in fields:
        fields["kind"] = fields.pop("moment_kind")
    return {"id": session.change_moment(edit.id, **fields).id}


def _draw_region(session: CaseSession, recording_id: str, edit: protocol.DrawRegion) -> Result:
    span = Span(Ticks(edit.start), Ticks(edit.end))
    region = session.draw_region(recording_id, edit.shape, edit.points, Ticks(edit.at), span, label=edit.label, purpose=edit.purpose)
    return {"id": region.id}


def _change_clip(session: CaseSession, _: str, edit: protocol.ChangeClip) -> Result:
    fields = _with_span(edit.changes())
    if "pauses" in fields:
        fields["pauses"] = [PausePoint(Ticks(pause.at), pause.question) for pause in fields["pauses"]]
    return {"id": session.change_clip(edit.id, **fields).id}


def _order_clips(session: CaseSession, _: str, edit: protocol.OrderClips) -> Result:
    return {"clip_ids": [clip.id for clip in session.order_clips(_playlist_id(session), edit.clip_ids)]}


def _playlist_id(session: CaseSession) -> str:
    playlists = session.playlists()
    if not playlists:
        raise EditError("There is no playlist to change yet", "Make a clip of a moment first")
    return playlists[0].id


def _say_consent(session: CaseSession, recording_id: str, edit: protocol.SayConsent) -> Result:
    said = session.say_consent(edit.person_id, edit.scope, edit.status, recording_id=recording_id, given_by=edit.given_by)
    return {"id": said.id}


def _undo(session: CaseSession, *_: Any) -> Result:
    change = session.undo()
    return {"label": change.label if change else None}


def _redo(session: CaseSession, *_: Any) -> Result:
    change = session.redo()
    return {"label": change.label if change else None}


def _with_span(fields: dict[str, Any]) -> dict[str, Any]:
    """Changed fields with start and end, which come together, as one span."""
    if "start" in fields:
        fields["span"] = Span(Ticks(fields.pop("start")), Ticks(fields.pop("end")))
    return fields


_ACTS: dict[type, Callable[[CaseSession, str, Any], Result]] = {
    protocol.MarkMoment: _mark_moment,
    protocol.ChangeMoment: _change_moment,
    protocol.RemoveMoment: lambda session, _, edit: {"id": session.remove_moment(edit.id).id},
    protocol.DrawRegion: _draw_region,
    protocol.ChangeRegion: lambda session, _, edit: {"id": session.change_region(edit.id, **_with_span(edit.changes())).id},
    protocol.RemoveRegion: lambda session, _, edit: {"id": session.remove_region(edit.id).id},
    protocol.MakeClip: lambda session, _, edit: {"id": session.make_clip(edit.moment_id).id},
    protocol.ChangeClip: _change_clip,
    protocol.OrderClips: _order_clips,
    protocol.RemoveClip: lambda session, _, edit: {"id": session.remove_clip(edit.id).id},
    protocol.ChangePlaylist: lambda session, _, edit: {"id": session.change_playlist(_playlist_id(session), **edit.changes()).id},
    protocol.ChangeCase: lambda session, _, edit: {"id": session.change_case(**edit.changes()).id},
    protocol.SetInView: lambda session, film, edit: {"in_view": list(session.set_in_view(film, edit.person_ids).in_view or ())},
    protocol.AddPerson: lambda session, _, edit: {"id": session.add_person(edit.code, edit.role, edit.shown_name).id},
    protocol.SayConsent: _say_consent,
    protocol.Undo: _undo,
    protocol.Redo: _redo,
}
