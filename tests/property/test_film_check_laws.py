"""Laws of what films are judged by: stretches, what is said of them, and a film that is as it should be from its numbers."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from workbench.core.time import TICKS_PER_S, Span, Ticks
from workbench.media.quality.faces import FaceBoxes, light_of
from workbench.media.quality.of_faces import find_in_faces
from workbench.media.quality.of_pictures import find_in_pictures
from workbench.media.quality.pictures import Pictures
from workbench.media.quality.speech import speech_to_noise
from workbench.media.quality.stretches import part_of, stretches_of
from workbench.practice.film_checks import FilmCheck, Finding, by_weight, format_stretches, shipped_film_check_words

holding = st.lists(st.tuples(st.integers(1, 200_000), st.booleans()), min_size=1, max_size=60)
numbers = st.one_of(st.floats(0, 1, width=32), st.just(float("nan")))


def places_of(rows: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray, int]:
    edges = np.cumsum([0, *(step for step, _ in rows)])
    return np.array([holds for _, holds in rows]), edges[:-1].astype(np.int64), int(edges[-1])


@given(holding, st.integers(0, 100_000), st.integers(0, 100_000))
def test_stretches_are_apart_in_order_long_enough_and_hold_all_that_lasts(rows: list[tuple[int, bool]], least: int, bridged: int) -> None:
    holds, at, end = places_of(rows)
    spans = stretches_of(holds, at, end, least=least, bridged=bridged)
    assert all(span.length >= least for span in spans)
    assert all(later.start - earlier.end > bridged for earlier, later in pairwise(spans))
    assert all(span.start >= 0 and span.end <= end for span in spans)
    if least == 0:
        assert [any(span.contains(int(place)) for span in spans) for place in at[holds]] == [True] * int(holds.sum())
    exact = stretches_of(holds, at, end)
    assert sum(span.length for span in exact) == sum(step for step, held in rows if held)
    assert 0 <= part_of(spans, end) <= 1


@given(st.sampled_from(FilmCheck), st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6), st.lists(st.integers(0, 10**9), max_size=8))
def test_every_finding_can_be_said_and_written_down_and_read_back(check: FilmCheck, values: list[float], starts: list[int]) -> None:
    names = ("width", "height", "seconds", "lufs", "db", "percent", "degrees", "n", "channels")
    spans = tuple(Span(Ticks(start), Ticks(start + 1)) for start in sorted(starts))
    finding = Finding(check, spans, dict(zip(names, [*values, 1.0, 2.0, 3.0], strict=True)))
    assert Finding.from_json(finding.to_json()) == finding
    said = shipped_film_check_words().say(finding)
    assert "{" not in said.words
    assert format_stretches(spans, 10**9 + 1).count("–") <= 3
    assert by_weight([finding]) == [finding]


@given(
    st.lists(st.tuples(numbers, numbers, numbers, numbers), min_size=1, max_size=80), st.lists(st.integers(0, 79), max_size=2, unique=True)
)
def test_any_numbers_give_findings_within_the_film_and_none_twice(rows: list[tuple[float, ...]], black: list[int]) -> None:
    at = np.arange(len(rows), dtype=np.int64) * (TICKS_PER_S // 4)
    end = len(rows) * TICKS_PER_S // 4
    columns = np.array(rows, dtype=np.float32).T
    dark = (Span(Ticks(min(black)), Ticks(end)),) if black and min(black) < end else ()
    nothing = np.zeros((0, 2), dtype=np.float32)
    pictures = Pictures(at, end, np.nan_to_num(columns[0]), np.nan_to_num(columns[1]), *columns[2:], dark, (), at[:0], nothing)
    findings = list(find_in_pictures(pictures))
    assert len({finding.check for finding in findings}) == len(findings)
    assert all(span.start >= 0 and span.end <= end for finding in findings for span in finding.spans)
    assert all(finding.spans for finding in findings)


@given(st.floats(0.3, 0.9), st.floats(0.05, 0.5), st.integers(1, 100))
def test_of_a_film_that_stays_the_same_nothing_is_said(brightness: float, sharpness: float, n: int) -> None:
    def full(value: float) -> np.ndarray:
        return np.full(n, value, dtype=np.float32)

    at = np.arange(n, dtype=np.int64) * (TICKS_PER_S // 4)
    nothing = np.zeros((0, 2), dtype=np.float32)
    pictures = Pictures(at, n * TICKS_PER_S // 4, full(brightness), full(0), full(sharpness), full(0.001), (), (), at[:0], nothing)
    assert list(find_in_pictures(pictures)) == []


@given(arrays.arrays(np.float32, st.integers(0, 300), elements=st.floats(-120, 0, width=32)), st.floats(-30, 30))
def test_speech_to_noise_is_no_matter_of_how_loud_the_microphone_was(levels: np.ndarray, louder: float) -> None:
    at = np.arange(len(levels), dtype=np.int64) * (TICKS_PER_S // 10)
    heard = np.clip(levels, -55, None)
    ratio, other = speech_to_noise(heard, at), speech_to_noise(heard + np.float32(louder), at)
    assert (ratio is None) == (other is None) == (len(levels) < 10)
    if ratio is not None and other is not None:
        assert 0 <= ratio.db <= 120
        assert abs(ratio.db - other.db) < 1e-3


box = st.tuples(*[st.floats(-0.25, 1.25, width=32)] * 4).map(lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])))


@given(st.lists(st.lists(box, max_size=5), min_size=1, max_size=40))
def test_faces_anywhere_give_findings_and_light_between_black_and_white(samples: list[list[tuple[float, float, float, float]]]) -> None:
    at = np.arange(len(samples), dtype=np.int64) * (TICKS_PER_S // 4)
    rows = [(number, each) for number, sample in enumerate(samples) for each in sample]
    boxes = np.array([each for _, each in rows], dtype=np.float32).reshape(-1, 4)
    faces = FaceBoxes(at, np.array([number for number, _ in rows], dtype=np.int32), boxes)
    light = [
        (int(at[number]), *pair) for number, sample in enumerate(samples) for pair in light_of(np.full((90, 160), 100, np.uint8), sample)
    ]
    assert len(light) == len(rows)
    for _, face, behind in light:
        assert all(np.isnan(value) or abs(value - 100 / 255) < 1e-6 for value in (face, behind))
    ones = np.ones(len(at), dtype=np.float32)
    face_at, pairs = np.array([row[0] for row in light], dtype=np.int64), np.array([row[1:] for row in light], dtype=np.float32)
    pictures = Pictures(at, int(at[-1]) + 1, ones, ones * 0, ones, ones * 0, (), (), face_at, pairs.reshape(-1, 2))
    findings = {finding.check for finding in find_in_faces(faces, pictures)}
    assert len(findings & {FilmCheck.NO_FACE, FilmCheck.BOTH_IN_VIEW, FilmCheck.SELDOM_BOTH}) == 1
    assert FilmCheck.BACKLIGHT not in findings
