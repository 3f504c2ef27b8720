"""The guider's desk: the folder JupyterLab shows, with copies of the notebooks that a guider may change as they like.

A copy whose cells were not changed is renewed when the workbench brings a newer notebook; a changed one is never touched.
What does not live here: anything of a case. The desk can be thrown away.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from workbench.errors import ServeError
from workbench.serve.first_look import write_first_look
from workbench.serve.places import notebook_file
from workbench.store.files import write_whole

_FAMILY = "family_review.ipynb"
_RECORD = ".copied.json"
_PICTURES = ("image/", "video/", "audio/")
_STATEFUL = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")
_EMBEDS = ("<img", "<video", "<canvas", "<iframe", "data:image", "data:video")


def lay_out_desk(workspace_folder: Path) -> list[str]:
    """Make the desk in a workspace, put the notebooks on it, and set how JupyterLab first looks.

    Returns
    -------
    list of str
        A sentence for every notebook of the guider's own that was left as it is although the workbench has another one now.

    Raises
    ------
    ServeError
        If the folder cannot be written.
    """
    folder = workspace_folder / "desk" / "notebooks"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        record = _read_record(folder)
        remarks = [remark for source in _own_notebooks() if (remark := _bring(source, folder, record))]
        write_whole(folder / _RECORD, json.dumps(record, indent=1).encode())
        write_first_look(folder.parent)
    except OSError as error:
        problem = f"The notebooks cannot be laid out in {folder.parent} ({error.strerror})"
        raise ServeError(problem, "Check that this folder may be written and that the disk has room") from error
    return remarks


def strip_pictures(model: dict[str, Any], **_: Any) -> None:
    """Take everything out of a notebook about to be saved that may hold a picture of a film: pictures, embedded media and widgets' state.

    Parameters
    ----------
    model : dict
        A contents model as Jupyter's pre-save hook gets it; changed in place. Anything but a notebook is left alone.
    """
    notebook = model.get("content")
    if model.get("type") != "notebook" or not isinstance(notebook, dict):
        return
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"] = [output for output in cell.get("outputs", []) if not _may_hold_a_picture(output)]


def _may_hold_a_picture(output: dict[str, Any]) -> bool:
    data = output.get("data") or {}
    if any(kind.startswith(_PICTURES) or kind in _STATEFUL for kind in data):
        return True
    html = data.get("text/html", "")
    text = ("".join(html) if isinstance(html, list) else str(html)).lower()
    return any(embed in text for embed in _EMBEDS)


def _own_notebooks() -> list[Path]:
    return sorted(file for file in notebook_file(_FAMILY).parent.glob("*.ipynb") if file.name != _FAMILY)


def _bring(source: Path, folder: Path, record: dict[str, str]) -> str | None:
    content = source.read_bytes()
    target, fresh = folder / source.name, _cells_digest(content)
    if target.exists():
        present = _cells_digest(target.read_bytes())
        if present == fresh:
            record[source.name] = fresh
            return None
        if present != record.get(source.name):
            return f"{source.name} has changes of your own and stays as it is; delete or rename it on the desk to get the new one."
    write_whole(target, content)
    record[source.name] = fresh
    return None


def _cells_digest(content: bytes) -> str:
    """A digest of what a person writes in a notebook: the kinds and texts of its cells, not its outputs."""
    try:
        cells = json.loads(content)["cells"]
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def _read_record(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in record.items()} if isinstance(record, dict) else {}
