"""What the family's notebook shows."""

import os
from datetime import date
from pathlib import Path

from workbench.errors import PackageError
from workbench.practice.page_words import PageWords
from workbench.render.package import open_package
from workbench.widgets.family import FamilyWidget


def family_page(folder: Path | None = None) -> FamilyWidget:
    """The family's page of a package.

    Parameters
    ----------
    folder : Path, optional
        The package's folder; without one, the folder the server named in ``VIG_PACKAGE``.
        A package that may not be shown, or none, gives a page with one calm sentence.
    """
    words = _words_of_server()
    named = folder or os.environ.get("VIG_PACKAGE")
    if not named:
        return FamilyWidget(words=words)
    try:
        return FamilyWidget(open_package(Path(named), date.today()), words)
    except PackageError:
        return FamilyWidget(words=words)


def _words_of_server() -> PageWords | None:
    """What the page says of its own, in the file that the server named in ``VIG_PAGE_WORDS``; None where it named none."""
    file = os.environ.get("VIG_PAGE_WORDS")
    return PageWords.model_validate_json(Path(file).read_text(encoding="utf-8")) if file else None
