"""Arms in their sleeves, and hands."""

import numpy as np

from workbench.sample.body import BodyPose, HandPose, shoulder
from workbench.sample.canvas import Canvas, Points, curve, mixed, ribbon
from workbench.sample.looks import Build, Paint
from workbench.sample.table import TABLE_TOP_PX


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
    width = np.interp(
        np.linspace(0, 1, len(line)), [0, 0.16, 0.5, 1], [build.sleeve * 0.70, build.sleeve, build.sleeve * 0.86, build.sleeve * 0.56]
    )
    canvas.glow(wrist[0] + 4, wrist[1] + 16, 52 * build.hand, 26 * build.hand, (96, 62, 38), 0.35)
    cloth = mixed(paint.top, paint.top_shade, 0.35)
    canvas.stroke(line[:2], build.sleeve * 0.66, cloth)
    if paint.striped:
        cuff = round(len(line) * 0.40)
        canvas.fill(ribbon(line[cuff - 3 :], width[cuff - 3 :] * 0.72), paint.skin)
        canvas.fill(ribbon(line[: cuff + 1], width[: cuff + 1]), cloth)
        canvas.stroke(line[cuff : cuff + 2], width[cuff] * 0.98, paint.top_trim)
        canvas.fill(ribbon(line[cuff + 1 :], width[cuff + 1 :] * 0.72), paint.skin)
    else:
        canvas.fill(ribbon(line, width), cloth)
        canvas.oval(elbow[0], elbow[1], width[len(line) // 2] * 0.46, width[len(line) // 2] * 0.46, cloth)
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
    lengths = (
        np.array([22.0, 25.0, 23.0, 18.0]) * pose.rest
        + np.array([27.0, 25.0, 21.0, 16.0]) * pose.pinch
        + np.array([35.0, 9.0, 8.0, 7.0]) * pose.point
        + np.array([29.0, 31.0, 29.0, 23.0]) * pose.open
    )
    spread = 0.10 * pose.rest - 0.16 * pose.pinch + 0.04 * pose.point + 0.34 * pose.open
    for k in (3, 2, 1, 0):
        offset = (1.5 - k) * 8.0 * size
        root = palm + along * 8 * size + across * offset
        way = _unit(along + across * spread * (1.5 - k) / 1.5)
        tip = root + way * lengths[k] * size
        canvas.stroke(np.array([root, tip]), 10.5 * size, line)
        canvas.stroke(np.array([root, tip]), 8.6 * size, paint.skin)
    thumb = palm + across * 13 * size - along * 4 * size
    reach = along * (16 * pose.rest + 25 * pose.pinch + 12 * pose.point + 14 * pose.open) + across * (
        7 * pose.rest - 3 * pose.pinch + 2 * pose.point + 15 * pose.open
    )
    canvas.stroke(np.array([thumb, thumb + reach * size]), 11.5 * size, line)
    canvas.stroke(np.array([thumb - along * 3, thumb + reach * size]), 9.6 * size, paint.skin)
