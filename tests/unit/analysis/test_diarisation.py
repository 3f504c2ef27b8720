"""The yardstick of the voices' benches, against examples worked out by hand after md-eval's conventions."""

import pytest

from tests.diarisation import diarisation_error, kappa_by_tenths, precision, recall, sounding


def test_an_example_worked_out_by_hand() -> None:
    """True: A 0-4 s, B 3-6 s (7 s in all). Found: X 0-3 s, Y 3-7 s. Missed 1 s (3-4: one of two), false 1 s (6-7), confused none."""
    true = sounding([(0, 0, 4), (1, 3, 6)], 800, 2)
    error = diarisation_error(true, sounding([(1, 0, 3), (0, 3, 7)], 800, 2))
    assert error.pairing == (1, 0)
    assert (error.missed, error.false, error.confused) == pytest.approx((1 / 7, 1 / 7, 0))
    assert error.total == pytest.approx(2 / 7)


def test_speech_given_to_the_wrong_person_is_confused() -> None:
    """True: A 0-4 s, B 5-7 s. Found: X 0-3 s, Y 3-4 s and 5-7 s: one of six seconds is confused."""
    error = diarisation_error(sounding([(0, 0, 4), (1, 5, 7)], 800, 2), sounding([(0, 0, 3), (1, 3, 4), (1, 5, 7)], 800, 2))
    assert (error.missed, error.false, error.confused) == pytest.approx((0, 0, 1 / 6))


def test_everything_right_and_nothing_found() -> None:
    true = sounding([(0, 0, 4), (1, 3, 6)], 800, 2)
    assert diarisation_error(true, true).total == 0
    assert kappa_by_tenths(true, true) == 1
    assert diarisation_error(true, true & False).total == 1
    assert (precision(true, true & False), recall(true, true & False)) == (None, 0)


def test_precision_and_recall_of_frames() -> None:
    true, found = sounding([(0, 0, 4)], 1000, 1), sounding([(0, 1, 6)], 1000, 1)
    assert (precision(true, found), recall(true, found)) == (0.6, 0.75)


def test_kappa_by_tenths_by_hand() -> None:
    """Of ten seconds both say nobody in 4 s, both say A in 3 s, one alone in 1 s and 2 s: (.7 - .5) / (1 - .5) = .4."""
    true, found = sounding([(0, 0, 4)], 1000, 1), sounding([(0, 1, 6)], 1000, 1)
    assert kappa_by_tenths(true, found) == pytest.approx((0.7 - (0.4 * 0.5 + 0.6 * 0.5)) / (1 - 0.5))
