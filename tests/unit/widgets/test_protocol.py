"""What a page may ask: bounded, complete, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from workbench.errors import EditError
from workbench.widgets import protocol
from workbench.widgets.protocol import ChangeClip, DrawRegion, MarkMoment, parse_edit

ID = "0123456789abcdef"
BOX = [[0.1, 0.2], [0.5, 0.6]]
FRONTEND = Path(protocol.__file__).parent.parent / "frontend"

EVERY_KIND: list[dict[str, Any]] = [
    {"kind": "look_for_places", "learn": True},
    {"kind": "stop_looking"},
    {"kind": "name_face", "track": 3, "person_id": ""},
    {"kind": "merge_faces", "track": 3, "into": 0},
    {"kind": "split_face", "track": 3, "at": 90_000},
    {"kind": "name_voice", "speaker": 1, "person_id": ID},
    {"kind": "look_ahead", "person_id": ID, "at": None},
    {"kind": "add_goal", "words": "that we play"},
    {"kind": "change_goal", "id": ID, "words": "that we play together"},
    {"kind": "remove_goal", "id": ID},
    {"kind": "rate_goal", "goal_id": ID, "value": 10, "words": "today"},
    {"kind": "begin_cycle"},
    {"kind": "move_cycle", "id": ID, "state": "analysed"},
    {"kind": "remove_cycle", "id": ID},
    {"kind": "change_clip", "id": ID, "goal_id": None, "stretch": "seen", "play_plan": ["whole", "still"], "follow_ups": ["And then?"]},
    {"kind": "mark_moment", "start": 0, "end": 90_000},
    {"kind": "mark_moment", "start": 0, "end": 1, "moment_kind": "repair", "principles": ["E1", "R3"]},
    {"kind": "change_moment", "id": ID, "why": "she waits"},
    {"kind": "remove_moment", "id": ID},
    {"kind": "draw_region", "shape": "box", "points": BOX, "at": 0, "start": 0, "end": 9},
    {"kind": "draw_region", "shape": "line", "points": [*BOX, [0.7, 0.7]], "at": 0, "start": 0, "end": 9, "purpose": "anonymise"},
    {"kind": "change_region", "id": ID, "points": BOX, "at": 5},
    {"kind": "draw_region", "shape": "blur", "points": BOX, "turn_deg": -179.5, "at": 0, "start": 0, "end": 9},
    {"kind": "draw_region", "shape": "polygon", "points": [*BOX, [0.7, 0.7]], "at": 0, "start": 0, "end": 9},
    {"kind": "change_region", "id": ID, "turn_deg": 180, "at": 5},
    {"kind": "remove_keyframe", "id": ID, "at": 5},
    {"kind": "add_point", "id": ID, "after": 0, "part": 0.25},
    {"kind": "remove_point", "id": ID, "index": 1999},
    {"kind": "remove_region", "id": ID},
    {"kind": "make_clip", "moment_id": ID},
    {"kind": "change_clip", "id": ID, "pauses": [{"at": 5, "question": "What do you see?"}], "poster_at": None},
    {"kind": "order_clips", "clip_ids": [ID]},
    {"kind": "remove_clip", "id": ID},
    {"kind": "change_playlist", "closing_question": "What would you like to take with you?", "profile": "micro"},
    {"kind": "change_case", "hope": "that he listens to me"},
    {"kind": "change_case", "setting": "nursery", "case_kind": "professional"},
    {"kind": "set_in_view", "person_ids": []},
    {"kind": "add_person", "code": "M1", "role": "client", "shown_name": "Mum"},
    {"kind": "say_consent", "person_id": ID, "scope": "shared_review", "status": "granted", "expires": "2026-09-01"},
    {"kind": "change_person", "id": ID, "asked_each_time": True},
    {"kind": "say_assent", "person_id": ID, "scope": "shared_review", "answer": "no", "shown_by": "turned away"},
    {"kind": "change_film", "cycle_id": None, "film_kind": "shared_review"},
    {"kind": "change_region", "id": ID, "hides": None},
    {"kind": "add_review", "held_on": "2026-03-03", "playlist_id": ID, "present": [ID]},
    {"kind": "change_review", "id": ID, "done": ["wait"], "recording_id": None},
    {"kind": "remove_review", "id": ID},
    {"kind": "note_response", "review_id": ID, "clip_id": ID, "said_first": "He looks!", "kept": True},
    {"kind": "add_supervision", "hours": 1.5, "held_on": "2026-03-03", "supervisor": "AB"},
    {"kind": "change_supervision", "id": ID, "hours": 2, "agreed": "wait"},
    {"kind": "remove_supervision", "id": ID},
    {"kind": "look_back", "review_id": ID, "point": "receiving", "words": ""},
    {"kind": "log_measure", "name": "VIG-SDS", "score": "31", "on": "2026-03-03"},
    {"kind": "remove_measure", "id": ID},
    {"kind": "seal_for_supervision", "review_id": ID, "passphrase": "four plain words here", "for_whom": "AB"},
    {"kind": "draft_letter", "letter_kind": "closing", "with_ratings": True},
    {"kind": "change_letter", "id": ID, "heading": "What we saw", "paragraphs": ["Dear Mum,"]},
    {"kind": "approve_letter", "id": ID},
    {"kind": "add_letter_still", "id": ID, "clip_id": ID},
    {"kind": "remove_letter_still", "id": ID, "recording_id": ID, "at": 9},
    {"kind": "write_letter", "id": ID, "form": "docx"},
    {"kind": "write_filming_guide"},
    {"kind": "close_case", "on": "2026-03-03"},
    {"kind": "reopen_case"},
    {"kind": "hold_case", "reason": "asked by the court", "review_on": "2026-09-01"},
    {"kind": "end_hold"},
    {"kind": "add_tier", "channel": "look", "person_id": ID, "name": "Mum looks"},
    {"kind": "change_tier", "id": ID, "name": "Mum's eyes"},
    {"kind": "remove_tier", "id": ID},
    {"kind": "add_intervals", "tier_id": ID, "intervals": [{"start": 0, "end": 9, "label": "uncodable"}], "overlap": "trim"},
    {"kind": "change_intervals", "intervals": [{"id": ID, "start": 0, "end": 9}]},
    {"kind": "remove_intervals", "ids": [ID]},
    {"kind": "split_intervals", "ids": [ID], "at": 5},
    {"kind": "merge_intervals", "ids": [ID, ID]},
    {"kind": "move_intervals", "ids": [ID], "by_ticks": -90_000, "tier_id": ID},
    {"kind": "copy_intervals", "ids": [ID], "by_ticks": 0, "overlap": "fit"},
    {"kind": "accept_candidates", "ids": [ID]},
    {"kind": "dismiss_candidates", "tier_id": ID},
    {"kind": "add_step", "start": 0, "end": 9, "actor_id": ID, "role": "reception", "modality": "face", "answers": ID},
    {"kind": "add_step", "start": 0, "end": 9, "actor_id": ID, "role": "response", "modality": "words", "topic": "blue piece"},
    {"kind": "change_step", "id": ID, "role": "initiative", "words": "look"},
    {"kind": "link_step", "id": ID, "answers": None},
    {"kind": "remove_step", "id": ID},
    {"kind": "align_camera", "recording_id": ID},
    {"kind": "stop_aligning", "recording_id": ID},
    {"kind": "place_camera", "recording_id": ID, "starts_at": -90_000},
    {"kind": "correct_camera", "recording_id": ID, "at": 9, "frames": -3},
    {"kind": "remove_camera", "recording_id": ID},
    {"kind": "undo"},
    {"kind": "redo"},
    {"kind": "turn_to", "change": 12},
    {"kind": "publish"},
    {"kind": "publish", "offline": True},
    {"kind": "export_for_training", "way": "training_external", "for_whom": "AB", "days": 90},
    {"kind": "stop_publishing"},
    {"kind": "write_still", "recording_id": ID, "at": 9},
    {"kind": "change_settings", "keys": [{"command": "step -1", "chords": ["Mod+Shift+W"]}], "reaction_delay_ms": 250},
    {"kind": "prepare"},
    {"kind": "stop_preparing"},
]


@pytest.mark.parametrize("content", EVERY_KIND, ids=lambda content: content["kind"])
def test_every_kind_of_edit_is_understood(content: dict[str, Any]) -> None:
    assert parse_edit(content).kind == content["kind"]


def test_the_examples_cover_the_whole_protocol() -> None:
    mapping = protocol.schema()["properties"]["edit"]["discriminator"]["mapping"]
    assert {content["kind"] for content in EVERY_KIND} == set(mapping)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"kind": "drop_tables"},
        {"kind": "undo", "extra": 1},
        {"kind": "change_settings", "reaction_delay_ms": 60_001},
        {"kind": "change_settings", "around_before_ms": 0.5},
        {"kind": "change_settings", "keys": [{"command": "__import__", "chords": []}]},
        {"kind": "change_settings", "keys": [{"command": "undo", "chords": ["a b"]}]},
        {"kind": "change_settings", "keys": [{"command": "undo", "chords": ["A"] * 7}]},
        {"kind": "change_settings", "keys": [{"command": "undo", "chords": []}] * 301},
        {"kind": "change_settings", "label_keys": [{"channel": "smell", "label": "puzzle", "chord": "1"}]},
        {"kind": "change_settings", "label_keys": [{"channel": "look", "label": "x" * 101, "chord": "1"}]},
        {"kind": "change_settings", "path": "/etc/passwd"},
        {"kind": "add_review", "held_on": 20_260_303},
        {"kind": "add_review", "held_on": "3 March"},
        {"kind": "add_review", "done": ["Wait!"]},
        {"kind": "change_review", "id": ID, "case_id": ID},
        {"kind": "note_response", "review_id": ID, "clip_id": "x"},
        {"kind": "add_supervision", "hours": 0},
        {"kind": "add_supervision", "hours": float("nan")},
        {"kind": "change_supervision", "id": ID, "hours": 25},
        {"kind": "look_back", "review_id": ID, "point": "../x", "words": ""},
        {"kind": "seal_for_supervision", "review_id": ID, "passphrase": "x" * 301},
        {"kind": "seal_for_supervision", "review_id": ID, "passphrase": "four plain words here", "place": "/etc/passwd"},
        {"kind": "write_letter", "id": ID, "form": "html"},
        {"kind": "write_letter", "id": ID, "form": "pdf", "place": "/etc/passwd"},
        {"kind": "change_letter", "id": ID, "paragraphs": ["x"] * 201},
        {"kind": "change_letter", "id": ID, "edited": True},
        {"kind": "hold_case", "reason": "why"},
        {"kind": "change_film", "film_kind": "holiday"},
        {"kind": "say_assent", "person_id": ID, "scope": "shared_review", "answer": "maybe"},
        {"kind": "mark_moment", "start": 5, "end": 5},
        {"kind": "mark_moment", "start": -1, "end": 5},
        {"kind": "mark_moment", "start": 0, "end": 10**12},
        {"kind": "mark_moment", "start": 0.5, "end": 5},
        {"kind": "mark_moment", "start": "0", "end": 5},
        {"kind": "mark_moment", "start": True, "end": 5},
        {"kind": "mark_moment", "start": 0, "end": 5, "moment_kind": "bad"},
        {"kind": "mark_moment", "start": 0, "end": 5, "principles": ["bad"]},
        {"kind": "remove_moment", "id": "../../etc/passwd"},
        {"kind": "remove_moment", "id": ID + "\n"},
        {"kind": "change_moment", "id": ID, "start": 5},
        {"kind": "change_moment", "id": ID, "note": "x" * 4001},
        {"kind": "draw_region", "shape": "box", "points": [*BOX, [0.7, 0.7]], "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "box", "points": [[0.1, 0.1]], "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "line", "points": [[0.1, float("nan")], [0, 0]], "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "line", "points": [[0.1, 9], [0, 0]], "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "line", "points": [[0, 0]] * 2001, "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "polygon", "points": BOX, "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "polygon", "points": [[0, 0]] * 2001, "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "blur", "points": BOX, "at": 0, "start": 0, "end": 9, "purpose": "point_out"},
        {"kind": "draw_region", "shape": "spotlight", "points": BOX, "at": 0, "start": 0, "end": 9, "purpose": "anonymise"},
        {"kind": "draw_region", "shape": "box", "points": BOX, "turn_deg": float("nan"), "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "box", "points": BOX, "turn_deg": -180, "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "arrow", "points": BOX, "turn_deg": 5, "at": 0, "start": 0, "end": 9},
        {"kind": "draw_region", "shape": "star", "points": BOX, "at": 0, "start": 0, "end": 9},
        {"kind": "change_region", "id": ID, "points": BOX},
        {"kind": "change_region", "id": ID, "turn_deg": 5},
        {"kind": "change_region", "id": ID, "at": 5},
        {"kind": "change_region", "id": ID, "turn_deg": float("inf"), "at": 5},
        {"kind": "remove_keyframe", "id": ID},
        {"kind": "remove_keyframe", "id": ID, "at": -1},
        {"kind": "remove_keyframe", "id": "x", "at": 0},
        {"kind": "add_point", "id": ID, "after": -1},
        {"kind": "add_point", "id": ID, "after": 2000},
        {"kind": "add_point", "id": ID, "after": 0, "part": float("nan")},
        {"kind": "add_point", "id": ID, "after": 0, "part": 1.5},
        {"kind": "remove_point", "id": ID, "index": True},
        {"kind": "remove_point", "id": ID, "index": 0, "at": 0},
        {"kind": "change_clip", "id": ID, "slow_rate": 1.0},
        {"kind": "change_clip", "id": ID, "slow_rate": 0.05},
        {"kind": "change_clip", "id": ID, "pauses": [{"at": 1}] * 51},
        {"kind": "add_tier", "channel": "score"},
        {"kind": "add_tier", "channel": "look", "origin": "candidate"},
        {"kind": "add_tier", "channel": "look", "name": "x" * 301},
        {"kind": "change_tier", "id": ID, "position": -1},
        {"kind": "add_intervals", "tier_id": ID, "intervals": []},
        {"kind": "add_intervals", "tier_id": ID, "intervals": [{"start": 0, "end": 9}] * 5_001},
        {"kind": "add_intervals", "tier_id": ID, "intervals": [{"start": 9, "end": 9}]},
        {"kind": "add_intervals", "tier_id": ID, "intervals": [{"start": 0, "end": 9, "confidence": 0.5}]},
        {"kind": "add_intervals", "tier_id": ID, "intervals": [{"start": 0, "end": 9}], "overlap": "replace"},
        {"kind": "change_intervals", "intervals": [{"id": ID, "start": 0}]},
        {"kind": "change_intervals", "intervals": [{"id": ID, "start": 9, "end": 9}]},
        {"kind": "change_intervals", "intervals": [{"id": ID, "label": "a"}, {"id": ID, "label": "b"}]},
        {"kind": "remove_intervals", "ids": []},
        {"kind": "remove_intervals", "ids": [ID] * 5_001},
        {"kind": "remove_intervals", "ids": ["' OR 1=1"]},
        {"kind": "split_intervals", "ids": [ID], "at": -1},
        {"kind": "move_intervals", "ids": [ID], "by_ticks": 10**12},
        {"kind": "move_intervals", "ids": [ID], "by_ticks": 0.5},
        {"kind": "copy_intervals", "ids": [ID]},
        {"kind": "accept_candidates"},
        {"kind": "accept_candidates", "ids": [ID], "tier_id": ID},
        {"kind": "dismiss_candidates", "ids": []},
        {"kind": "change_playlist", "profile": "long"},
        {"kind": "change_playlist", "case_id": ID},
        {"kind": "change_case", "code": "OTHER"},
        {"kind": "change_case", "hope": "x" * 4001},
        {"kind": "say_consent", "person_id": ID, "scope": "everything", "status": "granted"},
        {"kind": "add_step", "start": 0, "end": 9, "actor_id": "Mum", "role": "reception", "modality": "face"},
        {"kind": "add_step", "start": 0, "end": 9, "actor_id": ID, "role": "miss", "modality": "face"},
        {"kind": "add_step", "start": 0, "end": 9, "actor_id": ID, "role": "response", "modality": "smell"},
        {"kind": "add_step", "start": 9, "end": 9, "actor_id": ID, "role": "response", "modality": "face"},
        {"kind": "change_step", "id": ID, "actor_id": None},
        {"kind": "change_step", "id": ID, "end": 9},
        {"kind": "change_step", "id": ID, "answers": ID},
        {"kind": "change_step", "id": ID, "topic": "x" * 301},
        {"kind": "link_step", "id": ID},
        {"kind": "link_step", "id": ID, "answers": "1 OR 1=1"},
        {"kind": "align_camera", "recording_id": "../proxy.mp4"},
        {"kind": "stop_aligning", "recording_id": "../proxy.mp4"},
        {"kind": "align_camera", "recording_id": ID, "path": "/etc/passwd"},
        {"kind": "place_camera", "recording_id": ID},
        {"kind": "place_camera", "recording_id": ID, "starts_at": 0.5},
        {"kind": "place_camera", "recording_id": ID, "starts_at": -(10**12)},
        {"kind": "correct_camera", "recording_id": ID, "at": -1, "frames": 1},
        {"kind": "correct_camera", "recording_id": ID, "at": 0, "frames": 10**6},
        {"kind": "correct_camera", "recording_id": ID, "at": 0, "frames": True},
        {"kind": "turn_to", "change": -1},
        {"kind": "turn_to", "change": 2**60},
        {"kind": "turn_to", "change": "3"},
    ],
)
def test_whatever_is_not_an_edit_is_refused_with_a_next_step(content: object) -> None:
    with pytest.raises(EditError) as refused:
        parse_edit(content)
    assert refused.value.next_step == "Reload the page and try again"


def test_a_refusal_names_the_field_and_never_repeats_what_was_sent() -> None:
    with pytest.raises(EditError, match=r"mark_moment\.end") as refused:
        parse_edit({"kind": "mark_moment", "start": 0, "end": "<script>secret</script>"})
    assert "secret" not in str(refused.value)


def test_changes_are_only_what_was_said_and_none_empties() -> None:
    edit = parse_edit({"kind": "change_clip", "id": ID, "title": "Waiting", "poster_at": None})
    assert isinstance(edit, ChangeClip)
    assert edit.changes() == {"title": "Waiting", "poster_at": None}


def test_an_edit_left_plain_has_calm_defaults() -> None:
    moment = parse_edit({"kind": "mark_moment", "start": 0, "end": 9})
    region = parse_edit({"kind": "draw_region", "shape": "arrow", "points": BOX, "at": 0, "start": 0, "end": 9})
    assert isinstance(moment, MarkMoment)
    assert isinstance(region, DrawRegion)
    assert (moment.moment_kind, moment.principles) == ("better_than_usual", [])
    assert (region.label, region.purpose, region.turn_deg) == ("", None, 0)


def test_the_frontends_schema_is_the_protocols() -> None:
    written = json.loads((FRONTEND / "protocol.schema.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(protocol.schema())), "run: python -m workbench.widgets.protocol > frontend/protocol.schema.json"


@pytest.mark.parametrize(
    "wrong",
    [
        {"frame": -1},
        {"ticks": 10**12},
        {"view": "<script>"},
        {"recording_id": "../../etc"},
        {"rate": 0},
        {"rate": float("inf")},
        {"start": -5},
        {"chosen": {"kind": "moment"}},
        {"chosen": {"kind": "__import__('os')", "id": ID}},
        {"chosen": {"kind": "moment", "id": "x" * 65}},
        {"path": "/etc/passwd"},
    ],
)
def test_a_playhead_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    whole = {"frame": 3, "ticks": 9, "playing": False, "view": "a1", "recording_id": ID, "chosen": {"kind": "moment", "id": ID}}
    protocol.Playhead.model_validate(whole)
    with pytest.raises(ValidationError):
        protocol.Playhead.model_validate({**whole, **wrong})
