"""Regions: shapes on the picture that change over the film's own time.

Coordinates are fractions of the displayed picture (rotation applied): x from the left edge, y from the top edge, 0 to 1.
A region is visible in its span; its shape between two keyframes is interpolated linearly, before the first and after the last it holds.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite

from workbench.core.time import Span, Ticks


class ShapeKind(StrEnum):
    """The figures one can draw."""

    BOX = "box"
    ELLIPSE = "ellipse"
    ARROW = "arrow"
    LINE = "line"


class Purpose(StrEnum):
    """What a region is for."""

    POINT_OUT = "point_out"
    ANONYMISE = "anonymise"


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A shape's points at one instant.

    Points by kind: box and ellipse have two opposite corners of the (bounding) box, an arrow its tail and its tip,
    a line two or more points.
    """

    at: Ticks
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        for x, y in self.points:
            if not (isfinite(x) and isfinite(y) and -0.5 <= x <= 1.5 and -0.5 <= y <= 1.5):
                raise ValueError(f"a point lies on the picture (0 to 1), not at ({x}, {y})")


@dataclass(frozen=True, slots=True)
class Region:
    """A drawn figure on a recording, visible in `span`."""

    id: str
    recording_id: str
    span: Span
    kind: ShapeKind
    keyframes: tuple[Keyframe, ...]
    label: str = ""
    purpose: Purpose = Purpose.POINT_OUT

    def __post_init__(self) -> None:
        if not self.keyframes:
            raise ValueError("a region has at least one keyframe")
        if any(a.at >= b.at for a, b in zip(self.keyframes, self.keyframes[1:], strict=False)):
            raise ValueError("keyframes stand in order of time, one an instant")
        counts = {len(keyframe.points) for keyframe in self.keyframes}
        fewest, most = (2, 2) if self.kind is not ShapeKind.LINE else (2, 10_000)
        if len(counts) != 1 or not fewest <= counts.pop() <= most:
            raise ValueError(f"every keyframe of a {self.kind} has the same number of points, from {fewest} to {most}")

    def points_at(self, instant: int) -> tuple[Point, ...]:
        """The figure's points at an instant on the film clock, whether visible then or not."""
        after = bisect_right([keyframe.at for keyframe in self.keyframes], instant)
        if after == 0:
            return self.keyframes[0].points
        if after == len(self.keyframes):
            return self.keyframes[-1].points
        left, right = self.keyframes[after - 1], self.keyframes[after]
        part = (instant - left.at) / (right.at - left.at)
        return tuple((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for (x0, y0), (x1, y1) in zip(left.points, right.points, strict=True))

    def with_keyframe(self, keyframe: Keyframe) -> "Region":
        """The region with the figure set at one instant, replacing a keyframe at that instant."""
        others = [k for k in self.keyframes if k.at != keyframe.at]
        return replace(self, keyframes=tuple(sorted([*others, keyframe], key=lambda k: k.at)))
