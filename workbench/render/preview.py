"""The family's page of a playlist before anything is published: the plan of its package, shown on the workspace's own films.

It is the family's page itself, told the same words and times; a clip is a stretch of its film instead of a file, and what will be hidden
is hidden while it plays. What is not as in the package: sound is as loud as in the film, and there is nothing to keep words in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.regions import Region
from workbench.practice.page_words import PageWords
from workbench.render.packing import PackagePlan, PackedClip
from workbench.render.review import plan_preview
from workbench.render.whole_page import format_whole_page, read_built


@dataclass(frozen=True, slots=True)
class PreviewFilm:
    """Where a page finds a film, its frame table and its stills, below the server's base address; and the size of its pictures."""

    film: str
    frames: str
    stills: str
    width: int
    height: int


def format_preview(plan: PackagePlan, words: PageWords, films: Mapping[str, PreviewFilm]) -> str:
    """The page, whole, for a frame in a page of the guider's server; `films` by recording id."""
    told = {
        **plan_preview(plan, words, {recording_id: (film.width, film.height) for recording_id, film in films.items()}),
        "stretches": {clip.id: _stretch(clip, films[clip.recording_id]) for clip in plan.clips},
    }
    style, script = read_built("offline.css"), read_built("preview.js")
    return format_whole_page(told, style=style, script=script, referrer="same-origin")


def _stretch(clip: PackedClip, film: PreviewFilm) -> dict[str, Any]:
    """Where a clip lies in its film, in the film's ticks; its still counts in frames of the clip."""
    return {
        "film": film.film,
        "frames": film.frames,
        "stills": film.stills,
        "start": clip.cut.start,
        "poster": clip.poster,
        "hides": [_figure(region) for region in clip.hidden if region.span.overlaps(clip.cut.span)],
    }


def _figure(region: Region) -> dict[str, Any]:
    return {
        "shape": region.kind,
        "start": region.span.start,
        "end": region.span.end,
        "keyframes": [{"at": k.at, "points": k.points, "turn_deg": k.turn_deg} for k in region.keyframes],
    }
