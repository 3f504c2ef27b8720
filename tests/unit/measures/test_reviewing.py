"""What the film of a review shows, against values worked out by hand."""

import pytest

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.result import UNGUARDED
from workbench.measures.reviewing import (
    CLOSED_QUESTION,
    after_clips,
    initiatives_received,
    longest_monologue,
    median_wait,
    questions_asked,
    talk_share,
)
from workbench.measures.turns import Voice
from workbench.practice.steps import InteractionStep, Layer, Modality, StepRole

SECOND = 90_000


def span(start: float, end: float) -> Span:
    return Span(Ticks(round(start * SECOND)), Ticks(round(end * SECOND)))


def seconds(*pairs: tuple[float, float]) -> SpanSet:
    return SpanSet.of(span(*pair) for pair in pairs)


WHOLE = seconds((0, 3600))


def voice(who: str, *pairs: tuple[float, float], codable: SpanSet = WHOLE) -> Voice:
    return Voice(who, seconds(*pairs), codable)


def test_the_shares_of_two_add_up_to_one_and_time_of_both_counts_for_each() -> None:
    one, other = voice("A", (0, 6), (10, 12)), voice("B", (4, 6))
    shares = [talk_share(one, other, guard=UNGUARDED).value, talk_share(other, one, guard=UNGUARDED).value]
    assert shares == [0.8, 0.2]


def test_under_five_sounds_or_thirty_seconds_there_is_no_share() -> None:
    few = talk_share(voice("A", (0, 6)), voice("B", (7, 8)))
    assert (few.value, few.n, few.why_undefined) == (None, 2, "under 5 events")
    assert talk_share(voice("A"), voice("B"), guard=UNGUARDED).why_undefined == "nothing to divide by"


def test_only_what_can_be_heard_of_both_counts() -> None:
    one, other = voice("A", (0, 10)), voice("B", (0, 5), codable=seconds((0, 5)))
    assert talk_share(one, other, guard=UNGUARDED).value == 0.5


@pytest.mark.parametrize(
    ("guider", "client", "first", "silence"),
    [
        ([(14, 15)], [(12.5, 13)], "client", 2.5),
        ([(11, 12)], [(12, 13)], "guider", 1.0),
        ([], [], None, None),
        ([(9, 11)], [(8, 12)], "client", 0.0),
        ([(12, 13)], [(12, 13)], "guider", 2.0),
        ([(9, 10)], [(20, 21)], None, None),
    ],
    ids=["the client first", "the guider first", "nobody", "both already", "both at once", "only before and after the next clip"],
)
def test_who_speaks_first_after_a_clip_and_when(
    guider: list[tuple[float, float]], client: list[tuple[float, float]], first: str | None, silence: float | None
) -> None:
    (after, _) = after_clips(seconds((5, 10), (19, 30)), voice("guider", *guider), voice("client", *client))
    assert (after.first, after.silence_s) == (first, silence)


def test_a_clip_after_whose_end_nothing_can_be_heard_is_left_out() -> None:
    heard = seconds((0, 8), (12, 40))
    assert after_clips(seconds((5, 10)), voice("A", (13, 14), codable=heard), voice("B")) == []


def test_the_wait_is_the_median_and_needs_somebody_to_speak() -> None:
    after = after_clips(seconds((0, 1), (10, 11), (20, 21)), voice("A", (3, 4), (16, 17)), voice("B", (22, 23)))
    assert median_wait(after, 60.0).value == 2.0
    nobody = median_wait(after_clips(seconds((0, 1)), voice("A"), voice("B")), 60.0)
    assert (nobody.value, nobody.n, nobody.why_undefined) == (None, 0, "nobody spoke after a clip")


@pytest.mark.parametrize(
    ("mine", "theirs", "longest"),
    [
        ([(0, 4), (5, 9)], [], 9.0),
        ([(0, 4), (6, 9)], [], 4.0),
        ([(0, 4), (5, 9)], [(4.2, 4.9)], 9.0),
        ([(0, 4), (5.5, 9)], [(4, 5)], 4.0),
        ([(0, 4), (5, 9)], [(1, 3)], 9.0),
        ([(3, 4), (5, 6)], [(0, 4.5)], 1.0),
    ],
    ids=["a breath", "a pause of two seconds", "a short mm", "a turn of a second", "spoken through", "a turn that lasts into the pause"],
)
def test_how_long_somebody_goes_on(mine: list[tuple[float, float]], theirs: list[tuple[float, float]], longest: float) -> None:
    assert longest_monologue(voice("A", *mine), voice("B", *theirs)).value == longest


def test_nobody_goes_on_across_what_cannot_be_heard_and_silence_has_no_length() -> None:
    heard = seconds((0, 5), (5.5, 10))
    assert longest_monologue(voice("A", (0, 5), (5.5, 8), codable=heard), voice("B")).value == 5.0
    assert longest_monologue(voice("A"), voice("B")).why_undefined == "A is never heard"


def step(name: str, actor: str, role: StepRole, answers: str | None = None, layer: Layer = Layer.REVIEW) -> InteractionStep:
    return InteractionStep(name, "f", span(0, 1), actor, role, Modality.VOICE, answers, layer=layer)


def test_an_initiative_is_received_by_a_reception_of_somebody_else_in_the_same_layer() -> None:
    initiative, reception, response = StepRole.INITIATIVE, StepRole.RECEPTION, StepRole.RESPONSE
    steps = [
        step("a", "client", initiative),
        step("a1", "guider", reception, "a"),
        step("a2", "guider", reception, "a"),
        step("b", "client", initiative),
        step("b1", "guider", response, "b"),
        step("c", "client", initiative),
        step("c1", "client", reception, "c"),
        step("d", "guider", initiative),
        step("d1", "client", reception, "d"),
        step("e", "client", initiative, layer=Layer.FAMILY),
        step("e1", "guider", reception, "e", layer=Layer.FAMILY),
    ]
    found = initiatives_received(steps, "client", "the client")
    assert (found.value, found.n, found.codable_s) == (1.0, 3, 1.0)
    assert found.words == "the client's initiatives received: 1 of 3 (3 initiatives, 1.0 s codable)"
    assert (initiatives_received([], "client", "C").value, initiatives_received([], "client", "C").n) == (0.0, 0)


def test_questions_are_counted_as_they_are_labelled() -> None:
    labels = ["open question", "Open Question ", "closed question", "question", UNCODABLE]
    rows = [Interval(str(n), "t", span(n, n + 1), label) for n, label in enumerate(labels)]
    assert (questions_asked(rows, 60.0).value, questions_asked(rows, 60.0, label=CLOSED_QUESTION).value) == (2.0, 1.0)
