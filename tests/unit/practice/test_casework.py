from datetime import date

from workbench.core.time import Span, Ticks
from workbench.practice.casework import Recording


def test_a_new_recording_spans_its_whole_length_and_nobody_is_said_to_be_in_view() -> None:
    film = Recording("r", "case", "0" * 64, "Puzzle", 50, Ticks(180_000), 640, 360, True, False, date(2026, 3, 1))
    assert film.span == Span(Ticks(0), Ticks(180_000))
    assert film.in_view is None
