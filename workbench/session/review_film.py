"""The film of a shared review, measured for supervision: guider and client, in words to be curious about.

The guider's and the client's voices come from tiers of voice or words; where clips were played, from stretches labelled ``clip`` in any
tier; questions from stretches labelled ``open question`` and ``closed question``; initiatives from steps of the layer of the review.
"""

from dataclasses import dataclass

from workbench.core.intervals import SpanSet
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import FILM_CLOCK
from workbench.errors import EditError, NotFoundError
from workbench.measures.result import Measure
from workbench.measures.reviewing import (
    CLOSED_QUESTION,
    OPEN_QUESTION,
    AfterClip,
    after_clips,
    initiatives_received,
    longest_monologue,
    median_wait,
    questions_asked,
    talk_share,
)
from workbench.measures.turns import Voice, voice_of
from workbench.practice.casework import RecordingKind
from workbench.practice.people import Person, Role
from workbench.practice.steps import Layer
from workbench.session.reading import CaseReader

CLIP_LABEL = "clip"
GUIDER, CLIENT = "the guider", "the client"
CURIOUS = "Something to be curious about together; nothing here is a score, and more is not better."
_GUIDES = (Role.GUIDER, Role.TRAINEE)
_IS_GUIDED = (Role.CLIENT, Role.CARER, Role.PROFESSIONAL)


@dataclass(frozen=True)
class ReviewReading:
    """What the film of a review shows. `measures` are all numbers with their definitions, `after` what followed each clip."""

    measures: tuple[Measure, ...]
    after: tuple[AfterClip, ...]

    @property
    def sentences(self) -> list[str]:
        """The reading in words, without anybody's name."""
        said = [_sentence(measure) for measure in self.measures]
        for first in (CLIENT, GUIDER):
            n = sum(each.first == first for each in self.after)
            if n or (first == CLIENT and self.after):
                said.append(f"{first[:1].upper()}{first[1:]} spoke first after {n} of {len(self.after)} clips.")
        return said


def measure_review(case: CaseReader, recording_id: str) -> ReviewReading:
    """What the film of a shared review shows of guider and client.

    Raises
    ------
    EditError
        If the recording is not the film of a shared review.
    NotFoundError
        If the voices of one guider and one client are not both marked in it.
    """
    film = case.recording(recording_id)
    if film.kind is not RecordingKind.SHARED_REVIEW:
        raise EditError(
            f"“{film.title}” is not the film of a shared review", "Say so with vig case cycle CODE --film FILM --kind shared_review"
        )
    tiers = [tier for tier in case.tiers(recording_id) if tier.origin is not Origin.CANDIDATE]
    rows = {tier.id: case.intervals(tier.id) for tier in tiers}
    people = case.people()
    (guider, hers), (client, theirs) = (
        _voice(people, tiers, rows, roles, word) for roles, word in ((_GUIDES, "guider"), (_IS_GUIDED, "client"))
    )
    one, other = voice_of(GUIDER, hers, film.span), voice_of(CLIENT, theirs, film.span)
    clips = SpanSet.of(row.span for each in rows.values() for row in each if row.label.strip().casefold() == CLIP_LABEL)
    after = tuple(after_clips(clips, one, other))
    return ReviewReading((*_numbers(case, recording_id, one, other, after, client), *_questions(tiers, rows, guider, one)), after)


def _numbers(
    case: CaseReader, recording_id: str, one: Voice, other: Voice, after: tuple[AfterClip, ...], client: Person
) -> tuple[Measure, ...]:
    share = talk_share(one, other)
    steps = [step for step in case.steps(recording_id) if step.layer is Layer.REVIEW]
    return (
        share,
        longest_monologue(one, other),
        longest_monologue(other, one),
        *([median_wait(after, share.codable_s)] if after else []),
        *([initiatives_received(steps, client.id, CLIENT)] if steps else []),
    )


def _questions(tiers: list[Tier], rows: dict[str, list[Interval]], guider: Person, voice: Voice) -> list[Measure]:
    """Questions as labelled in the guider's tiers and in those of nobody; nothing where none is labelled."""
    asked = [row for tier in tiers if tier.person_id in (None, guider.id) for row in rows[tier.id]]
    heard_s = FILM_CLOCK.seconds(voice.codable.length)
    counts = [questions_asked(asked, heard_s, label=label) for label in (OPEN_QUESTION, CLOSED_QUESTION)]
    return counts if any(count.n for count in counts) else []


def _voice(
    people: list[Person], tiers: list[Tier], rows: dict[str, list[Interval]], roles: tuple[Role, ...], word: str
) -> tuple[Person, list[Interval]]:
    """Who of these roles has a tier of voice, or else of words, with its intervals."""
    heard = {t.person_id for t in tiers if t.channel in (Channel.VOICE, Channel.WORDS)}
    found = [person for person in people if person.role in roles and person.id in heard]
    if len(found) != 1:
        raise NotFoundError(
            f"The voice of one {word} is needed in this film, and {len(found)} are marked",
            f"Add the {word} to the case, and a row of voice for them under the film",
        )
    own = [tier for tier in tiers if tier.person_id == found[0].id]
    channel = Channel.VOICE if any(tier.channel is Channel.VOICE for tier in own) else Channel.WORDS
    return found[0], [row for tier in own if tier.channel is channel for row in rows[tier.id]]


def _sentence(measure: Measure) -> str:
    name = measure.name[:1].upper() + measure.name[1:]
    said = f"cannot be said, {measure.why_undefined}" if measure.value is None else f"{_number(measure.value)} {measure.unit}"
    events = measure.events.removesuffix("es" if measure.events.endswith("ches") else "s") if measure.n == 1 else measure.events
    return f"{name}: {said} ({measure.n} {events}, {measure.codable_s:.0f} s)."


def _number(value: float) -> str:
    return f"{value:.2g}" if 0 < value < 1 else f"{value:.1f}".removesuffix(".0")
