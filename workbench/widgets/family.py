"""The family's page as an anywidget: one package's words and times go to the page, nothing comes back.

What does not live here: the films, which the page fetches from its own server by their ids.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.render.package import Package

STATIC = Path(__file__).parent / "static"
"""Where the built scripts and style sheets of the pages are."""


class FamilyWidget(anywidget.AnyWidget):
    """Shows a package to a family; without one, a calm sentence.

    The page's side is not trusted: whatever it sends is left unread, so nobody at the page can change what it shows.

    Parameters
    ----------
    package : Package, optional
        What may be shown. None where nothing may.
    """

    _esm = STATIC / "family.js"
    _css = STATIC / "family.css"

    review = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)

    def __init__(self, package: Package | None = None) -> None:
        super().__init__()
        self.set_trait("review", plan_review(package) if package else None)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Ignore what a page sends."""


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
