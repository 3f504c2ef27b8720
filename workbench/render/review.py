"""What a page that shows a package is told of it: the words and the times of its clips. Where the films are is the page's own matter."""

from typing import Any

from workbench.render.package import Package


def plan_review(package: Package) -> dict[str, Any]:
    """What the page is told of a package; times are ticks of 1/90000 s from the start of each clip."""
    manifest = package.manifest
    return {
        "language": manifest.language,
        "hope": manifest.hope,
        "closing_question": manifest.closing_question,
        "clips": [
            {
                "id": clip.id,
                "title": clip.title,
                "introduction": clip.introduction,
                "question": clip.question,
                "slow_rate": clip.slow_rate,
                "pauses": [{"at": pause.at, "question": pause.question} for pause in clip.pauses],
                "pts": list(clip.pts),
                "end": clip.end,
                "width": clip.width,
                "height": clip.height,
                "has_poster": clip.poster_sha256 is not None,
            }
            for clip in manifest.clips
        ],
    }
