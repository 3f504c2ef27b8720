"""The screenplay hangs together, and one that does not is refused with the place."""

from pathlib import Path

import pytest

from workbench.errors import DataFileError
from workbench.sample.pronunciation import read_pronunciation
from workbench.sample.script import SHIPPED, read_script


def refused(tmp_path: Path, old: str, new: str) -> str:
    text = SHIPPED.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "script.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_script(path)
    return str(caught.value)


def test_the_shipped_script_is_two_minutes_of_two_people() -> None:
    script = read_script()
    assert script.length_s == 120
    assert [(person.key, person.code, person.shown_name) for person in script.people] == [("mum", "M1", "Mum"), ("child", "C1", "Noah")]
    assert script.helping_question == "I wish he would listen to me"


def test_every_word_of_the_script_can_be_said() -> None:
    lines = [event.say for event in read_script().events if event.say]
    assert len(lines) > 25
    assert all(read_pronunciation().phrases(line) for line in lines)


def test_a_word_without_a_pronunciation_is_named() -> None:
    with pytest.raises(DataFileError, match="'crocodile'"):
        read_pronunciation().phrases("A crocodile!")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at = 4.6, who", "at = 1.0, who", "stands after"),
        ('gesture = "take", piece = "gull"', 'gesture = "take", piece = "whale"', "no piece is called whale"),
        ('look = "sail" },\n  { at = 14.6', 'look = "nowhere" },\n  { at = 14.6', "nothing is called nowhere"),
        ('answers = "boat-9"', 'answers = "boat-99"', "which no earlier step is called"),
        ('principles = ["A2", "R1"] },\n  { at = 10.2', 'principles = ["Z9"] },\n  { at = 10.2', "no principle is called Z9"),
        ('who = "mum", gesture = "smile", until = 13.4', 'who = "mum", gesture = "smile"', "needs an end"),
        ('at = 0.0, who = "child"', 'at = 0.5, who = "child"', "looks somewhere from 0 s on"),
        ("poster = 30.8", "poster = 80.0", "not within the clip"),
        ("length_s = 120.0", "length_s = 100.0", "after the film's end"),
    ],
)
def test_a_script_that_does_not_hang_together_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert says in refused(tmp_path, old, new)


def test_a_script_that_is_no_toml_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("events = [", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"mine\.toml cannot be read"):
        read_script(path)
