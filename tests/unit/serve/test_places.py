from pathlib import Path

import pytest

from workbench.errors import ServeError
from workbench.serve import places
from workbench.serve.present import FamilyPage


def test_the_template_and_the_notebook_are_found_in_the_checkout() -> None:
    assert (places.templates_folder() / "family" / "index.html.j2").is_file()
    assert places.notebook_file("family_review.ipynb").is_file()


def test_an_installed_template_is_found_in_the_environments_shared_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "share/jupyter/voila/templates/family/index.html.j2"
    installed.parent.mkdir(parents=True)
    installed.write_text("")
    notebook = tmp_path / "share/vig-workbench/notebooks/family_review.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}")
    monkeypatch.setattr(places, "_CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setattr(places.sysconfig, "get_path", lambda name: str(tmp_path))
    assert places.templates_folder() == installed.parent.parent
    assert places.notebook_file("family_review.ipynb") == notebook


def test_what_is_nowhere_is_said_to_be_missing() -> None:
    with pytest.raises(ServeError, match=r"the notebook unknown\.ipynb was not found"):
        places.notebook_file("unknown.ipynb")


def test_a_missing_template_of_voilas_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_none(*_: object, **__: object) -> list[str]:
        raise ValueError("No template sub-directory with name 'lab' found in the following paths:")

    monkeypatch.setattr("workbench.serve.present.collect_template_paths", find_none)
    with pytest.raises(ServeError, match="Voila's own page files"):
        FamilyPage().setup_template_dirs()
