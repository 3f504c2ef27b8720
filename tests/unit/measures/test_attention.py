"""Attending together, and breaks from looking, against hand counts."""

import pytest

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Interval
from workbench.core.time import Span, Ticks
from workbench.measures.attention import joint_attention, joint_bouts
from workbench.measures.gaze import Looking, looks_away
from workbench.measures.result import UNGUARDED

MS = 90


def look(start_ms: int, end_ms: int, label: str) -> Interval:
    return Interval(f"{start_ms}", "t", Span(Ticks(start_ms * MS), Ticks(end_ms * MS)), label)


CHILD = [look(0, 10_000, "Puzzle")]


@pytest.mark.parametrize(
    ("parent", "bouts"),
    [
        ([look(1000, 1500, "puzzle")], [(1000, 1500)]),
        ([look(1000, 1499, "puzzle")], []),
        ([look(1000, 1300, "puzzle"), look(1300, 1599, "child"), look(1599, 1700, "puzzle")], [(1000, 1700)]),
        ([look(1000, 1600, "puzzle"), look(1600, 1900, "child"), look(1900, 2500, "puzzle")], [(1000, 1600), (1900, 2500)]),
        ([look(1000, 1600, "puzzle"), look(1600, 1700, UNCODABLE), look(1700, 2300, "puzzle")], [(1000, 1600), (1700, 2300)]),
        ([look(1000, 1600, "puzzle"), look(1700, 2300, "puzzle")], [(1000, 1600), (1700, 2300)]),
        ([look(1000, 3000, "child")], []),
    ],
    ids=[
        "just long enough",
        "too short",
        "a glance is filled",
        "a gap of 300 ms stays",
        "nothing is filled unseen",
        "nor without a label",
        "no",
    ],
)
def test_joint_bouts(parent: list[Interval], bouts: list[tuple[int, int]]) -> None:
    for one, other in ((CHILD, parent), (parent, CHILD)):
        assert [(b.span.start // MS, b.span.end // MS, b.target) for b in joint_bouts(one, other, {"PUZZLE"})] == [
            (*bout, "puzzle") for bout in bouts
        ]


def test_two_people_at_two_things_do_not_attend_together() -> None:
    parent = [look(0, 4000, "piece"), look(4000, 6000, "puzzle")]
    measure = joint_attention(CHILD, parent, {"puzzle", "piece"}, guard=UNGUARDED)
    assert (measure.value, measure.n, measure.codable_s) == (2 / 6, 1, 6.0)
    assert dict(measure.parameters) == {"longest_gap_s": 0.3, "shortest_s": 0.5, "shortest_codable_s": 0.0, "fewest_events": 0}
    assert joint_attention(CHILD, parent, {"puzzle"}).why_undefined == "under 30 s codable and under 5 events"


def test_a_look_that_ends_unseen_is_no_look_away() -> None:
    def span(start: int, end: int) -> Span:
        return Span(Ticks(start * 90_000), Ticks(end * 90_000))

    codable = SpanSet((span(0, 10), span(12, 32)))
    looking = Looking("child", SpanSet((span(1, 3), span(8, 10), span(20, 22), span(30, 32))), codable)
    found = looks_away(looking, guard=UNGUARDED)
    assert (found.value, found.n, found.codable_s) == (4.0, 2, 30.0)
    assert looks_away(looking).why_undefined == "under 5 events"
    assert looks_away(Looking("child", SpanSet(), SpanSet()), guard=UNGUARDED).why_undefined == "nothing to divide by"
