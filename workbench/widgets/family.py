"""The family's page as an anywidget: one package's words and times go to the page, nothing comes back.

What does not live here: the films, which the page fetches from its own server by their ids.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.practice.datafiles import FALLBACK
from workbench.practice.page_words import PageWords, shipped_page_words
from workbench.render.package import Package
from workbench.render.review import plan_review

STATIC = Path(__file__).parent / "static"
"""Where the built scripts and style sheets of the pages are."""


class FamilyWidget(anywidget.AnyWidget):
    """Shows a package to a family; without one, a calm sentence.

    The page's side is not trusted: whatever it sends is left unread, so nobody at the page can change what it shows.

    Parameters
    ----------
    package : Package, optional
        What may be shown. None where nothing may.
    words : PageWords, optional
        What the page says of its own; without them the shipped ones in the package's language.
    """

    _esm = STATIC / "family.js"
    _css = STATIC / "family.css"

    review = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)

    words = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, package: Package | None = None, words: PageWords | None = None) -> None:
        super().__init__()
        words = words or shipped_page_words(package.manifest.language if package else FALLBACK)
        self.set_trait("words", words.model_dump())
        self.set_trait("review", plan_review(package, words) if package else None)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Ignore what a page sends."""
