import doctest
from datetime import date

import pytest

from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice import casework
from workbench.practice.casework import Recording, parse_case_code


def test_a_new_recording_spans_its_whole_length_and_nobody_is_said_to_be_in_view() -> None:
    film = Recording("r", "case", "0" * 64, "Puzzle", 50, Ticks(180_000), 640, 360, True, False, date(2026, 3, 1))
    assert film.span == Span(Ticks(0), Ticks(180_000))
    assert film.in_view is None


def test_a_case_code_is_kept_in_capitals() -> None:
    assert parse_case_code(" a7\n") == "A7"
    assert doctest.testmod(casework).failed == 0


@pytest.mark.parametrize("text", ["", " ", "a b", "../x", "é", "x" * 33, "-a", "a.b"])
def test_a_case_code_is_short_and_plain(text: str) -> None:
    with pytest.raises(EditError, match="cannot be a case's code"):
        parse_case_code(text)
