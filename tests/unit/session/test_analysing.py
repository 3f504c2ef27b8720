"""Looking a film through: what is kept, what is shown, what is left when it is stopped, and who has a say in it."""

import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from tests.analysed import BOXES, MUM, NOAH, Engine, faces_at, filmed_case, sounds_to_and_fro, stand_in
from tests.cases import SECOND, TODAY, seconds
from tests.films import Kind, NumberedFilm
from workbench.analysis.faces import FaceSettings
from workbench.core.coding import Mark
from workbench.core.regions import ShapeKind
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Ticks
from workbench.errors import ConsentError, EditError, FilmError, NotFoundError, StoppedError, WorkspaceError
from workbench.practice.casework import Recording
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.practice.who_is_who import WhoIsWho
from workbench.session.alone import alone
from workbench.session.analysing import Analysed, analyse_film, find_under_way
from workbench.session.analysis_parts import FACES, VOICES, AnalysisSettings, find_faces_kept, find_part, pack_part
from workbench.session.casefile import CaseSession, open_case
from workbench.session.proposing import PLACES
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.vault import ANALYSED
from workbench.store.workspace import Workspace, open_workspace

Film = Callable[[Kind], NumberedFilm]


@dataclass
class Study:
    """A film in a case, and looking it through with a stand-in."""

    session: CaseSession
    film: Recording
    mum: Person
    noah: Person
    engine: Engine

    @property
    def workspace(self) -> Workspace:
        return self.session.workspace

    @property
    def analyse(self) -> Callable[..., Analysed]:
        return partial(analyse_film, str(self.workspace.folder), self.film.id, today=TODAY)

    def rows(self, origin: Origin = Origin.CANDIDATE) -> dict[str, Tier]:
        return {tier.name: tier for tier in self.session.tiers(self.film.id) if tier.origin is origin}

    def in_row(self, name: str) -> list[Interval]:
        return self.session.intervals(self.rows()[name].id)

    def parts(self) -> list[str]:
        return [part for part in ANALYSED if self.workspace.vault.has(self.film.id, part)]

    def assert_nothing_is_left(self) -> None:
        staging = self.workspace.folder / "vault" / "staging"
        assert not staging.is_dir() or list(staging.iterdir()) == []
        assert find_under_way(self.workspace.vault, self.film.id) is None


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory, numbered_film: Film) -> Path:
    folder = tmp_path_factory.mktemp("filmed") / "ws"
    with open_workspace(folder, create=True) as workspace:
        filmed_case(workspace, numbered_film("constant25").path)
    return folder


@pytest.fixture
def study(filmed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    shutil.copytree(filmed, tmp_path / "ws")
    with open_workspace(tmp_path / "ws") as workspace:
        session = open_case(workspace, "HAZEL")
        session.today = lambda: TODAY
        mum, noah = session.people()
        (film,) = session.recordings()
        yield Study(session, film, mum, noah, stand_in(monkeypatch))


def test_each_person_gets_rows_of_candidates_and_the_film_places_to_look(study: Study) -> None:
    done = study.analyse()
    assert done.is_new
    own = {f"{name} {what} (found)" for name in ("Mum", "Noah") for what in ("looks", "voice", "turns")}
    assert set(study.rows()) == {*own, PLACES}
    assert [each.confidence for each in study.in_row("Mum voice (found)")] == [0.8, 0.8, 0.8]
    (place,) = study.in_row(PLACES)
    assert place.label == "Place 1"
    assert place.note.splitlines()[0] == "Mum and Noah are both in view, near one another"
    assert (done.proposed.n_places, done.proposed.n_candidates) == (1, sum(len(study.in_row(name)) for name in study.rows()) - 1)
    for tier in study.rows().values():
        made = json.loads(tier.made_with)
        assert made["places"]["length_s"] == 12.0
        assert ("sampled_hz" in made) == (tier.channel is Channel.LOOK)
    study.assert_nothing_is_left()


def test_candidates_lie_on_whole_frames_of_the_film(study: Study) -> None:
    study.analyse()
    starts = {*study.session.frame_table(study.film.id).pts.tolist(), study.film.length}
    for name in study.rows():
        assert {edge for each in study.in_row(name) for edge in (each.span.start, each.span.end)} <= starts


def test_ten_pictures_a_second_are_looked_at_each_once_and_the_sound_from_its_first_sample_to_its_last(study: Study) -> None:
    study.analyse()
    at = [at for at, _ in study.engine.pictures]
    assert len(at) == 20  # of the 50 of two seconds
    assert all(abs(each - 9000 * place) < 3600 for place, each in enumerate(at))
    assert study.engine.pictures[0][1].shape == (180, 320, 3)
    assert len(study.engine.samples) == -(-study.film.length * 16_000 // SECOND)
    assert np.abs(study.engine.samples).max() > 0.1  # the beep of every tenth frame


def test_what_is_there_with_the_same_settings_is_not_made_again(study: Study) -> None:
    study.analyse()
    rows = study.rows()
    again = study.analyse()
    assert not again.is_new
    assert (study.engine.n_faces, study.engine.n_voices) == (1, 1)
    assert study.rows() == rows
    other = study.analyse(AnalysisSettings(faces=FaceSettings(lowest_score=0.7)))
    assert other.is_new
    assert (study.engine.n_faces, study.engine.n_voices) == (2, 1)


def test_candidates_that_were_dismissed_do_not_come_back_by_themselves(study: Study) -> None:
    study.analyse()
    study.session.dismiss_all(study.rows()[PLACES].id)
    assert not study.analyse().is_new
    assert PLACES not in study.rows()


def test_a_new_look_takes_the_place_of_candidates_and_leaves_what_people_marked(study: Study) -> None:
    study.analyse()
    first = study.in_row("Mum voice (found)")[0]
    (mine,) = study.session.accept_candidates([first.id]).marks
    hand_made = study.session.add_tier(study.film.id, Channel.OTHER, name="By hand")
    kept = study.session.add_intervals(hand_made.id, [Mark(seconds(0.5, 1.0), "note")])
    other = Tier("f" * 16, study.film.id, "From elsewhere", Channel.LOOK, Origin.CANDIDATE, study.mum.id)
    with study.workspace.edit("Another program", case_id=study.session.case_id) as edit:
        edit.put(other)

    study.engine.sounds = sounds_to_and_fro(6, begin_s=0.15)
    study.analyse(AnalysisSettings(faces=FaceSettings(lowest_score=0.7)), learn=True)
    assert study.session.intervals(mine.tier_id) == [mine]
    assert study.session.intervals(hand_made.id) == kept
    assert "From elsewhere" in study.rows()
    assert not any(each.span.overlaps(mine.span) for each in study.in_row("Mum voice (found)"))


def test_voices_are_learned_from_what_people_marked_and_stay_so(study: Study) -> None:
    with pytest.raises(EditError, match="Nobody has marked a voice"):
        study.analyse(learn=True)
    study.analyse()
    row = study.session.add_tier(study.film.id, Channel.VOICE, person_id=study.noah.id)
    study.session.add_intervals(row.id, [Mark(seconds(1.0, 1.2), "speech")])
    study.engine.sounds = sounds_to_and_fro(4)
    study.analyse(learn=True)
    (taught,) = study.engine.taught
    assert (taught.span.overlaps(seconds(1.0, 1.2)), taught.speaker) == (True, 1)
    assert study.engine.n_faces == 1
    (who,) = study.workspace.find(WhoIsWho, recording_id=study.film.id)
    assert [(each.number, each.person_id) for each in who.voices] == [(1, study.noah.id)]
    assert not study.analyse().is_new
    study.analyse(AnalysisSettings(faces=FaceSettings(lowest_score=0.7)))
    assert study.engine.n_voices == 2


def test_somebody_whose_looking_means_nothing_gets_no_looks(study: Study) -> None:
    with study.workspace.edit("Say so", case_id=study.session.case_id) as edit:
        edit.put(replace(study.noah, gaze_meaningful=False))
    study.analyse()
    assert not [tier for tier in study.rows().values() if (tier.channel, tier.person_id) == (Channel.LOOK, study.noah.id)]


def test_who_is_hidden_in_the_film_is_hidden_from_the_analysis_too(study: Study) -> None:
    study.analyse()
    before = study.engine.pictures[3][1]
    study.session.draw_region(study.film.id, ShapeKind.BLUR, ((0.0, 0.0), (0.5, 1.0)), Ticks(0), seconds(0, 2))
    study.analyse(AnalysisSettings(faces=FaceSettings(lowest_score=0.7)))
    after = study.engine.pictures[3][1]
    assert (before[:, 200:] == after[:, 200:]).all()
    sharpest = [int(np.abs(np.diff(picture[:, :140].astype(int), axis=1)).max()) for picture in (before, after)]
    assert sharpest[1] < sharpest[0] / 3


# who has a say


def test_without_everybodys_yes_nothing_is_looked_at(study: Study) -> None:
    study.session.set_in_view(study.film.id, None)
    with pytest.raises(ConsentError, match="nobody has said who can be seen"):
        study.analyse()
    aunt = study.session.add_person("A", Role.CARER, "Aunt")
    study.session.set_in_view(study.film.id, [study.mum.id, aunt.id])
    with pytest.raises(ConsentError, match=r"Aunt \(has not said anything about it\)"):
        study.analyse()
    study.session.say_consent(aunt.id, Scope.FILM, ConsentStatus.GRANTED)
    assert study.analyse().is_new
    study.session.say_consent(aunt.id, Scope.FILM, ConsentStatus.WITHDRAWN)
    with pytest.raises(ConsentError, match="does not want the film to be used"):
        study.analyse()


def test_a_child_who_said_no_is_not_looked_at(study: Study) -> None:
    from workbench.practice.assent import Answer

    study.session.say_assent(study.noah.id, Scope.SHARED_REVIEW, Answer.NO)
    with pytest.raises(ConsentError, match=r"Noah \(said no"):
        study.analyse()
    assert study.engine.n_faces == 0


def test_what_was_found_is_destroyed_when_somebody_takes_the_film_back(study: Study) -> None:
    study.analyse()
    assert study.parts() == [FACES, VOICES]
    study.session.say_consent(study.noah.id, Scope.FILM, ConsentStatus.WITHDRAWN)
    withdrawn = withdraw_unconsented(study.session)
    held = study.workspace.vault.held(study.film.id)
    assert not {FACES, VOICES} & set(held)
    destroyed = {each.name.rpartition(" ")[2] for certificate in withdrawn.certificates for each in certificate.files}
    assert {FACES, VOICES} <= destroyed


def test_a_film_taken_back_meanwhile_keeps_nothing(study: Study) -> None:
    def find_and_be_withdrawn(frames: Iterator[tuple[int, object]], settings: object) -> object:
        found = faces_at([at for at, _ in frames])
        study.workspace.vault.shut(study.film.id)
        return found

    study.engine.find_faces = find_and_be_withdrawn  # type: ignore[method-assign, assignment]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.session.analysing.find_faces", find_and_be_withdrawn)
        with pytest.raises(StoppedError, match="took their consent back meanwhile"):
            study.analyse()
    study.workspace.vault.reopen(study.film.id)
    assert study.parts() == []
    assert study.rows() == {}
    study.assert_nothing_is_left()


# stopped, interrupted, broken


@pytest.mark.parametrize("when", ["Looking for faces", "Listening", "Telling voices apart"])
def test_stopped_it_leaves_only_what_is_whole_and_goes_on_from_there(study: Study, when: str) -> None:
    words = ""

    def tell(now: str, _: float) -> None:
        nonlocal words
        words = now

    with pytest.raises(StoppedError):
        study.analyse(progress=tell, cancelled=lambda: words == when)
    made = {"Looking for faces": [], "Listening": [FACES]}.get(when, [FACES, VOICES])
    assert study.parts() == made
    assert study.rows() == {}
    study.assert_nothing_is_left()
    assert study.analyse().is_new
    assert study.engine.n_faces == (2 if when == "Looking for faces" else 1)


def test_another_program_reads_how_far_it_is_and_can_stop_it(study: Study) -> None:
    from workbench.session.analysing import ask_to_stop

    seen = []

    def tell(words: str, _: float) -> None:
        if words == "Looking for faces":
            seen.append(find_under_way(study.workspace.vault, study.film.id))
            ask_to_stop(study.workspace.vault, study.film.id)

    with pytest.raises(StoppedError):
        study.analyse(progress=tell)
    assert seen[0] is not None
    assert seen[0].words == "Getting ready"  # what was noted last; notes are few
    study.assert_nothing_is_left()


def test_a_film_is_looked_through_by_one_program_at_a_time(study: Study) -> None:
    staging = study.workspace.vault.analysing(study.film.id)
    staging.make()
    with alone(staging.lock), pytest.raises(WorkspaceError, match="is being looked through by another window or program"):
        study.analyse()


def test_progress_grows_from_nothing_to_all(study: Study) -> None:
    told: list[float] = []
    study.analyse(progress=lambda _, part: told.append(part))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    "damage",
    [b"", b"nonsense", b'{"version": 9}\n123', pack_part({"settings": AnalysisSettings().of_faces}, b"no columns"), None],
    ids=["empty", "nonsense", "newer version", "no columns", "cut off"],
)
def test_a_broken_part_is_as_one_that_is_not_there_and_is_made_again(study: Study, damage: bytes | None) -> None:
    study.analyse()
    vault = study.workspace.vault
    with vault.path(study.film.id, FACES) as path:
        path.write_bytes(path.read_bytes()[:-40] if damage is None else damage)
    with open_workspace(study.workspace.folder) as elsewhere:
        assert find_faces_kept(elsewhere.vault, study.film.id) is None
    study.analyse()
    assert study.engine.n_faces == 2
    with open_workspace(study.workspace.folder) as elsewhere:
        assert find_faces_kept(elsewhere.vault, study.film.id) is not None


def test_a_damaged_film_is_said_and_keeps_nothing(study: Study) -> None:
    with study.workspace.vault.path(study.film.id, "proxy.mp4") as path:
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FilmError):
        study.analyse()
    assert study.parts() == []
    study.assert_nothing_is_left()


def test_a_film_without_its_working_copy_or_that_is_not_there_is_refused(study: Study) -> None:
    with pytest.raises(NotFoundError):
        analyse_film(str(study.workspace.folder), "0" * 16)
    with study.workspace.vault.path(study.film.id, "proxy.mp4") as path:
        path.unlink()
    with pytest.raises(NotFoundError, match="working copy"):
        study.analyse()


def test_a_silent_film_and_one_without_a_face_give_what_there_is(study: Study, numbered_film: Film, tmp_path: Path) -> None:
    study.engine.faces, study.engine.sounds = {}, ()
    with open_workspace(tmp_path / "silent", create=True) as workspace:
        session, film, _, _ = filmed_case(workspace, numbered_film("silent").path)
        done = analyse_film(str(workspace.folder), film.id, today=TODAY)
        assert (done.proposed.n_candidates, done.proposed.n_places) == (0, 0)
        assert len(study.engine.samples) == 0
        assert session.tiers(film.id) == []
        assert find_part(workspace.vault, film.id, VOICES) is not None
        assert not analyse_film(str(workspace.folder), film.id, today=TODAY).is_new


def test_three_hours_of_a_film_are_read_in_little_memory_and_put_under_it_in_one_edit(study: Study) -> None:
    hours = 3 * 3600
    at = np.arange(hours * 10) * 9000
    tracks = faces_at(at.tolist(), BOXES)
    from tests.analysed import voices_of
    from tests.cases import uneven_table
    from workbench.practice.who_is_who import Match
    from workbench.session.proposing import Found, plan_candidates

    sounds = voices_of(sounds_to_and_fro(hours // 3, every_s=2.0)).sounds
    table = uneven_table(3 * 3600 * 40)
    film = replace(study.film, length=Ticks(table.end))
    matches = {MUM: Match(study.mum.id, True), NOAH: Match(study.noah.id, True)}
    found = Found(film, (study.mum, study.noah), WhoIsWho("a" * 16, film.id), tracks, sounds, matches, matches)
    plan = plan_candidates(found, table, AnalysisSettings())
    assert plan.proposed.n_candidates >= len(sounds)
    assert plan.proposed.n_places == 12


def test_what_goes_to_another_process_and_comes_back_can_travel() -> None:
    from workbench.session.proposing import Proposed

    for each in (AnalysisSettings(), Analysed("a" * 16, True, Proposed(3, 1, True)), analyse_film):
        assert pickle.loads(pickle.dumps(each)) == each
