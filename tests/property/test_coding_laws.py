"""However a row is coded: nothing in it ever overlaps, every edit can be undone, splitting and moving lose nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases import uneven_table, write_case
from workbench.core.coding import Mark, Overlap, OverlapError, merge, settle, split
from workbench.core.tiers import UNCODABLE, Channel, Interval, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import EditError
from workbench.practice.casework import Recording
from workbench.session.casefile import CaseSession
from workbench.session.placing import frames_moved, span_moved
from workbench.store.workspace import open_workspace

FRAMES = 60
spans = st.builds(lambda a, n: Span(Ticks(a), Ticks(a + n)), st.integers(0, 90), st.integers(1, 15))
overlaps = st.sampled_from(list(Overlap))


def row(found: list[Span]) -> list[Interval]:
    """Those of the spans that do not overlap an earlier one, as intervals."""
    kept: list[Interval] = []
    for span in found:
        if not any(span.overlaps(each.span) for each in kept):
            kept.append(Interval(f"{len(kept)}", "t", span, "child"))
    return kept


def ticks(intervals: list[Interval]) -> set[int]:
    return {tick for each in intervals for tick in range(each.span.start, each.span.end)}


def never_overlaps(intervals: list[Interval]) -> bool:
    in_order = sorted(intervals, key=lambda each: each.span)
    return all(before.span.end <= after.span.start for before, after in pairwise(in_order))


@given(st.lists(spans, max_size=8), st.lists(spans, min_size=1, max_size=4), overlaps)
def test_a_settled_row_never_overlaps_and_loses_no_coded_time(standing: list[Span], coming: list[Span], overlap: Overlap) -> None:
    here = row(standing)
    comers = [Interval(f"n{place}", "t", span, "Mum") for place, span in enumerate(coming)]
    try:
        settled = settle(here, comers, overlap)
    except OverlapError:
        assert overlap is not Overlap.FIT
        assert not never_overlaps([*comers, *(here if overlap is Overlap.REFUSE else [])])
        return
    touched = {each.id for each in settled.trimmed} | set(settled.gone)
    after = [each for each in here if each.id not in touched] + list(settled.trimmed) + list(settled.comers)
    assert never_overlaps(after)
    assert ticks(after) == ticks(here) | ticks(comers)
    assert len({each.id for each in after}) == len(after)
    mums = ticks([each for each in after if each.label == "Mum"])
    assert mums == (ticks(comers) - ticks(here) if overlap is Overlap.FIT else ticks(comers))


@given(spans, st.integers(-2, 110), st.sampled_from(["", "a note"]))
def test_what_is_split_and_merged_is_as_it_was(span: Span, at: int, note: str) -> None:
    whole = Interval("a", "t", span, UNCODABLE, None, note)
    if not span.start < at < span.end:
        return
    before, after = split(whole, at)
    assert before.span.length + after.span.length == span.length
    assert merge([after, before]) == whole


@contextmanager
def desk() -> Iterator[tuple[CaseSession, Recording, list[Tier]]]:
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder), create=True) as workspace:
        session, recording, mum, noah = write_case(workspace)
        yield session, recording, [session.add_tier(recording.id, Channel.LOOK, person_id=who.id) for who in (mum, noah)]


def content(session: CaseSession, tiers: list[Tier]) -> list[list[Interval]]:
    return [session.intervals(tier.id) for tier in tiers]


verbs = st.sampled_from(["add", "change", "split", "merge", "move", "copy", "remove"])
acts = st.tuples(verbs, st.integers(0, 9), st.integers(0, FRAMES - 12), st.integers(1, 11), overlaps)


def perform(session: CaseSession, recording: Recording, tiers: list[Tier], act: tuple[str, int, int, int, Overlap]) -> None:
    verb, which, frame, n_frames, overlap = act
    table = session.frame_table(recording.id)
    span = Span(table.span_of(frame).start, table.span_of(frame + n_frames - 1).end)
    tier = tiers[which % 2]
    there = session.intervals(tier.id)
    ids = [each.id for each in there[which % 3 : which % 3 + 2]]
    match verb:
        case "add":
            session.add_intervals(tier.id, [Mark(span, "child")], overlap=overlap)
        case "change" if ids:
            session.change_interval(ids[0], overlap=overlap, span=span, label=UNCODABLE)
        case "split" if ids:
            session.split_intervals(ids[:1], there[which % 3].span.end - 1)
        case "merge" if ids:
            session.merge_intervals(ids, overlap=overlap)
        case "move" if ids:
            session.move_intervals(ids, span.start - 40_000, tier_id=tiers[frame % 2].id, overlap=overlap)
        case "copy" if ids:
            session.copy_intervals(ids, span.start - 40_000, tier_id=tiers[frame % 2].id, overlap=overlap)
        case "remove" if ids:
            session.remove_intervals(ids)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, max_size=10))
def test_whatever_is_coded_never_overlaps_lies_on_frames_and_can_be_undone_and_made_again(sequence: list[Any]) -> None:
    with desk() as (session, recording, tiers):
        table = session.frame_table(recording.id)
        edges = {*(int(start) for start in table.pts), table.end}
        states = [content(session, tiers)]
        for act in sequence:
            with suppress(EditError):
                perform(session, recording, tiers, act)
            now = content(session, tiers)
            assert all(never_overlaps(each) for each in now)
            assert {edge for each in now for one in each for edge in (one.span.start, one.span.end)} <= edges
            if now != states[-1]:
                states.append(now)
        for state in reversed(states[:-1]):
            session.undo()
            assert content(session, tiers) == state
        for state in states[1:]:
            session.redo()
            assert content(session, tiers) == state


@given(st.integers(0, 500), st.integers(1, 40), st.integers(-1_500_000, 1_500_000))
def test_what_is_moved_and_moved_back_is_where_it_was_on_uneven_frames_too(first: int, n_frames: int, by_ticks: int) -> None:
    table = uneven_table()
    span = Span(table.span_of(first).start, table.span_of(first + n_frames - 1).end)
    try:
        there = span_moved(span, frames_moved(span, by_ticks, table), table)
    except EditError:
        assert not table.span.covers(Span(Ticks(span.start + by_ticks - 6_000), Ticks(span.end + by_ticks + 6_000 * n_frames)))
        return
    assert len(table.frames_in(there)) == n_frames
    assert abs(there.start - (span.start + by_ticks)) <= 60 * 90 / 2
    assert span_moved(there, frames_moved(there, span.start - there.start, table), table) == span
