"""Regions: figures on the picture that change over the film's own time.

Coordinates are fractions of the displayed picture (rotation applied): x from the left edge, y from the top edge, 0 to 1.
A region is visible in its span; its form between two keyframes is interpolated linearly, a turn the short way round; before the first and
after the last keyframe it holds. What a form covers of a picture is in ``core.figures``.
``widgets/frontend/src/core/figures/shapes.ts`` says the same in the same arithmetic; ``tests/golden/figures.json`` holds both to it.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite

from workbench.core.time import Span, Ticks


class ShapeKind(StrEnum):
    """The figures one can draw: a spotlight is an ellipse that darkens the rest, a blur a box that hides what is in it."""

    BOX = "box"
    ELLIPSE = "ellipse"
    POLYGON = "polygon"
    LINE = "line"
    ARROW = "arrow"
    SPOTLIGHT = "spotlight"
    BLUR = "blur"


class Purpose(StrEnum):
    """What a region is for."""

    POINT_OUT = "point_out"
    ANONYMISE = "anonymise"


Point = tuple[float, float]

FRAMED = frozenset({ShapeKind.BOX, ShapeKind.ELLIPSE, ShapeKind.SPOTLIGHT, ShapeKind.BLUR})
"""Figures that are two opposite corners and a turn."""

_ONLY_PURPOSE = {ShapeKind.BLUR: Purpose.ANONYMISE, ShapeKind.SPOTLIGHT: Purpose.POINT_OUT}
_N_POINTS = {ShapeKind.POLYGON: (3, 10_000), ShapeKind.LINE: (2, 10_000)}


def usual_purpose(kind: ShapeKind) -> Purpose:
    """What a figure is for where nobody says: a blur hides, all others point out."""
    return _ONLY_PURPOSE.get(kind, Purpose.POINT_OUT)


def check_purpose(kind: ShapeKind, purpose: Purpose) -> None:
    """ValueError for a blur that is to point something out, or a spotlight that is to hide something."""
    if _ONLY_PURPOSE.get(kind, purpose) is not purpose:
        does = {Purpose.ANONYMISE: "hides what is under it", Purpose.POINT_OUT: "points something out"}[_ONLY_PURPOSE[kind]]
        raise ValueError(f"a {kind} always {does}")


def check_points(kind: ShapeKind, n_points: int) -> None:
    """ValueError for a number of points that a figure of this kind cannot have."""
    fewest, most = _N_POINTS.get(kind, (2, 2))
    if not fewest <= n_points <= most:
        wanted = f"from {fewest} to {most}" if fewest < most else str(fewest)
        raise ValueError(f"the number of points of a {kind} is {wanted}, not {n_points}")


@dataclass(frozen=True, slots=True)
class Form:
    """A figure as it stands at one instant.

    Points by kind: the framed figures have two opposite corners of their unturned (bounding) box, an arrow its tail and its tip, a polygon
    three or more corners in order, a line two or more points. `turn_deg` is clockwise as displayed, about the middle of the box, above
    -180 and up to 180; the others are turned by their points.
    """

    points: tuple[Point, ...]
    turn_deg: float = 0.0

    def __post_init__(self) -> None:
        for x, y in self.points:
            if not (isfinite(x) and isfinite(y) and -0.5 <= x <= 1.5 and -0.5 <= y <= 1.5):
                raise ValueError(f"a point lies on the picture (0 to 1), not at ({x}, {y})")
        if not -180 < self.turn_deg <= 180:
            raise ValueError(f"a figure is turned by up to 180 degrees either way, not by {self.turn_deg}")


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A figure's form at one instant; points and turn as in :class:`Form`."""

    at: Ticks
    points: tuple[Point, ...]
    turn_deg: float = 0.0

    def __post_init__(self) -> None:
        Form(self.points, self.turn_deg)

    @property
    def form(self) -> Form:
        """The figure then."""
        return Form(self.points, self.turn_deg)


@dataclass(frozen=True, slots=True)
class Region:
    """A drawn figure on a recording, visible in `span`; `hides` is the id of the person whom a figure that anonymises makes unknowable."""

    id: str
    recording_id: str
    span: Span
    kind: ShapeKind
    keyframes: tuple[Keyframe, ...]
    label: str = ""
    purpose: Purpose = Purpose.POINT_OUT
    hides: str | None = None

    def __post_init__(self) -> None:
        if self.hides is not None and self.purpose is not Purpose.ANONYMISE:
            raise ValueError("only a figure that anonymises hides somebody")
        if not self.keyframes:
            raise ValueError("a region has at least one keyframe")
        if any(a.at >= b.at for a, b in zip(self.keyframes, self.keyframes[1:], strict=False)):
            raise ValueError("keyframes stand in order of time, one an instant")
        check_purpose(self.kind, self.purpose)
        check_points(self.kind, len(self.keyframes[0].points))
        if len({len(keyframe.points) for keyframe in self.keyframes}) != 1:
            raise ValueError(f"every keyframe of a {self.kind} has the same number of points")
        if self.kind not in FRAMED and any(keyframe.turn_deg for keyframe in self.keyframes):
            raise ValueError(f"a {self.kind} is turned by its points")

    def form_at(self, instant: int) -> Form:
        """The figure at an instant on the film clock, whether visible then or not."""
        after = bisect_right([keyframe.at for keyframe in self.keyframes], instant)
        if after == 0:
            return self.keyframes[0].form
        if after == len(self.keyframes):
            return self.keyframes[-1].form
        left, right = self.keyframes[after - 1], self.keyframes[after]
        part = (instant - left.at) / (right.at - left.at)
        points = tuple((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for (x0, y0), (x1, y1) in zip(left.points, right.points, strict=True))
        return Form(points, turn_between(left.turn_deg, right.turn_deg, part))

    def with_keyframe(self, keyframe: Keyframe) -> "Region":
        """The region with the figure set at one instant, replacing a keyframe at that instant."""
        others = [k for k in self.keyframes if k.at != keyframe.at]
        return replace(self, keyframes=tuple(sorted([*others, keyframe], key=lambda k: k.at)))

    def without_keyframe(self, at: int) -> "Region":
        """The region without the keyframe at an instant.

        Raises
        ------
        KeyError
            If there is none at that instant.
        ValueError
            If it is the only one: a region is never left without.
        """
        kept = tuple(keyframe for keyframe in self.keyframes if keyframe.at != at)
        if len(kept) == len(self.keyframes):
            raise KeyError(at)
        return replace(self, keyframes=kept)

    def with_point(self, after: int, part: float) -> "Region":
        """The polygon or line with one more point at every keyframe, where it changes nothing yet.

        The point stands at `part` (0 to 1) of the edge that leads on from point `after`.

        Raises
        ------
        ValueError
            If the figure has no such edge, or cannot have more points.
        """
        if self.kind not in _N_POINTS:
            raise ValueError(f"a {self.kind} has corners of its own, no points to add")
        n = len(self.keyframes[0].points)
        if not 0 <= after < (n if self.kind is ShapeKind.POLYGON else n - 1):
            raise ValueError(f"there is no edge after point {after} of {n}")

        def divided(points: tuple[Point, ...]) -> tuple[Point, ...]:
            (x0, y0), (x1, y1) = points[after], points[(after + 1) % n]
            return (*points[: after + 1], (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part), *points[after + 1 :])

        return self._with_points(divided)

    def without_point(self, index: int) -> "Region":
        """The polygon or line with one point fewer at every keyframe.

        Raises
        ------
        ValueError
            If the figure has no such point, or cannot do with fewer.
        """
        n = len(self.keyframes[0].points)
        if not 0 <= index < n:
            raise ValueError(f"there is no point {index} of {n}")
        return self._with_points(lambda points: (*points[:index], *points[index + 1 :]))

    def _with_points(self, change: Callable[[tuple[Point, ...]], tuple[Point, ...]]) -> "Region":
        return replace(self, keyframes=tuple(replace(keyframe, points=change(keyframe.points)) for keyframe in self.keyframes))


def turn_between(from_deg: float, to_deg: float, part: float) -> float:
    """The turn at `part` (0 to 1) of the short way from one to another; half a turn goes clockwise. Above -180, up to 180."""
    way = to_deg - from_deg
    if way > 180:
        way -= 360
    elif way <= -180:
        way += 360
    turn = from_deg + way * part
    if turn > 180:
        return turn - 360
    return turn + 360 if turn <= -180 else turn
