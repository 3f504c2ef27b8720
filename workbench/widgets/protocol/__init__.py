"""What the page and the kernel may say to each other.

Page to kernel: an :data:`Edit` or a :data:`Question` inside ``{"request": n, "kind": ..., ...}``,
answered by :class:`Done` or :class:`Refused` with the same number.
Kernel to page: :class:`SeekCommand`. What comes in is hostile until it has passed :func:`parse_edit` or :func:`parse_question`:
bounded, no extra fields, ids only.
What the page is told about a case is in ``widgets.snapshot``.
``python -m workbench.widgets.protocol`` prints the JSON schema the TypeScript types are made from.
"""

from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from workbench.errors import EditError
from workbench.widgets.analysis import WireFaces
from workbench.widgets.protocol.analysis import (
    AnalysisEdit,
    LookAhead,
    LookForPlaces,
    MergeFaces,
    NameFace,
    NameVoice,
    SplitFace,
    StopLooking,
)
from workbench.widgets.protocol.cameras import AlignCamera, CameraEdit, CorrectCamera, PlaceCamera, RemoveCamera, StopAligning
from workbench.widgets.protocol.clips import ChangeClip, ChangePlaylist, ClipEdit, MakeClip, OrderClips, Pause, RemoveClip
from workbench.widgets.protocol.closing import CloseCase, ClosingEdit, EndHold, HoldCase, ReopenCase
from workbench.widgets.protocol.cycles import BeginCycle, ChangeFilm, CycleEdit, MoveCycle, RemoveCycle
from workbench.widgets.protocol.giving import ExportForTraining, GivingEdit, Publish, StopPublishing, WriteStill
from workbench.widgets.protocol.goals import AddGoal, ChangeGoal, GoalEdit, RateGoal, RemoveGoal
from workbench.widgets.protocol.letters import (
    AddLetterStill,
    ApproveLetter,
    ChangeLetter,
    DraftLetter,
    LetterEdit,
    RemoveLetterStill,
    WriteFilmingGuide,
    WriteLetter,
)
from workbench.widgets.protocol.moments import ChangeMoment, MarkMoment, MomentEdit, RemoveMoment
from workbench.widgets.protocol.people import AddPerson, ChangeCase, ChangePerson, PeopleEdit, SayAssent, SayConsent, SetInView
from workbench.widgets.protocol.questions import (
    QUESTIONS,
    Look,
    Question,
    ReadFaces,
    ReadHistory,
    ReadPreview,
    ReadTier,
    WhatDependsOn,
    WhatMayGo,
)
from workbench.widgets.protocol.regions import AddPoint, ChangeRegion, DrawRegion, RegionEdit, RemoveKeyframe, RemovePoint, RemoveRegion
from workbench.widgets.protocol.replies import Done, Playhead, Refused, SeekCommand
from workbench.widgets.protocol.reviews import AddReview, ChangeReview, NoteResponse, RemoveReview, ReviewEdit
from workbench.widgets.protocol.settings import ChangeSettings
from workbench.widgets.protocol.steps import AddStep, ChangeStep, LinkStep, RemoveStep, StepEdit
from workbench.widgets.protocol.supervision import (
    AddSupervision,
    ChangeSupervision,
    LogMeasure,
    LookBack,
    RemoveMeasure,
    RemoveSupervision,
    SealForSupervision,
    SupervisionEdit,
)
from workbench.widgets.protocol.tiers import (
    MOST_AT_ONCE,
    AcceptCandidates,
    AddIntervals,
    AddTier,
    ChangeIntervals,
    ChangeTier,
    CopyIntervals,
    DismissCandidates,
    IntervalChange,
    MergeIntervals,
    MoveIntervals,
    NewInterval,
    RemoveIntervals,
    RemoveTier,
    SplitIntervals,
    TierEdit,
)
from workbench.widgets.protocol.turning import Prepare, Redo, StopPreparing, Turning, TurnTo, Undo
from workbench.widgets.protocol.values import LAST_TICK, Said
from workbench.widgets.record import WireMayGo
from workbench.widgets.snapshot import Snapshot, WireDepending, WireEdits, WireIntervals, WirePreview

__all__ = [
    "LAST_TICK",
    "MOST_AT_ONCE",
    "AcceptCandidates",
    "AddGoal",
    "AddIntervals",
    "AddLetterStill",
    "AddPerson",
    "AddPoint",
    "AddReview",
    "AddStep",
    "AddSupervision",
    "AddTier",
    "AlignCamera",
    "ApproveLetter",
    "BeginCycle",
    "ChangeCase",
    "ChangeClip",
    "ChangeFilm",
    "ChangeGoal",
    "ChangeIntervals",
    "ChangeLetter",
    "ChangeMoment",
    "ChangePerson",
    "ChangePlaylist",
    "ChangeRegion",
    "ChangeReview",
    "ChangeSettings",
    "ChangeStep",
    "ChangeSupervision",
    "ChangeTier",
    "CloseCase",
    "CopyIntervals",
    "CorrectCamera",
    "DismissCandidates",
    "Done",
    "DraftLetter",
    "DrawRegion",
    "Edit",
    "EndHold",
    "ExportForTraining",
    "HoldCase",
    "IntervalChange",
    "LinkStep",
    "LogMeasure",
    "Look",
    "LookAhead",
    "LookBack",
    "LookForPlaces",
    "MakeClip",
    "MarkMoment",
    "MergeFaces",
    "MergeIntervals",
    "MoveCycle",
    "MoveIntervals",
    "NameFace",
    "NameVoice",
    "NewInterval",
    "NoteResponse",
    "OrderClips",
    "Pause",
    "PlaceCamera",
    "Playhead",
    "Prepare",
    "Publish",
    "Question",
    "RateGoal",
    "ReadFaces",
    "ReadHistory",
    "ReadPreview",
    "ReadTier",
    "Redo",
    "Refused",
    "RemoveCamera",
    "RemoveClip",
    "RemoveCycle",
    "RemoveGoal",
    "RemoveIntervals",
    "RemoveKeyframe",
    "RemoveLetterStill",
    "RemoveMeasure",
    "RemoveMoment",
    "RemovePoint",
    "RemoveRegion",
    "RemoveReview",
    "RemoveStep",
    "RemoveSupervision",
    "RemoveTier",
    "ReopenCase",
    "SayAssent",
    "SayConsent",
    "SealForSupervision",
    "SeekCommand",
    "SetInView",
    "SplitFace",
    "SplitIntervals",
    "StopAligning",
    "StopLooking",
    "StopPreparing",
    "StopPublishing",
    "TurnTo",
    "Undo",
    "WhatDependsOn",
    "WhatMayGo",
    "Wire",
    "WriteFilmingGuide",
    "WriteLetter",
    "WriteStill",
    "parse_edit",
    "parse_question",
    "schema",
]

Edit = Annotated[
    MomentEdit
    | CameraEdit
    | StepEdit
    | RegionEdit
    | ClipEdit
    | PeopleEdit
    | GoalEdit
    | CycleEdit
    | ReviewEdit
    | SupervisionEdit
    | LetterEdit
    | GivingEdit
    | ClosingEdit
    | TierEdit
    | AnalysisEdit
    | Turning
    | ChangeSettings,
    Field(discriminator="kind"),
]
"""Everything a page may ask for."""

_EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
_Form = TypeVar("_Form")


class Wire(Said):
    """All that passes between page and kernel, gathered for the schema."""

    edit: Edit
    question: Question
    intervals: WireIntervals
    edits: WireEdits
    depending: WireDepending
    may_go: WireMayGo
    preview: WirePreview
    faces: WireFaces
    reply: Done | Refused
    command: SeekCommand
    playhead: Playhead
    snapshot: Snapshot


def parse_edit(content: object) -> Edit:
    """The edit in what a page sent, after every check; one of the members of :data:`Edit`.

    Raises
    ------
    EditError
        If it is not an edit of this protocol; the message names the first field that is wrong.
    """
    return _parsed(_EDIT, content)


def parse_question(content: object) -> Question | None:
    """The question in what a page sent, after every check; None where it asks nothing. EditError as in :func:`parse_edit`."""
    is_question = isinstance(content, dict) and content.get("kind") in QUESTIONS
    return _parsed(_QUESTION, content) if is_question else None


def _parsed(form: TypeAdapter[_Form], content: object) -> _Form:
    try:
        return form.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the message"
        raise EditError(
            f"The page asked for something this workbench does not do ({place}: {first['msg']})", "Reload the page and try again"
        ) from error


class _PlainSchema(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema() -> dict[str, Any]:
    """The JSON schema of all that passes, in a stable order."""
    return Wire.model_json_schema(schema_generator=_PlainSchema, mode="validation")
