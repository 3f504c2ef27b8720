"""Coding that comes in from other tools in one edit, and that goes out without pictures and names past the gate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from tests.unit.session.test_publishing import Practice
from tests.unit.session.test_training import CANARY, Desk, proxy  # noqa: F401
from workbench.core.tiers import Channel, Interval, Origin
from workbench.core.time import FILM_CLOCK
from workbench.errors import ConsentError, EditError, NotFoundError, RenderError
from workbench.exchange.document import Annotation, Document, Media
from workbench.exchange.document import Tier as FileTier
from workbench.exchange.eaf import Eaf
from workbench.exchange.format import MILLISECONDS, Read
from workbench.exchange.formats import format_named, formats
from workbench.exchange.report import RefusedError, Report
from workbench.media.frames import FrameTable
from workbench.practice.exports import Way
from workbench.practice.people import ConsentStatus, Scope
from workbench.session.bringing_in import Aim, Policies, aims_for, choose_recording, import_document
from workbench.session.exchanging import export_coding
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import open_workspace


@pytest.fixture
def desk(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Desk]:  # noqa: F811
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        yield Desk(Practice(workspace, *proxy), proxy[1])


def bring_in(desk: Desk, *annotations: Annotation, policies: Policies | None = None, starts_at: int = 0) -> tuple[list[Interval], Report]:
    document = Document(MILLISECONDS, (FileTier("CHI", annotations, person="child"),))
    aims = {"CHI": Aim(desk.practice.child.id, Channel.VOICE)}
    made = import_document(desk.session, desk.practice.recording.id, Read(document, Report()), aims, policies, starts_at=starts_at)
    return desk.session.intervals(made.tiers[0].id), made.report


def test_a_file_becomes_rows_of_a_person_in_one_edit_that_can_be_undone(desk: Desk) -> None:
    before = len(desk.session.tiers(desk.practice.recording.id))
    table = desk.table
    edges = [round(float(FILM_CLOCK.seconds(int(at))) * 1000) for at in table.pts]
    found, report = bring_in(desk, Annotation(edges[2], edges[5], "babble"), Annotation(edges[5], edges[6], "laugh", note="soft"))
    (tier,) = desk.session.tiers(desk.practice.recording.id)[before:]
    assert (tier.name, tier.channel, tier.origin, tier.person_id) == ("CHI", Channel.VOICE, Origin.IMPORTED, desk.practice.child.id)
    assert [(table.frames_in(each.span), each.label, each.note) for each in found] == [
        (range(2, 5), "babble", ""), (range(5, 6), "laugh", "soft"),
    ]  # fmt: skip
    assert "Nothing was lost" not in report.lines()
    desk.session.undo()
    assert len(desk.session.tiers(desk.practice.recording.id)) == before


def test_what_a_film_cannot_hold_is_told_all_at_once_and_nothing_changes(desk: Desk) -> None:
    before = desk.session.tiers(desk.practice.recording.id)
    wrong = (Annotation(0, 500, "a", line=7), Annotation(300, 600, "b", line=8), Annotation(700, 700, "c"), Annotation(0, 999_000, "d"))
    with pytest.raises(RefusedError) as caught:
        bring_in(desk, *wrong)
    words = [str(problem) for problem in caught.value.problems]
    assert len(words) == 3
    assert any(each.startswith("line 8, tier “CHI”: “b” at 00:00.") for each in words), words
    assert any("is an instant" in each for each in words)
    assert any("and the film to" in each for each in words)
    assert desk.session.tiers(desk.practice.recording.id) == before


def test_policies_say_what_becomes_of_instants_and_of_what_is_outside(desk: Desk) -> None:
    marks = Annotation(400, 400, "clap"), Annotation(0, 999_000, "far")
    found, report = bring_in(desk, *marks, policies=Policies(instants="one_frame", outside="leave_out"))
    assert [len(desk.table.frames_in(each.span)) for each in found] == [1]
    assert "1 instants became one frame long" in report.changes
    assert [(loss.name, loss.n) for loss in report.losses] == [("annotations outside the film", 1)]
    found, report = bring_in(desk, marks[0], policies=Policies(instants="leave_out"))
    assert (found, [loss.name for loss in report.losses]) == ([], ["instants"])


def test_a_file_whose_zero_is_later_in_the_film_is_moved(desk: Desk) -> None:
    found, _ = bring_in(desk, Annotation(0, 200, "x"), starts_at=400)
    assert found[0].span.start == desk.table.snapped(400 * 90)


def test_the_film_is_found_by_hash_name_or_path_or_asked_for(desk: Desk, tmp_path: Path) -> None:
    film = desk.practice.recording

    def chosen(*media: Media, wanted: str | None = None) -> str:
        found, _, how = choose_recording(desk.session, Document(MILLISECONDS, media=media), tmp_path / "coded.eaf", wanted)
        assert found == film.id
        return how

    assert chosen(Media("x.mp4", sha256=film.film_hash)) == "found by its hash"
    assert chosen(Media(f"file:///C:/films/{CANARY}.mp4")) == "found by its name"
    assert chosen(Media("nothing.mp4"), wanted=film.id) == "as you said"
    (tmp_path / "other.mov").write_bytes(b"x")
    for media in (Media("nothing.mp4"), Media("../../etc/passwd"), Media("other.mov", "./other.mov"), Media("http://[broken")):
        with pytest.raises(NotFoundError, match="none of the case's films"):
            chosen(media)


def test_whose_a_tier_is_can_be_said_and_is_guessed_otherwise(desk: Desk) -> None:
    tiers = (FileTier("words", person="child"), FileTier("client looks"), FileTier("notes"))
    people = desk.session.people()
    document = Document(MILLISECONDS, tiers)
    mother, child = desk.practice.mother, desk.practice.child
    assert aims_for(document, people, {}) == {
        "words": Aim(child.id, Channel.WORDS),
        "client looks": Aim(mother.id, Channel.LOOK),
        "notes": Aim(None, Channel.OTHER),
    }
    said = aims_for(document, people, {"notes": ("", ""), "words": (mother.code, "face")})
    assert (said["notes"], said["words"]) == (Aim(None, None), Aim(mother.id, Channel.FACE))
    for wrong in ({"none": ("", "look")}, {"words": ("nobody", "look")}, {"words": ("", "gesture")}):
        with pytest.raises(NotFoundError):
            aims_for(document, people, wrong)


def export(desk: Desk, target: Path, name: str = "eaf", playlist: bool = False) -> Path:
    film, playlist_id = desk.practice.recording.id, desk.practice.playlist.id if playlist else None
    return Path(export_coding(desk.session, [film], format_named(name), target, for_whom="AB", playlist_id=playlist_id).place)


def test_nothing_leaves_without_consent_to_research_in_numbers(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.TRAINING_EXTERNAL)
    with pytest.raises(ConsentError, match="research in numbers"):
        export(desk, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not [each for each in desk.session.exports() if each.way is Way.CODING]


def test_who_is_coded_without_being_in_view_is_asked_too(desk: Desk, tmp_path: Path) -> None:
    desk.session.say_consent(desk.practice.mother.id, Scope.RESEARCH_NUMERIC, ConsentStatus.GRANTED)
    desk.session.set_in_view(desk.practice.recording.id, [desk.practice.mother.id])
    with pytest.raises(ConsentError):
        export(desk, tmp_path / "out")
    desk.session.say_consent(desk.practice.child.id, Scope.RESEARCH_NUMERIC, ConsentStatus.GRANTED)
    export(desk, tmp_path / "out")
    (record,) = desk.session.exports()
    assert record.words_of == (desk.practice.child.id,)


@pytest.mark.parametrize("name", [each.name for each in formats()])
def test_what_leaves_names_nobody_and_says_what_was_lost(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.agree(Scope.RESEARCH_NUMERIC)
    folder = export(desk, tmp_path / "out", name, playlist=True)
    names = {path.name for path in folder.iterdir()}
    assert "report.txt" in names
    assert len(names) >= 2
    for path in folder.iterdir():
        assert CANARY.encode() not in path.read_bytes().lower()
        assert CANARY not in path.name.lower()
    (record,) = desk.session.exports()
    assert (record.way, record.for_whom, set(record.files)) == (Way.CODING, "AB", names)


def test_people_stand_under_letters_and_steps_are_rows(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.RESEARCH_NUMERIC)
    data = (export(desk, tmp_path / "out", "csv") / "film-1.csv").read_bytes()
    tiers = {tier.name: tier for tier in format_named("csv").read(data, "film-1.csv").document.tiers}
    assert {tier.person for tier in tiers.values()} == {"A", "B"}
    assert [each.label for each in tiers["looks of [client]"].annotations] == ["B", "B", "puzzle"]
    assert [each.label for each in tiers["said"].annotations] == [""]
    assert dict(tiers["A steps"].annotations[0].values)["principles"] == "R3"
    spans = {each.start for each in tiers["looks of [client]"].annotations}
    assert spans <= {int(at) for at in desk.table.pts}
    assert "topic" in dict(tiers["B steps"].annotations[0].values)


def test_a_playlist_goes_to_editing_programs_and_a_film_alone_does_not(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.RESEARCH_NUMERIC)
    folder = export(desk, tmp_path / "out", "otio", playlist=True)
    (playlist,) = format_named("otio").read((folder / "playlist-1.otio").read_bytes(), "p").document.playlists
    assert [(each.start, each.end) for each in playlist.clips] == [(desk.practice.clip.span.start, desk.practice.clip.span.end)]
    with pytest.raises(RenderError, match="playlists only"):
        export(desk, tmp_path / "more", "otio")
    assert not (tmp_path / "more").exists()


def test_what_was_written_is_taken_back_with_the_consent(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.RESEARCH_NUMERIC)
    folder = export(desk, tmp_path / "out")
    desk.session.say_consent(desk.practice.child.id, Scope.RESEARCH_NUMERIC, ConsentStatus.WITHDRAWN)
    assert [each.way for each in withdraw_unconsented(desk.session).exports] == [Way.CODING]
    assert not folder.exists()


def test_it_has_to_be_said_of_what_and_for_whom(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(EditError, match="for somebody"):
        export_coding(desk.session, [], format_named("eaf"), tmp_path, for_whom="AB")
    with pytest.raises(EditError, match="for somebody"):
        export_coding(desk.session, [desk.practice.recording.id], format_named("eaf"), tmp_path, for_whom=" ")


def test_a_notebook_sends_coding_out_and_brings_it_back_to_the_same_frames(desk: Desk, tmp_path: Path) -> None:
    desk.agree(Scope.RESEARCH_NUMERIC)
    film = desk.practice.recording.id
    folder = Path(workbench.export_coding(desk.session, [film], "eaf", tmp_path / "out", for_whom="AB").place)
    before = {tier.id for tier in desk.session.tiers(film)}
    tiers = dict.fromkeys(("said", "A steps", "B steps"), ("", ""))
    made = workbench.import_coding(desk.session, folder / "film-1.eaf", recording=film, tiers=tiers)
    (tier,) = (each for each in desk.session.tiers(film) if each.id not in before)
    assert (made.n_intervals, tier.channel) == (3, Channel.LOOK)
    original = next(each for each in desk.session.tiers(film) if each.id in before and each.channel is Channel.LOOK)
    spans = [[each.span for each in desk.session.intervals(row.id)] for row in (original, tier)]
    assert spans[0] == spans[1]
    assert Eaf().read((folder / "film-1.eaf").read_bytes(), "film-1").report.losses == ()
