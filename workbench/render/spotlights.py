"""What the guider points out, as a layer over a picture: the rest a little dimmer, the figure itself clear, its edge soft.

A box or an ellipse lets its inside through; an arrow or a line is drawn in a warm colour with a light edge, and dims nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL.ImageColor import getrgb

from workbench.core.regions import Point, Region, ShapeKind
from workbench.design import DESIGN
from workbench.render.plan import ClipShot

Layer = npt.NDArray[np.uint8]

_DIM = 0.38
_SOFT = 0.035
_RING = 0.006
_STROKE = 0.011
_SHIFT = 4
_DIMMED = np.round(255 * _DIM * (1 - np.arange(256) / 255)).astype(np.uint8)
_AREAS = (ShapeKind.BOX, ShapeKind.ELLIPSE)


@dataclass(frozen=True, slots=True)
class Pointing:
    """A while in which something is pointed out: the first picture of the shot, the number of pictures, and what is drawn in each.

    `drawn` is one list of (shape, points) a picture; only one where nothing moves, for all of them.
    """

    first: int
    n_frames: int
    drawn: tuple[tuple[tuple[ShapeKind, tuple[Point, ...]], ...], ...]


def plan_pointing(shot: ClipShot) -> list[Pointing]:
    """When something is pointed out in a shot; figures that are visible at one time belong together."""
    figures = [figure.region() for figure in shot.figures]
    pictures = range(shot.n_in, shot.n_frames - shot.n_out)
    drawn = [(picture, _visible(figures, shot.instant_at(picture))) for picture in pictures]
    return list(_whiles(drawn))


def draw_layer(figures: Sequence[tuple[ShapeKind, tuple[Point, ...]]], width: int, height: int) -> Layer:
    """The layer for a picture of that size.

    Returns
    -------
    ndarray of uint8, shape (height, width, 4)
        Red, green, blue, opacity.
    """
    short = min(width, height)
    light = np.zeros((height, width), dtype=np.uint8)
    for kind, points in figures:
        if kind in _AREAS:
            _fill(light, kind, points)
    layer = np.zeros((height, width, 4), dtype=np.uint8)
    if any(kind in _AREAS for kind, _ in figures):
        layer[:, :, 3] = cv2.LUT(np.maximum(_softened(light, _SOFT * short), light), _DIMMED)
        layer[:, :, :3] = getrgb(DESIGN.family.ink)
    for kind, points in figures:
        if kind in _AREAS:
            _paint(layer, _outline(kind, points, width, height, _RING * short), DESIGN.family.raised, 0.85)
        else:
            _paint(layer, _strokes(kind, points, width, height, _STROKE * short * 1.9), DESIGN.family.raised, 0.9)
            _paint(layer, _strokes(kind, points, width, height, _STROKE * short), DESIGN.accent, 1.0)
    return layer


def _visible(figures: Sequence[Region], instant: int) -> tuple[tuple[ShapeKind, tuple[Point, ...]], ...]:
    return tuple((figure.kind, figure.points_at(instant)) for figure in figures if figure.span.contains(instant))


def _whiles(drawn: list[tuple[int, tuple[tuple[ShapeKind, tuple[Point, ...]], ...]]]) -> Iterator[Pointing]:
    first = 0
    while first < len(drawn):
        after = first
        while after < len(drawn) and drawn[after][1]:
            after += 1
        if after > first:
            layers = tuple(figures for _, figures in drawn[first:after])
            yield Pointing(drawn[first][0], after - first, layers if len(set(layers)) > 1 else layers[:1])
        first = after + 1


def _fill(light: Layer, kind: ShapeKind, points: Sequence[Point]) -> None:
    height, width = light.shape
    (left, top), (right, bottom) = _corners(points, width, height)
    if kind is ShapeKind.ELLIPSE:
        centre = _fixed((left + right) / 2, (top + bottom) / 2)
        cv2.ellipse(light, centre, _fixed((right - left) / 2, (bottom - top) / 2), 0, 0, 360, 255, cv2.FILLED, cv2.LINE_AA, _SHIFT)
    else:
        radius = min(0.025 * min(width, height), (right - left) / 2, (bottom - top) / 2)
        cv2.fillPoly(light, [_rounded(left, top, right, bottom, radius)], 255, cv2.LINE_AA, _SHIFT)


def _softened(light: Layer, sigma_px: float) -> Layer:
    """The light with a wide soft edge, worked out on a quarter of the size: nobody sees the difference, and it costs a twentieth."""
    height, width = light.shape
    small = cv2.resize(light, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), max(0.5, sigma_px / 4)), (width, height)), dtype=np.uint8)


def _outline(kind: ShapeKind, points: Sequence[Point], width: int, height: int, thickness: float) -> Layer:
    filled = np.zeros((height, width), dtype=np.uint8)
    _fill(filled, kind, points)
    size = max(3, 2 * round(thickness) + 1)
    grown = cv2.dilate(filled, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    return np.asarray(grown - np.minimum(filled, grown), dtype=np.uint8)


def _strokes(kind: ShapeKind, points: Sequence[Point], width: int, height: int, thickness: float) -> Layer:
    mask = np.zeros((height, width), dtype=np.uint8)
    xy = np.array(points, dtype=np.float64) * (width, height)
    heavy = max(1, round(thickness))
    cv2.polylines(mask, [_fixed_points(xy)], False, 255, heavy, cv2.LINE_AA, _SHIFT)
    if kind is ShapeKind.ARROW:
        tail, tip = xy
        length = float(np.hypot(*(tip - tail)))
        along = (tip - tail) / max(length, 1e-6)
        head = min(0.05 * min(width, height), 0.45 * length)
        across = np.array([-along[1], along[0]])
        barbs = np.array([tip - head * along + 0.62 * head * across, tip, tip - head * along - 0.62 * head * across])
        cv2.polylines(mask, [_fixed_points(barbs)], False, 255, heavy, cv2.LINE_AA, _SHIFT)
    return mask


def _paint(layer: Layer, mask: Layer, colour: str, opacity: float) -> None:
    """Paint a colour over a layer where `mask` is, keeping what shines through right."""
    left, top, width, height = cv2.boundingRect(mask)
    part = layer[top : top + height, left : left + width]
    over = mask[top : top + height, left : left + width, None].astype(np.float32) / 255 * opacity
    under = part[:, :, 3:].astype(np.float32) / 255 * (1 - over)
    both = over + under
    mixed = (over * np.array(getrgb(colour), dtype=np.float32) + under * part[:, :, :3]) / np.maximum(both, 1e-6)
    part[:] = np.round(np.concatenate([mixed, both * 255], axis=2))


def _corners(points: Sequence[Point], width: int, height: int) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = zip(*points, strict=True)
    return (min(xs) * width, min(ys) * height), (max(xs) * width, max(ys) * height)


def _rounded(left: float, top: float, right: float, bottom: float, radius: float) -> npt.NDArray[np.int32]:
    corners = (
        (right - radius, bottom - radius),
        (left + radius, bottom - radius),
        (left + radius, top + radius),
        (right - radius, top + radius),
    )
    turns = np.linspace(0, np.pi / 2, 12)
    arcs = [
        np.column_stack([x + radius * np.cos(turns + quarter * np.pi / 2), y + radius * np.sin(turns + quarter * np.pi / 2)])
        for quarter, (x, y) in enumerate(corners)
    ]
    return _fixed_points(np.concatenate(arcs))


def _fixed(x: float, y: float) -> tuple[int, int]:
    return round(x * 2**_SHIFT), round(y * 2**_SHIFT)


def _fixed_points(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    return np.asarray(np.round(xy * 2**_SHIFT), dtype=np.int32).reshape(-1, 1, 2)
