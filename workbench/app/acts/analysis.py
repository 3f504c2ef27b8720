"""Acts on who is who in a film that was looked through."""

from workbench.app.acts.act import Acts
from workbench.widgets import protocol

ACTS: Acts = {
    protocol.NameFace: lambda session, film, edit: {"id": session.name_face(film, edit.track, edit.person_id).id},
    protocol.MergeFaces: lambda session, film, edit: {"id": session.merge_faces(film, edit.track, edit.into).id},
    protocol.SplitFace: lambda session, film, edit: {"id": session.split_face(film, edit.track, edit.at).id},
    protocol.NameVoice: lambda session, film, edit: {"id": session.name_voice(film, edit.speaker, edit.person_id).id},
    protocol.LookAhead: lambda session, film, edit: {"id": session.look_ahead(film, edit.person_id, edit.at).id},
}
