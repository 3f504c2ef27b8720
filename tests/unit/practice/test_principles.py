from pathlib import Path

import pytest

from workbench.errors import DataFileError
from workbench.practice.datafiles import find_data_file
from workbench.practice.people import Scope
from workbench.practice.principles import Vocabulary, read_vocabulary

ONE_LEVEL = """
language = "en"
title = "T"
source = "S"
questions = ["What do you see?"]
[scopes]
film = "Being filmed"
shared_review = "Watching together"
film_review = "Filming the review"
supervision = "Supervision"
intervision = "Among colleagues"
accreditation = "Accreditation"
keep_copy_family = "A copy"
training_internal = "Training here"
training_external = "Training elsewhere"
research_numeric = "Numbers"
research_video = "Research film"
publication = "Publication"
[[level]]
number = 1
name = "Being attentive"
phase = "love"
principles = [ { code = "A1", behaviour = "looks interested", family = "You look interested" } ]
"""


def vocabulary(folder: Path, text: str) -> Vocabulary:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return read_vocabulary(path)


def test_the_shipped_vocabulary_has_six_levels_that_rest_on_one_another() -> None:
    shipped = read_vocabulary()
    assert [level.number for level in shipped.levels] == [1, 2, 3, 4, 5, 6]
    assert [level.phase for level in shipped.levels] == ["love", "love", "love", "play", "work", "work"]
    assert [len(level.principles) for level in shipped.levels] == [5, 8, 6, 8, 7, 8]
    assert "2011" in shipped.source


def test_every_principle_has_words_for_a_family_and_a_level() -> None:
    shipped = read_vocabulary()
    assert len(shipped.by_code) == 42
    for code, principle in shipped.by_code.items():
        assert principle.family.startswith(("You", "First you", "When it"))
        assert any(p.code == code for p in shipped.level_of(code).principles)


def test_no_principle_has_a_negative_twin() -> None:
    for principle in read_vocabulary().by_code.values():
        assert not {"not", "never", "ignores", "misses", "fails", "intrusive", "no"} & set(principle.behaviour.split())


def test_every_use_of_a_film_has_words_and_there_are_questions_to_start_from() -> None:
    shipped = read_vocabulary()
    assert set(shipped.scopes) == set(Scope)
    assert list(shipped.scopes)[:2] == [Scope.FILM, Scope.SHARED_REVIEW]
    assert len(shipped.questions) >= 3
    assert all(question.endswith("?") and not question.startswith("Why") for question in shipped.questions)


def test_a_users_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    assert list(vocabulary(tmp_path, ONE_LEVEL).by_code) == ["A1"]


def test_a_code_of_another_vocabulary_has_no_level(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        vocabulary(tmp_path, ONE_LEVEL).level_of("E1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("language = ", "cannot be read"),
        (ONE_LEVEL[: ONE_LEVEL.index("[[level]]")], "level is missing"),
        (ONE_LEVEL.replace('questions = ["What do you see?"]', ""), "questions is missing"),
        (ONE_LEVEL.replace("What do you see?", ""), "line 5: questions 1 must not be empty"),
        (ONE_LEVEL.replace('publication = "Publication"\n', ""), "line 6: scopes has no words for publication"),
        (ONE_LEVEL.replace("publication =", "fame ="), "scopes, fame"),
        (ONE_LEVEL.replace('"A copy"', '""'), "line 13: scopes, keep_copy_family must not be empty"),
        (ONE_LEVEL.replace('"A1"', '"attentive"'), "line 23: level 1, principles 1, code"),
        (ONE_LEVEL.replace('"love"', '"war"'), "line 22: level 1, phase"),
        (ONE_LEVEL.replace('family = "You look interested"', 'family = ""'), "line 23: level 1, principles 1, family"),
        (ONE_LEVEL.replace("number = 1", "number = 1\nscore = 5"), "line 21: level 1, score"),
        (
            ONE_LEVEL + ONE_LEVEL[ONE_LEVEL.index("[[level]]") :].replace("number = 1", "number = 2"),
            "line 28: level 2, principles 1, code A1 is there 2 times",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_its_name_and_the_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=r"own\.toml") as caught:
        vocabulary(tmp_path, text)
    assert words in caught.value.problem
    assert caught.value.next_step


def test_a_file_that_is_not_text_or_not_there_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataFileError, match="cannot be read as text"):
        read_vocabulary(tmp_path / "own.toml")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_vocabulary(tmp_path / "absent.toml")


def test_a_guider_reads_in_one_language_and_the_family_in_another() -> None:
    english, dutch = (read_vocabulary(find_data_file("principles", language)) for language in ("en", "nl"))
    both = english.spoken_to(dutch)
    assert both.by_code["E1"].behaviour == "waits"
    assert both.by_code["E1"].family == "Je wacht even"
    assert both.questions == dutch.questions
    assert both.scopes == english.scopes


def test_a_principle_the_familys_vocabulary_lacks_keeps_its_words(tmp_path: Path) -> None:
    both = read_vocabulary().spoken_to(vocabulary(tmp_path, ONE_LEVEL.replace("You look interested", "Tu regardes")))
    assert both.by_code["A1"].family == "Tu regardes"
    assert both.by_code["E1"].family == "You wait"
