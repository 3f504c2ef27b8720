"""Sets of time: sorted, disjoint, half-open spans of ticks on one clock, with exact integer algebra."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.core.time import Span, Ticks


@dataclass(frozen=True, slots=True)
class SpanSet:
    """A set of ticks as sorted spans that neither overlap nor touch.

    Build it with :meth:`of`, which merges what overlaps or touches; the constructor accepts only spans that are already so.
    """

    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for before, after in zip(self.spans, self.spans[1:], strict=False):
            if after.start <= before.end:
                raise ValueError(f"spans must be sorted with a gap between them, but {before} is followed by {after}")

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "SpanSet":
        """The set of all ticks in any of `spans`."""
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return cls(tuple(merged))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def length(self) -> Ticks:
        """Number of ticks in the set."""
        return Ticks(sum(span.length for span in self.spans))

    def union(self, other: "SpanSet") -> "SpanSet":
        """Ticks in either."""
        return SpanSet.of((*self.spans, *other.spans))

    def intersection(self, other: "SpanSet") -> "SpanSet":
        """Ticks in both."""
        shared: list[Span] = []
        mine, theirs = 0, 0
        while mine < len(self.spans) and theirs < len(other.spans):
            here, there = self.spans[mine], other.spans[theirs]
            both = here.intersection(there)
            if both is not None:
                shared.append(both)
            if here.end <= there.end:
                mine += 1
            else:
                theirs += 1
        return SpanSet.of(shared)

    def difference(self, other: "SpanSet") -> "SpanSet":
        """Ticks in this set and not in `other`."""
        if not self.spans:
            return self
        whole = Span(self.spans[0].start, self.spans[-1].end)
        return self.intersection(other.gaps_within(whole))

    def gaps_within(self, frame: Span) -> "SpanSet":
        """Ticks of `frame` that are not in this set."""
        gaps: list[Span] = []
        start = frame.start
        first = bisect_right(self.spans, frame.start, key=lambda span: span.end)
        for span in islice(self.spans, first, None):
            if span.start >= frame.end:
                break
            if span.start > start:
                gaps.append(Span(start, span.start))
            start = max(start, span.end)
        if start < frame.end:
            gaps.append(Span(start, frame.end))
        return SpanSet(tuple(gaps))
