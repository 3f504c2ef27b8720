"""Edits of letters to the family, and the files made of them."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.practice.letters import LetterKind
from workbench.widgets.protocol.values import BaseEdit, Id, Instant, ShortText, Text


class DraftLetter(BaseEdit):
    """A draft of the client's own words, in the place of the letter of that kind; `with_ratings` tells their own numbers, as they wish."""

    kind: Literal["draft_letter"]
    letter_kind: LetterKind
    with_ratings: bool = False


class ChangeLetter(BaseEdit):
    """Other words for a letter, which counts as read then; only the fields said are changed."""

    kind: Literal["change_letter"]
    id: Id
    heading: ShortText = ""
    paragraphs: Annotated[list[Text], Field(max_length=200)] = []


class ApproveLetter(BaseEdit):
    """Say that a letter was read and may leave as it is."""

    kind: Literal["approve_letter"]
    id: Id


class AddLetterStill(BaseEdit):
    """Put the still that was chosen for a clip at the end of a letter."""

    kind: Literal["add_letter_still"]
    id: Id
    clip_id: Id


class RemoveLetterStill(BaseEdit):
    """Take a still out of a letter, named by its film and instant."""

    kind: Literal["remove_letter_still"]
    id: Id
    recording_id: Id
    at: Instant


class WriteLetter(BaseEdit):
    """Write a letter that was read as a file, which leaves."""

    kind: Literal["write_letter"]
    id: Id
    form: Literal["docx", "pdf"]


class WriteFilmingGuide(BaseEdit):
    """Write the page on how to film at home, to print."""

    kind: Literal["write_filming_guide"]


LetterEdit = DraftLetter | ChangeLetter | ApproveLetter | AddLetterStill | RemoveLetterStill | WriteLetter | WriteFilmingGuide
