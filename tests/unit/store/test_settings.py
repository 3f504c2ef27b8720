"""What one person prefers: kept whole, read with care, never in the way."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from workbench.errors import WorkspaceError
from workbench.store.settings import SETTINGS_NAME, KeyChoice, Settings, change_settings, read_settings


def test_where_nothing_was_kept_everything_is_as_at_first(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_changed_is_kept_and_the_rest_stays(tmp_path: Path) -> None:
    change_settings(tmp_path, {"keys": [KeyChoice(command="step 1", chords=["W"])]})
    change_settings(tmp_path, {"reaction_delay_ms": 250})
    kept, notice = read_settings(tmp_path)
    assert notice == ""
    assert kept == Settings(keys=[KeyChoice(command="step 1", chords=["W"])], reaction_delay_ms=250)
    assert [file.name for file in tmp_path.iterdir()] == [SETTINGS_NAME]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"reaction_delay_ms": -1}', b'{"who": "me"}', b'{"keys": [{"command": "rm -rf /", "chords": []}]}'],
    ids=["empty", "torn", "a list", "no text", "out of bounds", "unknown field", "no command"],
)
def test_a_broken_file_is_said_and_set_aside_and_nothing_of_it_is_lost(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(content)
    settings, notice = read_settings(tmp_path)
    assert settings == Settings()
    (aside,) = tmp_path.iterdir()
    assert aside.name in notice
    assert aside.read_bytes() == content
    assert read_settings(tmp_path) == (Settings(), "")


@pytest.mark.parametrize("chord", ["", " ", "Mod+", "Ctrl+Z\n", "a b", "\x00", "x" * 21, "Mod+Mod+Mod+Mod+Z "])
def test_a_chord_is_bounded(chord: str) -> None:
    with pytest.raises(ValidationError):
        KeyChoice(command="undo", chords=[chord])


@pytest.mark.parametrize("chord", ["J", "Mod+Shift+Z", "+", "Mod++", "Space", "ArrowLeft", "É", "Alt+,"])
def test_chords_of_every_keyboard_are_kept(tmp_path: Path, chord: str) -> None:
    change_settings(tmp_path, {"keys": [KeyChoice(command="undo", chords=[chord])]})
    assert read_settings(tmp_path)[0].keys[0].chords == [chord]
    assert json.loads((tmp_path / SETTINGS_NAME).read_text(encoding="utf-8"))["keys"] == [{"command": "undo", "chords": [chord]}]


def test_what_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).mkdir()
    with pytest.raises(WorkspaceError):
        change_settings(tmp_path, {"reaction_delay_ms": 1})
