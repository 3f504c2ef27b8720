"""What the guider points out, as a layer over a picture: the rest a little dimmer, the figure itself clear, its edge soft.

A box, an ellipse or a polygon lets its inside through and has a light edge; a spotlight darkens the rest more and has none. An arrow or a
line is drawn in a warm colour with a light edge, and dims nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL.ImageColor import getrgb

from workbench.core.regions import Form, Region, ShapeKind
from workbench.design import DESIGN
from workbench.render.outlines import SHIFT, fill, fixed_points, outline_of
from workbench.render.plan import ClipShot

Layer = npt.NDArray[np.uint8]
Drawn = tuple[ShapeKind, Form]
"""A figure as it stands in one picture."""

_DIM = 0.38
_DARK = 0.72
_SOFT = 0.035
_RING = 0.006
_STROKE = 0.011
_CORNER = 0.025
_STROKED = frozenset({ShapeKind.LINE, ShapeKind.ARROW})


@dataclass(frozen=True, slots=True)
class Pointing:
    """A while in which something is pointed out: the first picture of the shot, the number of pictures, and what is drawn in each.

    `drawn` is one list of figures a picture; only one where nothing moves, for all of them.
    """

    first: int
    n_frames: int
    drawn: tuple[tuple[Drawn, ...], ...]


def plan_pointing(shot: ClipShot) -> list[Pointing]:
    """When something is pointed out in a shot; figures that are visible at one time belong together."""
    figures = [figure.region() for figure in shot.figures]
    pictures = range(shot.n_in, shot.n_frames - shot.n_out)
    drawn = [(picture, _visible(figures, shot.instant_at(picture))) for picture in pictures]
    return list(_whiles(drawn))


def draw_layer(figures: Sequence[Drawn], width: int, height: int) -> Layer:
    """The layer for a picture of that size.

    Returns
    -------
    ndarray of uint8, shape (height, width, 4)
        Red, green, blue, opacity.
    """
    short = min(width, height)
    areas = [(kind, _area(kind, form, width, height)) for kind, form in figures if kind not in _STROKED]
    layer = np.zeros((height, width, 4), dtype=np.uint8)
    if areas:
        light = np.maximum.reduce([area for _, area in areas])
        dim = _DARK if any(kind is ShapeKind.SPOTLIGHT for kind, _ in areas) else _DIM
        dimmed = np.round(255 * dim * (1 - np.arange(256) / 255)).astype(np.uint8)
        layer[:, :, 3] = cv2.LUT(np.maximum(_softened(light, _SOFT * short), light), dimmed)
        layer[:, :, :3] = getrgb(DESIGN.family.ink)
    for kind, area in areas:
        if kind is not ShapeKind.SPOTLIGHT:
            _paint(layer, _ring(area, _RING * short), DESIGN.family.raised, 0.85)
    for kind, form in figures:
        if kind in _STROKED:
            _paint(layer, _strokes(kind, form, width, height, _STROKE * short * 1.9), DESIGN.family.raised, 0.9)
            _paint(layer, _strokes(kind, form, width, height, _STROKE * short), DESIGN.accent, 1.0)
    return layer


def _visible(figures: Sequence[Region], instant: int) -> tuple[Drawn, ...]:
    return tuple((figure.kind, figure.form_at(instant)) for figure in figures if figure.span.contains(instant))


def _whiles(drawn: list[tuple[int, tuple[Drawn, ...]]]) -> Iterator[Pointing]:
    first = 0
    while first < len(drawn):
        after = first
        while after < len(drawn) and drawn[after][1]:
            after += 1
        if after > first:
            layers = tuple(figures for _, figures in drawn[first:after])
            yield Pointing(drawn[first][0], after - first, layers if len(set(layers)) > 1 else layers[:1])
        first = after + 1


def _area(kind: ShapeKind, form: Form, width: int, height: int) -> Layer:
    area = np.zeros((height, width), dtype=np.uint8)
    fill(area, outline_of(kind, form, width, height, _CORNER * min(width, height)))
    return area


def _softened(light: Layer, sigma_px: float) -> Layer:
    """The light with a wide soft edge, worked out on a quarter of the size: nobody sees the difference, and it costs a twentieth."""
    height, width = light.shape
    small = cv2.resize(light, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), max(0.5, sigma_px / 4)), (width, height)), dtype=np.uint8)


def _ring(area: Layer, thickness: float) -> Layer:
    size = max(3, 2 * round(thickness) + 1)
    grown = cv2.dilate(area, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    return np.asarray(grown - np.minimum(area, grown), dtype=np.uint8)


def _strokes(kind: ShapeKind, form: Form, width: int, height: int, thickness: float) -> Layer:
    mask = np.zeros((height, width), dtype=np.uint8)
    xy = np.array(form.points, dtype=np.float64) * (width, height)
    heavy = max(1, round(thickness))
    cv2.polylines(mask, [fixed_points(xy)], False, 255, heavy, cv2.LINE_AA, SHIFT)
    if kind is ShapeKind.ARROW:
        tail, tip = xy
        length = float(np.hypot(*(tip - tail)))
        along = (tip - tail) / max(length, 1e-6)
        head = min(0.05 * min(width, height), 0.45 * length)
        across = np.array([-along[1], along[0]])
        barbs = np.array([tip - head * along + 0.62 * head * across, tip, tip - head * along - 0.62 * head * across])
        cv2.polylines(mask, [fixed_points(barbs)], False, 255, heavy, cv2.LINE_AA, SHIFT)
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
