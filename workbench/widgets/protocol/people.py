"""Edits of the case's words, its people and what they consent to."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.widgets.protocol.values import BaseEdit, Id, ShortText, Text


class ChangeCase(BaseEdit):
    """The client's hope as the family's page says it, or their own question; only the fields said are changed."""

    kind: Literal["change_case"]
    hope: Text = ""
    helping_question: Text = ""


class SetInView(BaseEdit):
    """Who can be recognised in the film."""

    kind: Literal["set_in_view"]
    person_ids: Annotated[list[Id], Field(max_length=100)]


class AddPerson(BaseEdit):
    """Somebody new in the case, under a pseudonymous code."""

    kind: Literal["add_person"]
    code: Annotated[str, Field(min_length=1, max_length=40)]
    role: Role
    shown_name: ShortText


class SayConsent(BaseEdit):
    """What one person said about one use, or what `given_by` said on their behalf."""

    kind: Literal["say_consent"]
    person_id: Id
    scope: Scope
    status: ConsentStatus
    given_by: ShortText = ""


PeopleEdit = ChangeCase | SetInView | AddPerson | SayConsent
