"""Edits of the case's words, its people and what they consent to."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.practice.assent import Answer
from workbench.practice.casework import CaseKind
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.widgets.protocol.values import BaseEdit, Day, Id, ShortText, Text


class ChangeCase(BaseEdit):
    """The case itself: its words, with whom one works and where, how many cycles are planned; only the fields said are changed."""

    kind: Literal["change_case"]
    hope: Text = ""
    helping_question: Text = ""
    setting: ShortText = ""
    case_kind: CaseKind = CaseKind.FAMILY
    planned_cycles: Annotated[int, Field(ge=1, le=50, strict=True)] = 3


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


class ChangePerson(BaseEdit):
    """Another name, role, pronoun or language for somebody, or whether they are asked each time; only the fields said are changed."""

    kind: Literal["change_person"]
    id: Id
    role: Role = Role.CLIENT
    shown_name: ShortText = ""
    pronoun: ShortText = ""
    language: ShortText = ""
    asked_each_time: bool = False


class SayConsent(BaseEdit):
    """What one person said about one use, or `given_by` on their behalf; `expires` is the last day it holds, None without an end."""

    kind: Literal["say_consent"]
    person_id: Id
    scope: Scope
    status: ConsentStatus
    given_by: ShortText = ""
    expires: Day | None = None


class SayAssent(BaseEdit):
    """What somebody who is asked each time answered about one use of the film on the screen, and how that was to be seen or heard."""

    kind: Literal["say_assent"]
    person_id: Id
    scope: Scope
    answer: Answer
    shown_by: ShortText = ""


PeopleEdit = ChangeCase | SetInView | AddPerson | ChangePerson | SayConsent | SayAssent
