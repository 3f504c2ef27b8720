import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.films import write_numbered_film
from tests.proxies import write_proxy
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.errors import ConsentError, EditError, NotFoundError, PackageError, StoppedError
from workbench.media.frames import FrameTable
from workbench.media.reader import FrameReader
from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Case, Recording
from workbench.practice.clips import Clip, Playlist
from workbench.practice.exports import Export, Hidden, Way
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.render.package import open_package
from workbench.render.packing import plan_package, write_package
from workbench.session.permission import permit, review, stretches_of
from workbench.session.publishing import publish
from workbench.session.reading import read_frame_table
from workbench.session.withdrawing import withdraw
from workbench.store.workspace import Workspace, open_workspace

TODAY = date(2026, 11, 20)


class Practice:
    """A case with a mother and a child in one film, everything agreed to, and a playlist of one clip."""

    def __init__(self, workspace: Workspace, film: Path, table: FrameTable) -> None:
        self.workspace = workspace
        self.case = Case(new_id(), "AB-1", TODAY, hope="that he listens to me")
        self.mother = Person(new_id(), self.case.id, "P1", Role.CLIENT, "Mum", language="nl")
        self.child = Person(new_id(), self.case.id, "P2", Role.CHILD, "Noah")
        self.recording = Recording(
            id=new_id(),
            case_id=self.case.id,
            film_hash="ab" * 32,
            title="At the puzzle",
            n_frames=table.n_frames,
            length=Ticks(table.end),
            width=320,
            height=180,
            has_sound=True,
            variable_rate=False,
            imported_on=TODAY,
            in_view=(self.mother.id, self.child.id),
        )
        self.playlist = Playlist(new_id(), self.case.id, "First review")
        span = Span(table.span_of(5).start, table.span_of(20).end)
        self.clip = Clip(new_id(), self.playlist.id, self.recording.id, span, 0, "Waiting together")
        staging = workspace.vault.staging("ab" * 32)
        shutil.copy(film, staging.path("proxy.mp4"))
        staging.path("frames.bin").write_bytes(table.to_bytes())
        staging.finish(self.recording.id)
        self.put(self.case, self.mother, self.child, self.recording, self.playlist, self.clip)
        self.consent = {person.id: self.say(person, ConsentStatus.GRANTED) for person in (self.mother, self.child)}

    def put(self, *things: object) -> None:
        with self.workspace.edit("Set up", case_id=self.case.id) as edit:
            edit.put(*things)

    def say(self, person: Person, status: ConsentStatus, on: date = TODAY, expires: date | None = None) -> Consent:
        consent = Consent(new_id(), self.case.id, person.id, Scope.SHARED_REVIEW, status, on, expires=expires)
        self.put(consent)
        return consent

    def publish(self, **more: object) -> Path:
        return publish(self.workspace, self.playlist.id, today=TODAY, **more)  # type: ignore[arg-type]

    def records(self) -> list[Export]:
        return self.workspace.find(Export, case_id=self.case.id)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    folder = tmp_path_factory.mktemp("film")
    film = write_numbered_film(folder / "film.mp4", n_frames=30)
    return folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4")


@pytest.fixture
def practice(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Practice]:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        yield Practice(workspace, *proxy)


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*")]


def test_publishing_writes_a_package_into_the_workspace_and_keeps_a_record(practice: Practice) -> None:
    folder = practice.publish()
    package = open_package(folder, TODAY)
    assert folder.parent == practice.workspace.folder / "packages"
    assert [clip.title for clip in package.manifest.clips] == ["Waiting together"]
    assert (package.manifest.hope, package.manifest.language) == ("that he listens to me", "nl")
    (record,) = practice.records()
    assert record == Export(
        id=package.manifest.id,
        case_id=practice.case.id,
        playlist_id=practice.playlist.id,
        way=Way.PACKAGE,
        place=str(folder),
        made_on=TODAY,
        expires_on=TODAY + timedelta(days=60),
        recording_ids=(practice.recording.id,),
        for_whom="the family",
        files=(f"clips/{package.manifest.clips[0].id}.mp4", "manifest.json"),
        place_in_day=1,
    )


def test_publishing_to_another_folder_writes_there_only(practice: Practice, tmp_path: Path) -> None:
    folder = practice.publish(target=tmp_path / "stick")
    assert folder.parent == tmp_path / "stick"
    assert not (practice.workspace.folder / "packages").exists()


def test_the_regions_of_the_film_go_with_it(practice: Practice) -> None:
    shape = (Keyframe(Ticks(0), ((0.1, 0.1), (0.4, 0.4))),)
    for purpose in (Purpose.POINT_OUT, Purpose.ANONYMISE):
        practice.put(Region(new_id(), practice.recording.id, practice.recording.span, ShapeKind.ELLIPSE, shape, purpose=purpose))
    (clip,) = open_package(practice.publish(), TODAY).manifest.clips
    assert [figure.shape for figure in clip.point_outs] == [ShapeKind.ELLIPSE]


def test_clips_are_in_the_playlist_s_order(practice: Practice) -> None:
    practice.put(
        replace(practice.clip, id=new_id(), position=2, title="Third"), replace(practice.clip, id=new_id(), position=1, title="Second")
    )
    titles = [clip.title for clip in open_package(practice.publish(), TODAY).manifest.clips]
    assert titles == ["Waiting together", "Second", "Third"]


def test_an_empty_playlist_is_refused(practice: Practice) -> None:
    empty = Playlist(new_id(), practice.case.id, "Empty")
    practice.put(empty)
    with pytest.raises(EditError, match="no clips yet"):
        publish(practice.workspace, empty.id, today=TODAY)


def test_an_unknown_playlist_is_refused(practice: Practice) -> None:
    with pytest.raises(NotFoundError):
        publish(practice.workspace, new_id(), today=TODAY)


def picture_of(folder: Path) -> np.ndarray:
    """Brightness of the clip's third picture, as a viewer would see it."""
    (clip,) = (folder / "clips").glob("*.mp4")
    with FrameReader(clip) as reader:
        return reader.picture(2).astype(int).mean(axis=2)


def test_a_bystander_leaves_only_where_figures_hide_them_all_the_time_in_every_pixel_that_is_written(practice: Practice) -> None:
    gran = Person(new_id(), practice.case.id, "B1", Role.BYSTANDER, "Gran")
    practice.put(gran, replace(practice.recording, in_view=(practice.mother.id, practice.child.id, gran.id)))
    agreed = practice.say(gran, ConsentStatus.GRANTED)
    seen = picture_of(practice.publish(target=practice.workspace.folder / "seen"))
    practice.put(replace(agreed, status=ConsentStatus.REFUSED))

    start, middle, end = practice.clip.span.start, Ticks(practice.clip.span.start + 9_001), practice.clip.span.end
    box = (Keyframe(Ticks(0), ((0.05, 0.05), (0.95, 0.6))),)
    first, second = (
        Region(new_id(), practice.recording.id, Span(*edges), ShapeKind.BLUR, box, purpose=Purpose.ANONYMISE, hides=gran.id)
        for edges in ((start, middle), (middle, end))
    )
    practice.put(first)
    with pytest.raises(ConsentError, match=r"Gran \(has not agreed and is not hidden all the time\).*draw a blur"):
        practice.publish()
    practice.put(second)
    folder = practice.publish()
    hidden = picture_of(folder)
    height, width = seen.shape
    area = (slice(int(0.1 * height), int(0.55 * height)), slice(int(0.1 * width), int(0.9 * width)))
    sharpest = [np.abs(np.diff(picture[area], axis=1)).max() for picture in (seen, hidden)]
    assert sharpest[0] > 100
    assert sharpest[1] < sharpest[0] / 8
    record = next(each for each in practice.records() if each.place == str(folder))
    assert record.hidden == (Hidden(practice.recording.id, gran.id),)
    assert review(practice.workspace, record, TODAY).allowed

    practice.put(replace(gran, role=Role.CLIENT))
    with pytest.raises(ConsentError, match="Gran"):
        practice.publish()
    assert not review(practice.workspace, record, TODAY).allowed


def answer(practice: Practice, said: Answer, on: date = TODAY) -> Assent:
    assent = Assent(new_id(), practice.case.id, practice.child.id, Scope.SHARED_REVIEW, said, on)
    practice.put(assent)
    return assent


def test_a_child_is_asked_for_every_package_and_its_answer_counts_once(practice: Practice) -> None:
    practice.put(replace(practice.child, asked_each_time=True))
    with pytest.raises(ConsentError, match=r"Noah \(has to be asked\).*vig case assent AB-1 P2 shared_review yes"):
        practice.publish()
    said = answer(practice, Answer.YES)
    practice.publish()
    assert practice.records()[0].assent_ids == (said.id,)
    with pytest.raises(ConsentError, match=r"has to be asked again; the answer of 20 November 2026 counted once"):
        practice.publish()


def test_a_childs_no_wins_over_what_everybody_else_says(practice: Practice) -> None:
    practice.put(replace(practice.child, asked_each_time=True))
    for said in (Answer.YES, Answer.NO, Answer.YES):
        answer(practice, said)
    with pytest.raises(ConsentError, match=r"Noah \(said no on 20 November 2026\).*Respect Noah's no"):
        practice.publish()


def test_a_package_that_more_would_leave_with_than_was_asked_about_is_not_written(practice: Practice, tmp_path: Path) -> None:
    given = permit(practice.workspace, practice.case.id, Way.PACKAGE, stretches_of(practice.workspace, [practice.clip]), TODAY, days=5)
    table = read_frame_table(practice.workspace.vault, practice.recording.id)
    longer = replace(practice.clip, span=Span(practice.clip.span.start, table.span_of(25).end))
    for clip, days, why in ((longer, 5, "More of a film"), (practice.clip, 6, "for longer")):
        plan = plan_package(
            practice.case, practice.playlist, [clip], {practice.recording.id: table}, made_on=TODAY, expires_after_days=days
        )
        with pytest.raises(ConsentError, match=why):
            write_package(plan, practice.workspace.vault, tmp_path / "out", given)
    assert not (tmp_path / "out").exists()


def take_back(practice: Practice) -> None:
    practice.say(practice.child, ConsentStatus.WITHDRAWN)


def refuse(practice: Practice) -> None:
    practice.say(practice.child, ConsentStatus.REFUSED)


def let_expire(practice: Practice) -> None:
    practice.put(replace(practice.consent[practice.child.id], on=TODAY - timedelta(days=9), expires=TODAY - timedelta(days=1)))


def agree_to_something_else_only(practice: Practice) -> None:
    practice.put(replace(practice.consent[practice.child.id], scope=Scope.FILM))


def agree_to_another_film_only(practice: Practice) -> None:
    other = replace(practice.recording, id=new_id(), film_hash="cd" * 32)
    practice.put(other)
    practice.put(replace(practice.consent[practice.child.id], recording_id=other.id))


@pytest.mark.parametrize("change", [take_back, refuse, let_expire, agree_to_something_else_only, agree_to_another_film_only])
def test_without_live_consent_nothing_is_written_and_the_person_is_named(practice: Practice, change: Callable[[Practice], None]) -> None:
    change(practice)
    with pytest.raises(ConsentError) as refused:
        practice.publish()
    assert "clip 1 (“Waiting together”): Noah" in refused.value.problem
    assert "Mum" not in str(refused.value)
    assert "consent to a shared review" in refused.value.next_step
    assert practice.records() == []
    assert left_in(practice.workspace.folder / "packages") == []


def test_everyone_who_has_not_agreed_is_named_for_every_clip(practice: Practice) -> None:
    practice.say(practice.child, ConsentStatus.REFUSED)
    practice.say(practice.mother, ConsentStatus.REFUSED)
    practice.put(replace(practice.clip, id=new_id(), position=1, title="To and fro"))
    with pytest.raises(ConsentError, match=r"Waiting together”.: Mum .refused.*, Noah .refused.*; clip 2 .“To and fro”.: Mum.*, Noah"):
        practice.publish()


def test_a_film_of_which_nobody_said_who_is_in_view_is_refused(practice: Practice) -> None:
    practice.put(replace(practice.recording, in_view=None))
    with pytest.raises(ConsentError, match=r"nobody has said who can be seen.*Say who can be seen in each film"):
        practice.publish()


def test_a_film_with_nobody_in_view_needs_no_consent(practice: Practice) -> None:
    take_back(practice)
    practice.put(replace(practice.recording, in_view=()))
    assert open_package(practice.publish(), TODAY)


def test_consent_withdrawn_while_the_clips_are_cut_stops_the_package(practice: Practice) -> None:
    def progress(_: str, part: float) -> None:
        if part == 1.0:
            take_back(practice)

    with pytest.raises(ConsentError, match="Noah"):
        practice.publish(progress=progress)
    assert practice.records() == []
    assert left_in(practice.workspace.folder / "packages") == []


def test_a_stopped_publication_leaves_no_package_and_no_record(practice: Practice) -> None:
    with pytest.raises(StoppedError):
        practice.publish(cancelled=lambda: True)
    assert practice.records() == []
    assert left_in(practice.workspace.folder / "packages") == []


def test_undo_does_not_forget_a_package_that_is_out(practice: Practice) -> None:
    practice.publish()
    practice.workspace.undo(practice.case.id)
    assert len(practice.records()) == 1


def test_revoking_destroys_the_clips_and_says_when(practice: Practice) -> None:
    folder = practice.publish()
    (record,) = practice.records()
    withdrawn = withdraw(practice.workspace, record.id, today=TODAY + timedelta(days=1))
    assert withdrawn.revoked_on == TODAY + timedelta(days=1)
    assert practice.records() == [withdrawn]
    assert left_in(folder) == ["withdrawn.json"]
    with pytest.raises(PackageError, match="withdrawn on 21 November 2026"):
        open_package(folder, TODAY + timedelta(days=2))


def test_revoking_again_keeps_the_first_day(practice: Practice) -> None:
    practice.publish()
    (record,) = practice.records()
    withdraw(practice.workspace, record.id, today=TODAY + timedelta(days=1))
    assert withdraw(practice.workspace, record.id, today=TODAY + timedelta(days=5)).revoked_on == TODAY + timedelta(days=1)


def test_a_package_whose_folder_is_gone_is_recorded_as_withdrawn(practice: Practice) -> None:
    shutil.rmtree(practice.publish())
    (record,) = practice.records()
    assert withdraw(practice.workspace, record.id, today=TODAY).revoked_on == TODAY


def test_a_package_whose_folder_lost_everything_is_recorded_as_withdrawn(practice: Practice) -> None:
    folder = practice.publish()
    shutil.rmtree(folder)
    folder.mkdir()
    (record,) = practice.records()
    assert withdraw(practice.workspace, record.id, today=TODAY).revoked_on == TODAY


def test_a_package_may_be_watched_no_longer_than_the_consent_it_rests_on(practice: Practice) -> None:
    practice.put(replace(practice.consent[practice.child.id], expires=TODAY + timedelta(days=7)))
    practice.put(replace(practice.consent[practice.mother.id], expires=TODAY + timedelta(days=700)))
    practice.publish()
    assert practice.records()[0].expires_on == TODAY + timedelta(days=7)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
def test_in_a_folder_others_may_look_into_films_and_packages_are_still_for_the_guider_only(practice: Practice) -> None:
    practice.workspace.folder.chmod(0o755)
    practice.publish()
    folders = [folder for folder in practice.workspace.folder.iterdir() if folder.is_dir()]
    assert {folder.name for folder in folders} == {"packages", "vault"}
    assert [folder.name for folder in folders if folder.stat().st_mode & 0o077] == []
