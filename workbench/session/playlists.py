"""Playlists and their clips: begun, filled, ordered."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.core.time import format_time
from workbench.errors import EditError
from workbench.practice.clips import Clip, Moment, Playlist
from workbench.session.editing import CaseEditor
from workbench.session.placing import check_inside, instant_on_frame, pauses_on_frames
from workbench.session.records import CaseRecords
from workbench.store.edit import Edit

_FIRST_PLAYLIST = "Shared review"
CLIP_FIELDS = frozenset(
    {
        "span",
        "title",
        "introduction",
        "question",
        "pauses",
        "poster_at",
        "slow_rate",
        "principles",
        "hope_to_notice",
        "may_be_hard",
        "goal_id",
        "why_better",
        "initiative",
        "follow_ups",
        "stretch",
        "play_plan",
        "note",
    }
)
PLAYLIST_FIELDS = frozenset({"title", "closing_question", "profile"})


class PlaylistEdits(CaseEditor, CaseRecords):
    """Edits of playlists and clips."""

    def add_playlist(self, title: str = _FIRST_PLAYLIST) -> Playlist:
        """A new empty playlist."""
        return self._add(self._new_playlist(title), f"Begin the playlist {title}")

    def change_playlist(self, id: str, **fields: Any) -> Playlist:  # noqa: A002
        """Change any of :data:`PLAYLIST_FIELDS` of a playlist."""
        playlist = self.workspace.get(Playlist, id)
        return self._change(playlist, f"Change the playlist {playlist.title}", fields, PLAYLIST_FIELDS)

    def make_clip(self, moment_id: str, playlist_id: str | None = None) -> Clip:
        """A clip of a moment, at the end of a playlist; without one named the case's first, begun if there is none."""
        moment = self.workspace.get(Moment, moment_id)
        with self._edit(f"Make a clip of the moment at {format_time(moment.span.start)}") as edit:
            playlist = edit.get(Playlist, playlist_id) if playlist_id else self._first_playlist(edit)
            clip = Clip(
                new_id(),
                playlist.id,
                moment.recording_id,
                moment.span,
                position=len(edit.find(Clip, playlist_id=playlist.id)),
                moment_id=moment.id,
                principles=moment.principles,
            )
            edit.put(clip)
        return clip

    def change_clip(self, id: str, **fields: Any) -> Clip:  # noqa: A002
        """Change any of :data:`CLIP_FIELDS` of a clip; pause points and still have to lie within it afterwards."""
        clip = self.workspace.get(Clip, id)
        self._place(fields, clip.recording_id, "clip")
        if "pauses" in fields:
            fields["pauses"] = pauses_on_frames(fields["pauses"], self.frame_table(clip.recording_id))
        if fields.get("poster_at") is not None:
            fields["poster_at"] = instant_on_frame(fields["poster_at"], self.frame_table(clip.recording_id), "still")
        if fields.get("goal_id") is not None:
            self.goal(fields["goal_id"])
        for name in ("follow_ups", "play_plan"):
            if name in fields:
                fields[name] = tuple(fields[name])
        check_inside(fields.get("span", clip.span), fields.get("pauses", clip.pauses), fields.get("poster_at", clip.poster_at))
        return self._change(clip, f"Change the clip {clip.title or format_time(clip.span.start)}", fields, CLIP_FIELDS)

    def order_clips(self, playlist_id: str, clip_ids: Sequence[str]) -> list[Clip]:
        """The clips of a playlist in a new order: all of them, each once."""
        playlist = self.playlist(playlist_id)
        with self._edit("Order the clips") as edit:
            clips = {clip.id: clip for clip in edit.find(Clip, playlist_id=playlist.id)}
            if sorted(clip_ids) != sorted(clips):
                raise EditError(
                    f"The new order names {len(clip_ids)} clips that are not all and only the {len(clips)} of this playlist",
                    "Reload the page and order them again",
                )
            return _renumber(edit, [clips[clip_id] for clip_id in clip_ids])

    def remove_clip(self, id: str) -> Clip:  # noqa: A002
        """Take a clip out of its playlist; its moment stays."""
        clip = self.workspace.get(Clip, id)
        with self._edit(f"Remove the clip {clip.title or format_time(clip.span.start)}") as edit:
            edit.remove(Clip, id)
            _renumber(edit, edit.find(Clip, playlist_id=clip.playlist_id))
        return clip

    def _first_playlist(self, edit: Edit) -> Playlist:
        playlists = edit.find(Playlist, case_id=self.case_id)
        if playlists:
            return playlists[0]
        playlist = self._new_playlist(_FIRST_PLAYLIST)
        edit.put(playlist)
        return playlist

    def _new_playlist(self, title: str) -> Playlist:
        """An empty playlist that closes with the usual question, in the client's language."""
        return Playlist(new_id(), self.case_id, title, self.family_wording().vocabulary.closing_question)


def _renumber(edit: Edit, clips: Iterable[Clip]) -> list[Clip]:
    numbered = [replace(clip, position=position) for position, clip in enumerate(clips)]
    edit.put(*numbered)
    return numbered
