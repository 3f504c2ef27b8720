"""What surrogates cost: an hour of two people at 25 frames a second, against 1 000 shifted films."""

from functools import cache

import numpy as np

from tests.bench.registry import Measured, benchmark, best_s
from workbench.core.intervals import SpanSet
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span, Ticks
from workbench.measures.gaze import Looking, mutual_gaze_by_shifts
from workbench.measures.shifted_recurrence import recurrence_by_shifts
from workbench.measures.synchrony import Signal, windowed_cross_correlation

_FRAME = Ticks(TICKS_PER_S // 25)
_N_FRAMES = 3600 * 25
_N_SHIFTS = 1000


@benchmark(below=2.0)
def gaze_surrogates_of_an_hour() -> Measured:
    """Mutual gaze of some thousand looks."""
    one, other = (_looking(seed) for seed in (1, 2))
    return Measured(best_s(lambda: mutual_gaze_by_shifts(one, other, n_shifts=_N_SHIFTS), times=3), "s")


@benchmark(below=2.0)
def recurrence_surrogates_of_an_hour() -> Measured:
    """Rate, determinism and peak of cross-recurrence within ten seconds, frame by frame."""
    one, other = (_codes(seed) for seed in (1, 2))
    return Measured(best_s(lambda: recurrence_by_shifts(one, other, _FRAME, longest_lag_s=10, n_shifts=_N_SHIFTS), times=3), "s")


@benchmark(below=2.0)
def correlation_surrogates_of_an_hour() -> Measured:
    """Windowed cross-correlation: 4 s windows every second, lags to two seconds."""
    one, other = (Signal(str(seed), np.random.default_rng(seed).normal(size=_N_FRAMES), _FRAME) for seed in (1, 2))
    return Measured(best_s(lambda: windowed_cross_correlation(one, other, n_shifts=_N_SHIFTS), times=3), "s")


@cache
def _codes(seed: int) -> list[str]:
    """A code for every frame, each held for 0.4 to 4 s."""
    rng = np.random.default_rng(seed)
    codes: list[str] = []
    while len(codes) < _N_FRAMES:
        codes += [str(rng.choice(["partner", "puzzle", "piece", ""]))] * int(rng.integers(10, 100))
    return codes[:_N_FRAMES]


def _looking(seed: int) -> Looking:
    codes = np.array(_codes(seed)) == "partner"
    frames = np.flatnonzero(np.diff(codes.astype(np.int8), prepend=0, append=0)).reshape(-1, 2).tolist()
    whole = SpanSet((Span(Ticks(0), FILM_CLOCK.ticks_from_seconds(3600, "nearest")),))
    return Looking(str(seed), SpanSet.of(Span(Ticks(start * _FRAME), Ticks(end * _FRAME)) for start, end in frames), whole)
