"""What was coded of a film within one clip, for an export for training: times from the clip's start, people under letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from workbench.core.regions import Region
from workbench.core.tiers import Channel, Interval, Tier
from workbench.core.time import Span, Ticks
from workbench.media.frames import FrameTable
from workbench.practice.people import Person, find_person
from workbench.practice.pseudonyms import without_names
from workbench.practice.steps import InteractionStep
from workbench.render.cut import Cut
from workbench.render.training_data import IntervalEntry, StepEntry, TierEntry


@dataclass(frozen=True, slots=True)
class CodedFilm:
    """What is known of one recording: its frames, the regions that hide somebody, its rows with their intervals, and its steps."""

    table: FrameTable
    hidden: Sequence[Region]
    tiers: Sequence[tuple[Tier, Sequence[Interval]]]
    steps: Sequence[InteractionStep]


class Coder:
    """Reads what was coded of a film within one clip.

    Attributes
    ----------
    seen : set of str or None
        Ids of those who are coded in it, as somebody who does something or is looked at.
    """

    def __init__(self, people: Sequence[Person], case_code: str, film: CodedFilm, cut: Cut) -> None:
        self._people, self._case_code = people, case_code
        self.film, self.cut = film, cut
        within = [(tier, [each for each in rows if each.span.overlaps(cut.span)]) for tier, rows in film.tiers]
        self._tiers = [(tier, rows) for tier, rows in within if rows]
        self._steps = [step for step in film.steps if step.span.overlaps(cut.span)]
        looked_at = [person for tier, rows in self._tiers if tier.channel is Channel.LOOK for row in rows if (person := self._meant(row))]
        self.seen = {tier.person_id for tier, _ in self._tiers} | {s.actor_id for s in self._steps} | {p.id for p in looked_at}

    def tiers(self, letters: Mapping[str, str]) -> list[TierEntry]:
        """The rows with something in the clip."""
        return [
            TierEntry(
                name=without_names(tier.name, self._people, self._case_code),
                channel=tier.channel,
                origin=tier.origin,
                person=letters[tier.person_id] if tier.person_id else None,
                intervals=tuple(
                    IntervalEntry(**self._times(row.span), label=self._label(tier, row, letters), confidence=row.confidence) for row in rows
                ),
            )
            for tier, rows in self._tiers
        ]

    def steps(self, letters: Mapping[str, str]) -> list[StepEntry]:
        """The steps that are in the clip, be it in part."""
        numbers = {step.id: number for number, step in enumerate(self._steps, start=1)}
        topics: dict[str, int] = {}
        for step in self._steps:
            if step.topic:
                topics.setdefault(step.topic, len(topics) + 1)
        return [
            StepEntry(
                number=numbers[step.id],
                **self._times(step.span),
                actor=letters[step.actor_id],
                role=step.role,
                modality=step.modality,
                layer=step.layer,
                answers=numbers.get(step.answers or ""),
                topic=topics.get(step.topic),
                principles=step.principles,
            )
            for step in self._steps
        ]

    def _times(self, span: Span) -> dict[str, int]:
        within = span.intersection(self.cut.span)
        assert within is not None
        start = Ticks(self.cut.start)
        return {"start": within.start - start, "end": within.end - start, "whole": within == span}

    def _label(self, tier: Tier, row: Interval, letters: Mapping[str, str]) -> str:
        """A look's target as a letter where it is somebody; what was said stays here; other words without names."""
        if tier.channel is Channel.WORDS:
            return ""
        person = self._meant(row) if tier.channel is Channel.LOOK else None
        return letters[person.id] if person else without_names(row.label, self._people, self._case_code)

    def _meant(self, row: Interval) -> Person | None:
        return find_person(row.label, self._people)


def letter_of(n: int) -> str:
    """The letter of the person of that number, counted from 0."""
    return ascii_uppercase[n % 26] + (str(n // 26) if n >= 26 else "")
