"""A shared review as its film shows it: talking time, waiting after a clip, initiatives received, questions asked.

The layer is guider and client. All of it is something to be curious about in supervision; nothing here is a score, more is not better, and
there is no norm. Convention: a voice is a set of spans in which one person makes sound (:class:`workbench.measures.turns.Voice`); spans of
clips say when a clip was being played in the room.

Examples
--------
>>> def seconds(*pairs: tuple[float, float]) -> SpanSet:
...     return SpanSet.of(Span(Ticks(round(a * 90_000)), Ticks(round(b * 90_000))) for a, b in pairs)
>>> whole = seconds((0, 60))
>>> guider = Voice("guider", seconds((0, 4), (20, 21), (33, 36), (52, 54)), whole)
>>> client = Voice("client", seconds((13, 19), (22, 32), (45, 50)), whole)
>>> talk_share(guider, client).value == 10 / 31
True
>>> after = after_clips(seconds((5, 10), (37, 42)), guider, client)
>>> [(each.first, each.silence_s) for each in after]
[('client', 3.0), ('client', 3.0)]
>>> longest_monologue(client, guider).value
10.0
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.measures.provenance import measured
from workbench.measures.result import GUARD, Guard, Measure, ratio
from workbench.measures.turns import Voice
from workbench.practice.steps import InteractionStep, Layer, StepRole

OPEN_QUESTION = "open question"
CLOSED_QUESTION = "closed question"


@measured("the workbench's own definition")
def talk_share(one: Voice, other: Voice, *, guard: Guard = GUARD) -> Measure:
    """How much of two people's talking is one's.

    Definition: time `one` sounds over the sum of both times; the shares of both add up to 1, and time in which both sound counts for each.
    Unit: share of the talking time of both. Range: 0 to 1. Undefined: under the guard (codable time, sounds of both) and where neither
    sounds. Source: the workbench's own definition.

    Parameters
    ----------
    one, other : Voice
        Whose share it is, and the other person.
    guard : Guard
        How much film a rate needs.
    """
    codable = one.codable.intersection(other.codable)
    mine, theirs = one.sounds.intersection(codable), other.sounds.intersection(codable)
    return ratio(
        f"{one.who}'s share of talking",
        mine.length,
        mine.length + theirs.length,
        unit="of the talking time of both",
        n=len(mine) + len(theirs),
        events="sounds",
        codable_ticks=codable.length,
        definition=f"time {one.who} sounds, divided by the sum of the times {one.who} and {other.who} sound",
        guard=guard,
    )


@dataclass(frozen=True, slots=True)
class AfterClip:
    """What followed when a clip ended at `ended_at`: who spoke first (None for nobody), and after how much silence."""

    ended_at: Ticks
    first: str | None
    spoke_at: Ticks | None

    @property
    def silence_s(self) -> float | None:
        """Seconds from the clip's end to the first sound, 0 where somebody was speaking already; None where nobody spoke."""
        return None if self.spoke_at is None else FILM_CLOCK.seconds(self.spoke_at - self.ended_at)


def after_clips(clips: SpanSet, one: Voice, other: Voice) -> list[AfterClip]:
    """Who spoke first after each clip, and when; looked at until the next clip begins.

    Whoever sounds at the clip's end already spoke first, of two the one who began earlier; where both begin at one tick, `one`. A clip at
    whose end the two cannot both be heard is left out, and so is what comes after a stretch that is not codable.
    """
    codable = one.codable.intersection(other.codable)
    starts = [clip.start for clip in clips.spans[1:]]
    found = []
    for clip, until in zip(clips, [*starts, None], strict=True):
        piece = next((piece for piece in codable if piece.contains(clip.end)), None)
        if piece is not None:
            stop = piece.end if until is None else min(piece.end, until)
            found.append(_after(Span(clip.end, stop), one, other))
    return found


def _after(window: Span, one: Voice, other: Voice) -> AfterClip:
    sounds = [
        (sound.start, place, voice.who) for place, voice in enumerate((one, other)) for sound in voice.sounds if sound.overlaps(window)
    ]
    if not sounds:
        return AfterClip(window.start, None, None)
    began, _, who = min(sounds)
    return AfterClip(window.start, who, max(began, window.start))


@measured("the workbench's own definition")
def median_wait(after: Sequence[AfterClip], codable_s: float | None) -> Measure:
    """Median silence after a clip.

    Definition: from the end of a clip to the first sound of either person, the middle of all clips after which somebody spoke. Unit:
    seconds. Range: 0 and above. Undefined: where nobody spoke after any; there is no guard, for clips are few. Source: the workbench's
    own definition.

    Parameters
    ----------
    after : sequence of AfterClip
        What followed each clip.
    codable_s : float, optional
        Seconds of film in which both could be heard.
    """
    waits = [each.silence_s for each in after if each.silence_s is not None]
    return Measure(
        "wait after a clip",
        float(np.median(waits)) if waits else None,
        "s in the middle",
        len(waits),
        "clips",
        codable_s,
        "seconds from the end of a clip to the first sound of either person; the median of all clips after which somebody spoke",
        "" if waits else "nobody spoke after a clip",
    )


@measured("the workbench's own definition")
def longest_monologue(one: Voice, other: Voice, *, longest_pause_s: float = 2.0, shortest_turn_s: float = 1.0) -> Measure:
    """Longest stretch in which one person goes on speaking.

    Definition: from the first sound's start to the last one's end. A pause of `longest_pause_s` or more ends it, and so does a pause in
    which a sound of the other of `shortest_turn_s` or more is heard: a short "mm" shows listening and leaves the floor. Nothing is counted
    across what is not codable. Unit: seconds. Range: above 0. Undefined: where the person never sounds. Source: the workbench's own
    definition.

    Parameters
    ----------
    one, other : Voice
        Who speaks, and the other person.
    longest_pause_s : float
        From which length a silence ends the stretch, in seconds.
    shortest_turn_s : float
        From which length a sound of the other in a pause ends it, in seconds.
    """
    codable = one.codable.intersection(other.codable)
    longest_pause = FILM_CLOCK.ticks_from_seconds(longest_pause_s, "nearest")
    shortest_turn = FILM_CLOCK.ticks_from_seconds(shortest_turn_s, "nearest")
    runs: list[Span] = []
    n_sounds = 0
    for piece in codable:
        within = SpanSet((piece,))
        turns = [turn for turn in other.sounds.intersection(within) if turn.length >= shortest_turn]
        sounds = one.sounds.intersection(within).spans
        n_sounds += len(sounds)
        runs += sounds[:1]
        for before, after in pairwise(sounds):
            pause = Span(before.end, after.start)
            ends = pause.length >= longest_pause or any(turn.overlaps(pause) for turn in turns)
            runs.append(after if ends else Span(runs.pop().start, after.end))
    lengths = [run.length for run in runs]
    return Measure(
        f"{one.who}'s longest stretch of speaking",
        FILM_CLOCK.seconds(max(lengths)) if lengths else None,
        "s",
        n_sounds,
        "sounds",
        FILM_CLOCK.seconds(codable.length),
        f"first sound to last, pauses under {longest_pause_s:g} s and without a sound of {other.who} of {shortest_turn_s:g} s or more",
        "" if lengths else f"{one.who} is never heard",
    )


@measured("the workbench's own definition")
def initiatives_received(steps: Sequence[InteractionStep], actor_id: str, who: str) -> Measure:
    """How many of a person's initiatives were received by somebody else.

    Definition: initiatives that a reception of another person answers; a response without a reception does not count. Only steps of the
    layer of the review are looked at. The time it rests on is from the first step's start to the last one's end. Unit: initiatives.
    Range: 0 to `n`. Undefined: never. Source: the workbench's own definition.

    Parameters
    ----------
    steps : sequence of InteractionStep
        Of the film of a review.
    actor_id : str
        Whose initiatives.
    who : str
        How the person is called in the result.
    """
    own = [step for step in steps if step.layer is Layer.REVIEW]
    begun = {step.id for step in own if step.role is StepRole.INITIATIVE and step.actor_id == actor_id}
    received = {s.answers for s in own if s.role is StepRole.RECEPTION and s.actor_id != actor_id and s.answers in begun}
    ticks = max((s.span.end for s in own), default=0) - min((s.span.start for s in own), default=0)
    return Measure(
        f"{who}'s initiatives received",
        float(len(received)),
        f"of {len(begun)}",
        len(begun),
        "initiatives",
        FILM_CLOCK.seconds(ticks),
        f"initiatives of {who} in the review that a reception of somebody else answers",
    )


@measured("the workbench's own definition")
def questions_asked(intervals: Sequence[Interval], codable_s: float, *, label: str = OPEN_QUESTION) -> Measure:
    """How many stretches bear a label, in any letters.

    Definition: counted as marked. Unit: stretches. Range: 0 and above. Undefined: never. Source: the workbench's own definition.

    Parameters
    ----------
    intervals : sequence of Interval
        Stretches in which somebody asked.
    codable_s : float
        Seconds of film in which they could be heard.
    label : str
        What they are labelled with.
    """
    rows = [row for row in intervals if row.label != UNCODABLE]
    n = sum(row.label.strip().casefold() == label for row in rows)
    return Measure(f"{label}s", float(n), "asked", n, "stretches", codable_s, f"stretches labelled “{label}”")
