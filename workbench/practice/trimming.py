"""Where a clip would better start and end: just before an initiative, and never within a word or a step.

Proposals for the guider, each with its reason; nothing is changed here. Times are on the film clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.practice.checks import TrimReasons, shipped_check_words
from workbench.practice.clips import STARTS_JUST_BEFORE_S, Clip
from workbench.practice.steps import InteractionStep, StepRole

LEAD_S = 1.0
"""How long before an initiative a proposed clip starts."""

REACH_S = 5.0
"""How far outside a clip, in seconds, it is looked for an initiative that belongs to it."""

_MOST_MOVES = 8
"""So often an edge is moved out of words and steps, which may lie over one another, before it is given up."""


class Edge(StrEnum):
    """Which end of a clip."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Trim:
    """Another instant for one edge of a clip: its first instant for a start, the instant after its last one for an end."""

    clip_id: str
    edge: Edge
    at: Ticks
    words: str


def propose_trims(
    clip: Clip, film: Span, steps: Iterable[InteractionStep], speech: Sequence[Span], said: TrimReasons | None = None
) -> list[Trim]:
    """What would make a clip begin and end better: at most one proposal for each edge, the start first.

    Parameters
    ----------
    film : Span
        All of the clip's film; no proposal leaves it.
    steps : iterable of InteractionStep
        The known steps of that film.
    speech : sequence of Span
        Stretches of speech around the clip's edges, as far out as :data:`REACH_S` and :data:`LEAD_S` together.
    said : TrimReasons, optional
        The reasons, in the guider's language; without it those that come with the workbench.

    Returns
    -------
    list of Trim
        Empty where both edges are well placed, or nothing is known. A proposal never leaves a pause point or the still outside.
    """
    known = sorted(steps, key=lambda step: step.span)
    reasons = said or shipped_check_words().trim
    found = [_propose_start(clip, film, known, speech, reasons), _propose_end(clip, film, known, speech, reasons)]
    trims = [trim for trim in found if trim is not None]
    if len(trims) == 2 and trims[0].at >= trims[1].at:
        return trims[:1]
    return trims


def _propose_start(clip: Clip, film: Span, steps: Sequence[InteractionStep], speech: Sequence[Span], said: TrimReasons) -> Trim | None:
    at, reason = clip.span.start, ""
    onset = _initiative_of(clip.span, [step.span.start for step in steps if step.role is StepRole.INITIATIVE])
    if onset is not None and not 0 <= FILM_CLOCK.seconds(onset - at) <= STARTS_JUST_BEFORE_S:
        away = FILM_CLOCK.seconds(abs(onset - at))
        reason = (said.begins_after if onset > at else said.begins_before).format(seconds=f"{away:.1f}")
        at = max(film.start, _ticks(onset - _ticks(LEAD_S * TICKS_PER_S)))
    before = _moved_out(at, speech, Edge.START)
    if before < at:
        reason = f"{reason} {said.out_of_word}" if reason else said.before_word
    inside = [pause.at for pause in clip.pauses] + ([clip.poster_at] if clip.poster_at is not None else [])
    if not reason or before == clip.span.start or any(each < before for each in inside):
        return None
    return Trim(clip.id, Edge.START, max(film.start, before), reason)


def _propose_end(clip: Clip, film: Span, steps: Sequence[InteractionStep], speech: Sequence[Span], said: TrimReasons) -> Trim | None:
    end = clip.span.end
    cut_words = [span for span in speech if span.start < end < span.end]
    cut_steps = [step.span for step in steps if step.role is not StepRole.INITIATIVE and step.span.start < end < step.span.end]
    if not cut_words and not cut_steps:
        return None
    after = min(film.end, _moved_out(end, [*speech, *cut_steps], Edge.END))
    reason = said.after_word if cut_words else said.after_answer
    return Trim(clip.id, Edge.END, after, reason) if after > end else None


def _initiative_of(span: Span, onsets: Sequence[Ticks]) -> Ticks | None:
    """The onset a clip is about: the first one in it, unless another is just missed before it and none begins soon."""
    inside = next((at for at in onsets if span.contains(at)), None)
    if inside is not None and FILM_CLOCK.seconds(inside - span.start) <= STARTS_JUST_BEFORE_S:
        return inside
    missed = [at for at in onsets if 0 < FILM_CLOCK.seconds(span.start - at) <= REACH_S]
    return missed[-1] if missed else inside


def _moved_out(at: Ticks, stretches: Sequence[Span], edge: Edge) -> Ticks:
    """An instant moved outwards until it lies within no stretch."""
    for _ in range(_MOST_MOVES):
        over = [span for span in stretches if span.start < at < span.end]
        if not over:
            break
        at = min(span.start for span in over) if edge is Edge.START else max(span.end for span in over)
    return at


def _ticks(count: float) -> Ticks:
    return Ticks(round(count))
