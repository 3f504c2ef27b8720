"""Soft-edged drawing on a picture twice as fine as the film's, which is what smooths every edge.

Points and sizes are in pixels of the film (1280 x 720, origin top left), as floats; colours are (red, green, blue), 0 to 255.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]
Layer = NDArray[np.uint16]
Colour = tuple[int, int, int]

WIDTH_PX = 1280
HEIGHT_PX = 720
FINER = 2
"""How many pixels of a canvas lie along one of the film's."""

_SHIFT = 4
_SCALE = FINER * (1 << _SHIFT)


class Canvas:
    """A picture to draw on; shapes beyond its border are cut off.

    Parameters
    ----------
    pixels : array of uint8, shape (height * FINER, width * FINER, 3)
        Drawn on in place.
    """

    def __init__(self, pixels: Picture) -> None:
        self.pixels = pixels

    @classmethod
    def blank(cls, colour: Colour, width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> "Canvas":
        """A canvas of one colour."""
        return cls(np.full((height_px * FINER, width_px * FINER, 3), colour, np.uint8))

    def fill(self, points: Points, colour: Colour) -> None:
        """A filled outline."""
        cv2.fillPoly(self.pixels, [_fixed(points)], colour, cv2.LINE_AA, _SHIFT)

    def stroke(self, points: Points, width_px: float, colour: Colour, *, closed: bool = False) -> None:
        """A line with round ends."""
        cv2.polylines(self.pixels, [_fixed(points)], closed, colour, max(1, round(width_px * FINER)), cv2.LINE_AA, _SHIFT)

    def strokes(self, lines: Points, width_px: float, colour: Colour) -> None:
        """Many lines of equally many points, shape (lines, points, 2)."""
        cv2.polylines(self.pixels, list(_fixed(lines)), False, colour, max(1, round(width_px * FINER)), cv2.LINE_AA, _SHIFT)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, *, turn_deg: float = 0.0) -> None:
        """A filled ellipse around (x, y)."""
        centre, axes = (round(x * _SCALE), round(y * _SCALE)), (round(max(rx, 0.1) * _SCALE), round(max(ry, 0.1) * _SCALE))
        cv2.ellipse(self.pixels, centre, axes, turn_deg, 0, 360, colour, -1, cv2.LINE_AA, _SHIFT)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Colour, strength: float) -> None:
        """A soft blot of colour that fades to nothing at the rim; `strength` is its opacity in the middle."""
        kept, added = _blot(max(2, round(rx)), max(2, round(ry)), colour, round(strength * 32))
        self._lay(kept, added, round(x * FINER) - kept.shape[1] // 2, round(y * FINER) - kept.shape[0] // 2)

    def stain(self, alpha: Points, x: float, y: float, colour: Colour) -> None:
        """Colour laid over through a mask (0 to 1, in canvas pixels) whose top left corner lies at (x, y)."""
        self._lay(*_layer(alpha, colour), round(x * FINER), round(y * FINER))

    def _lay(self, kept: Layer, added: Layer, left: int, top: int) -> None:
        """Keep some of what is there and add a colour, both in 256ths."""
        height, width = kept.shape[:2]
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, self.pixels.shape[1]), min(top + height, self.pixels.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        part, inside = self.pixels[y0:y1, x0:x1], (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        mixed_in = part * kept[inside]
        mixed_in += added[inside]
        mixed_in >>= 8
        part[:] = mixed_in

    @contextmanager
    def within(self, points: Points, margin_px: float) -> Iterator[None]:
        """Whatever is drawn in the block, up to so many pixels around the outline, shows only inside it."""
        low = np.maximum(np.floor((points.min(axis=0) - margin_px) * FINER).astype(int), 0)
        high = np.maximum(np.ceil((points.max(axis=0) + margin_px) * FINER).astype(int), low + 1)
        part = self.pixels[low[1] : high[1], low[0] : high[0]]
        before = part.copy()
        yield
        mask = np.zeros(part.shape, np.uint8)
        cv2.fillPoly(mask, [_fixed(moved(points, -low[0] / FINER, -low[1] / FINER))], (255, 255, 255), cv2.LINE_AA, _SHIFT)
        inside = mask.astype(np.uint16)
        part[:] = ((part * inside + before * (255 - inside) + 127) // 255).astype(np.uint8)

    def paste(self, sprite: Picture, matrix: Points) -> None:
        """A picture with alpha (height, width, 4) put down by a 2 x 3 matrix from its pixels to the film's."""
        height, width = sprite.shape[:2]
        onto = matrix * FINER
        corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]]) @ onto.T
        low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
        high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, [self.pixels.shape[1], self.pixels.shape[0]])
        if np.any(low >= high):
            return
        size = (int(high[0] - low[0]), int(high[1] - low[1]))
        shifted = onto.copy()
        shifted[:, 2] -= low
        warped = cv2.warpAffine(sprite, shifted, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        part = self.pixels[low[1] : high[1], low[0] : high[0]]
        alpha = warped[:, :, 3:].astype(np.uint16)
        part[:] = ((part.astype(np.uint16) * (255 - alpha) + warped[:, :, :3].astype(np.uint16) * alpha + 127) // 255).astype(np.uint8)

    def finished(self) -> Picture:
        """The picture at the film's size."""
        height, width = self.pixels.shape[:2]
        return np.asarray(cv2.resize(self.pixels, (width // FINER, height // FINER), interpolation=cv2.INTER_AREA), np.uint8)


def curve(points: Points, *, closed: bool = False, n: int = 8) -> Points:
    """A smooth line through the points (Catmull-Rom), `n` steps between two of them."""
    count = len(points)
    return np.asarray(_weights(count, closed, n) @ points)


def shape(*points: tuple[float, float]) -> Points:
    """Points as an array, shape (n, 2)."""
    return np.array(points, np.float64)


def moved(points: Points, x: float, y: float) -> Points:
    """The points moved by that much."""
    return np.asarray(points + np.array([x, y]))


def ribbon(line: Points, widths_px: Points) -> Points:
    """The outline of a band around a line, as wide as `widths_px` says at each point (shape (n,))."""
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) * widths_px[:, None] / 2
    return np.vstack([line + across, (line - across)[::-1]])


def mixed(a: Colour, b: Colour, part: float) -> Colour:
    """A colour between two: `a` at 0, `b` at 1."""
    return (round(a[0] + (b[0] - a[0]) * part), round(a[1] + (b[1] - a[1]) * part), round(a[2] + (b[2] - a[2]) * part))


def _fixed(points: Points) -> NDArray[np.int32]:
    return np.asarray(points * _SCALE + 0.5).astype(np.int32)


@cache
def _weights(count: int, closed: bool, n: int) -> Points:
    t = np.arange(n) / n
    basis = 0.5 * np.stack([-(t**3) + 2 * t**2 - t, 3 * t**3 - 5 * t**2 + 2, -3 * t**3 + 4 * t**2 + t, t**3 - t**2], axis=1)
    pieces = count if closed else count - 1
    weights = np.zeros((pieces * n + (0 if closed else 1), count))
    for piece in range(pieces):
        for k in range(4):
            index = piece + k - 1
            index = index % count if closed else min(max(index, 0), count - 1)
            weights[piece * n : (piece + 1) * n, index] += basis[:, k]
    if not closed:
        weights[-1, -1] = 1.0
    return weights


@cache
def _blot(rx: int, ry: int, colour: Colour, strength_32: int) -> tuple[Layer, Layer]:
    y, x = np.mgrid[-1 : 1 : complex(0, 2 * FINER * ry), -1 : 1 : complex(0, 2 * FINER * rx)]
    return _layer(np.asarray(np.clip(1 - np.hypot(x, y), 0, 1) ** 1.6 * (strength_32 / 32), np.float64), colour)


def _layer(alpha: Points, colour: Colour) -> tuple[Layer, Layer]:
    """What is kept of a picture and what is added to it, in 256ths, shapes (height, width, 1) and (height, width, 3)."""
    part = np.round(np.clip(alpha, 0, 1) * 256).astype(np.uint16)[:, :, None]
    return (256 - part).astype(np.uint16), (part * np.array(colour, np.uint16)).astype(np.uint16)
