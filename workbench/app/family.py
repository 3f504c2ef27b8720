"""What the family's notebook shows."""

import os
from datetime import date
from pathlib import Path

from workbench.errors import PackageError
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
    named = folder or os.environ.get("VIG_PACKAGE")
    if not named:
        return FamilyWidget()
    try:
        return FamilyWidget(open_package(Path(named), date.today()))
    except PackageError:
        return FamilyWidget()
