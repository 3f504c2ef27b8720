import json
from pathlib import Path
from typing import Any

import pytest

from workbench.core.time import Span, Ticks
from workbench.practice.steps import InteractionStep, Modality, StepRole, take_fives, yes_cycles

INITIATIVE, RECEPTION, RESPONSE = StepRole.INITIATIVE, StepRole.RECEPTION, StepRole.RESPONSE
SECOND = 90_000


def step(
    name: str,
    start_s: float,
    actor: str,
    role: StepRole = RESPONSE,
    *,
    answers: str | None = None,
    topic: str = "",
    length_s: float = 1.0,
) -> InteractionStep:
    span = Span(Ticks(round(start_s * SECOND)), Ticks(round((start_s + length_s) * SECOND)))
    return InteractionStep(name, "film", span, actor, role, Modality.WORDS, answers, topic=topic)


def names(chains: list[tuple[InteractionStep, ...]]) -> list[str]:
    return ["".join(s.id for s in chain) for chain in chains]


def test_steps_linked_by_what_they_answer_form_one_chain() -> None:
    steps = [
        step("a", 0, "child", INITIATIVE),
        step("b", 1, "mum", RECEPTION, answers="a"),
        step("c", 2, "mum", RESPONSE, answers="b"),
        step("d", 3, "child", RECEPTION, answers="c"),
    ]
    assert names(yes_cycles(reversed(steps))) == ["abcd"]


def test_a_step_nobody_answers_is_no_chain() -> None:
    assert yes_cycles([step("a", 0, "child", INITIATIVE)]) == []


def test_two_answers_to_one_step_make_two_chains_in_order_of_time() -> None:
    steps = [step("a", 0, "child", INITIATIVE), step("c", 5, "dad", answers="a"), step("b", 2, "mum", answers="a")]
    assert names(yes_cycles(steps)) == ["ab", "ac"]


def test_an_answer_to_a_step_that_was_taken_away_begins_its_own_chain() -> None:
    steps = [step("b", 1, "mum", answers="gone"), step("c", 2, "child", answers="b")]
    assert names(yes_cycles(steps)) == ["bc"]


def test_a_ring_of_answers_ends() -> None:
    ring = [step("a", 0, "child", answers="b"), step("b", 1, "mum", answers="a"), step("c", 2, "child", answers="b")]
    assert names(yes_cycles(ring)) == ["abc"]


def turns(letters: str, *, every_s: float = 2.0, topic: str = "blue piece") -> list[InteractionStep]:
    return [step(str(i), i * every_s, actor, topic=topic) for i, actor in enumerate(letters)]


def test_five_alternating_turns_on_one_topic_are_a_take_five() -> None:
    assert names(take_fives(reversed(turns("CMCMC")))) == ["01234"]
    assert take_fives(turns("CMCM")) == []


def test_a_turn_twice_by_one_person_begins_a_new_run() -> None:
    assert names(take_fives(turns("CMMCMCM"))) == ["23456"]


def test_a_gap_of_exactly_the_longest_breaks_a_run_and_one_tick_less_does_not() -> None:
    assert take_fives(turns("CMCMC", every_s=6.0)) == []
    assert names(take_fives(turns("CMCMC", every_s=6.0 - 1 / SECOND))) == ["01234"]


def test_another_topic_receptions_and_turns_without_a_topic_do_not_count() -> None:
    assert take_fives([*turns("CMC"), *(step(f"x{i}", 6 + i * 2, a, topic="red") for i, a in enumerate("MC"))]) == []
    assert take_fives(turns("CMCMC", topic="")) == []
    with_reception = [*turns("CMCMC"), step("r", 2.5, "C", RECEPTION, topic="blue piece")]
    assert names(take_fives(with_reception)) == ["01234"]


def test_each_person_can_be_asked_to_have_enough_turns() -> None:
    assert take_fives(turns("CMCMC"), fewest_turns_each=3) == []
    assert names(take_fives(turns("CMCMCM"), fewest_turns_each=3)) == ["012345"]


GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "step_chains.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_chains_are_those_written_down_for_python_and_the_page(case: dict[str, Any]) -> None:
    steps = [
        InteractionStep(
            each["id"],
            "film",
            Span(Ticks(each["start"]), Ticks(each["end"])),
            each["actor_id"],
            StepRole(each["role"]),
            Modality.WORDS,
            each["answers"],
            topic=each["topic"],
        )
        for each in case["steps"]
    ]
    assert [[step.id for step in chain] for chain in yes_cycles(steps)] == case["yes_cycles"]
    assert [[step.id for step in run] for run in take_fives(steps)] == case["take_fives"]
