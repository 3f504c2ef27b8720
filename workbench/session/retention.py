"""When a case is to be deleted, and deleting it wholly: films, all that left and can be reached, and every text the workspace has of it.

What the family wrote beside its packages goes too, unread: when a case is over nobody here is left to keep it for them. So that they can
have it first, :func:`find_own_words` says where it lies.
What is left of a case is the certificate of its deletion. No undo brings it back. An interruption, by whatever, is made good by the next
:func:`workbench.session.destroying.finish_all`: the case is gone from the database before the first file is destroyed.
"""

from datetime import date
from pathlib import Path

from workbench.core.identity import new_id
from workbench.errors import EditError
from workbench.practice.casework import Case, Recording
from workbench.practice.certificates import Certificate, Doomed, Pending
from workbench.practice.exports import Export
from workbench.practice.refusal import format_day
from workbench.practice.retention import Due, Retention, retention_of
from workbench.session.destroying import describe, films_never_entered, finish, pending_export, pending_film, pending_own_words
from workbench.store.workspace import Workspace


def read_retention(workspace: Workspace, today: date) -> list[tuple[Case, Retention]]:
    """What is due in every case, what has to be done first."""
    found = [(case, retention_of(case, today)) for case in workspace.find(Case)]
    return sorted(found, key=lambda pair: (not pair[1].reminds, pair[1].on or date.max, pair[0].code))


def find_own_words(workspace: Workspace, case_id: str) -> list[Path]:
    """The folders beside packages of a case in which the family's own words lie."""
    return [Path(p.name) for p in map(pending_own_words, workspace.find(Export, case_id=case_id)) if p is not None]


def words_of(case: Case, retention: Retention) -> str:
    """What is due in a case, in words."""
    day = format_day(retention.on) if retention.on else ""
    match retention.due:
        case Due.NOW:
            return f"was to be deleted on {day}: vig retention --delete {case.code}"
        case Due.SOON:
            return f"is to be deleted on {day}; if it has to be kept, hold it: vig case hold {case.code}"
        case Due.LOOK_AGAIN:
            return f"is held ({case.hold_reason}); since {day} somebody has to look at that again: vig case hold {case.code}"
        case Due.HELD:
            return f"is held until somebody looks at it again on {day} ({case.hold_reason})"
        case _:
            return f"closed, to be deleted on {day}" if retention.on else "open"


def delete_case(workspace: Workspace, case: Case, today: date, *, by: str = "", reason: str = "") -> Certificate:
    """Delete a case wholly and for good; the certificate that is left of it.

    Raises
    ------
    EditError
        If it is held.
    PackageError, WorkspaceError
        If something that left cannot be destroyed now, or another program has the workspace open: the case is gone, and the certificate
        says what is left to do.
    """
    if case.hold_review_on is not None:
        raise EditError(
            f"{case.code} is held and may not be deleted ({case.hold_reason})",
            f"Look at it again, and lift the hold when nothing stands against it: vig case hold {case.code} --end",
        )
    due = retention_of(case, today)
    why = reason or (f"kept until {format_day(due.on)}" if due.on and due.due is Due.NOW else "deleted before its time was over")
    latest = workspace.next_turns(case.id)[2]
    films = [recording.id for recording in workspace.find(Recording, case_id=case.id)]
    doomed = [pending_film(workspace, name) for name in (*films, *films_never_entered(workspace, case.code))]
    exports = workspace.find(Export, case_id=case.id)
    doomed += [pending_export(export) for export in exports]
    doomed += [words for export in exports if (words := pending_own_words(export)) is not None]
    files = describe(workspace, doomed)
    certificate = Certificate(new_id(), case.code, today, by, why, files, (*doomed, Pending(Doomed.TEXTS)))
    workspace.erase_case(case.id, certificate, as_of=latest.id if latest else 0)
    return finish(workspace, certificate)
