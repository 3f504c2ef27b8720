"""Acts on the playlist and its clips."""

from workbench.app.acts.act import Acts, Result, removing, with_span
from workbench.core.time import Ticks
from workbench.errors import EditError
from workbench.practice.clips import PausePoint
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable
from workbench.widgets import protocol


def _change_clip(session: CaseSession, _: str, edit: protocol.ChangeClip) -> Result:
    fields = with_span(edit.changes())
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


ACTS: Acts = {
    protocol.MakeClip: lambda session, _, edit: {"id": session.make_clip(edit.moment_id).id},
    protocol.ChangeClip: _change_clip,
    protocol.OrderClips: _order_clips,
    protocol.RemoveClip: removing(Removable.CLIP, CaseSession.remove_clip),
    protocol.ChangePlaylist: lambda session, _, edit: {"id": session.change_playlist(_playlist_id(session), **edit.changes()).id},
}
