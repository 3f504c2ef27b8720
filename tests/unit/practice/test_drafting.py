"""Letters drafted from the client's own words."""

import json
from datetime import date
from pathlib import Path

import pytest

from workbench.core.time import Span, Ticks
from workbench.practice.casework import Case, Goal, GoalRating
from workbench.practice.clips import Clip
from workbench.practice.datafiles import find_data_file
from workbench.practice.drafting import Told, ToldGoal, draft_letter, plain_words, tell
from workbench.practice.letters import Letter, LetterKind
from workbench.practice.people import Person, Role
from workbench.practice.principles import read_vocabulary
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.sentences import LetterWords, read_letter_words

GOLDEN = Path(__file__).parents[2] / "golden" / "letters.json"
TODAY = date(2026, 3, 9)
CASE = Case("case", "HAZEL", TODAY, helping_question="I wish he would listen to me", hope="that he listens to me")
MUM = Person("mum", "case", "M", Role.CLIENT, "Mum")
GOALS = [Goal("g1", "case", "More quiet evenings", TODAY), Goal("g2", "case", "Laughing together", TODAY)]
REVIEW = SharedReview("r", "case", TODAY, working_point="Waiting a little longer", note="tired")
CLIP = Clip("clip", "p", "film", Span(Ticks(0), Ticks(9)), 0, principles=("E1", "R3", "Z9"))
KEPT = ClipResponse(
    "a", "r", "Waiting", "clip", "He looked\n at me first!", "I waited and he came back", "warm", "Waiting a little longer", kept=True
)
LEFT = ClipResponse("b", "r", "Shoes", None, "I look so tired", "I was cross", "sad", "less hurry")


def words(language: str = "en") -> LetterWords:
    return read_letter_words(find_data_file("letters", language))


def told(ratings: list[GoalRating] | None = None, language: str = "en", responses: tuple[ClipResponse, ...] = (KEPT, LEFT)) -> Told:
    vocabulary = read_vocabulary(find_data_file("principles", language))
    return tell(CASE, MUM, GOALS, ratings or [], [REVIEW], responses, [CLIP], vocabulary)


def rating(goal: str, day: int, value: int) -> GoalRating:
    return GoalRating(f"{goal}-{day}", goal, date(2026, 3, day), value, "private words")


def as_text(letter: Letter) -> str:
    return "\n\n".join([letter.heading, *letter.paragraphs])


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", LetterKind)
def test_the_letters_are_those_that_were_read_and_found_good(kind: LetterKind, language: str) -> None:
    ratings = [rating("g1", 1, 3), rating("g1", 9, 7)]
    letter = draft_letter("case", kind, told(ratings, language), words(language), TODAY)
    assert (letter.kind, letter.language, letter.edited, letter.drafted_on) == (kind, language, False, TODAY)
    assert as_text(letter).split("\n") == json.loads(GOLDEN.read_text(encoding="utf-8"))[f"{kind.value} {language}"]


def test_only_clips_worth_showing_again_are_told() -> None:
    text = as_text(draft_letter("case", LetterKind.CLOSING, told(), words(), TODAY))
    assert "He looked at me first!" in text
    for private in ("tired", "cross", "sad", "less hurry", "Shoes", "HAZEL"):
        assert private not in text


def test_strengths_are_the_familys_words_for_the_principles_and_each_thing_is_said_once() -> None:
    twice = told(responses=(KEPT, KEPT))
    assert twice.strengths == ("You wait", "You smile back")
    assert twice.points == ("Waiting a little longer",)
    assert told(language="nl").strengths == ("Je wacht even", "Je lacht terug")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([(1, 3)], None),
        ([(1, 3), (9, 7)], (3, 7)),
        ([(9, 7), (1, 3), (5, 1)], (3, 7)),
        ([(1, 4), (9, 4)], (4, 4)),
        ([(1, 7), (9, 3)], None),
    ],
)
def test_own_ratings_are_the_first_and_the_last_and_are_told_only_where_they_did_not_fall(
    values: list[tuple[int, int]], expected: tuple[int, int] | None
) -> None:
    first, last = expected or (None, None)
    goals = told([rating("g1", day, value) for day, value in values]).goals
    assert goals == (ToldGoal("More quiet evenings", first, last), ToldGoal("Laughing together"))


def test_a_case_about_which_little_is_known_has_a_short_letter() -> None:
    nothing = tell(Case("case", "HAZEL", TODAY), None, [], [], [], [], [], read_vocabulary())
    assert nothing == Told()
    letter = draft_letter("case", LetterKind.CLOSING, nothing, words(), TODAY)
    assert letter.paragraphs == words().closing.end


def test_an_empty_sentence_leaves_its_part_out() -> None:
    silent = words().model_copy(update={"closing": words().closing.model_copy(update={"said": "", "end": ()})})
    letter = draft_letter("case", LetterKind.CLOSING, told(), silent, TODAY)
    assert "He looked" not in as_text(letter)
    assert letter.paragraphs[-1].startswith("This is what you chose")


def test_braces_in_somebodys_words_are_only_braces() -> None:
    curly = Told(hope="that {he} listens {0} {hope.x}")
    assert "“that {he} listens {0} {hope.x}”" in as_text(draft_letter("case", LetterKind.CLOSING, curly, words(), TODAY))


def test_own_words_become_one_line_without_what_cannot_be_printed() -> None:
    assert plain_words(" He\n\tlooked\x00 \ud800at me\ufffe ") == "He looked at me"
    assert plain_words("נעם מחכה ❤️") == "נעם מחכה ❤️"


def test_days_and_quotes_are_written_as_the_language_writes_them() -> None:
    assert words().date(date(2026, 3, 1)) == "1 March 2026"
    assert words("nl").date(date(2026, 12, 31)) == "31 december 2026"
    assert words().quoted("so") == "“so”"
    assert words().quoted("„so“") == "„so“"
