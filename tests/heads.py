"""Heads of nobody: modelled by formula, shaded, turned and looking as asked, so that what a film shows is known.

Convention: a head is about 2.1 high; x to the right of the picture, y down, depth away from the camera. It is seen from far away. Yaw
above 0 is turned towards the right of the picture, pitch above 0 upwards, in degrees; eyes are turned in the frame of the picture too.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_HALF = (0.74, 1.05, 0.92)
_EYES_X, _EYES_Y, _EYE_WIDE, _EYE_HIGH = 0.31, -0.10, 0.155, 0.062
# of an eye 0.31 wide from corner to corner, in a grown-up's proportions: the ball's radius, the iris before its middle,
# and the line of the corners before its middle
_BALL, _IRIS_OUT, _CORNERS_OUT = 0.133, 0.110, 0.066
_GRAIN = 640


@dataclass(frozen=True)
class Head:
    """How a head looks: colours of skin, hair and iris, 0 to 255."""

    skin: tuple[int, int, int] = (224, 178, 152)
    hair: tuple[int, int, int] = (62, 44, 34)
    iris: tuple[int, int, int] = (70, 52, 38)


def draw_head(
    picture: Picture,
    at: tuple[float, float],
    height_px: float,
    head: Head,
    yaw: float,
    pitch: float,
    gaze: tuple[float, float] | None = None,
) -> None:
    """Draw a head into a picture, its middle at `at` pixels, eyes at `gaze` (yaw, pitch), ahead of the head where left out."""
    points, normals, colours = _surface(head, tuple(_eyes_turned(yaw, pitch, gaze or (yaw, pitch)).tolist()))
    turned = _turn(yaw, pitch)
    placed, facing = points @ turned.T, normals @ turned.T
    light = np.array([-0.35, -0.55, -0.76])
    shade = 0.42 + 0.62 * np.clip(facing @ light, 0, None) + 0.10 * np.clip(-facing[:, 2], 0, None)
    scale = height_px / 2.1
    side = int(height_px * 1.5)
    x, y = np.rint(placed[:, 0] * scale + side / 2).astype(int), np.rint(placed[:, 1] * scale + side / 2).astype(int)
    order = np.argsort(-placed[:, 2], kind="stable")
    drawn, there = np.zeros((side, side, 3), np.float32), np.zeros((side, side), np.float32)
    inside = order[(x[order] >= 0) & (x[order] < side) & (y[order] >= 0) & (y[order] < side)]
    drawn[y[inside], x[inside]] = np.clip(colours[inside] * shade[inside, None], 0, 255)
    there[y[inside], x[inside]] = 1
    there = cv2.GaussianBlur(cv2.morphologyEx(there, cv2.MORPH_CLOSE, np.ones((3, 3))), (0, 0), 0.7)
    drawn = cv2.GaussianBlur(np.where(drawn.any(axis=2, keepdims=True), drawn, cv2.dilate(drawn, np.ones((3, 3)))), (0, 0), 0.5)
    _paste(picture, drawn, there, round(at[0] - side / 2), round(at[1] - side / 2))


def _turn(yaw: float, pitch: float) -> Floats:
    a, b = np.radians([yaw, pitch])
    about_y = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), np.sin(b)], [0, -np.sin(b), np.cos(b)]])
    return about_y @ about_x


def direction_of(yaw: float, pitch: float) -> Floats:
    """The unit vector of a direction in the frame of the picture."""
    a, b = np.radians([yaw, pitch])
    return np.array([np.sin(a) * np.cos(b), -np.sin(b), -np.cos(a) * np.cos(b)])


def _eyes_turned(yaw: float, pitch: float, gaze: tuple[float, float]) -> Floats:
    """How far the irises lie from the middle of the eyes, in the head's own x and y."""
    return (_turn(yaw, pitch).T @ direction_of(*gaze))[:2].round(2) * _IRIS_OUT


@cache
def _surface(head: Head, iris: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
    """Points, normals and colours of a head that looks into the camera."""
    around = np.linspace(-np.pi, np.pi, _GRAIN)
    up = np.linspace(-np.pi / 2 + 0.02, np.pi / 2 - 0.02, _GRAIN)
    lon, lat = np.meshgrid(around, up)
    x, y, z = _HALF[0] * np.sin(lon) * np.cos(lat), _HALF[1] * np.sin(lat), -_HALF[2] * np.cos(lon) * np.cos(lat)
    x = x * (1 - 0.22 * np.clip(y, 0, None) ** 1.5)
    front = np.clip(-z / 0.3, 0, 1)
    z = z - front * _relief(x, y)
    points = np.stack([x, y, z], axis=-1)
    normals = np.cross(np.gradient(points, axis=1), np.gradient(points, axis=0))
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    normals *= np.sign((normals * points).sum(axis=-1, keepdims=True))
    colours = _colours(head, x, y, z, iris)
    return points.reshape(-1, 3), normals.reshape(-1, 3), colours.reshape(-1, 3)


def _bump(x: Floats, y: Floats, at: tuple[float, float], wide: float, high: float) -> Floats:
    return np.exp(-(((x - at[0]) / wide) ** 2) - ((y - at[1]) / high) ** 2)


def _relief(x: Floats, y: Floats) -> Floats:
    """How far the face stands out before an egg."""
    out = 0.17 * _bump(x, y, (0, 0.10), 0.085, 0.24) + 0.13 * _bump(x, y, (0, 0.25), 0.11, 0.09)
    out += 0.06 * _bump(x, y, (0, 0.55), 0.22, 0.10) + 0.09 * _bump(x, y, (0, 0.86), 0.22, 0.16)
    for side in (-1, 1):
        out -= 0.10 * _bump(x, y, (side * _EYES_X, _EYES_Y - 0.02), 0.17, 0.10)
        out += 0.05 * _bump(x, y, (side * 0.30, -0.27), 0.24, 0.08) + 0.05 * _bump(x, y, (side * 0.36, 0.24), 0.20, 0.18)
        out += 0.05 * _bump(x, y, (side * 0.09, 0.28), 0.06, 0.05)
        off = np.hypot(x - side * _EYES_X, (y - _EYES_Y) * 1.4)
        out += np.clip(np.sqrt(np.clip(_BALL**2 - off**2, 0, None)) - _CORNERS_OUT, 0, None)
    return out


def _colours(head: Head, x: Floats, y: Floats, z: Floats, iris: tuple[float, float]) -> Floats:
    seen = np.broadcast_to(np.array(head.skin, float), (*x.shape, 3)).copy()
    front = z < -0.2

    def paint(where: npt.NDArray[np.bool_] | Floats, colour: tuple[int, int, int], part: float = 1.0) -> None:
        share = (where * part)[..., None] * front[..., None]
        seen[...] = seen * (1 - share) + np.array(colour, float) * share

    for side in (-1, 1):
        u, v = (x - side * _EYES_X) / _EYE_WIDE, (y - _EYES_Y) / _EYE_HIGH
        paint(_bump(x, y, (side * _EYES_X, _EYES_Y - 0.02), 0.22, 0.13), (150, 100, 84), 0.35)
        paint(_bump(x, y, (side * 0.36, 0.25), 0.17, 0.15), (222, 120, 104), 0.35)
        almond = np.abs(v) < 1 - u**2
        paint(np.abs(v + 0.15) < 1.35 * (1 - (u / 1.1) ** 2), (70, 44, 38))
        paint(almond, (238, 234, 230))
        ball = np.hypot(x - side * _EYES_X - iris[0], y - _EYES_Y - iris[1])
        paint(almond & (ball < 0.066), head.iris)
        paint(almond & (ball < 0.030), (12, 10, 10))
        brow = np.abs(y + 0.285 + 0.05 * (1 - ((x - side * 0.33) / 0.2) ** 2)) < 0.030
        paint(brow & (np.abs(x - side * 0.33) < 0.21), head.hair, 0.85)
        paint(_bump(x, y, (side * 0.075, 0.345), 0.045, 0.022), (90, 48, 42), 0.8)
    lips = ((x / 0.25) ** 2 + ((y - 0.56) / 0.072) ** 2) < 1
    paint(lips, (186, 92, 88), 0.9)
    paint(lips & (np.abs(y - 0.555 + 0.03 * (x / 0.25) ** 2) < 0.010), (92, 40, 40))
    paint(_bump(x, y, (0, 0.70), 0.16, 0.03), (160, 110, 92), 0.3)
    hair = (y < -0.62 + 0.35 * np.clip(np.abs(x) - 0.35, 0, None)) | ((z > -0.12) & (y < 0.45)) | ((np.abs(x) > 0.66) & (y < 0.1))
    seen[hair] = head.hair
    return seen


def _paste(picture: Picture, drawn: npt.NDArray[np.float32], there: npt.NDArray[np.float32], left: int, top: int) -> None:
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + drawn.shape[1], width), min(top + drawn.shape[0], height)
    if x1 <= x0 or y1 <= y0:
        return
    piece = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    share = there[piece][..., None]
    picture[y0:y1, x0:x1] = np.clip(np.rint(picture[y0:y1, x0:x1] * (1 - share) + drawn[piece] * share), 0, 255).astype(np.uint8)
