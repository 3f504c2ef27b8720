"""Whatever is written in a case, a draft says nothing but what it may say."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.time import Span, Ticks
from workbench.practice.casework import Case, Goal, GoalRating
from workbench.practice.clips import Clip, PausePoint
from workbench.practice.datafiles import find_data_file
from workbench.practice.drafting import draft_letter, tell
from workbench.practice.letters import LetterKind
from workbench.practice.people import Person, Role
from workbench.practice.principles import read_vocabulary
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.sentences import read_letter_words

DAY = date(2026, 3, 9)
ALLOWED = {
    "Case.hope",
    "Case.helping_question",
    "Person.shown_name",
    "Goal.words",
    "SharedReview.working_point",
    "ClipResponse.said_first",
    "ClipResponse.named",
    "ClipResponse.feeling",
    "ClipResponse.working_point",
}
"""All that a letter may take over, field by field."""

VOCABULARIES = {language: read_vocabulary(find_data_file("principles", language)) for language in ("en", "nl")}
LETTERS = {language: read_letter_words(find_data_file("letters", language)) for language in ("en", "nl")}
TEXT = st.text(max_size=12)


def planted(thing: Any, texts: dict[str, str], keep: tuple[str, ...]) -> Any:
    """The thing with a canary of its own in every text, with other text around it."""
    kind = type(thing).__name__
    changed: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        canary = f"canary{kind}{field.name}yranac"
        if field.name in keep:
            continue
        if isinstance(value, str) and type(value) is str:
            changed[field.name] = f"{texts.get(field.name, '')}{canary}"
        elif isinstance(value, tuple) and field.name in ("follow_ups", "present", "done"):
            changed[field.name] = (canary,)
    return replace(thing, **changed)


@given(
    st.sampled_from(LetterKind),
    st.sampled_from(["en", "nl"]),
    st.booleans(),
    st.dictionaries(st.sampled_from(["hope", "named", "working_point", "words", "note"]), TEXT),
    st.lists(st.integers(0, 10), max_size=4),
)
def test_a_draft_never_has_anything_but_whitelisted_words(
    kind: LetterKind, language: str, kept: bool, texts: dict[str, str], values: list[int]
) -> None:
    links = ("id", "case_id", "goal_id", "review_id", "clip_id")
    case = planted(Case("c", "X", DAY, hold_reason="held", hold_review_on=DAY), texts, links)
    client = planted(Person("m", "c", "M", Role.CLIENT, "Mum"), texts, links)
    goal = planted(Goal("g", "c", "w", DAY), texts, links)
    ratings = [planted(GoalRating(f"n{n}", "g", date(2026, 3, n + 1), value), texts, links) for n, value in enumerate(values)]
    review = planted(SharedReview("r", "c", DAY), texts, links)
    response = planted(ClipResponse("a", "r", "t", "clip", kept=kept), texts, links)
    span = Span(Ticks(0), Ticks(9))
    clip = planted(
        Clip("clip", "p", "f", span, 0, principles=("E1", "canaryprinciple"), pauses=(PausePoint(Ticks(1), "canarypause"),)), texts, links
    )

    told = tell(case, client, [goal], ratings, [review], [response], [clip], VOCABULARIES[language])
    letter = draft_letter("c", kind, told, LETTERS[language], DAY)

    text = "\n".join([letter.heading, *letter.paragraphs])
    for field in ALLOWED:
        text = text.replace(f"canary{field.replace('.', '')}yranac", "")
    assert "canary" not in text
    if not kept:
        assert VOCABULARIES[language].by_code["E1"].family not in text


def test_the_canaries_sing() -> None:
    """What may be told is told, so that a canary that is not found means something."""
    response = planted(ClipResponse("a", "r", "t", "clip", kept=True), {}, ("id", "review_id", "clip_id"))
    told = tell(Case("c", "X", DAY), None, [], [], [], [response], [], VOCABULARIES["en"])
    text = "\n".join(draft_letter("c", LetterKind.CLOSING, told, LETTERS["en"], DAY).paragraphs)
    for name in ("said_first", "named", "feeling", "working_point"):
        assert f"canaryClipResponse{name}yranac" in text
    assert "clip_title" not in text
