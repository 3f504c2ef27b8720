"""Neck and upper body, down to behind the table."""

import numpy as np

from workbench.sample.body import BodyPose, neck_base, shoulder_half
from workbench.sample.canvas import Canvas, Points, curve, mixed, ribbon, shape
from workbench.sample.looks import Build, Paint

_HIDDEN_PX = 560.0
"""Down to here, which the table hides."""


def draw_torso(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose, neck_top: Points) -> None:
    """Upper body and neck; `neck_top` is where the neck goes in under the chin."""
    left, right = _side(build, pose, -1), _side(build, pose, 1)
    canvas.fill(np.vstack([left, right[::-1]]), paint.top)
    if paint.striped:
        _draw_stripes(canvas, build, paint, pose)
    else:
        inside = right - np.linspace(0, np.pi, len(right))[:, None] * [9.0, 0.0] - [10.0, -8.0]
        canvas.fill(np.vstack([right, inside[::-1]]), mixed(paint.top, paint.top_shade, 0.85))
        _draw_opening(canvas, build, paint, pose)
    _draw_neck(canvas, build, paint, pose, neck_top)


def _waist_x(build: Build, pose: BodyPose) -> float:
    return build.head[0] + pose.lean_x * 0.15


def _side(build: Build, pose: BodyPose, side: int) -> Points:
    """One side of the outline, from the neck down."""
    x, y = neck_base(build, pose)
    base, half, lift = _waist_x(build, pose), shoulder_half(build, pose), side * pose.turn * 6
    return curve(
        shape(
            (x + side * build.neck_wide * 0.62, y - 14),
            (x + side * half * 0.62, y + 2 + lift * 0.6),
            (x + side * half * 0.95, y + 22 + lift),
            (x + side * half, y + 62 + lift * 0.5),
            (base + side * build.waist_half * 1.02, y + 130),
            (base + side * build.waist_half, _HIDDEN_PX),
        ),
        n=6,
    )


def _draw_stripes(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose) -> None:
    x, y = neck_base(build, pose)
    base, half = _waist_x(build, pose), shoulder_half(build, pose)
    t = np.linspace(-1, 1, 13)
    for n in range(1, 6):
        wide = half * 0.985 if n < 3 else half * 0.45 + build.waist_half * 0.55
        across = x + (base - x) * n / 6 + t * wide
        down = y + 20 + n * 21 + 9 * (1 - t**2) + pose.turn * 3.6 * t
        canvas.fill(ribbon(np.stack([across, down], axis=1), np.full(13, 8.5)), paint.top_trim)


def _draw_opening(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose) -> None:
    """An open cardigan and what is worn under it."""
    (x, y), base, neck = neck_base(build, pose), _waist_x(build, pose), build.neck_wide * 0.66
    left = curve(shape((x - neck, y - 14), (x - 22, y + 40), (base - 8, y + 120), (base - 6, _HIDDEN_PX)), n=5)
    right = curve(shape((x + neck, y - 14), (x + 30, y + 40), (base + 28, y + 120), (base + 26, _HIDDEN_PX)), n=5)
    canvas.fill(np.vstack([left, right[::-1]]), paint.under)
    for hem in (left, right):
        canvas.stroke(hem, 6, mixed(paint.top, paint.top_shade, 0.6))


def _draw_neck(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose, neck_top: Points) -> None:
    (x, y), half = neck_base(build, pose), build.neck_wide / 2
    top_x, top_y = neck_top
    throat = curve(shape((x - half, y - 10), (x, y + 17), (x + half, y - 10)), n=8)
    canvas.fill(np.vstack([throat, shape((top_x + half * 0.92, top_y), (top_x - half * 0.92, top_y))]), paint.skin)
    wide = half * 0.94
    chin = shape((top_x - wide, top_y), (top_x + wide, top_y), (x + wide, y - 26), (x + wide * 0.4, y - 12), (x - wide, y - 22))
    canvas.fill(curve(chin, closed=True, n=5), mixed(paint.skin, paint.skin_shade, 0.85))
    collar = curve(shape((x - half * 1.32, y - 14), (x, y + 24), (x + half * 1.32, y - 14)), n=8)
    canvas.stroke(collar, 8 if paint.striped else 6, paint.top_trim if paint.striped else mixed(paint.under, (210, 196, 176), 0.3))
