import os
import stat
from pathlib import Path

import pytest

from workbench.errors import ServeError
from workbench.render.package import own_words_folder
from workbench.serve.own_words import FOR_GUIDER_TOO, FOR_US, keep_words

WORDS = "He looked at me! <script>alert(1)</script> 😀"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    return folder


def kept(package: Path) -> dict[str, str]:
    folder = own_words_folder(package)
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} if folder.exists() else {}


def test_words_lie_beside_the_package_for_this_user_alone(package: Path) -> None:
    file = keep_words(package, WORDS, for_guider=False)
    assert file is not None
    assert file.parent.parent == package.parent
    assert kept(package) == {FOR_US: WORDS + "\n"}
    assert list(package.iterdir()) == []
    if os.name != "nt":
        assert [stat.S_IMODE(place.stat().st_mode) for place in (file, file.parent)] == [0o600, 0o700]


def test_words_kept_anew_take_the_place_of_those_before_also_where_others_may_read_them(package: Path) -> None:
    keep_words(package, "one", for_guider=False)
    keep_words(package, "two", for_guider=True)
    assert kept(package) == {FOR_GUIDER_TOO: "two\n"}
    keep_words(package, "three", for_guider=False)
    assert kept(package) == {FOR_US: "three\n"}


def test_nothing_kept_takes_away_what_was_there(package: Path) -> None:
    keep_words(package, "one", for_guider=True)
    assert keep_words(package, " \n", for_guider=False) is None
    assert not own_words_folder(package).exists()


def test_what_steers_a_terminal_is_left_out(package: Path) -> None:
    keep_words(package, "a\x1b[2Jb\r\nc\td\x00", for_guider=False)
    assert kept(package) == {FOR_US: "a[2Jb\nc\td\n"}


def test_where_they_cannot_be_written_nothing_is_left(package: Path) -> None:
    own_words_folder(package).write_text("in the way")
    with pytest.raises(ServeError, match="could not be kept"):
        keep_words(package, WORDS, for_guider=False)
    assert own_words_folder(package).read_text() == "in the way"
