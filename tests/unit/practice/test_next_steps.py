"""What is next, as a table of situations."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.core.time import Ticks
from workbench.practice.casework import Case, CaseKind, Cycle, CycleState, Recording, RecordingKind
from workbench.practice.next_steps import Ending, FilmToDo, PlaylistToDo, Situation, next_steps

TODAY = date(2026, 3, 10)
CASE = Case("c", "HAZEL", date(2026, 1, 5), helping_question="I wish he would listen", planned_cycles=1)
FILM = Recording("abcdef0123456789", "c", "f" * 64, "Puzzle", 50, Ticks(180_000), 320, 180, True, False, TODAY, in_view=("m",))
REVIEWED = Cycle("y", "c", 1, CycleState.REVIEWED)
PLANNED = Cycle("y", "c", 1)
MARKED = FilmToDo(FILM, n_moments=4)
READY = PlaylistToDo("fedcba9876543210", "First review", n_clips=3)


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def situation(**known: Any) -> Situation:
    return Situation(**{"today": TODAY, "case": CASE, "n_people": 2, "cycles": [replace(PLANNED, state=CycleState.FILMED)], **known})


def held(review_on: date, **more: Any) -> Case:
    return replace(CASE, hold_reason="asked by the court", hold_review_on=review_on, **more)


SITUATIONS: dict[str, tuple[Situation, list[str]]] = {
    "a new case": (
        situation(case=replace(CASE, helping_question=""), n_people=0, cycles=[]),
        ["people", "question", "cycle"],
    ),
    "a planned cycle without a film": (situation(cycles=[PLANNED]), ["film"]),
    "a planned cycle whose film is there": (
        situation(cycles=[PLANNED], films=[replace(MARKED, film=replace(FILM, cycle_id="y"))], playlists=[READY]),
        ["publish"],
    ),
    "nobody said who is in view": (situation(films=[FilmToDo(replace(FILM, in_view=None), 4)], playlists=[READY]), ["in_view", "publish"]),
    "somebody in view has not agreed": (situation(films=[replace(MARKED, unasked=("Mum",))], playlists=[READY]), ["consent", "publish"]),
    "nothing marked": (situation(films=[FilmToDo(FILM)]), ["moments"]),
    "the film of a review needs no moments": (situation(films=[FilmToDo(replace(FILM, kind=RecordingKind.SHARED_REVIEW))]), []),
    "a film whose cycle was reviewed needs none either": (
        situation(cycles=[REVIEWED], films=[FilmToDo(replace(FILM, cycle_id="y"))], has_letter=True),
        ["close"],
    ),
    "moments and no clips": (situation(films=[MARKED]), ["clips"]),
    "an empty playlist": (situation(films=[MARKED], playlists=[replace(READY, n_clips=0)]), ["playlist"]),
    "a playlist with quiet notes": (situation(films=[MARKED], playlists=[replace(READY, n_notes=2)]), ["playlist"]),
    "a playlist that is ready": (situation(films=[MARKED], playlists=[READY]), ["publish"]),
    "a package that was made, notes or not": (situation(playlists=[replace(READY, is_published=True, n_notes=1)]), ["review"]),
    "a review without what was said": (
        situation(cycles=[REVIEWED], playlists=[replace(READY, review_id="r", n_responses=1)], unsupervised=[days(-3)]),
        ["said", "supervision", "letter"],
    ),
    "a review all written down": (
        situation(cycles=[REVIEWED], playlists=[replace(READY, review_id="r", n_responses=3)], has_letter=True),
        ["close"],
    ),
    "another cycle to come": (situation(case=replace(CASE, planned_cycles=3), cycles=[REVIEWED]), ["cycle"]),
    "all cycles done": (situation(cycles=[REVIEWED]), ["letter"]),
    "the hold is due today": (situation(case=held(TODAY)), ["hold"]),
    "the hold is due tomorrow": (situation(case=held(days(1))), []),
    "a consent ends in a fortnight": (situation(endings=[Ending("Mum", "watching clips together", days(14))]), ["consent_ends"]),
    "a consent ends later": (situation(endings=[Ending("Mum", "watching clips together", days(15))]), []),
    "closed, and long to go": (situation(case=replace(CASE, closed_on=days(-45)), films=[MARKED]), []),
    "closed, films to be deleted in a fortnight": (
        situation(case=replace(CASE, closed_on=days(-46)), films=[FilmToDo(FILM)]),
        ["retention"],
    ),
    "closed, without films": (situation(case=replace(CASE, closed_on=days(-60))), []),
    "closed, held": (situation(case=held(days(9), closed_on=days(-60)), films=[MARKED]), []),
    "most urgent first": (
        situation(
            case=replace(CASE, hold_reason="x", hold_review_on=days(-1)),
            endings=[Ending("Noah", "being filmed", days(9)), Ending("Mum", "being filmed", days(-2))],
            films=[FilmToDo(replace(FILM, in_view=None))],
        ),
        ["hold", "consent_ends", "consent_ends", "in_view", "moments"],
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_next_follows_from_the_situation(name: str) -> None:
    now, keys = SITUATIONS[name]
    assert [step.key for step in next_steps(now)] == keys


def words(now: Situation) -> list[str]:
    return [step.words for step in next_steps(now)]


def test_days_are_said_as_people_say_them_and_the_sooner_comes_first() -> None:
    now, _ = SITUATIONS["most urgent first"]
    assert words(now)[:3] == [
        "Look again at the hold on this case (x); this was due on 9 March 2026.",
        "Mum's consent to being filmed ran out on 8 March 2026: ask again.",
        "Noah's consent to being filmed runs out on 19 March 2026: ask again.",
    ]
    assert words(SITUATIONS["closed, films to be deleted in a fortnight"][0]) == [
        "This closed case and its films are to be deleted on 24 March 2026."
    ]


def test_a_professional_may_choose_the_clips_and_a_family_is_not_told_so() -> None:
    for name in ("moments and no clips", "an empty playlist"):
        now = SITUATIONS[name][0]
        assert "client may choose" not in words(now)[0]
        assert "client may choose" in words(replace(now, case=replace(CASE, kind=CaseKind.PROFESSIONAL)))[0]


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_step_is_a_sentence_with_a_command_that_is_there(name: str) -> None:
    import click

    from workbench.cli import main

    for step in next_steps(SITUATIONS[name][0]):
        assert step.words.endswith(".")
        program, first, *rest = step.command.split()
        assert program == "vig"
        found = main.commands[first]
        if isinstance(found, click.Group) and rest[0] != "HAZEL":
            assert rest[0] in found.commands
