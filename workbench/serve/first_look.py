"""How JupyterLab looks to a guider who opens it for the first time: the notebook alone, with nothing beside or beneath it.

Two files in the desk's own folder say so. The layout is written only where there is none yet, so whoever opens the side bar finds it open
again; the defaults are the workbench's own and give way to anything chosen in JupyterLab's settings.
"""

import json
from pathlib import Path

from jupyterlab_server.workspaces_handler import WORKSPACE_EXTENSION, slugify

from workbench.store.files import write_whole

_SPACE = "default"
_SIDE = {"collapsed": True, "visible": True, "widgets": []}
_LAYOUT = {
    "data": {
        "layout-restorer:data": {
            "main": None,
            "down": {"size": 0, "collapsed": True, "widgets": []},
            "left": _SIDE,
            "right": _SIDE,
            "relativeSizes": [0, 1, 0],
            "top": {"simpleVisibility": True},
        },
    },
    "metadata": {"id": _SPACE},
}
_DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
}


def workspaces_folder(desk: Path) -> Path:
    """Where JupyterLab keeps the layout of the desk."""
    return desk / ".lab" / "workspaces"


def settings_folder(desk: Path) -> Path:
    """Where JupyterLab reads its defaults for the desk."""
    return desk / ".lab" / "settings"


def write_first_look(desk: Path) -> None:
    """Write the layout, where there is none, and the defaults.

    Raises
    ------
    OSError
        If the desk cannot be written.
    """
    layout = workspaces_folder(desk) / (slugify(_SPACE) + WORKSPACE_EXTENSION)
    layout.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not layout.exists():
        write_whole(layout, json.dumps(_LAYOUT).encode())
    settings_folder(desk).mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(settings_folder(desk) / "overrides.json", json.dumps(_DEFAULTS, indent=1).encode())
