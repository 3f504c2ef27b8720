"""Interaction steps: initiative, reception, response, and the chains they form."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.time import FILM_CLOCK, Clock, Span


class StepRole(StrEnum):
    """What a step is in the exchange; reception is apart from response and comes before words."""

    INITIATIVE = "initiative"
    RECEPTION = "reception"
    RESPONSE = "response"


class Modality(StrEnum):
    """How it can be seen or heard."""

    GAZE = "gaze"
    FACE = "face"
    VOICE = "voice"
    WORDS = "words"
    TOUCH = "touch"
    POSTURE = "posture"
    GESTURE = "gesture"
    DISTANCE = "distance"


class Layer(StrEnum):
    """Which two people: those in the film, or the guider and the client in the film of the review."""

    FAMILY = "family"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class InteractionStep:
    """One step of an exchange; `answers` names the step it answers, `topic` what the turn is about."""

    id: str
    recording_id: str
    span: Span
    actor_id: str
    role: StepRole
    modality: Modality
    answers: str | None = None
    principles: tuple[str, ...] = ()
    topic: str = ""
    words: str = ""
    layer: Layer = Layer.FAMILY


def yes_cycles(steps: Iterable[InteractionStep]) -> list[tuple[InteractionStep, ...]]:
    """Chains of steps linked by `answers`, each from the step that answers nothing to one that nothing answers; two steps or more.

    The chains stand in order of their last steps' times.

    Where two steps answer the same one, each makes a chain of its own that shares the beginning.
    """
    by_id = {step.id: step for step in steps}
    answered = {step.answers for step in by_id.values() if step.answers in by_id}
    chains: list[tuple[InteractionStep, ...]] = []
    for last in sorted((s for s in by_id.values() if s.id not in answered), key=lambda s: s.span):
        chain = [last]
        seen = {last.id}
        while (earlier := chain[-1].answers) in by_id and earlier not in seen:
            assert earlier is not None
            seen.add(earlier)
            chain.append(by_id[earlier])
        if len(chain) > 1:
            chains.append(tuple(reversed(chain)))
    return chains


def take_fives(
    turns: Iterable[InteractionStep],
    *,
    longest_gap_s: float = 5.0,
    fewest_turns: int = 5,
    fewest_turns_each: int = 0,
    clock: Clock = FILM_CLOCK,
) -> list[tuple[InteractionStep, ...]]:
    """Runs of alternating turns on one topic: "take five".

    Parameters
    ----------
    turns : iterable of InteractionStep
        Initiatives and responses count as turns; receptions do not, and steps without a topic do not.
    longest_gap_s : float
        The gap from one turn's end to the next one's start is shorter than this many seconds.
    fewest_turns : int
        Number of turns in total, both people together, from which a run counts.
    fewest_turns_each : int
        Number of turns each person in the run has at least.
    """
    ordered = sorted((t for t in turns if t.topic and t.role is not StepRole.RECEPTION), key=lambda t: (t.span, t.id))
    runs: list[list[InteractionStep]] = []
    for turn in ordered:
        before = runs[-1][-1] if runs else None
        if (
            before is not None
            and turn.topic == before.topic
            and turn.actor_id != before.actor_id
            and clock.seconds(turn.span.start - before.span.end) < longest_gap_s
        ):
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return [tuple(run) for run in runs if len(run) >= fewest_turns and min(_turns_each(run)) >= fewest_turns_each]


def _turns_each(run: list[InteractionStep]) -> list[int]:
    """How many turns each of two people has in an alternating run; the second may have none."""
    return [len(run[0::2]), len(run[1::2])]
