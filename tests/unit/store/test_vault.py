"""The one door to film bytes."""

import errno
import os
from pathlib import Path

import pytest

from workbench.core.identity import new_id
from workbench.errors import NotFoundError, WorkspaceError
from workbench.store.vault import PARTS, Vault

FILM = "ab" * 32


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def _imported(vault: Vault, recording_id: str, **parts: bytes) -> None:
    staging = vault.staging(FILM)
    for part, content in parts.items():
        staging.path({"original": "original", "proxy": "proxy.mp4", "frames": "frames.bin"}[part]).write_bytes(content)
    staging.finish(recording_id)


def test_what_was_staged_is_read_back_by_id_after_finishing(vault: Vault) -> None:
    name = new_id()
    _imported(vault, name, original=b"film" * 100, frames=b"table")
    assert vault.parts(name) == [("original", 400), ("frames.bin", 5)]
    assert vault.has(name, "original")
    assert not vault.has(name, "proxy.mp4")
    assert vault.size(name, "frames.bin") == 5
    with vault.open(name, "original") as reader:
        reader.seek(398)
        assert reader.read() == b"lm"
    with vault.path(name, "frames.bin") as path:
        assert path.read_bytes() == b"table"


def test_staging_keeps_what_an_interrupted_import_had_made(vault: Vault) -> None:
    vault.staging(FILM).path("proxy.mp4").write_bytes(b"half an hour of work")
    again = vault.staging(FILM)
    assert again.has("proxy.mp4")
    assert not again.has("original")
    assert vault.recording_ids() == []


def test_finishing_takes_only_parts_and_leaves_no_staging(vault: Vault, tmp_path: Path) -> None:
    staging = vault.staging(FILM)
    staging.path("original").write_bytes(b"x")
    (staging.path("original").parent / "proxy.mp4.part").write_bytes(b"half-made")
    (staging.path("original").parent / "scratch").mkdir()
    name = new_id()
    staging.finish(name)
    assert [entry.name for entry in (tmp_path / "vault" / name).iterdir()] == ["original"]
    assert list((tmp_path / "vault" / "staging").iterdir()) == []


def test_a_recording_is_never_written_over(vault: Vault) -> None:
    name = new_id()
    _imported(vault, name, original=b"first")
    with pytest.raises(WorkspaceError, match="already"):
        _imported(vault, name, original=b"second")
    with vault.open(name, "original") as reader:
        assert reader.read() == b"first"
    assert vault.staging(FILM).has("original")


def test_discarding_leaves_nothing(vault: Vault) -> None:
    staging = vault.staging(FILM)
    staging.path("original").write_bytes(b"x")
    staging.discard()
    staging.discard()
    assert not vault.staging(FILM).has("original")


@pytest.mark.parametrize("name", ["", "..", "staging", "../../etc", "ABCDEF0123456789", "a" * 17, "a" * 15 + "\n"])
def test_only_ids_and_known_parts_open_the_door(vault: Vault, name: str, tmp_path: Path) -> None:
    (tmp_path / "vault" / "staging").mkdir(parents=True)
    (tmp_path / "vault" / "staging" / "original").write_bytes(b"secret")
    assert not vault.has(name, "original")
    assert vault.parts(name) == []
    for use in (vault.open, vault.size):
        with pytest.raises(NotFoundError, match="Import the film again"):
            use(name, "original")
    with pytest.raises(NotFoundError), vault.path(name, "original"):
        pass
    assert vault.destroy(name) == []
    with pytest.raises(ValueError, match="id"):
        vault.staging(FILM).finish(name)


@pytest.mark.parametrize("part", ["", ".", "../other", "original/", "notes.txt", "PROXY.MP4"])
def test_a_part_that_is_none_is_refused(vault: Vault, part: str) -> None:
    name = new_id()
    _imported(vault, name, original=b"x")
    assert not vault.has(name, part)
    with pytest.raises(NotFoundError):
        vault.open(name, part)
    with pytest.raises(ValueError, match="a part is one of original"):
        vault.staging(FILM).path(part)


@pytest.mark.parametrize("film_hash", ["", "..", "ab/" * 20, "AB" * 32, "ab"])
def test_a_hash_that_is_none_makes_no_folder(vault: Vault, film_hash: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hash"):
        vault.staging(film_hash)
    assert list(tmp_path.iterdir()) == []


def test_destroying_some_parts_keeps_the_others_and_destroying_all_leaves_no_folder(vault: Vault, tmp_path: Path) -> None:
    name, other = new_id(), new_id()
    _imported(vault, name, original=b"film", proxy=b"proxy", frames=b"t")
    _imported(vault, other, original=b"film")
    assert vault.destroy(name, ["proxy.mp4", "peaks.bin"]) == ["proxy.mp4"]
    assert [part for part, _ in vault.parts(name)] == ["original", "frames.bin"]
    assert vault.destroy(name) == ["original", "frames.bin"]
    assert vault.destroy(name) == []
    assert not (tmp_path / "vault" / name).exists()
    assert vault.recording_ids() == [other]


def test_every_part_can_be_staged(vault: Vault) -> None:
    staging = vault.staging(FILM)
    for part in PARTS:
        staging.path(part).write_bytes(b"1")
    name = new_id()
    staging.finish(name)
    assert [part for part, _ in vault.parts(name)] == list(PARTS)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no space left"), (errno.EACCES, "may not be written"), (errno.EIO, "cannot be used")],
)
def test_a_disk_that_refuses_is_said_in_words_and_staging_stays(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    staging = vault.staging(FILM)
    staging.path("original").write_bytes(b"film")

    def refuse(_handle: int) -> None:
        raise OSError(number, "the disk refuses")

    name = new_id()
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WorkspaceError, match=words):
        staging.finish(name)
    monkeypatch.undo()
    assert vault.parts(name) == []
    assert vault.staging(FILM).has("original")


def test_a_part_made_later_is_whole_and_never_takes_the_place_of_one_that_is_there(vault: Vault, tmp_path: Path) -> None:
    name = new_id()
    _imported(vault, name, original=b"x")
    vault.add(name, "packets.bin", b"first")
    vault.add(name, "packets.bin", b"second")
    assert (tmp_path / "vault" / name / "packets.bin").read_bytes() == b"first"
    assert sorted(path.name for path in (tmp_path / "vault" / name).iterdir()) == ["original", "packets.bin"]


def test_a_part_is_made_later_only_for_a_recording_that_is_there_and_by_a_known_name(vault: Vault) -> None:
    with pytest.raises(NotFoundError):
        vault.add(new_id(), "packets.bin", b"table")
    with pytest.raises(NotFoundError):
        vault.add("../elsewhere", "packets.bin", b"table")
    with pytest.raises(ValueError, match="a part is one of"):
        vault.add(new_id(), "../packets.bin", b"table")
