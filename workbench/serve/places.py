"""Where the pages' own files lie: in the checkout while developing, in the environment's shared data after installing a wheel."""

import sysconfig
from pathlib import Path

from jupyter_core.paths import jupyter_path

import workbench
from workbench.errors import ServeError

_CHECKOUT = Path(workbench.__file__).resolve().parent.parent
_REPAIR = "Install VIG Workbench again; its page files are missing"


def templates_folder() -> Path:
    """The folder that holds the Voila template ``family``.

    Raises
    ------
    ServeError
        If the template is nowhere to be found.
    """
    shared = [Path(sysconfig.get_path("data")) / "share/jupyter/voila/templates", *(Path(p) for p in jupyter_path("voila", "templates"))]
    return _first_with("family/index.html.j2", [_CHECKOUT / "templates", *shared], "the template of the family's page")


def notebook_file(name: str) -> Path:
    """A notebook as it came with the workbench.

    Raises
    ------
    ServeError
        If there is none of that name.
    """
    shared = [Path(sysconfig.get_path("data")), *(Path(p).parent for p in jupyter_path())]
    folders = [_CHECKOUT / "notebooks", *(folder / "share/vig-workbench/notebooks" for folder in shared)]
    return _first_with(name, folders, f"the notebook {name}") / name


def _first_with(file: str, folders: list[Path], what: str) -> Path:
    for folder in folders:
        if (folder / file).is_file():
            return folder
    raise ServeError(f"{what} was not found", _REPAIR)
