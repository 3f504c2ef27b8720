"""The family's page as a guider sees it before anything is published, with what has to be said about it."""

from workbench.errors import EditError, WorkbenchError
from workbench.render.preview import PreviewFilm, format_preview
from workbench.session.casefile import CaseSession
from workbench.session.previewing import Preview, preview_playlist
from workbench.widgets.snapshot import WirePreview
from workbench.widgets.wire import wire_film

_SOUND = "In the package all clips are equally loud; here they sound as they were filmed."
_HIDING = "Who is hidden in the package is hidden here in the same places; there it is put into the pictures for good."


def read_preview(session: CaseSession) -> WirePreview:
    """The page of the case's first playlist, or why there is none yet."""
    playlists = session.playlists()
    try:
        if not playlists:
            raise EditError("There is no playlist yet", "Make a clip of a moment first")
        preview = preview_playlist(session, playlists[0].id)
        films = {recording_id: _film(session, recording_id) for recording_id in preview.recording_ids}
    except WorkbenchError as error:
        return WirePreview(page=None, notes=[str(error)])
    return WirePreview(page=format_preview(preview.plan, preview.words, films), notes=_notes(preview))


def _film(session: CaseSession, recording_id: str) -> PreviewFilm:
    film = wire_film(session.recording(recording_id), thumbnails=None, has_peaks=False, has_packets=False)
    return PreviewFilm(film.media.film, film.media.frames, film.media.stills, film.width, film.height)


def _notes(preview: Preview) -> list[str]:
    missing = [f"You can look at it; it cannot be published yet. {preview.missing}"] if preview.missing else []
    return [*missing, *([_HIDING] if preview.hides else []), _SOUND]
