"""The algebra of span sets against plain sets of whole numbers."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks

some_spans = st.lists(st.builds(lambda a, n: Span(Ticks(a), Ticks(a + n)), st.integers(0, 50), st.integers(1, 12)), max_size=8)
frames = st.builds(lambda a, n: Span(Ticks(a), Ticks(a + n)), st.integers(-5, 50), st.integers(1, 30))


def as_set(spans: SpanSet | list[Span]) -> set[int]:
    return {tick for span in spans for tick in range(span.start, span.end)}


def is_normal(spans: SpanSet) -> bool:
    return all(a.end < b.start for a, b in zip(spans.spans, spans.spans[1:], strict=False))


@given(some_spans)
def test_a_set_holds_exactly_the_ticks_of_its_spans(spans: list[Span]) -> None:
    whole = SpanSet.of(spans)
    assert as_set(whole) == as_set(spans)
    assert is_normal(whole)
    assert whole.length == len(as_set(spans))
    assert SpanSet.of(reversed(spans)) == whole


@given(some_spans, some_spans)
def test_union_intersection_and_difference_are_those_of_sets(left: list[Span], right: list[Span]) -> None:
    a, b = SpanSet.of(left), SpanSet.of(right)
    for mine, plain in (
        (a.union(b), as_set(a) | as_set(b)),
        (a.intersection(b), as_set(a) & as_set(b)),
        (a.difference(b), as_set(a) - as_set(b)),
    ):
        assert as_set(mine) == plain
        assert is_normal(mine)


@given(some_spans, frames)
def test_gaps_and_set_share_out_a_frame(spans: list[Span], frame: Span) -> None:
    whole = SpanSet.of(spans)
    gaps = whole.gaps_within(frame)
    assert as_set(gaps) == set(range(frame.start, frame.end)) - as_set(whole)
    assert is_normal(gaps)
