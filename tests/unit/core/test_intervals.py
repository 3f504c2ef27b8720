import pytest

from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks


def span(start: int, end: int) -> Span:
    return Span(Ticks(start), Ticks(end))


@pytest.mark.parametrize("second", [span(4, 9), span(5, 9), span(0, 2)])
def test_the_constructor_takes_only_sorted_spans_with_gaps(second: Span) -> None:
    with pytest.raises(ValueError, match="gap between them"):
        SpanSet((span(1, 5), second))


def test_touching_spans_become_one() -> None:
    assert SpanSet.of([span(5, 9), span(1, 5)]).spans == (span(1, 9),)


def test_an_empty_set_has_no_length_and_leaves_a_frame_whole() -> None:
    assert SpanSet().length == 0
    assert len(SpanSet()) == 0
    assert SpanSet().gaps_within(span(2, 4)).spans == (span(2, 4),)
    assert SpanSet().difference(SpanSet((span(1, 2),))) == SpanSet()
