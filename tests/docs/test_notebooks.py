"""The notebooks: clean as they are kept, plain to read, and running from top to bottom on a short sample film."""

import ast
import json
import os
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

import workbench
from tests.conftest import REPOSITORY
from workbench.session.sample_case import build_sample_case
from workbench.store.workspace import open_workspace

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
RUN = ("prepare_session.ipynb", "microanalysis.ipynb", "figures.ipynb")
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp", "data:image", "video/")


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def trees(path: Path) -> list[ast.Module]:
    return [ast.parse(cell.source) for cell in code_cells(path)]


@pytest.fixture(scope="module")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first seconds of the sample film, with its first whole yes-cycle."""
    folder = tmp_path_factory.mktemp("notebooks") / "ws"
    with open_workspace(folder, create=True) as workspace:
        build_sample_case(workspace, seconds=13)
    return folder


@pytest.fixture(scope="module")
def executed(sample_workspace: Path) -> dict[str, Any]:
    """The notebooks after all their cells have run in a kernel of their own."""
    wanted = {"VIG_WORKSPACE": str(sample_workspace), "VIG_CASE": "SAMPLE", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done: dict[str, Any] = {}
    for name in RUN:
        notebook = read(REPOSITORY / "notebooks" / name)
        client = nbclient.NotebookClient(notebook, timeout=180, kernel_name="python3")
        client.execute(env={**os.environ, **wanted})
        done[name] = notebook
    return done


def test_all_notebooks_are_looked_at() -> None:
    assert {path.name for path in NOTEBOOKS} >= {*RUN, "family_review.ipynb"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_and_no_widget_state_is_kept(path: Path) -> None:
    notebook = read(path)
    assert "widgets" not in notebook.metadata
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert not [word for word in PICTURES if word in path.read_text(encoding="utf-8")]
    assert not [cell for cell in notebook.cells if cell.get("attachments")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_public_names_of_the_workbench_are_used(path: Path) -> None:
    for tree in trees(path):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module == "workbench"
                assert {alias.name for alias in node.names} <= set(workbench.__all__)
            assert not isinstance(node, ast.Import)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_call_and_define_nothing(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try)
    for tree in trees(path):
        assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
    assert len(code_cells(path)) <= 8


@pytest.mark.parametrize("name", RUN)
def test_a_notebook_runs_from_top_to_bottom_without_a_word_of_trouble(executed: dict[str, Any], name: str) -> None:
    outputs = [output for cell in executed[name].cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


@pytest.mark.parametrize("name", RUN)
def test_no_picture_is_in_any_output(executed: dict[str, Any], name: str) -> None:
    written = json.dumps([cell.get("outputs", []) for cell in executed[name].cells])
    assert not [word for word in PICTURES if word in written]


def test_the_guiders_notebook_shows_the_screen_and_not_a_card(executed: dict[str, Any]) -> None:
    state = executed["prepare_session.ipynb"].metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    classes = {model["state"].get("_anywidget_id") or model["model_name"] for model in state.values()}
    assert {"workbench.widgets.player.PlayerWidget", "VBoxModel"} <= classes


def test_the_trainers_notebook_tells_a_whole_cycle_and_numbers_with_definitions(executed: dict[str, Any]) -> None:
    shown = json.dumps([cell.get("outputs", []) for cell in executed["microanalysis.ipynb"].cells])
    for word in ("initiative", "reception", "response", "There!", "mutual gaze", "conversational turns", "definition"):
        assert word in shown


def test_the_notebook_of_figures_has_one_live_widget_and_the_library_in_none_of_its_outputs(executed: dict[str, Any]) -> None:
    notebook = executed["figures.ipynb"]
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    drawn = [
        output.data["application/vnd.plotly.v1+json"] for output in outputs if "application/vnd.plotly.v1+json" in output.get("data", {})
    ]
    assert [each["layout"]["title"]["text"] for each in drawn] == [
        "Who looks, and who completes it",
        "The ribbon of turns",
        "What follows what",
        "Coming back to the same thing",
        "Principles, where they were marked",
        "From cycle to cycle",
    ]
    assert all(each["layout"]["title"]["subtitle"]["text"] for each in drawn)
    assert len(json.dumps(outputs)) < 1_000_000
    state = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert sum("plotly" in str(model["state"].get("_anywidget_id", "")).lower() for model in state.values()) == 1
