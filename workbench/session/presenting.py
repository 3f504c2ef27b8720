"""The guider's private notes beside the clips of a package, for the presenter's view alone."""

from dataclasses import asdict, dataclass
from typing import Any

from workbench.practice.clips import Clip
from workbench.practice.exports import Export
from workbench.render.manifest import ClipEntry, Manifest
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ClipNotes:
    """What the guider wrote for themselves beside one clip."""

    hope_to_notice: str = ""
    may_be_hard: str = ""
    initiative: str = ""
    note: str = ""
    follow_ups: tuple[str, ...] = ()
    play_plan: tuple[str, ...] = ()


def read_notes(workspace: Workspace, manifest: Manifest) -> dict[str, dict[str, Any]]:
    """The notes beside a package's clips, by the ids of the package.

    A package's clips have ids of their own. A clip of the playlist is the one in the package that is as long and has the same title;
    where several are, the first in order that is still free. One that was changed since has no notes.
    """
    record = next(iter(workspace.find(Export, id=manifest.id)), None)
    if record is None or record.playlist_id is None:
        return {}
    free = sorted(workspace.find(Clip, playlist_id=record.playlist_id), key=lambda clip: clip.position)
    notes: dict[str, dict[str, Any]] = {}
    for entry in manifest.clips:
        same = next((clip for clip in free if _is_same(clip, entry)), None)
        if same is not None:
            free.remove(same)
            notes[entry.id] = asdict(_notes_of(same))
    return notes


def _is_same(clip: Clip, entry: ClipEntry) -> bool:
    return clip.title.strip() == entry.title and abs(clip.span.length - entry.end) <= entry.end / entry.n_frames + 1


def _notes_of(clip: Clip) -> ClipNotes:
    return ClipNotes(
        clip.hope_to_notice, clip.may_be_hard, clip.initiative, clip.note, clip.follow_ups, tuple(each.value for each in clip.play_plan)
    )
