"""A letter's way: drafted, changed or approved, written, entered in the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cases import TODAY, open_folder, seconds, write_case
from workbench.core.identity import new_id
from workbench.errors import EditError, NotFoundError, RenderError, WorkspaceError
from workbench.practice.casework import Goal, GoalRating
from workbench.practice.exports import Way
from workbench.practice.letters import LetterKind
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.session.casefile import CaseSession, create_case
from workbench.store.workspace import Workspace, open_workspace

CLOSING, STRENGTHS = LetterKind.CLOSING, LetterKind.STRENGTHS


@dataclass(frozen=True)
class Told:
    session: CaseSession
    client: str


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


@pytest.fixture
def told(workspace: Workspace) -> Told:
    """A case with a rated goal and a review of one clip that is worth showing again."""
    session, recording, mum, _ = write_case(workspace)
    clip = session.make_clip(session.mark_moment(recording.id, seconds(1, 9), principles=("E1",)).id)
    goal = Goal(new_id(), session.case_id, "More quiet evenings", TODAY)
    review = SharedReview(new_id(), session.case_id, TODAY, note="thistledown")
    with workspace.edit("Tell", case_id=session.case_id) as edit:
        edit.put(goal, GoalRating(new_id(), goal.id, TODAY.replace(day=1), 3), GoalRating(new_id(), goal.id, TODAY, 7), review)
        edit.put(ClipResponse(new_id(), review.id, "Waiting", clip.id, "He looked at me!", feeling="warm", kept=True))
    return Told(session, mum.id)


def test_a_draft_is_in_the_clients_words_and_language(told: Told) -> None:
    letter = told.session.draft_letter(CLOSING)
    text = "\n".join(letter.paragraphs)
    assert "“He looked at me!”" in text
    assert "• You wait" in text
    assert "7 of 10" not in text
    assert "thistledown" not in text
    told.session.change_person(told.client, language="nl")
    assert "• Je wacht even" in "\n".join(told.session.draft_letter(CLOSING).paragraphs)
    assert told.session.letters()[0].language == "nl"


def test_own_ratings_are_told_if_the_client_wishes(told: Told) -> None:
    assert "3 of 10 when we began, and 7 of 10 now" in "\n".join(told.session.draft_letter(CLOSING, with_ratings=True).paragraphs)


def test_there_is_one_letter_of_a_kind_and_a_new_draft_takes_its_place(told: Told) -> None:
    session = told.session
    first = session.draft_letter(CLOSING)
    session.approve_letter(first.id)
    again = session.draft_letter(CLOSING)
    other = session.draft_letter(STRENGTHS)
    assert again.id == first.id
    assert not again.edited
    assert sorted(letter.id for letter in session.letters()) == sorted([first.id, other.id])
    assert (session.find_letter(CLOSING), session.find_letter(STRENGTHS)) == (again, other)


def test_changing_and_approving_are_edits_that_can_be_undone(told: Told, workspace: Workspace) -> None:
    session = told.session
    draft = session.draft_letter(CLOSING)
    changed = session.change_letter(draft.id, heading=" Dear Mum ", paragraphs=(" You waited.\x00\n“Look” ", " ", "So."))
    assert (changed.heading, changed.paragraphs, changed.edited) == ("Dear Mum", ("You waited.\n“Look”", "So."), True)
    assert open_folder(workspace.folder).letter(draft.id) == changed
    session.undo()
    assert session.letter(draft.id) == draft
    approved = session.approve_letter(draft.id)
    assert (approved.edited, approved.paragraphs) == (True, draft.paragraphs)
    session.undo()
    session.undo()
    assert session.letters() == []
    assert [change.label for change in session.history()][-2:] == ["Draft the closing letter", "Approve the closing letter"]


def test_stills_are_put_in_one_by_one_and_any_is_taken_out(told: Told) -> None:
    session, letter = told.session, told.session.draft_letter(CLOSING)
    clip = next(clip for playlist in session.playlists() for clip in session.clips(playlist.id))
    with pytest.raises(EditError, match="No still is chosen"):
        session.add_still(letter.id, clip.id)
    at = clip.span.start
    session.change_clip(clip.id, poster_at=at)
    (still,) = session.add_still(letter.id, clip.id).stills
    assert (still.recording_id, still.at) == (clip.recording_id, at)
    assert still.words
    with pytest.raises(EditError, match="in the letter already"):
        session.add_still(letter.id, clip.id)
    session.remove_clip(clip.id)
    assert session.remove_still(letter.id, still.recording_id, still.at).stills == ()
    with pytest.raises(NotFoundError, match="not in the letter"):
        session.remove_still(letter.id, still.recording_id, still.at)
    session.undo()
    assert session.letter(letter.id).stills == (still,)


def test_a_letter_without_a_word_is_refused(told: Told) -> None:
    draft = told.session.draft_letter(CLOSING)
    with pytest.raises(EditError, match="without a word"):
        told.session.change_letter(draft.id, paragraphs=("  ", "\n"))
    assert told.session.letter(draft.id) == draft


def test_it_leaves_only_after_somebody_has_read_it_and_the_register_says_so(told: Told, tmp_path: Path) -> None:
    session = told.session
    draft = session.draft_letter(STRENGTHS)
    target = tmp_path / "letter.pdf"
    with pytest.raises(EditError, match="Nobody has read this record of strengths yet"):
        session.write_letter(draft.id, "pdf", target)
    assert not target.exists()
    assert session.exports() == []
    session.approve_letter(draft.id)
    record = session.write_letter(draft.id, "pdf", target)
    session.write_letter(draft.id, "docx", tmp_path / "letter.docx")
    assert "He looked at me!" in PdfReader(BytesIO(target.read_bytes())).pages[0].extract_text()
    assert (record.way, record.place, record.made_on, record.for_whom, record.recording_ids) == (Way.LETTER, str(target), TODAY, "Mum", ())
    assert [export.way for export in session.exports()] == [Way.LETTER, Way.LETTER]
    session.undo()
    assert len(session.exports()) == 2
    assert not session.letter(draft.id).edited


def test_a_place_that_cannot_be_written_leaves_nothing_behind(told: Told, tmp_path: Path) -> None:
    session = told.session
    letter = session.approve_letter(session.draft_letter(CLOSING).id)
    folder = tmp_path / "folder"
    (folder / "inside").mkdir(parents=True)
    for target in (folder, tmp_path / "nowhere" / "letter.pdf"):
        with pytest.raises(WorkspaceError):
            session.write_letter(letter.id, "pdf", target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "ws"]
    assert session.exports() == []


def test_writing_that_no_pdf_can_hold_keeps_the_file_that_was_there(told: Told, tmp_path: Path) -> None:
    session = told.session
    letter = session.change_letter(session.draft_letter(CLOSING).id, paragraphs=("שלום",))
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"the one before")
    with pytest.raises(RenderError, match="from right to left"):
        session.write_letter(letter.id, "pdf", target)
    assert target.read_bytes() == b"the one before"
    assert session.exports() == []
    session.write_letter(letter.id, "docx", target)
    assert target.read_bytes().startswith(b"PK")


def test_a_letter_of_another_case_is_not_found(told: Told, workspace: Workspace) -> None:
    letter = told.session.draft_letter(CLOSING)
    other = create_case(workspace, "ROWAN", today=TODAY)
    with pytest.raises(NotFoundError, match="not in case ROWAN"):
        other.letter(letter.id)
    with pytest.raises(NotFoundError, match="not in case ROWAN"):
        other.change_letter(letter.id, heading="x")
