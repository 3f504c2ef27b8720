"""Drafts of letters to a family, made of the client's own words.

What a draft may say is whitelisted by the fields of :class:`Told`, and :func:`tell` is the only way into them: no note, no reason, no
hypothesis of a guider, no code, no film's name. Nothing here weighs or compares; a rating is told only if wished, and only where it rose
or stayed.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.core.identity import new_id
from workbench.practice.casework import Case, Goal, GoalRating
from workbench.practice.clips import Clip
from workbench.practice.letters import Letter, LetterKind
from workbench.practice.people import Person
from workbench.practice.principles import Vocabulary
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.sentences import LetterSentences, LetterWords

BULLET = "• "
"""How a line of a list begins in a letter's paragraph."""


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal in the client's words, with the first and last of the client's own ratings where they are to be told."""

    words: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that a letter may say."""

    name: str = ""
    hope: str = ""
    question: str = ""
    goals: tuple[ToldGoal, ...] = ()
    strengths: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def tell(
    case: Case,
    client: Person | None,
    goals: Sequence[Goal],
    ratings: Sequence[GoalRating],
    reviews: Sequence[SharedReview],
    responses: Sequence[ClipResponse],
    clips: Sequence[Clip],
    vocabulary: Vocabulary,
) -> Told:
    """What may be told of a case.

    Parameters
    ----------
    client : Person or None
        To whom the letter goes.
    ratings : sequence of GoalRating
        The client's own; none where they are not to be told. Two of a goal are needed, and the last must not be lower than the first.
    reviews : sequence of SharedReview
        Of each the working point.
    responses : sequence of ClipResponse
        Only those of clips that are worth showing again are told.
    clips : sequence of Clip
        Where the principles of those are found.
    vocabulary : Vocabulary
        In the client's language; principles it does not know are not told.
    """
    kept = [response for response in responses if response.kept]
    by_id = {clip.id: clip for clip in clips}
    codes = [code for response in kept if response.clip_id in by_id for code in by_id[response.clip_id].principles]
    return Told(
        name=plain_words(client.shown_name) if client else "",
        hope=plain_words(case.hope),
        question=plain_words(case.helping_question),
        goals=tuple(_told_goal(goal, ratings) for goal in goals if plain_words(goal.words)),
        strengths=_each_once(vocabulary.by_code[code].family for code in codes if code in vocabulary.by_code),
        said=_each_once(response.said_first for response in kept),
        named=_each_once(response.named for response in kept),
        felt=_each_once(response.feeling for response in kept),
        points=_each_once([*(response.working_point for response in kept), *(review.working_point for review in reviews)]),
    )


def draft_letter(case_id: str, kind: LetterKind, told: Told, words: LetterWords, on: date) -> Letter:
    """A letter of a kind, to be read and changed before it leaves."""
    sentences = words.of(kind)
    paragraphs = tuple(paragraph for paragraph in _paragraphs(told, sentences, words) if paragraph)
    return Letter(new_id(), case_id, kind, on, words.language, sentences.heading, paragraphs)


def plain_words(text: str) -> str:
    """Text on one line, without what cannot be printed."""
    return " ".join(plain_text(text).split())


def plain_text(text: str) -> str:
    """Text without control characters but line breaks, and without what is no character."""
    return "".join(letter for letter in text if letter == "\n" or _is_character(letter))


def _is_character(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFE != 0xFFFE


def _paragraphs(told: Told, sentences: LetterSentences, words: LetterWords) -> Iterator[str]:
    if told.name:
        yield sentences.greeting.format(name=told.name)
    if told.hope:
        yield sentences.hope.format(hope=words.quoted(told.hope))
    if told.question:
        yield sentences.question.format(question=words.quoted(told.question))
    yield _listed(sentences.goals, [BULLET + _goal_line(goal, sentences.rating) for goal in told.goals])
    yield _listed(sentences.strengths, [BULLET + strength for strength in told.strengths])
    for lead, own in ((sentences.said, told.said), (sentences.named, told.named), (sentences.felt, told.felt)):
        yield _listed(lead, [words.quoted(each) for each in own])
    yield _listed(sentences.points, [BULLET + point for point in told.points])
    yield from sentences.end


def _listed(lead: str, lines: Sequence[str]) -> str:
    return "\n".join([lead, *lines]) if lead and lines else ""


def _goal_line(goal: ToldGoal, rating: str) -> str:
    return goal.words if goal.first is None or not rating else f"{goal.words} {rating.format(first=goal.first, last=goal.last)}"


def _told_goal(goal: Goal, ratings: Sequence[GoalRating]) -> ToldGoal:
    own = sorted((rating for rating in ratings if rating.goal_id == goal.id), key=lambda rating: rating.on)
    if len(own) < 2 or own[-1].value < own[0].value:
        return ToldGoal(plain_words(goal.words))
    return ToldGoal(plain_words(goal.words), own[0].value, own[-1].value)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain for text in texts if (plain := plain_words(text))))
