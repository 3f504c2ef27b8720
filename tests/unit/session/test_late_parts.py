from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cases import write_case
from tests.films import Kind, NumberedFilm
from workbench.core.identity import new_id
from workbench.media.packets import PacketTable
from workbench.media.spectrogram import Spectrogram
from workbench.session.importing import import_film
from workbench.session.late_parts import has_packets, make_spectrogram
from workbench.store.workspace import Workspace, open_workspace

Film = Callable[[Kind], NumberedFilm]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "workspace", create=True) as opened:
        yield opened


def test_a_recording_from_before_there_were_packet_tables_gets_the_very_one_an_import_makes(
    workspace: Workspace, numbered_film: Film
) -> None:
    vault, name = workspace.vault, import_film(workspace, numbered_film("variable").path, "A7").recording.id
    with vault.open(name, "packets.bin") as file:
        imported = file.read()
    assert PacketTable.from_bytes(imported).n_packets == 50
    vault.destroy(name, ["packets.bin"])
    assert has_packets(vault, name)
    with vault.open(name, "packets.bin") as file:
        assert file.read() == imported
    assert has_packets(vault, name)


def test_a_recording_without_a_working_copy_has_none_and_nothing_is_left(workspace: Workspace) -> None:
    _, recording, _, _ = write_case(workspace)
    assert not has_packets(workspace.vault, recording.id)
    assert [part for part, _ in workspace.vault.parts(recording.id)] == ["frames.bin"]
    assert not has_packets(workspace.vault, new_id())


def test_a_disk_that_cannot_take_it_is_no_error_and_leaves_no_half_table(tmp_path: Path, numbered_film: Film) -> None:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        vault, name = workspace.vault, import_film(workspace, numbered_film("silent").path, "A7").recording.id
        vault.destroy(name, ["packets.bin"])
        folder = tmp_path / "workspace" / "vault" / name
        before = sorted(path.name for path in folder.iterdir())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "write_bytes", _full)
            assert not has_packets(vault, name)
        assert sorted(path.name for path in folder.iterdir()) == before
        assert has_packets(vault, name)


def test_a_spectrogram_is_made_once_and_is_as_long_as_the_film(workspace: Workspace, numbered_film: Film) -> None:
    vault, recording = workspace.vault, import_film(workspace, numbered_film("constant25").path, "A7").recording
    assert not vault.has(recording.id, "spectrogram.bin")
    assert make_spectrogram(vault, recording.id)
    with vault.open(recording.id, "spectrogram.bin") as file:
        made = file.read()
    assert len(Spectrogram.from_bytes(made).levels) == pytest.approx(recording.length / 900, abs=5)
    with vault.path(recording.id, "spectrogram.bin") as path:
        before = path.stat().st_mtime_ns
        assert make_spectrogram(vault, recording.id)
        assert path.stat().st_mtime_ns == before


def test_without_a_working_copy_or_a_recording_there_is_no_spectrogram(workspace: Workspace) -> None:
    _, recording, _, _ = write_case(workspace)
    assert not make_spectrogram(workspace.vault, recording.id)
    assert not make_spectrogram(workspace.vault, new_id())
    assert [part for part, _ in workspace.vault.parts(recording.id)] == ["frames.bin"]


def _full(*_: object) -> int:
    raise OSError(28, "No space left on device")
