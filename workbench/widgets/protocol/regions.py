"""Edits of figures on the picture."""

from typing import Literal

from pydantic import model_validator

from workbench.core.regions import Purpose, ShapeKind
from workbench.widgets.protocol.values import LAST_TICK, BaseEdit, Id, Instant, Points, ShortText, with_both


class DrawRegion(BaseEdit):
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


class ChangeRegion(BaseEdit):
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
        return with_both(with_both(self, "start", "end"), "points", "at")


class RemoveRegion(BaseEdit):
    """Take a figure away."""

    kind: Literal["remove_region"]
    id: Id


RegionEdit = DrawRegion | ChangeRegion | RemoveRegion
