"""Edits of the end of a case: closed, opened again, held."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import BaseEdit, Day


class CloseCase(BaseEdit):
    """End the case on a day."""

    kind: Literal["close_case"]
    on: Day | None = None


class ReopenCase(BaseEdit):
    """Go on in a case that was closed."""

    kind: Literal["reopen_case"]


class HoldCase(BaseEdit):
    """Keep the case's films for safeguarding, and look at that again on a day."""

    kind: Literal["hold_case"]
    reason: Annotated[str, Field(max_length=1000)]
    review_on: Day


class EndHold(BaseEdit):
    """The films are kept as long as usual again."""

    kind: Literal["end_hold"]


ClosingEdit = CloseCase | ReopenCase | HoldCase | EndHold
