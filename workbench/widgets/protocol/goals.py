"""Edits of the client's goals and of their own ratings."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import BaseEdit, Day, Id, Text


class AddGoal(BaseEdit):
    """A goal, in the client's words."""

    kind: Literal["add_goal"]
    words: Text


class ChangeGoal(BaseEdit):
    """Other words for a goal."""

    kind: Literal["change_goal"]
    id: Id
    words: Text


class RemoveGoal(BaseEdit):
    """Take a goal away, and its ratings with it."""

    kind: Literal["remove_goal"]
    id: Id


class RateGoal(BaseEdit):
    """How near the client felt to a goal on a day, else today, and what they said with it."""

    kind: Literal["rate_goal"]
    goal_id: Id
    value: Annotated[int, Field(ge=0, le=10, strict=True)]
    words: Text = ""
    on: Day | None = None


GoalEdit = AddGoal | ChangeGoal | RemoveGoal | RateGoal
