"""Shoulders, arms and hands."""

from dataclasses import dataclass

import numpy as np

from workbench.sample.canvas import Canvas, Points, curve, mixed, ribbon, shape
from workbench.sample.looks import Build, Paint
from workbench.sample.table import TABLE_TOP_PX


@dataclass(frozen=True, slots=True)
class HandPose:
    """A hand: where its fingertips are in the picture, and how much it rests, pinches, points and opens (together 1)."""

    x: float
    y: float
    rest: float = 1.0
    pinch: float = 0.0
    point: float = 0.0
    open: float = 0.0


@dataclass(frozen=True, slots=True)
class BodyPose:
    """How a body leans (pixels right and down at the shoulders), and its two hands; `inner` is on the other person's side."""

    lean_x: float
    lean_y: float
    breath: float
    turn: float
    inner: HandPose
    outer: HandPose


def shoulder(build: Build, pose: BodyPose, side: int) -> Points:
    """Where a shoulder is; `side` 1 is the picture's right."""
    reach = build.shoulder_half * (1 - 0.10 * abs(pose.turn)) * 0.86
    x = build.head[0] + pose.lean_x * 0.75 + side * reach + pose.turn * 8
    return np.array([x, build.shoulder_y + 30 + pose.lean_y * 0.8 - pose.breath + side * pose.turn * 6])


def draw_torso(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose, neck_top: Points, *, striped: bool) -> None:
    """Neck and upper body down to behind the table."""
    x, y = build.head[0] + pose.lean_x * 0.75, build.shoulder_y + pose.lean_y * 0.8 - pose.breath
    half, waist = build.shoulder_half * (1 - 0.10 * abs(pose.turn)), build.waist_half
    base = build.head[0] + pose.lean_x * 0.15
    tip = pose.turn * 6

    def edge(side: int) -> Points:
        lift = side * tip
        return shape(
            (x + side * build.neck_wide * 0.62, y - 14),
            (x + side * half * 0.62, y + 2 + lift * 0.6),
            (x + side * half * 0.95, y + 22 + lift),
            (x + side * half * 1.0, y + 62 + lift * 0.5),
            (base + side * waist * 1.02, y + 130),
            (base + side * waist, 560),
        )

    outline = np.vstack([curve(edge(-1), n=6), curve(edge(1), n=6)[::-1]])
    canvas.fill(outline, paint.top)
    if striped:
        for n in range(1, 6):
            sag = y + 20 + n * 21
            t = np.linspace(-1, 1, 13)
            wide = half * 0.985 if n < 3 else (half * 0.45 + waist * 0.55)
            row = np.stack([x + (base - x) * n / 6 + t * wide, sag + 9 * (1 - t**2) + tip * t * 0.6], axis=1)
            canvas.fill(ribbon(row, np.full(13, 8.5)), paint.top_trim)
    shade = np.vstack([curve(edge(1), n=6), curve(edge(1) - [[26, -6], [30, 10], [34, 10], [30, 0], [26, 0], [26, 0]], n=6)[::-1]])
    canvas.fill(shade, mixed(paint.top, paint.top_shade, 0.85)) if not striped else None
    if not striped:
        opening = curve(shape((x - build.neck_wide * 0.66, y - 14), (x - 22, y + 40), (base - 8, y + 120), (base - 6, 560), (base + 26, 560), (base + 28, y + 120), (x + 30, y + 40), (x + build.neck_wide * 0.66, y - 14)), n=5)
        canvas.fill(opening, paint.under)
        for k in (0, 7):
            canvas.stroke(opening[k * 0 : 16] if k == 0 else opening[-16:], 5, mixed(paint.top, paint.top_shade, 0.6))
    throat = shape((x - build.neck_wide / 2, y - 8), (x, y + 14), (x + build.neck_wide / 2, y - 8), (neck_top[0] + build.neck_wide * 0.46, neck_top[1]), (neck_top[0] - build.neck_wide * 0.46, neck_top[1]))
    collar = curve(shape((x - build.neck_wide * 0.66, y - 14), (x, y + 24), (x + build.neck_wide * 0.66, y - 14)), n=8)
    canvas.fill(throat, paint.skin)
    canvas.fill(np.vstack([curve(shape((x - build.neck_wide / 2, y - 10), (x, y + 17), (x + build.neck_wide / 2, y - 10)), n=8)]), paint.skin)
    half_neck = build.neck_wide * 0.47
    under = shape((neck_top[0] - half_neck, neck_top[1]), (neck_top[0] + half_neck, neck_top[1]), (x + half_neck, y - 26), (x + half_neck * 0.4, y - 12), (x - half_neck, y - 22))
    canvas.fill(curve(under, closed=True, n=5), mixed(paint.skin, paint.skin_shade, 0.85))
    canvas.stroke(collar, 8 if striped else 6, paint.top_trim if striped else mixed(paint.under, (210, 196, 176), 0.3))


def draw_arm(canvas: Canvas, build: Build, paint: Paint, pose: BodyPose, hand: HandPose, side: int) -> None:
    """An arm from the shoulder on `side` to its hand, over the table."""
    start = shoulder(build, pose, side)
    tips = np.array([hand.x, hand.y])
    span = tips - start
    way = _unit(span * [0.55, 1.0]) * (1 - hand.rest) + np.array([-side * 0.93, 0.30]) * hand.rest
    wrist = tips - _unit(way) * 46 * build.hand
    elbow = _elbow(start, wrist, build.arm, side)
    elbow[1] += 0.35 * max(0.0, TABLE_TOP_PX - 20.0 - float(wrist[1]))
    fore = _unit(wrist - elbow)
    line = curve(np.array([start, (start + elbow) / 2 + [side * 4.0, 0], elbow, (elbow + wrist) / 2, wrist]), n=7)
    width = np.interp(np.linspace(0, 1, len(line)), [0, 0.16, 0.5, 1], [build.sleeve * 0.70, build.sleeve, build.sleeve * 0.86, build.sleeve * 0.56])
    canvas.glow(wrist[0] + 4, wrist[1] + 16, 52 * build.hand, 26 * build.hand, (96, 62, 38), 0.35)
    canvas.stroke(line[:2], build.sleeve * 0.66, mixed(paint.top, paint.top_shade, 0.35))
    if paint.top_trim == paint.under:
        cut = round(len(line) * 0.40)
        canvas.fill(ribbon(line[cut - 3 :], width[cut - 3 :] * 0.72), paint.skin)
        canvas.fill(ribbon(line[: cut + 1], width[: cut + 1]), mixed(paint.top, paint.top_shade, 0.35))
        canvas.stroke(line[cut : cut + 2], width[cut] * 0.98, paint.top_trim)
        canvas.fill(ribbon(line[cut + 1 :], width[cut + 1 :] * 0.72), paint.skin)
    else:
        canvas.fill(ribbon(line, width), mixed(paint.top, paint.top_shade, 0.35))
        canvas.oval(elbow[0], elbow[1], width[len(line) // 2] * 0.46, width[len(line) // 2] * 0.46, mixed(paint.top, paint.top_shade, 0.35))
        canvas.stroke(np.array([wrist - fore * 3, wrist + fore * 1]), build.sleeve * 0.56, paint.top_trim)
    _draw_hand(canvas, build.hand, paint, wrist, tips, side, hand)


def _unit(v: Points) -> Points:
    return np.asarray(v / max(float(np.hypot(*v)), 1e-6))


def _elbow(start: Points, wrist: Points, arm: float, side: int) -> Points:
    span = wrist - start
    length = float(np.hypot(*span))
    slack = np.sqrt(max(0.0, (arm * 0.98) ** 2 - (length / 2) ** 2)) if length / 2 < arm else 0.0
    across = np.array([-span[1], span[0]]) / max(length, 1e-6)
    if across[0] * side < 0:
        across = -across
    out = across * 0.26 + np.array([0.0, 0.12])
    return np.asarray((start + wrist) / 2 + out * slack)


def _draw_hand(canvas: Canvas, size: float, paint: Paint, wrist: Points, tips: Points, side: int, pose: HandPose) -> None:
    along = _unit(tips - wrist)
    across = np.array([-along[1], along[0]]) * side * -1
    line = mixed(paint.skin_shade, paint.line, 0.22)
    palm = wrist + along * 15 * size
    canvas.stroke(np.array([wrist, palm]), 23 * size, paint.skin)
    canvas.oval(float(palm[0] + along[0] * 5), float(palm[1] + along[1] * 5), 16 * size, 15 * size, paint.skin)
    lengths = np.array([22.0, 25.0, 23.0, 18.0]) * pose.rest + np.array([27.0, 25.0, 21.0, 16.0]) * pose.pinch + np.array([35.0, 9.0, 8.0, 7.0]) * pose.point + np.array([29.0, 31.0, 29.0, 23.0]) * pose.open
    spread = 0.10 * pose.rest - 0.16 * pose.pinch + 0.04 * pose.point + 0.34 * pose.open
    for k in (3, 2, 1, 0):
        offset = (1.5 - k) * 8.0 * size
        root = palm + along * 8 * size + across * offset
        way = _unit(along + across * spread * (1.5 - k) / 1.5)
        tip = root + way * lengths[k] * size
        canvas.stroke(np.array([root, tip]), 10.5 * size, line)
        canvas.stroke(np.array([root, tip]), 8.6 * size, paint.skin)
    thumb = palm + across * 13 * size - along * 4 * size
    reach = along * (16 * pose.rest + 25 * pose.pinch + 12 * pose.point + 14 * pose.open) + across * (7 * pose.rest - 3 * pose.pinch + 2 * pose.point + 15 * pose.open)
    canvas.stroke(np.array([thumb, thumb + reach * size]), 11.5 * size, line)
    canvas.stroke(np.array([thumb - along * 3, thumb + reach * size]), 9.6 * size, paint.skin)
