"""What goes to a supervisor: only what the people in it agreed to, and nothing private or named, also in the sealed file."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.age import open_age
from tests.cases import TODAY
from tests.films import write_numbered_film
from tests.proxies import write_proxy
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.core.time import Span, Ticks
from workbench.errors import ConsentError, EditError, NotFoundError, PackageError
from workbench.media.frames import FrameTable, index_frames
from workbench.practice.assent import Answer
from workbench.practice.casework import CycleState, Recording, RecordingKind
from workbench.practice.exports import Export, Way
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.practice.supervision import Reflection
from workbench.render.sealing import seal, unseal
from workbench.session.casefile import CaseSession, create_case
from workbench.session.for_supervision import gather_for_supervision
from workbench.session.permission import permit
from workbench.session.portfolio import find_profile, read_portfolio
from workbench.session.review_film import measure_review
from workbench.session.supervision_package import open_supervision_package, write_supervision_package, zip_for_supervision
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import Workspace, open_workspace

GRANTED = ConsentStatus.GRANTED
PASSPHRASE = "four plain words here"
CANARY = "canary"
"""Stands in every private text and in every name; it may leave nowhere."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    folder = tmp_path_factory.mktemp("film")
    film = write_numbered_film(folder / "film.mp4", n_frames=30)
    return folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4")


class Practice:
    """A reviewed case full of canaries: a mother, a child, a guider; a family's film with one clip, and the film of the review."""

    def __init__(self, workspace: Workspace, film: Path, table: FrameTable) -> None:
        self.session = create_case(
            workspace, "CANARY-7", today=TODAY, setting=f"{CANARY} street", helping_question=f"why {CANARY}", hope=f"that {CANARY}"
        )
        self.session.today = lambda: TODAY
        session = self.session
        self.mother = session.add_person("CANARY-M", Role.CLIENT, "Canarymum")
        self.child = session.add_person("CANARY-C", Role.CHILD, "Canarychild")
        self.guider = session.add_person("G1", Role.GUIDER, "Guider")
        self.film = self._film(film, table, f"{CANARY} film", RecordingKind.FAMILY_FILM, (self.mother, self.child))
        self.talk = self._film(film, table, f"{CANARY} review", RecordingKind.SHARED_REVIEW, (self.mother, self.guider))
        span = Span(table.span_of(5).start, table.span_of(20).end)
        moment = session.mark_moment(self.film.id, span)
        session.change_moment(moment.id, why=CANARY, note=CANARY)
        clip = session.make_clip(moment.id)
        self.clip = session.change_clip(
            clip.id, title="Canarychild waits", question="What do you notice?", hope_to_notice=CANARY, may_be_hard=CANARY
        )
        with workspace.edit("Notes", case_id=session.case_id) as edit:
            edit.put(replace(self.clip, note=CANARY, why_better=CANARY, initiative=CANARY))
        cycle = session.begin_cycle()
        self.review = session.add_review(
            playlist_id=clip.playlist_id,
            recording_id=self.talk.id,
            cycle_id=cycle.id,
            working_point="I wait for canarychild",
            how_it_was="it was good",
            note=CANARY,
        )
        session.note_response(self.review.id, clip.id, said_first="Canarychild looks at me!", feeling="warm")
        session.reflect("self_reflection", [Reflection("receiving", "I answered Canarymum at once")], review_id=self.review.id)
        session.add_supervision(1.5, review_id=self.review.id, cycle_id=cycle.id, supervisor="AB", focus="my waiting")
        session.log_measure("CARE-Index", "9", rater="CD")
        self._voices(table)

    def _film(self, film: Path, table: FrameTable, title: str, kind: RecordingKind, in_view: tuple[Person, ...]) -> Recording:
        workspace, name = self.session.workspace, new_id()
        film_hash = (name * 4)[:64]
        recording = Recording(
            name, self.session.case_id, film_hash, title, table.n_frames, Ticks(table.end), 320, 180, True, False, TODAY, None, kind
        )
        recording = replace(recording, in_view=tuple(person.id for person in in_view))
        staging = workspace.vault.staging(film_hash)
        shutil.copy(film, staging.path("proxy.mp4"))
        staging.path("frames.bin").write_bytes(table.to_bytes())
        staging.finish(recording.id)
        with workspace.edit("Import", case_id=self.session.case_id, lasting=True) as edit:
            edit.put(recording)
        return recording

    def _voices(self, table: FrameTable) -> None:
        at = [table.span_of(n).start for n in (0, 5, 10, 15, 20)]
        marks = {
            self.guider: [(0, 1, "sound"), (3, 4, "sound")],
            self.mother: [(2, 3, "sound")],
            None: [(1, 2, "clip"), (3, 4, "open question")],
        }
        with self.session.workspace.edit("Voices", case_id=self.session.case_id) as edit:
            for person, rows in marks.items():
                channel = Channel.VOICE if person else Channel.OTHER
                tier = Tier(new_id(), self.talk.id, "row", channel, Origin.MARKED, person.id if person else None)
                edit.put(tier, *(Interval(new_id(), tier.id, Span(at[a], at[b]), label) for a, b, label in rows))

    def agree(self, *people: Person, status: ConsentStatus = GRANTED, film: Recording | None = None) -> None:
        for person in people:
            self.session.say_consent(person.id, Scope.SUPERVISION, status, recording_id=film.id if film else None)

    @property
    def everyone(self) -> tuple[Person, ...]:
        return self.mother, self.child, self.guider


@pytest.fixture
def practice(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Practice]:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        yield Practice(workspace, *proxy)


def unpacked(session: CaseSession, review_id: str) -> zipfile.ZipFile:
    found = gather_for_supervision(session, review_id)
    given = permit(session.workspace, session.case_id, Way.SUPERVISION_PACKAGE, found.stretches, session.today())
    return zipfile.ZipFile(io.BytesIO(zip_for_supervision(session, found, given)))


def test_without_anybodys_consent_only_the_guiders_own_words_go(practice: Practice) -> None:
    found = gather_for_supervision(practice.session, practice.review.id)
    assert (found.cuts, found.stretches, found.content["clips"], found.content["measures"], found.content["scores"]) == ({}, (), [], [], [])
    assert (found.content["review"]["working_point"], found.content["review"]["how_it_was"]) == ("", "")
    assert found.content["reflections"] == [{"point": "receiving", "words": "I answered [client] at once"}]
    assert found.left_out == (
        "the client's words and scores: Canarymum (has not said anything about it)",
        "the clip “Canarychild waits”: Canarymum (has not said anything about it), Canarychild (has not said anything about it)",
        "what the film of the review shows: Canarymum (has not said anything about it), Guider (has not said anything about it)",
    )


def test_each_part_goes_with_the_consent_of_those_in_it(practice: Practice) -> None:
    def parts() -> tuple[bool, bool, bool]:
        found = gather_for_supervision(practice.session, practice.review.id)
        return bool(found.content["review"]["working_point"]), bool(found.cuts), bool(found.content["measures"])

    practice.agree(practice.mother, film=practice.film)
    assert parts() == (False, False, False)
    practice.agree(practice.child)
    assert parts() == (False, True, False)
    practice.agree(practice.mother)
    assert parts() == (True, True, False)
    practice.agree(practice.guider)
    assert parts() == (True, True, True)
    practice.agree(practice.child, status=ConsentStatus.WITHDRAWN)
    assert parts() == (True, False, True)
    practice.session.set_in_view(practice.talk.id, None)
    assert parts() == (True, False, False)
    practice.agree(practice.mother, status=ConsentStatus.REFUSED)
    assert parts() == (False, False, False)


def test_no_canary_is_in_any_file_of_a_package_with_everyones_consent(practice: Practice) -> None:
    practice.agree(*practice.everyone)
    bundle = unpacked(practice.session, practice.review.id)
    assert bundle.namelist() == ["index.html", "review.json", "clips/1.mp4"]
    for name in bundle.namelist():
        assert CANARY.encode() not in bundle.read(name).lower(), name
    content = json.loads(bundle.read("review.json"))
    (clip,) = content["clips"]
    assert (clip["title"], clip["said_first"], clip["feeling"]) == ("[child] waits", "[child] looks at me!", "warm")
    assert (content["review"]["working_point"], content["scores"][0]["score"]) == ("I wait for [child]", "9")
    page = bundle.read("index.html").decode()
    assert 'src="clips/1.mp4"' in page
    assert "[child] looks at me!" in page
    for forbidden in ("<script", "http:", "https:", practice.session.case_id, practice.film.id, practice.mother.id):
        assert forbidden not in page + bundle.read("review.json").decode()


def test_the_clip_holds_its_frames_and_no_more(practice: Practice, tmp_path: Path) -> None:
    practice.agree(*practice.everyone)
    file = tmp_path / "clip.mp4"
    file.write_bytes(unpacked(practice.session, practice.review.id).read("clips/1.mp4"))
    assert index_frames(file).n_frames == 16


def test_words_that_look_like_a_page_stay_words(practice: Practice) -> None:
    practice.agree(*practice.everyone)
    practice.session.change_review(practice.review.id, working_point='<script>x</script><img src="//elsewhere">')
    page = unpacked(practice.session, practice.review.id).read("index.html").decode()
    assert "<script" not in page
    assert "<img" not in page


def test_the_package_is_an_age_file_that_other_programs_open_and_is_in_the_register(practice: Practice, tmp_path: Path) -> None:
    practice.agree(*practice.everyone)
    target = tmp_path / "for-ab.age"
    made = write_supervision_package(practice.session, practice.review.id, PASSPHRASE, target, for_whom="AB")
    sealed = target.read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n")
    opened = zipfile.ZipFile(io.BytesIO(open_age(sealed, PASSPHRASE)))
    assert json.loads(opened.read("review.json"))["format"] == "vig-supervision"
    assert made.left_out == ()
    (export,) = practice.session.workspace.find(Export)
    assert export == made.export
    assert (export.way, export.place, export.for_whom) == (Way.SUPERVISION_PACKAGE, str(target), "AB")
    assert set(export.recording_ids) == {practice.film.id, practice.talk.id}
    assert [path.name for path in practice.session.workspace.folder.glob(".supervision*")] == []
    with pytest.raises(EditError, match="There is a file"):
        write_supervision_package(practice.session, practice.review.id, PASSPHRASE, target)


def test_words_without_a_clip_are_taken_back_with_the_agreement_they_rest_on(practice: Practice, tmp_path: Path) -> None:
    practice.agree(practice.mother)
    made = write_supervision_package(practice.session, practice.review.id, PASSPHRASE, tmp_path / "words.age")
    assert (made.export.recording_ids, made.export.words_of) == ((), (practice.mother.id,))
    practice.agree(practice.child, status=ConsentStatus.REFUSED)
    assert withdraw_unconsented(practice.session).exports == ()
    practice.agree(practice.mother, status=ConsentStatus.WITHDRAWN)
    (taken,) = withdraw_unconsented(practice.session).exports
    assert (taken.id, taken.revoked_on, (tmp_path / "words.age").exists()) == (made.export.id, TODAY, False)


def test_what_the_guider_wrote_of_their_own_part_stays_whoever_takes_what_back(practice: Practice, tmp_path: Path) -> None:
    made = write_supervision_package(practice.session, practice.review.id, PASSPHRASE, tmp_path / "own.age")
    assert (made.export.recording_ids, made.export.words_of) == ((), ())
    practice.agree(*practice.everyone, status=ConsentStatus.WITHDRAWN)
    assert withdraw_unconsented(practice.session).exports == ()
    assert (tmp_path / "own.age").exists()


def test_words_of_a_child_who_is_asked_each_time_wait_for_the_answer(practice: Practice) -> None:
    practice.agree(*practice.everyone)
    session, child = practice.session, practice.child
    session.change_person(child.id, asked_each_time=True)
    session.change_review(practice.review.id, present=(practice.mother.id, child.id))
    assert not gather_for_supervision(session, practice.review.id).words_of
    session.say_assent(child.id, Scope.SUPERVISION, Answer.YES)
    assert gather_for_supervision(session, practice.review.id).words_of == (child.id, practice.mother.id)
    session.say_assent(child.id, Scope.SUPERVISION, Answer.NO)
    assert not gather_for_supervision(session, practice.review.id).words_of


def test_a_package_is_refused_before_anything_is_written(practice: Practice, tmp_path: Path) -> None:
    target = tmp_path / "x.age"
    with pytest.raises(EditError, match="can be guessed"):
        write_supervision_package(practice.session, practice.review.id, "short", target)
    practice.session.remove_self_assessment(practice.session.self_assessments()[0].id)
    with pytest.raises(ConsentError, match="Nothing of this review may go") as refused:
        write_supervision_package(practice.session, practice.review.id, PASSPHRASE, target)
    assert "Canarychild" in refused.value.problem
    assert (target.exists(), practice.session.exports()) == (False, [])


def test_a_clip_whose_working_copy_is_not_ready_is_left_out_and_said(practice: Practice) -> None:
    practice.agree(*practice.everyone)
    workspace = practice.session.workspace
    bare = replace(practice.film, id=new_id(), film_hash="e" * 64)
    staging = workspace.vault.staging(bare.film_hash)
    staging.path("original").write_bytes(b"a film")
    staging.finish(bare.id)
    with workspace.edit("Import", case_id=practice.session.case_id, lasting=True) as edit:
        edit.put(bare, replace(practice.clip, recording_id=bare.id))
    found = gather_for_supervision(practice.session, practice.review.id)
    assert (found.cuts, found.left_out) == ({}, ("the clip “Canarychild waits”: the working copy of its film is not ready",))


def test_what_is_no_supervision_package_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    file, target = tmp_path / "given.age", tmp_path / "out"
    file.write_bytes(b"age-encryption.org/v1\nnothing")
    with pytest.raises(PackageError, match="the passphrase is another one, or the file is damaged"):
        open_supervision_package(file, PASSPHRASE, target)
    with pytest.raises(PackageError):
        unseal(b"", PASSPHRASE)
    with pytest.raises(EditError):
        seal(b"x", " eleven char ")
    assert not target.exists()


def test_the_film_of_a_review_is_read_in_words_without_names(practice: Practice) -> None:
    read = measure_review(practice.session, practice.talk.id)
    assert read.sentences == [
        "The guider's share of talking: cannot be said, under 30 s codable and under 5 events (3 sounds, 1 s).",
        "The guider's longest stretch of speaking: 0.8 s (2 sounds, 1 s).",
        "The client's longest stretch of speaking: 0.2 s (1 sound, 1 s).",
        "Wait after a clip: 0 s in the middle (1 clip, 1 s).",
        "Open questions: 1 asked (1 stretch, 1 s).",
        "Closed questions: 0 asked (0 stretches, 1 s).",
        "The client spoke first after 1 of 1 clips.",
    ]
    assert CANARY not in " ".join(read.sentences).lower()
    with pytest.raises(EditError, match="is not the film of a shared review"):
        measure_review(practice.session, practice.film.id)
    practice.session.change_person(practice.guider.id, role=Role.BYSTANDER)
    with pytest.raises(NotFoundError, match="The voice of one guider is needed"):
        measure_review(practice.session, practice.talk.id)


def test_the_portfolio_counts_every_case_and_names_none(practice: Practice) -> None:
    workspace = practice.session.workspace
    other = create_case(workspace, "CANARY-8", today=TODAY)
    other.today = lambda: TODAY
    other.move_cycle(other.begin_cycle().id, CycleState.CLOSED)
    other.add_supervision(2)
    sums = read_portfolio(workspace)
    assert sums.words == "So far 2 cycles, 2 clients and 3.5 hours of supervision."
    assert CANARY not in repr(sums).lower()
    assert [stage.cycles for stage in find_profile(workspace).stage] == [None, 6, 9, 12]
    assert [stage.name for stage in find_profile(workspace, "three_levels").stage] == ["Trainee", "Intermediate", "Advanced"]
    with pytest.raises(NotFoundError, match="no profile 'x'"):
        find_profile(workspace, "x")
