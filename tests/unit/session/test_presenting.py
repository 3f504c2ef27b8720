"""Which notes of a playlist belong to which clips of its package."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from workbench.core.identity import new_id
from workbench.core.time import Span, Ticks
from workbench.practice.clips import Clip, Viewing
from workbench.practice.exports import Export, Way
from workbench.render.manifest import ClipEntry, Manifest
from workbench.session.presenting import read_notes
from workbench.store.workspace import Workspace

DAY = date(2027, 1, 19)
FRAME = 3600


class Kept:
    """A workspace with these things in it."""

    def __init__(self, *things: Any) -> None:
        self._things = things

    def find(self, kind: type, **fields: Any) -> list[Any]:
        same = [each for each in self._things if isinstance(each, kind)]
        return [each for each in same if all(getattr(each, name) == value for name, value in fields.items())]


def clip(position: int, title: str, n_frames: int, note: str) -> Clip:
    span = Span(Ticks(1000), Ticks(1000 + n_frames * FRAME))
    return Clip(new_id(), "p", "r", span, position, title, note=note, follow_ups=("And then?",), play_plan=(Viewing.SLOW,))


def entry(title: str, n_frames: int) -> ClipEntry:
    facts: dict[str, Any] = {"id": new_id(), "sha256": "ab" * 32, "n_frames": n_frames, "pts": tuple(range(0, n_frames * FRAME, FRAME))}
    texts: dict[str, Any] = {"title": title, "introduction": "", "question": "", "slow_rate": 0.5, "pauses": (), "poster_sha256": None}
    return ClipEntry(**facts, **texts, end=n_frames * FRAME, width=640, height=360, has_sound=True, point_outs=())


def notes_of(manifest: Manifest, *things: Any) -> dict[str, dict[str, Any]]:
    return read_notes(cast(Workspace, Kept(*things)), manifest)


def test_every_clip_has_its_own_notes_whatever_became_of_the_order() -> None:
    entries = (entry("Waiting", 10), entry("", 20), entry("", 20), entry("Gone", 10))
    manifest = Manifest(id=new_id(), made_on=DAY, expires_on=DAY, language="en", hope="", closing_question="", clips=entries)
    record = Export(manifest.id, "c", Way.PACKAGE, "", DAY, playlist_id="p")
    clips = [clip(2, "Waiting ", 10, "a"), clip(0, "", 20, "b"), clip(1, "", 20, "c"), clip(3, "Gone", 14, "changed since")]
    notes = notes_of(manifest, record, *clips, replace(clip(0, "Gone", 10, "another playlist"), playlist_id="q"))
    assert [notes[each.id]["note"] if each.id in notes else None for each in entries] == ["a", "b", "c", None]
    assert notes[entries[0].id]["follow_ups"] == ("And then?",)
    assert notes[entries[0].id]["play_plan"] == ("slow",)


def test_a_package_made_elsewhere_has_no_notes_here() -> None:
    manifest = Manifest(
        id=new_id(), made_on=DAY, expires_on=DAY, language="en", hope="", closing_question="", clips=(entry("Waiting", 10),)
    )
    assert notes_of(manifest, clip(0, "Waiting", 10, "a")) == {}
