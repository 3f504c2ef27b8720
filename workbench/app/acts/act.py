"""What an act is: the session does what an edit asks for and says what the page is answered."""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.core.time import Span, Ticks
from workbench.session.casefile import CaseSession
from workbench.session.depending import Removable

Result = dict[str, Any]
Act = Callable[[CaseSession, str, Any], Result]
"""Of the session, the id of the film on the screen ("" for an edit that needs none, where there is none) and a validated edit."""

Acts = Mapping[type, Act]


def removing(thing: Removable, remove: Callable[[CaseSession, str], Any]) -> Act:
    """The act that removes the thing an edit names; the page is answered with what became of all that hung on it."""

    def act(session: CaseSession, _: str, edit: Any) -> Result:
        depending = session.what_depends_on(thing, edit.id)
        remove(session, edit.id)
        return {"id": edit.id, "also": list(depending.words)}

    return act


def with_span(fields: dict[str, Any]) -> dict[str, Any]:
    """Changed fields with start and end, which come together, as one span."""
    if "start" in fields:
        fields["span"] = Span(Ticks(fields.pop("start")), Ticks(fields.pop("end")))
    return fields
