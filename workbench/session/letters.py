"""Letters to the family: drafted from what the client said, changed, approved, and written to a file that may leave.

A letter carries words, and stills that the client chose; for these everyone in view has to agree that the family keeps them. It leaves
only after somebody has changed or approved it, and the register of exports says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from workbench.core.time import Ticks
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import GoalRating
from workbench.practice.clips import Clip
from workbench.practice.drafting import draft_letter, plain_text, plain_words, tell
from workbench.practice.exports import Export, Way
from workbench.practice.letters import Letter, LetterKind, LetterStill
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.verdict import Permit
from workbench.render.letter_docx import build_docx
from workbench.render.letter_lines import LetterPicture
from workbench.render.letter_pdf import build_pdf
from workbench.render.stills import read_still
from workbench.session.editing import CaseEditor
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.publishing import check_complete
from workbench.session.stills import chosen_instant, plan_of, stretch_at
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole

Form = Literal["docx", "pdf"]

_NAMES = {LetterKind.CLOSING: "closing letter", LetterKind.STRENGTHS: "record of strengths"}


class LetterEdits(CaseEditor):
    """Letters of a case, read and edited."""

    def letters(self) -> list[Letter]:
        """The case's letters, oldest first."""
        return self.workspace.find(Letter, case_id=self.case_id)

    def letter(self, id: str) -> Letter:  # noqa: A002
        """One letter of this case; NotFoundError for any other."""
        letter = self.workspace.get(Letter, id)
        if letter.case_id != self.case_id:
            raise NotFoundError(f"The letter {id} is not in case {self.case.code}", "Open the case it belongs to")
        return letter

    def find_letter(self, kind: LetterKind) -> Letter | None:
        """The letter of a kind that was drafted last."""
        return next((letter for letter in reversed(self.letters()) if letter.kind is kind), None)

    def draft_letter(self, kind: LetterKind, *, with_ratings: bool = False) -> Letter:
        """A draft in the client's language and own words; it takes the place of the letter of that kind, whose stills it keeps.

        Parameters
        ----------
        with_ratings : bool
            Whether the client wishes the first and last of their own ratings to be told.
        """
        wording = self.family_wording()
        goals = self.goals()
        ratings = [rating for goal in goals for rating in self.workspace.find(GoalRating, goal_id=goal.id)] if with_ratings else []
        reviews = self.workspace.find(SharedReview, case_id=self.case_id)
        responses = [response for review in reviews for response in self.workspace.find(ClipResponse, review_id=review.id)]
        clips = [clip for playlist in self.playlists() for clip in self.workspace.find(Clip, playlist_id=playlist.id)]
        told = tell(self.case, self.client(), goals, ratings, reviews, responses, clips, wording.vocabulary)
        draft = draft_letter(self.case_id, kind, told, wording.letters, self.today())
        before = self.find_letter(kind)
        draft = replace(draft, id=before.id, stills=before.stills) if before else draft
        return self._keep(draft, f"Draft the {_NAMES[kind]}")

    def change_letter(self, id: str, *, heading: str | None = None, paragraphs: tuple[str, ...] | None = None) -> Letter:  # noqa: A002
        """Other words; what was changed counts as read. Empty paragraphs are left out.

        Raises
        ------
        EditError
            If no word is left.
        """
        letter = self.letter(id)
        kept = letter.paragraphs if paragraphs is None else paragraphs
        changed = replace(
            letter,
            heading=plain_text(letter.heading if heading is None else heading).strip(),
            paragraphs=tuple(words for paragraph in kept if (words := plain_text(paragraph).strip())),
            edited=True,
        )
        if not changed.paragraphs:
            raise EditError("A letter without a word cannot be kept", "Write something, or draft it again")
        return self._keep(changed, f"Change the {_NAMES[letter.kind]}")

    def choose_stills(self, id: str, clips: Sequence[tuple[str, Ticks | None]]) -> Letter:  # noqa: A002
        """The stills a letter holds, in that order, each with what the client said of its clip, or else the clip's title.

        Parameters
        ----------
        clips : sequence of (clip id, ticks from the clip's start or None)
            None takes the still that was chosen on the clip sheet; no clip at all takes every still out.

        Raises
        ------
        EditError
            If a clip has no still, or the time is not in it.
        """
        letter = self.letter(id)
        return self._keep_stills(letter, [self._still_of(clip_id, at) for clip_id, at in clips])

    def add_still(self, id: str, clip_id: str) -> Letter:  # noqa: A002
        """The still that was chosen on a clip's sheet, after those the letter holds already, with its words as in `choose_stills`.

        Raises
        ------
        EditError
            If the clip has no still, or the letter holds it already.
        """
        letter, still = self.letter(id), self._still_of(clip_id)
        if any(_is_same(each, still.recording_id, still.at) for each in letter.stills):
            raise EditError("That still is in the letter already", "Choose another clip")
        return self._keep_stills(letter, [*letter.stills, still])

    def remove_still(self, id: str, recording_id: str, at: Ticks) -> Letter:  # noqa: A002
        """The letter without the still of a film at an instant; NotFoundError where it holds none."""
        letter = self.letter(id)
        left = [still for still in letter.stills if not _is_same(still, recording_id, at)]
        if len(left) == len(letter.stills):
            raise NotFoundError("That still is not in the letter", "Look at the letter again")
        return self._keep_stills(letter, left)

    def _still_of(self, clip_id: str, at: Ticks | None = None) -> LetterStill:
        clip = self.workspace.get(Clip, clip_id)
        self.playlist(clip.playlist_id)
        return LetterStill(clip.recording_id, chosen_instant(clip, at=at), self._words_for(clip))

    def _keep_stills(self, letter: Letter, stills: Sequence[LetterStill]) -> Letter:
        return self._keep(replace(letter, stills=tuple(stills)), f"Choose the stills of the {_NAMES[letter.kind]}")

    def _words_for(self, clip: Clip) -> str:
        """What stands below a clip's still."""
        responses = [each for each in self.workspace.find(ClipResponse, clip_id=clip.id) if each.kept]
        said = next((words for each in responses for words in (each.said_first, each.named) if words.strip()), "")
        return self.family_wording().letters.quoted(plain_words(said)) if said else plain_words(clip.title)

    def approve_letter(self, id: str) -> Letter:  # noqa: A002
        """Say that the letter has been read and may leave as it is."""
        letter = self.letter(id)
        return self._keep(replace(letter, edited=True), f"Approve the {_NAMES[letter.kind]}")

    def write_letter(self, id: str, form: Form, target: Path) -> Export:  # noqa: A002
        """Write a letter to a file and enter it in the register of exports; a file of that name is replaced.

        Raises
        ------
        EditError
            If nobody has changed or approved it.
        ConsentError
            If somebody who is seen in one of its stills does not agree that the family keeps a copy; nothing is written.
        RenderError
            If it cannot be set in that form; nothing is written.
        WorkspaceError
            If the file cannot be written; what was there is as it was.
        """
        letter = self.letter(id)
        if not letter.edited:
            raise EditError(f"Nobody has read this {_NAMES[letter.kind]} yet", "Read it, change what you like, and approve it")
        words, client, place = self.family_wording().letters, self.client(), target.absolute()

        def write(permit: Permit) -> Written:
            pictures = [self._picture(still, permit) for still in letter.stills]
            content = build_docx(letter, words, pictures) if form == "docx" else build_pdf(letter, words, pictures)
            with disk_faults(place):
                write_whole(place, content)
            return Written(place)

        shown = [stretch_at(self.workspace, still.recording_id, still.at, f"still {n}") for n, still in enumerate(letter.stills, 1)]
        leaving = Leaving(self.case_id, Way.LETTER, shown, client.shown_name if client else "")
        return let_out(self.workspace, leaving, write, self.today())

    def _picture(self, still: LetterStill, permit: Permit) -> LetterPicture:
        check_complete(self.workspace, [still.recording_id])
        plan = plan_of(self.workspace, still.recording_id, still.at)
        return LetterPicture(read_still(plan, self.workspace.vault, permit), still.words)

    def _keep(self, letter: Letter, label: str) -> Letter:
        with self._edit(label) as edit:
            edit.put(letter)
        return letter


def _is_same(still: LetterStill, recording_id: str, at: Ticks) -> bool:
    return (still.recording_id, still.at) == (recording_id, at)
