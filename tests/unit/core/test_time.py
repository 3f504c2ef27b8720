import doctest
from fractions import Fraction

import pytest

from workbench.core import time
from workbench.core.time import FILM_CLOCK, Clock, Span, Ticks, format_time


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_a_span_is_never_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"from {start} to {end} ticks"):
        Span(Ticks(start), Ticks(end))


@pytest.mark.parametrize("end", [2.0, True, "2", None])
def test_a_span_takes_whole_ticks_only(end: object) -> None:
    with pytest.raises(ValueError, match="whole ticks"):
        Span(Ticks(0), end)  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), float("-inf")])
def test_a_time_is_finite(seconds: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        FILM_CLOCK.ticks_from_seconds(seconds, "nearest")


def test_half_a_tick_rounds_up_when_rounding_to_the_nearest() -> None:
    clock = Clock(Fraction(1, 10))
    assert clock.ticks_from_seconds(Fraction(15, 100), "nearest") == 2
    assert clock.ticks_from_seconds(Fraction(-15, 100), "nearest") == -1


@pytest.mark.parametrize(
    ("ticks", "written"),
    [
        (0, "00:00.000"),
        (44, "00:00.000"),
        (45, "00:00.001"),
        (-90, "-00:00.001"),
        (59 * 90_000 + 89_999, "01:00.000"),
        (3600 * 90_000, "1:00:00.000"),
    ],
)
def test_times_are_written_as_people_read_them(ticks: int, written: str) -> None:
    assert format_time(ticks) == written


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(time).failed == 0
    assert doctest.testmod(time).attempted > 0
