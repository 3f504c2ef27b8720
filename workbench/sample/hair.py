"""Hair that goes with the head: parted and tied in a knot, or a head of curls. Ears are here too: hair decides what covers them."""

import numpy as np

from workbench.sample.canvas import Canvas, Points, curve, mixed, ribbon
from workbench.sample.head import Ball, HeadPose, ball_of
from workbench.sample.looks import Paint

_KNOT = ball_of([(180, 42)], 1.34)
_EARS = {side: ball_of([(side * 96, -8)]) for side in (-1, 1)}
_STRANDS = [ball_of([(lon * 0.16, 66), (lon * 0.8, 60), (lon * 1.3, 40), (lon * 1.72, 12)], 1.075) for lon in (-52, 52)]
_HAIRLINE = [
    (-104, -34),
    (-92, -6),
    (-78, 16),
    (-62, 30),
    (-40, 44),
    (-14, 57),
    (0, 60),
    (14, 55),
    (40, 42),
    (62, 30),
    (78, 16),
    (92, -6),
    (104, -34),
]
_HAIRLINE_BALL = ball_of([(float(a), float(b)) for a, b in curve(np.array(_HAIRLINE, np.float64), n=6)], 1.03)
_TAPER = 0.05 * np.sin(np.linspace(0.15, np.pi - 0.15, 13))


def draw_hair_behind(canvas: Canvas, ball: Ball, paint: Paint) -> None:
    """What lies behind the head."""
    if not paint.curly:
        x, y = ball.placed(np.array([[0.0, -0.16]]))[0]
        canvas.oval(x, y, ball.radius * 1.07, ball.radius * 1.10, paint.hair)
        seen = ball.view(_KNOT)
        if seen[0, 2] < 0.3:
            _draw_knot(canvas, ball, seen, paint)
    else:
        _draw_curls(canvas, ball, paint, front=False)


def draw_ears(canvas: Canvas, ball: Ball, pose: HeadPose, paint: Paint, *, near: bool) -> None:
    """Ears: the far ones go behind the face, the near ones on top of it."""
    for side in (-1, 1):
        seen = ball.view(_EARS[side])
        if bool(seen[0, 2] > 0.0) == near:
            x, y = ball.flat(seen)[0]
            r = ball.radius
            wide = 0.13 + 0.07 * abs(seen[0, 2])
            canvas.oval(x, y, r * wide, r * 0.23, paint.skin, turn_deg=pose.roll - 8 * side)
            canvas.oval(x, y + r * 0.01, r * wide * 0.5, r * 0.13, mixed(paint.skin, paint.skin_shade, 0.9), turn_deg=pose.roll - 8 * side)


def draw_hair_front(canvas: Canvas, ball: Ball, paint: Paint) -> None:
    """What lies on the head."""
    if not paint.curly:
        _draw_parting(canvas, ball, paint)
        seen = ball.view(_KNOT)
        if seen[0, 2] >= 0.3:
            _draw_knot(canvas, ball, seen, paint)
    else:
        _draw_curls(canvas, ball, paint, front=True)


def _draw_knot(canvas: Canvas, ball: Ball, seen: Points, paint: Paint) -> None:
    x, y = ball.flat(seen)[0]
    r = ball.radius
    canvas.oval(x, y, r * 0.44, r * 0.40, paint.hair)
    for turn in (0.2, 0.55, 0.9):
        t = np.linspace(0.2, 2.2, 9) + turn * 2
        canvas.stroke(np.stack([x + np.cos(t) * r * 0.36 * turn, y + np.sin(t) * r * 0.32 * turn], axis=1), r * 0.035, paint.hair_shine)


def _cap(ball: Ball, line: Points, lift: float) -> Points:
    """The outline of a cap of hair: the visible hairline, closed over the top along the head's rim."""
    seen = ball.view(line)
    plane = seen[seen[:, 2] > 0, :2]
    start, end = np.arctan2(plane[-1, 1], plane[-1, 0]), np.arctan2(plane[0, 1], plane[0, 0])
    if end > start:
        end -= 2 * np.pi
    t = np.linspace(start, end, 40)
    rim = np.stack([np.cos(t), np.sin(t)], axis=1) * lift
    return ball.placed(np.vstack([plane, rim]) * [1.0, ball.tall])


def _draw_parting(canvas: Canvas, ball: Ball, paint: Paint) -> None:
    canvas.fill(_cap(ball, _HAIRLINE_BALL, 1.10), paint.hair)
    for places in _STRANDS:
        strand = ball.view(places)
        if strand[:, 2].min() > 0.0:
            canvas.fill(ribbon(curve(ball.flat(strand), n=4), _TAPER * ball.radius), mixed(paint.hair, paint.hair_shine, 0.7))


def _curl_places() -> list[tuple[float, float, float]]:
    """(longitude, latitude, size) of the curls: rings from the hairline to the crown and down the back."""
    rng = np.random.default_rng(4)
    places: list[tuple[float, float, float]] = []
    for lat, first, last, n, size in (
        (82, -180, 180, 4, 0.34),
        (62, -165, 165, 12, 0.30),
        (42, -62, 62, 6, 0.25),
        (40, 70, 290, 9, 0.30),
        (16, 84, 276, 9, 0.29),
        (-10, 100, 260, 8, 0.28),
        (-30, 112, 248, 7, 0.27),
        (5, 125, 235, 6, 0.32),
        (-18, 125, 235, 6, 0.32),
    ):
        away = rng.uniform(-4, 4, (n, 2))
        places += [
            (float(lon + dx), float(lat + dy), float(size * rng.uniform(0.9, 1.12)))
            for lon, (dx, dy) in zip(np.linspace(first, last, n), away, strict=True)
        ]
    return places


_CURLS = _curl_places()
_CURL_BALL = ball_of([(lon, lat) for lon, lat, _ in _CURLS], 1.04)
_ARC = np.stack([np.cos(np.linspace(-2.6, 0.6, 9)), np.sin(np.linspace(-2.6, 0.6, 9))], axis=1)


def _draw_curls(canvas: Canvas, ball: Ball, paint: Paint, *, front: bool) -> None:
    seen = ball.view(_CURL_BALL)
    flat = ball.flat(seen)
    order = np.argsort(seen[:, 2])
    r = ball.radius
    chosen = [int(i) for i in order if bool(seen[i, 2] > -0.15) == front]
    for i in chosen:
        canvas.oval(flat[i, 0], flat[i, 1], r * _CURLS[i][2], r * _CURLS[i][2], paint.hair)
    if front:
        sizes = np.array([r * _CURLS[i][2] * 0.52 for i in chosen if seen[i, 2] > 0.0])
        places = flat[[i for i in chosen if seen[i, 2] > 0.0]]
        canvas.strokes(places[:, None] + sizes[:, None, None] * _ARC, r * 0.03, paint.hair_shine)
