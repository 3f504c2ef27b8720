import os
from pathlib import Path

import pytest

from workbench.store.files import UNFINISHED, flush, whole_file, write_whole


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    with whole_file(target) as part:
        part.write_bytes(b"half")
        assert not target.exists()
        assert part.parent == tmp_path
        assert part.name.endswith(UNFINISHED)
        part.write_bytes(b"whole")
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_after_an_error_a_file_is_what_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    write_whole(target, b"before")

    def fail() -> None:
        with whole_file(target) as part:
            part.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_written_is_on_the_disk_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[int, bool]] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        flushed.append((os.fstat(handle).st_size, (tmp_path / "a.bin").exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(tmp_path / "a.bin", b"12345")
    assert flushed == [(5, False)]
    flush(tmp_path)
    assert len(flushed) == 2
