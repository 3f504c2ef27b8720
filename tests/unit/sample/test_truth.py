"""The truth of the sample film keeps the laws of its tiers and contains what the film is for."""

import json
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from workbench.core.intervals import SpanSet
from workbench.core.tiers import UNCODABLE, Channel, Interval, Origin, Tier
from workbench.core.time import FILM_CLOCK, Span, Ticks
from workbench.practice.clips import MomentKind, check_playlist
from workbench.practice.principles import read_vocabulary
from workbench.practice.steps import InteractionStep, StepRole, take_fives, yes_cycles
from workbench.sample.playlist import plan_playlist, plan_regions
from workbench.sample.rehearsal import FRAME_TICKS, Rehearsal, rehearse
from workbench.sample.truth import Truth, build_truth

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "sample_truth.json"
RECORDING, CASE, MUM, NOAH = "0" * 16, "1" * 16, "a" * 16, "b" * 16
FILM = Span(Ticks(0), Ticks(120 * 90_000))


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearse()


@pytest.fixture(scope="module")
def truth(rehearsal: Rehearsal) -> Truth:
    return build_truth(RECORDING, {"mum": MUM, "child": NOAH}, rehearsal)


def tier_of(truth: Truth, channel: Channel, person: str | None) -> Tier:
    (found,) = [tier for tier in truth.tiers if tier.channel is channel and tier.person_id == person]
    return found


def intervals_of(truth: Truth, tier: Tier) -> list[Interval]:
    return [interval for interval in truth.intervals if interval.tier_id == tier.id]


def spans(truth: Truth, channel: Channel, person: str) -> list[Span]:
    return [interval.span for interval in intervals_of(truth, tier_of(truth, channel, person))]


def seconds(truth: Truth, channel: Channel, person: str) -> list[tuple[float, float, str]]:
    return [
        (FILM_CLOCK.seconds(i.span.start), FILM_CLOCK.seconds(i.span.end), i.label)
        for i in intervals_of(truth, tier_of(truth, channel, person))
    ]


def step_named(truth: Truth, words: str) -> InteractionStep:
    return next(step for step in truth.steps if step.words == words)


def test_the_truth_is_the_one_written_down(truth: Truth) -> None:
    names = {MUM: "Mum", NOAH: "Noah", None: ""}
    written = {
        "tiers": {tier.name: [[i.span.start, i.span.end, i.label] for i in intervals_of(truth, tier)] for tier in truth.tiers},
        "steps": [
            [s.span.start, s.span.end, names[s.actor_id], s.role, s.modality, list(s.principles), s.topic, s.words] for s in truth.steps
        ],
        "moments": [[m.span.start, m.span.end, m.kind, list(m.principles)] for m in truth.moments],
    }
    if os.environ.get("VIG_WRITE_GOLDEN"):
        GOLDEN.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    assert json.loads(json.dumps(written)) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_tier_says_that_it_was_authored(truth: Truth) -> None:
    assert [tier.name for tier in truth.tiers] == [
        "Mum look",
        "Mum voice",
        "Mum words",
        "Noah look",
        "Noah voice",
        "Noah words",
        "Turns",
    ]
    assert {tier.origin for tier in truth.tiers} == {Origin.AUTHORED}
    assert {interval.confidence for interval in truth.intervals} == {None}


def test_every_time_lies_on_a_frame(truth: Truth) -> None:
    edges = [edge for thing in (*truth.intervals, *truth.steps, *truth.moments) for edge in (thing.span.start, thing.span.end)]
    assert all(edge % FRAME_TICKS == 0 and 0 <= edge <= FILM.end for edge in edges)


@pytest.mark.parametrize("person", [MUM, NOAH])
def test_looks_tile_the_whole_film(truth: Truth, person: str) -> None:
    looks = spans(truth, Channel.LOOK, person)
    assert looks[0].start == FILM.start
    assert looks[-1].end == FILM.end
    assert all(a.end == b.start for a, b in pairwise(looks))


def test_neighbouring_looks_have_different_targets(truth: Truth) -> None:
    for person, other in ((MUM, "child"), (NOAH, "mum")):
        labels = [label for _, _, label in seconds(truth, Channel.LOOK, person)]
        assert all(a != b for a, b in pairwise(labels))
        assert other in labels
        assert set(labels) <= {other, "puzzle", "elsewhere", UNCODABLE}


def test_noah_is_turned_away_once_and_mum_never(truth: Truth) -> None:
    assert [round(end - start, 2) for start, end, label in seconds(truth, Channel.LOOK, NOAH) if label == UNCODABLE] == [3.6]
    assert not [label for _, _, label in seconds(truth, Channel.LOOK, MUM) if label == UNCODABLE]


def test_nobody_speaks_over_the_other(truth: Truth) -> None:
    both = SpanSet.of(spans(truth, Channel.VOICE, MUM)).intersection(SpanSet.of(spans(truth, Channel.VOICE, NOAH)))
    assert len(both) == 0


def test_each_voice_has_its_words(truth: Truth) -> None:
    for person in (MUM, NOAH):
        assert spans(truth, Channel.VOICE, person) == spans(truth, Channel.WORDS, person)
    assert Counter(label for _, _, label in seconds(truth, Channel.VOICE, NOAH))["laugh"] == 3


def test_turns_alternate_where_the_pause_is_short(truth: Truth) -> None:
    turns = intervals_of(truth, tier_of(truth, Channel.TURN, None))
    assert {turn.label for turn in turns} == {"M1", "C1"}

    def too_near(a: Interval, b: Interval) -> bool:
        return a.label == b.label and b.span.start - a.span.end < 3 * 90_000

    assert not [a for a, b in pairwise(turns) if too_near(a, b)]


def test_steps_answer_earlier_steps(truth: Truth) -> None:
    by_id = {step.id: step for step in truth.steps}
    assert len(by_id) == len(truth.steps)
    for step in truth.steps:
        if step.answers is not None:
            assert by_id[step.answers].span.start <= step.span.start
    assert all(step.actor_id != by_id[step.answers].actor_id for step in truth.steps if step.role is StepRole.RECEPTION and step.answers)


def test_there_is_one_take_five_about_the_boat(truth: Truth) -> None:
    (chain,) = take_fives(truth.steps)
    assert len(chain) == 8
    assert {turn.topic for turn in chain} == {"boat"}
    assert all(a.actor_id != b.actor_id for a, b in pairwise(chain))


def test_there_are_whole_yes_cycles(truth: Truth) -> None:
    whole = [
        (NOAH, StepRole.INITIATIVE),
        (MUM, StepRole.RECEPTION),
        (MUM, StepRole.RESPONSE),
        (NOAH, StepRole.RECEPTION),
        (NOAH, StepRole.RESPONSE),
        (MUM, StepRole.RECEPTION),
    ]

    def parts(chain: tuple[InteractionStep, ...]) -> list[tuple[str, StepRole]]:
        return [(step.actor_id, step.role) for step in chain]

    chains = [parts(chain) for chain in yes_cycles(truth.steps)]
    assert sum(any(chain[i : i + 6] == whole for i in range(len(chain))) for chain in chains) >= 2


def test_the_missed_initiative_is_received_more_than_two_seconds_later(truth: Truth) -> None:
    shown = next(step for step in truth.steps if step.topic == "fish" and step.role is StepRole.INITIATIVE)
    answer = next(step for step in truth.steps if step.answers == shown.id)
    assert answer.actor_id == MUM
    assert 2.0 < FILM_CLOCK.seconds(answer.span.start - shown.span.end) < 6.0
    looking = next(label for start, end, label in seconds(truth, Channel.LOOK, MUM) if start <= FILM_CLOCK.seconds(shown.span.start) < end)
    assert looking == "puzzle"


def test_spoken_steps_last_as_long_as_their_voice(truth: Truth) -> None:
    step = step_named(truth, "The boat is going away.")
    assert step.span in spans(truth, Channel.VOICE, NOAH)


def test_the_moments_are_of_usual_length_and_one_is_a_repair(truth: Truth) -> None:
    assert all(20 <= FILM_CLOCK.seconds(moment.span.length) <= 40 for moment in truth.moments)
    assert [moment.kind for moment in truth.moments].count(MomentKind.REPAIR) == 1


def test_the_playlist_leaves_nothing_to_advise(truth: Truth, rehearsal: Rehearsal) -> None:
    playlist, clips = plan_playlist(CASE, RECORDING, rehearsal)
    onsets = [(RECORDING, step.span.start) for step in truth.steps if step.role is StepRole.INITIATIVE]
    words = [(RECORDING, span) for person in (MUM, NOAH) for span in spans(truth, Channel.WORDS, person)]
    assert len(clips) == 4
    assert check_playlist(playlist, clips, read_vocabulary(), initiatives=onsets, words=words) == []


def test_no_pause_point_cuts_a_word(truth: Truth, rehearsal: Rehearsal) -> None:
    words = [span for person in (MUM, NOAH) for span in spans(truth, Channel.WORDS, person)]
    for clip in plan_playlist(CASE, RECORDING, rehearsal)[1]:
        assert clip.pauses
        assert not [pause for pause in clip.pauses for span in words if span.start < pause.at < span.end]


def test_the_ring_lies_within_its_clip_and_follows_the_head(rehearsal: Rehearsal) -> None:
    (ring,) = plan_regions(RECORDING, rehearsal)
    assert any(clip.span.covers(ring.span) for clip in plan_playlist(CASE, RECORDING, rehearsal)[1])
    assert len({keyframe.points for keyframe in ring.keyframes}) > 3
    assert all(ring.span.contains(keyframe.at) for keyframe in ring.keyframes)


def test_a_shorter_film_has_the_beginning_of_the_same_truth(truth: Truth) -> None:
    short = rehearse(seconds=12)
    beginning = build_truth(RECORDING, {"mum": MUM, "child": NOAH}, short)
    end = 12 * 90_000
    for tier in truth.tiers:
        whole = [(i.id, i.span.start, min(i.span.end, end), i.label) for i in intervals_of(truth, tier) if i.span.start < end]
        assert [(i.id, i.span.start, i.span.end, i.label) for i in intervals_of(beginning, tier)] == whole
    assert beginning.moments == ()
    assert plan_playlist(CASE, RECORDING, short)[1] == []


def test_a_film_has_at_least_one_frame() -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        rehearse(seconds=0.001)
