"""Looking at one another: shares of time, mutual gaze, chance, and who completed each bout.

Convention: a :class:`Looking` holds when one person looks at the partner's face (`at`) and when that can be seen at all (`codable`).
What is measured for two people uses only the time codable for both. Gaze is not a proxy for attunement: a child at play looks at the
toy, and more is not better. Nothing here looks at a picture.

Examples
--------
Ten seconds; the parent looks in [0, 4) and [6, 10), the child in [2, 7):

>>> from workbench.measures.result import UNGUARDED
>>> def seconds(*pairs: tuple[int, int]) -> SpanSet:
...     return SpanSet.of(Span(Ticks(a * 90_000), Ticks(b * 90_000)) for a, b in pairs)
>>> parent = Looking("parent", seconds((0, 4), (6, 10)), codable=seconds((0, 10)))
>>> child = Looking("child", seconds((2, 7)), codable=seconds((0, 10)))
>>> looking_share(parent, guard=UNGUARDED).value, looking_share(child, guard=UNGUARDED).value
(0.8, 0.5)
>>> mutual_gaze(parent, child, guard=UNGUARDED).value, chance_mutual_gaze(parent, child, guard=UNGUARDED).value
(0.3, 0.4)
>>> mutual_gaze_given(parent, child, guard=UNGUARDED).value, mutual_gaze_given(child, parent, guard=UNGUARDED).value
(0.6, 0.375)
>>> [(bout.completed_by, bout.latency_s) for bout in mutual_bouts(parent, child)]
[('child', 2.0), ('parent', 4.0)]
>>> mutual_gaze(parent, child).words
'mutual gaze: undefined, under 30 s codable and under 5 events (2 bouts, 10.0 s codable)'
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.measures.provenance import measured
from workbench.measures.resampling import circular_shifts, closed_up, shared_after_shifts, surrogate_p
from workbench.measures.result import GUARD, Guard, Measure, ratio

_OF_CODABLE = "share of codable time"


@dataclass(frozen=True, slots=True)
class Looking:
    """When `who` looks at the partner's face, and when it can be told.

    Raises
    ------
    ValueError
        If a look lies where nothing is codable.
    """

    who: str
    at: SpanSet
    codable: SpanSet

    def __post_init__(self) -> None:
        if self.at.difference(self.codable).length:
            raise ValueError(f"{self.who} cannot be looking where nothing is codable")


def looking_of(who: str, looks: Iterable[Interval], targets: Collection[str]) -> Looking:
    """What a tier of looks says about looking at the partner.

    Parameters
    ----------
    looks : iterable of Interval
        Each labelled with what is looked at; ``"uncodable"`` and stretches without a label are not codable.
    targets : collection of str
        Labels that mean the partner's face, compared without regard to case.
    """
    wanted = {target.casefold() for target in targets}
    seen = [look for look in looks if look.label != UNCODABLE]
    codable = SpanSet.of(look.span for look in seen)
    at = SpanSet.of(look.span for look in seen if look.label.casefold() in wanted)
    return Looking(who, at, codable)


@measured("Kendon 1967, Acta Psychologica 26, 22-63")
def looking_share(looking: Looking, *, guard: Guard = GUARD) -> Measure:
    """Share of one person's own codable time spent looking at the partner.

    Definition: ``p_X = |G_X| / |T_X|``. Unit: share of codable time. Range: 0 to 1. Undefined: under the guard (codable time, looks) and
    where nothing is codable. Source: Kendon 1967, Acta Psychologica 26, 22-63.

    Parameters
    ----------
    looking : Looking
        Of one person.
    guard : Guard
        How much film a rate needs.
    """
    return ratio(
        f"{looking.who} looks at the other",
        looking.at.length,
        looking.codable.length,
        unit=_OF_CODABLE,
        n=len(looking.at),
        events="looks",
        codable_ticks=looking.codable.length,
        definition="time looking at the partner's face, divided by the time in which it can be told where this person looks",
        guard=guard,
    )


@measured("the workbench's own definition")
def looks_away(looking: Looking, *, guard: Guard = GUARD) -> Measure:
    """How often one person ends a look at the partner and takes a break.

    Definition: looks whose end was seen, divided by the minutes in which it can be told where this person looks; a look that ends where
    nothing more is codable is left out. Unit: per minute. Range: 0 and above. Undefined: under the guard (codable time, looks away).
    Source: the workbench's own definition. It never says that somebody avoids the other.

    Parameters
    ----------
    looking : Looking
        Of one person.
    guard : Guard
        How much film a rate needs.

    Examples
    --------
    >>> from workbench.measures.result import UNGUARDED
    >>> ten = SpanSet((Span(Ticks(0), Ticks(900_000)),))
    >>> looks_away(Looking("child", SpanSet((Span(Ticks(180_000), Ticks(630_000)),)), ten), guard=UNGUARDED).value
    6.0
    """
    n = sum(any(piece.contains(look.end) for piece in looking.codable) for look in looking.at)
    codable_s = FILM_CLOCK.seconds(looking.codable.length)
    why = guard.objection(codable_s, n) or ("" if codable_s else "nothing to divide by")
    return Measure(
        f"{looking.who} takes a break from looking",
        None if why else n * 60 * TICKS_PER_S / looking.codable.length,
        "per minute",
        n,
        "looks away",
        codable_s,
        "looks at the partner's face that are seen to end, per minute in which it can be told where this person looks",
        why,
    )


@measured("Kendon 1967, Acta Psychologica 26, 22-63")
def mutual_gaze(one: Looking, other: Looking, *, guard: Guard = GUARD) -> Measure:
    """Share of the time codable for both in which each looks at the other.

    Definition: ``MG = |G_P n G_C| / |T|``, T what is codable for both. Unit: share of codable time. Range: 0 to 1. Undefined: under the
    guard (codable time, bouts) and where nothing is codable for both. Source: Kendon 1967, Acta Psychologica 26, 22-63.

    Parameters
    ----------
    one, other : Looking
        Of two people; which is which makes no difference.
    guard : Guard
        How much film a rate needs.
    """
    both, codable = _mutual(one, other)
    return ratio(
        "mutual gaze",
        both.length,
        codable.length,
        unit=_OF_CODABLE,
        n=len(both),
        events="bouts",
        codable_ticks=codable.length,
        definition="time in which each looks at the other's face, divided by the time codable for both",
        guard=guard,
    )


@measured("Kendon 1967, Acta Psychologica 26, 22-63")
def mutual_gaze_given(one: Looking, other: Looking, *, guard: Guard = GUARD) -> Measure:
    """Of the time `other` looks at `one`, the share in which `one` looks back.

    Definition: ``MG|X = |G_P n G_C| / |G_X|`` within the time codable for both. Unit: share of the other's looking. Range: 0 to 1.
    Undefined: under the guard (codable time, bouts) and where `other` never looks. Source: Kendon 1967, Acta Psychologica 26, 22-63.

    Parameters
    ----------
    one : Looking
        Of the person who looks back.
    other : Looking
        Of the person whose looking is the whole.
    guard : Guard
        How much film a rate needs.
    """
    both, codable = _mutual(one, other)
    return ratio(
        f"mutual gaze while {other.who} looks",
        both.length,
        other.at.intersection(codable).length,
        unit=f"share of {other.who}'s looking",
        n=len(both),
        events="bouts",
        codable_ticks=codable.length,
        definition=f"of the time {other.who} looks at the other's face, the share in which the look is returned",
        guard=guard,
    )


@measured("Argyle & Ingham 1972, Semiotica 6, 32-49")
def chance_mutual_gaze(one: Looking, other: Looking, *, guard: Guard = GUARD) -> Measure:
    """Mutual gaze that two people who look without regard to each other would share.

    Definition: ``p_P * p_C``, both over the time codable for both. Unit: share of codable time. Range: 0 to 1. Undefined: under the guard
    (codable time, looks of both) and where nothing is codable for both. Source: Argyle & Ingham 1972, Semiotica 6, 32-49.

    Parameters
    ----------
    one, other : Looking
        Of two people; which is which makes no difference.
    guard : Guard
        How much film a rate needs.
    """
    codable = one.codable.intersection(other.codable)
    mine, theirs = one.at.intersection(codable), other.at.intersection(codable)
    return ratio(
        "mutual gaze by chance",
        mine.length * theirs.length,
        codable.length**2,
        unit=_OF_CODABLE,
        n=len(mine) + len(theirs),
        events="looks",
        codable_ticks=codable.length,
        definition="product of the two people's shares of looking over the time codable for both",
        guard=guard,
    )


@measured("Davison & Hinkley 1997, Bootstrap Methods, p. 141")
def mutual_gaze_by_shifts(one: Looking, other: Looking, *, n_shifts: int = 999, seed: int = 0, guard: Guard = GUARD) -> Measure:
    """How often one person's looks, moved round the film as a whole, meet the other's as much as they did.

    Definition: ``p = (1 + #{shifted >= observed}) / (1 + n_shifts)``; the codable time is closed up and bent to a ring, and every shift is
    drawn evenly from all that move it. Unit: share of shifts; small where the two meet more than by chance. Range: above 0 up to 1.
    Undefined: under the guard (codable time, bouts) and where there is nothing to shift. Source: Davison & Hinkley 1997, Bootstrap
    Methods, p. 141.

    Parameters
    ----------
    one, other : Looking
        Of two people; the looks of `other` are moved.
    n_shifts : int
        Number of random shifts, at least 1.
    seed : int
        Of the random numbers; the same seed gives the same value.
    guard : Guard
        How much film a rate needs.
    """
    if n_shifts < 1:
        raise ValueError(f"at least one shift is needed, not {n_shifts}")
    both, codable = _mutual(one, other)
    codable_s = FILM_CLOCK.seconds(codable.length)
    why = guard.objection(codable_s, len(both)) or ("" if codable.length > 1 else "nothing to shift")
    value = None
    if not why:
        shifts = circular_shifts(codable.length, n_shifts, seed)
        shared = shared_after_shifts(closed_up(one.at, codable), closed_up(other.at, codable), codable.length, shifts)
        value = surrogate_p(both.length, shared)
    return Measure(
        "mutual gaze against shifted looks",
        value,
        "share of shifts with at least as much",
        len(both),
        "bouts",
        codable_s,
        "share of random circular shifts of one person's looks that give at least the mutual gaze seen, the seen one counted too",
        why,
    )


@dataclass(frozen=True, slots=True)
class Bout:
    """One stretch of mutual gaze.

    `completed_by` is who looked second, None where both began at one tick or where the second look's start could not be seen.
    `latency_s` is how long the first look waited for the second, None with `completed_by`; it is `at_least` that long where the
    first look may have begun before it could be seen.
    """

    span: Span
    completed_by: str | None
    latency_s: float | None
    at_least: bool = False


def mutual_bouts(one: Looking, other: Looking) -> list[Bout]:
    """Every stretch of mutual gaze in order of time, with who completed it."""
    return [_bout(span, one, other) for span in _mutual(one, other)[0]]


def _bout(span: Span, one: Looking, other: Looking) -> Bout:
    first, second = sorted(((_around(span.start, who.at).start, who) for who in (one, other)), key=lambda look: look[0])
    completed = second[0] > first[0] and _onset_seen(second[0], second[1])
    if not completed:
        return Bout(span, None, None)
    return Bout(span, second[1].who, FILM_CLOCK.seconds(second[0] - first[0]), at_least=not _onset_seen(first[0], first[1]))


def _onset_seen(onset: Ticks, looking: Looking) -> bool:
    """Whether the tick before a look was codable, so that the look surely began there."""
    return _around(onset, looking.codable).start < onset


def _around(instant: int, spans: SpanSet) -> Span:
    return next(span for span in spans if span.contains(instant))


def _mutual(one: Looking, other: Looking) -> tuple[SpanSet, SpanSet]:
    return one.at.intersection(other.at), one.codable.intersection(other.codable)
