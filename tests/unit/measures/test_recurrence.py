"""Cross-recurrence against the worked example and against drawing the whole plot point by point."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.measures.recurrence import cross_recurrence
from workbench.measures.result import UNGUARDED
from workbench.measures.shifted_recurrence import _on_the_ring, recurrence_by_shifts
from workbench.measures.units import NOTHING, Code, numbered

SECOND = 90_000

codes = st.sampled_from(["a", "b", NOTHING, None])
pairs = st.integers(1, 14).flatmap(lambda n: st.tuples(*[st.lists(codes, min_size=n, max_size=n)] * 2))


def test_the_worked_example_gives_its_numbers() -> None:
    found = cross_recurrence("AABBCA", "ABBCAA", SECOND, guard=UNGUARDED)
    assert found.rate.value == pytest.approx(100 * 14 / 36)
    assert (found.determinism.value, found.mean_line.value, found.longest_line.value) == (50.0, 3.5, 5.0)
    assert found.entropy.value == pytest.approx(log(2))
    assert found.profile.set_index("lag_s")["share"][-1.0] == 1.0


def lines_point_by_point(one: list[Code], other: list[Code], longest: int) -> tuple[list[int], int]:
    """Lengths of all diagonal lines, sorted, and the number of pairs that can be told."""
    n, lengths, n_pairs = len(one), [], 0
    for lag in range(-longest, longest + 1):
        length = 0
        for i in range(max(0, -lag), min(n, n - lag)):
            a, b = one[i], other[i + lag]
            n_pairs += a is not None and b is not None
            if a and a == b:
                length += 1
            elif length:
                lengths.append(length)
                length = 0
        if length:
            lengths.append(length)
    return sorted(lengths), n_pairs


@given(pairs, st.integers(1, 20), st.integers(2, 4))
def test_lines_points_and_pairs_are_those_of_the_plot(series: tuple[list[Code], list[Code]], lag: int, shortest: int) -> None:
    one, other = series
    found = cross_recurrence(one, other, SECOND, longest_lag_s=lag, shortest_line=shortest, guard=UNGUARDED)
    lengths, n_pairs = lines_point_by_point(one, other, min(lag, len(one) - 1))
    assert (sorted(found.lines.tolist()), int(found.pairs.sum()), int(found.points.sum())) == (lengths, n_pairs, sum(lengths))
    assert found.rate.value == (100 * sum(lengths) / n_pairs if n_pairs else None)
    long = [length for length in lengths if length >= shortest]
    assert found.determinism.value == (pytest.approx(100 * sum(long) / sum(lengths)) if lengths else None)
    assert found.longest_line.value == (max(long) if long else None)


@given(pairs)
def test_the_mirror_image_has_the_same_numbers_and_the_profile_turned_round(series: tuple[list[Code], list[Code]]) -> None:
    there, back = cross_recurrence(*series, SECOND, guard=UNGUARDED), cross_recurrence(*series[::-1], SECOND, guard=UNGUARDED)
    assert [measure.value for measure in there.measures] == [measure.value for measure in back.measures]
    assert there.points.tolist() == back.points.tolist()[::-1]


@given(pairs, st.integers(2, 3))
def test_every_displacement_of_the_ring_is_that_of_moving_the_codes(series: tuple[list[Code], list[Code]], shortest: int) -> None:
    _, (mine, theirs) = numbered([*series[0], None], [*series[1], None])
    n = len(mine)
    shares, rates, determinisms, peaks = _on_the_ring(mine, theirs, 0, shortest)
    for displacement in range(n):
        moved = np.roll(theirs, -displacement)
        recurs, can_be = (mine == moved) & (mine > 0), int(((mine >= 0) & (moved >= 0)).sum())
        breaks = "".join("x" if each else " " for each in recurs)
        # a line does not run on from the last unit of the ring to its first: the last one cannot be told
        in_lines = sum(len(line) for line in breaks.split() if len(line) >= shortest)
        assert rates[displacement] == pytest.approx(recurs.sum() / max(can_be, 1))
        assert shares[displacement] == pytest.approx(recurs.sum() / can_be if can_be else np.nan, nan_ok=True)
        assert peaks[displacement] == pytest.approx(recurs.sum() / can_be if can_be else 0.0)
        assert determinisms[displacement] == pytest.approx(in_lines / max(recurs.sum(), 1))


def test_one_who_follows_is_told_from_chance_and_one_who_does_not_is_not() -> None:
    rng = np.random.default_rng(2)
    said, other = (rng.choice(list("abcd"), 200).tolist() for _ in range(2))
    follows = recurrence_by_shifts(said, [NOTHING, *said[:-1]], SECOND, longest_lag_s=2)
    assert [measure.value for measure in follows.measures] == [0.001] * 3
    assert recurrence_by_shifts(said, [NOTHING, *said[:-1]], SECOND, longest_lag_s=2) == follows
    assert follows.band is not None
    seen = cross_recurrence(said, [NOTHING, *said[:-1]], SECOND, longest_lag_s=2).profile["share"]
    above = (seen.to_numpy() > follows.band[2]).tolist()
    assert above == [False, False, False, True, False]
    assert (np.diff(follows.band, axis=0) >= 0).all()
    assert recurrence_by_shifts(said[:20], other[:20], SECOND, longest_lag_s=2).band is None
    alone = recurrence_by_shifts(said, other, SECOND, longest_lag_s=2)
    assert all(measure.value is not None and measure.value > 0.05 for measure in alone.measures)


def test_doing_nothing_together_is_no_recurrence() -> None:
    found = cross_recurrence(["a", NOTHING, NOTHING], [NOTHING, NOTHING, NOTHING], SECOND, guard=UNGUARDED)
    assert (found.rate.value, found.determinism.why_undefined, found.mean_line.why_undefined) == (0.0, "nothing recurs", "nothing recurs")
    assert cross_recurrence("ab", "ba", SECOND, guard=UNGUARDED).mean_line.why_undefined == "there is no line"
    assert cross_recurrence([None], ["a"], SECOND, guard=UNGUARDED).rate.why_undefined == "nothing is codable for both"
    assert cross_recurrence([], [], SECOND, guard=UNGUARDED).rate.why_undefined == "nothing is codable for both"


def test_too_little_film_gives_no_number() -> None:
    assert cross_recurrence("abc", "abc", SECOND).rate.why_undefined == "under 30 s codable"
    assert recurrence_by_shifts("abc" * 3, "abc" * 3, SECOND, longest_lag_s=3, guard=UNGUARDED).peak.why_undefined == (
        "the film is too short to be shifted"
    )
    nothing = recurrence_by_shifts("abc" * 20, "xyz" * 20, SECOND, longest_lag_s=3)
    assert (nothing.rate.value, nothing.determinism.why_undefined) == (1.0, "nothing recurs")


def test_a_line_has_two_points() -> None:
    with pytest.raises(ValueError, match="2 points or more"):
        cross_recurrence("ab", "ab", SECOND, shortest_line=1)
