"""What a figure covers of the displayed picture: its turned corners and its bounds.

Places are fractions of the picture; a turn happens in displayed pixels, so each function takes the picture's `aspect`, its width divided by
its height. What makes a figure change over time is in ``core.regions``.
"""

from math import cos, hypot, radians, sin

from workbench.core.regions import FRAMED, Form, Point, ShapeKind

_ROUND = frozenset({ShapeKind.ELLIPSE, ShapeKind.SPOTLIGHT})

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def bounds_of_points(points: tuple[Point, ...]) -> Bounds:
    """The smallest upright box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def turned(point: Point, about: Point, turn_deg: float, aspect: float) -> Point:
    """A point turned clockwise, as displayed, about another."""
    along, down = (point[0] - about[0]) * aspect, point[1] - about[1]
    cosine, sine = cos(radians(turn_deg)), sin(radians(turn_deg))
    return about[0] + (along * cosine - down * sine) / aspect, about[1] + along * sine + down * cosine


def corners_of(form: Form, aspect: float) -> tuple[Point, ...]:
    """The four corners of a framed figure's box after its turn, clockwise from the one that was top left."""
    left, top, right, bottom = bounds_of_points(form.points)
    middle = (left + right) / 2, (top + bottom) / 2
    return tuple(turned(corner, middle, form.turn_deg, aspect) for corner in ((left, top), (right, top), (right, bottom), (left, bottom)))


def bounds_of(kind: ShapeKind, form: Form, aspect: float) -> Bounds:
    """The smallest upright box around a figure as it stands; without the width of its stroke."""
    if kind not in FRAMED:
        return bounds_of_points(form.points)
    if kind not in _ROUND:
        return bounds_of_points(corners_of(form, aspect))
    left, top, right, bottom = bounds_of_points(form.points)
    cosine, sine = cos(radians(form.turn_deg)), sin(radians(form.turn_deg))
    half_along, half_down = (right - left) / 2 * aspect, (bottom - top) / 2
    reach_x = hypot(half_along * cosine, half_down * sine) / aspect
    reach_y = hypot(half_along * sine, half_down * cosine)
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - reach_x, y - reach_y, x + reach_x, y + reach_y
