import json
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import ServeError
from workbench.serve import desk
from workbench.serve.desk import lay_out_desk, strip_pictures


def notebook(*sources: str) -> dict[str, Any]:
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "execution_count": None, "source": s}
        for n, s in enumerate(sources)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in ("family_review.ipynb", "prepare_session.ipynb"):
        (folder / name).write_text(json.dumps(notebook("first")))
    monkeypatch.setattr(desk, "notebook_file", lambda name: folder / name)
    return folder


def source_of(file: Path) -> str:
    text: str = json.loads(file.read_text())["cells"][0]["source"]
    return text


def test_the_guiders_notebooks_are_laid_out_and_the_familys_is_not(shipped: Path, tmp_path: Path) -> None:
    assert lay_out_desk(tmp_path) == []
    assert [file.name for file in (tmp_path / "desk/notebooks").glob("*.ipynb")] == ["prepare_session.ipynb"]


def test_a_copy_that_was_only_run_is_renewed(shipped: Path, tmp_path: Path) -> None:
    lay_out_desk(tmp_path)
    copy = tmp_path / "desk/notebooks/prepare_session.ipynb"
    run = notebook("first")
    run["cells"][0] |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    copy.write_text(json.dumps(run))
    (shipped / "prepare_session.ipynb").write_text(json.dumps(notebook("second")))
    assert lay_out_desk(tmp_path) == []
    assert source_of(copy) == "second"


def test_a_copy_the_guider_changed_is_never_touched_and_is_named(shipped: Path, tmp_path: Path) -> None:
    lay_out_desk(tmp_path)
    copy = tmp_path / "desk/notebooks/prepare_session.ipynb"
    copy.write_text(json.dumps(notebook("mine")))
    (shipped / "prepare_session.ipynb").write_text(json.dumps(notebook("second")))
    (remark,) = lay_out_desk(tmp_path)
    assert remark.startswith("prepare_session.ipynb has changes of your own")
    assert source_of(copy) == "mine"


def test_a_notebook_of_the_same_name_that_was_never_copied_is_the_guiders(shipped: Path, tmp_path: Path) -> None:
    copy = tmp_path / "desk/notebooks/prepare_session.ipynb"
    copy.parent.mkdir(parents=True)
    copy.write_text("not even a notebook")
    assert len(lay_out_desk(tmp_path)) == 1
    assert copy.read_text() == "not even a notebook"


def test_a_desk_that_cannot_be_written_is_said_in_words(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file in the way")
    with pytest.raises(ServeError, match="The notebooks cannot be laid out"):
        lay_out_desk(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": "AAAA", "text/plain": "<Figure>"},
        {"image/svg+xml": "<svg/>"},
        {"video/mp4": "AAAA"},
        {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "Player(case='HAZEL')"},
        {"text/html": ["<div><IMG src='data:", "image/png;base64,AAAA'></div>"]},
        {"text/html": "<video controls src='film.mp4'></video>"},
    ],
)
def test_no_output_that_may_hold_a_picture_is_saved(data: dict[str, Any]) -> None:
    content = notebook("show()")
    kept = {"output_type": "stream", "name": "stdout", "text": "two moments"}
    content["cells"][0]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}, kept]
    content["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    strip_pictures(model={"type": "notebook", "content": content}, path="a.ipynb", contents_manager=None)
    assert content["cells"][0]["outputs"] == [kept]
    assert "widgets" not in content["metadata"]


def test_other_files_and_other_outputs_are_saved_as_they_are() -> None:
    content = notebook("1 + 1")
    content["cells"][0]["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "2", "text/html": "<b>2</b>"}, "metadata": {}}
    ]
    before = json.dumps(content)
    strip_pictures(model={"type": "notebook", "content": content})
    strip_pictures(model={"type": "file", "content": "text"})
    assert json.dumps(content) == before
