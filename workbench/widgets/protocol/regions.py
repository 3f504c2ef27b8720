"""Edits of figures on the picture."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.core.regions import FRAMED, Purpose, ShapeKind, check_points, check_purpose
from workbench.widgets.protocol.values import LAST_TICK, MOST_POINTS, BaseEdit, Id, Instant, Points, ShortText, with_both

Turn = Annotated[float, Field(gt=-180, le=180, allow_inf_nan=False)]
Index = Annotated[int, Field(ge=0, lt=MOST_POINTS, strict=True)]


class DrawRegion(BaseEdit):
    """A new figure on the picture, drawn on the frame that starts `at`, visible from `start` to `end`; purpose None is the usual one."""

    kind: Literal["draw_region"]
    shape: ShapeKind
    points: Points
    turn_deg: Turn = 0.0
    at: Instant
    start: Instant
    end: Instant
    label: ShortText = ""
    purpose: Purpose | None = None

    @model_validator(mode="after")
    def _makes_a_figure(self) -> "DrawRegion":
        check_points(self.shape, len(self.points))
        if self.purpose is not None:
            check_purpose(self.shape, self.purpose)
        if self.turn_deg and self.shape not in FRAMED:
            raise ValueError(f"a {self.shape} is turned by its points")
        return self


class ChangeRegion(BaseEdit):
    """`points` or `turn_deg` with `at` set the figure there; only the fields said are changed, start and end only together.

    `hides` is whom a figure that anonymises makes unknowable.
    """

    kind: Literal["change_region"]
    id: Id
    points: Points = [(0.0, 0.0), (0.0, 0.0)]
    turn_deg: Turn = 0.0
    at: Instant = 0
    start: Instant = 0
    end: Instant = LAST_TICK
    label: ShortText = ""
    purpose: Purpose = Purpose.POINT_OUT
    hides: Id | None = None

    @model_validator(mode="after")
    def _whole(self) -> "ChangeRegion":
        if ("at" in self.model_fields_set) is not bool({"points", "turn_deg"} & self.model_fields_set):
            raise ValueError("a figure's form and the time it is for are said together")
        return with_both(self, "start", "end")


class RemoveKeyframe(BaseEdit):
    """Forget how a figure was set on the frame that starts `at`."""

    kind: Literal["remove_keyframe"]
    id: Id
    at: Instant


class AddPoint(BaseEdit):
    """One more point on a polygon or a line, at `part` of the edge that leads on from point `after`."""

    kind: Literal["add_point"]
    id: Id
    after: Index
    part: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.5


class RemovePoint(BaseEdit):
    """One point of a polygon or a line fewer."""

    kind: Literal["remove_point"]
    id: Id
    index: Index


class RemoveRegion(BaseEdit):
    """Take a figure away."""

    kind: Literal["remove_region"]
    id: Id


RegionEdit = DrawRegion | ChangeRegion | RemoveKeyframe | AddPoint | RemovePoint | RemoveRegion
