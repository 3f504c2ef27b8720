import json
from pathlib import Path
from typing import Any

from jupyterlab_server.workspaces_handler import WorkspacesManager

from workbench.serve.first_look import settings_folder, workspaces_folder, write_first_look


def layout(desk: Path) -> Any:
    """The layout as JupyterLab's own server reads it."""
    return WorkspacesManager(str(workspaces_folder(desk))).load("default")


def test_at_the_first_opening_the_side_bars_are_closed(tmp_path: Path) -> None:
    write_first_look(tmp_path)
    restored = layout(tmp_path)["data"]["layout-restorer:data"]
    assert (restored["left"]["collapsed"], restored["right"]["collapsed"]) == (True, True)


def test_a_side_bar_that_was_opened_stays_open(tmp_path: Path) -> None:
    write_first_look(tmp_path)
    changed = layout(tmp_path)
    changed["data"]["layout-restorer:data"]["left"]["collapsed"] = False
    WorkspacesManager(str(workspaces_folder(tmp_path))).save("default", json.dumps(changed))
    write_first_look(tmp_path)
    assert layout(tmp_path)["data"]["layout-restorer:data"]["left"]["collapsed"] is False


def test_jupyterlab_asks_for_no_news_and_hides_its_status_bar_unless_told_otherwise(tmp_path: Path) -> None:
    write_first_look(tmp_path)
    defaults = json.loads((settings_folder(tmp_path) / "overrides.json").read_text())
    assert defaults["@jupyterlab/apputils-extension:notification"] == {"checkForUpdates": False, "fetchNews": "false"}
    assert defaults["@jupyterlab/statusbar-extension:plugin"] == {"visible": False}
