"""The case's words, the people in it, what they consent to and what they answer when asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import EditError
from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Case, Recording
from workbench.practice.datafiles import parse_language
from workbench.practice.order_in_day import next_place
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.practice.refusal import format_day
from workbench.session.editing import CaseEditor, check_fields

PERSON_FIELDS = frozenset({"code", "role", "shown_name", "pronoun", "language", "gaze_meaningful", "asked_each_time"})
CASE_FIELDS = frozenset({"setting", "helping_question", "hope", "planned_cycles", "kind"})


class PeopleEdits(CaseEditor):
    """Edits of the case itself, of people and of consent."""

    def change_case(self, **fields: Any) -> Case:
        """Other words about the case itself: any of :data:`CASE_FIELDS`."""
        return self._change(self.case, "Change the case", fields, CASE_FIELDS)

    def add_person(self, code: str, role: Role, shown_name: str, **fields: Any) -> Person:
        """Somebody new in the case, under a pseudonymous code of their own."""
        check_fields("person", fields, PERSON_FIELDS - {"code", "role", "shown_name"})
        _tidy_language(fields)
        if not code.strip() or not code.isprintable():
            raise EditError(f"{code!r} cannot be a person's code", "Take a few letters and digits, for instance M1, and never a name")
        if any(person.code == code for person in self.people()):
            raise EditError(f"There is somebody called {code} in this case already", "Choose another code")
        return self._add(Person(new_id(), self.case_id, code, role, shown_name, **fields), f"Add {shown_name}")

    def change_person(self, id: str, **fields: Any) -> Person:  # noqa: A002
        """Change any of :data:`PERSON_FIELDS` of somebody."""
        person = self.workspace.get(Person, id)
        _tidy_language(fields)
        return self._change(person, f"Change {person.shown_name}", fields, PERSON_FIELDS)

    def say_consent(
        self,
        person_id: str,
        scope: Scope,
        status: ConsentStatus,
        *,
        recording_id: str | None = None,
        expires: date | None = None,
        given_by: str = "",
    ) -> Consent:
        """What somebody says today about one use of one film, or without `recording_id` of all; said twice a day, the last word stands.

        It is that person's word and not the guider's: undo leaves it, and only another word changes it.

        Parameters
        ----------
        expires : date, optional
            The last day it holds; without one it holds until something else is said.

        Raises
        ------
        EditError
            If that day is over.
        """
        person = self.workspace.get(Person, person_id)
        today = self.today()
        if expires is not None and expires < today:
            raise EditError(f"{format_day(expires)} is over already", "Choose the last day from today on, or none")
        label = f"{person.shown_name}: {scope.value.replace('_', ' ')} {status.value}"
        with self.workspace.edit(label, case_id=self.case_id, lasting=True) as edit:
            so_far = edit.find(Consent, case_id=self.case_id, person_id=person_id, scope=scope, on=today)
            name = next((said.id for said in so_far if said.recording_id == recording_id), new_id())
            consent = Consent(name, self.case_id, person_id, scope, status, today, recording_id, expires, given_by, next_place(so_far))
            edit.put(consent)
        return consent

    def say_assent(self, person_id: str, scope: Scope, answer: Answer, *, recording_id: str | None = None, shown_by: str = "") -> Assent:
        """What somebody who is asked each time answers today about one use of one film, or without `recording_id` of all.

        Each asking is kept for itself, because an answer counts for one export only; on one day a no stands against every yes.
        It is that person's word and not the guider's: undo leaves it.
        """
        person = self.workspace.get(Person, person_id)
        today = self.today()
        label = f"{person.shown_name}, asked about {scope.value.replace('_', ' ')}: {answer}"
        with self.workspace.edit(label, case_id=self.case_id, lasting=True) as edit:
            place = next_place(edit.find(Assent, case_id=self.case_id, on=today))
            assent = Assent(new_id(), self.case_id, person_id, scope, answer, today, recording_id, shown_by, place)
            edit.put(assent)
        return assent

    def set_in_view(self, recording_id: str, person_ids: Iterable[str] | None) -> Recording:
        """Who can be recognised in a film; None takes back that anybody has said so, an empty list says nobody."""
        recording = self.recording(recording_id)
        in_view = None if person_ids is None else tuple(dict.fromkeys(person_ids))
        with self._edit(f"Say who is in view in {recording.title}") as edit:
            changed = replace(recording, in_view=in_view)
            edit.put(changed)
        return changed


def _tidy_language(fields: dict[str, Any]) -> None:
    """A language that was said, as it is kept; EditError where it is none."""
    if "language" in fields:
        fields["language"] = parse_language(fields["language"])
