from typing import Any

import pytest

from workbench.core.time import Span, Ticks
from workbench.practice.clips import Clip, PausePoint
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.practice.trimming import Edge, propose_trims

SECOND = 90_000


def seconds(start: float, end: float) -> Span:
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def step(start: float, end: float, role: StepRole = StepRole.INITIATIVE) -> InteractionStep:
    return InteractionStep(f"{start}", "film", seconds(start, end), "noah", role, Modality.GAZE)


def trims(clip: Span, steps: tuple[InteractionStep, ...] = (), speech: tuple[Span, ...] = (), **fields: Any) -> list[tuple[Edge, float]]:
    found = propose_trims(Clip("c", "p", "film", clip, 0, **fields), seconds(0, 120), steps, speech)
    assert all(trim.words.endswith(".") for trim in found)
    return [(trim.edge, trim.at / SECOND) for trim in found]


def test_nothing_known_means_nothing_proposed() -> None:
    assert trims(seconds(10, 40)) == []


@pytest.mark.parametrize(
    ("onset", "proposed"),
    [
        (20, [(Edge.START, 19)]),  # a long wait before the first initiative
        (12, []),  # begins within the first three seconds
        (8, [(Edge.START, 7)]),  # just missed before the start
        (3, []),  # too far before to belong to the clip
        (50, []),  # after the clip
    ],
)
def test_a_clip_is_to_start_a_second_before_the_initiative_it_is_about(onset: float, proposed: list[tuple[Edge, float]]) -> None:
    assert trims(seconds(10, 40), (step(onset, onset + 1),)) == proposed


def test_a_start_never_leaves_the_film() -> None:
    assert trims(seconds(4, 40), (step(0.5, 1),)) == [(Edge.START, 0)]


def test_a_start_that_cuts_a_word_goes_before_it_also_where_words_lie_over_one_another() -> None:
    assert trims(seconds(10, 40), speech=(seconds(9.5, 10.5), seconds(9, 9.8))) == [(Edge.START, 9)]


def test_a_start_before_an_initiative_does_not_cut_a_word_either() -> None:
    assert trims(seconds(10, 40), (step(20, 21),), (seconds(18.2, 19.4),)) == [(Edge.START, 18.2)]


def test_an_end_comes_after_the_word_or_the_answer_it_cuts() -> None:
    assert trims(seconds(10, 40), speech=(seconds(39, 41.5),)) == [(Edge.END, 41.5)]
    assert trims(seconds(10, 40), (step(38, 42, StepRole.RESPONSE),)) == [(Edge.END, 42)]
    assert trims(seconds(10, 40), speech=(seconds(40, 42),)) == []


def test_no_proposal_leaves_a_pause_point_or_the_still_outside() -> None:
    start = step(20, 21)
    assert trims(seconds(10, 40), (start,), pauses=(PausePoint(Ticks(12 * SECOND)),)) == []
    assert trims(seconds(10, 40), (start,), poster_at=Ticks(12 * SECOND)) == []
