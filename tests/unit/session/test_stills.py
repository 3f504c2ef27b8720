"""Stills, alone and in letters: the very frame, nothing said about it, nobody in it who did not agree, and gone when that is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.films import read_number, write_numbered_film
from tests.proxies import write_proxy
from tests.unit.session.test_publishing import TODAY, Practice
from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Purpose, Region, ShapeKind
from workbench.core.time import Ticks
from workbench.errors import ConsentError, EditError, RenderError
from workbench.media.frames import FrameTable
from workbench.practice.exports import Hidden, Way
from workbench.practice.letters import LetterKind
from workbench.practice.people import ConsentStatus, Person, Role, Scope
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.render.stills import read_still
from workbench.session.casefile import CaseSession
from workbench.session.permission import permit
from workbench.session.stills import chosen_instant, make_still, plan_of, stretch_at
from workbench.session.withdrawing import withdraw_unconsented
from workbench.store.workspace import open_workspace

FRAME = 11
BOX = (0.1, 0.4), (0.5, 0.9)
"""Where somebody is hidden; below the row that carries a picture's number."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    folder = tmp_path_factory.mktemp("film")
    film = write_numbered_film(folder / "film.mp4", n_frames=30)
    return folder / "proxy.mp4", write_proxy(film.path, folder / "proxy.mp4")


@dataclass
class Desk:
    """A case whose film's clip has a still chosen, kept by its client in their own words."""

    practice: Practice
    table: FrameTable
    session: CaseSession

    @property
    def at(self) -> Ticks:
        return self.table.span_of(FRAME).start

    def agree(self, status: ConsentStatus = ConsentStatus.GRANTED) -> None:
        for person in (self.practice.mother, self.practice.child):
            self.session.say_consent(person.id, Scope.KEEP_COPY_FAMILY, status)

    def add_bystander(self, *, hidden: bool) -> Person:
        """A neighbour who has said nothing, hidden by a figure during the frame only, or not at all."""
        neighbour = Person(new_id(), self.practice.case.id, "B1", Role.BYSTANDER, "the neighbour")
        recording = self.practice.recording
        corners = (Keyframe(Ticks(0), BOX),)
        span = self.table.span_of(FRAME)
        figure = Region(new_id(), recording.id, span, ShapeKind.BLUR, corners, "", Purpose.ANONYMISE, neighbour.id)
        self.practice.put(neighbour, *([figure] if hidden else []))
        self.session.set_in_view(recording.id, [*(recording.in_view or ()), neighbour.id])
        return neighbour

    def still(self, target: Path) -> Path:
        make_still(self.practice.workspace, self.practice.recording.id, self.at, target, today=TODAY)
        return target

    def letter(self) -> str:
        """A letter that was read and holds the still; its id."""
        letter = self.session.draft_letter(LetterKind.STRENGTHS)
        self.session.choose_stills(letter.id, [(self.practice.clip.id, None)])
        return self.session.approve_letter(letter.id).id


@pytest.fixture
def desk(proxy: tuple[Path, FrameTable], tmp_path: Path) -> Iterator[Desk]:
    with open_workspace(tmp_path / "ws", create=True) as workspace:
        practice = Practice(workspace, *proxy)
        session = CaseSession(workspace, practice.case.id, today=lambda: TODAY)
        session.change_clip(practice.clip.id, poster_at=proxy[1].span_of(FRAME).start)
        review = SharedReview(new_id(), practice.case.id, TODAY)
        practice.put(review, ClipResponse(new_id(), review.id, "", practice.clip.id, "Hij kijkt naar mij!", kept=True))
        yield Desk(practice, proxy[1], session)


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB"), dtype=np.int16)


def spread_within(picture: Image.Image) -> float:
    """How much of the picture's own structure is left where somebody is hidden: the largest step between neighbours down a column."""
    width, height = picture.size
    (left, top), (right, bottom) = BOX
    inside = pixels(picture)[int(top * height) : int(bottom * height), int(left * width) : int(right * width)]
    return float(np.abs(np.diff(inside, axis=0)).max())


def test_without_consent_to_keep_it_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ConsentError, match=r"kept by the family.*Mum.*Noah"):
        desk.still(tmp_path / "still.png")
    assert (list(tmp_path.glob("*.png")), desk.session.exports()) == ([], [])


def test_it_is_the_very_frame_and_the_file_says_nothing_about_it(desk: Desk, tmp_path: Path) -> None:
    desk.agree()
    for name in ("still.png", "still.jpg"):
        with Image.open(desk.still(tmp_path / name)) as written:
            assert (written.size, read_number(np.asarray(written.convert("RGB")))) == ((320, 180), FRAME)
            assert set(written.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert not written.getexif()
    assert [(e.way, Path(e.place).name, e.recording_ids, e.files) for e in desk.session.exports()] == [
        (Way.STILL, name, (desk.practice.recording.id,), ()) for name in ("still.png", "still.jpg")
    ]


def test_a_bystander_leaves_only_hidden_in_the_pixels(desk: Desk, tmp_path: Path) -> None:
    desk.agree()
    seen = Image.open(desk.still(tmp_path / "seen.png"))
    neighbour = desk.add_bystander(hidden=False)
    with pytest.raises(ConsentError, match="the neighbour"):
        desk.still(tmp_path / "refused.png")
    assert not (tmp_path / "refused.png").exists()
    corners = (Keyframe(Ticks(0), BOX),)
    span = desk.table.span_of(FRAME)
    figure = Region(new_id(), desk.practice.recording.id, span, ShapeKind.BLUR, corners, "", Purpose.ANONYMISE, neighbour.id)
    desk.practice.put(figure)
    hidden = Image.open(desk.still(tmp_path / "hidden.png"))
    assert spread_within(seen) > 60
    assert spread_within(hidden) < 20
    assert (pixels(hidden)[:20] == pixels(seen)[:20]).all()
    assert desk.session.exports()[-1].hidden == (Hidden(desk.practice.recording.id, neighbour.id),)
    with pytest.raises(ConsentError, match="the neighbour"):
        make_still(desk.practice.workspace, desk.practice.recording.id, desk.table.span_of(12).start, tmp_path / "x.png", today=TODAY)


def test_a_permit_is_for_one_frame_and_one_use(desk: Desk) -> None:
    desk.agree()
    workspace, film = desk.practice.workspace, desk.practice.recording.id
    given = permit(workspace, desk.practice.case.id, Way.STILL, [stretch_at(workspace, film, desk.at, "")], TODAY)
    other = plan_of(workspace, film, desk.table.span_of(FRAME + 1).start)
    with pytest.raises(ConsentError, match="More of a film"):
        read_still(other, workspace.vault, given)
    reel = permit(workspace, desk.practice.case.id, Way.REEL, [stretch_at(workspace, film, desk.at, "")], TODAY)
    with pytest.raises(ConsentError, match="another use"):
        read_still(plan_of(workspace, film, desk.at), workspace.vault, reel)


def test_taken_back_it_is_destroyed_and_certified(desk: Desk, tmp_path: Path) -> None:
    desk.agree()
    place = desk.still(tmp_path / "still.png")
    desk.agree(ConsentStatus.WITHDRAWN)
    withdrawn = withdraw_unconsented(desk.session)
    assert ([e.way for e in withdrawn.exports], place.exists()) == ([Way.STILL], False)
    assert [file.name for certificate in withdrawn.certificates for file in certificate.files] == ["export: .png"]


def test_what_cannot_be_written_or_chosen_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.agree()
    with pytest.raises(RenderError, match=r"still\.gif"):
        desk.still(tmp_path / "still.gif")
    assert chosen_instant(desk.session.clips(desk.practice.playlist.id)[0]) == desk.at
    with pytest.raises(EditError, match="No still is chosen"):
        chosen_instant(desk.practice.clip)
    with pytest.raises(EditError, match="not in the clip"):
        chosen_instant(desk.practice.clip, at=desk.practice.clip.span.length)
    assert desk.session.exports() == []


def pictures_in(file: Path) -> list[Image.Image]:
    """The pictures that a letter holds, one after the other."""
    if file.suffix == ".pdf":
        return [image.image for page in PdfReader(file).pages for image in page.images if image.image is not None]
    with ZipFile(file) as archive:
        return [Image.open(BytesIO(archive.read(name))) for name in archive.namelist() if name.startswith("word/media/")]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_letter_holds_the_stills_the_client_chose_with_their_own_words(desk: Desk, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"letter.{form}"
    name = desk.letter()
    with pytest.raises(ConsentError, match=r"still 1: Mum .*Noah"):
        desk.session.write_letter(name, form, target)  # type: ignore[arg-type]
    assert (target.exists(), desk.session.exports()) == (False, [])
    desk.agree()
    record = desk.session.write_letter(name, form, target)  # type: ignore[arg-type]
    (picture,) = pictures_in(target)
    assert read_number(np.asarray(picture.convert("RGB"))) == FRAME
    text = PdfReader(target).pages[0].extract_text() if form == "pdf" else ZipFile(target).read("word/document.xml").decode()
    assert "“Hij kijkt naar mij!”" in text
    assert (record.way, record.recording_ids) == (Way.LETTER, (desk.practice.recording.id,))
    desk.agree(ConsentStatus.REFUSED)
    withdraw_unconsented(desk.session)
    assert not target.exists()


def test_who_is_hidden_is_hidden_in_a_letter_too(desk: Desk, tmp_path: Path) -> None:
    desk.agree()
    desk.add_bystander(hidden=True)
    desk.session.write_letter(desk.letter(), "pdf", tmp_path / "letter.pdf")
    assert spread_within(pictures_in(tmp_path / "letter.pdf")[0]) < 24


def test_stills_stay_when_a_letter_is_drafted_anew_and_go_when_none_is_chosen(desk: Desk) -> None:
    name = desk.letter()
    again = desk.session.draft_letter(LetterKind.STRENGTHS)
    assert (again.id, [still.at for still in again.stills], again.edited) == (name, [desk.at], False)
    moved = desk.session.choose_stills(name, [(desk.practice.clip.id, Ticks(0)), (desk.practice.clip.id, None)])
    assert [still.at for still in moved.stills] == [desk.practice.clip.span.start, desk.at]
    assert desk.session.choose_stills(name, []).stills == ()
