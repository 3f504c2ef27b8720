from datetime import date
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.identity import new_id
from workbench.core.regions import ShapeKind
from workbench.core.time import Span, Ticks
from workbench.render.manifest import ClipEntry, KeyframeEntry, Manifest, PauseEntry, PointOut
from workbench.render.plan import (
    CardShot,
    ClipShot,
    Hold,
    ReelChoices,
    choose_size,
    choose_ticks_a_frame,
    plan_reel,
    stretches_again,
)

STEPS = st.lists(st.integers(900, 9000), min_size=2, max_size=60)


def entry(steps: list[int], pauses: tuple[int, ...] = (), figures: tuple[PointOut, ...] = (), **more: object) -> ClipEntry:
    starts = [0, *accumulate(steps)]
    fields = {"title": "Waiting together", "introduction": "", "question": "What do you notice?", "slow_rate": 0.5} | more
    return ClipEntry(
        id=new_id(),
        sha256="0" * 64,
        n_frames=len(steps),
        pts=tuple(starts[:-1]),
        end=starts[-1],
        width=1280,
        height=720,
        has_sound=True,
        pauses=tuple(PauseEntry(at=starts[frame], question="How was that?") for frame in pauses),
        poster_sha256=None,
        point_outs=figures,
        **fields,  # type: ignore[arg-type]
    )


def figure(start: int, end: int) -> PointOut:
    shape = KeyframeEntry(at=start, points=((0.1, 0.1), (0.3, 0.3)))
    return PointOut(shape=ShapeKind.ELLIPSE, start=start, end=end, keyframes=(shape,))


def manifest(*clips: ClipEntry, hope: str = "that he listens to me", closing: str = "What will you take with you?") -> Manifest:
    days = {"made_on": date(2026, 11, 20), "expires_on": date(2027, 1, 19)}
    return Manifest(id=new_id(), language="en", hope=hope, closing_question=closing, clips=clips, **days)


@st.composite
def clip_shots(draw: st.DrawFn) -> ClipShot:
    steps = draw(STEPS)
    held = sorted(draw(st.sets(st.integers(0, len(steps) - 1), max_size=4)))
    clip = entry(steps, tuple(held))
    holds = tuple(Hold(pause.at, draw(st.integers(1, 40))) for pause in clip.pauses)
    speed, ticks = draw(st.sampled_from([1000, 1000, 500, 333, 125, 700])), draw(st.sampled_from([3000, 3600]))
    edge = draw(st.integers(0, 12))
    return ClipShot(clip, Span(Ticks(0), Ticks(clip.end)), ticks, speed, holds, n_in=edge, n_out=edge)


def shown_by_simulation(shot: ClipShot) -> list[int]:
    """The start of the frame in each picture, by walking through time one frame of the clip after the other, in exact fractions."""
    wait = {hold.at: hold.n_frames for hold in shot.holds}
    begins, held = [], 0
    for at in shot.clip.pts:
        begins.append((at * 1000 // shot.speed + held * shot.ticks_a_frame, at))
        held += wait.get(at, 0)
    end = shot.clip.end * 1000 // shot.speed + held * shot.ticks_a_frame
    moving = [max(at for begin, at in begins if begin <= when) for when in range(0, end, shot.ticks_a_frame)]
    return [shot.clip.pts[0]] * shot.n_in + moving + [shot.clip.pts[-1]] * shot.n_out


@given(clip_shots())
def test_every_picture_of_a_shot_shows_the_frame_that_its_time_says(shot: ClipShot) -> None:
    wanted = shown_by_simulation(shot)
    assert shot.n_frames == len(wanted)
    instants = [shot.instant_at(picture) for picture in range(shot.n_frames)]
    assert [max(at for at in shot.clip.pts if at <= instant) for instant in instants] == wanted
    assert all(before <= after for before, after in pairwise(instants))
    assert all(0 <= instant < shot.clip.end for instant in instants)


@given(clip_shots())
def test_every_hold_stands_for_its_pictures_on_its_own_frame_in_order(shot: ClipShot) -> None:
    places = shot.hold_places()
    assert [hold for hold, _ in places] == list(shot.holds)
    for hold, first in places:
        assert {shot.instant_at(picture) for picture in range(first, first + hold.n_frames)} == {hold.at}
    for (hold, first), (_, after) in pairwise(places):
        assert first + hold.n_frames <= after


@given(st.lists(STEPS, min_size=1, max_size=5), st.booleans(), st.floats(0.5, 20))
def test_the_shots_of_a_reel_add_up_to_it(films: list[list[int]], slow: bool, hold_s: float) -> None:
    plan = plan_reel(manifest(*(entry(steps, (len(steps) // 2,)) for steps in films)), ReelChoices(hold_s, slow))
    shots = [shot for chapter in plan.chapters for shot in chapter]
    assert plan.n_frames == sum(shot.n_frames for shot in shots)
    assert all(shot.n_frames > 0 for shot in shots)
    seen = 0
    for shot in shots:
        assert plan.shot_at(seen) == (shot, 0)
        assert plan.shot_at(seen + shot.n_frames - 1) == (shot, shot.n_frames - 1)
        seen += shot.n_frames
    with pytest.raises(IndexError):
        plan.shot_at(seen)


def cards(plan_chapters: tuple[tuple[object, ...], ...]) -> list[str]:
    return [shot.card.heading for chapter in plan_chapters for shot in chapter if isinstance(shot, CardShot)]


def test_a_reel_opens_with_the_hope_and_closes_with_the_question() -> None:
    plan = plan_reel(manifest(entry([3600] * 50, introduction="Look at her hands.")))
    assert cards(plan.chapters) == ["“that he listens to me”", "Waiting together", "What do you notice?", "What will you take with you?"]
    (opening,), chapter, _ = plan.chapters
    assert isinstance(opening, CardShot)
    assert opening.card.label == "You hoped"
    assert isinstance(chapter[0], CardShot)
    assert (chapter[0].card.body, chapter[0].card.dots) == ("Look at her hands.", (0, 1))


def test_without_words_there_is_no_empty_page() -> None:
    plan = plan_reel(manifest(entry([3600] * 50, title="", question=""), hope="", closing=""))
    assert cards(plan.chapters) == ["Looking together"]
    assert len(plan.chapters) == 2


def test_a_still_stands_on_the_card_of_its_clip_where_a_guider_chose_one_and_is_given_time() -> None:
    chosen, other = entry([3600] * 50).model_copy(update={"poster_sha256": "0" * 64}), entry([3600] * 50)
    first, second = (
        next(shot for shot in chapter if isinstance(shot, CardShot)) for chapter in plan_reel(manifest(chosen, other)).chapters[1:3]
    )
    assert (first.card.still, second.card.still) == (chosen.id, "")
    assert first.n_frames > second.n_frames
    untitled = plan_reel(manifest(chosen.model_copy(update={"title": "", "introduction": ""}))).chapters[1][0]
    assert isinstance(untitled, CardShot)
    assert untitled.card.still == chosen.id


def test_the_first_showing_of_a_clip_has_nothing_on_it_and_holds_at_the_pauses() -> None:
    clip = entry([3600] * 200, (50, 150), (figure(90_000, 180_000),))
    first, again = [shot for shot in plan_reel(manifest(clip)).chapters[1] if isinstance(shot, ClipShot)]
    assert (first.figures, first.speed, first.span) == ((), 1000, Span(Ticks(0), Ticks(clip.end)))
    assert [(hold.at, hold.n_frames, hold.caption) for hold in first.holds] == [(pause.at, 200, "How was that?") for pause in clip.pauses]
    assert (again.figures, again.speed, again.holds) == (clip.point_outs, 500, ())


def test_what_was_pointed_out_is_shown_again_with_half_a_second_around_it_in_whole_frames() -> None:
    clip = entry([3600] * 200, (50,), (figure(90_000, 180_000), figure(200_000, 260_000), figure(500_000, 600_000)))
    first, second = stretches_again(clip)
    assert (first.start, first.end) == (43_200, 306_000)
    assert (second.start, second.end) == (453_600, 648_000)


def test_where_nothing_was_pointed_out_what_leads_to_a_pause_is_shown_again() -> None:
    (stretch,) = stretches_again(entry([3600] * 200, (100,)))
    assert (stretch.start, stretch.end) == (360_000 - 270_000, 360_000 + 90_000)


def test_a_stretch_to_show_again_ends_with_its_clip() -> None:
    (stretch,) = stretches_again(entry([3600] * 30, (29,)))
    assert (stretch.start, stretch.end) == (0, 30 * 3600)


def test_without_pauses_and_figures_or_when_not_wished_nothing_is_shown_again() -> None:
    assert stretches_again(entry([3600] * 200)) == ()
    chapter = plan_reel(manifest(entry([3600] * 200, (100,))), ReelChoices(slow_again=False)).chapters[1]
    assert len([shot for shot in chapter if isinstance(shot, ClipShot)]) == 1


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ([3600], 3600),
        ([1800], 3600),
        ([3750], 3600),
        ([3754], 3600),
        ([7200], 3600),
        ([3000], 3000),
        ([3003], 3000),
        ([1500], 3000),
        ([750], 3000),
        ([6000], 3000),
        ([3000, 4500, 3000, 1500], 3000),
    ],
)
def test_a_reel_has_25_or_30_pictures_a_second_like_its_clips(steps: list[int], wanted: int) -> None:
    assert choose_ticks_a_frame([entry(steps * 40)]) == wanted


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ([(960, 540), (960, 540)], (1280, 720)),
        ([(1280, 720), (960, 540)], (1280, 720)),
        ([(404, 720)], (720, 1284)),
        ([(720, 1280), (1280, 720)], (1280, 720)),
        ([(960, 720)], (960, 720)),
    ],
)
def test_a_reel_has_the_shape_of_its_clips(sizes: list[tuple[int, int]], wanted: tuple[int, int]) -> None:
    assert choose_size(sizes, 720) == wanted


def test_longer_words_stand_longer_but_never_too_long() -> None:
    def seconds(words: int) -> float:
        (shot,) = plan_reel(manifest(entry([3600] * 9), hope="word " * words)).chapters[0]
        return shot.n_frames / 25

    assert 4 <= seconds(1) < seconds(10) < seconds(20) <= seconds(400) == 20
