"""A head that turns: features lie on a ball and move across it, the outline and the hair follow."""

from dataclasses import dataclass

import numpy as np

from workbench.sample.canvas import Canvas, Colour, Points, curve, mixed, ribbon, shape
from workbench.sample.looks import Face, Paint

_WHITE: Colour = (252, 249, 243)
_WHITE_SHADE: Colour = (226, 220, 214)
_PUPIL: Colour = (30, 20, 16)
_MOUTH: Colour = (112, 42, 42)
_TONGUE: Colour = (214, 112, 104)
_TEETH: Colour = (252, 248, 240)


@dataclass(frozen=True, slots=True)
class HeadPose:
    """How a head is held and what its face does.

    Angles in degrees: yaw to the picture's right, pitch down, roll clockwise; eyes relative to the head. `lid` is 1 open, 0 shut;
    `brow` -1 drawn together to 1 raised; `smile` 0 to 1; `jaw` and `round` as in the table of sounds.
    """

    x: float
    y: float
    yaw: float
    pitch: float
    roll: float
    eye_yaw: float
    eye_pitch: float
    lid: float = 1.0
    brow: float = 0.0
    smile: float = 0.0
    jaw: float = 0.0
    round: float = 0.0


class Ball:
    """The ball a face lies on, turned and placed in the picture."""

    def __init__(self, pose: HeadPose, radius: float, tall: float) -> None:
        yaw, pitch, roll = np.radians([pose.yaw, pose.pitch, pose.roll])
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        nod = np.array([[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]])
        self._to_view = turn @ nod
        self._roll = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
        self.centre = np.array([pose.x, pose.y])
        self.radius = radius
        self.tall = tall

    def on_face(self, points: Points, lift: float = 1.0) -> Points:
        """Points of the face seen from the front (n, 2) as they lie in the picture now."""
        x, y = points[:, 0], points[:, 1] / self.tall
        z = np.sqrt(np.maximum(0.02, 1 - np.minimum(x**2 + y**2, 0.98)))
        return self.flat(self.view(np.stack([x, y, z], axis=1) * lift))

    def view(self, points: Points) -> Points:
        """Points on the ball (n, 3) turned: x right, y down, z towards us."""
        return np.asarray(points @ self._to_view.T)

    def flat(self, seen: Points) -> Points:
        """Turned points put into the picture (n, 2)."""
        return self.placed(seen[:, :2] * [1.0, self.tall])

    def placed(self, points: Points) -> Points:
        """Points in heads around the head's middle, in the picture."""
        return np.asarray(points @ self._roll.T * self.radius + self.centre)

    def facing(self, x: float, y: float) -> float:
        """How much a place on the face looks towards us: 1 fully, 0 edge on, below 0 away."""
        z = np.sqrt(max(0.02, 1 - x * x - (y / self.tall) ** 2))
        return float(self.view(np.array([[x, y / self.tall, z]]))[0, 2])


def ball_of(points: list[tuple[float, float]], lift: float = 1.0) -> Points:
    """Places given as (longitude, latitude) in degrees on the ball (n, 3): 0, 0 is the face's middle, latitude counts up."""
    lon, lat = np.radians(np.array(points, np.float64)).T
    return np.stack([np.sin(lon) * np.cos(lat), -np.sin(lat), np.cos(lon) * np.cos(lat)], axis=1) * lift


def outline(face: Face, pose: HeadPose) -> Points:
    """The face's outline in heads; chin and cheeks go with the turn."""
    turn = np.sin(np.radians(np.clip(pose.yaw, -95, 95)))
    down = np.sin(np.radians(pose.pitch))
    drop = 0.05 * pose.jaw
    skull, cheek, chin = -0.06 * turn, 0.07 * turn, 0.20 * turn
    low = -0.05 * abs(down)
    half = shape(
        (0.0, -face.tall), (0.62, -face.tall * 0.82), (0.96, -0.40), (1.0, 0.05), (face.cheek, 0.42), (face.jaw, 0.82 * face.chin + drop)
    )
    right = half.copy()
    left = half[1:][::-1] * [-1, 1]
    bottom = shape((0.22, face.chin + drop), (-0.22, face.chin + drop))
    whole = np.vstack([right, bottom, left])
    y = whole[:, 1]
    lean = np.interp(y, [-1.1, -0.3, 0.45, 1.1], [skull, skull * 0.5, cheek, chin])
    whole[:, 0] += lean
    whole[:, 1] += low * (y > 0.3)
    return curve(whole, closed=True, n=6)


def draw_skin(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint) -> None:
    """The face's plain shape, a little darker on the side away from the window."""
    edge = ball.placed(outline(face, pose))
    canvas.fill(edge, paint.skin)
    side = edge[(edge[:, 0] > pose.x + 0.12 * ball.radius) & (edge[:, 1] > pose.y - 0.5 * ball.radius)]
    if len(side) > 4:
        thick = np.sin(np.linspace(0, np.pi, len(side)))[:, None] * [0.13 * ball.radius, 0.10 * ball.radius]
        canvas.fill(np.vstack([side, (side - thick)[::-1]]), mixed(paint.skin, paint.skin_shade, 0.42))


def draw_face(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint) -> None:
    """Cheeks, eyes, brows, nose and mouth; what is turned away is not drawn."""
    for side in (-1, 1):
        if ball.facing(0.55 * side, 0.36) > 0.15:
            (x, y), r = ball.on_face(shape((0.56 * side, face.mouth_y - 0.22)))[0], ball.radius
            canvas.glow(x, y, r * (0.12 + 0.22 * ball.facing(0.55 * side, 0.36)), r * 0.26, paint.blush, 0.42 + 0.16 * pose.smile)
    for side in (-1, 1):
        if ball.facing(face.eye_x * side, face.eye_y) > 0.10:
            _draw_eye(canvas, ball, pose, face, paint, side)
    if ball.facing(0.0, face.nose_y) > -0.05:
        _draw_nose(canvas, ball, pose, face, paint)
    if ball.facing(0.0, face.mouth_y) > 0.05:
        _draw_mouth(canvas, ball, pose, face, paint)


_ALONG = np.linspace(-1, 1, 13)


def _draw_eye(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint, side: int) -> None:
    wide, high = face.eye_wide, face.eye_high
    bow = 1 - _ALONG**2
    x = side * face.eye_x + _ALONG * wide
    squint = 0.40 * pose.smile
    upper_open = high * (2 * pose.lid - 1 if pose.lid < 0.5 else pose.lid) * (1 - 0.12 * squint)
    upper = face.eye_y - bow**0.75 * upper_open + 0.02 * _ALONG * side * -1
    lower = face.eye_y + bow**0.85 * high * (0.72 - 0.75 * squint)
    upper = np.minimum(upper, lower)
    top, bottom = ball.on_face(np.stack([x, upper], axis=1)), ball.on_face(np.stack([x, lower], axis=1))
    opening = np.vstack([top, bottom[::-1]])
    above = ball.on_face(np.stack([x, np.full_like(x, face.eye_y) - bow**0.6 * high * 1.5], axis=1))
    canvas.fill(np.vstack([bottom, above[::-1]]), mixed(paint.skin, paint.lid, 0.5))
    with canvas.within(opening, 0.3 * ball.radius):
        canvas.fill(opening, _WHITE)
        canvas.stroke(top, ball.radius * 0.10, _WHITE_SHADE)
        _draw_iris(canvas, ball, pose, face, paint, side)
    weight = ball.radius * (0.050 + 0.012 * face.lash)
    canvas.fill(ribbon(top, weight * (0.35 + 0.65 * np.clip(bow * 1.6, 0, 1))), paint.line)
    if face.lash > 0.5:
        outer = upper[-1 if side > 0 else 0]
        root, end = (
            (side * (face.eye_x + wide * 0.93), outer + 0.005),
            (side * (face.eye_x + wide * 1.22), outer - 0.06 * (2 * pose.lid - 1)),
        )
        canvas.stroke(ball.on_face(shape(root, end)), ball.radius * 0.032, paint.line)
    canvas.stroke(bottom[2:-2], ball.radius * 0.016, mixed(paint.skin_shade, paint.line, 0.25))
    _draw_brow(canvas, ball, pose, face, paint, side)


def _draw_iris(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint, side: int) -> None:
    reach_x = np.sin(np.radians(pose.eye_yaw)) / 0.57
    reach_y = np.sin(np.radians(pose.eye_pitch)) / 0.42
    at = shape(
        (
            side * face.eye_x + np.clip(reach_x, -1, 1) * face.eye_wide * 0.46,
            face.eye_y + 0.01 + np.clip(reach_y, -1, 1) * face.eye_high * 0.62,
        )
    )
    (x, y), r = ball.on_face(at)[0], ball.radius * face.eye_high * 0.86
    squeeze = max(0.45, ball.facing(side * face.eye_x, face.eye_y) ** 0.6)
    canvas.oval(x, y, r * squeeze, r, paint.iris)
    canvas.oval(x, y, r * squeeze * 0.56, r * 0.56, _PUPIL)
    canvas.oval(x - r * 0.30, y - r * 0.36, r * 0.24 * squeeze, r * 0.24, _WHITE)


def _draw_brow(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint, side: int) -> None:
    lift = -0.09 * max(pose.brow, 0) - 0.02 * pose.smile - 0.03 * (1 - pose.lid)
    inner = 0.06 * max(-pose.brow, 0)
    t = np.linspace(0, 1, 7)
    x = side * (0.17 + 0.46 * t)
    y = face.brow_y + lift + inner * (1 - t) - 0.09 * np.sin(np.pi * (0.10 + 0.75 * t)) + 0.06 * t**2
    line = ball.on_face(np.stack([x, y], axis=1), 1.0)
    canvas.fill(ribbon(line, ball.radius * face.brow_thick * 1.4 * (0.55 + 0.45 * np.sin(np.pi * np.clip(t + 0.15, 0, 1)))), paint.hair)


def _draw_nose(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint) -> None:
    tip = ball.on_face(shape((0.0, face.nose_y)), 1.13)[0]
    root = ball.on_face(shape((0.0, face.nose_y - 0.34)), 1.02)[0]
    r = ball.radius
    turn = np.sin(np.radians(pose.yaw))
    soft = mixed(paint.skin, paint.skin_shade, 0.55)
    if abs(turn) > 0.2:
        side = np.sign(turn)
        base = ball.on_face(shape((-0.10 * side, face.nose_y + 0.02)), 1.0)[0]
        x, y = tip
        ridge = np.vstack(
            [root, (root + tip) / 2 + np.array([side * r * 0.01, 0]), shape((x + side * r * 0.02, y - r * 0.02), (x, y + r * 0.07)), base]
        )
        canvas.fill(curve(ridge, closed=True, n=4), soft)
    canvas.oval(tip[0], tip[1], r * 0.105, r * 0.085, soft)
    t = np.linspace(0.15, 0.85, 7) * np.pi
    canvas.stroke(
        np.stack([tip[0] + np.cos(t) * r * 0.10, tip[1] + 0.005 * r + np.sin(t) * r * 0.075], axis=1),
        r * 0.03,
        mixed(paint.skin_shade, paint.line, 0.30),
    )


def _draw_mouth(canvas: Canvas, ball: Ball, pose: HeadPose, face: Face, paint: Paint) -> None:
    wide = face.mouth_wide * (1 + 0.38 * pose.smile - 0.42 * max(pose.round, 0) + 0.14 * max(-pose.round, 0) * min(1.0, pose.jaw * 4))
    bow = 1 - _ALONG**2
    x = _ALONG * wide
    corner = -0.11 * pose.smile * _ALONG**2 + 0.035 * pose.smile
    gap = 0.26 * pose.jaw * bow**0.7
    upper = face.mouth_y + corner + 0.015 - gap * 0.22 + 0.02 * bow * pose.smile
    lower = face.mouth_y + corner + 0.015 + gap * 0.78 + 0.045 * bow * pose.smile
    top, bottom = ball.on_face(np.stack([x, upper], axis=1)), ball.on_face(np.stack([x, lower], axis=1))
    r = ball.radius
    if pose.jaw > 0.06:
        canvas.fill(np.vstack([top, bottom[::-1]]), _MOUTH)
        if pose.jaw > 0.25:
            mid = top[3:-3] * 0.28 + bottom[3:-3] * 0.72
            canvas.fill(np.vstack([mid, bottom[3:-3][::-1]]), _TONGUE)
        teeth = np.clip(0.075 / np.maximum(gap, 0.075), 0, 0.5)[:, None] * (0.5 + 0.5 * min(1.0, pose.smile + max(-pose.round, 0)))
        canvas.fill(np.vstack([top[2:-2], (top + (bottom - top) * teeth)[2:-2][::-1]]), _TEETH)
        canvas.stroke(np.vstack([top, bottom[::-1]]), r * 0.042, paint.lips, closed=True)
        return
    middle = (top + bottom) / 2
    canvas.fill(ribbon(middle, r * 0.060 * (0.45 + 0.55 * bow)), paint.lips)
    under = ball.on_face(np.stack([x[4:-4] * 0.8, face.mouth_y + 0.13 + 0.03 * pose.smile + 0 * x[4:-4]], axis=1))
    canvas.stroke(under, r * 0.03, mixed(paint.skin, paint.skin_shade, 0.7))
