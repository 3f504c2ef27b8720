"""Values of a case as the page reads them."""

from datetime import date, datetime

from workbench.core.regions import Keyframe, Region, ShapeKind
from workbench.core.tiers import Channel, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.practice.casework import Case, Cycle, Recording
from workbench.practice.clips import Advice, Clip, Moment, PausePoint, Playlist
from workbench.practice.exports import Way
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.practice.principles import read_vocabulary
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.practice.verdict import Cause, Reason, Verdict
from workbench.widgets import wire
from workbench.widgets.consent import wire_consent

TODAY = date(2026, 3, 10)
MUM = Person("a" * 16, "c" * 16, "M1", Role.CLIENT, "Mum", pronoun="she")
NOAH = Person("b" * 16, "c" * 16, "C1", Role.CHILD, "Noah")


def span(start: int, end: int) -> Span:
    return Span(Ticks(start), Ticks(end))


def recording(in_view: tuple[str, ...] | None = None) -> Recording:
    return Recording("r" * 16, "c" * 16, "f" * 64, "Puzzle", 50, Ticks(180_000), 1280, 720, True, True, TODAY, in_view=in_view)


def consent(person: Person, status: ConsentStatus, day: int, *, film: bool = False, scope: Scope = Scope.SHARED_REVIEW) -> Consent:
    return Consent(f"{day:016x}", "c" * 16, person.id, scope, status, date(2026, 3, day), "r" * 16 if film else None)


def test_a_film_says_where_its_parts_are_and_leaves_out_what_is_not_there() -> None:
    whole = wire.wire_film(recording(), thumbnails=(12, 160, 90), has_peaks=True, has_packets=True)
    assert whole.media.model_dump() == {
        "film": f"vig/media/{'r' * 16}/film",
        "stills": f"vig/still/{'r' * 16}",
        "is_original": False,
        "starts_at": 0,
        "frames": f"vig/media/{'r' * 16}/frames",
        "packets": f"vig/media/{'r' * 16}/packets",
        "peaks": f"vig/media/{'r' * 16}/peaks",
        "spectrogram": f"vig/media/{'r' * 16}/spectrogram",
        "thumbnails": f"vig/media/{'r' * 16}/thumbnails",
    }
    assert whole.thumbnails is not None
    assert (whole.thumbnails.n, whole.thumbnails.width_px, whole.thumbnails.height_px) == (12, 160, 90)
    bare = wire.wire_film(recording(), thumbnails=None, has_peaks=False, has_packets=False)
    assert {bare.media.packets, bare.media.peaks, bare.media.spectrogram, bare.media.thumbnails, bare.thumbnails} == {None}
    assert "f" * 64 not in whole.model_dump_json(), "the hash of a film is nobody's business on a page"


def test_the_header_has_the_clients_own_words_and_the_cycle_where_there_is_one() -> None:
    case = Case("c" * 16, "HAZEL", TODAY, helping_question="I wish he would listen", hope="that he listens")
    assert wire.wire_case(case).cycle is None
    assert wire.wire_case(case, recording(), Cycle("d" * 16, case.id, 2)).model_dump(mode="json") == {
        "code": "HAZEL",
        "cycle": 2,
        "cycle_id": "d" * 16,
        "film_kind": "family_film",
        "helping_question": "I wish he would listen",
        "hope": "that he listens",
        "setting": "",
    }


def test_tiers_come_without_their_intervals_but_with_their_revision() -> None:
    look = Tier("1" * 16, "r" * 16, "Mum looks", Channel.LOOK, Origin.MARKED, MUM.id)
    turns = Tier("2" * 16, "r" * 16, "Turns", Channel.TURN, Origin.CANDIDATE)
    looked, none = wire.wire_tiers([look, turns], {look.id: 4, turns.id: 0})
    assert (looked.id, looked.person_id, looked.revision) == (look.id, MUM.id, 4)
    assert none.model_dump(mode="json")["origin"] == "candidate"


def test_steps_moments_and_figures_stand_in_order_of_time() -> None:
    steps = [
        InteractionStep(f"{n:016x}", "r" * 16, span(n, n + 2), MUM.id, StepRole.RECEPTION, Modality.GAZE, answers=None) for n in (5, 1)
    ]
    moments = [Moment(f"{n:016x}", "r" * 16, span(n, n + 2), principles=("E1",), why="waits", note="mine") for n in (5, 1)]
    assert [step.start for step in wire.wire_steps(steps)] == [1, 5]
    first = wire.wire_moments(moments)[0]
    assert (first.start, first.principles, first.why, first.note) == (1, ["E1"], "waits", "mine")
    figures = [
        Region(f"{n:016x}", "r" * 16, span(n, n + 9), ShapeKind.BOX, (Keyframe(Ticks(n), ((0.1, 0.2), (0.3, 0.4))),), "hand")
        for n in (5, 1)
    ]
    figure = wire.wire_regions(figures)[0].model_dump(mode="json")
    assert figure["start"] == 1
    assert figure["shape"] == "box"
    assert figure["keyframes"] == [{"at": 1, "points": [[0.1, 0.2], [0.3, 0.4]], "turn_deg": 0.0}]


def test_clips_stand_in_playing_order_with_their_advice() -> None:
    playlist = Playlist("9" * 16, "c" * 16, "Our time")
    second, first = (
        Clip(f"{n:016x}", playlist.id, "r" * 16, span(0, 90), n, title=f"clip {n}", pauses=(PausePoint(Ticks(8), "And now?"),))
        for n in (1, 0)
    )
    shown = wire.wire_playlist(playlist, [second, first], [Advice("pause", "No pause point yet.", first.id)])
    assert [clip.title for clip in shown.clips] == ["clip 0", "clip 1"]
    assert shown.clips[0].pauses[0].model_dump() == {"at": 8, "question": "And now?"}
    assert shown.advice[0].clip_id == first.id


def test_of_all_statements_the_one_that_decides_is_shown() -> None:
    said = [
        consent(MUM, ConsentStatus.GRANTED, 5),
        consent(MUM, ConsentStatus.REFUSED, 1, film=True),
        consent(NOAH, ConsentStatus.GRANTED, 2),
        consent(NOAH, ConsentStatus.WITHDRAWN, 2),
        consent(NOAH, ConsentStatus.GRANTED, 20),
        consent(NOAH, ConsentStatus.GRANTED, 3, scope=Scope.SUPERVISION),
    ]
    shown = wire_consent(recording((MUM.id, NOAH.id)), [MUM, NOAH], said, TODAY)
    decided = {(s.person_id, s.scope): (s.status, s.for_this_film) for s in shown.statements}
    assert decided == {
        (MUM.id, Scope.SHARED_REVIEW): (ConsentStatus.REFUSED, True),
        (NOAH.id, Scope.SHARED_REVIEW): (ConsentStatus.WITHDRAWN, False),
        (NOAH.id, Scope.SUPERVISION): (ConsentStatus.GRANTED, False),
    }
    before_any_film = wire_consent(None, [MUM, NOAH], said, TODAY)
    assert {(s.person_id, s.scope) for s in before_any_film.statements} == {
        (MUM.id, Scope.SHARED_REVIEW),
        (NOAH.id, Scope.SHARED_REVIEW),
        (NOAH.id, Scope.SUPERVISION),
    }
    assert not any(s.for_this_film for s in before_any_film.statements)


def test_who_is_in_view_is_unknown_until_somebody_has_said() -> None:
    assert wire_consent(recording(), [MUM], [], TODAY).in_view is None
    nobody = wire_consent(recording(()), [MUM], [], TODAY)
    assert (nobody.in_view, nobody.missing) == ([], [])


def test_who_has_to_be_asked_is_named_once_for_each_use_with_the_gates_words() -> None:
    against = [Reason(f"clip {n}", Cause.TO_BE_ASKED, NOAH, date(2026, 3, 3)) for n in (1, 2)]
    verdicts = [Verdict(Way.PACKAGE, (*against, Reason("clip 1", Cause.UNKNOWN))), Verdict(Way.SUPERVISION_PACKAGE, (against[0],))]
    shown = wire_consent(recording((NOAH.id,)), [MUM, NOAH], [], TODAY, verdicts=verdicts)
    words = "has to be asked again; the answer of 3 March 2026 counted once"
    assert [(ask.scope, ask.person_id, ask.words) for ask in shown.to_ask] == [
        (Scope.SHARED_REVIEW, NOAH.id, words),
        (Scope.SUPERVISION, NOAH.id, words),
    ]
    assert shown.missing == [], "his yes has counted for what left"
    unanswered = Verdict(Way.PACKAGE, (Reason("clip 1", Cause.TO_BE_ASKED, NOAH), Reason("clip 1", Cause.SILENT, MUM)))
    assert wire_consent(recording((NOAH.id,)), [MUM, NOAH], [], TODAY, verdicts=[unanswered]).missing == ["Mum", "Noah"]


def test_the_vocabulary_keeps_its_six_levels_and_its_source() -> None:
    shown = wire.wire_vocabulary(read_vocabulary())
    assert [level.number for level in shown.levels] == [1, 2, 3, 4, 5, 6]
    assert "Kennedy" in shown.source
    assert shown.levels[1].principles[0].model_dump() == {"code": "E1", "behaviour": "waits", "family": "You wait"}
    assert shown.questions[0] == "What do you notice happening here?"
    assert (shown.scopes[1].scope, shown.scopes[1].words) == (Scope.SHARED_REVIEW, "Watching clips together")


def test_history_says_when_the_last_edit_was_saved() -> None:
    shown = wire.wire_history(undo="Mark a moment", redo=None, saved_at=datetime(2026, 3, 10, 14, 2, 11))
    assert shown.model_dump() == {"undo": "Mark a moment", "redo": None, "saved_at": "14:02:11"}
    assert wire.wire_history(undo=None, redo=None, saved_at=None).saved_at is None


def test_people_keep_the_order_of_the_case() -> None:
    assert [person.shown_name for person in wire.wire_people([NOAH, MUM])] == ["Noah", "Mum"]
