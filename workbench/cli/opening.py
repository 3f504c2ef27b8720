"""What commands about a case begin and end with: the workspace, the case, the film; and what goes when somebody does not agree any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workbench.cli.console import Answer, Console
from workbench.cli.naming import pick
from workbench.cli.shown import withdrawn_fields, withdrawn_words

if TYPE_CHECKING:
    from workbench.practice.casework import Recording
    from workbench.session.casefile import CaseSession
    from workbench.store.workspace import Workspace


def opened(console: Console) -> "Workspace":
    """The workspace that the command was given."""
    from workbench.store.workspace import open_workspace

    return open_workspace(console.workspace)


@contextmanager
def opened_case(console: Console, code: str) -> Iterator["CaseSession"]:
    """The case of a code in the command's workspace."""
    with opened(console) as workspace:
        yield session_of(workspace, code)


def session_of(workspace: "Workspace", code: str) -> "CaseSession":
    """The case of a code."""
    from workbench.session.casefile import open_case

    return open_case(workspace, code)


def session_by_id(workspace: "Workspace", case_id: str) -> "CaseSession":
    """The case of an id."""
    from workbench.session.casefile import CaseSession

    return CaseSession(workspace, case_id)


def film_of(workspace: "Workspace", beginning: str) -> "Recording":
    """The film whose id begins so."""
    from workbench.practice.casework import Recording

    return pick(workspace, Recording, beginning, "film")


def with_withdrawn(session: "CaseSession", line: str, fields: dict[str, Any]) -> Answer:
    """The answer after an edit by which somebody may not agree any more: packages that they are in go with it."""
    from workbench.session.withdrawing import withdraw_unconsented

    withdrawn = withdraw_unconsented(session)
    lines = [line, *withdrawn_words(withdrawn)]
    return Answer(lines, {**fields, **withdrawn_fields(withdrawn)})
