"""What a page that shows clips is told of them: their words and their times. Where the films are is the page's own matter.

A package is told as it was written, a plan as it would be.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.practice.page_words import PageWords
from workbench.render.manifest import ClipEntry, Manifest
from workbench.render.package import Package

if TYPE_CHECKING:  # what makes films is heavy, and a family waits for what shows them
    from workbench.render.packing import PackagePlan, PackedClip


def plan_review(package: Package, words: PageWords) -> dict[str, Any]:
    """What the page is told of a package, and what it says of its own; times are ticks of 1/90000 s from the start of each clip."""
    clips = package.manifest.clips
    return _review(
        package.manifest,
        words,
        (_told(clip, clip.pts, clip.end, (clip.width, clip.height), has_poster=clip.poster_sha256 is not None) for clip in clips),
    )


def plan_preview(plan: "PackagePlan", words: PageWords, sizes: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """The same of a package that is planned and not written.

    Parameters
    ----------
    sizes : mapping of str to (int, int)
        Width and height of the pictures of each film in pixels, by recording id.
    """
    told = (
        _told(clip, clip.cut.table.pts.tolist(), clip.cut.length, sizes[clip.recording_id], has_poster=clip.poster is not None)
        for clip in plan.clips
    )
    return _review(plan, words, told)


def _review(whole: "Manifest | PackagePlan", words: PageWords, clips: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {
        "language": whole.language,
        "hope": whole.hope,
        "closing_question": whole.closing_question,
        "clips": list(clips),
        "words": words.model_dump(),
    }


def _told(clip: "ClipEntry | PackedClip", pts: Iterable[int], end: int, size: tuple[int, int], *, has_poster: bool) -> dict[str, Any]:
    return {
        "id": clip.id,
        "title": clip.title,
        "introduction": clip.introduction,
        "question": clip.question,
        "slow_rate": clip.slow_rate,
        "pauses": [{"at": pause.at, "question": pause.question} for pause in clip.pauses],
        "pts": list(pts),
        "end": end,
        "width": size[0],
        "height": size[1],
        "has_poster": has_poster,
    }
