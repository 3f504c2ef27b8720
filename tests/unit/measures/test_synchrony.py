"""Windowed cross-correlation against numpy's own correlation, window by window and shift by shift."""

import numpy as np
import pytest

from workbench.core.time import FILM_CLOCK, Ticks
from workbench.measures.result import UNGUARDED
from workbench.measures.synchrony import Signal, _peaks_on_the_ring, _Windows, windowed_cross_correlation

TENTH = Ticks(9_000)


def signal(values: np.ndarray[tuple[int], np.dtype[np.float64]], who: str = "one") -> Signal:
    return Signal(who, values, TENTH)


def test_every_correlation_is_numpys() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=90), rng.normal(size=90)
    a[20] = np.nan
    b[60:75] = 1.0
    found = windowed_cross_correlation(signal(a), signal(b), window_s=1, step_s=0.5, longest_lag_s=0.3, guard=UNGUARDED)
    starts = range(0, 81, 5)
    assert found.starts == tuple(Ticks(start * TENTH) for start in starts)
    for row, start in enumerate(starts):
        for column, lag in enumerate(range(-3, 4)):
            there = start + lag
            x = a[start : start + 10]
            y = b[there : there + 10] if 0 <= there <= 80 else np.full(10, np.nan)
            if np.isnan(x).any() or np.isnan(y).any() or np.ptp(y) == 0:
                assert np.isnan(found.r[row, column])
            else:
                assert found.r[row, column] == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert found.table.shape == found.r.shape
    assert found.profile["mean_r"].to_list() == pytest.approx(np.nanmean(found.r, axis=0).tolist())
    assert found.peak.codable_s == FILM_CLOCK.seconds(89 * TENTH)


def test_the_peak_on_the_ring_is_that_of_moving_the_signal_and_correlating_anew() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.normal(size=60), rng.normal(size=60)
    b[7:20] = 2.0
    starts = np.arange(0, 52, 3)
    peaks = _peaks_on_the_ring(_Windows(a, 9), _Windows(b, 9), starts, 1, 60)

    def mean_at(displacement: int) -> float:
        found = []
        for start in starts:
            there = (start + displacement) % 60
            y = b[there : there + 9]
            if there <= 51 and np.ptp(y) > 0:
                found.append(np.corrcoef(a[start : start + 9], y)[0, 1])
        return float(np.mean(found))

    means = [mean_at(displacement) for displacement in range(60)]
    assert peaks.tolist() == pytest.approx([max(means[d - 1], means[d], means[(d + 1) % 60]) for d in range(60)])


def test_who_follows_has_the_positive_lag_and_the_mirror_image_the_negative() -> None:
    moved = np.random.default_rng(0).normal(size=400)
    child, mother = signal(np.roll(moved, 3), "child"), signal(moved, "mother")
    follows = windowed_cross_correlation(mother, child, longest_lag_s=0.5)
    leads = windowed_cross_correlation(child, mother, longest_lag_s=0.5)
    assert (follows.peak_lag.value, leads.peak_lag.value) == (0.3, -0.3)
    assert follows.peak_lag.unit == "s, above 0 child follows"
    assert follows.peak.value == pytest.approx(1.0)
    assert follows.against_shifts.value == 0.001


def test_unrelated_signals_have_a_peak_that_shifts_reach_as_well() -> None:
    found = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        found.append(windowed_cross_correlation(signal(rng.normal(size=500)), signal(rng.normal(size=500)), seed=seed).against_shifts)
    values = [measure.value for measure in found if measure.value is not None]
    assert len(values) == 20
    assert 0.3 < np.median(values) < 0.7
    assert sum(value <= 0.25 for value in values) <= 9
    assert dict(found[4].parameters)["seed"] == 4


def test_what_is_added_or_multiplied_changes_nothing() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=400), rng.normal(size=400)
    plain = windowed_cross_correlation(signal(a), signal(b))
    assert np.allclose(windowed_cross_correlation(signal(a * 3 + 7), signal(b - 2)).r, plain.r, equal_nan=True)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (np.full(400, 2.0), "no window is codable and varies for both"),
        (np.full(400, np.nan), "no window is codable and varies for both"),
        (np.zeros(20), "no window is codable and varies for both"),
        (np.zeros(0), "no window is codable and varies for both"),
    ],
    ids=["still", "unseen", "shorter than a window", "nothing"],
)
def test_signals_that_say_nothing_are_said_so(values: np.ndarray[tuple[int], np.dtype[np.float64]], why: str) -> None:
    found = windowed_cross_correlation(signal(values), signal(values), guard=UNGUARDED)
    assert [measure.why_undefined for measure in found.measures] == [why] * 3


def test_a_short_film_has_counts_only_and_one_that_cannot_be_shifted_no_surrogates() -> None:
    short = np.random.default_rng(1).normal(size=80)
    assert windowed_cross_correlation(signal(short), signal(short)).peak.why_undefined == "under 30 s codable"
    found = windowed_cross_correlation(signal(short), signal(short), longest_lag_s=2, guard=UNGUARDED)
    assert found.peak.value == pytest.approx(1.0)
    assert found.against_shifts.why_undefined == "the film is too short to be shifted"


def test_signals_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="one start, unit and length"):
        windowed_cross_correlation(signal(np.zeros(10)), signal(np.zeros(11)))
