"""Agreement of two coders event by event: which stretches are the same event, and whether they bear the same label.

Convention: an event is a labelled interval; stretches labelled as uncodable are no events. What only one coder saw is held against
nothing, shown as :data:`NONE`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import FILM_CLOCK, Span
from workbench.measures.kappa import Disagreement, accuracy_of_coders, kappa_of
from workbench.measures.provenance import measured
from workbench.measures.quasi_independence import expected_counts
from workbench.measures.result import GUARD, Guard, Measure, Measures, Reading, frame
from workbench.measures.units import Integers

NONE = "none"

Match = tuple[Interval | None, Interval | None]


@dataclass(frozen=True)
class EventAgreement(Reading):
    """Two coders' events against each other.

    `matches` are pairs of one event, or a single one beside None, in order of time. In `counts` rows are the one's labels, columns the
    other's, both in the order of `labels` and then :data:`NONE`; a linked pair stands there twice, an event that is alone once.
    """

    labels: tuple[str, ...]
    matches: tuple[Match, ...]
    counts: Integers
    kappa: Measure
    accuracy: Measure

    @property
    def measures(self) -> Measures:
        """Kappa, and how accurate the coders would be for it."""
        return Measures((self.kappa, self.accuracy))

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where the labels differ, or only one coder saw something: the place is what either marked."""
        return tuple(_difference(*match) for match in self.matches if not _is_same(*match))

    @property
    def table(self) -> Any:
        """The counts as a pandas table, the one's labels down and the other's across."""
        shown = [*self.labels, NONE]
        return frame(self.counts.tolist(), shown).set_axis(shown, axis="index")


def match_events(one: Sequence[Interval], other: Sequence[Interval], *, shortest_overlap: float = 0.6) -> list[Match]:
    """Which events of two coders are the same, whatever their labels, in order of time.

    Two events may be linked where their overlap is at least `shortest_overlap` of the longer one. The pair that overlaps most is linked
    first, of two alike the earlier, and each event is linked at most once.

    Parameters
    ----------
    one, other : sequence of Interval
        The events of two coders.
    shortest_overlap : float
        Share of the longer event, above 0 up to 1.
    """
    if not 0 < shortest_overlap <= 1:
        raise ValueError(f"the overlap is a share above 0 up to 1, not {shortest_overlap}")
    mine, theirs = _in_order(one), _in_order(other)
    shares = _shared(mine, theirs)
    first, second = np.nonzero(shares >= shortest_overlap)
    order = np.lexsort((second, first, -shares[first, second]))
    linked: dict[int, int] = {}
    taken: set[int] = set()
    for a, b in zip(first[order].tolist(), second[order].tolist(), strict=True):
        if a not in linked and b not in taken:
            linked[a] = b
            taken.add(b)
    matches: list[Match] = [(event, theirs[linked[i]] if i in linked else None) for i, event in enumerate(mine)]
    matches += [(None, event) for i, event in enumerate(theirs) if i not in taken]
    return sorted(matches, key=lambda match: min(event.span for event in match if event is not None))


@measured("Holle & Rein 2015, Behavior Research Methods 47, 837-847")
def event_kappa(
    one: Sequence[Interval], other: Sequence[Interval], codable: Span, *, shortest_overlap: float = 0.6, guard: Guard = GUARD
) -> EventAgreement:
    """Cohen's kappa of two coders over events, what only one saw counted as a disagreement.

    Definition: events are linked by overlap (:func:`match_events`); linked pairs are counted twice, once for each coder, events that are
    alone once, in a row or column of their own. That both saw nothing cannot be counted: chance is what iterative proportional fitting
    gives with that cell empty. Unit: none. Range: -1 to 1. Undefined: under the guard (codable time, events of both) and where chance
    alone would agree everywhere. Source: Holle & Rein 2015, Behavior Research Methods 47, 837-847.

    Parameters
    ----------
    one, other : sequence of Interval
        The events of two coders.
    codable : Span
        The stretch of film both coded.
    shortest_overlap : float
        Share of the longer event from which two may be one.
    guard : Guard
        How much film kappa needs.

    Examples
    --------
    Two events are seen by both, one only by the first coder:

    >>> from workbench.core.time import Ticks
    >>> from workbench.measures.result import UNGUARDED
    >>> def event(start: int, end: int, label: str) -> Interval:
    ...     return Interval(f"{start}", "t", Span(Ticks(start), Ticks(end)), label)
    >>> one = [event(0, 10, "nod"), event(20, 30, "smile"), event(40, 50, "nod")]
    >>> other = [event(1, 10, "nod"), event(22, 32, "smile")]
    >>> found = event_kappa(one, other, Span(Ticks(0), Ticks(60)), guard=UNGUARDED)
    >>> found.counts.tolist()
    [[2, 0, 1], [0, 2, 0], [0, 0, 0]]
    >>> round(found.kappa.value, 4), [(d.span.start, d.one, d.other) for d in found.disagreements]
    (0.6667, [(40, 'nod', None)])
    """
    matches = match_events(one, other, shortest_overlap=shortest_overlap)
    labels = tuple(sorted({event.label for match in matches for event in match if event is not None}))
    counts = _counts(matches, labels)
    allowed = np.ones(counts.shape, dtype=bool)
    allowed[-1, -1] = False
    value = kappa_of(counts, expected_counts(counts, allowed))
    n, codable_s = sum(event is not None for match in matches for event in match), FILM_CLOCK.seconds(codable.length)
    why = guard.objection(codable_s, n) or ("" if value is not None else "the events say nothing about agreement beyond chance")
    kappa = Measure(
        "kappa by events",
        None if why else value,
        "",
        n,
        "events",
        codable_s,
        f"agreement beyond chance over events that overlap by {shortest_overlap:g} of the longer one; what one alone saw counts against",
        why,
    )
    margins = counts.sum(axis=0) + counts.sum(axis=1)
    return EventAgreement(
        labels, tuple(matches), counts, kappa, accuracy_of_coders(kappa, tuple((margins / max(margins.sum(), 1)).tolist()))
    )


def _in_order(events: Sequence[Interval]) -> list[Interval]:
    return sorted((event for event in events if event.label != UNCODABLE), key=lambda event: (event.span, event.label))


def _shared(one: Sequence[Interval], other: Sequence[Interval]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Overlap of every two events as a share of the longer; float64, shape (n_one, n_other), 0 or less where they do not overlap."""
    a, b = (np.array([(e.span.start, e.span.end) for e in events], dtype=np.int64).reshape(-1, 2) for events in (one, other))
    overlap = np.minimum(a[:, None, 1], b[None, :, 1]) - np.maximum(a[:, None, 0], b[None, :, 0])
    longer = np.maximum((a[:, 1] - a[:, 0])[:, None], (b[:, 1] - b[:, 0])[None, :])
    return np.asarray(overlap / longer, dtype=np.float64)


def _counts(matches: Sequence[Match], labels: Sequence[str]) -> Integers:
    number = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(labels) + 1, len(labels) + 1), dtype=np.int64)
    for mine, theirs in matches:
        row, column = (len(labels) if event is None else number[event.label] for event in (mine, theirs))
        counts[row, column] += 1 if mine is None or theirs is None else 2
    return counts


def _is_same(mine: Interval | None, theirs: Interval | None) -> bool:
    return mine is not None and theirs is not None and mine.label == theirs.label


def _difference(mine: Interval | None, theirs: Interval | None) -> Disagreement:
    spans = [event.span for event in (mine, theirs) if event is not None]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Disagreement(whole, mine.label if mine else None, theirs.label if theirs else None)
