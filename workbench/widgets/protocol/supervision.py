"""Edits of what a guider learns by: meetings with a supervisor, looks back, scores; and the sealed package for the supervisor."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from workbench.widgets.protocol.values import NO_DAY, BaseEdit, Day, Id, Said, ShortText, Text

Hours = Annotated[float, Field(gt=0, le=24, allow_inf_nan=False)]


class _OfAMeeting(Said):
    held_on: Day = NO_DAY
    supervisor: ShortText = ""
    focus: Text = ""
    agreed: Text = ""


class AddSupervision(_OfAMeeting, BaseEdit):
    """Write down a meeting with a supervisor about a review; the review's cycle is supervised then."""

    kind: Literal["add_supervision"]
    hours: Hours
    review_id: Id | None = None


class ChangeSupervision(_OfAMeeting, BaseEdit):
    """Another day, length or other words for a meeting; only the fields said are changed."""

    kind: Literal["change_supervision"]
    id: Id
    hours: Hours = 1.0


class RemoveSupervision(BaseEdit):
    """Take the record of a meeting away."""

    kind: Literal["remove_supervision"]
    id: Id


class LookBack(BaseEdit):
    """The guider's words to one point of the checklist, looking back on a review; without a word the point is taken out."""

    kind: Literal["look_back"]
    review_id: Id
    point: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    words: Text


class LogMeasure(BaseEdit):
    """A score of a published instrument as its rater gave it."""

    kind: Literal["log_measure"]
    name: ShortText
    version: ShortText = ""
    rater: ShortText = ""
    on: Day | None = None
    score: ShortText


class RemoveMeasure(BaseEdit):
    """Take a logged score away."""

    kind: Literal["remove_measure"]
    id: Id


class SealForSupervision(BaseEdit):
    """Write what may go to a supervisor of one review as a sealed file; answered when it is written.

    The passphrase is used for that and kept nowhere.
    """

    kind: Literal["seal_for_supervision"]
    review_id: Id
    passphrase: Annotated[SecretStr, Field(max_length=300)]
    for_whom: ShortText = ""


SupervisionEdit = AddSupervision | ChangeSupervision | RemoveSupervision | LookBack | LogMeasure | RemoveMeasure | SealForSupervision
