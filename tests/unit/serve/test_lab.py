from pathlib import Path

import pytest

from workbench.core.identity import new_id
from workbench.errors import ServeError, WorkspaceError
from workbench.serve.lab import VaultFilms, plan_options, start_lab
from workbench.store.vault import Vault
from workbench.store.workspace import open_workspace


def test_films_are_found_by_recording_and_part(tmp_path: Path) -> None:
    vault, recording_id = Vault(tmp_path), new_id()
    staging = vault.staging("ab" * 32)
    staging.path("proxy.mp4").write_bytes(b"film")
    staging.path("original").write_bytes(b"the film as it came")
    staging.finish(recording_id)
    films = VaultFilms(vault)
    film = films(recording_id, "film")
    assert film is not None
    with film.read() as reader:
        assert reader.read() == b"film"
    assert (film.size, film.content_type) == (4, "video/mp4")
    vault.add(recording_id, "packets.bin", b"table")
    packets = films(recording_id, "packets")
    assert packets is not None
    assert (packets.size, packets.content_type) == (5, "application/octet-stream")
    original = films(recording_id, "original")
    assert original is not None
    with original.read() as reader:
        assert reader.read() == b"the film as it came"
    assert films(recording_id, "facts") is None
    assert films(recording_id, "proxy.mp4") is None
    assert films(recording_id, "peaks") is None
    assert films(new_id(), "film") is None


def test_jupyterlab_is_started_on_this_machine_only_and_asks_nobody_outside() -> None:
    options = plan_options(Path("/w/desk"), "prepare_session.ipynb", port=1234, token="secret", open_browser=False)
    for expected in (
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=1234",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        "--IdentityProvider.token=secret",
        "--LabApp.default_url=/lab/tree/notebooks/prepare_session.ipynb",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--ServerApp.kernel_spec_manager_class=workbench.serve.kernels.OwnPython",
    ):
        assert expected in options


def test_without_a_workspace_nothing_is_started_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        start_lab(tmp_path / "absent", open_browser=False)
    assert not (tmp_path / "absent").exists()


def test_a_port_in_use_is_refused_in_words(tmp_path: Path, taken_port: int) -> None:
    open_workspace(tmp_path / "w", create=True).close()
    with pytest.raises(ServeError, match=f"Port {taken_port} cannot be used"):
        start_lab(tmp_path / "w", port=taken_port, open_browser=False)
