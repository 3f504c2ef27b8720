"""Files that users edit: found, read, and refused with the line and the reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import DataFileError
from workbench.practice.checklists import SELF_REFLECTION, SHARED_REVIEW, read_checklists
from workbench.practice.checks import read_check_words
from workbench.practice.datafiles import NAMES, SHIPPED, find_data_file, find_line, shipped_languages
from workbench.practice.film_checks import read_film_check_words
from workbench.practice.lengths import read_lengths
from workbench.practice.page_words import read_page_words
from workbench.practice.principles import read_vocabulary
from workbench.practice.sentences import read_filming_guide, read_letter_words
from workbench.practice.stages import read_stages

READERS: dict[str, Any] = {
    "principles": read_vocabulary,
    "lengths": read_lengths,
    "checks": read_check_words,
    "film_checks": read_film_check_words,
    "checklists": read_checklists,
    "stages": read_stages,
    "letters": read_letter_words,
    "guide": read_filming_guide,
    "page": read_page_words,
}


def shipped(name: str, language: str = "en") -> str:
    return find_data_file(name, language).read_text(encoding="utf-8")


def line_with(text: str, part: str) -> int:
    (number,) = [n for n, line in enumerate(text.split("\n"), start=1) if part in line]
    return number


def refusal(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / f"{name}.en.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataFileError) as caught:
        READERS[name](path)
    assert caught.value.problem.startswith(f"{path.name}, ")
    assert caught.value.next_step == "Mend the file, or take it away to use the shipped one"
    return caught.value.problem.removeprefix(f"{path.name}, ")


class TestFinding:
    def test_every_file_is_shipped_in_english_and_dutch(self) -> None:
        assert set(READERS) == set(NAMES)
        for name in NAMES:
            assert shipped_languages(name) == ["en", "nl"]
            for language in ("en", "nl"):
                path = find_data_file(name, language)
                assert path == SHIPPED / f"{name}.{language}.toml"
                assert tomllib.loads(path.read_text(encoding="utf-8"))["language"] == language
                READERS[name](path)

    def test_a_workspaces_own_comes_first_then_the_language_then_english(self, tmp_path: Path) -> None:
        assert find_data_file("guide", "nl-BE", tmp_path) == SHIPPED / "guide.nl.toml"
        assert find_data_file("guide", "fr", tmp_path) == SHIPPED / "guide.en.toml"
        (tmp_path / "guide.en.toml").touch()
        assert find_data_file("guide", "fr", tmp_path) == tmp_path / "guide.en.toml"
        assert find_data_file("guide", "nl", tmp_path) == SHIPPED / "guide.nl.toml"
        (tmp_path / "guide.fr.toml").touch()
        assert find_data_file("guide", "FR-ca", tmp_path) == tmp_path / "guide.fr.toml"


class TestTranslations:
    """What records refer to is the same in every language."""

    def test_principles_have_the_same_codes_levels_and_uses(self) -> None:
        english, dutch = (read_vocabulary(find_data_file("principles", language)) for language in ("en", "nl"))
        assert list(english.by_code) == list(dutch.by_code)
        assert [(level.number, level.phase) for level in english.levels] == [(level.number, level.phase) for level in dutch.levels]
        assert list(english.scopes) == list(dutch.scopes)
        same = [code for code in english.by_code if english.by_code[code].family == dutch.by_code[code].family]
        assert same == []

    def test_checklists_and_stages_have_the_same_codes(self) -> None:
        lists = [read_checklists(find_data_file("checklists", language)) for language in ("en", "nl")]
        assert [{code: list(each.words_by_code) for code, each in some.items()} for some in lists] == 2 * [
            {code: list(each.words_by_code) for code, each in lists[0].items()}
        ]
        english, dutch = (read_stages(find_data_file("stages", language)) for language in ("en", "nl"))
        for code, profile in english.items():
            assert [(s.code, s.cycles, s.clients, s.supervision_hours) for s in profile.stage] == [
                (s.code, s.cycles, s.clients, s.supervision_hours) for s in dutch[code].stage
            ]

    def test_lengths_are_the_same(self) -> None:
        english, dutch = (read_lengths(find_data_file("lengths", language)) for language in ("en", "nl"))
        for lengths in (english, dutch):
            assert (lengths.fewest_clips, lengths.most_clips) == (3, 5)
            assert (lengths.band("clip").shortest_s, lengths.band("clip").longest_s) == (20, 90)
            assert (lengths.band("micro").shortest_s, lengths.band("micro").longest_s) == (3, 10)


class TestContent:
    def test_the_shared_review_goes_from_welcome_to_how_it_was(self) -> None:
        points = list(read_checklists(find_data_file("checklists", "en"))[SHARED_REVIEW].words_by_code)
        assert len(points) == 12
        assert (points[0], points[4], points[-1]) == ("welcome", "client_first", "how_was_it")

    def test_looking_back_asks_and_never_counts(self) -> None:
        for language in ("en", "nl"):
            for words in read_checklists(find_data_file("checklists", language))[SELF_REFLECTION].words_by_code.values():
                assert words.endswith("?")
                assert not {"why", "score", "waarom"} & set(words.lower().split())

    def test_the_stages_are_those_of_the_sources(self) -> None:
        stages = read_stages(find_data_file("stages", "en"))
        numbers = [(s.cycles, s.clients, s.supervision_hours) for s in stages["avig"].stage]
        assert numbers == [(None, None, None), (6, 2, 7), (9, 3, 8), (12, 3, 8)]
        assert len(stages["three_levels"].stage) == 3

    def test_no_sentence_to_a_family_is_negative(self) -> None:
        forbidden = {"but", "not", "never", "why", "should", "problem", "maar", "niet", "nooit", "waarom", "probleem", "moet"}
        for language in ("en", "nl"):
            letters = read_letter_words(find_data_file("letters", language))
            for sentences in (letters.closing, letters.strengths):
                for said in sentences.model_dump().values():
                    for sentence in (said,) if isinstance(said, str) else said:
                        assert not forbidden & set(sentence.lower().replace(",", " ").split()), sentence


class TestRefusal:
    @pytest.mark.parametrize(
        ("name", "before", "after", "line_of", "words"),
        [
            (
                "principles",
                'code = "E3"',
                'code = "E2"',
                '{ code = "E2", behaviour = "warm tone"',
                "principles 3, code E2 is there 2",
            ),
            ("principles", 'phase = "play"', 'phase = "war"', 'phase = "war"', "level 4, phase has to be 'love', 'play' or 'work'"),
            ("principles", 'code = "A1"', 'code = "one"', 'code = "one"', "has to be a capital and one or two digits, like A1"),
            (
                "principles",
                'family = "You wait" }',
                'famly = "You wait" }',
                'famly = "You wait"',
                "principles 1, family is missing",
            ),
            ("page", "until {day}", "until {date}", "over_since =", "over_since has to say the last day once, as {day}"),
            ("page", "until {day}", "until {day", "over_since =", "over_since has a brace too many or too few"),
            ("page", 'play = "Play"', 'play = ""', 'play = ""', "play must not be empty"),
            ("principles", 'film = "Being filmed"', "", "[scopes]", "scopes has no words for film"),
            ("principles", 'publication = "P', 'fame = "P', 'fame = "P', "scopes, fame has to be 'film'"),
            ("principles", "number = 3", 'number = "three"', 'number = "three"', "level 3, number has to be a whole number"),
            ("principles", "number = 3", "number = 30", "number = 30", "level 3, number has to be 9 or less"),
            (
                "lengths",
                "shortest_s = 20",
                "shortest_s = 200",
                "shortest_s = 200",
                "is 200 and longest_s 90, which is shorter",
            ),
            ("lengths", "fewest_clips = 3", "fewest_clips = 6", "fewest_clips = 6", "the fewest cannot be more than the most"),
            ("lengths", "longest_s = 10", "longest_s = 10\nmean = 4", "mean = 4", "micro, mean is not a word of this file"),
            ("checklists", 'code = "wait"', 'code = "play"', 'words = "Wait"', "checklist 1, point 4, code play is there twice"),
            ("checklists", 'words = "Wait"', 'words = ""', 'words = ""', "checklist 1, point 4, words must not be empty"),
            ("checklists", 'words = "Wait"', "words = 4", "words = 4", "has to be text in quotation marks"),
            ("checklists", '["R1", "D1"]', '["R1", "D99"]', '["R1", "D99"]', "point 3, principles 2 D99 is no principle in the file"),
            (
                "checks",
                "{usual} clips",
                "{usuals} clips",
                "{usuals}",
                "count has the blank {usuals}; those it can have are {n}",
            ),
            ("checks", 'pause = "No', 'pause = "{n} no', "{n} no", "clip, pause has the blank {n}; those it can have are none"),
            ("checks", 'untold = "keeps', 'untold = "" # "keeps', 'untold = ""', "order, untold must not be empty"),
            ("stages", "cycles = 6", "cycles = -6", "cycles = -6", "profile 1, stage 2, cycles has to be 0 or more"),
            ("letters", "go on with:", "go on with {hope}:", "{hope}:", "closing, points has the blank {hope}; those it can have are none"),
            ("letters", "you hoped: {hope}", "you hoped: {hope.real}", "{hope.real}", "those it can have are {hope}"),
            ("letters", "you hoped: {hope}", "you hoped: {hope!r}", "{hope!r}", "those it can have are {hope}"),
            ("letters", "For {name}", "For {name", "", "has a brace { or } without its other half"),
            ("letters", '"September", ', "", "months = [", "months has to have at least 12, not 11"),
            ("guide", 'picture = "near"', 'picture = "far"', 'picture = "far"', "tip 3, picture has to be 'both', 'light', 'near' or ''"),
        ],
    )
    def test_it_names_the_line_and_the_reason(self, tmp_path: Path, name: str, before: str, after: str, line_of: str, words: str) -> None:
        text = shipped(name)
        assert before in text
        broken = text.replace(before, after, 1)
        problem = refusal(tmp_path, name, broken)
        assert words in problem
        if line_of:
            assert f"line {line_with(broken, line_of)}: " in problem

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b'language = "en"\n\ntitle = \xff', "line 3: this cannot be read as text; save the file as UTF-8"),
            ("language = \n", "line 1: this cannot be read (Invalid value)"),
            ('language = "en"\n[[level]]\nprinciples = [\n', "line 3: this cannot be read"),
            ('language = "en"\nlanguage = "en"\n', "line 2: this cannot be read (Cannot overwrite a value)"),
            ("x = " + "[" * 100_000, "lists within lists"),
            ("#" * 1_000_001, "larger than"),
            ("", "line 1: language is missing"),
        ],
    )
    def test_what_is_no_such_file_at_all_is_refused_too(self, tmp_path: Path, content: str | bytes, words: str) -> None:
        assert words in refusal(tmp_path, "principles", content)

    def test_many_faults_are_said_three_at_once_in_order_of_lines(self, tmp_path: Path) -> None:
        problem = refusal(tmp_path, "lengths", 'language = "en"\nfewest_clips = 0\nmost_clips = 0\n[clip]\nname = ""\n[micro]\n')
        lines = [int(part.split(":")[0]) for part in problem.split("line ")[1:]]
        assert lines == sorted(lines)
        assert len(lines) == 3
        assert problem.endswith("; and 5 more")

    def test_a_folder_or_nothing_under_the_name_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "guide.en.toml").mkdir()
        for name in ("guide.en.toml", "absent.toml"):
            with pytest.raises(DataFileError, match="cannot be read"):
                read_filming_guide(tmp_path / name)

    def test_a_file_saved_by_another_editor_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "lengths.en.toml"
        path.write_bytes(b"\xef\xbb\xbf" + shipped("lengths").replace("\n", "\r\n").encode())
        assert read_lengths(path).most_clips == 5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_text_is_found_on_its_own_line(name: str, language: str) -> None:
    """The oracle is the text itself: the line that is found holds the value as it is written."""
    text = shipped(name, language)
    lines = text.split("\n")

    def texts(value: Any, place: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
        if isinstance(value, str):
            return [(place, value)]
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [found for key, each in inside for found in texts(each, (*place, key))]

    found = texts(tomllib.loads(text), ())
    for place, value in found[:: max(1, len(found) // 12)]:
        assert f'"{value}"' in lines[find_line(text, place) - 1]
