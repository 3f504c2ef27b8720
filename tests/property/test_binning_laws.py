"""Laws of what a long film looks like from far."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intervals import SpanSet
from workbench.core.time import Span, Ticks
from workbench.plots.binning import bin_edges, binned, seen_from


def span(start: int, length: int) -> Span:
    return Span(Ticks(start), Ticks(start + length))


spans = st.builds(span, st.integers(0, 400), st.integers(1, 90))
labelled = st.lists(st.tuples(spans, st.sampled_from(["Mum", "puzzle", "uncodable"])), max_size=25)
windows = st.builds(span, st.integers(0, 300), st.integers(1, 300))


@given(labelled, windows, st.integers(1, 40))
def test_a_bin_says_the_label_that_holds_longest_and_for_how_much_of_it(rows: list[tuple[Span, str]], window: Span, n_bins: int) -> None:
    """Counted tick by tick, which is slow and cannot be wrong in the same way."""
    edges = bin_edges(window, n_bins).tolist()
    said = {each.span.start: each for each in binned(rows, window, n_bins)}
    for start, end in pairwise(edges):
        held = {
            label: sum(any(at.contains(t) for at, of in rows if of == label) for t in range(start, end))
            for label in sorted({of for _, of in rows})
        }
        longest = max(held.values(), default=0)
        if not longest:
            assert start not in said
            continue
        assert (said[start].span.end, said[start].label) == (end, next(label for label, n in held.items() if n == longest))
        assert said[start].share == longest / (end - start)


@given(windows, st.integers(1, 400))
def test_bins_tile_their_window(window: Span, n_bins: int) -> None:
    edges = bin_edges(window, n_bins).tolist()
    assert (edges[0], edges[-1]) == (window.start, window.end)
    lengths = [after - before for before, after in pairwise(edges)]
    assert max(lengths) - min(lengths) <= 1
    assert len(lengths) == min(n_bins, window.length)


@given(labelled, windows, st.integers(1, 30))
def test_few_stretches_are_seen_as_they_are_and_many_never_weigh_more_than_their_bins(
    rows: list[tuple[Span, str]], window: Span, most: int
) -> None:
    inside = [row for row in rows if row[0].overlaps(window)]
    seen = seen_from(rows, window, most=most)
    assert len(seen) <= most
    if len(inside) <= most:
        assert [(each.span, each.label, each.share) for each in seen] == [(at, label, 1.0) for at, label in inside]


def test_three_hours_of_looks_are_as_light_as_their_window_and_lose_no_time() -> None:
    second = 90_000
    whole = span(0, 3 * 3600 * second)
    rows = [(span(start, second // 2), ("Mum", "puzzle")[n % 2]) for n, start in enumerate(range(0, whole.end, second // 2))]
    assert len(rows) == 21_600
    far = seen_from(rows, whole, most=400)
    assert len(far) == 400
    assert SpanSet.of(each.span for each in far).spans == (whole,)
    near = seen_from(rows, span(3600 * second, 10 * second), most=400)
    assert [(each.span.start, each.share) for each in near[:2]] == [(3600 * second, 1.0), (3600 * second + second // 2, 1.0)]
