from datetime import date
from pathlib import Path

import pytest

from tests.family_package import write_family_package
from workbench.render.package import open_package, withdraw_package
from workbench.serve.shelf import PackageShelf


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_family_package(tmp_path)


def test_clips_and_chosen_stills_are_found_by_their_ids_and_nothing_else(package: Path) -> None:
    opened = open_package(package, date.today())
    shelf = PackageShelf(opened)
    first, second = opened.manifest.clips
    film = shelf(first.id, "clip")
    assert film is not None
    with film.read() as reader:
        assert reader.read() == opened.clip_path(first.id).read_bytes()
    assert (film.content_type, film.etag, film.size) == ("video/mp4", f'"{first.sha256}"', opened.clip_path(first.id).stat().st_size)
    still = shelf(second.id, "poster")
    assert still is not None
    assert (still.content_type, still.etag) == ("image/jpeg", f'"{second.poster_sha256}"')
    assert shelf(first.id, "poster") is None
    assert shelf(first.id, "manifest") is None
    assert shelf("0" * 16, "clip") is None


def test_a_package_withdrawn_while_it_is_shown_gives_nothing_more(package: Path) -> None:
    opened = open_package(package, date.today())
    shelf = PackageShelf(opened)
    assert shelf.is_open
    withdraw_package(package, date.today())
    assert not shelf.is_open
    assert shelf(opened.manifest.clips[0].id, "clip") is None


def test_a_package_past_its_day_while_it_is_shown_gives_nothing_more(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_package(package, date.today())
    shelf = PackageShelf(opened)

    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2100, 1, 1)

    monkeypatch.setattr("workbench.serve.shelf.date", Later)
    assert not shelf.is_open
    assert shelf(opened.manifest.clips[0].id, "clip") is None
