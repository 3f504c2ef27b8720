"""What the page and the kernel may say to each other.

Page to kernel: an :data:`Edit` inside ``{"request": n, "kind": ..., ...}``,
answered by :class:`Done` or :class:`Refused` with the same number.
Kernel to page: :class:`SeekCommand`. What comes in is hostile until it has passed :func:`parse_edit`: bounded, no extra fields, ids only.
What the page is told about a case is in ``snapshot``.
``python -m workbench.widgets.protocol`` prints the JSON schema the TypeScript types are made from.
"""

import json
import sys
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.json_schema import GenerateJsonSchema

from workbench.core.regions import Purpose, ShapeKind
from workbench.core.time import TICKS_PER_S
from workbench.errors import EditError
from workbench.practice.clips import LengthProfile, MomentKind
from workbench.practice.people import ConsentStatus, Role, Scope
from workbench.widgets.snapshot import Snapshot

LAST_TICK = 24 * 3600 * TICKS_PER_S
"""No film runs longer than a day; on the film clock."""

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Instant = Annotated[int, Field(ge=0, le=LAST_TICK, strict=True)]
Text = Annotated[str, Field(max_length=4000)]
ShortText = Annotated[str, Field(max_length=300)]
PrincipleCodes = Annotated[list[Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]], Field(max_length=12)]
Fraction = Annotated[float, Field(ge=-0.5, le=1.5, allow_inf_nan=False)]
Points = Annotated[
    list[tuple[Fraction, Fraction]], Field(min_length=2, max_length=2000, json_schema_extra={"tsType": "[number, number][]"})
]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Edit(_Said):
    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "_Edit":
        start, end = getattr(self, "start", None), getattr(self, "end", None)
        if start is not None and end is not None and end <= start:
            raise ValueError(f"a stretch ends after it starts, not run from {start} to {end} ticks")
        return self

    def changes(self) -> dict[str, Any]:
        """The fields that were said, without the kind and the id: what a ``change_...`` sets; said as None means emptied."""
        return {name: getattr(self, name) for name in self.model_fields_set - {"kind", "id"}}


_SomeEdit = TypeVar("_SomeEdit", bound=_Edit)


def _with_both(edit: _SomeEdit, one: str, other: str) -> _SomeEdit:
    if (one in edit.model_fields_set) is not (other in edit.model_fields_set):
        raise ValueError(f"{one} and {other} are said together")
    return edit


class MarkMoment(_Edit):
    """A new moment."""

    kind: Literal["mark_moment"]
    start: Instant
    end: Instant
    moment_kind: MomentKind = MomentKind.BETTER_THAN_USUAL
    principles: PrincipleCodes = []


class ChangeMoment(_Edit):
    """Other words, principles or times for a moment; only the fields said are changed, start and end only together."""

    kind: Literal["change_moment"]
    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    moment_kind: MomentKind = MomentKind.BETTER_THAN_USUAL
    principles: PrincipleCodes = []
    why: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "ChangeMoment":
        return _with_both(self, "start", "end")


class RemoveMoment(_Edit):
    """Take a moment away."""

    kind: Literal["remove_moment"]
    id: Id


class DrawRegion(_Edit):
    """A new figure on the picture, drawn on the frame that starts `at`, visible from `start` to `end`."""

    kind: Literal["draw_region"]
    shape: ShapeKind
    points: Points
    at: Instant
    start: Instant
    end: Instant
    label: ShortText = ""
    purpose: Purpose = Purpose.POINT_OUT

    @model_validator(mode="after")
    def _two_corners(self) -> "DrawRegion":
        if self.shape is not ShapeKind.LINE and len(self.points) != 2:
            raise ValueError(f"a {self.shape} has 2 points, not {len(self.points)}")
        return self


class ChangeRegion(_Edit):
    """`points` with `at` set the figure there; only the fields said are changed, start and end only together."""

    kind: Literal["change_region"]
    id: Id
    points: Points = [(0.0, 0.0), (0.0, 0.0)]
    at: Instant = 0
    start: Instant = 0
    end: Instant = LAST_TICK
    label: ShortText = ""
    purpose: Purpose = Purpose.POINT_OUT

    @model_validator(mode="after")
    def _whole(self) -> "ChangeRegion":
        return _with_both(_with_both(self, "start", "end"), "points", "at")


class RemoveRegion(_Edit):
    """Take a figure away."""

    kind: Literal["remove_region"]
    id: Id


class MakeClip(_Edit):
    """A clip of a moment, at the end of the playlist."""

    kind: Literal["make_clip"]
    moment_id: Id


class Pause(_Said):
    """Where the picture holds, on the film clock."""

    at: Instant
    question: Text = ""


class ChangeClip(_Edit):
    """Other words, times or pauses for a clip; only the fields said are changed, start and end only together."""

    kind: Literal["change_clip"]
    id: Id
    start: Instant = 0
    end: Instant = LAST_TICK
    title: ShortText = ""
    introduction: Text = ""
    question: Text = ""
    pauses: Annotated[list[Pause], Field(max_length=50)] = []
    poster_at: Instant | None = None
    slow_rate: Annotated[float, Field(ge=0.1, lt=1.0, allow_inf_nan=False)] = 0.5
    principles: PrincipleCodes = []
    hope_to_notice: Text = ""
    may_be_hard: Text = ""

    @model_validator(mode="after")
    def _whole_span(self) -> "ChangeClip":
        return _with_both(self, "start", "end")


class OrderClips(_Edit):
    """All clips of the playlist in their new order."""

    kind: Literal["order_clips"]
    clip_ids: Annotated[list[Id], Field(max_length=200)]


class RemoveClip(_Edit):
    """Take a clip out of the playlist; its moment stays."""

    kind: Literal["remove_clip"]
    id: Id


class ChangePlaylist(_Edit):
    """Other words or another usual length for the case's playlist; only the fields said are changed."""

    kind: Literal["change_playlist"]
    title: ShortText = ""
    closing_question: Text = ""
    profile: LengthProfile = LengthProfile.CLIP


class ChangeCase(_Edit):
    """The client's hope as the family's page says it, or their own question; only the fields said are changed."""

    kind: Literal["change_case"]
    hope: Text = ""
    helping_question: Text = ""


class SetInView(_Edit):
    """Who can be recognised in the film."""

    kind: Literal["set_in_view"]
    person_ids: Annotated[list[Id], Field(max_length=100)]


class AddPerson(_Edit):
    """Somebody new in the case, under a pseudonymous code."""

    kind: Literal["add_person"]
    code: Annotated[str, Field(min_length=1, max_length=40)]
    role: Role
    shown_name: ShortText


class SayConsent(_Edit):
    """What one person said about one use, or what `given_by` said on their behalf."""

    kind: Literal["say_consent"]
    person_id: Id
    scope: Scope
    status: ConsentStatus
    given_by: ShortText = ""


class Undo(_Edit):
    """Take the last edit back."""

    kind: Literal["undo"]


class Redo(_Edit):
    """Do what was taken back again."""

    kind: Literal["redo"]


class Publish(_Edit):
    """Write the family's package of the playlist."""

    kind: Literal["publish"]


Edit = Annotated[
    MarkMoment
    | ChangeMoment
    | RemoveMoment
    | DrawRegion
    | ChangeRegion
    | RemoveRegion
    | MakeClip
    | ChangeClip
    | OrderClips
    | RemoveClip
    | ChangePlaylist
    | ChangeCase
    | SetInView
    | AddPerson
    | SayConsent
    | Undo
    | Redo
    | Publish,
    Field(discriminator="kind"),
]
"""Everything a page may ask for."""

_EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)


class Done(_Said):
    """The request was carried out and is on disk."""

    reply: int
    ok: Literal[True]
    result: dict[str, Any]


class Refused(_Said):
    """The request changed nothing; why, and what to do next, in a guider's words."""

    reply: int
    ok: Literal[False]
    problem: str
    next_step: str


class SeekCommand(_Said):
    """Go to the frame shown at an instant of the film clock."""

    command: Literal["seek"]
    ticks: Instant


class Playhead(_Said):
    """Where the page is: the frame drawn and the tick it starts at."""

    frame: int
    ticks: int
    playing: bool


class Wire(_Said):
    """All that passes between page and kernel, gathered for the schema."""

    edit: Edit
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
    try:
        return _EDIT.validate_python(content)
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


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2, sort_keys=True) + "\n")
